"""The examples of docs/exports.md and docs/commands.md, run as they stand, and what comes of them."""
import csv
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from demo_world import ROOT, DemoWorld

PITH = os.environ["PITH_BINARY"]


def examples(page):
    with open(os.path.join(ROOT, "docs", page), encoding="utf-8") as file:
        return re.findall(r"^    (pith .*)$", file.read(), re.M)


class Exports(unittest.TestCase):
    """Each in a copy of a user's folder in which a day of the demo world was lived."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.lived = cls.enterClassContext(tempfile.TemporaryDirectory())
        os.symlink(PITH, os.path.join(cls.lived, "pith"))
        os.makedirs(cls.lived + "/config/pith")
        with open(cls.lived + "/config/pith/pith.toml", "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{cls.world.host}"]\n[web]\nurl = "https://pith.example"\n')
        cls.run_in(cls.lived, f"pith add {' '.join(cls.world.feeds())} --now {cls.world.now(19)}")
        cls.run_in(cls.lived, f"pith scan --now {cls.world.now()} && pith brief --now {cls.world.now()}")

    def setUp(self):
        self.world.day = 1
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        shutil.copytree(self.lived, self.folder, symlinks=True, dirs_exist_ok=True)
        self.environment = self.environment_of(self.folder)

    @staticmethod
    def environment_of(folder):
        return dict(os.environ, PATH=folder + ":" + os.environ["PATH"], HOME=folder, XDG_DATA_HOME=folder + "/data", XDG_CONFIG_HOME=folder + "/config")

    @classmethod
    def run_in(cls, folder, line):
        done = subprocess.run(["bash", "-c", line], cwd=folder, env=cls.environment_of(folder), capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, line + "\n" + done.stderr
        return done.stdout

    def run_line(self, line):
        return self.run_in(self.folder, line)

    def path(self, name):
        return os.path.join(self.folder, name)

    def test_examples_of_the_page_run(self):
        lines = examples("exports.md")
        self.assertGreaterEqual(len(lines), 6)
        for line in lines:
            self.run_line(line)
        self.assertEqual(self.run_line("pith export --home elsewhere"), self.run_line("pith export"))
        notes = glob.glob(self.path("notes/*.md"))
        with open(self.path("readwise.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), len(notes))
        self.assertGreater(len(notes), 10)
        self.assertEqual(set(rows[0]), {"Highlight", "Title", "Author", "URL", "Note", "Location", "Date"})
        self.assertTrue(all(row["URL"].startswith("https://pith.example/insights/in_") for row in rows))

    def test_an_archive_holds_what_the_table_of_kinds_says(self):
        with open(os.path.join(ROOT, "docs", "exports.md"), encoding="utf-8") as file:
            rows = [line.split("|")[1:4] for line in file if line.startswith("| `")]
        words = lambda cell: re.findall("`([^`]+)`", cell)
        kinds = {kind: (words(ids), words(refers)) for kinds, ids, refers in rows for kind in words(kinds)}
        self.run_line("pith hook add https://a.example --event brief.ready")
        lines = [json.loads(line) for line in self.run_line("pith export").splitlines()]
        self.assertEqual((lines[0], lines[-1]), ({"pith": "archive", "version": 1}, {"end": {"lines": len(lines)}}))
        known, met = {line[kind]["id"] for line in lines for kind in line if kind not in ("pith", "version") and "id" in line[kind]}, set()
        for line in lines[1:-1]:
            (kind, value), = line.items()
            met.add(kind)
            ids, refers = kinds[kind]
            if "id" in value:
                self.assertRegex(value["id"], f"^{ids[0]}([a-z2-7]{{12}}|home)$")
            for member in set(refers) & set(value) - {"picks"}:
                self.assertIn(value[member], known, (kind, member))
            self.assertEqual([v for k, v in value.items() if k in ("published", "first_seen", "made", "added", "next_poll", "due") and
                              not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", v)], [])
        self.assertLessEqual({"show", "feed", "reader", "episode", "transcript", "insight", "brief", "hook", "distillation", "work"}, met)

    def test_a_second_export_of_notes_writes_none(self):
        self.run_line("pith export --notes notes")
        times = {name: os.stat(name).st_mtime_ns for name in glob.glob(self.path("notes/*.md"))}
        self.assertIn("0 notes are new, 0 changed", self.run_line("pith export --notes notes"))
        self.assertEqual(times, {name: os.stat(name).st_mtime_ns for name in glob.glob(self.path("notes/*.md"))})

    def test_a_list_of_feeds_followed_again_is_the_same_list(self):
        self.run_line("pith export --opml > feeds.opml")
        self.run_line("mkdir other && cp config/pith/pith.toml other/ && pith add feeds.opml --home other")
        urls = lambda text: sorted(re.findall(r'xmlUrl="([^"]*)"', text))
        self.assertEqual(urls(self.run_line("pith export --opml --home other")), urls(self.run_line("pith export --opml")))

    def test_the_lines_of_the_page_of_commands_run(self):
        lines = examples("commands.md")
        with open(os.path.join(ROOT, "docs", "commands.md"), encoding="utf-8") as file:
            lines += re.findall(r"`(pith [^`]+ > [^`]+)`", file.read())
        self.assertGreaterEqual(len(lines), 6)
        for line in lines:
            target = line.rpartition("> ~/")[2]
            if "> ~/" in line:
                os.makedirs(os.path.dirname(self.path(target)), exist_ok=True)
            self.run_line("set -o pipefail; " + (line if shutil.which("man") else line.replace("man -l -", "cat")))
            if "> ~/" in line:
                self.assertGreater(os.path.getsize(self.path(target)), 200, line)

    def test_manual_pages_and_completions_are_what_the_page_says(self):
        self.assertIn(".TH PITH\\-BRIEF 1", self.run_line("pith manual pith-brief"))
        script = self.run_line("pith completions bash")
        completed = subprocess.run(["bash", "-c", script + "\nCOMP_WORDS=(pith brief --da); COMP_CWORD=2; _pith; echo ${COMPREPLY[@]}"],
                                   capture_output=True, text=True, check=True).stdout
        self.assertEqual(completed.split(), ["--day", "--data"])

    def test_every_verb_of_the_help_has_a_page_a_completion_and_its_json_said(self):
        verbs = re.findall(r"^  ([a-z]+) ", self.run_line("pith --help").partition("Subcommands:")[2], re.M)
        self.assertGreater(len(verbs), 20)
        with open(os.path.join(ROOT, "docs", "commands.md"), encoding="utf-8") as file:
            told = {words.split()[0] for words in re.findall("`([^`]+)`", file.read().partition("## JSON")[2])}
        self.assertEqual([verb for verb in verbs if verb not in told], [])
        scripts = {shell: self.run_line(f"pith completions {shell}") for shell in ("bash", "zsh", "fish")}
        for verb in verbs:
            options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", self.run_line(f"pith {verb} --help").partition("Options:")[2]))
            page = self.run_line(f"pith manual pith-{verb}").replace("\\-", "-")
            with self.subTest(verb):
                self.assertIn(f"pith {verb}", page)
                self.assertEqual([option for option in options if option not in page], [])
                for shell, script in scripts.items():
                    self.assertIn(verb, script)
                    dashes = "-l " if shell == "fish" else "--"
                    self.assertEqual([option for option in options if dashes + option[2:] not in script], [], shell)
                if shutil.which("groff"):
                    self.assertEqual(self.run_line(f"pith manual pith-{verb} | groff -man -Tutf8 -ww -z 2>&1"), "")

    def test_what_is_told_of_every_verb_is_in_the_first_page_too(self):
        page = self.run_line("pith manual pith").replace("\\-", "-")
        for option in re.findall(r"(?<![\w-])--[a-z]+", self.run_line("pith --help").partition("Options:")[2].partition("Subcommands:")[0]):
            self.assertIn(option, page)
        for line in ("pith --version", "pith brief --version"):
            self.assertRegex(self.run_line(line), r"^pith \d")

    def rows_of_json(self, columns):
        """The rows of a table of docs/commands.md under JSON, as lists of the words in each cell."""
        with open(os.path.join(ROOT, "docs", "commands.md"), encoding="utf-8") as file:
            page = file.read().partition("## JSON")[2]
        rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
        return [row for row in rows if len(row) == columns]

    def printed_as_json(self):
        """What each verb prints, by what the page calls it."""
        with open(self.path("talk.vtt"), "w", encoding="utf-8") as file:
            file.write("WEBVTT\n\n00:00.000 --> 00:09.000\n<v Ann>We learned that small teams ship better software than large ones.\n")
        self.world.day = 4  # by then insights of several episodes relate
        self.run_line(f"pith scan --now {self.world.now()}")
        archive = self.run_line("pith export > archive.jsonl; cat archive.jsonl")
        insight = next(line["link"]["from_id"] for line in map(json.loads, archive.splitlines()) if "link" in line)
        show = json.loads(self.run_line("pith shows --json"))["shows"][0]
        public = "--public https://pith.example"
        hook = re.search(r"ho_\w+", self.run_line("pith hook add https://127.0.0.1:9/ --event brief.ready")).group(0)
        subprocess.run(["pith", "hook", "test", hook], cwd=self.folder, env=self.environment, capture_output=True, timeout=60)
        other = self.run_line("pith hook add https://receiver.example --event brief.ready")
        lines = {"add": f"add {self.world.feeds()[0]}", "remove": f"remove {show['slug']}", "search": "search the", "related": f"related {insight}",
                 "distill": "distill talk.vtt", "export --notes": "export --notes notes", "scan": f"scan --now {self.world.now()}",
                 "brief": f"brief --now {self.world.now()}", "key add": "key add phone", "key remove": "key remove phone",
                 "hook add": "hook add https://receiver.example --event brief.ready", "hook secret": f"hook secret {hook}", "hook log": f"hook log {hook}",
                 "hook resume": f"hook resume {hook}", "hook remove": f"hook remove {re.search('ho_[a-z0-9]+', other).group(0)}",
                 "import": "import archive.jsonl", "owner": f"owner boss@example.org {public}", "owner --revoke": f"owner boss@example.org --revoke {public}",
                 "subscribe": f"subscribe ann@example.org {public}"}
        verbs = [verb for verbs, _ in self.rows_of_json(2) for verb in re.findall("`([^`]+)`", verbs)]
        return {verb: json.loads(self.run_line(f"pith {lines.get(verb, verb)} --json")) for verb in verbs if verb != "serve"}

    def within(self, value, path):
        """The values at a path as `shows[].feeds[]`."""
        found = [value]
        for name in path.split("."):
            found = [one[name.removesuffix("[]")] for one in found]
            if name.endswith("[]"):
                found = [one for many in found for one in many]
        return [one for one in found if one is not None]

    def test_what_the_page_says_of_json_is_what_is_printed(self):
        printed = self.printed_as_json()
        self.assertGreaterEqual(len(printed), 20)
        for verbs, members in self.rows_of_json(2):
            for verb in re.findall("`([^`]+)`", verbs):
                with self.subTest(verb):
                    if verb != "serve":
                        self.assertEqual(list(printed[verb]), re.findall("`([^`]+)`", members))
        empty = set()
        for verb, paths, members in self.rows_of_json(3):
            verb = verb.strip("`")
            required, _, optional = (re.findall("`([^`]+)`", part) for part in members.partition(";"))
            for path in re.findall("`([^`]+)`", paths):
                values = self.within(printed[verb], path)
                if not values:
                    empty.add(f"{verb} {path}")
                for value in values:
                    with self.subTest(verb + " " + path):
                        self.assertEqual(list(value), required + [name for name in optional if name in value])
        for one in printed["related"]["related"] + printed["search"]["insights"] + printed["brief"]["picks"]:
            self.assertRegex(one["episode"], "^ep_[a-z0-9]{12}$")
        self.assertEqual({row for row in empty if not row.startswith(("doctor", "distill"))}, {"add failed[]", "send waiting[]"})

if __name__ == "__main__":
    unittest.main(verbosity=1)
