"""Each of pith export's forms comes back with pith import: into an empty home, into one that has something, and not at all
where something is wrong with it."""
import csv
import glob
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from demo_world import DemoWorld
from public_site import PITH, PublicPith


class Imports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.world.day = 2
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.full = cls.make_home("full")
        cls.pith("full", "add", *cls.world.feeds(), now=cls.world.now(19))
        cls.pith("full", "scan")
        cls.pith("full", "brief")
        cls.archive = cls.save("archive.jsonl", cls.pith("full", "export"))
        cls.csv = cls.save("readwise.csv", cls.pith("full", "export", "--readwise"))
        cls.opml = cls.save("feeds.opml", cls.pith("full", "export", "--opml"))
        cls.notes = cls.path("notes")
        cls.pith("full", "export", "--notes", cls.notes)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def save(cls, name, text):
        with open(cls.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return cls.path(name)

    @classmethod
    def make_home(cls, name):
        os.makedirs(cls.path(name))
        with open(cls.path(name) + "/pith.toml", "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{cls.world.host}"]\nnewest = 100\n')
        return name

    @classmethod
    def run_pith(cls, home, *words, now=None):
        return subprocess.run([PITH, *words, "--home", cls.path(home), "--now", now or cls.world.now()], capture_output=True, timeout=120)

    @classmethod
    def pith(cls, home, *words, now=None):
        done = cls.run_pith(home, *words, now=now)
        assert done.returncode == 0, (words, done.stderr.decode())
        return done.stdout.decode()

    def empty_home(self):
        name = self.make_home(re.sub(r"\W", "_", self.id()) + str(len(os.listdir(self.folder))))
        self.addCleanup(shutil.rmtree, self.path(name))
        return name

    def tree(self, folder):
        texts = {}
        for path in glob.glob(os.path.join(folder, "**", "*.md"), recursive=True):
            with open(path, encoding="utf-8") as file:
                texts[os.path.relpath(path, folder)] = file.read()
        return texts

    def refused(self, home, file, *words):
        before = self.pith(home, "export")
        done = self.run_pith(home, "import", file)
        self.assertEqual(done.returncode, 1)
        for word in words:
            self.assertIn(word, done.stderr.decode())
        self.assertEqual(self.pith(home, "export"), before)

    # Through a pipe, which can be read once.

    def piped(self, home, file, *words):
        with open(file, "rb") as bytes_in, subprocess.Popen(["cat"], stdin=bytes_in, stdout=subprocess.PIPE) as cat:
            done = subprocess.run([PITH, *words, "--home", self.path(home), "--now", self.world.now()], stdin=cat.stdout, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    def test_each_form_comes_through_a_pipe(self):
        note = sorted(glob.glob(self.notes + "/*.md"))[0]
        for name in ("-", "/dev/stdin"):
            for file, said in ((self.archive, "--state"), (self.csv, "--readwise"), (self.opml, "--opml")):
                with self.subTest(name=name, form=said):
                    home = self.empty_home()
                    self.piped(home, file, "import", name)
                    self.assertEqual(self.pith(home, "export", said), self.pith("full", "export", said))
            self.assertIn("1 insight came in", self.piped(self.empty_home(), note, "import", name))

    def test_what_is_wrong_in_a_pipe_is_said_of_standard_input(self):
        done = subprocess.run([PITH, "import", "-", "--home", self.path(self.empty_home())], input=b"Hello.\n", capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 1)
        self.assertIn("standard input is no archive", done.stderr.decode())

    def test_a_transcript_is_distilled_from_a_pipe(self):
        file = self.save("talk.vtt", "WEBVTT\n\n00:00.000 --> 00:09.000\n<v Ada>Storing heat in sand costs a tenth of storing it in batteries.\n")
        told = json.loads(self.piped("full", file, "distill", "-", "--json"))
        self.assertEqual(told["episode"], "stdin")

    def test_a_damaged_file_makes_no_home_where_none_was(self):
        with open(self.archive, encoding="utf-8") as archive, open(self.csv, encoding="utf-8", newline="") as csv, open(self.opml, encoding="utf-8") as opml:
            lines, rows, feeds = archive.readlines(), csv.read(), opml.read()
        for name, text in (("cut", '{"pith":"archive","version":1}\n'), ("strange", "Hello.\n"), ("half", "".join(lines[:-1])),
                           ("torn", "".join([*lines[:3], "{broken\n", *lines[3:]])), ("odd", "".join([*lines[:3], '{"show":3}\n', *lines[3:]])),
                           ("rows", rows[:len(rows) // 2]), ("list", feeds[:len(feeds) // 2])):
            file, home = self.save(name, text), self.path("never")
            self.assertEqual(self.run_pith("never", "import", file).returncode, 1)
            self.assertFalse(os.path.exists(home), name)
        home = self.empty_home()
        self.assertEqual(self.run_pith(home, "import", self.path("cut")).returncode, 1)
        self.assertEqual(os.listdir(self.path(home)), ["pith.toml"])

    def test_what_others_write_beside_an_import_that_fails_stays(self):
        for words in (("key", "add", "program"), ("hook", "add", "http://127.0.0.1:9/", "--event", "brief.ready")):
            home = self.empty_home()
            with subprocess.Popen([PITH, "import", "-", "--home", self.path(home)], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as importing:
                importing.stdin.write(b'{"pith":"archive","version":1}\n' + b"x" * 400_000)  # more than a pipe and its reader's first look hold
                importing.stdin.flush()
                self.pith(home, *words)
                before = self.pith(home, words[0], "list")
                importing.stdin.close()
                self.assertEqual(importing.wait(), 1)
                importing.stderr.close()
            self.assertEqual(self.pith(home, words[0], "list"), before)

    # Into an empty home.

    def test_an_archive_restores_the_home(self):
        home = self.empty_home()
        self.pith(home, "import", self.archive)
        self.assertEqual(self.pith(home, "export", "--state"), self.pith("full", "export", "--state"))
        self.assertEqual(self.pith(home, "export"), self.pith("full", "export"))

    def test_notes_restore_the_insights_with_their_proof(self):
        home = self.empty_home()
        self.assertIn(f"{len(glob.glob(self.notes + '/*.md'))} insights came in", self.pith(home, "import", self.notes))
        self.pith(home, "export", "--notes", self.path(home) + "/notes")
        self.assertEqual(self.tree(self.path(home) + "/notes"), self.tree(self.notes))

    def test_highlights_of_readwise_restore_what_they_hold(self):
        home = self.empty_home()
        self.pith(home, "import", self.csv)
        self.assertEqual(self.pith(home, "export", "--readwise"), self.pith("full", "export", "--readwise"))

    def test_a_list_of_feeds_follows_them_again(self):
        home = self.empty_home()
        self.pith(home, "import", self.opml)
        self.assertEqual(self.pith(home, "export", "--opml"), self.pith("full", "export", "--opml"))

    def test_what_came_by_notes_is_found_and_opens_on_its_words(self):
        served = self.enterContext(PublicPith(self.world.now(), "", self.world.host))
        served.run("import", self.notes)
        with open(glob.glob(self.notes + "/*.md")[0], encoding="utf-8") as file:
            note = file.read()
        insight, episode = (re.search(rf'^{name}: "?(\w+)', note, re.M)[1] for name in ("id", "episode_id"))
        said = re.search(r"^> (.*)$", note, re.M)[1].replace("\\", "")
        served.start(public=None)
        browser = served.browser("127.0.0.1")
        page = browser.get(f"/insights/{insight}")
        self.assertEqual(page.status, 200)
        self.assertIn(said[:40].replace("'", "&#39;"), page.text.replace("’", "&#39;").replace("&#x27;", "&#39;"))
        self.assertEqual(browser.get(f"/episodes/{episode}").status, 200)
        transcript = browser.get(f"/api/v1/episodes/{episode}/transcript")
        self.assertEqual((transcript.status, json.loads(transcript.text)["detail"]),
                         (404, "This episode has no transcript: its insights were imported; its transcript is not here."))

    def test_what_came_by_readwise_is_told_by_the_api_with_who_said_it(self):
        served = self.enterContext(PublicPith(self.world.now(), "", self.world.host))
        served.run("import", self.csv)
        served.start(public=None)
        browser = served.browser("127.0.0.1")
        ask = lambda path: json.loads(browser.get(path).text)
        told = ask("/api/v1/insights?limit=100")["items"]
        self.assertEqual({insight["engine"] for insight in told}, {"readwise"})
        self.assertEqual([insight["id"] for insight in told if "version" in insight], [])
        self.assertIn("`readwise`", ask("/openapi.json")["components"]["schemas"]["Insight"]["properties"]["engine"]["description"])
        speakers = {insight["speaker"] for insight in told if " " in insight.get("speaker", "")}
        self.assertGreater(len(speakers), 2)
        self.assertLessEqual(speakers, {person["name"] for person in ask("/api/v1/people?limit=100")["items"]})
        said = json.loads(served.run("search", "the", "--person", min(speakers), "--json").stdout)
        self.assertTrue(said["insights"])

    def test_a_show_that_came_by_notes_can_be_followed_and_doubles_nothing(self):
        home = self.empty_home()
        self.pith(home, "import", self.notes)
        self.pith(home, "add", *self.world.feeds())
        self.pith(home, "scan")
        insights = re.findall(r'"insight":{"id":"(in_\w+)"', self.pith(home, "export"))
        self.assertEqual(sorted(insights), sorted(re.findall(r'"insight":{"id":"(in_\w+)"', self.pith("full", "export"))))
        self.assertEqual(self.pith(home, "export").count('{"episode":'), self.pith("full", "export").count('{"episode":'))

    # Into a home that has something.

    def test_each_form_changes_nothing_in_the_home_it_came_from(self):
        before = self.pith("full", "export", "--state")
        for file in (self.archive, self.notes, self.csv):
            with self.subTest(file):
                self.assertIn("0 shows, 0 episodes and 0 insights came in", self.pith("full", "import", file))
                self.assertEqual(self.pith("full", "export", "--state"), before)

    def test_two_homes_become_one_that_has_what_each_had(self):
        one, other = self.empty_home(), self.empty_home()
        for home, feeds in ((one, self.world.feeds()[:4]), (other, self.world.feeds()[2:])):
            self.pith(home, "add", *feeds, now=self.world.now(19))
            self.pith(home, "scan")
        self.pith(one, "import", self.save("other.jsonl", self.pith(other, "export")))
        kinds = re.compile(r'^\{"(?:show|feed|episode|transcript|insight|link)":.*$', re.M)
        self.assertEqual(kinds.findall(self.pith(one, "export", "--state")), kinds.findall(self.pith("full", "export", "--state")))

    @staticmethod
    def note_without_links(notes):
        """One that no other links to: renaming it changes none of them."""
        texts = {}
        for path in sorted(glob.glob(notes + "/*.md")):
            with open(path, encoding="utf-8") as file:
                texts[path] = file.read()
        return next(path for path in texts if not any(f"[[{os.path.basename(path)[:-3]}]]" in text for text in texts.values()))

    def test_a_readers_own_words_in_notes_outlast_the_way_out_and_in(self):
        home, notes = self.empty_home(), self.path("own")
        self.pith(home, "import", self.archive)
        self.pith(home, "export", "--notes", notes)
        path = self.note_without_links(notes)
        with open(path, "a", encoding="utf-8") as file:
            file.write("My own thought.\n")
        os.rename(path, notes + "/renamed.md")
        other = self.empty_home()
        self.assertIn("1 note has text or properties of yours", self.pith(other, "import", notes))
        self.assertIn("0 notes are new, 0 changed", self.pith(other, "export", "--notes", notes))
        with open(notes + "/renamed.md", encoding="utf-8") as file:
            self.assertTrue(file.read().endswith("My own thought.\n"))

    # What is damaged.

    def test_a_damaged_file_brings_nothing_and_names_the_line(self):
        home = self.empty_home()
        with open(self.archive, encoding="utf-8") as file:
            lines = file.readlines()
        middle = len(lines) // 2
        self.refused(home, self.save("cut.jsonl", "".join(lines[:-1])), "cut.jsonl", "cut off")
        self.refused(home, self.save("broken.jsonl", "".join(lines[:middle] + ["{broken\n"] + lines[middle:])), f"Line {middle + 1} ")
        self.refused(home, self.save("gap.jsonl", "".join(lines[:middle] + lines[middle + 1:])), "Line")
        with open(self.csv, encoding="utf-8", newline="") as file:
            rows = file.read()
        self.refused(home, self.save("cut.csv", rows[:len(rows) // 2]), "cut.csv", "line ")
        self.refused(home, self.save("cell.csv", rows + '"x","y"\r\n'), "cell.csv", f"line {len(rows.splitlines()) + 1}", "2 cells")
        with open(self.opml, encoding="utf-8") as file:
            opml = file.read()
        self.refused(home, self.save("cut.opml", opml[:len(opml) * 2 // 3]), "cut.opml", "line ")
        self.refused(home, self.save("strange.txt", "Hello.\n"), "strange.txt", "is no archive")
        self.refused(home, self.path("nowhere"), "nowhere")

    def test_an_archive_that_an_editor_or_a_shell_of_windows_wrote_comes_in(self):
        with open(self.archive, encoding="utf-8") as file:
            text = file.read()
        home = self.empty_home()
        self.pith(home, "import", self.save("windows.jsonl", "\ufeff" + text.replace("\n", "\r\n")))
        self.assertEqual(self.pith(home, "export"), self.pith("full", "export"))

    def written_as(self, file, encoding, change=lambda text: text):
        with open(file, encoding="utf-8", newline="") as opened:
            text = change(opened.read())
        path = self.path(f"{len(os.listdir(self.folder))}-{os.path.basename(file)}")
        with open(path, "w", encoding=encoding, newline="") as opened:
            opened.write(text if encoding == "utf-16" else "\ufeff" + text)
        return path

    @staticmethod
    def by(separator):
        """As a spreadsheet of another country saves it: cells quoted only where they must be."""
        def change(text):
            out = io.StringIO()
            csv.writer(out, delimiter=separator).writerows(csv.reader(io.StringIO(text)))
            return out.getvalue()
        return change

    def test_each_form_that_windows_has_written_in_utf_16_comes_in(self):
        for file, option in ((self.archive, "--state"), (self.csv, "--readwise"), (self.opml, "--opml")):
            for encoding in ("utf-16", "utf-16-be"):
                with self.subTest(option=option, encoding=encoding):
                    home = self.empty_home()
                    self.pith(home, "import", self.written_as(file, encoding, lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n")))
                    self.assertEqual(self.pith(home, "export", option), self.pith("full", "export", option))

    def test_highlights_that_a_spreadsheet_has_saved_come_in(self):
        for separator, encoding in ((";", "utf-8"), ("\t", "utf-16"), (";", "utf-16"), (",", "utf-8")):
            with self.subTest(separator=separator, encoding=encoding):
                home = self.empty_home()
                self.pith(home, "import", self.written_as(self.csv, encoding, self.by(separator)))
                self.assertEqual(self.pith(home, "export", "--readwise"), self.pith("full", "export", "--readwise"))

    def test_notes_with_a_byte_order_mark_come_in_and_are_found_again(self):
        home, other, notes = self.empty_home(), self.empty_home(), self.path("marked")
        self.pith(home, "import", self.notes)
        self.pith(home, "export", "--notes", notes)
        paths = sorted(glob.glob(notes + "/*.md"))
        for number, path in enumerate(paths):
            os.replace(self.written_as(path, "utf-16" if number % 2 else "utf-8"), path)
        self.assertIn("0 notes are new, 0 changed", self.pith(home, "export", "--notes", notes))
        self.assertIn(f"{len(paths)} insights came in", self.pith(other, "import", notes))

    def test_what_somebody_made_up_in_an_archive_gets_no_address_and_no_score_that_cannot_be(self):
        with open(self.archive, encoding="utf-8") as file:
            lines = file.read().splitlines()
        def with_changed(kind, name, value):
            at = next(n for n, line in enumerate(lines) if line.startswith(f'{{"{kind}"'))
            changed = json.loads(lines[at])
            changed[kind][name] = value
            return self.save("made_up.jsonl", "\n".join([*lines[:at], json.dumps(changed), *lines[at + 1:]]) + "\n"), changed[kind]
        file, show = with_changed("show", "slug", '../x y"<script>')
        home = self.empty_home()
        self.pith(home, "import", file)
        slugs = {one["title"]: one["slug"] for one in json.loads(self.pith(home, "shows", "--json"))["shows"]}
        self.assertRegex(slugs[show["title"]], r"^[a-z0-9-]+$")
        for score in (-1, 6, 1e308):
            file, insight = with_changed("insight", "score", score)
            self.refused(self.empty_home(), file, insight["id"], "not from 0 to 5")

    def test_a_folder_with_one_broken_note_brings_nothing_and_names_it(self):
        home, notes = self.empty_home(), self.path("broken")
        shutil.copytree(self.notes, notes)
        path = sorted(glob.glob(notes + "/*.md"))[-1]
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("score: ", "score: much ", 1))
        self.refused(home, notes, os.path.basename(path)[:20], "line ", "no number")
        os.remove(path)
        os.makedirs(notes + "/.trash")
        with open(notes + "/.trash/old.md", "w", encoding="utf-8") as file:
            file.write(text)
        with open(notes + "/todo.md", "w", encoding="utf-8") as file:
            file.write("---\nid: in_progress\n---\nNot Pith's.\n")
        self.assertIn(f"{len(glob.glob(notes + '/*.md')) - 1} insights came in", self.pith(home, "import", notes))

    def test_killed_while_importing_it_has_all_or_nothing(self):
        mortal = os.path.join(os.environ["PITH_BUILD"], "mortal_pith")
        for point in ("before", "after"):
            home = self.empty_home()
            subprocess.run([mortal, point, "1", "import", self.notes, "--home", self.path(home), "--now", self.world.now()], capture_output=True, timeout=60)
            self.assertIn(self.pith(home, "export", "--readwise").count("\n"), (1, 1 + len(glob.glob(self.notes + '/*.md'))))
            self.pith(home, "import", self.notes)
            self.pith(home, "scan")
            self.pith(home, "export", "--notes", self.path(home) + "/notes")
            self.assertEqual(self.tree(self.path(home) + "/notes"), self.tree(self.notes))


if __name__ == "__main__":
    unittest.main(verbosity=1)
