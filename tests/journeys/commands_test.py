"""What the command line says where it is misused, and where it cannot print."""
import json
import os
import pty
import re
import shutil
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

    def test_an_options_value_that_is_none_of_its_choices_is_wrong_usage(self):
        for words in (["distill", "--engine", "foo", self.home], ["eval", "--engine", "foo", self.home, self.home], ["search", "--by", "foo", "x"]):
            with self.subTest(words):
                done = self.pith(*words)
                self.assertEqual(done.returncode, 2)
                self.assertIn("foo", done.stderr)

    def test_words_that_can_mean_nothing_are_wrong_usage_for_every_verb(self):
        public = ["--public", "https://pith.example"]
        wrong = [["add"], ["add", "ftp://x/y"], ["add", "x", "--pick", "first"], ["add", "x", "--pick", "0"], ["shows", "x"], ["remove"], ["remove", "x", "--hide", "--unhide"],
                 ["remove", "ep_aaaaaaaaaaaa"], ["scan", "x"], ["brief", "--day", "yesterday"], ["send", "--public", "ftp://x"], ["serve", "--listen", "x"],
                 ["serve", "--public", "http://x"], ["owner", "nobody", *public], ["owner", "a@example.org"], ["key", "frob"], ["key", "add"], ["key", "remove"],
                 ["subscribe", "nobody", *public], ["subscribe", "a@example.org"], ["hook", "frob"], ["hook", "add", "no address"], ["hook", "test"],
                 ["hook", "add", "https://a.example", "--event", "frob"], ["distill"], ["transcribe"], ["features"], ["search", "x", "--since", "2026-99-99"],
                 ["search", "x", "--by", "luck"], ["search"], ["search", ""], ["search", " "], ["related"], ["related", ""], ["relate"], ["export", "--opml", "--readwise"], ["import"], ["eval", "x"],
                 ["eval", "x", "x", "--dates", "x"], ["doctor", "x"], ["demo", "x"], ["demo", "--once", "--listen", "foo"], ["mcp", "x"], ["completions", "csh"], ["manual", "frob"], ["shows", "--now", "noon"]]
        verbs = re.findall(r"^  ([a-z]+) ", subprocess.run([PITH, "--help"], capture_output=True, text=True, check=True).stdout, re.M)
        self.assertEqual(set(verbs), {words[0] for words in wrong})
        for words in wrong:
            with self.subTest(words):
                done = self.pith(*words)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertTrue(done.stderr.startswith("pith: "))

    def test_what_is_only_not_there_has_failed(self):
        nothing = os.path.join(self.home, "nothing")
        for words in (["remove", "x"], ["key", "remove", "x"], ["hook", "remove", "ho_x"], ["related", "in_x"], ["distill", nothing], ["transcribe", nothing],
                      ["features", nothing], ["relate", nothing], ["import", nothing], ["eval", nothing, nothing], ["search", "x", "--show", "x"]):
            with self.subTest(words):
                self.assertEqual(self.pith(*words).returncode, 1)

    def test_a_search_without_words_lists_the_newest_of_where_it_is_narrowed_to(self):
        done = self.pith("search", "--since", "2026-11-01")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(self.pith("search", "--since", "2026-11-01", "--json").stdout)["query"], "")
        self.assertIn("nothing to look for", self.pith("search").stderr)

    def test_words_with_a_minus_are_taken_in_quotes_and_after_two(self):
        for words in (["go -rust"], ["--", "go", "-rust"]):
            with self.subTest(words):
                done = subprocess.run([PITH, "--home", self.home, "search", "--json", *words], capture_output=True, text=True, timeout=60)
                self.assertEqual(json.loads(done.stdout)["query"], "go -rust", done.stderr)

    def test_help_says_that_words_may_be_many(self):
        for verb in ("add", "search", "distill"):
            with self.subTest(verb):
                (usage,) = re.findall("^Usage: .*$", self.pith(verb, "--help").stdout, re.M)
                self.assertRegex(usage, r"[A-Z]+\.\.\.\]?$")

    def test_nobody_else_reads_what_is_kept(self):
        old = os.path.join(self.home, "pith.db")
        with open(old, "wb"):
            os.chmod(old, 0o644)
        self.pith("shows")
        self.pith("export", "--notes", os.path.join(self.home, "notes"))
        for name in ("pith.db", "notes"):
            with self.subTest(name):
                self.assertEqual(os.stat(os.path.join(self.home, name)).st_mode & 0o077, 0)

    def test_a_mistyped_home_is_not_made(self):
        nowhere = os.path.join(self.home, "mistyped")
        for words in (["shows"], ["remove", "x"], ["brief"], ["send"], ["search", "x"], ["related", "in_x"], ["export"], ["doctor"], ["mcp"],
                      ["key", "list"], ["hook", "list"], ["scan"], ["serve"]):
            with self.subTest(words):
                done = self.pith(*words, home=nowhere)
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"there is no folder {nowhere}", done.stderr)
                self.assertFalse(os.path.exists(nowhere))

    def test_a_home_that_is_a_file_says_so(self):
        with open(os.path.join(self.home, "file"), "w", encoding="utf-8") as file:
            file.write("x")
        self.assertIn("Not a directory", self.pith("add", "https://a.example/feed", home=file.name).stderr)
        self.assertIn("no folder but a file is", self.pith("scan", home=file.name).stderr)

    def test_a_file_that_is_not_there_is_no_address(self):
        for word in ("feeds.opml", "feeds.xml", "lists/feeds.opml", "./feed", "/none/feeds.opml", "~/feeds.opml"):
            with self.subTest(word):
                done = self.pith("add", word)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", f"pith: there is no file {word}\n"))

    def test_an_empty_address_is_wrong_usage(self):
        for words in ([""], ["  "], ["https://a.example/feed", ""]):
            with self.subTest(words):
                done = self.pith("add", *words)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("nothing can be followed at an empty address", done.stderr)

    def test_one_export_at_a_time(self):
        done = self.pith("export", "--opml", "--readwise")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
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
        told = json.loads(done.stdout)
        self.assertEqual((done.returncode, told["shows"], told["followed"]), (1, 0, []))
        self.assertEqual([one["address"] for one in told["failed"]], ["http://127.0.0.1:9/feed"])

    def test_a_list_of_which_nothing_came_in_leaves_no_home(self):
        with open(os.path.join(self.home, "feeds.opml"), "w", encoding="utf-8") as file:
            file.write('<opml version="2.0"><body><outline type="rss" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>')
        fresh = os.path.join(self.home, "fresh")
        self.assertEqual(self.pith("import", file.name, home=fresh).returncode, 1)
        self.assertFalse(os.path.exists(fresh))

    def test_an_address_that_could_not_be_followed_is_forgotten_by_remove(self):
        self.pith("add", "http://127.0.0.1:9/feed")
        self.assertIn("forget it with: pith remove http://127.0.0.1:9/feed", self.pith("doctor").stdout)
        self.assertEqual(self.pith("remove", "http://127.0.0.1:9/feed").returncode, 0)
        self.assertNotIn("127.0.0.1:9", self.pith("doctor").stdout)
        self.assertEqual(self.pith("remove", "http://127.0.0.1:9/feed").returncode, 1)

    def test_an_empty_brief_says_why(self):
        self.assertIn("No show is followed yet: pith add URL", self.pith("brief").stdout)


ZSHRC = """
fpath=({folder} $fpath)
autoload -Uz compinit && compinit -u -D
compadd() {{
  local -a offered
  local words="${{@[1,(i)(-|--)]}}"
  [[ $words == *-(O|A|D)\\ * ]] || {{ builtin compadd -O offered "$@"; print -l -- $offered >>{folder}/offered }}
  builtin compadd "$@"
}}
zle-line-init() {{ LBUFFER={line}; zle list-choices; exit }}
zle -N zle-line-init
"""


class Completions(unittest.TestCase):
    """What each shell itself offers at the end of a line."""

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        for shell, script in (("bash", "pith.bash"), ("zsh", "_pith"), ("fish", "pith.fish")):
            with open(self.path(script), "w", encoding="utf-8") as file:
                subprocess.run([PITH, "completions", shell], stdout=file, check=True, timeout=60)
        os.mkdir(self.path("here"))
        for name in ("two words.vtt", "key"):
            with open(self.path("here/" + name), "w", encoding="utf-8"):
                pass

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_shell(self, *words, **options):
        environment = dict(os.environ, HOME=self.folder, ZDOTDIR=self.folder, TERM="dumb", XDG_CONFIG_HOME=self.folder, XDG_DATA_HOME=self.folder)
        return subprocess.run(words, cwd=self.path("here"), env=environment, timeout=60, **options)

    def bash(self, line):
        words = " ".join(f"'{word}'" for word in line.split(" "))
        script = f'source ../pith.bash; COMP_WORDS=({words}); COMP_CWORD={line.count(" ")}; _pith; printf "%s\\n" "${{COMPREPLY[@]}}"'
        return self.run_shell("bash", "-c", script, capture_output=True, text=True, check=True).stdout.splitlines()

    def fish(self, line):
        script = f"source ../pith.fish; complete -C '{line}'"
        done = self.run_shell("fish", "--no-config", "-c", script, capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        return [one.partition("\t")[0] for one in done.stdout.splitlines()]

    def zsh(self, line):
        with open(self.path(".zshrc"), "w", encoding="utf-8") as file:
            file.write(ZSHRC.format(folder=self.folder, line=f"'{line}'"))
        with open(self.path("offered"), "w", encoding="utf-8"):
            pass
        ours, shells = pty.openpty()
        with open(ours, "rb", buffering=0), open(shells, "rb", buffering=0) as terminal:
            self.run_shell("zsh", "-d", "-i", stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True)
        with open(self.path("offered"), encoding="utf-8") as file:
            return file.read().splitlines()

    def offered(self, line):
        """By each shell that is here."""
        shells = {"bash": self.bash, "zsh": self.zsh, "fish": self.fish}
        return {shell: ask(line) for shell, ask in shells.items() if shutil.which(shell)}

    def check(self, line, expected):
        for shell, offered in self.offered(line).items():
            with self.subTest(shell + ": " + line):
                self.assertEqual(sorted(set(one.strip() for one in offered if one.strip())), sorted(expected))

    def test_verbs_are_offered(self):
        self.check("pith sea", ["search"])
        self.check("pith --json hoo", ["hook"])
        self.check("pith --home brief expo", ["export"])

    def test_what_a_verb_can_be_told_is_offered_once(self):
        self.check("pith key ", ["add", "list", "remove"])
        self.check("pith key add ", [])
        self.check("pith hook re", ["remove", "resume"])
        self.check("pith completions ", ["bash", "fish", "zsh"])
        self.check("pith manual pith-sea", ["pith-search"])

    def test_options_are_offered_with_the_values_they_take(self):
        self.check("pith brief --da", ["--data", "--day"])
        self.check("pith search --by ", ["both", "meaning", "words"])
        self.check("pith hook add --event epi", ["episode.failed"])
        for line in ("pith brief --day ", "pith serve --listen ", "pith hook add --words "):
            self.check(line, [])

    def test_files_are_offered_where_a_file_is_meant(self):
        for shell, offered in self.offered("pith distill ").items():
            with self.subTest(shell):
                self.assertTrue(any(one.strip("'\"").replace("\\", "").startswith("two words.vtt") for one in offered), offered)
        for shell, offered in self.offered("pith doctor ").items():
            with self.subTest(shell):
                self.assertFalse(any("words" in one for one in offered), offered)


if __name__ == "__main__":
    unittest.main(verbosity=1)
