"""Keys of the API and readers' own feeds, over real HTTP: the examples of docs/api.md and docs/feeds-out.md as they stand, and the programs
that people read feeds with."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest

from asking import urlopen
from answers import Schemas, undeclared
from demo_world import ROOT, DemoWorld
from public_site import PITH, LocalPith

try:
    import feedparser
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)


def examples(page):
    with open(os.path.join(ROOT, "docs", page), encoding="utf-8") as file:
        return re.findall(r"^    ((?:pith|curl) .*)$", file.read(), re.M)


class Keys(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        world = cls.enterClassContext(DemoWorld())
        cls.pith = cls.enterClassContext(LocalPith(world.now(), "[api]\naddress_limit = 1000\nwindow_s = 600\n", world.host))
        cls.pith.run("add", *world.feeds(), now=world.now(19))
        cls.pith.run("scan")
        cls.pith.run("brief")
        cls.pith.start()
        cls.ann = cls.pith.become_reader("ann@example.org", hour="22:00", zone="UTC")
        cls.bob = cls.pith.become_reader("bob@example.org", hour="22:00", zone="UTC")
        cls.pith.stop()
        cls.pith.run("send", "--public", cls.pith.site, now=world.now()[:10] + "T22:00:00Z")
        cls.pith.start()
        cls.document = json.loads(cls.pith.browser().get("/openapi.json").text)
        cls.schemas = Schemas(cls.document)

    def ask(self, path, key=None, **headers):
        if key:
            headers["Authorization"] = f"Bearer {key}"
        answer = self.pith.browser().request("GET", path, headers=headers)
        if path.startswith("/api/"):
            self.schemas.check_answer(path, answer.status, json.loads(answer.text))
        return answer

    def key_of(self, browser, name="a program"):
        made = browser.submit("/settings", "/settings/keys", {"name": name})
        self.assertEqual(made.status, 200)
        return re.search(r"<code>(pith_[^<]+)</code>", made.text)[1]

    def feed_of(self, browser):
        browser.submit("/settings", "/settings/feed")
        return next(link for link in browser.get("/settings").links() if "/feeds/own/" in link).rpartition(".")[0]

    # Keys.

    def test_a_key_is_its_readers_and_nobody_elses(self):
        ann, bob = self.key_of(self.ann), self.key_of(self.bob)
        briefs = {json.loads(self.ask("/api/v1/today", key).text)["id"] for key in (ann, bob, None)}
        self.assertEqual(len(briefs), 3)
        hers = self.ask("/api/v1/today", ann)
        self.assertEqual((hers.headers["Cache-Control"], hers.headers["RateLimit-Policy"]), ("private, no-cache", '"key";q=1200;w=600'))
        self.assertIn("reason", hers.text)
        remove = self.ann.get("/settings").form("/settings/keys/remove").fields
        self.bob.post("/settings/keys/remove", {**self.bob.get("/settings").form("/settings/keys").fields, "key": remove["key"]})
        self.assertEqual(self.ask("/api/v1/today", ann).status, 200)
        while "/settings/keys/remove" in self.ann.get("/settings").text:
            self.ann.submit("/settings", "/settings/keys/remove")
        self.assertEqual(self.ask("/api/v1/today", ann).status, 401)
        self.assertEqual(self.ask("/api/v1/today", bob).status, 200)

    def test_a_key_in_the_address_or_of_another_form_gets_nothing(self):
        key = self.key_of(self.ann)
        self.assertEqual(self.ask(f"/api/v1/today?access_token={key}").status, 400)
        self.assertEqual(self.ask(f"/api/v1/search?q={key}").status, 400)
        for headers in ({"Authorization": key}, {"Authorization": f"Token {key}"}, {"Authorization": f"Bearer {key}x"}):
            self.assertEqual(self.ask("/api/v1/today", **headers).status, 401, headers)
        self.assertEqual(self.ask(f"/feeds/own/{key}.xml").status, 404)
        token = self.feed_of(self.ann).rpartition("/")[2]
        self.assertEqual(self.ask("/api/v1/today", token).status, 401)

    def test_neither_a_key_nor_the_address_of_a_feed_is_in_the_database_or_on_others_pages(self):
        key, token = self.key_of(self.ann), self.feed_of(self.ann).rpartition("/")[2]
        self.assertEqual(self.ask("/api/v1/today", key).status, 200)
        self.assertEqual(self.ask(f"/feeds/own/{token}.xml").status, 200)
        for name in os.listdir(self.pith.home):
            if name.startswith("pith.db"):
                with open(os.path.join(self.pith.home, name), "rb") as file:
                    data = file.read()
                self.assertNotIn(key[len("pith_") + 13:].encode(), data)  # what stands behind its id
                self.assertNotIn(token.encode(), data)
        for browser in (self.bob, self.pith.browser()):
            for page in ("/", "/settings", "/status", "/days"):
                self.assertNotIn(token, browser.get(page).text)
        self.assertIn("last used on", self.ann.get("/settings").text)
        for secret in (key, token):
            self.assertNotIn(secret, self.pith.run("export").stdout + self.ann.get("/settings/export").text)

    def test_who_asks_too_much_is_told_when_to_come_again(self):
        with LocalPith(self.pith.now, "[api]\naddress_limit = 5\nkey_limit = 7\n") as pith:
            key = pith.run("key", "add", "laptop").stdout.split()[-1]
            pith.start()
            begun = time.monotonic()
            answers = [pith.browser().get("/api/v1/shows") for _ in range(6)]
            self.assertEqual([answer.status for answer in answers], [200] * 5 + [429])
            self.assertEqual(answers[0].headers["RateLimit-Policy"], '"address";q=5;w=60')
            self.assertRegex(answers[0].headers["RateLimit"], r'^"address";r=4;t=\d+$')
            self.assertLessEqual(int(answers[5].headers["Retry-After"]), 60)
            self.assertGreaterEqual(int(answers[5].headers["Retry-After"]), 60 - (time.monotonic() - begun) - 1)
            problem = json.loads(answers[5].text)
            responses = self.document["paths"]["/api/v1/shows"]["get"]["responses"]
            self.assertEqual([undeclared(responses, answer.status, answer.headers) for answer in answers], [set()] * 6)
            self.assertEqual((problem["status"], problem["violated-policies"]), (429, ["address"]))
            with_key = pith.browser().request("GET", "/api/v1/shows", headers={"Authorization": f"Bearer {key}"})
            self.assertEqual((with_key.status, with_key.headers["RateLimit-Policy"]), (200, '"key";q=7;w=60'))
            self.assertEqual(pith.browser().get("/").status, 200)

    def test_the_command_makes_lists_and_removes_them(self):
        made = json.loads(self.pith.run("key", "add", "of the command", "--reader", "bob@example.org", "--json").stdout)
        self.assertEqual(made["reader"], "bob@example.org")
        self.assertEqual(self.ask("/api/v1/today", made["key"]).status, 200)
        (row,) = [key for key in json.loads(self.pith.run("key", "list", "--json").stdout)["keys"] if key["id"] == made["id"]]
        self.assertEqual((row["name"], row["last_used"]), ("of the command", self.pith.now[:10]))
        self.pith.run("key", "remove", made["id"])
        self.assertEqual(self.ask("/api/v1/today", made["key"]).status, 401)
        for wrong in (("add",), ("dance",), ("remove", "nothing"), ("add", "x", "--reader", "nobody@example.org")):
            self.assertNotEqual(self.pith.run("key", *wrong, check=False).returncode, 0, wrong)

    # Feeds.

    def test_a_name_given_to_the_command_is_one_line_of_plain_text(self):
        made = json.loads(self.pith.run("key", "add", "a\x1b[31m\n  red\tkey", "--reader", "bob@example.org", "--json").stdout)
        self.assertEqual(made["name"], "a [31m red key")
        self.pith.run("key", "remove", made["id"])

    def test_feedparser_reads_a_readers_own_feed_and_has_it_already_the_second_time(self):
        address = self.feed_of(self.ann)
        ids = []
        for ending, version in (("xml", "rss20"), ("atom", "atom10")):
            feed = feedparser.parse(f"{address}.{ending}")
            self.assertFalse(feed.bozo, feed.get("bozo_exception"))
            self.assertEqual((feed.version, feed.feed.title), (version, "Pith: your five"))
            self.assertEqual(next(link.href for link in feed.feed.links if link.rel == "self"), f"{address}.{ending}")
            self.assertEqual(feedparser.parse(f"{address}.{ending}", etag=feed.etag).status, 304)
            ids.append([entry.id for entry in feed.entries])
            for entry in feed.entries:
                self.assertRegex(entry.id, r"^urn:uuid:[0-9a-f-]{36}$")
                self.assertIn("The proof", entry.content[0].value if "content" in entry else entry.summary)
        with urlopen(f"{address}.json", timeout=30) as answer:
            self.assertEqual((answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]), ("private, no-cache", "noindex"))
            items = json.load(answer)["items"]
        ids.append([item["id"] for item in items])
        self.assertEqual(ids[0], ids[1])
        self.assertEqual(ids[0], ids[2])
        picks = json.loads(self.ask("/api/v1/today", self.key_of(self.ann)).text)["picks"]
        self.assertEqual([item["url"] for item in items], [pick["insight"]["url"] for pick in picks])

    def test_a_feed_keeps_its_id_when_it_has_another_address(self):
        first, second = (feedparser.parse(self.feed_of(self.bob) + ".atom") for _ in range(2))
        self.assertNotEqual(first.href, second.href)
        self.assertRegex(first.feed.id, "^urn:uuid:")
        self.assertEqual(first.feed.id, second.feed.id)
        self.assertNotEqual(first.feed.id, feedparser.parse(self.feed_of(self.ann) + ".atom").feed.id)

    def test_newsboat_reads_it(self):
        address = self.feed_of(self.bob)
        count = len(feedparser.parse(address + ".xml").entries)
        with tempfile.TemporaryDirectory() as folder:
            with open(folder + "/urls", "w", encoding="utf-8") as urls:
                urls.write(f"{address}.xml\n{address}.atom\n")
            try:
                out = subprocess.run(["newsboat", "-u", folder + "/urls", "-c", folder + "/cache", "-x", "reload", "print-unread"],
                                     env=dict(os.environ, HOME=folder), capture_output=True, text=True, timeout=120).stdout
            except FileNotFoundError:
                self.skipTest("newsboat is not installed")
            self.assertEqual(int(re.search(r"(\d+) unread", out)[1]), count, out)

    def test_a_feed_has_another_address_when_its_reader_wishes_and_ends_when_they_end_it(self):
        first = self.feed_of(self.bob)
        second = self.feed_of(self.bob)
        self.assertEqual([self.ask(f"{address[len(self.pith.site):]}.xml").status for address in (first, second)], [410, 200])
        self.bob.submit("/settings", "/settings/feed/remove")
        self.assertEqual(self.ask(f"{second[len(self.pith.site):]}.xml").status, 410)

    # Examples.

    def test_the_examples_of_the_pages_run_as_they_stand(self):
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(PITH, os.path.join(folder, "pith"))
            key = self.pith.run("key", "add", "examples").stdout.split()[-1]
            environment = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], PITH_KEY=key, PITH_FEED=self.feed_of(self.ann))
            lines = examples("api.md") + examples("feeds-out.md")
            self.assertGreaterEqual(len(lines), 8)
            for line in lines:
                line = line.replace("http://127.0.0.1:8700", self.pith.site)
                if line.startswith("pith "):
                    line = line.partition("#")[0] + f" --home {self.pith.home} --now {self.pith.now}"
                done = subprocess.run(["bash", "-c", line], env=environment, cwd=folder, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, 0, line + done.stderr)
                self.assertTrue(done.stdout, line)
                if line.startswith("curl"):
                    self.assertTrue({"picks", "items"} & set(json.loads(done.stdout)), line)


if __name__ == "__main__":
    unittest.main(verbosity=1)
