"""What is hidden at a publisher's wish (`pith remove --hide`, podcast:block), through the real program: it is shown nowhere."""
import glob
import json
import os
import unittest

from guest_home import GuestHome
from publisher import item_of


class Hidden(GuestHome):
    # Where shows, episodes and insights are listed.
    LISTS = ("/", "/shows", "/search?q=price", "/search?q=studies", "/status", "/topics", "/feeds/today.xml", "/feeds/today.json",
             "/feeds/search.xml?q=price", "/api/v1/shows", "/api/v1/episodes", "/api/v1/insights", "/api/v1/today", "/api/v1/search?q=price",
             "/api/v1/search?q=studies", "/api/v1/topics", "/api/v1/people")

    def assert_silent(self, get, words, *more):
        for path in (*self.LISTS, *more):
            status, page = get(path)
            self.assertEqual(status, 200, path)
            for word in words:
                self.assertNotIn(word, page, path)

    def mail_of(self, day):
        before = set(glob.glob(os.path.join(self.home, "outbox", "*")))
        self.pith("scan", day=day, hour=7)
        self.pith("brief", day=day, hour=9)
        self.pith("send", day=day, hour=9)
        written = set(glob.glob(os.path.join(self.home, "outbox", "*"))) - before
        text = ""
        for name in written:
            with open(name, encoding="utf-8") as file:
                text += file.read().replace("=\n", "")
        return text

    def test_a_hidden_episode_is_shown_nowhere(self):
        url = self.publisher.url
        self.publisher.serve_show(items=item_of("g1", "Seen", url("/one.vtt")) + item_of("g2", "Hidden one", url("/two.vtt")))
        self.pith("add", url("/feed.xml"))
        self.pith("scan")
        before = json.loads(self.pith("brief", "--json"))
        hidden = next(e for e in self.exported("episode") if e["title"] == "Hidden one")
        self.assertIn(hidden["id"], {pick["episode"] for pick in before["picks"]})
        self.pith("remove", hidden["id"], "--hide")
        self.pith("scan", hour=9)
        after = json.loads(self.pith("brief", "--json"))
        self.assertNotIn(hidden["id"], {pick["episode"] for pick in after["picks"]})
        gone = [i for i in self.exported("insight") if i["episode_id"] == hidden["id"]]
        self.assertTrue(gone)
        self.assertTrue(next(e for e in self.exported("episode") if e["id"] == hidden["id"])["hidden"])
        self.assertNotIn(hidden["id"], self.pith("search", "price"))
        with self.serving() as get:
            self.assertEqual(get(f"/episodes/{hidden['id']}")[0], 404)
            self.assertEqual(get(f"/insights/{gone[0]['id']}")[0], 404)
            self.assertEqual(get(f"/api/v1/episodes/{hidden['id']}")[0], 404)
            self.assertEqual(get(f"/api/v1/insights/{gone[0]['id']}")[0], 404)
            self.assert_silent(get, ("Hidden one", hidden["id"]), "/shows/a-show", "/feeds/shows/a-show.xml", "/api/v1/shows/a-show")

    def test_a_hidden_show_is_shown_nowhere_and_not_asked_again(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.pith("scan")
        self.assertTrue(json.loads(self.pith("brief", "--json"))["picks"])
        self.pith("remove", "a-show", "--hide")
        asked = len(self.publisher.requests)
        self.pith("scan", day=3)
        self.assertEqual(len(self.publisher.requests), asked)
        self.assertEqual(json.loads(self.pith("brief", "--json"))["picks"], [])
        self.assertNotIn("A Show", self.pith("export", "--opml"))
        self.assertTrue(self.exported("show")[0]["hidden"])
        with self.serving() as get:
            self.assert_silent(get, ("A Show", "a-show"))
            for path in ("/shows/a-show", "/feeds/shows/a-show.xml", "/api/v1/shows/a-show"):
                self.assertEqual(get(path)[0], 404, path)

    def test_a_mail_made_after_it_was_hidden_holds_nothing_of_it(self):
        url = self.publisher.url
        self.publisher.serve_show(items=item_of("g1", "Seen", url("/one.vtt")) + item_of("g2", "Hidden one", url("/two.vtt")))
        self.publisher.serve_show("/other.xml", title="Other", items=item_of("o1", "Of another", url("/one.vtt")))
        self.pith("add", url("/feed.xml"), url("/other.xml"))
        self.pith("scan")
        hidden = next(e for e in self.exported("episode") if e["title"] == "Hidden one")
        self.pith("remove", hidden["id"], "--hide")
        mail = self.mail_of(2)
        self.assertIn("Subject:", mail)
        self.assertNotIn("Hidden one", mail)
        self.pith("remove", "a-show", "--hide")
        mail = self.mail_of(3)
        self.assertRegex(mail, r",\s+Other\b")
        self.assertNotIn("A Show", mail)

    def test_what_is_hidden_is_not_counted_for_its_owner_either(self):
        url = self.publisher.url
        self.publisher.serve_show(items=item_of("g1", "Seen", url("/one.vtt")) + item_of("g2", "Hidden one", url("/two.vtt")))
        self.pith("add", url("/feed.xml"))
        self.pith("scan")
        hidden = next(e for e in self.exported("episode") if e["title"] == "Hidden one")
        self.pith("remove", hidden["id"], "--hide")
        with self.serving() as get:
            counts = json.loads(get("/api/v1/status")[1])["counts"]
            listed = {kind: len(json.loads(get(f"/api/v1/{kind}?limit=100")[1])["items"]) for kind in ("shows", "episodes", "insights")}
            self.assertEqual({kind: counts[kind] for kind in listed}, listed)
            self.assertEqual((counts["episodes"], counts["transcripts"]), (1, 1))

    def test_who_follows_a_hidden_show_again_is_told_that_it_stays_hidden(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.pith("remove", "a-show", "--hide")
        done = self.run_pith("add", self.publisher.url("/feed.xml"))
        self.assertEqual(done.returncode, 0)
        self.assertIn("it is hidden and shown nowhere: pith remove a-show --unhide shows it", done.stderr)
        self.assertIn("--unhide", self.run_pith("add", self.publisher.url("/feed.xml")).stderr)
        self.pith("remove", "a-show", "--unhide")
        self.assertNotIn("hidden", self.run_pith("add", self.publisher.url("/feed.xml")).stderr)

    def test_what_was_hidden_can_be_shown_again(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.pith("scan")
        (episode,) = self.exported("episode")
        self.pith("remove", episode["id"], "--hide")
        self.assertEqual(json.loads(self.pith("brief", "--json"))["picks"], [])
        self.pith("remove", episode["id"], "--unhide")
        self.assertTrue(json.loads(self.pith("brief", "--json", day=3))["picks"])
        self.pith("remove", "a-show", "--hide")
        self.assertTrue(self.exported("show")[0]["hidden"])
        self.pith("remove", "a-show", "--unhide")
        self.assertNotIn("hidden", self.exported("show")[0])
        self.assertEqual(self.run_pith("remove", "a-show", "--unhide").returncode, 1)

    def test_a_show_is_hidden_while_its_publisher_blocks_pith(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.pith("scan")
        status, headers, body = self.publisher.routes["/feed.xml"]
        blocked = body.replace("</channel>", "<podcast:block id='pith'>yes</podcast:block></channel>")
        self.assertNotEqual(blocked, body)
        self.publisher.routes["/feed.xml"] = (status, headers, blocked)
        self.run_pith("scan", day=3)
        self.assertIn("(podcast:block)", self.feed_problem())
        self.assertTrue(self.exported("show")[0]["hidden"])
        self.assertEqual(json.loads(self.pith("brief", "--json", day=3))["picks"], [])
        self.assertNotIn("A Show", self.pith("search", "price"))
        self.publisher.routes["/feed.xml"] = (status, headers, body)
        self.pith("scan", day=5)
        self.assertNotIn("hidden", self.exported("show")[0])
        self.assertTrue(json.loads(self.pith("brief", "--json", day=5))["picks"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
