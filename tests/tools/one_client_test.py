"""Every answer of the API that a test gets is held against /openapi.json: the ways to ask do that, and there are no others."""
import glob
import gzip
import http.server
import json
import os
import re
import sys
import threading
import unittest

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "journeys"))
import asking  # noqa: E402

# What asks a server, and the one file that may.
WAYS = {
    r"\b(import|from) +(http\.client|urllib\.request|urllib\.error|requests|aiohttp|httpx)\b": "tests/journeys/asking.py",
    r"\bSite::make\(": "tests/web/checked_site.h",
    r"::connect\(": "tests/support/http_client.cpp",
    r"\bfetch\(.*/api/": None,
}
DOCUMENT = {"paths": {"/api/v1/things": {"get": {"responses": {"default": {}, "200": {
    "headers": {"ETag": {}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}}},
    "components": {"schemas": {"Thing": {"type": "object", "required": ["id"], "additionalProperties": False, "properties": {"id": {"type": "string"}}},
                               "Problem": {"type": "object", "required": ["status"]}}}}
TAG = [("ETag", '"x"')]


def sources():
    for ending in ("py", "h", "cpp", "mjs"):
        for path in glob.glob(os.path.join(ROOT, "tests", "**", f"*.{ending}"), recursive=True):
            name = os.path.relpath(path, ROOT)
            if "node_modules" not in name and name != "tests/tools/one_client_test.py":
                with open(path, encoding="utf-8") as file:
                    yield name, file.read()


class OneClient(unittest.TestCase):
    def test_no_test_asks_by_another_way(self):
        found = {way: [name for name, text in sources() if re.search(way, text)] for way in WAYS}
        for way, only in WAYS.items():
            self.assertEqual(found[way], [only] if only else [], way)

    def served(self, status, kind, body, headers=()):
        class Things(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                told = (200, "application/json", json.dumps(DOCUMENT), ()) if self.path == "/openapi.json" else (status, kind, body, headers)
                self.send_response(told[0])
                for name, value in (("Content-Type", told[1]), *told[3]):
                    self.send_header(name, value)
                self.end_headers()
                sent = told[2] if isinstance(told[2], bytes) else told[2].encode()
                self.wfile.write(b"" if self.command == "HEAD" else sent)

            do_HEAD = do_GET

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Things)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_address[1]}"

    def ask(self, path, *answer):
        asking.known.clear()
        with asking.urlopen(self.served(*answer) + path, timeout=10) as told:
            return told.read().decode()

    def test_an_answer_as_promised_is_given_on_whole(self):
        self.assertEqual(self.ask("/api/v1/things?x=1", 200, "application/json", '{"id": "a"}', [("ETag", '"x"')]), '{"id": "a"}')
        self.assertEqual(self.ask("/pages", 200, "text/html", "<p>"), "<p>")
        with self.assertRaises(asking.HTTPError):
            self.ask("/api/v1/nothing", 404, "application/problem+json", '{"status": 404}')

    def asked(self, method, headers, body=b""):
        asking.known.clear()
        request = asking.Request(self.served(200, "application/json", body, headers) + "/api/v1/things", method=method)
        with asking.urlopen(request, timeout=10) as told:
            return told.status

    def test_answers_to_head_and_compressed_ones_are_held_against_it_too(self):
        packed, late = [*TAG, ("Content-Encoding", "gzip")], [*TAG, ("Retry-After", "1")]
        self.assertEqual((self.asked("HEAD", TAG), self.asked("GET", packed, gzip.compress(b'{"id": "a"}'))), (200, 200))
        for wrong in (("HEAD", []), ("HEAD", late), ("GET", packed, gzip.compress(b'{"id": 1}'))):
            with self.subTest(wrong), self.assertRaises(Exception) as failed:
                self.asked(*wrong)
            self.assertNotIsInstance(failed.exception, OSError)

    def test_an_answer_that_is_not_as_promised_fails_the_test(self):
        good = '{"id": "a"}'
        for path, *answer in (("/api/v1/things", 200, "application/json", '{"id": 1}', TAG), ("/api/v1/things", 200, "application/json", '{"id": "a", "more": 1}', TAG),
                              ("/api/v1/things", 200, "text/html", good, TAG), ("/api/v1/others", 200, "application/json", good, TAG),
                              ("/api", 200, "application/json", good, TAG),
                              ("/api/v1/things", 404, "application/json", '{"status": 404}'), ("/api/v1/things", 404, "application/problem+json", '{"status": 400}'),
                              ("/api/v1/things", 404, "text/plain", "Not here."), ("/api/v1/things", 200, "application/json", good, [*TAG, ("Retry-After", "1")]),
                              ("/api/v1/things", 200, "application/json", good)):
            with self.subTest(answer), self.assertRaises(Exception) as failed:
                self.ask(path, *answer)
            self.assertNotIsInstance(failed.exception, OSError)


if __name__ == "__main__":
    unittest.main(verbosity=1)
