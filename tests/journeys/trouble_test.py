"""What Pith does where publishers' servers fail, through the real program: how often it asks again, and what it says."""
import json
import os
import re
import subprocess
import tempfile
import time
import unittest

import json_page
from publisher import Publisher, item_of, talk

PITH = os.environ["PITH_BINARY"]


class Trouble(unittest.TestCase):
    def setUp(self):
        self.publisher = self.enterContext(Publisher())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{self.publisher.host}"]\ntimeout_s = 5\n')

    def run_pith(self, *words, hour=6, day=2):
        return subprocess.run([PITH, *words, "--home", self.home, "--now", f"2026-11-{day:02}T{hour:02}:30:00Z"], capture_output=True,
                              text=True, timeout=120)

    def add(self, **when):
        return self.run_pith("add", self.publisher.url("/feed.xml"), **when)

    def exported(self, kind):
        lines = [json.loads(line) for line in self.run_pith("export").stdout.splitlines()]
        return [line[kind] for line in lines if kind in line]

    def episode(self):
        (episode,) = self.exported("episode")
        return episode

    def a_show(self, transcript="/one.vtt", tags=""):
        url = self.publisher.url
        self.publisher.serve_show(items=item_of("g1", "The first", url(transcript), url("/one.mp3"), tags))

    def failing(self, status, **headers):
        times = []

        def answer(_):
            times.append(time.monotonic())
            return status, {name.replace("_", "-"): value for name, value in headers.items()}, b""
        return times, answer

    def test_an_address_whose_server_fails_is_asked_once_more_after_a_pause(self):
        times, self.publisher.routes["/feed.xml"] = self.failing(500)
        done = self.add()
        self.assertEqual(done.returncode, 1)
        self.assertIn("answered with an error (500)", done.stderr)
        self.assertEqual(len(times), 2)
        self.assertGreaterEqual(times[1] - times[0], 1.9)

    def test_an_error_names_the_address_once(self):
        done = self.add()
        self.assertEqual(done.stderr.splitlines()[0].count(self.publisher.url("/feed.xml")), 1, done.stderr)

    def test_a_server_that_is_busy_is_said_to_be_until_when(self):
        times, self.publisher.routes["/feed.xml"] = self.failing(503, Retry_After="7200")
        done = self.add()
        self.assertIn("is too busy or being mended (503); it asked to be left alone until 2026-11-02T08:30:00Z", done.stderr)
        self.assertEqual(len(times), 1)

    def test_a_feed_whose_server_fails_is_asked_once_more_and_then_left_to_its_plan(self):
        self.a_show()
        self.publisher.serve("/one.vtt", talk("one"))
        self.add()
        times, self.publisher.routes["/feed.xml"] = self.failing(500)
        self.run_pith("scan", day=3)
        self.assertEqual(len(times), 2)
        self.assertIn("failed once in a row: again in an hour", self.run_pith("shows").stdout)

    def test_what_a_busy_server_says_of_keeping_its_answer_is_obeyed(self):
        for headers in ({"Cache_Control": "max-age=18000"}, {"Expires": "Tue, 03 Nov 2026 11:30:00 GMT"}):
            for status in (429, 503):
                with self.subTest(headers, status=status), tempfile.TemporaryDirectory() as other:
                    os.rename(os.path.join(self.home, "pith.toml"), os.path.join(other, "pith.toml"))
                    mine, self.home = self.home, other
                    self.a_show()
                    self.add()
                    times, self.publisher.routes["/feed.xml"] = self.failing(status, **headers)
                    self.run_pith("scan", day=3, hour=6)
                    self.run_pith("scan", day=3, hour=10)
                    self.assertEqual(len(times), 1)
                    self.assertIn("left alone until 2026-11-03T11:3", self.run_pith("shows", day=3).stdout)
                    self.run_pith("scan", day=3, hour=13)
                    self.assertGreater(len(times), 1)
                    self.home = mine
                    os.rename(os.path.join(other, "pith.toml"), os.path.join(self.home, "pith.toml"))

    def test_a_missing_transcript_is_asked_for_again_by_time_and_says_why_meanwhile(self):
        self.a_show("/none.vtt")
        self.add()
        for _ in range(3):
            self.run_pith("scan")
        self.assertEqual(self.publisher.hits("/none.vtt"), 1)
        episode = self.episode()
        self.assertEqual(episode["state"], "waiting")
        self.assertIn("was not given out (404)", episode["reason"])
        self.assertNotIn("all is well", self.run_pith("doctor").stdout)
        self.run_pith("scan", hour=8)
        self.assertEqual(self.publisher.hits("/none.vtt"), 2)
        self.publisher.serve("/none.vtt", talk("one"))
        self.run_pith("scan", hour=11)
        self.assertEqual(self.episode()["state"], "distilled")

    def test_a_transcript_that_stays_missing_is_given_up_until_the_feed_names_another(self):
        self.a_show("/none.vtt")
        self.add()
        for day in range(3, 12):
            self.run_pith("scan", day=day)
        self.assertEqual(self.publisher.hits("/none.vtt"), 6)
        self.assertIn("dead      transcript", self.run_pith("doctor", day=12).stdout)
        self.publisher.serve("/other.vtt", talk("one"))
        self.a_show("/other.vtt")
        self.run_pith("scan", day=13)
        self.assertEqual(self.episode()["state"], "distilled")

    def a_show_with_chapters(self, name):
        self.a_show(tags=f'<podcast:chapters url="{self.publisher.url(name)}" type="application/json+chapters"/>')
        self.publisher.serve("/one.vtt", talk("one"))

    def test_a_corrected_transcript_at_another_address_takes_the_place_of_the_first(self):
        whole = talk("one")
        self.publisher.serve("/one.vtt", b"\n\n".join(whole.split(b"\n\n")[:60]) + b"\n")
        self.a_show()
        self.add()
        self.run_pith("scan")
        first = self.exported("transcript")
        self.publisher.serve("/full.vtt", whole)
        self.a_show("/full.vtt")
        for day in (3, 4):
            self.run_pith("scan", day=day)
        self.assertEqual(self.publisher.hits("/full.vtt"), 1)
        self.assertEqual(self.episode()["state"], "distilled")
        (transcript,) = self.exported("transcript")
        self.assertGreater(len(transcript["cues"]), len(first[0]["cues"]) + 50)
        last = max(quote["last"] for insight in self.exported("insight") for quote in insight["evidence"])
        self.assertGreater(last, len(first[0]["cues"]))

    def test_a_corrected_transcript_that_cannot_be_read_changes_nothing(self):
        self.publisher.serve("/one.vtt", talk("one"))
        self.a_show()
        self.add()
        self.run_pith("scan")
        before = self.exported("insight")
        self.assertNotEqual(before, [])
        self.a_show("/none.vtt")
        for day in (3, 4):
            self.run_pith("scan", day=day)
        self.assertEqual(self.publisher.hits("/none.vtt"), 1)
        self.assertEqual(self.exported("insight"), before)
        self.assertEqual((self.episode()["state"], self.episode().get("reason", "")), ("distilled", ""))

    def test_a_missing_chapter_file_holds_up_nothing_and_is_asked_for_again_by_time(self):
        self.a_show_with_chapters("/none.json")
        self.add()
        for _ in range(3):
            self.run_pith("scan")
        self.assertEqual(self.publisher.hits("/none.json"), 1)
        self.assertEqual(self.episode()["state"], "distilled")
        self.publisher.serve("/none.json", json.dumps({"chapters": [{"startTime": 60, "title": "The drawer"}]}))
        self.run_pith("scan", hour=8)
        self.assertEqual([chapter["title"] for chapter in self.episode()["chapters"]], ["The drawer"])
        self.run_pith("scan", day=3)
        self.assertEqual(self.publisher.hits("/none.json"), 2)
        self.assertEqual(self.publisher.hits("/one.vtt"), 1)
        self.assertIn("all is well", self.run_pith("doctor", day=3).stdout)

    def test_a_chapter_file_that_stays_missing_is_given_up_until_the_feed_names_another(self):
        self.a_show_with_chapters("/none.json")
        self.add()
        for day in range(3, 12):
            self.run_pith("scan", day=day)
        self.assertEqual(self.publisher.hits("/none.json"), 6)
        self.publisher.serve("/other.json", json.dumps({"chapters": [{"startTime": 60, "title": "The drawer"}]}))
        self.a_show_with_chapters("/other.json")
        self.run_pith("scan", day=13)
        self.assertEqual([chapter["title"] for chapter in self.episode()["chapters"]], ["The drawer"])

    def test_a_chapter_file_that_is_missing_keeps_no_new_transcript_back(self):
        self.a_show_with_chapters("/none.json")
        self.publisher.serve("/one.vtt", "nothing here", status=404)
        self.add()
        for day in range(3, 12):
            self.run_pith("scan", day=day)
        self.assertEqual(self.episode()["state"], "waiting")
        self.publisher.serve("/two.vtt", talk("two"))
        self.a_show("/two.vtt", f'<podcast:chapters url="{self.publisher.url("/none.json")}" type="application/json+chapters"/>')
        self.run_pith("scan", day=13)
        self.assertEqual(self.episode()["state"], "distilled")

    def test_a_missing_chapter_file_is_no_good_health(self):
        self.a_show(tags=f'<podcast:chapters url="{self.publisher.url("/none.json")}" type="application/json+chapters"/>')
        self.publisher.serve("/one.vtt", talk("one"))
        self.add()
        self.run_pith("scan")
        said = self.run_pith("doctor").stdout
        self.assertRegex(said, r"chapters  ep_\w+ goes without: the chapters \S+/none.json were not given out \(404\)")
        self.assertNotIn("all is well", said)
        self.assertEqual(len(json.loads(self.run_pith("doctor", "--json").stdout)["without_chapters"]), 1)
        self.a_show()
        self.run_pith("scan", hour=9)
        self.assertNotIn("chapters  ", self.run_pith("doctor").stdout)

    def test_doctor_prints_of_every_trouble_what_the_page_says(self):
        self.a_show("/none.vtt")
        self.add()
        for day in range(3, 12):
            self.run_pith("scan", day=day)  # the transcript is given up
        url = self.publisher.url
        items = item_of("g2", "The second", url("/one.vtt"), url("/two.mp3"), f'<podcast:chapters url="{url("/none.json")}" type="application/json+chapters"/>')
        self.publisher.serve("/one.vtt", talk("one"))
        self.publisher.serve_show(items=items + item_of("g3", "The third", url("/missing.vtt"), url("/three.mp3")))
        self.run_pith("scan", day=12)
        self.run_pith("add", url("/nothing.xml"), day=12)
        self.publisher.routes["/feed.xml"] = self.failing(500)[1]
        self.run_pith("scan", day=13)
        hook = json.loads(self.run_pith("hook", "add", "http://127.0.0.1:9/hook", "--event", "brief.ready", "--json").stdout)["id"]
        self.run_pith("hook", "test", hook, "--public", "https://pith.example")  # where private addresses are refused
        doctor = json.loads(self.run_pith("doctor", "--json", day=13).stdout)
        self.assertEqual(json_page.check(self, "doctor", doctor), {"doctor model"})  # none is set up

    def test_an_item_with_nothing_to_know_it_by_is_counted(self):
        self.publisher.serve_show(items=item_of("g1", "The first") + "<item><description>words</description></item>")
        self.assertIn("1 episode taken, 0 older ones listed; 1 item was left out: without guid, title, audio and link", self.add().stderr)

    def test_a_very_long_title_is_cut_on_the_terminal(self):
        self.publisher.serve_show(title="x" * 5_000_000)
        said = self.add().stderr + self.run_pith("shows").stdout
        self.assertLess(len(said), 2000)
        self.assertIn("x…", said)
        self.assertIsNone(re.search("x{1001}", self.run_pith("export").stdout))


if __name__ == "__main__":
    unittest.main(verbosity=1)
