"""The feeds that a Pith gives, read by programs people use: feedparser and newsboat, over HTTP from `pith serve`."""
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from demo_world import DemoWorld

try:
    import feedparser
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

PITH = os.environ["PITH_BINARY"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Feeds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.home = cls.enterClassContext(tempfile.TemporaryDirectory())
        with open(os.path.join(cls.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{cls.world.host}"]\n')
        cls.run_pith("add", *cls.world.feeds(), "--now", cls.world.now(19))
        cls.run_pith("scan", "--now", cls.world.now())
        cls.run_pith("brief", "--now", cls.world.now())
        cls.site = f"http://127.0.0.1:{free_port()}"
        cls.server = subprocess.Popen([PITH, "serve", "--home", cls.home, "--listen", cls.site[7:], "--now", cls.world.now()],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.wait_until_served()
        cls.topic = re.search(r'href="/topics/([^"?]+)"', cls.get("/topics")).group(1)
        cls.show = re.search(r'href="/shows/([^"?]+)"', cls.get("/shows")).group(1)
        archive = [json.loads(line) for line in cls.run_pith("export").splitlines()]
        speaker = next(line["insight"]["speaker"] for line in archive if "insight" in line)
        cls.person = speaker.lower().replace(" ", "-")
        cls.subjects = ["today", f"topics/{cls.topic}", f"shows/{cls.show}", f"people/{cls.person}", "search"]

    @classmethod
    def run_pith(cls, *words):
        return subprocess.run([PITH, *words, "--home", cls.home], capture_output=True, text=True, timeout=120, check=True).stdout

    @classmethod
    def wait_until_served(cls):
        for _ in range(200):
            try:
                return cls.get("/healthz")
            except OSError:
                time.sleep(0.1)
        raise AssertionError("pith serve does not answer")

    @classmethod
    def get(cls, path):
        with urllib.request.urlopen(cls.site + path, timeout=30) as answer:
            return answer.read().decode()

    def address(self, subject, ending):
        return f"{self.site}/feeds/{subject}.{ending}" + ("?q=the" if subject == "search" else "")

    def test_every_feed_is_read_without_complaint_as_rss_and_atom(self):
        for subject in self.subjects:
            for ending, version in (("xml", "rss20"), ("atom", "atom10")):
                with self.subTest(f"{subject}.{ending}"):
                    feed = feedparser.parse(self.address(subject, ending))
                    self.assertFalse(feed.bozo, feed.get("bozo_exception"))
                    self.assertEqual(feed.version, version)
                    self.assertGreater(len(feed.entries), 0)
                    self.assertEqual(next(l.href for l in feed.feed.links if l.rel == "self"), self.address(subject, ending))
                    for entry in feed.entries:
                        self.assertRegex(entry.id, r"^pith:in_")
                        self.assertTrue(entry.link.startswith(self.site + "/insights/"))
                        self.assertTrue(entry.published_parsed and entry.title)
                        html = entry.content[0].value if "content" in entry else entry.summary
                        self.assertIn("The proof", html)

    def test_json_feeds_have_what_the_version_asks_for(self):
        for subject in self.subjects:
            with self.subTest(subject):
                with urllib.request.urlopen(self.address(subject, "json"), timeout=30) as answer:
                    self.assertEqual(answer.headers["Content-Type"], "application/feed+json; charset=utf-8")
                    feed = json.load(answer)
                self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
                self.assertEqual(feed["feed_url"], self.address(subject, "json"))
                ids = [item["id"] for item in feed["items"]]
                self.assertEqual(len(ids), len(set(ids)))
                self.assertTrue(ids and all(item["content_html"] for item in feed["items"]))

    def test_the_three_forms_hold_the_same_items(self):
        for subject in self.subjects:
            with self.subTest(subject):
                ids = [[entry.id for entry in feedparser.parse(self.address(subject, ending)).entries] for ending in ("xml", "atom")]
                with urllib.request.urlopen(self.address(subject, "json"), timeout=30) as answer:
                    ids.append([item["id"] for item in json.load(answer)["items"]])
                self.assertEqual(ids[0], ids[1])
                self.assertEqual(ids[0], ids[2])

    def test_who_has_a_feed_already_gets_304(self):
        for subject in self.subjects:
            with self.subTest(subject):
                first = feedparser.parse(self.address(subject, "xml"))
                self.assertEqual(feedparser.parse(self.address(subject, "xml"), etag=first.etag).status, 304)

    def test_what_is_no_feed_says_what_feeds_are_called(self):
        for path in ("/feeds/topics/no-such-topic.xml", f"/feeds/shows/{self.show}", f"/feeds/shows/{self.show}.pdf", "/feeds/people/nobody.atom"):
            with self.subTest(path), self.assertRaises(urllib.error.HTTPError) as failed:
                self.get(path)
            self.assertEqual(failed.exception.code, 404)
        with self.assertRaises(urllib.error.HTTPError) as failed:
            self.get("/feeds/search.xml")
        self.assertEqual(failed.exception.code, 400)

    def test_newsboat_reads_them(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(folder + "/urls", "w", encoding="utf-8") as urls:
                urls.write("\n".join(self.address(s, e) for s in self.subjects for e in ("xml", "atom")) + "\n")
            with open(folder + "/config", "w", encoding="utf-8") as config:
                config.write(f"error-log {folder}/errors\n")
            try:
                out = subprocess.run(["newsboat", "-u", folder + "/urls", "-c", folder + "/cache", "-C", folder + "/config", "-x", "reload",
                                      "print-unread"], env=dict(os.environ, HOME=folder), capture_output=True, text=True, timeout=120).stdout
            except FileNotFoundError:
                self.skipTest("newsboat is not installed")
            # An insight has one id in all feeds: newsboat shows it once.
            ids = {entry.id for s in self.subjects for entry in feedparser.parse(self.address(s, "xml")).entries}
            self.assertEqual(int(re.search(r"(\d+) unread", out).group(1)), len(ids), out)
            errors = open(folder + "/errors", encoding="utf-8").read() if os.path.exists(folder + "/errors") else ""
            self.assertNotIn("could not be parsed", errors)


if __name__ == "__main__":
    unittest.main(verbosity=1)
