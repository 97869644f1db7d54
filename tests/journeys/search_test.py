"""`pith search` for people: what was found is told with where it was said, and a show may be named by its title."""
import json
import re
import subprocess
import unittest

from served_home import PITH, ServedHome


class Search(ServedHome):
    def search(self, *words):
        return subprocess.run([PITH, "search", *words, "--home", self.home], capture_output=True, text=True, timeout=60)

    def test_each_line_found_says_who_said_it_on_which_show_in_which_episode_and_when(self):
        told = self.search("the").stdout
        found = json.loads(self.search("the", "--json").stdout)
        self.assertTrue(found["insights"] and found["passages"])
        for one in found["passages"]:
            minutes, seconds = divmod(int(one["start"]), 60)
            origin = f"{one['speaker']} on {one['show']}, “{one['title']}”, at {minutes}:{seconds:02}"
            self.assertIn(f"{one['episode']}  {origin}\n  {one['text']}\n", told)
        for one in found["insights"]:
            self.assertRegex(told, f"(?s){one['id']}  .*?\n  .*?\n  {re.escape(one['speaker'])} on {re.escape(one['show'])}, “{re.escape(one['title'])}”, at ")

    def test_a_show_is_named_by_its_title_or_a_part_that_no_other_has(self):
        by_slug = self.search("the", "--show", "small-wonders", "--json").stdout
        self.assertEqual({one["show"] for one in json.loads(by_slug)["insights"]}, {"Small Wonders"})
        for name in ("Small Wonders", "small wonders", "Wonders"):
            self.assertEqual(self.search("the", "--show", name, "--json").stdout, by_slug, name)

    def test_a_part_that_several_titles_have_names_them(self):
        done = self.search("the", "--show", "low")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("several shows are called low: Load Following (load-following), Slow Pulse (slow-pulse)", done.stderr)
        self.assertIn("no show is called nowhere; pith shows lists them", self.search("the", "--show", "nowhere").stderr)

    def test_a_first_day_after_the_last_is_wrong_usage(self):
        done = self.search("the", "--since", "2026-11-05", "--until", "2026-11-04")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--since 2026-11-05 is after --until 2026-11-04", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
