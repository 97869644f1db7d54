"""`pith eval` over made-up labels of the demo world: engine and baselines, briefs, answers made elsewhere, bad input."""
import glob
import json
import os
import subprocess
import tempfile
import unittest

import json_page

PITH = os.environ["PITH_BINARY"]
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LABELS = os.path.join(ROOT, "tests", "data", "labels")
TRANSCRIPTS = os.path.join(ROOT, "data", "demo")
BASELINES = ["LexRank", "sum of tf-idf", "random windows"]


class Eval(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())

    def run_eval(self, *words, labels=LABELS, transcripts=TRANSCRIPTS):
        return subprocess.run([PITH, "eval", labels, transcripts, *words, "--home", self.folder], capture_output=True, text=True, timeout=120)

    def eval(self, *words):
        done = self.run_eval(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def distill(self):
        files = glob.glob(os.path.join(TRANSCRIPTS, "**", "*.vtt"), recursive=True)
        subprocess.run([PITH, "distill", *files, "--out", self.path("answers"), "--home", self.folder], check=True, timeout=120)
        return self.path("answers")

    def refused(self, *words, status=1, **folders):
        done = self.run_eval(*words, **folders)
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stderr

    def test_the_table_has_a_row_for_the_engine_and_each_baseline(self):
        rows = [line.split("  ")[0] for line in self.eval().splitlines()]
        for name in ["four-days", "mean of 15 episodes", "builtin", *BASELINES]:
            self.assertIn(name, rows)

    def test_json_has_means_and_each_episode_for_all_of_them(self):
        found = json.loads(self.eval("--json"))
        json_page.check(self, "eval", found)
        json_page.check(self, "eval --briefs", json.loads(self.eval("--json", "--briefs")))
        self.assertEqual(found["engine"], "builtin")
        self.assertEqual(list(found["baselines"]), BASELINES)
        for card in [found, *found["baselines"].values()]:
            self.assertEqual(len(card["each"]), 15)
            self.assertAlmostEqual(card["mean"]["P@5"], sum(e["P@5"] for e in card["each"].values()) / 15)
            self.assertAlmostEqual(card["mean"]["day@5"], sum(card["days"]) / len(card["days"]))

    def test_the_same_labels_give_the_same_figures(self):
        self.assertEqual(self.eval("--json"), self.eval("--json"))

    def test_answers_made_elsewhere_score_as_the_engine_that_made_them(self):
        answers = self.distill()
        self.assertEqual(json.loads(self.eval("--json", "--answers", answers))["mean"], json.loads(self.eval("--json"))["mean"])

    def test_briefs_of_labelled_days_repeat_nothing(self):
        found = json.loads(self.eval("--briefs", "--json"))
        self.assertEqual(len(found["brief"]["days"]), 2)
        self.assertEqual(found["by_score"]["picks"], 10)
        self.assertLessEqual(found["brief"]["picks"], 10)
        self.assertGreater(found["brief"]["picks"], 0)
        self.assertEqual((found["brief"]["repeats"], found["brief"]["restatements"]), (0, 0))
        self.assertIn("five best by score", self.eval("--briefs"))

    def test_briefs_can_be_dealt_by_date(self):
        names = sorted(os.path.basename(path)[:-5] for path in glob.glob(os.path.join(LABELS, "*.json")))
        with open(self.path("dates.tsv"), "w", encoding="utf-8") as file:
            file.write("episode\tpublished\n" + "".join(f"{name}\t2026-01-{n + 1:02}\n" for n, name in enumerate(names)))
        self.assertEqual(len(json.loads(self.eval("--briefs", "--dates", self.path("dates.tsv"), "--json"))["brief"]["days"]), 2)
        with open(self.path("dates.tsv"), "w", encoding="utf-8") as file:
            file.write("episode\tpublished\nfour-days\tsoon\n")
        self.assertIn("dates.tsv: line 2", self.refused("--briefs", "--dates", self.path("dates.tsv")))

    def test_dates_without_briefs_are_refused(self):
        self.assertIn("--briefs", self.refused("--dates", self.path("dates.tsv"), status=2))

    def test_a_folder_without_labels_is_said_to_have_none(self):
        os.mkdir(self.path("empty"))
        self.assertIn(f"no labels (EPISODE.json) in {self.path('empty')}", self.refused(labels=self.path("empty")))
        self.assertIn(self.path("nowhere"), self.refused(labels=self.path("nowhere")))

    def test_a_label_without_its_transcript_names_both(self):
        os.mkdir(self.path("empty"))
        said = self.refused(transcripts=self.path("empty"))
        self.assertIn("big-effects.vtt", said)
        self.assertIn(os.path.join(LABELS, "big-effects.json"), said)

    def test_a_label_that_cannot_be_read_names_the_file(self):
        os.mkdir(self.path("labels"))
        for text, why in [("{", "not JSON"), ('{"a": 1}', "no labelled episode"), ('{"episode": "x", "insights": [{}]}', "insight 1")]:
            with self.subTest(text):
                with open(self.path("labels", "broken.json"), "w", encoding="utf-8") as file:
                    file.write(text)
                said = self.refused(labels=self.path("labels"))
                self.assertIn(self.path("labels", "broken.json"), said)
                self.assertIn(why, said)

    def test_answers_that_are_missing_or_broken_name_the_file(self):
        answers = self.distill()
        broken = os.path.join(answers, "four-days.json")
        for text, why in [("[", "not JSON"), ('{"insights": 3}', "no list")]:
            with open(broken, "w", encoding="utf-8") as file:
                file.write(text)
            said = self.refused("--answers", answers)
            self.assertIn(broken, said)
            self.assertIn(why, said)
        os.remove(broken)
        self.assertIn(broken, self.refused("--answers", answers))

    def test_answers_without_scores_give_no_brief(self):
        answers = self.distill()
        for path in glob.glob(os.path.join(answers, "*.json")):
            with open(path, encoding="utf-8") as file:
                answer = json.load(file)
            for insight in answer["insights"]:
                del insight["score"]
            with open(path, "w", encoding="utf-8") as file:
                json.dump(answer, file)
        self.eval("--answers", answers)
        self.assertIn('no "score"', self.refused("--answers", answers, "--briefs"))


if __name__ == "__main__":
    unittest.main(verbosity=1)
