"""The one way in which tests ask Pith over HTTP: what comes from the API is held against its own /openapi.json, whoever asks and for what.

`urlopen` and `Connection` are those of the standard library but for that check. tests/tools/one_client_test.py sees to it that
no test asks by another way."""
import gzip
import http.client
import io
import json
import urllib.error
import urllib.request

from answers import Schemas, differing

HTTPError, Request = urllib.error.HTTPError, urllib.request.Request
known = {}  # the document of the program under test, once it was read


def document_of(address, hosts):
    """Read from the server that answers; the same for every site of one program."""
    for host in hosts:
        if "document" in known:
            break
        connection = http.client.HTTPConnection(*address, timeout=30)
        connection.request("GET", "/openapi.json", headers={"Host": host})
        answer = connection.getresponse()
        if answer.status == 200:
            known["document"] = json.load(answer)
        connection.close()
    if "document" not in known:
        raise AssertionError(f"no /openapi.json at {address} to hold an answer of the API against")
    return known["document"]


def is_of_the_api(path):
    return path.partition("?")[0] == "/api" or path.startswith("/api/")


def check(document, asked, answer, body):
    """Raises where the answer is not what the document promises: its headers, and, but for HEAD and 304, its body."""
    method, path = asked
    schemas = Schemas(document)
    declared = schemas.responses(path)
    if declared and method in ("GET", "HEAD"):  # the document has no other
        wrong = differing(declared, answer.status, answer.headers)
        assert not wrong, f"{path}: {answer.status} has, or lacks, {wrong}; the document says otherwise"
    kind = "application/problem+json" if answer.status >= 400 else "application/json"
    assert answer.status == 304 or answer.headers["Content-Type"] == kind, f"{path}: {answer.status} comes as {answer.headers['Content-Type']}"
    if answer.status == 304 or method == "HEAD":
        assert not body, f"{path}: {method} got {answer.status} with a body"
        assert declared or answer.status >= 400, f"{path} answers {answer.status}, and the document does not have it"
        return
    value = json.loads(body)
    schemas.check_answer(path, answer.status, value)
    assert value.get("status", answer.status) == answer.status or answer.status < 400, f"{path}: the problem has another status than its answer"


class Connection(http.client.HTTPConnection):
    def putrequest(self, method, url, *rest, **named):
        self.asked, self.named = (method, url), ""
        super().putrequest(method, url, *rest, **named)

    def putheader(self, header, *values):
        if header.lower() == "host":
            self.named = values[0] if isinstance(values[0], str) else values[0].decode()
        super().putheader(header, *values)

    def getresponse(self):
        answer = super().getresponse()
        method, path = self.asked
        if is_of_the_api(path):
            body = answer.read()
            hosts = [self.named, f"{self.host}:{self.port}", "pith.example"]
            plain = gzip.decompress(body) if body and answer.headers["Content-Encoding"] == "gzip" else body
            check(document_of((self.host, self.port), hosts), self.asked, answer, plain)
            answer.fp, answer.length, answer.chunked = io.BytesIO(body), len(body), False  # to be read again
        return answer


class _Handler(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(Connection, request)


urlopen = urllib.request.build_opener(_Handler).open
