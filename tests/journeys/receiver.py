"""A receiver of webhooks on loopback that checks signatures by its own code, and answers as it is told."""
import base64
import hashlib
import hmac
import json
import threading
import time

from loopback import Handler, Loopback


class Message:
    def __init__(self, headers, body):
        self.id, self.sent, self.signature = (headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
        self.type_of_body, self.body = headers["Content-Type"], body
        value = json.loads(body)
        self.type, self.timestamp, self.data = value["type"], value["timestamp"], value["data"]

    def is_signed_with(self, secret):
        key = base64.b64decode(secret[len("whsec_"):], validate=True)
        mac = hmac.new(key, self.id.encode() + b"." + self.sent.encode() + b"." + self.body, hashlib.sha256).digest()
        return self.signature == "v1," + base64.b64encode(mac).decode()


class Receiver(Loopback):
    """`answers`: what to answer to the first, second ... message; the last one again and again. A function is called with
    the handler in place of an answer."""

    def __init__(self, *answers):
        self.answers, self.messages, self.changed = list(answers) or [204], [], threading.Condition()
        receiver = self

        class Messages(Handler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with receiver.changed:
                    answer = receiver.answers[min(len(receiver.messages), len(receiver.answers) - 1)]
                    receiver.messages.append(Message(self.headers, body))
                    receiver.changed.notify_all()
                if callable(answer):
                    answer(self)
                    return
                self.give(answer, {}, b"")

        self.listen(Messages)
        self.url = f"http://{self.host}/hook"

    def wait_for(self, count, seconds=60):
        until = time.monotonic() + seconds
        with self.changed:
            while len(self.messages) < count:
                if not self.changed.wait(until - time.monotonic()):
                    raise AssertionError(f"{len(self.messages)} of {count} messages came")
            return list(self.messages)
