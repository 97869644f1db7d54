"""What eval/ measures with: the check of grounding sees each fault it is there for, planted ads are found where they were planted,
the page says what was measured."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "eval"))
import chance  # noqa: E402
import companions  # noqa: E402
import grounding  # noqa: E402
import labelled  # noqa: E402
import leakage  # noqa: E402
import page  # noqa: E402
import picture  # noqa: E402

VTT = """WEBVTT

1
00:00:00.000 --> 00:00:10.000
<v Ada Wong>It&#39;s <i>never</i> the code.

2
00:00:10.000 --> 00:00:20.000
<v Ada Wong>At Harbour Labs forty-one of sixty firms kept it, and two million people heard.

00:00:20.000 --> 00:00:30.000
<v Bo Reed>Open AI said so.
"""


def insight(**changes):
    quote = {"start": 10.0, "end": 20.0, "speaker": "Ada Wong", "quote": "At Harbour Labs forty-one of sixty firms kept it,"}
    quote |= {key[6:]: changes.pop(key) for key in list(changes) if key.startswith("quote_")}
    text = "Teams at Harbour Labs found that 41 of 60 firms kept the shorter week, and that is more than any of the newspapers ever told their many readers on the whole continent."
    return {"headline": "Firms kept the shorter week at Harbour Labs", "text": text, "score": 3.0, "evidence": [quote]} | changes


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return self.path(name)


class Reading(Folder):
    def test_cues_have_numbers_times_speakers_and_words(self):
        cues = labelled.read_cues(self.write("vtt/a.vtt", VTT))
        self.assertEqual([(c.number, c.start, c.speaker) for c in cues], [(1, 0.0, "Ada Wong"), (2, 10.0, "Ada Wong"), (3, 20.0, "Bo Reed")])
        self.assertEqual(labelled.folded(cues[0].text), "it's never the code.")

    def test_cues_are_covered_by_their_middle(self):
        cues = labelled.read_cues(self.write("vtt/a.vtt", VTT))
        self.assertEqual(labelled.covered([{"start": 4, "end": 16}], cues), {1, 2})

    def test_bad_labels_are_named(self):
        vtt = {"show-1": "x"}
        for content, why in [("{", "not JSON"), ({"a": 1}, "no labelled episode"), ({"episode": "show-2", "insights": [1]}, "show-2.vtt")]:
            path = self.write("gold/label.json", content)
            with self.assertRaises(SystemExit) as refused:
                labelled.labels(self.path("gold"), vtt)
            self.assertIn(path, str(refused.exception))
            self.assertIn(why, str(refused.exception))
        os.remove(path)
        with self.assertRaisesRegex(SystemExit, "no labels"):
            labelled.labels(self.path("gold"), vtt)


class Grounding(Folder):
    def faults(self, **changes):
        cues = labelled.read_cues(self.write("vtt/a.vtt", VTT))
        return sorted({kind for kind, holds, _ in grounding.check(insight(**changes), grounding.Transcript(cues)) if not holds})

    def test_a_true_insight_has_no_fault(self):
        self.assertEqual(self.faults(), [])

    def test_a_word_that_was_not_said_is_seen(self):
        self.assertEqual(self.faults(quote_quote="At Harbour Labs fifty of sixty firms kept it,"), ["quotes"])

    def test_words_said_at_another_time_are_seen(self):
        self.assertEqual(self.faults(quote_quote="It's never the code."), ["quotes"])
        self.assertEqual(self.faults(quote_quote=""), ["quotes"])

    def test_typography_and_case_do_not_count(self):
        self.assertEqual(self.faults(quote_quote="it\u2019s  NEVER the code.", quote_start=0.0, quote_end=10.0), [])

    def test_another_speaker_is_seen(self):
        self.assertEqual(self.faults(quote_speaker="Bo Reed"), ["speakers"])

    def test_a_strange_name_is_seen(self):
        self.assertEqual(self.faults(headline="Firms kept the shorter week at Zorblatt"), ["names"])

    def test_a_name_may_stand_in_the_plural_or_joined(self):
        self.assertEqual(self.faults(headline="Firms such as OpenAI kept the Labs and the Lab"), [])

    def test_a_changed_number_is_seen_in_digits_and_words(self):
        self.assertEqual(self.faults(headline="Of the firms 43 kept it"), ["numbers"])
        self.assertEqual(self.faults(headline="Of the firms forty-three kept it"), ["numbers"])

    def test_bad_form_is_seen(self):
        self.assertEqual(self.faults(text="And it is short."), ["form"])
        self.assertEqual(self.faults(headline=" ".join(["word"] * 13)), ["headlines"])

    def test_counts_over_a_folder_and_lists_what_does_not_hold(self):
        self.write("vtt/a.vtt", VTT)
        self.write("answers/a.json", {"engine": "builtin", "insights": [insight(), insight(quote_speaker="Bo Reed")]})
        script = os.path.join(ROOT, "eval", "grounding.py")
        done = subprocess.run([sys.executable, script, self.path("answers"), self.path("vtt"), "--json"], capture_output=True, text=True)
        found = json.loads(done.stdout)
        self.assertEqual((found["insights"], found["quotes"], found["speakers"]), (2, {"held": 2, "of": 2}, {"held": 1, "of": 2}))
        self.assertEqual([f["kind"] for f in found["faults"]], ["speakers"])

    def test_answers_that_are_missing_or_broken_are_named(self):
        self.write("vtt/a.vtt", VTT)
        for name, content, why in [("none/x.txt", "", "no answers"), ("broken/a.json", "{", "a.json: this is not JSON"), ("strange/b.json", "{}", "b.vtt")]:
            folder = os.path.dirname(self.write(name, content))
            with self.assertRaisesRegex(SystemExit, why):
                grounding.measure(folder, labelled.transcripts(self.path("vtt")))


class Numbers(unittest.TestCase):
    def test_words_and_digits_have_one_value(self):
        for text, values in [("41 of 60", [41, 60]), ("forty-one", [41]), ("two hundred and five", [205]), ("1,500 or 1.5", [1500, 1.5]),
                             ("3 million", [3e6]), ("a million", [1e6]), ("five six", [5, 6]), ("one of them", []), ("twenty twenty", [20, 20])]:  # fmt: skip
            with self.subTest(text):
                self.assertEqual(grounding.numbers(text), values)


class Leakage(Folder):
    def test_a_read_is_planted_between_cues_and_can_be_read_back(self):
        cues, (start, end) = leakage.planted(labelled.read_cues(self.write("vtt/a.vtt", VTT)), ["Buy <Tea> & milk.", "Now."], 0.7)
        leakage.write_vtt(self.path("b.vtt"), cues)
        back = labelled.read_cues(self.path("b.vtt"))
        self.assertEqual([labelled.folded(c.text) for c in back[2:4]], ["buy <tea> & milk.", "now."])
        self.assertEqual(back[2].speaker, "Ada Wong")
        self.assertAlmostEqual(back[4].start, 20 + end - start, places=2)

    def test_a_quoted_read_is_counted(self):
        answer = {"insights": [insight(), insight(quote_start=25.0, quote_end=32.0)], "ads": [{"start": 20, "end": 26}], "chatter": []}
        self.write("answers/read-0-0.json", answer)
        found = leakage.of_reads(self.path("answers"), {"read-0-0": (0, (20.0, 30.0))})
        self.assertEqual(found, {"planted": 1, "quoted": 1, "quoted in the first five": 1, "marked": 1})

    def test_marks_are_compared_with_labels_by_cue(self):
        vtt = {"a": self.write("vtt/a.vtt", VTT)}
        self.write("answers/a.json", {"insights": [insight()], "ads": [], "chatter": [{"start": 0, "end": 20}]})
        found = leakage.of_labels(self.path("answers"), {"a": {"ads": [[2, 2]], "chatter": [[1, 1]], "insights": [{"key": 3}]}}, vtt)
        self.assertEqual(found["chatter F1"]["value"], 1)
        self.assertEqual((found["ad ranges with a mark"], found["insights with an ad"], found["keys marked"]), (1, 1, 0))


class Chance(unittest.TestCase):
    def test_the_error_of_a_mean_is_near_what_theory_says(self):
        values = [0.0, 1.0] * 50
        self.assertAlmostEqual(chance.error(values), 0.05, delta=0.01)
        self.assertEqual(chance.error(values), chance.error(values))

    def test_equal_values_have_none(self):
        self.assertEqual(chance.error([0.5] * 9), 0)
        self.assertIsNone(chance.error([0.5]))

    def test_what_is_missing_is_passed_over(self):
        self.assertEqual(chance.mean([None, 0.5, 1.0]), 0.75)


def results():
    card = {name: {"value": 0.6, "error": 0.02} for name in page.COLUMNS}
    held = {"held": 9, "of": 9}
    row = {kind: held for kind in grounding.KINDS} | {"insights": 9, "twins": 0, "stood in": 0, "faults": []}
    brief = {"nDCG@5": card["P@5"], "worth": 3.1, "picks": 5, "found": 4, "earlier": 1, "repeats": 0, "restatements": 0}
    read = {"reads": 8, "planted": 24, "marked": 20, "quoted": 0, "quoted in the first five": 0}
    one = {"value": 0.7, "error": 0.01}
    return {
        "date": "2026-11-25", "versions": {"pith": "pith 0.1.0", "commit": "abc", "machine": "x86_64, Linux",
                                           "models": [{"name": "cue-en.bin", "bytes": 2_000_000, "sha256": "12ab"}]},
        "labels": {"episodes": 7, "insights": 9},
        "held out": {"episodes": 9, "baselines": {"LexRank": card}, "whole": card},
        "tables": {"baselines": {"LexRank": card}, "builtin": card, "whole": card | {"P@5": {"value": 0.75, "error": 0.02}}, "llm gold": card},
        "grounding": {"builtin": row, "llm gold": row, "llm hallucinate": row | {"twins": 2}},
        "ads": {"chatter F1": one, "ads or chatter F1": one, "ad ranges": 6, "ad ranges with a mark": 5, "insights": 9, "insights with an ad": 0,
                "first five with an ad": 0, "keys marked": 0.03, "marked as ads": {"ads": 2, "chatter": 1, "talk": 3}, "reads": {"held_out": read}},
        "briefs": {"by name": {"days": 2, "brief": brief, "by_score": brief}},
        "relations": None, "topics": {"entities": 0.61},
        "speed": {"milliseconds": 12.3, "hours": 70.2, "rounds": 5},
    }  # fmt: skip


class Companions(unittest.TestCase):
    def test_figures_are_read_from_what_the_scripts_print(self):
        line = "pith         list  0.512  precision 0.500  recall 0.525   raw  0.401  0.390  0.412   names  0.633  0.600  0.670\n"
        self.assertEqual(list(companions.topics_in(line).values()), [0.512, 0.401, 0.633])
        text = "read in an insight: a 3 x\ntuned: 60 planted, 58 found for the greater part, 1 in an insight [4]\nheld out: 60 planted, 50 found for the greater part, 0 in an insight \n"
        self.assertEqual(companions.leaks_in(text)["held out"], {"planted": 60, "marked": 50, "quoted": 0})

    def test_no_figures_are_an_error(self):
        with self.assertRaisesRegex(SystemExit, "no figures"):
            companions.topics_in("nothing")


class Page(Folder):
    def test_the_page_says_what_was_measured_and_what_is_not_reached(self):
        page.write(results(), self.path("quality.md"), self.path("pictures"))
        with open(self.path("quality.md"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn("| P@5 | .750 | at least .72 | reached |", text)
        self.assertIn("| nDCG@5 | .600 | at least .68 | **not reached** |", text)
        self.assertIn("| false twins that come through | 2 | none | **not reached** |", text)
        self.assertIn(".75 ±.02", text)
        self.assertIn("## Topics and people", text)
        self.assertNotRegex(text, r"\{[a-z_]+\}")

    def test_the_picture_has_a_bar_a_row(self):
        page.write(results(), self.path("quality.md"), self.path("pictures"))
        with open(self.path("pictures", "precision.svg"), encoding="utf-8") as file:
            svg = file.read()
        self.assertEqual(svg.count('height="24"'), 3)
        self.assertIn(">0.75<", svg)

    def test_names_in_a_picture_are_escaped(self):
        self.assertIn("a &lt; b", picture.bars("t", [("a < b", 0.5, None, False)]))


if __name__ == "__main__":
    unittest.main(verbosity=1)
