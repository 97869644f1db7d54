"""A pith killed at any moment loses nothing and repeats nothing: after the same commands it ends in the state of one that lived."""
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from demo_world import DemoWorld

PITH = os.environ["PITH_BINARY"]
MORTAL = os.path.join(os.environ["PITH_BUILD"], "mortal_pith")
RANDOM_KILLS = int(os.environ.get("PITH_KILLS", "26"))


class Home:
    def __init__(self, world):
        self.folder = tempfile.mkdtemp(prefix="pith-crash-")
        with open(os.path.join(self.folder, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{world.host}"]\nnewest = 100\n[reader]\nemail = "a@example.org"\nzone = "UTC"\n')

    def copy(self):
        other = object.__new__(Home)
        other.folder = tempfile.mkdtemp(prefix="pith-crash-")
        shutil.rmtree(other.folder)
        shutil.copytree(self.folder, other.folder)
        return other

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, verb, check=True):
        done = subprocess.run([*program, *verb, "--home", self.folder], capture_output=True, text=True, timeout=120)
        if check and done.returncode != 0:
            raise AssertionError(f"{verb} ended with {done.returncode}: {done.stderr}")
        return done

    def state(self):
        return self.run([PITH], ["export", "--state"]).stdout

    def outbox(self):
        """The mails' bytes by the name of their file, which is of their Message-Id."""
        folder = os.path.join(self.folder, "outbox")
        mails = {}
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            with open(os.path.join(folder, name), "rb") as file:
                mails[name] = file.read()
        return mails


def verbs_of(world, day):
    world.day = day
    add = [["add", *world.feeds(), "--now", world.now(19)]] if day == 1 else []
    return add + [[verb, "--now", world.now()] for verb in ("scan", "brief", "send")]


class Crash(unittest.TestCase):
    def setUp(self):
        self.world = self.enterContext(DemoWorld())
        self.home = Home(self.world)
        self.addCleanup(lambda: self.home.remove())

    def die_at_each_commit(self, verb, commits, lived):
        state, outbox = lived.state(), lived.outbox()
        for number in range(1, commits + 1):
            for point in ("before", "after"):
                home = self.home.copy()
                died = home.run([MORTAL, point, str(number)], verb, check=False)
                if died.returncode == -signal.SIGKILL:
                    self.kills += 1
                home.run([PITH], verb)
                when = f"{verb[0]} killed {point} commit {number}"
                self.assertEqual(home.state(), state, when)
                self.assertEqual(home.outbox(), outbox, when)
                home.remove()

    def test_between_every_two_commits(self):
        self.kills = 0
        for verb in verbs_of(self.world, 1):
            lived = self.home.copy()
            commits = int(lived.run([MORTAL, "before", "0"], verb).stderr.split()[-1])
            self.die_at_each_commit(verb, commits, lived)
            self.home.remove()
            self.home = lived
        self.assertEqual(len(self.home.outbox()), 1)  # what was compared is a mail
        print(f"{self.kills} kills at commits")
        self.assertGreater(self.kills, 40)

    def kill_at_random(self, verb, wanted, took, chance):
        """Runs the verb until it was killed `wanted` times; kills come sooner where runs end before them. How many were."""
        kills = 0
        for _ in range(4 * wanted):
            if kills == wanted:
                break
            process = subprocess.Popen([PITH, *verb, "--home", self.home.folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, took))
            process.kill()
            killed = process.wait() == -signal.SIGKILL
            kills += killed
            took = took if killed else took / 2
        return kills

    def test_at_random_moments(self):
        chance, kills = random.Random(7), 0
        lived = self.home.copy()
        self.addCleanup(lived.remove)
        for day in (1, 2, 3, 4):
            for verb in verbs_of(self.world, day):
                began = time.monotonic()
                lived.run([PITH], verb)
                took = time.monotonic() - began
                kills += self.kill_at_random(verb, max(1, RANDOM_KILLS // 13), took, chance)
                self.home.run([PITH], verb)
        print(f"{kills} kills at random moments")
        self.assertGreaterEqual(kills, RANDOM_KILLS // 2)
        self.assertEqual(self.home.state(), lived.state())
        self.assertEqual(self.home.outbox(), lived.outbox())


if __name__ == "__main__":
    unittest.main(verbosity=1)
