"""A home filled with a day of the demo world, and `pith serve` over it on loopback, for tests of what it answers."""
import json
import os
import re
import socket
import subprocess
import tempfile
import unittest

from asking import urlopen
from demo_world import DemoWorld

PITH = os.environ["PITH_BINARY"]


def held_port(address="127.0.0.1"):
    """For a server that must know its port before it starts. Nobody else is given it until the module's tests have ended; who asks for it by
    number, as servers do with SO_REUSEADDR, gets it."""
    holder = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    unittest.addModuleCleanup(holder.close)
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind((address, 0))
    return holder.getsockname()[1]


class ServedHome(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.home = cls.enterClassContext(tempfile.TemporaryDirectory())
        with open(os.path.join(cls.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{cls.world.host}"]\n')
        cls.run_pith("add", *cls.world.feeds(), "--now", cls.world.now(19))
        cls.run_pith("scan", "--now", cls.world.now())
        cls.run_pith("brief", "--now", cls.world.now())
        cls.server = subprocess.Popen([PITH, "serve", "--home", cls.home, "--now", cls.world.now(), "--listen", "127.0.0.1:0"],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        cls.addClassCleanup(cls.server.stdout.close)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.site = re.search(r"http://127\.0\.0\.1:\d+", cls.server.stdout.readline())[0]
        with open(os.path.join(cls.home, "pith.toml"), "a", encoding="utf-8") as file:  # other processes link to the same
            file.write(f'[web]\nlisten = "{cls.site[7:]}"\n')

    @classmethod
    def run_pith(cls, *words):
        return subprocess.run([PITH, *words, "--home", cls.home], capture_output=True, text=True, timeout=120, check=True).stdout

    @classmethod
    def archive(cls, kind):
        """The values of a kind that the home holds."""
        lines = (json.loads(line) for line in cls.run_pith("export").splitlines())
        return [line[kind] for line in lines if kind in line]

    @classmethod
    def get(cls, path):
        with urlopen(cls.site + path, timeout=30) as answer:
            return answer.read().decode()
