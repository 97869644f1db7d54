"""A home beside a publisher on loopback, for tests of Pith as a guest: `pith` runs at a day and hour of November 2026."""
import json
import os
import re
import subprocess
import tempfile
import unittest

from asking import HTTPError, urlopen
from publisher import Publisher, item_of, talk

PITH = os.environ["PITH_BINARY"]


class GuestHome(unittest.TestCase):
    def setUp(self):
        self.publisher = self.enterContext(Publisher())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.publisher.serve("/one.vtt", talk("one"))
        self.publisher.serve("/two.vtt", talk("two"))
        self.write_settings()

    def write_settings(self, feeds="", more=""):
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{self.publisher.host}"]\ntimeout_s = 5\n{feeds}\n'
                       f'[reader]\nemail = "ann@example.org"\nzone = "UTC"\n{more}\n')

    def run_pith(self, *words, hour=6, day=2):
        now = f"2026-11-{day:02}T{hour:02}:30:00Z"
        return subprocess.run([PITH, *words, "--home", self.home, "--now", now], capture_output=True, text=True, timeout=120)

    def pith(self, *words, **when):
        done = self.run_pith(*words, **when)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def exported(self, kind):
        lines = [json.loads(line) for line in self.pith("export").splitlines()]
        return [line[kind] for line in lines if kind in line]

    def feed_state(self):
        (show,) = json.loads(self.pith("shows", "--json"))["shows"]
        return show["feeds"][0]

    def a_show(self, tags=""):
        url = self.publisher.url
        self.publisher.serve_show(items=item_of("g1", "The first", url("/one.vtt"), url("/one.mp3"), more=tags))

    def feed_problem(self):
        return self.exported("feed")[0].get("problem", "")

    def serving(self):
        test = self

        class Serving:
            def __enter__(self):
                self.process = subprocess.Popen([PITH, "serve", "--listen", "127.0.0.1:0", "--home", test.home, "--now", "2026-11-02T09:30:00Z"],
                                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                self.base = re.search(r"http://[\d.:]+", self.process.stdout.readline())[0]
                return self.get

            def get(self, path):
                try:
                    with urlopen(self.base + path, timeout=30) as answer:
                        return answer.status, answer.read().decode()
                except HTTPError as error:
                    return error.code, error.read().decode()

            def __exit__(self, *_):
                self.process.terminate()
                self.process.wait(60)
                self.process.stdout.close()

        return Serving()
