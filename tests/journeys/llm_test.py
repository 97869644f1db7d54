"""The language model's part of the main job, through real pith processes and a server that answers as the test says."""
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

from asking import urlopen
from demo_world import DemoWorld
from killing import sampled
from model_server import ModelServer, insight, long_lines

PITH = os.environ["PITH_BINARY"]
MORTAL = os.path.join(os.environ["PITH_BUILD"], "mortal_pith")
SETTINGS = """[feeds]
allow_private = ["{host}"]
newest = 100
[reader]
email = "a@example.org"
zone = "UTC"
[distill]
engine = "llm"
again_hours = {again}
threads = 1
[llm]
base_url = "{url}"
model = "scripted"
prompt_price = 2
answer_price = 8
daily_tokens = {tokens}
context_tokens = {context}
"""


def overlap(one, other):
    """Whether a moment stands in the evidence of both."""
    return one["episode_id"] == other["episode_id"] and any(
        a.get("start", 0) < b["end"] and b.get("start", 0) < a["end"] for a in one["evidence"] for b in other["evidence"])


def read(url):
    with urlopen(url, timeout=20) as answer:
        return answer.read().decode()


class Llm(unittest.TestCase):
    def setUp(self):
        self.world = self.enterContext(DemoWorld())
        self.model = self.enterContext(ModelServer())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.configure()

    def configure(self, again=6, tokens=0, context=32_768):
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(SETTINGS.format(host=self.world.host, url=self.model.url, again=again, tokens=tokens, context=context))

    def pith(self, *verb, program=(PITH,), home=None, check=True):
        done = subprocess.run([*program, *verb, "--home", home or self.home], capture_output=True, text=True, timeout=120)
        if check:
            self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def export(self, kind):
        lines = (json.loads(line) for line in self.pith("export").stdout.splitlines())
        return [line[kind] for line in lines if kind in line]

    def sql(self, query, home=None):
        connection = sqlite3.connect(f"file:{os.path.join(home or self.home, 'pith.db')}?mode=ro", uri=True)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def follow(self):
        self.pith("add", *self.world.feeds(), "--now", self.world.now(19))

    def serve(self, now):
        """The address of the pages."""
        serve = subprocess.Popen([PITH, "serve", "--listen", "127.0.0.1:0", "--now", now, "--home", self.home],
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(serve.wait)
        self.addCleanup(serve.terminate)
        self.addCleanup(serve.stdout.close)
        return re.search(r"http://\S+?/", serve.stdout.readline())[0]

    def test_an_episode_that_was_stood_in_for_says_why_and_is_distilled_again_when_due(self):
        self.model.status = 401
        self.follow()
        self.pith("scan", "--now", self.world.now(20))
        self.assertEqual({i["engine"] for i in self.export("insight")}, {"builtin"})
        reasons = {e["reason"] for e in self.export("episode")}
        self.assertTrue(all("refused the key" in reason for reason in reasons), reasons)
        self.assertIn("later     distill", self.pith("doctor", "--now", self.world.now(20), check=False).stdout)
        self.model.status = 200
        self.pith("scan", "--now", self.world.now(21))
        self.assertEqual(self.model.asked, {})
        self.world.day = 2
        self.pith("scan", "--now", self.world.now(2))
        self.assertEqual({i["engine"] for i in self.export("insight") if not i.get("replaced_by")}, {"llm"})
        self.assertEqual({e.get("reason", "") for e in self.export("episode")}, {""})

    def test_where_the_settings_say_never_a_stand_in_stays(self):
        self.configure(again=0)
        self.model.status = 401
        self.follow()
        self.pith("scan", "--now", self.world.now(20))
        self.model.status = 200
        self.world.day = 30
        self.pith("scan", "--now", "2026-12-20T20:00:00Z")
        stands = [i for i in self.export("insight") if i["first_seen"] < "2026-11-04"]
        self.assertEqual({i["engine"] for i in stands}, {"builtin"})

    def restate(self, standing, in_part):
        """The model says again what stands, on all of its evidence; those `in_part` on the shortest sentence of it that is not the first."""
        def answer(lines):
            out = []
            for old in standing:
                said = " ".join(q["text"] for q in old["evidence"])
                held = [(cue, text) for cue, text in lines if len(text) > 25 and text in said]
                if held:
                    out.append(insight(old["id"], [min(held[1:], key=lambda line: len(line[1]))] if old in in_part and held[1:] else held[:6], 5))
            return out or long_lines(lines, 4)
        self.model.answer = answer

    def test_what_was_sent_is_never_sent_again_in_the_models_words(self):
        self.model.status = 401
        self.follow()
        self.pith("scan", "--now", self.world.now(20))
        sent_ids = {p["id"] for p in json.loads(self.pith("brief", "--json", "--now", self.world.now(20)).stdout)["picks"]}
        standing = self.export("insight")
        sent = [i for i in standing if i["id"] in sent_ids]
        self.assertEqual(len(sent), 5)
        self.model.status = 200
        sent.sort(key=lambda i: sum(len(q["text"]) for q in i["evidence"]))
        self.restate(sent + [i for i in standing if i["id"] not in sent_ids], sent[-2:])
        self.world.day = 2
        self.pith("scan", "--now", self.world.now(20))
        after = {i["id"]: i for i in self.export("insight")}
        fresh = [i for i in after.values() if not i.get("replaced_by")]
        self.assertEqual({i["engine"] for i in fresh}, {"llm"})
        kept = sent_ids & {i["id"] for i in fresh}
        replaced = {i["id"] for i in after.values() if i.get("replaced_by")} & sent_ids
        self.assertEqual(kept | replaced, sent_ids)  # each keeps its page
        self.assertTrue(kept and replaced, (kept, replaced))
        again = [i for i in fresh if i["id"] not in sent_ids and any(overlap(i, s) for s in sent)]
        self.assertTrue(again)
        picks = [after[p["id"]] for p in json.loads(self.pith("brief", "--json", "--now", self.world.now(20)).stdout)["picks"]]
        self.assertTrue(picks)
        self.assertGreaterEqual(max(i["score"] for i in again), min(p["score"] for p in picks))  # they could have been
        for pick in picks:
            self.assertNotIn(pick["id"], sent_ids)
            self.assertFalse([s["id"] for s in sent if overlap(pick, s)], pick)

    def faulty(self, lines):
        out = long_lines(lines, 4)
        out[1]["text"] = out[1]["text"].rstrip(".") + ", by 7341 percent."
        return out

    def lives_in_a_copy(self, verb):
        """What the verb leaves where nothing kills it: the number of its commits and the state."""
        lived = shutil.copytree(self.home, self.home + "-lived")
        self.addCleanup(shutil.rmtree, lived)
        commits = int(self.pith(*verb, program=(MORTAL, "after", "0"), home=lived).stderr.split()[-1])
        return commits, self.pith("export", "--state", home=lived).stdout

    def assert_nothing_is_paid_twice(self, stored, when):
        for question, serials in self.model.serials.items():
            if any(f'"{serial}"' in content for content in stored for serial in serials):
                self.assertEqual(self.model.asked[question], 1, when)

    def test_a_kill_after_any_commit_pays_for_nothing_twice(self):
        self.model.answer = self.faulty
        self.follow()
        verb = ["scan", "--now", self.world.now()]
        commits, state = self.lives_in_a_copy(verb)
        questions, numbers, kills = set(self.model.asked), sampled(range(1, commits + 1)), 0
        for number in numbers:
            self.model.asked, self.model.serials = {}, {}
            home = shutil.copytree(self.home, self.home + "-dying")
            died = self.pith(*verb, program=(MORTAL, "after", str(number)), home=home, check=False)
            kills += died.returncode == -signal.SIGKILL
            stored = [content for content, in self.sql("SELECT content FROM answers", home)]
            self.pith(*verb, home=home)
            self.assertEqual(set(self.model.asked), questions)
            self.assert_nothing_is_paid_twice(stored, f"killed after commit {number}")
            self.assertEqual(self.pith("export", "--state", home=home).stdout, state)
            shutil.rmtree(home)
        print(f"{kills} kills after commits")
        self.assertGreater(kills, len(numbers) // 2)

    def test_a_kill_between_answer_and_judgement_pays_for_nothing_twice(self):
        self.configure(context=2048)  # in several windows, which are all asked before the first of their answers is judged
        self.model.answer = self.faulty
        self.pith("add", *[feed for feed in self.world.feeds() if "small-wonders" in feed], "--now", self.world.now(19))
        verb = ["scan", "--now", self.world.now()]
        _, state = self.lives_in_a_copy(verb)
        for kept in (1, 2):
            self.model.asked, self.model.serials, self.model.serial = {}, {}, 0
            home = shutil.copytree(self.home, self.home + "-dying")
            stored = self.killed_with_answers_kept(kept, verb, home)
            self.assertEqual(self.sql("SELECT offered FROM answers", home), [(0,)] * kept)  # none was judged
            self.pith(*verb, home=home)
            self.assert_nothing_is_paid_twice(stored, f"killed with {kept} kept")
            self.assertEqual(self.pith("export", "--state", home=home).stdout, state)
            shutil.rmtree(home)

    def killed_with_answers_kept(self, kept, verb, home):
        """Killed while the question after so many answers waits for its own; what is then stored."""
        asked, killed = threading.Event(), threading.Event()
        self.addCleanup(killed.set)

        def answer(lines):
            if self.model.serial == kept + 1 and not asked.is_set():
                asked.set()
                killed.wait(60)
            return self.faulty(lines)

        self.model.answer = answer
        process = subprocess.Popen([PITH, *verb, "--home", home], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertTrue(asked.wait(60))
        process.kill()
        process.wait()
        killed.set()
        return [content for content, in self.sql("SELECT content FROM answers", home)]

    def test_the_days_cap_holds_over_restarts_and_ends_at_midnight(self):
        self.configure(again=1, tokens=8_000)
        self.follow()
        for hour in (20, 21, 22, 23):
            self.pith("scan", "--now", self.world.now(hour))
        first = self.sql("SELECT count(*), sum(prompt_tokens + completion_tokens) FROM answers")[0]
        self.assertGreater(first[0], 0)
        self.assertLessEqual(first[1], 8_000)
        waiting = [e for e in self.export("episode") if "cap of 8000 tokens" in e.get("reason", "")]
        self.assertTrue(waiting)
        self.world.day = 2
        self.pith("scan", "--now", self.world.now(1))
        days = self.sql("SELECT asked / 86400000000, sum(prompt_tokens + completion_tokens) FROM answers GROUP BY 1 ORDER BY 1")
        self.assertEqual(len(days), 2)
        self.assertTrue(all(tokens <= 8_000 for _, tokens in days), days)

    def test_status_and_metrics_say_what_it_cost_and_what_fell(self):
        self.model.answer = self.faulty
        self.follow()
        self.pith("scan", "--now", self.world.now(20))
        url = self.serve(self.world.now(20))
        metrics = dict(line.rsplit(" ", 1) for line in read(url + "metrics").splitlines() if not line.startswith("#"))
        (answers, repairs, tokens, cost), = self.sql("SELECT count(*), sum(purpose = 'repair'), sum(prompt_tokens), sum(cost) FROM answers")
        self.assertEqual(int(metrics['pith_llm_answers_total{purpose="repair"}']), repairs)
        self.assertEqual(int(metrics['pith_llm_tokens_total{kind="prompt"}']), tokens)
        self.assertAlmostEqual(float(metrics["pith_llm_cost_total"]), cost / 1e6, 4)
        self.assertEqual(int(metrics['pith_insights_dropped_total{engine="llm",reason="number"}']), repairs)
        self.assertEqual(int(metrics['pith_insights{engine="llm"}']), 3 * repairs)
        self.assertEqual(metrics["pith_dead_letters"], "0")
        status = read(url + "status")
        self.assertIn(f"{answers} answers, {repairs} of them repairs", status)
        self.assertIn("fell: number 1", status)
        self.assertIn("s an answer", status)

    def test_distilling_again_is_told_as_it_goes_on(self):
        self.model.status = 401
        self.follow()
        self.pith("scan", "--now", self.world.now(20))
        (count,), = self.sql("SELECT count(*) FROM work WHERE step = 'distill' AND state = 'due'")
        released = threading.Event()
        self.model.status, self.model.answer = 200, lambda lines: released.wait() and long_lines(lines, 4)
        self.addCleanup(released.set)
        self.world.day = 2
        later = self.world.now(3)
        self.world.day = 1  # nothing new is published
        url = self.serve(later)
        with urlopen(url + "events", timeout=60) as events:
            told = (json.loads(line[6:])["sentence"] for line in events if line.startswith(b"data: "))
            self.assertIn(f"{count} episodes to distill", next(sentence for sentence in told if "to read" not in sentence))
            self.assertIn(f"{count} episodes to distill", read(url + "status"))
            released.set()
            self.assertTrue(next(sentence for sentence in told if "to distill" not in sentence))
        self.assertEqual({i["engine"] for i in self.export("insight") if not i.get("replaced_by")}, {"llm"})

    def test_a_server_that_hangs_holds_up_neither_a_brief_nor_the_end(self):
        self.model.status = 200
        self.follow()
        self.pith("scan", "--now", self.world.now(20))
        self.model.status = 0
        self.world.day = 2
        serve = subprocess.Popen([PITH, "serve", "--listen", "127.0.0.1:0", "--now", self.world.now(20), "--home", self.home],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.assertTrue(self.model.hanging.wait(60))
            for _ in range(600):
                if self.sql("SELECT count(*) FROM deliveries WHERE state = 'sent'")[0][0] == 1:
                    break
                time.sleep(0.1)
            self.assertEqual(self.sql("SELECT count(*) FROM deliveries WHERE state = 'sent'")[0][0], 1)
        finally:
            serve.terminate()
            self.assertEqual(serve.wait(60), 0)  # far below the 600 s that a question may take
        self.assertEqual(self.sql("SELECT count(*) FROM work WHERE state = 'leased'")[0][0], 0)
        self.assertEqual(self.sql("SELECT count(*) FROM insights WHERE engine <> 'llm'")[0][0], 0)
        self.model.status = 200
        self.pith("scan", "--now", self.world.now(21))
        self.assertEqual(self.sql("SELECT count(*) FROM work WHERE step = 'distill' AND state <> 'done'")[0][0], 0)

    def test_a_key_may_have_line_breaks_around_it_and_none_within(self):
        for key, said in (("\n secret\r\n", "takes the key"), ("sec\nX-Other: ret", "a line break or another character that no key has")):
            with self.subTest(key):
                done = subprocess.run([PITH, "doctor", "--home", self.home], capture_output=True, text=True, timeout=120, env={**os.environ, "PITH_LLM_KEY": key}, check=False)
                self.assertIn(said, done.stdout + done.stderr)

    def test_doctor_says_whether_the_model_server_is_fit(self):
        for status, said in ((200, "answers as scripted"), (401, "refused the key"), (404, "knows no such model"), (500, "failed")):
            with self.subTest(status):
                self.model.status = status
                done = self.pith("doctor", check=False)
                self.assertIn(said, done.stdout)
                self.assertEqual(done.returncode, 0 if status == 200 else 1)
        self.model.status = 200
        told = json.loads(self.pith("doctor", "--json").stdout)["model"]
        self.assertTrue(told["well"])
        self.model.url = "http://127.0.0.1:1"
        self.configure()
        done = self.pith("doctor", check=False)
        self.assertIn("No model server answers at http://127.0.0.1:1", done.stdout)
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main(verbosity=1)
