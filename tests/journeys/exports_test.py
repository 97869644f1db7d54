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

import json_page
from demo_world import ROOT, DemoWorld

PITH = os.environ["PITH_BINARY"]
ELSEWHERE = {"serve", "add WORDS", "transcribe", "eval", "eval --briefs"}  # held against the page by other tests: below, guest_, transcribe_, eval_test
FORMS_OF_THEIR_OWN = {"relate", "features", "mcp", "completions", "manual", "demo"}


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
    def try_in(cls, folder, line):
        return subprocess.run(["bash", "-c", line], cwd=folder, env=cls.environment_of(folder), capture_output=True, text=True, timeout=120)

    @classmethod
    def run_in(cls, folder, line):
        done = cls.try_in(folder, line)
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
                for lint in ("groff -man -Tutf8 -ww -z", "mandoc -Tlint -W warning"):
                    if shutil.which(lint.split()[0]):
                        self.assertEqual(self.run_line(f"pith manual pith-{verb} | {lint} 2>&1"), "")

    def test_what_is_told_of_every_verb_is_in_the_first_page_too(self):
        page = self.run_line("pith manual pith").replace("\\-", "-")
        for option in re.findall(r"(?<![\w-])--[a-z]+", self.run_line("pith --help").partition("Options:")[2].partition("Subcommands:")[0]):
            self.assertIn(option, page)
        for line in ("pith --version", "pith brief --version"):
            self.assertRegex(self.run_line(line), r"^pith \d")

    def printed_as_json(self):
        """What each verb prints, by what the page calls it."""
        self.world.day = 4  # by then insights of several episodes relate
        self.run_line(f"pith scan --now {self.world.now()}")
        archive = self.run_line("pith export > archive.jsonl; cat archive.jsonl")
        insight = next(line["link"]["from_id"] for line in map(json.loads, archive.splitlines()) if "link" in line)
        show = json.loads(self.run_line("pith shows --json"))["shows"][0]
        public = "--public https://pith.example"
        hook = re.search(r"ho_\w+", self.run_line("pith hook add https://127.0.0.1:9/ --event brief.ready")).group(0)
        subprocess.run(["pith", "hook", "test", hook], cwd=self.folder, env=self.environment, capture_output=True, timeout=60)
        other = self.run_line("pith hook add https://receiver.example --event brief.ready")
        for port in (9, 7):
            self.try_in(self.folder, f"pith add http://127.0.0.1:{port}/feed")
        self.run_line(f"pith export --opml > list.opml; sed -i 's|</body>|<outline type=\"rss\" text=\"x\" title=\"x\" xmlUrl=\"{self.world.feeds()[1]}\"/></body>|' list.opml")
        episode = json.loads(self.run_line("pith search the --json"))["insights"][0]["episode"]
        lines = {"add": f"add {self.world.feeds()[0]}", "remove": f"remove {show['slug']}", "remove EPISODE": f"remove {episode} --hide",
                 "remove ADDRESS": "remove http://127.0.0.1:9/feed", "import LIST": "import list.opml", "hook test": f"hook test {hook}", "search": "search the", "related": f"related {insight}",
                 "distill": f"distill {os.path.join(ROOT, 'data', 'demo', self.world.shows[0]['episodes'][0]['transcript'])}", "export --notes": "export --notes notes", "scan": f"scan --now {self.world.now()}",
                 "brief": f"brief --now {self.world.now()}", "key add": "key add phone", "key remove": "key remove phone",
                 "hook add": "hook add https://receiver.example --event brief.ready", "hook secret": f"hook secret {hook}", "hook log": f"hook log {hook}",
                 "hook resume": f"hook resume {hook}", "hook remove": f"hook remove {re.search('ho_[a-z0-9]+', other).group(0)}",
                 "import": "import archive.jsonl", "owner": f"owner boss@example.org {public}", "owner --revoke": f"owner boss@example.org --revoke {public}",
                 "subscribe": f"subscribe ann@example.org {public}"}
        printed = {}
        for verb in json_page.verbs():
            if verb not in ELSEWHERE:
                done = self.try_in(self.folder, f"pith {lines.get(verb, verb)} --json")
                self.assertEqual(done.returncode, 1 if verb == "hook test" else 0, (verb, done.stderr))
                printed[verb] = json.loads(done.stdout)
        return printed

    def test_what_the_page_says_of_json_is_what_is_printed(self):
        printed = self.printed_as_json()
        self.assertGreaterEqual(len(printed), 20)
        empty = set()
        for verb, value in printed.items():
            with self.subTest(verb):
                empty |= json_page.check(self, verb, value)
        for one in printed["related"]["related"] + printed["search"]["insights"] + printed["brief"]["picks"]:
            self.assertRegex(one["episode"], "^ep_[a-z0-9]{12}$")
        # Those of doctor: trouble_test; of addresses: commands_test; of mails: first_day_test.
        self.assertEqual({row for row in empty if not row.startswith("doctor")}, {"add failed[]", "import LIST failed[]", "send waiting[]"})

    def test_every_verb_of_the_help_has_its_json_said_and_held_against_that(self):
        verbs = re.findall(r"^  ([a-z]+) ", self.run_line("pith --help").partition("Subcommands:")[2], re.M)
        self.assertEqual(set(verbs) - {verb.split()[0] for verb in json_page.verbs()}, FORMS_OF_THEIR_OWN)

    def test_relate_prints_by_each_id_what_the_page_says(self):
        lines = [{"id": name, "episode": name, "headline": "Small teams ship better software", "text": f"We learned that small teams ship better software than large ones, {name}.",
                  "topics": [], "entities": []} for name in ("one", "two")]
        with open(self.path("insights.jsonl"), "w", encoding="utf-8") as file:
            file.write("".join(json.dumps(line) + "\n" for line in lines))
        told = json.loads(self.run_line("pith relate insights.jsonl --json"))
        self.assertEqual([list(one) for one in told["one"]], [["id", "kind", "score"]])

    def test_serve_prints_where_its_pages_are(self):
        serving = subprocess.Popen(["pith", "serve", "--json", "--listen", "127.0.0.1:0"], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(serving.stdout.close)
        self.addCleanup(serving.wait)
        self.addCleanup(serving.terminate)
        told = json.loads(serving.stdout.readline())
        json_page.check(self, "serve", told)
        self.assertRegex(told["pages"], r"^http://127\.0\.0\.1:\d+")


if __name__ == "__main__":
    unittest.main(verbosity=1)
