"""What the command line says where it is misused, and where it cannot print."""
import json
import os
import subprocess
import tempfile
import unittest

PITH = os.environ["PITH_BINARY"]


class Commands(unittest.TestCase):
    def setUp(self):
        self.home = self.enterContext(tempfile.TemporaryDirectory())

    def pith(self, *words, home=None, stdout=subprocess.PIPE):
        return subprocess.run([PITH, *words, "--home", home or self.home], stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60)

    def test_a_full_disk_fails_the_command(self):
        for words in (["shows"], ["shows", "--json"], ["export"], ["completions", "bash"], ["--help"]):
            with self.subTest(words), open("/dev/full", "w", encoding="utf-8") as full:
                done = self.pith(*words, stdout=full)
                self.assertEqual(done.returncode, 1)
                self.assertIn("standard output did not take all", done.stderr)

    def test_an_unknown_verb_is_named_with_the_nearest(self):
        done = self.pith("serch", "words")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr, "pith: there is no command serch, did you mean search?; pith --help lists them\n")
        self.assertIn("there is no command bogus; pith --help", self.pith("bogus").stderr)

    def test_a_mistyped_home_is_not_made(self):
        nowhere = os.path.join(self.home, "mistyped")
        for words in (["shows"], ["remove", "x"], ["brief"], ["send"], ["search", "x"], ["related", "in_x"], ["export"], ["doctor"], ["mcp"],
                      ["key", "list"], ["hook", "list"]):
            with self.subTest(words):
                done = self.pith(*words, home=nowhere)
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"there is no folder {nowhere}", done.stderr)
                self.assertFalse(os.path.exists(nowhere))

    def test_one_export_at_a_time(self):
        done = self.pith("export", "--opml", "--readwise")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("one export at a time", done.stderr)

    def test_what_could_not_be_followed_is_json_too(self):
        done = self.pith("add", "http://127.0.0.1:9/feed", "--json")
        self.assertEqual(done.returncode, 1)
        answer = json.loads(done.stdout)
        self.assertEqual((answer["followed"], [one["address"] for one in answer["failed"]]), ([], ["http://127.0.0.1:9/feed"]))
        self.assertEqual(list(answer["failed"][0]), ["address", "problem"])

    def test_a_list_of_feeds_is_one_value(self):
        with open(os.path.join(self.home, "feeds.opml"), "w", encoding="utf-8") as file:
            file.write('<opml version="2.0"><body><outline type="rss" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>')
        done = self.pith("import", file.name, "--json")
        self.assertEqual((done.returncode, json.loads(done.stdout)["shows"]), (1, 0))


if __name__ == "__main__":
    unittest.main(verbosity=1)
