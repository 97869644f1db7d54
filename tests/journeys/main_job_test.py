"""The main job through the real program, from a list of feeds to the day's five, and what bad input does to it."""
import email
import email.policy
import gzip
import json
import os
import subprocess
import tempfile
import unittest

from demo_world import DemoWorld
from loopback import Handler, Loopback

PITH = os.environ["PITH_BINARY"]

BAD = {
    "/html": (200, b"<!doctype html><html><head><title>x</title></head><body>no feed here</body></html>", "names no feed"),
    "/empty": (200, b"", "empty"),
    "/text": (200, b"just some words", "neither a feed nor a web page"),
    "/gone": (410, b"", "gone for good"),
    "/missing": (404, b"", "is not there (404)"),
    "/broken": (500, b"", "answered with an error (500)"),
    "/bomb": (200, b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n > 1 else b"&a;" * 10) for n in range(1, 12)) + b"]><rss><channel><title>&a11;</title></channel></rss>", ""),
}


class Hostile(Loopback):
    """Answers each path of BAD, a redirect loop, a gzip bomb and a body that breaks off."""

    def __init__(self):
        class Bad(Handler):
            def do_GET(self):
                if self.path == "/loop":
                    self.send_response(302)
                    self.send_header("Location", "/loop")
                    return self.end_headers()
                status, body, _ = BAD.get(self.path, (200, b"", ""))
                headers = {}
                if self.path == "/gzip":
                    body, headers = gzip.compress(b"<rss>" + b" " * (64 << 20)), {"Content-Encoding": "gzip"}
                if self.path == "/short":
                    body, headers = b"<rss><channel>", {"Content-Length": "100000"}
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self.listen(Bad)


class Journey(unittest.TestCase):
    def setUp(self):
        self.world = self.enterContext(DemoWorld())
        self.hostile = self.enterContext(Hostile())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.write_settings(f'[feeds]\nallow_private = ["{self.world.host}", "{self.hostile.host}"]\nmax_mb = 8\n'
                            '[reader]\nemail = "ann@example.org"\nzone = "UTC"\n')

    def write_settings(self, text):
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(text)

    def run_pith(self, *words, home=None):
        return subprocess.run([PITH, *words, "--home", home or self.home], capture_output=True, text=True, timeout=120)

    def pith(self, *words, home=None):
        done = self.run_pith(*words, home=home)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def live(self, day):
        self.world.day = day
        if day == 1:
            self.pith("add", *self.world.feeds(), "--now", self.world.now(19))
        self.pith("scan", "--now", self.world.now())
        brief = json.loads(self.pith("brief", "--json", "--now", self.world.now()))
        self.pith("send", "--now", self.world.now())
        return brief

    def test_four_days_give_five_new_picks_each_with_proof(self):
        briefs = [self.live(day) for day in (1, 2, 3, 4)]
        self.assertEqual([len(b["picks"]) for b in briefs], [5, 5, 5, 5])
        ids = [pick["id"] for brief in briefs for pick in brief["picks"]]
        self.assertEqual(len(set(ids)), 20)
        for brief in briefs:
            for pick in brief["picks"]:
                self.assertTrue(pick["evidence"] and pick["reason"] and pick["headline"], pick)

    def test_each_transcript_is_fetched_once_and_feeds_are_asked_conditionally(self):
        for day in (1, 2, 3, 4):
            self.live(day)
        transcripts = [count for path, count in self.world.requests.items() if not path.endswith("feed.xml")]
        self.assertEqual(len(transcripts), sum(len(show["episodes"]) for show in self.world.shows))
        self.assertEqual(set(transcripts), {1})

    def test_the_mail_holds_the_five_as_text_and_html(self):
        brief = self.live(1)
        outbox = os.path.join(self.home, "outbox")
        (name,) = os.listdir(outbox)
        with open(os.path.join(outbox, name), "rb") as file:
            mail = email.message_from_binary_file(file, policy=email.policy.default)
        self.assertEqual(mail["To"], "ann@example.org")
        text = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()
        for pick in brief["picks"]:
            self.assertIn(pick["id"], text)
            self.assertIn(pick["id"], html)
        self.assertLess(len(html.encode()), 90_000)

    def test_sending_again_sends_nothing(self):
        self.live(1)
        self.assertIn("nothing waits", self.pith("send", "--now", self.world.now()))

    def test_an_export_restores_a_home(self):
        self.live(1)
        archive = os.path.join(self.home, "archive.jsonl")
        with open(archive, "w", encoding="utf-8") as file:
            file.write(self.pith("export"))
        with tempfile.TemporaryDirectory() as other:
            self.pith("import", archive, home=other)
            self.assertEqual(self.pith("export", home=other), self.pith("export"))

    def test_what_is_no_feed_gets_a_clear_error_and_harms_nothing(self):
        for path, (_, _, words) in BAD.items():
            with self.subTest(path):
                done = self.run_pith("add", f"http://{self.hostile.host}{path}", "--now", self.world.now())
                self.assertEqual(done.returncode, 1)
                self.assertIn(words, done.stderr)
                self.assertIn(self.hostile.host, done.stderr)
        for path in ("/loop", "/gzip", "/short"):
            with self.subTest(path):
                self.assertEqual(self.run_pith("add", f"http://{self.hostile.host}{path}", "--now", self.world.now()).returncode, 1)
        self.assertEqual(len(self.live(1)["picks"]), 5)

    def test_a_private_address_is_refused_unless_named(self):
        self.write_settings("")
        done = self.run_pith("add", self.world.feeds()[0])
        self.assertEqual(done.returncode, 1)
        self.assertIn("feeds.allow_private", done.stderr)

    def test_a_word_that_is_no_address_is_said_to_be_none(self):
        done = self.run_pith("add", "ht!tp:/nonsense here")
        self.assertEqual(done.returncode, 2)
        self.assertIn("nonsense", done.stderr)

    def test_following_again_adds_nothing(self):
        self.live(1)
        before = self.pith("export", "--state")
        self.pith("add", *self.world.feeds(), "--now", self.world.now())
        self.assertEqual(self.pith("export", "--state"), before)

    def test_settings_that_are_wrong_name_file_and_line(self):
        self.write_settings('[brief]\nsize = "five"\n')
        done = self.run_pith("shows")
        self.assertEqual(done.returncode, 2)
        self.assertIn("pith.toml:2: brief.size must be a whole number", done.stderr)

    def test_a_damaged_database_is_said_to_be_damaged(self):
        with open(os.path.join(self.home, "pith.db"), "wb") as file:
            file.write(b"SQLite format 3\0" + b"\xff" * 8000)
        done = self.run_pith("shows")
        self.assertEqual(done.returncode, 1)
        self.assertIn("pith.db", done.stderr)

    def test_the_demo_prints_five_and_ends(self):
        out = self.pith("demo", "--once")
        self.assertIn("5 picks", out)
        self.assertLessEqual(max(len(line) for line in out.splitlines() if "outbox" not in line), 80)


if __name__ == "__main__":
    unittest.main(verbosity=1)
