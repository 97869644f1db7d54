"""Every way in which the stand-in model server misbehaves, alone and in a third of its answers, through the whole pipeline: nothing unproven is stored."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest

from asking import Request, urlopen
from served_home import held_port

PITH = os.environ["PITH_BINARY"]
SHARED = os.environ.get("PITH_SHARED") or os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared"))
TOOLS = os.path.join(SHARED, "tools")
SETTINGS = """[feeds]
allow_private = ["127.0.0.1:{corpus}"]
newest = 100
[distill]
engine = "llm"
[llm]
base_url = "http://127.0.0.1:{stub}"
model = "stub"
timeout_s = {timeout}
"""
FAILING = ("401", "404", "429", "500", "slow", "hang", "reset")
MODES = ("gold", "hallucinate", "paraphrase", "gullible", "fenced", "single", "truncated", "prose", "empty", "short_context", "noschema", *FAILING)


def ask(url, method="GET"):
    with urlopen(Request(url, method=method), timeout=20) as answer:
        return answer.read()


def folded(text):
    return " ".join(text.lower().split())


def modes_of_the_stub():
    """As its --help lists them."""
    told = subprocess.run([sys.executable, os.path.join(TOOLS, "llm_stub.py"), "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.search(r"--mode \{([^}]*)\}", told)[1].split(","))


def episodes_of_one_show(count):
    """The shortest labelled episodes of one show: its name and theirs."""
    names = {os.path.basename(path)[:-5] for path in glob.glob(os.path.join(SHARED, "gold", "dev", "*.json"))}
    by_show = {}
    for path in sorted(glob.glob(os.path.join(corpus_folder(), "*", "*.vtt"))):
        name = os.path.basename(path)[:-4]
        if name in names:
            by_show.setdefault(os.path.basename(os.path.dirname(path)), []).append((os.path.getsize(path), name))
    show = max(by_show, key=lambda key: len(by_show[key]))
    return show, [name for _, name in sorted(by_show[show])[:count]]


def corpus_folder():
    sys.path.insert(0, TOOLS)
    from serve_corpus import unpacked
    return unpacked(os.path.join(SHARED, "corpus"))


class Modes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.servers = tempfile.TemporaryDirectory()
        cls.show, names = episodes_of_one_show(3)
        listed = os.path.join(cls.servers.name, "episodes")
        with open(listed, "w", encoding="utf-8") as file:
            file.write("\n".join(names) + "\n")
        cls.corpus, cls.stub = held_port(), held_port()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        cls.processes = [subprocess.Popen([sys.executable, os.path.join(TOOLS, "serve_corpus.py"), "--port", str(cls.corpus), "--episodes", listed, "--asof", "2026-01-01"], **quiet),
                         subprocess.Popen([sys.executable, os.path.join(TOOLS, "llm_stub.py"), "--port", str(cls.stub)], **quiet)]
        for url in (f"http://127.0.0.1:{cls.corpus}/", f"http://127.0.0.1:{cls.stub}/v1/models"):
            for _ in range(600):
                try:
                    ask(url)
                    break
                except OSError:
                    time.sleep(0.1)

    @classmethod
    def tearDownClass(cls):
        for process in cls.processes:
            process.kill()
            process.wait()
        cls.servers.cleanup()

    def pith(self, home, *verb):
        done = subprocess.run([PITH, *verb, "--home", home], capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def live(self, mode, rate):
        """What a fresh home holds after one round."""
        ask(f"http://127.0.0.1:{self.stub}/_mode?mode={mode}&rate={rate}", "POST")
        with tempfile.TemporaryDirectory() as home:
            with open(os.path.join(home, "pith.toml"), "w", encoding="utf-8") as file:
                file.write(SETTINGS.format(corpus=self.corpus, stub=self.stub, timeout=1 if mode in ("slow", "hang") else 60))
            self.pith(home, "add", f"http://127.0.0.1:{self.corpus}/{self.show}/feed.xml", "--now", "2026-01-02T06:00:00Z")
            self.pith(home, "scan", "--now", "2026-01-02T06:00:00Z")
            held = {}
            for line in self.pith(home, "export").splitlines():
                for kind, value in json.loads(line).items():
                    held.setdefault(kind, []).append(value)
        return held

    def count_unproven(self, held):
        transcripts = {t["episode_id"]: t["cues"] for t in held["transcript"]}
        unproven = 0
        for insight in held.get("insight", []):
            cues = transcripts[insight["episode_id"]]
            proven = bool(insight["evidence"])
            for quote in insight["evidence"]:
                within = cues[quote.get("first", 0):quote.get("last", 0) + 1]
                said = folded(" ".join(cue["text"] for cue in within))
                proven = proven and folded(quote["text"]) in said and all(cue.get("kind", "talk") == "talk" for cue in within)
            unproven += not proven
        return unproven

    def check(self, mode, rate):
        held = self.live(mode, rate)
        insights = held.get("insight", [])
        engines = [insight["engine"] for insight in insights]
        reasons = [episode.get("reason", "") for episode in held["episode"]]
        print(f"{mode} at {rate}: {engines.count('llm')} by the model, {engines.count('builtin')} by the stand-in", flush=True)
        self.assertEqual(len(held["transcript"]), 3)
        self.assertEqual(self.count_unproven(held), 0)
        self.assertFalse([i["headline"] for i in insights if i["headline"].startswith("Twin:") or "nobody should miss" in i["headline"]])
        if rate == 1 and mode in (*FAILING, "prose"):
            self.assertNotIn("llm", engines)
            self.assertTrue(all("stood in for the language model" in reason for reason in reasons), reasons)
            due = [w for w in held["work"] if w["step"] == "distill" and w.get("state", "due") == "due"]
            self.assertEqual(len(due), 0 if mode == "prose" else 3)  # what was answered is paid for and stays so
        if mode == "empty" and rate == 1:
            self.assertEqual(insights, [])
        if mode in ("gold", "hallucinate", "gullible", "fenced", "noschema", "short_context"):
            self.assertNotIn("builtin", engines)

    def test_no_mode_of_the_stub_is_left_out(self):
        self.assertEqual(set(MODES), modes_of_the_stub())

    def test_each_mode_alone(self):
        for mode in MODES:
            with self.subTest(mode):
                self.check(mode, 1)

    def test_each_mode_in_a_third_of_the_answers(self):
        for mode in MODES:
            with self.subTest(mode):
                self.check(mode, 0.3)


if __name__ == "__main__":
    if not os.path.isdir(TOOLS):
        print("skipped: the stand-in model server is not beside the repository")
        sys.exit(77)
    unittest.main(verbosity=1)
