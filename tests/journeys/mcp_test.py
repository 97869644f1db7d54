"""The Model Context Protocol of a served home, over HTTP and over lines."""
import json
import os
import re
import subprocess
import unittest
import urllib.error
import urllib.request

from demo_world import ROOT
from served_home import PITH, ServedHome

NEW = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}


class Mcp(ServedHome):
    def post(self, message, **headers):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream",
                   **{name.replace("_", "-"): value for name, value in headers.items()}}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.site + "/mcp", body, headers), timeout=30) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as failed:
            return failed.code, failed.read().decode()

    def ask(self, method, **params):
        status, answer = self.post({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})
        self.assertEqual((status, answer["id"]), (200, 7))
        return answer

    def call(self, tool, **arguments):
        return self.ask("tools/call", name=tool, arguments=arguments)["result"]

    def test_greets_with_the_revision_that_both_know(self):
        self.assertEqual(self.ask("initialize", **NEW)["result"]["protocolVersion"], "2025-11-25")
        older = self.ask("initialize", **dict(NEW, protocolVersion="2025-06-18"))["result"]
        self.assertEqual(older["protocolVersion"], "2025-06-18")
        self.assertEqual(self.ask("initialize", **dict(NEW, protocolVersion="1999-01-01"))["result"]["protocolVersion"], "2025-11-25")
        self.assertEqual(self.post({"jsonrpc": "2.0", "method": "notifications/initialized"}), (202, None))
        self.assertEqual(self.ask("ping")["result"], {})

    def test_has_the_five_tools_in_a_fixed_order(self):
        tools = self.ask("tools/list")["result"]["tools"]
        self.assertEqual([tool["name"] for tool in tools], ["today", "search", "insight", "related", "episode"])
        for tool in tools:
            self.assertEqual(tool["inputSchema"]["type"], "object")
            self.assertTrue(tool["description"] and tool["annotations"]["readOnlyHint"])

    def test_tools_lead_from_the_day_to_the_proof(self):
        brief = self.call("today")["structuredContent"]
        self.assertEqual(len(brief["picks"]), 5)
        first = brief["picks"][0]["insight"]
        self.assertEqual(self.call("today", day=brief["day"])["structuredContent"], brief)
        self.assertEqual(self.call("insight", id=first["id"])["structuredContent"], first)
        self.assertIn(first["id"], [i["id"] for i in self.call("episode", id=first["episode"]["id"])["structuredContent"]["items"]])
        found = self.call("search", q=first["headline"])["structuredContent"]["insights"]
        self.assertIn(first["id"], [insight["id"] for insight in found])
        self.assertIn("items", self.call("related", id=first["id"])["structuredContent"])

    def test_says_what_a_tool_could_not_do(self):
        result = self.call("insight", id="in_nothing")
        self.assertTrue(result["isError"])
        self.assertIn("No insight", result["content"][0]["text"])
        for tool, arguments in (("dance", {}), ("insight", {}), ("search", {"q": 3}), ("today", {"night": "x"})):
            with self.subTest(tool):
                self.assertEqual(self.ask("tools/call", name=tool, arguments=arguments)["error"]["code"], -32602)
        self.assertEqual(self.ask("resources/list")["error"]["code"], -32601)

    def test_takes_no_path_for_an_id(self):
        self.assertTrue(self.call("insight", id="../shows/x")["isError"])
        self.assertTrue(self.call("episode", id="x/../../insights")["isError"])

    def test_refuses_other_sites_broken_messages_and_unknown_revisions(self):
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        self.assertEqual(self.post(ping, Origin="https://evil.example")[0], 403)
        self.assertEqual(self.post(ping, Origin=self.site)[0], 200)
        self.assertEqual(self.post(ping, MCP_Protocol_Version="1999-01-01")[0], 400)
        self.assertEqual(self.post(b"{not json")[0], 400)
        self.assertEqual(self.post([ping])[1]["error"]["code"], -32600)
        with self.assertRaises(urllib.error.HTTPError) as failed:
            self.get("/mcp")
        self.assertEqual(failed.exception.code, 405)

    def test_the_page_lists_the_tools_and_its_client_setting_starts_them(self):
        with open(os.path.join(ROOT, "docs", "mcp.md"), encoding="utf-8") as file:
            page = file.read()
        listed = [(name, set(re.findall(r"`(\w+)`", takes))) for name, takes in re.findall(r"^\| `(\w+)` \| (.*?) \|", page, re.M)]
        self.assertEqual(listed, [(tool["name"], set(tool["inputSchema"].get("properties", {}))) for tool in self.ask("tools/list")["result"]["tools"]])
        setting = json.loads(re.search(r'^    (\{"mcpServers".*\})$', page, re.M)[1])["mcpServers"]["pith"]
        line = re.search(r"^    (pith mcp)$", page, re.M)[1]
        self.assertEqual([setting["command"], *setting["args"]], line.split())
        asked = [{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": NEW}, {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}]
        done = subprocess.run([PITH, *setting["args"], "--home", self.home], input="".join(json.dumps(m) + "\n" for m in asked),
                              capture_output=True, text=True, timeout=60, check=True)
        self.assertEqual(json.loads(done.stdout.splitlines()[1])["result"], self.ask("tools/list")["result"])

    def test_speaks_the_same_over_lines(self):
        asked = [{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": NEW}, {"jsonrpc": "2.0", "method": "notifications/initialized"},
                 {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "today", "arguments": {}}}]
        done = subprocess.run([PITH, "mcp", "--home", self.home], input="".join(json.dumps(m) + "\n" for m in asked),
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([answer["id"] for answer in answers], [1, 2])
        self.assertEqual(answers[1]["result"]["structuredContent"], self.call("today")["structuredContent"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
