"""The feeds that a Pith gives, read by programs people use: feedparser and newsboat, over HTTP from `pith serve`."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from html import unescape

from asking import HTTPError, urlopen
from served_home import ServedHome

try:
    import feedparser
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)


class Feeds(ServedHome):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topic = re.search(r'href="/topics/([^"?]+)"', cls.get("/topics")).group(1)
        cls.show = re.search(r'href="/shows/([^"?]+)"', cls.get("/shows")).group(1)
        cls.person = cls.archive("insight")[0]["speaker"].lower().replace(" ", "-")
        cls.insights = {insight["id"]: insight for insight in cls.archive("insight")}
        cls.subjects = ["today", f"topics/{cls.topic}", f"shows/{cls.show}", f"people/{cls.person}", "search"]

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
                        self.assertRegex(entry.id, r"^urn:uuid:[0-9a-f-]{36}$")
                        self.assertTrue(entry.link.startswith(self.site + "/insights/"))
                        self.assertTrue(entry.published_parsed and entry.title)
                        html = entry.content[0].value if "content" in entry else entry.summary
                        self.assertIn("The proof", html)
                        self.assertEqual(entry.get("author", ""), self.speaker_of(entry.link))

    def speaker_of(self, link):
        speaker = self.insights[link.rpartition("/")[2]]["speaker"]
        return "" if speaker == "unknown speaker" else speaker

    def test_items_hold_the_words_said_and_lead_to_their_second(self):
        for subject in self.subjects:
            texts = {}
            for ending in ("xml", "atom"):
                for entry in feedparser.parse(self.address(subject, ending)).entries:
                    html = entry.content[0].value if "content" in entry else entry.summary
                    texts.setdefault(entry.link, []).append(unescape(html))
            for item in json.loads(self.get(self.address(subject, "json")[len(self.site):]))["items"]:
                texts[item["url"]] += [unescape(item["content_html"]), item["content_text"]]
            for link, forms in texts.items():
                insight = self.insights[link.rpartition("/")[2]]
                for quote in insight["evidence"]:
                    moment = f"{self.site}/episodes/{insight['episode_id']}#t={int(quote['start'] / 1000)}"
                    for text in forms:
                        self.assertIn(quote["text"], text)
                        self.assertIn(moment, text)
                        self.assertIn(link, text)

    def test_every_item_has_a_time_of_its_own(self):
        for subject in self.subjects:
            for member in ("published", "updated"):
                times = [entry[member] for entry in feedparser.parse(self.address(subject, "atom")).entries]
                self.assertEqual(len(times), len(set(times)), (subject, member))
            published = [entry.published_parsed for entry in feedparser.parse(self.address(subject, "xml")).entries]
            self.assertEqual(len(published), len(set(published)), subject)

    def test_pages_announce_and_link_their_feeds(self):
        for subject in self.subjects[1:]:
            page = self.get("/search?q=the" if subject == "search" else f"/{subject}")
            for ending, form in (("xml", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json")):
                address = self.address(subject, ending)[len(self.site):]
                self.assertRegex(page, rf'<link rel="alternate" type="{re.escape(form)}" title="[^"]+" href="{re.escape(address)}">')
                self.assertRegex(page, rf'<a href="{re.escape(address)}" type="{re.escape(form)}">')
        self.assertNotIn("/feeds/search", self.get("/search"))

    def test_json_feeds_have_what_the_version_asks_for(self):
        for subject in self.subjects:
            with self.subTest(subject):
                with urlopen(self.address(subject, "json"), timeout=30) as answer:
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
                with urlopen(self.address(subject, "json"), timeout=30) as answer:
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
            with self.subTest(path), self.assertRaises(HTTPError) as failed:
                self.get(path)
            self.assertEqual(failed.exception.code, 404)
        with self.assertRaises(HTTPError) as failed:
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
            if os.path.exists(folder + "/errors"):
                with open(folder + "/errors", encoding="utf-8") as errors:
                    self.assertNotIn("could not be parsed", errors.read())


if __name__ == "__main__":
    unittest.main(verbosity=1)
