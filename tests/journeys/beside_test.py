"""Several processes on one home: what one has read, another changes before it writes."""
import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest

from demo_world import DemoWorld

PITH = os.environ["PITH_BINARY"]


class Beside(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.world.day = 1
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.filled = os.path.join(cls.folder, "filled")
        cls.make_home(cls.filled)
        cls.pith(cls.filled, "add", cls.world.feeds()[0])
        cls.pith(cls.filled, "scan")

    def setUp(self):
        self.home = os.path.join(self.enterContext(tempfile.TemporaryDirectory()), "home")
        shutil.copytree(self.filled, self.home)

    @classmethod
    def make_home(cls, home):
        os.makedirs(home)
        with open(home + "/pith.toml", "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{cls.world.host}"]\n')

    @classmethod
    def start(cls, home, *words):
        return subprocess.Popen([PITH, *words, "--home", home, "--now", cls.world.now()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    @classmethod
    def pith(cls, home, *words):
        done = cls.ended(cls.start(home, *words))
        assert done[0] == 0, (words, done)
        return done[1]

    @staticmethod
    def ended(process):
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def ask(self, sql):
        with contextlib.closing(sqlite3.connect(self.home + "/pith.db")) as db:
            return db.execute(sql).fetchall()

    def changed_under(self, words, *changes):
        """Runs a verb that comes to its write only once these changes, of another process, are written."""
        with contextlib.closing(sqlite3.connect(self.home + "/pith.db", isolation_level=None, timeout=30)) as db:
            db.execute("BEGIN IMMEDIATE")
            process = self.start(self.home, *words)
            time.sleep(0.5)  # most likely it has read by now; where it has not, there is nothing to see
            for change in changes:
                db.execute(change)
            db.execute("COMMIT")
        done = self.ended(process)
        self.assertEqual(done[0], 0, done)
        return done[1]

    def test_a_show_hidden_meanwhile_stays_hidden_when_it_is_removed(self):
        slug = self.ask("SELECT slug FROM shows")[0][0]
        told = self.changed_under(("remove", slug, "--json"), "UPDATE shows SET hidden = 1, author = 'New'")
        self.assertEqual(self.ask("SELECT removed, hidden, author FROM shows"), [(1, 1, "New")])
        self.assertTrue(json.loads(told)["hidden"])

    def test_a_show_followed_meanwhile_stays_followed_when_it_is_shown_again(self):
        slug = self.ask("SELECT slug FROM shows")[0][0]
        self.pith(self.home, "remove", slug, "--hide")
        self.changed_under(("remove", slug, "--unhide"), "UPDATE shows SET removed = 0")
        self.assertEqual(self.ask("SELECT removed, hidden FROM shows"), [(0, 0)])

    def test_an_episode_distilled_meanwhile_is_hidden_and_stays_distilled(self):
        episode = self.ask("SELECT id FROM episodes")[0][0]
        self.changed_under(("remove", episode, "--hide"), f"UPDATE episodes SET state = 'undistilled', reason = 'so' WHERE id = '{episode}'")
        self.assertEqual(self.ask(f"SELECT state, reason, hidden FROM episodes WHERE id = '{episode}'"), [("undistilled", "so", 1)])

    def test_the_home_reader_who_is_paused_meanwhile_stays_paused(self):
        with open(self.home + "/pith.toml", "a", encoding="utf-8") as file:
            file.write('[reader]\nemail = "ann@example.org"\n')
        self.changed_under(("hook", "list"), "UPDATE readers SET state = 'paused', last_day = '2026-11-01' WHERE id = 're_home'")
        self.assertEqual(self.ask("SELECT state, last_day, email FROM readers"), [("paused", "2026-11-01", "ann@example.org")])

    def test_an_episode_heard_meanwhile_is_not_fetched_again_when_dead_letters_are_revived(self):
        episode = self.ask("SELECT id FROM episodes WHERE state = 'distilled'")[0][0]
        with contextlib.closing(sqlite3.connect(self.home + "/pith.db")) as db:
            db.execute("UPDATE work SET state = 'dead', error = 'x' WHERE step = 'transcript' AND subject = ?", (episode,))
            db.commit()
        self.pith(self.home, "doctor", "--revive")
        self.assertEqual(self.ask(f"SELECT state FROM episodes WHERE id = '{episode}'"), [("distilled",)])
        self.pith(self.home, "scan")
        self.assertEqual(self.ask(f"SELECT state FROM work WHERE step = 'transcript' AND subject = '{episode}'"), [("done",)])

    def test_each_of_many_adds_answers_for_its_own_addresses(self):
        good, bad = self.world.feeds()[1:5], [f"http://{self.world.host}/none{n}.xml" for n in range(4)]
        running = [(url, self.start(self.home, "add", url, "--json")) for pair in zip(good, bad) for url in pair]
        for url, process in running:
            code, out, err = self.ended(process)
            told = json.loads(out)
            if url in bad:
                self.assertEqual((code, [one["address"] for one in told["failed"]], told["followed"]), (1, [url], []), err)
            else:
                self.assertEqual((code, len(told["followed"]), told["failed"]), (0, 1, []), err)

    def test_lists_that_are_imported_side_by_side_count_their_own_shows(self):
        lists = []
        for n, urls in enumerate((self.world.feeds()[:3], self.world.feeds()[3:5])):
            lists.append(f"{self.folder}/{n}.opml")
            with open(lists[-1], "w", encoding="utf-8") as file:
                file.write('<opml version="2.0"><body>' + "".join(f'<outline type="rss" text="x" xmlUrl="{url}"/>' for url in urls) + "</body></opml>")
        done = [self.ended(process) for process in [self.start(self.home, "import", name, "--json") for name in lists]]
        self.assertEqual([json.loads(out)["shows"] for _, out, _ in done], [2, 2], done)

    def test_letters_are_sent_or_waited_for_whoever_sends_them(self):
        with open(self.home + "/pith.toml", "a", encoding="utf-8") as file:
            file.write('[web]\npublic = "https://pith.example"\n[mail]\nfrom = "pith@pith.example"\n')
        for process in [self.start(self.home, "subscribe", f"ann{n}@example.org") for n in range(6)]:
            done = self.ended(process)
            self.assertEqual(done[0], 0, done)
        self.assertEqual(len(os.listdir(self.home + "/outbox")), 6)

    def test_a_second_demo_leaves_the_first_its_home(self):
        with subprocess.Popen([PITH, "demo", "--listen", "127.0.0.1:0", "--home", self.home], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as first:
            for line in first.stdout:
                if "http://" in line:
                    break
            before = os.stat(self.home + "/demo/pith.db").st_ino
            second = subprocess.run([PITH, "demo", "--once", "--home", self.home], capture_output=True, text=True, timeout=120)
            self.assertEqual(second.returncode, 1)
            self.assertIn("another demo runs", second.stderr)
            self.assertEqual(os.stat(self.home + "/demo/pith.db").st_ino, before)
            first.terminate()
            for _ in first.stdout:
                pass
        self.assertEqual(subprocess.run([PITH, "demo", "--once", "--home", self.home], capture_output=True, timeout=120).returncode, 0)


if __name__ == "__main__":
    unittest.main(verbosity=1)
