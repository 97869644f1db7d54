"""Revision 2026-07-28 of the Model Context Protocol, in which every request stands for itself, over HTTP and over lines."""
import base64
import json
import os
import re
import subprocess
import unittest

from asking import HTTPError, Request, urlopen
from demo_world import ROOT
from served_home import PITH, ServedHome

REVISION = "2026-07-28"
KEY = "io.modelcontextprotocol/"
META = {KEY + "protocolVersion": REVISION, KEY + "clientInfo": {"name": "test", "version": "1"}, KEY + "clientCapabilities": {}}
ALL = [REVISION, "2025-11-25", "2025-06-18", "2025-03-26"]


def request(method, meta=META, **params):
    return {"jsonrpc": "2.0", "id": 7, "method": method, "params": dict(params, _meta=meta)}


def headers_of(message):
    headers = {"MCP-Protocol-Version": REVISION, "Mcp-Method": message["method"]}
    return headers | ({"Mcp-Name": message["params"]["name"]} if "name" in message["params"] else {})


class StatelessMcp(ServedHome):
    def post(self, message, headers):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        asked = Request(self.site + "/mcp", body, {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers})
        try:
            with urlopen(asked, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as failed:
            return failed.code, failed.read().decode()

    def ask(self, method, **params):
        message = request(method, **params)
        status, text = self.post(message, headers_of(message))
        answer = json.loads(text)
        self.assertEqual((status, answer["id"]), (200, 7))
        return answer["result"]

    def refused(self, message, headers, status, code):
        came, text = self.post(message, headers)
        self.assertEqual((came, json.loads(text)["error"]["code"]), (status, code), text)
        return json.loads(text)

    def over_lines(self, *messages):
        lines = "".join(json.dumps(message) + "\n" for message in messages)
        done = subprocess.run([PITH, "mcp", "--home", self.home], input=lines, capture_output=True, text=True, timeout=60, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_says_what_it_speaks_and_has_to_who_asks_without_a_greeting(self):
        result = self.ask("server/discover")
        self.assertEqual(result["supportedVersions"], ALL)
        self.assertEqual(result["capabilities"], {"tools": {}})
        self.assertIn("proof", result["instructions"])
        version = self.run_pith("--version").split()[-1]
        self.assertEqual(result["_meta"][KEY + "serverInfo"], {"name": "pith", "title": "Pith", "version": version})

    def test_every_result_is_complete_and_what_may_be_kept_says_for_how_long(self):
        for method, params, kept in (("server/discover", {}, True), ("tools/list", {}, True), ("tools/call", {"name": "today"}, False),
                                     ("tools/call", {"name": "insight", "arguments": {}}, False)):
            with self.subTest(method, **params):
                result = self.ask(method, **params)
                self.assertEqual(result["resultType"], "complete")
                self.assertEqual(result["_meta"][KEY + "serverInfo"]["name"], "pith")
                self.assertEqual((result.get("ttlMs"), result.get("cacheScope")), (3600000, "public") if kept else (None, None))

    def test_tools_are_those_of_the_other_revisions(self):
        legacy = {"jsonrpc": "2.0", "id": 7, "method": "tools/list"}
        tools = json.loads(self.post(legacy, {})[1])["result"]["tools"]
        self.assertEqual(self.ask("tools/list")["tools"], tools)
        self.assertEqual(len(self.ask("tools/call", name="today", arguments={})["structuredContent"]["picks"]), 5)
        self.assertTrue(self.ask("tools/call", name="search", arguments={})["isError"])

    def test_refuses_headers_that_do_not_say_what_the_body_says(self):
        call = request("tools/call", name="today")
        right = headers_of(call)
        self.assertEqual(self.post(call, right)[0], 200)
        for name, values in (("MCP-Protocol-Version", (None, "2025-11-25")), ("Mcp-Method", (None, "tools/list", "TOOLS/CALL")),
                             ("Mcp-Name", (None, "search", "=?base64?c2VhcmNo?=", "=?base64?not base64?=", "tod\u00e4y"))):
            for value in values:
                with self.subTest(name, value=value):
                    headers = {key: kept for key, kept in right.items() if key != name} | ({name: value} if value else {})
                    refused = self.refused(call, headers, 400, -32020)
                    self.assertIn(name, refused["error"]["message"])
                    self.assertEqual(refused["id"], 7)

    def test_takes_a_name_in_the_writing_for_what_headers_cannot_hold(self):
        for name, code in (("today", None), ("t\u00e4nze", -32602), (" padded ", -32602), ("=?base64?x?=", -32602)):
            with self.subTest(name):
                message = request("tools/call", name=name)
                encoded = "=?base64?" + base64.b64encode(name.encode()).decode() + "?="
                status, text = self.post(message, headers_of(message) | {"Mcp-Name": encoded})
                self.assertEqual((status, json.loads(text).get("error", {}).get("code")), (200, code))

    def test_refuses_requests_without_what_each_must_say(self):
        for meta in (None, {}, {KEY + "clientCapabilities": {}}, {KEY + "protocolVersion": REVISION}, META | {KEY + "protocolVersion": 3},
                     META | {KEY + "clientCapabilities": []}):
            with self.subTest(meta):
                message = request("tools/list", meta)
                refused = self.refused(message, headers_of(message), 400, -32602)
                self.assertIn(KEY + "protocolVersion", refused["error"]["message"])
        self.refused({"jsonrpc": "2.0", "id": 7, "method": "tools/list"}, {"MCP-Protocol-Version": REVISION, "Mcp-Method": "tools/list"}, 400, -32602)

    def test_names_its_revisions_to_who_speaks_another(self):
        message = request("tools/list", META | {KEY + "protocolVersion": "1900-01-01"})
        refused = self.refused(message, headers_of(message) | {"MCP-Protocol-Version": "1900-01-01"}, 400, -32022)
        self.assertEqual(refused["error"]["data"], {"supported": ALL, "requested": "1900-01-01"})
        self.assertEqual(refused["id"], 7)
        self.refused({"jsonrpc": "2.0", "id": 7, "method": "ping"}, {"MCP-Protocol-Version": "1900-01-01"}, 400, -32022)

    def test_has_nothing_that_this_revision_took_away(self):
        for method in ("initialize", "ping", "resources/list", "logging/setLevel"):
            message = request(method)
            self.refused(message, headers_of(message), 404, -32601)
        self.refused([request("tools/list")], {}, 400, -32600)
        self.refused([request("tools/list")], {"MCP-Protocol-Version": REVISION}, 400, -32600)
        greeting = {"jsonrpc": "2.0", "id": 7, "method": "initialize", "params": {"protocolVersion": REVISION, "capabilities": {}}}
        self.assertEqual(json.loads(self.post(greeting, {})[1])["result"]["protocolVersion"], "2025-11-25")

    def test_an_error_about_no_readable_message_has_no_id(self):
        self.assertNotIn("id", self.refused(b"{not json", {"MCP-Protocol-Version": REVISION}, 400, -32700))
        self.assertNotIn("id", self.refused(b"{}", {"MCP-Protocol-Version": REVISION}, 400, -32600))

    def test_notifications_get_no_answer_and_other_sites_are_refused(self):
        cancelled = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1, "_meta": META}}
        self.assertEqual(self.post(cancelled, {"MCP-Protocol-Version": REVISION, "Mcp-Method": "notifications/cancelled"}), (202, ""))
        message = request("tools/list")
        self.assertEqual(self.post(message, headers_of(message) | {"Origin": "https://evil.example"})[0], 403)

    def test_who_listens_is_told_that_nothing_will_come_and_that_this_was_all(self):
        message = request("subscriptions/listen", notifications={"toolsListChanged": True})
        status, text = self.post(message, headers_of(message))
        events = [json.loads(event.removeprefix("data: ")) for event in text.strip().split("\n\n")]
        self.assertEqual(status, 200)
        for agreed, ended in (events, self.over_lines(message)):
            self.assertEqual(agreed, {"jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged",
                                      "params": {"_meta": {KEY + "subscriptionId": 7}, "notifications": {}}})
            self.assertEqual((ended["id"], ended["result"]["resultType"], ended["result"]["_meta"][KEY + "subscriptionId"]), (7, "complete", 7))

    def test_over_lines_each_message_speaks_for_itself_beside_those_of_a_greeting(self):
        greeting = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}}}
        odd = request("tools/call", name="=?base64?t\u00e4nze?=")
        messages = (request("server/discover"), greeting, {"jsonrpc": "2.0", "id": 2, "method": "ping"}, request("tools/call", name="today"), odd,
                    request("tools/list", META | {KEY + "protocolVersion": "1900-01-01"}), request("tools/list", {KEY + "protocolVersion": REVISION}))
        discovered, greeted, pong, today, unknown, other, bare = self.over_lines(*messages)
        self.assertEqual(discovered["result"]["supportedVersions"], ALL)
        self.assertEqual((greeted["result"]["protocolVersion"], pong["result"]), ("2025-06-18", {}))
        self.assertEqual(today["result"]["structuredContent"], self.ask("tools/call", name="today")["structuredContent"])
        self.assertIn("There is no tool =?base64?", unknown["error"]["message"])
        self.assertEqual((other["error"]["code"], bare["error"]["code"]), (-32022, -32602))

    def test_the_page_shows_a_request_that_is_answered(self):
        with open(os.path.join(ROOT, "docs", "mcp.md"), encoding="utf-8") as file:
            page = file.read()
        command = re.search(r"^    (curl (?:.*\\\n)*.*)", page, re.M)[1].replace("http://127.0.0.1:8700", self.site)
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=True)
        self.assertEqual(json.loads(done.stdout)["result"]["supportedVersions"], ALL)


if __name__ == "__main__":
    unittest.main(verbosity=1)
