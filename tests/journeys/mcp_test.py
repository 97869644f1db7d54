"""The Model Context Protocol of a served home, over HTTP and over lines."""
import json
import os
import re
import subprocess
import unittest

from asking import HTTPError, Request, urlopen
from answers import Schemas, check_against
from demo_world import ROOT
from served_home import PITH, ServedHome

NEW = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
SHAPES = {"today": "Brief", "search": "Found", "insight": "Insight", "related": "RelatedPage", "episode": "InsightPage", "shows": "ShowPage"}


class Mcp(ServedHome):
    def post(self, message, **headers):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream",
                   **{name.replace("_", "-"): value for name, value in headers.items()}}
        try:
            with urlopen(Request(self.site + "/mcp", body, headers), timeout=30) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except HTTPError as failed:
            return failed.code, failed.read().decode()

    def ask(self, method, **params):
        status, answer = self.post({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})
        self.assertEqual((status, answer["id"]), (200, 7))
        return answer

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.schemas = Schemas(json.loads(cls.get("/openapi.json")))

    def call(self, tool, **arguments):
        result = self.ask("tools/call", name=tool, arguments=arguments)["result"]
        if "structuredContent" in result:
            self.schemas.check(result["structuredContent"], SHAPES[tool])
        return result

    def test_greets_with_the_revision_that_both_know(self):
        self.assertEqual(self.ask("initialize", **NEW)["result"]["protocolVersion"], "2025-11-25")
        for older in ("2025-06-18", "2025-03-26"):
            self.assertEqual(self.ask("initialize", **dict(NEW, protocolVersion=older))["result"]["protocolVersion"], older)
        self.assertEqual(self.ask("initialize", **dict(NEW, protocolVersion="1999-01-01"))["result"]["protocolVersion"], "2025-11-25")
        self.assertEqual(self.post({"jsonrpc": "2.0", "method": "notifications/initialized"}), (202, None))
        self.assertEqual(self.ask("ping")["result"], {})

    def test_says_which_program_it_is(self):
        version = self.run_pith("--version").split()[-1]
        self.assertEqual(self.ask("initialize", **NEW)["result"]["serverInfo"]["version"], version)

    def test_takes_batches_of_the_revision_that_has_them_alone(self):
        batch = [{"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"jsonrpc": "2.0", "method": "notifications/initialized"}]
        for headers in ({}, {"MCP_Protocol_Version": "2025-03-26"}):
            status, answers = self.post(batch, **headers)
            self.assertEqual((status, [answer["id"] for answer in answers]), (200, [1]))
        self.assertEqual(self.post(batch[1:]), (202, None))
        for revision in ("2025-06-18", "2025-11-25"):
            status, told = self.post(batch, MCP_Protocol_Version=revision)
            self.assertEqual((status, json.loads(told)["error"]["code"]), (400, -32600))
            self.assertIn("2025-03-26 alone", told)
        self.assertEqual(self.post(batch * 11)[0], 400)

    def test_tools_promise_the_shape_of_what_they_give(self):
        insight = self.archive("insight")[0]
        arguments = {"today": {}, "search": {"q": "the"}, "insight": {"id": insight["id"]}, "related": {"id": insight["id"]},
                     "episode": {"id": insight["episode_id"]}, "shows": {}}
        for tool in self.ask("tools/list")["result"]["tools"]:
            self.assertEqual(tool["outputSchema"]["type"], "object")
            check_against(tool["outputSchema"], self.call(tool["name"], **arguments[tool["name"]])["structuredContent"])

    def test_search_is_narrowed_to_a_show_a_person_and_a_day(self):
        insight = self.archive("insight")[0]
        show = next(show for show in self.archive("show") if show["id"] == insight["show_id"])
        asked = {"show": show["slug"], "person": insight["speaker"], "day": insight["published"][:10]}
        found = self.call("search", **asked)["structuredContent"]["insights"]
        self.assertIn(insight["id"], [one["id"] for one in found])
        for one in found:
            self.assertEqual((one["show"]["slug"], one["speaker"], one["published"][:10]), (show["slug"], insight["speaker"], asked["day"]))
        self.assertEqual(self.call("search", **{**asked, "show": show["title"]})["structuredContent"]["insights"], found)
        passages = self.call("search", q="the", show=show["slug"])["structuredContent"]["passages"]
        self.assertEqual({passage["show"]["title"] for passage in passages}, {show["title"]})
        self.assertTrue(all(passage["episode"]["title"] and passage["published"] for passage in passages))
        self.assertIn("the tool shows", self.call("search", q="the", show="No Such Show")["content"][0]["text"])
        self.assertEqual(self.call("search", q="the", day="2001-01-01")["structuredContent"]["insights"], [])

    def test_has_its_tools_in_a_fixed_order(self):
        tools = self.ask("tools/list")["result"]["tools"]
        self.assertEqual([tool["name"] for tool in tools], ["today", "search", "insight", "related", "episode", "shows"])
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
        for tool in ("insight", "related", "episode"):
            for wrong in ("in_nothing", "../shows/x"):
                told = self.call(tool, id=wrong)["content"][0]["text"]
                self.assertIn("The tools search and today", told)
                self.assertNotIn("openapi", told)
        self.assertEqual(self.ask("resources/list")["error"]["code"], -32601)

    def test_says_to_the_model_what_arguments_a_tool_wants(self):
        for tool, arguments, words in (("insight", {}, "insight needs id"), ("search", {"q": 3}, "search needs q, a text"),
                                       ("today", {"night": "x"}, "today takes no argument night; it takes day"),
                                       ("search", {}, "search needs at least one of q, show, person, day."),
                                       ("search", {"q": ""}, "at least one of"), ("search", {"cursor": "x"}, "at least one of"), ("search", {"q": "x", "day": "today"}, "day must be a day"),
                                       ("today", {"day": "yesterday"}, "written as 2026-11-25")):
            with self.subTest(tool=tool, arguments=arguments):
                result = self.call(tool, **arguments)
                self.assertTrue(result["isError"])
                self.assertIn(words, result["content"][0]["text"])

    def test_refuses_calls_that_the_protocol_does_not_have(self):
        for params, words in (({"name": "dance", "arguments": {}}, "There is no tool dance; there are today, search"), ({}, "needs the name of a tool"),
                              ({"name": 3}, "needs the name"), ({"name": "today", "arguments": []}, "arguments must be an object"),
                              ({"name": "search", "arguments": "x"}, "arguments must be an object")):
            with self.subTest(params):
                error = self.ask("tools/call", **params)["error"]
                self.assertEqual(error["code"], -32602)
                self.assertIn(words, error["message"])
        status, answer = self.post({"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": ["today"]})
        self.assertEqual((status, answer["error"]["code"]), (200, -32602))
        self.assertEqual(self.ask("tools/list", cursor="x")["error"]["code"], -32602)
        self.assertFalse(self.ask("tools/call", name="today")["result"]["isError"])

    def test_has_no_sessions_and_no_streams(self):
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        self.assertEqual(self.post(ping, MCP_Session_Id="of-another-server")[0], 200)
        for method in ("GET", "DELETE", "HEAD"):
            with self.subTest(method), self.assertRaises(HTTPError) as failed:
                urlopen(Request(self.site + "/mcp", method=method, headers={"Accept": "text/event-stream", "MCP-Session-Id": "x"}), timeout=30)
            self.assertEqual((failed.exception.code, failed.exception.headers["Allow"]), (405, "POST"))

    def test_a_message_too_large_is_refused_and_a_request_taken_back_gets_no_answer(self):
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {"x": "a" * 100_000}}
        self.assertEqual(self.post(ping)[0], 413)
        self.assertEqual(self.post(b"[" * 50_000)[0], 400)
        cancelled = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1, "reason": "late"}}
        self.assertEqual(self.post(cancelled), (202, None))
        lines = "".join(json.dumps(message) + "\n" for message in (cancelled, dict(ping, params={}))) + "garbage\n"
        done = subprocess.run([PITH, "mcp", "--home", self.home], input=lines, capture_output=True, text=True, timeout=60, check=True)
        self.assertEqual([json.loads(line)["id"] for line in done.stdout.splitlines()], [1, None])

    def test_over_lines_batches_are_of_the_revision_that_was_agreed_on(self):
        batch = json.dumps([{"jsonrpc": "2.0", "id": 2, "method": "ping"}])
        for revision, taken in (("2025-03-26", True), ("2025-11-25", False)):
            hello = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": dict(NEW, protocolVersion=revision)})
            done = subprocess.run([PITH, "mcp", "--home", self.home], input=f"{hello}\n{batch}\n", capture_output=True, text=True, timeout=60)
            self.assertEqual(isinstance(json.loads(done.stdout.splitlines()[1]), list), taken, done.stdout)

    def test_a_line_too_long_is_refused_and_the_next_is_read(self):
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        most = 64 * 1024
        fits = json.dumps(ping) + " " * (most - len(json.dumps(ping)))
        lines = "\n".join((fits + " ", "x" * 3_000_000, fits, json.dumps(dict(ping, id=2))))
        done = subprocess.run([PITH, "mcp", "--home", self.home], input=lines, capture_output=True, text=True, timeout=60, check=True)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([answer.get("error", {}).get("code") for answer in answers], [-32600, -32600, None, None])
        self.assertIn(f"at most {most} bytes", answers[0]["error"]["message"])
        self.assertEqual([answer["id"] for answer in answers], [None, None, 1, 2])

    def test_takes_no_path_for_an_id(self):
        self.assertTrue(self.call("insight", id="../shows/x")["isError"])
        self.assertTrue(self.call("episode", id="x/../../insights")["isError"])

    def test_refuses_other_sites_broken_messages_and_unknown_revisions(self):
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        self.assertEqual(self.post(ping, Origin="https://evil.example")[0], 403)
        self.assertEqual(self.post(ping, Origin=self.site)[0], 200)
        self.assertEqual(self.post(ping, MCP_Protocol_Version="1999-01-01")[0], 400)
        for broken in (b"{not json", b"1", b"[]", b'{"id": 1, "method": "ping"}', dict(ping, id=None), dict(ping, id={}), dict(ping, id=1.5)):
            self.assertEqual(self.post(broken)[0], 400, broken)
        self.assertEqual(self.post(dict(ping, id="a text"))[1], {"jsonrpc": "2.0", "id": "a text", "result": {}})
        self.assertEqual(self.post({"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "no"}}), (202, None))

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

    def call_over_lines(self, *calls):
        asked = [{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": NEW}, {"jsonrpc": "2.0", "method": "notifications/initialized"}]
        asked += [{"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
                  for number, (tool, arguments) in enumerate(calls, 1)]
        done = subprocess.run([PITH, "mcp", "--home", self.home], input="".join(json.dumps(m) + "\n" for m in asked),
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([answer["id"] for answer in answers], list(range(len(calls) + 1)))
        return [answer["result"]["structuredContent"] for answer in answers[1:]]

    def everything_asked(self):
        """Calls of every tool; search in words that no insight has, too."""
        insights = self.archive("insight")
        calls = [("today", {}), ("search", {"q": "how power stations are started again"}), ("episode", {"id": insights[0]["episode_id"]})]
        calls += [("shows", {}), ("shows", {"q": self.archive("show")[0]["title"]})]
        return calls + [(tool, {"id": insight["id"]}) for tool in ("insight", "related") for insight in insights]

    def test_speaks_the_same_over_lines_also_of_what_another_process_has_put_in_since(self):
        self.assertEqual(self.call_over_lines(*self.everything_asked()),
                         [self.call(tool, **arguments)["structuredContent"] for tool, arguments in self.everything_asked()])
        known = {insight["id"] for insight in self.archive("insight")}
        self.world.day += 6
        self.run_pith("scan", "--now", self.world.now())
        calls = self.everything_asked()
        served = [self.call(tool, **arguments)["structuredContent"] for tool, arguments in calls]
        self.assertEqual(served, self.call_over_lines(*calls))
        near = {item["insight"]["id"] for answer in served for item in answer.get("items", []) if "insight" in item}
        self.assertTrue(near - known, "nothing new is near anything")


if __name__ == "__main__":
    unittest.main(verbosity=1)
