"""The API of a served home: every answer against the schemas of its own /openapi.json."""
import html
import http
import json
import re
import unittest
import urllib.parse

from asking import HTTPError, Request, urlopen
from answers import Schemas, check_schema, undeclared
from served_home import ServedHome


class Api(ServedHome):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.run_pith("hook", "add", "http://127.0.0.1:9/", "--event", "brief.ready")
        cls.document = json.loads(cls.get("/openapi.json"))
        cls.schemas = Schemas(cls.document)
        insight = cls.archive("insight")[0]
        cls.known = {"id": insight["id"], "slug": "", "day": cls.world.now()[:10], "q": "the"}
        cls.episode, cls.person = insight["episode_id"], insight["speaker"].lower().replace(" ", "-")

    def ask(self, path, headers=None):
        try:
            with urlopen(Request(self.site + path, headers=headers or {}), timeout=30) as answer:
                return answer.status, answer.headers, json.load(answer)
        except HTTPError as failed:
            body = failed.read()
            return failed.code, failed.headers, json.loads(body) if body else None

    def check_answer(self, path, schema):
        status, headers, value = self.ask(path)
        self.assertEqual(status, 200, value)
        self.assertEqual(headers["Content-Type"], "application/json")
        self.schemas.check(value, schema)
        return value

    def example(self, path):
        """The path with something for each parameter that the home holds."""
        slug = {"shows": self.ask("/api/v1/shows")[2]["items"][0]["slug"], "topics": self.ask("/api/v1/topics")[2]["items"][0]["slug"],
                "people": self.person}
        kind = path.split("/")[3]
        identity = self.episode if kind == "episodes" else self.known["id"]
        return path.replace("{id}", identity).replace("{day}", self.known["day"]).replace("{slug}", slug.get(kind, ""))

    def test_schemas_are_schemas(self):
        self.assertEqual(self.document["openapi"], "3.1.0")
        for schema in self.document["components"]["schemas"].values():
            check_schema(schema)

    def test_every_member_says_what_it_means(self):
        def bare(schema, where):
            for name, member in schema.get("properties", {}).items():
                if "description" not in member and "properties" not in member:
                    yield f"{where}.{name}"
                yield from bare(member, f"{where}.{name}")
                yield from bare(member.get("items", {}), f"{where}.{name}[]")
        schemas = self.document["components"]["schemas"]
        self.assertEqual([member for name, schema in schemas.items() for member in bare(schema, name)], [])

    def test_the_document_tells_of_its_headers_and_licence(self):
        self.assertIn("identifier", self.document["info"]["license"])
        self.assertLessEqual({"ETag", "RateLimit", "RateLimit-Policy", "Retry-After"}, set(self.document["components"]["headers"]))
        headers = self.ask("/api/v1/today")[1]
        for name in self.document["paths"]["/api/v1/today"]["get"]["responses"]["200"]["headers"]:
            self.assertIn(name, headers)

    def test_every_thing_leads_to_its_page(self):
        def told(value):
            if isinstance(value, dict):
                yield from ([value["url"]] if "url" in value else [])
                for member in value.values():
                    yield from told(member)
            elif isinstance(value, list):
                for item in value:
                    yield from told(item)
        paths = ["today", "insights", "episodes", "shows", "topics", "people", "search?q=the", f"insights/{self.known['id']}"]
        pages = {url for path in paths for url in told(self.ask(f"/api/v1/{path}")[2])}
        self.assertGreater(len(pages), 20)
        for url in pages:
            self.assertTrue(url.startswith(self.site + "/"), url)
            self.get(url[len(self.site):])

    def test_slugs_lead_to_what_they_name(self):
        insight = self.ask(f"/api/v1/insights/{self.known['id']}")[2]
        named = [topic for one in self.ask("/api/v1/insights")[2]["items"] for topic in one["topics"]]
        for kind, subjects in (("topics", named), ("people", [insight["person"]]), ("people", self.ask("/api/v1/people")[2]["items"])):
            self.assertTrue(subjects)
            for subject in subjects:
                self.assertEqual(self.ask(f"/api/v1/{kind}/{urllib.parse.quote(subject['slug'])}")[0], 200, subject)

    def test_what_the_server_itself_refuses_is_a_problem_too(self):
        for path, headers, status in (("/api", {}, 404), ("/api/v1/%00", {}, 400), ("/api/v1/today", {"X-Long": "x" * 20_000}, 431),
                                      ("/api/v1/search?q=" + "x" * 20_000, {}, 414), ("/api/v1/search?q=%FF%zz", {}, 400),
                                      ("/api/v1/today", {"Host": "elsewhere.example"}, 421)):
            with self.subTest(path[:40]):
                code, answered, problem = self.ask(path, headers)
                self.assertEqual((code, answered["Content-Type"]), (status, "application/problem+json"))
                self.schemas.check(problem, "Problem")

    def test_every_answer_has_the_shape_that_is_promised(self):
        self.assertGreater(len(self.document["paths"]), 15)
        for path, methods in self.document["paths"].items():
            with self.subTest(path):
                schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
                query = "?q=the" if any(p["name"] == "q" for p in methods["get"]["parameters"]) else ""
                value = self.check_answer(self.example(path) + query, schema)
                if "items" in value:
                    self.assertTrue(value["items"] or "related" in path or path.endswith("/readers"), path)  # at home there are none

    def test_every_list_is_the_same_whatever_the_size_of_its_pages(self):
        for path in ("/api/v1/insights", "/api/v1/episodes", "/api/v1/shows", "/api/v1/topics", "/api/v1/people"):
            with self.subTest(path):
                whole = self.ask(path + "?limit=100")[2]["items"]
                pages, cursor = [], ""
                while cursor is not None:
                    page = self.ask(f"{path}?limit=3{'&cursor=' + cursor if cursor else ''}")[2]
                    self.assertLessEqual(len(page["items"]), 3)
                    pages += page["items"]
                    cursor = page.get("next")
                self.assertEqual(pages, whole)

    def test_an_insight_opens_on_its_proof(self):
        insight = self.ask(f"/api/v1/insights/{self.known['id']}")[2]
        cues = self.ask(f"/api/v1/episodes/{insight['episode']['id']}/transcript")[2]["cues"]
        folded = lambda text: " ".join(text.split()).casefold()
        said = folded(" ".join(cue["text"] for cue in cues))
        for proof in insight["evidence"]:
            self.assertIn(folded(proof["quote"]), said)

    def test_problems_say_what_was_wrong(self):
        for path, status, words in (("/api/v1/insights/in_nothing", 404, "No insight"), ("/api/v1/nothing", 404, "openapi.json"),
                                    ("/api/v1/days/yesterday", 400, "2026-11-25"), ("/api/v1/insights?limit=0", 400, "from 1 to 100"),
                                    ("/api/v1/insights?cursor=x", 400, "cursor"), ("/api/v1/search", 400, "words (q)"),
                                    ("/api/v1/insights?page=2", 400, "page"), ("/api/v1/search?q=x&only=bogus", 400, "only"),
                                    ("/api/v1/search?q=x&person=Nobody+Known", 404, "Nobody Known"), ("/api/v1/days/2001-01-01", 404, "no brief"), ("/api/v1/people/nobody/insights", 404, "Nobody")):
            with self.subTest(path):
                code, headers, problem = self.ask(path)
                self.assertEqual(code, status)
                self.assertEqual(headers["Content-Type"], "application/problem+json")
                self.schemas.check(problem, "Problem")
                self.assertIn(words, problem["detail"])
                self.assertEqual(problem["status"], status)

    def test_head_gets_the_headers_that_get_does(self):
        for path in self.document["paths"]:
            with self.subTest(path), urlopen(Request(self.site + self.example(path) + ("?q=the" if path.endswith("/search") else ""), method="HEAD"), timeout=30) as answer:
                self.assertEqual((answer.status, answer.headers["Content-Type"], answer.read()), (200, "application/json", b""))
                got = self.ask(self.example(path) + ("?q=the" if path.endswith("/search") else ""))[1]
                self.assertEqual((answer.headers["ETag"], answer.headers["Content-Length"]), (got["ETag"], got["Content-Length"]))

    def test_who_has_an_answer_already_gets_304(self):
        paths = [self.example(path) + ("?q=the" if path.endswith("/search") else "") for path in self.document["paths"]]
        for path in paths + ["/openapi.json"]:
            with self.subTest(path):
                etag = self.ask(path)[1]["ETag"]
                self.assertEqual(self.ask(path, {"If-None-Match": etag})[0], 304)
                self.assertEqual(self.ask(path, {"If-None-Match": 'W/"another"'})[0], 200)

    def test_every_answer_has_the_headers_that_its_response_declares(self):
        declared = self.document["paths"]["/api/v1/today"]["get"]["responses"]
        tag = self.ask("/api/v1/today")[1]["ETag"]
        for path, headers, expected in (("today", {}, 200), ("today", {"If-None-Match": tag}, 304), ("insights?limit=0", {}, 400),
                                        ("today", {"Authorization": "Bearer pith_x"}, 401), ("insights/in_nothing", {}, 404)):
            with self.subTest(expected):
                status, sent, problem = self.ask("/api/v1/" + path, headers)
                self.assertEqual(status, expected)
                self.assertEqual(undeclared(declared, status, sent), set())
                if status >= 400:
                    self.assertEqual((problem["type"], problem["title"]), ("about:blank", http.HTTPStatus(status).phrase))
        request = Request(self.site + "/api/v1/today", b"{}", method="PUT")
        with self.assertRaises(HTTPError) as refused:
            urlopen(request, timeout=30)
        self.schemas.check(json.load(refused.exception), "Problem")
        self.assertEqual((refused.exception.code, refused.exception.headers["Allow"]), (405, "GET, HEAD"))
        self.assertIn("RateLimit", refused.exception.headers)

    def test_every_link_of_every_page_leads_somewhere(self):
        seen, left, lost = {"/"}, ["/"], []
        while left:
            path = left.pop()
            status, headers, page = self.page(path)
            if status != 200:
                lost.append((path, status))
            if "html" not in headers["Content-Type"]:
                continue
            found = {html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)} - seen
            seen |= found
            left += found
        self.assertEqual(lost, [])
        self.assertGreater(sum(path.startswith("/people/") for path in seen), 5)

    def page(self, path):
        try:
            with urlopen(self.site + urllib.parse.quote(path, safe="/?&=%+"), timeout=30) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except HTTPError as failed:
            return failed.code, failed.headers, failed.read().decode()


if __name__ == "__main__":
    unittest.main(verbosity=1)
