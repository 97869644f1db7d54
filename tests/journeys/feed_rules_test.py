"""Every feed in every form against the rules of feed_rules.py, of a home whose shows, episodes, speakers and insights have the worst of names."""
import datetime as dt
import json
import os
import tempfile
import types
import unittest
import urllib.parse

import feed_rules
from asking import Request, urlopen
from demo_world import DemoWorld
from public_site import LocalPith

BAD = "]]> R&D <b>naïve</b> 日本 \u0001\u0085\ufffe &lt;i&gt; \U0001f600 \u202eשלום\u202c \ufdfa e\u0301"
FORMS = {"xml": "rss", "atom": "atom", "json": "json"}


def worse(value, names):
    """A line of an archive with BAD where people write."""
    (kind, thing), = value.items()
    for name in {"show": ["title"], "episode": ["title"], "insight": ["headline", "text"]}.get(kind, []):
        thing[name] += " " + BAD
    if kind == "insight":
        thing["topics"] = thing.get("topics", []) + ["R&D <b>x</b>"]
        for quote in thing["evidence"]:
            quote["text"] += " " + BAD
    text = json.dumps(value, ensure_ascii=False)
    for old, new in names.items():
        text = text.replace(old, new)
    return text


class FeedRules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        world = cls.enterClassContext(DemoWorld())
        cls.pith = cls.enterClassContext(LocalPith(world.now(), "", world.host))
        with LocalPith(world.now(), "", world.host) as other:
            other.run("add", *world.feeds(), now=world.now(19))
            other.run("scan")
            lines = [json.loads(line) for line in other.run("export").stdout.splitlines()]
        insight = next(line["insight"] for line in lines if "insight" in line)
        cls.insights = sum("insight" in line for line in lines)
        cls.show = next(line["show"]["slug"] for line in lines if line.get("show", {}).get("id") == insight["show_id"])
        archive = os.path.join(cls.enterClassContext(tempfile.TemporaryDirectory()), "archive.jsonl")
        with open(archive, "w", encoding="utf-8") as file:
            for line in lines:
                file.write((worse(line, {insight["speaker"]: "Zoë Ødegård"}) if len(line) == 1 and "end" not in line else json.dumps(line)) + "\n")
        cls.pith.run("import", archive)
        cls.now = dt.datetime.fromisoformat(world.now().replace("Z", "+00:00"))
        cls.pith.start()
        cls.empty = cls.feed("today", "atom")
        with urlopen(f"{cls.pith.site}/api/v1/topics?limit=100", timeout=30) as answer:
            cls.topics = [topic["slug"] for topic in json.load(answer)["items"]]
        ann = cls.pith.become_reader("ann@example.org", hour="22:00", zone="UTC")
        ann.submit("/settings", "/settings/feed")
        cls.own = next(link for link in ann.get("/settings").links() if "/feeds/own/" in link).rpartition(".")[0].partition("/feeds/")[2]
        cls.own_empty = cls.feed(cls.own, "xml")
        cls.pith.stop()
        cls.pith.run("brief")
        cls.pith.run("send", "--public", cls.pith.site, now=world.now()[:10] + "T22:00:00Z")
        cls.now += dt.timedelta(hours=4)
        cls.pith.start(now=world.now()[:10] + "T22:00:30Z")

    @classmethod
    def feed(cls, subject, ending, query=""):
        address = f"{cls.pith.site}/feeds/{subject}.{ending}{query}"
        with urlopen(address, timeout=30) as answer:
            return feed_rules.Feed(address, FORMS[ending], answer, cls.now)

    def feeds(self):
        """(subject, query, how many items it has at least and at most)."""
        person = urllib.parse.quote("zoë-Ødegård")
        yield from [("today", "", 5, 5), (self.own, "", 5, 5), *((f"topics/{topic}", "", 1, 50) for topic in self.topics), (f"shows/{self.show}", "", 2, 50), (f"people/{person}", "", 1, 50),
                    ("search", "?q=the", 6, 50), ("search", "?q=nowhereatall", 0, 0), ("search", f"?q=%22R%26D%22&show={self.show}", 1, 50),
                    ("search", f"?q=&person={urllib.parse.quote_plus('Zoë Ødegård')}", 1, 50), ("search", "?q=na%C3%AFve", 6, 50), ("search", "?q=%3Cb%3Ex%3C%2Fb%3E+%26amp%3B", 0, 50), ("search", "?q=node.js_0~1-x", 0, 0)]

    def test_every_feed_keeps_every_rule(self):
        for subject, query, least, most in self.feeds():
            for ending in FORMS:
                with self.subTest(subject=subject.partition("own/")[0], query=query, form=ending):
                    feed = self.feed(subject, ending, query)
                    self.assertEqual(feed_rules.complaints(feed), [])
                    self.assertTrue(least <= len(feed.items) <= most, len(feed.items))

    def test_empty_feeds_keep_them_too(self):
        for feed in (self.empty, self.own_empty):
            self.assertEqual((feed.items, feed_rules.complaints(feed)), ([], []))

    def test_every_feed_is_compressed_for_those_who_take_that(self):
        """The validator's rule Uncompressed. A private feed is not: its length would tell of it."""
        for subject, query, *_ in self.feeds():
            for ending in FORMS:
                with urlopen(Request(f"{self.pith.site}/feeds/{subject}.{ending}{query}", headers={"Accept-Encoding": "gzip"}), timeout=30) as answer:
                    packed = answer.headers["Content-Encoding"] == "gzip"
                    self.assertEqual(packed, not subject.startswith("own/") and (packed or len(answer.read()) > 1000), subject)

    def test_a_feed_that_breaks_rules_is_found_out(self):
        broken = [
            ("rss", "text/plain", f"""<!DOCTYPE rss><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="self" href="feed"/><item>
                <title>A &lt;b&gt; \u0085</title><guid>1</guid><pubDate>2026-11-25</pubDate><description><![CDATA[<a href="/x" onclick="y()"><script>]]></description>
                <author>x</author></item><title>T</title><description>&lt;i&gt;</description>{" " * 5_000_000}<ttl>0</ttl><image/></channel></rss>"""),
            ("rss", "application/rss+xml", """<rss version='0.91' xmlns:a="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <channel><ttl>1 </ttl><docs>spec</docs><a:link href=""/>loose<blink/><item><dc:creator>x@y.org</dc:creator><guid isPermaLink=" ">1</guid></item>
                <language dir="ltr">en</language><dc:date>x</dc:date></channel></rss>"""),
            ("atom", "application/atom+xml", """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>b</title><x/></entry><title>A</title></feed>"""),
            ("atom", "application/atom+xml; charset=utf-8", """<feed xmlns="http://www.w3.org/2005/Atom"><title> </title><id>x</id><updated>yesterday</updated>
                <entry><id>y</id><title>a</title><updated>2099-01-01T00:00:00Z</updated><published>2099-01-02T00:00:00Z</published>
                <content>&lt;a href="http://x/feed#1"&gt;</content></entry></feed>"""),
            ("atom", "application/atom+xml", """<atom xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>b</title><content type="html">c</content></entry></atom>"""),
            ("json", "application/json", json.dumps({"version": "1", "title": "T", "home_page_url": "/", "feed_url": "/feed.json", "items": [
                {"id": "1", "title": "A", "url": "x y", "content_html": "<p style='a'>", "date_published": "2026", "date_modified": "2026-01-01", "tags": ["a", "a"]}] * 2})),
            ("json", "application/json", json.dumps({"version": "1", "title": "T", "home_page_url": "/", "feed_url": "/feed.json", "next_url": "/feed.json", "author": {}, "items": [
                {"id": "1", "title": "A", "url": "/", "external_url": "/", "content_html": "", "date_published": "2026-02-01", "date_modified": "2026-01-01", "tags": [""], "when": 1}]}))]
        found_out = set()
        for form, kind, text in broken:
            feed = feed_rules.Feed("http://x/feed", form, types.SimpleNamespace(headers={"Content-Type": kind, "X Y": "z"}, read=text.encode, status=302, url="http://y/"), self.now)
            for name, forms, rule in feed_rules.RULES:
                try:
                    found_out |= {name} if form in forms and rule(feed) else set()
                except (ValueError, TypeError, AttributeError):  # a time that cannot be read, an element that is not there
                    found_out.add(name)
        self.assertEqual({name for name, _, _ in feed_rules.RULES} - found_out, {"UnicodeError", "UndefinedNamedEntity"})  # which no parser lets through

    def test_a_list_of_feeds_keeps_the_rules_of_lists(self):
        self.assertEqual(feed_rules.complaints_of_list(self.pith.run("export", "--opml").stdout), [])

    def test_a_list_that_breaks_rules_is_found_out(self):
        broken = """<opml version="3"><head><title>a</title><title/><dateCreated>today</dateCreated></head><outline type="rss" xmlUrl="a b" version="9">x</outline>
            <outline type="rss" text="&lt;script&gt;" title="t" xmlUrl="http://a"/><outline type="rss" text="t" title="t" xmlUrl="http://a"/><outline text="a" title="b"/></opml>"""
        self.assertEqual({name for name, _ in feed_rules.complaints_of_list(broken)}, {name for name, _ in feed_rules.LIST_RULES})

    def test_every_rule_was_asked(self):
        self.assertEqual({form for _, forms, _ in feed_rules.RULES for form in forms}, set(FORMS.values()))
        names = [name for name, _, _ in feed_rules.RULES]
        self.assertEqual(len(names), len(set(names)))

    def test_what_is_written_is_read(self):
        for ending in FORMS:
            feed = self.feed(f"shows/{self.show}", ending)
            for item in feed.items:
                for text in (item.title.replace("\u2060", ""), item.content.text):
                    self.assertIn("]]> R&D <b>naïve</b> 日本", text)
            self.assertIn("Zoë Ødegård", {item.author for item in feed.items})

    def test_ids_stay_over_a_restart_and_are_of_their_subject(self):
        ids = lambda: {subject: self.feed(subject, "atom", query).root.findtext(feed_rules.ATOM + "id") for subject, query, *_ in self.feeds()}
        items = lambda: [item.id for item in self.feed("today", "xml").items]
        before = ids(), items()
        self.pith.stop()
        self.pith.start(now=self.now.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self.assertEqual((ids(), items()), before)
        self.assertEqual(len(set(before[0].values())), len(before[0]))


if __name__ == "__main__":
    unittest.main(verbosity=1)
