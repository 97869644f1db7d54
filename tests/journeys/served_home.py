"""A home filled with a day of the demo world, and `pith serve` over it on loopback, for tests of what it answers."""
import json
import os
import socket
import subprocess
import tempfile
import time
import unittest

from asking import urlopen
from demo_world import DemoWorld

PITH = os.environ["PITH_BINARY"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ServedHome(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.home = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.site = f"http://127.0.0.1:{free_port()}"
        with open(os.path.join(cls.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{cls.world.host}"]\n[web]\nlisten = "{cls.site[7:]}"\n')
        cls.run_pith("add", *cls.world.feeds(), "--now", cls.world.now(19))
        cls.run_pith("scan", "--now", cls.world.now())
        cls.run_pith("brief", "--now", cls.world.now())
        cls.server = subprocess.Popen([PITH, "serve", "--home", cls.home, "--now", cls.world.now()],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.wait_until_served()

    @classmethod
    def run_pith(cls, *words):
        return subprocess.run([PITH, *words, "--home", cls.home], capture_output=True, text=True, timeout=120, check=True).stdout

    @classmethod
    def archive(cls, kind):
        """The values of a kind that the home holds."""
        lines = (json.loads(line) for line in cls.run_pith("export").splitlines())
        return [line[kind] for line in lines if kind in line]

    @classmethod
    def wait_until_served(cls):
        for _ in range(200):
            try:
                return cls.get("/healthz")
            except OSError:
                time.sleep(0.1)
        raise AssertionError("pith serve does not answer")

    @classmethod
    def get(cls, path):
        with urlopen(cls.site + path, timeout=30) as answer:
            return answer.read().decode()
