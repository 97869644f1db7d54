"""Private feeds whose media have tokens of their own, and feeds of which only their shape or their owner says that they are private, through
the real program."""
import base64
import tempfile
import unittest

from guest_home import GuestHome
from publisher import Publisher, feed_of, item_of, talk
from receiver import Receiver

FEED = "s3cretT0ken5678"
MEDIA = "0therT0ken9876543210"
MEMBER = "5f3c0ffe-1a2b-3c4d-5e6f-aabbccddeeff"


class PrivateMedia(GuestHome):
    def serve_members(self):
        url = lambda name: self.publisher.url(f"/m/{MEDIA}/{name}")
        self.publisher.serve_show(title="Members", items=(
            item_of("1", "First", url("none.vtt"), url("1.mp3"), f'<podcast:chapters url="{url("c.json")}" type="application/json"/>') +
            item_of("2", "Second", url("one.vtt"), url("2.mp3"), f"<link>{url('page')}</link>") + item_of(url("guid"), "Third", url("bad.vtt"))))
        self.publisher.serve(f"/m/{MEDIA}/one.vtt", talk("one"))
        self.publisher.serve(f"/m/{MEDIA}/bad.vtt", "{}")
        return f"http://{self.publisher.host}/feed.xml?auth={FEED}"

    def test_what_fails_is_told_without_the_tokens_of_its_address(self):
        self.write_settings(more='[log]\nlevel = "debug"')
        receiver = self.enterContext(Receiver())
        self.pith("hook", "add", receiver.url, "--event", "episode.failed")
        said = [self.run_pith("add", self.serve_members())] + [self.run_pith("scan", day=day) for day in range(2, 12)]
        said += [self.run_pith(*words, day=12) for words in (["doctor"], ["doctor", "--json"], ["export"], ["export", "--state"], ["shows"],
                                                             ["search", "studies", "--json"], ["brief", "--json"], ["send"])]
        for done in said:
            for token in (FEED, MEDIA):
                self.assertNotIn(token, done.stdout + done.stderr, done.args)
        reasons = {episode["title"]: episode.get("reason", "") for episode in self.exported("episode")}
        self.assertIn(f"the transcript http://{self.publisher.host}/*** was not given out (404)", reasons["First"])
        self.assertIn(f"http://{self.publisher.host}/***", reasons["Third"])
        self.assertTrue(receiver.messages)
        self.assertNotIn(MEDIA.encode(), b"".join(message.body for message in receiver.messages))
        with self.serving() as get:
            for episode in self.exported("episode"):
                for path in ("/status", "/shows/members", "/api/v1/status", f"/episodes/{episode['id']}", f"/api/v1/episodes/{episode['id']}"):
                    self.assertNotIn(MEDIA, get(path)[1], path)

    def test_an_archive_without_guids_brings_no_episode_twice(self):
        address = self.serve_members()
        self.pith("add", address)
        self.pith("scan")
        known = {episode["id"] for episode in self.exported("episode")}
        archive = self.pith("export")
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.write_settings()
        with open(f"{self.home}/archive.jsonl", "w", encoding="utf-8") as file:
            file.write(archive)
        self.pith("import", f"{self.home}/archive.jsonl")
        self.assertEqual(self.pith("export"), archive)
        self.pith("add", address, day=3)
        self.pith("scan", day=3)
        self.assertEqual({episode["id"] for episode in self.exported("episode")}, known)

    def assert_shown_to_nobody(self, title):
        (show,) = self.exported("show")
        self.assertTrue(show["is_private"])
        self.assertNotIn("<outline", self.pith("export", "--opml"))
        (insight, *_) = self.exported("insight")
        self.write_settings(more='[web]\nurl = "https://pith.example"')
        with self.serving() as get:
            for path in ("/shows", "/api/v1/shows", "/api/v1/insights", f"/feeds/shows/{show['slug']}.xml", f"/insights/{insight['id']}", "/feeds.opml"):
                self.assertNotIn(title, get(path)[1], path)

    def test_a_feed_below_private_with_a_members_id_is_private(self):
        path = f"/feed/podcast/12/private/{MEMBER}.rss"
        self.publisher.serve_show(path, title="Paid Letter", items=item_of("1", "E1", self.publisher.url("/one.vtt")))
        self.publisher.serve("/one.vtt", talk("one"))
        told = self.run_pith("add", self.publisher.url(path)).stderr
        self.assertIn("it is private: nobody but the owner is shown it", told)
        self.pith("scan")
        self.assertNotIn(MEMBER, told + self.pith("export"))
        self.assert_shown_to_nobody("Paid Letter")

    def test_a_feed_that_its_owner_calls_private_is(self):
        self.publisher.serve_show("/for/friends", title="Plain Letter", items=item_of("1", "E1", self.publisher.url("/one.vtt")))
        self.publisher.serve("/one.vtt", talk("one"))
        self.pith("add", "--private", self.publisher.url("/for/friends"))
        self.pith("scan")
        self.assertNotIn("/for/friends", self.pith("export"))
        self.assert_shown_to_nobody("Plain Letter")

    def test_a_public_feed_that_wants_no_place_in_directories_stays_public(self):
        self.publisher.serve_show(items=item_of("1", "E1"), more="<itunes:block xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>Yes</itunes:block>")
        self.pith("add", self.publisher.url("/feed.xml"))
        self.assertFalse(self.exported("show")[0].get("is_private"))

    def test_the_password_goes_with_every_address_of_the_feeds_own_server_and_no_other(self):
        def guarded(body):
            right = "Basic " + base64.b64encode(b"ann42x:pa55w0rdXY").decode()
            return lambda asked: (200, {}, body) if asked.headers.get("Authorization") == right else (401, {}, b"")

        other = self.enterContext(Publisher())
        other.serve("/two.vtt", talk("two"))
        self.write_settings()
        with open(f"{self.home}/pith.toml", "r+", encoding="utf-8") as file:
            settings = file.read().replace(f'["{self.publisher.host}"]', f'["{self.publisher.host}", "{other.host}"]')
            file.seek(0)
            file.write(settings)
        self.publisher.routes["/feed.xml"] = guarded(feed_of("Paid", item_of("1", "Relative", "one.vtt") + item_of("2", "Absolute", self.publisher.url("/one.vtt")) +
                                                             item_of("3", "Elsewhere", other.url("/two.vtt"))).encode())
        self.publisher.routes["/one.vtt"] = guarded(talk("one"))
        self.pith("add", f"http://ann42x:pa55w0rdXY@{self.publisher.host}/feed.xml")
        self.pith("scan")
        self.assertEqual({episode["state"] for episode in self.exported("episode")}, {"distilled"})
        self.assertEqual([headers.get("Authorization") for _, headers in other.requests], [None])
        self.assertNotIn("pa55w0rdXY", self.pith("export"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
