"""tools/make_demo.py writes what its checks read back, and data/demo is whole."""
import json
import os
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "tools"))
import make_demo  # noqa: E402

SCRIPT = """Title: A test
Day: 2
Time: 07:30
Guests: Bo Guest
Description: Two people talk.
Format: {kind}
Voices: A=Ann Host, B=Bo Guest

A: Is this <one> & only? "Yes." It is.
B: It costs 1.50 at most. So there, um, it is.
"""
SAID = 'Is this <one> & only? "Yes." It is. It costs 1.50 at most. So there, um, it is.'
SHOW = {"slug": "show", "title": "Show", "hosts": ["Ann Host"], "episodes": []}


class MakeDemo(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        make_demo.save_world(self.folder.name, {"shows": [dict(SHOW, episodes=[])]})

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def add(self, kind):
        with open(self.path("script.txt"), "w", encoding="utf-8") as file:
            file.write(SCRIPT.format(kind=kind))
        make_demo.add(self.path("script.txt"), "show/test", self.folder.name)
        with open(self.path(f"show/test.{kind}"), encoding="utf-8") as file:
            return file.read()

    def test_each_form_keeps_every_word(self):
        for kind in make_demo.TYPES:
            with self.subTest(kind):
                self.add(kind)
                self.assertEqual(make_demo.spoken(self.path(f"show/test.{kind}")), SAID)

    def test_a_sentence_is_a_cue_with_its_speaker_and_times_that_rise(self):
        segments = json.loads(self.add("json"))["segments"]
        self.assertEqual([segment["speaker"] for segment in segments], ["Ann Host"] * 3 + ["Bo Guest"] * 2)
        times = [time for segment in segments for time in (segment["startTime"], segment["endTime"])]
        self.assertEqual(times, sorted(times))

    def test_an_episode_added_twice_is_there_once(self):
        self.add("vtt")
        self.add("vtt")
        [episode] = make_demo.load_world(self.folder.name)["shows"][0]["episodes"]
        self.assertEqual((episode["day"], episode["transcript"], episode["type"]), (2, "show/test.vtt", "text/vtt"))
        self.assertEqual([person["role"] for person in episode["persons"]], ["host", "guest"])

    def test_finds_a_passage_that_does_not_stand_in_its_transcript(self):
        self.add("vtt")
        with open(self.path("truth.tsv"), "w", encoding="utf-8") as file:
            file.write("kind\ta_episode\ta_text\tb_episode\tb_text\nsimilar\tshow/test\tnever said\tshow/test\tso there\n")
        self.assertIn("truth.tsv:2: a_text does not stand in show/test", list(make_demo.faults(self.folder.name)))


class DemoWorld(unittest.TestCase):
    data = os.path.join(ROOT, "data", "demo")

    def test_is_whole(self):
        self.assertEqual(list(make_demo.faults(self.data)), [])

    def test_has_twenty_pairs_of_either_kind(self):
        with open(os.path.join(self.data, "truth.tsv"), encoding="utf-8") as file:
            kinds = [line.split("\t")[0] for line in file][1:]
        self.assertEqual((kinds.count("restates"), kinds.count("similar")), (20, 20))

    def test_every_speaker_is_a_person_of_the_episode(self):
        for show in make_demo.load_world(self.data)["shows"]:
            for episode in show["episodes"]:
                if not episode["transcript"].endswith(".vtt"):
                    continue
                with open(os.path.join(self.data, episode["transcript"]), encoding="utf-8") as file:
                    voices = {line[3:].partition(">")[0] for line in file if line.startswith("<v ")}
                self.assertEqual(voices, {person["name"] for person in episode["persons"]}, episode["slug"])


if __name__ == "__main__":
    unittest.main()
