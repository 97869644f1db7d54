# A real SMTP server (aiosmtpd) on loopback that can be told to fail. Prints its port, then serves until it is killed.
#   smtp_server.py FOLDER [tls|starttls] [login=USER:PASSWORD] [VERB=CODE|drop|silent]...
# VERB: EHLO MAIL RCPT DATA, or CONTENT for the end of the content. What was taken is written to FOLDER/N.json, also
# before a drop at CONTENT. FOLDER/ca.pem is the certificate to trust.
import asyncio
import functools
import json
import logging
import pathlib
import sys
import warnings

import certificates
from aiosmtpd.smtp import SMTP, AuthResult

warnings.simplefilter("ignore")
logging.disable()
folder = pathlib.Path(sys.argv[1])
words = sys.argv[2:]
faults = dict(word.split("=", 1) for word in words if "=" in word)
login = faults.pop("login", None)
received = 0


async def misbehave(server, how):
    if how == "drop":
        server.transport.abort()
    elif how == "silent":
        await asyncio.sleep(3600)
    else:
        await server.push(how + " told to refuse")


class FaultyServer(SMTP):
    pass


def with_fault(verb, original):
    @functools.wraps(original)
    async def command(self, arg):
        if verb in faults:
            return await misbehave(self, faults[verb])
        return await original(self, arg)

    return command


for verb in ("EHLO", "MAIL", "RCPT", "DATA"):
    setattr(FaultyServer, "smtp_" + verb, with_fault(verb, getattr(SMTP, "smtp_" + verb)))


class Keeper:
    async def handle_DATA(self, server, session, envelope):
        global received
        how = faults.get("CONTENT")
        if how is None or how in ("drop", "silent"):
            received += 1
            taken = {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "content": envelope.content.decode(),
                "tls": session.ssl is not None or "tls" in words,
                "login": bool(session.authenticated),
            }
            (folder / f"{received}.json").write_text(json.dumps(taken))
        if how is None:
            return "250 2.0.0 taken"
        if how in ("drop", "silent"):
            await misbehave(server, how)
            await asyncio.sleep(3600)
        return how + " told to refuse"


def authenticate(server, session, envelope, mechanism, data):
    given = f"{data.login.decode()}:{data.password.decode()}"
    return AuthResult(success=given == login, handled=given == login)


async def serve():
    context = certificates.context(folder) if "tls" in words or "starttls" in words else None
    options = {"tls_context": context, "require_starttls": True} if "starttls" in words else {}
    if login:
        options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    server = await asyncio.get_running_loop().create_server(
        lambda: FaultyServer(Keeper(), hostname="localhost", **options), "127.0.0.1", 0,
        ssl=context if "tls" in words else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
