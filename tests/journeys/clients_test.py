"""Pith as programs see it that other people wrote: the official clients of the Model Context Protocol, a validator of OpenAPI
documents, the library that checks Standard Webhooks."""
import os
import subprocess
import sys
import unittest

from demo_world import ROOT
from served_home import PITH, ServedHome

sys.path.insert(0, os.path.join(ROOT, "tests", "support"))
from npm_modules import install  # noqa: E402

CLIENTS = os.path.join(ROOT, "tests", "clients")
MODULES = install(CLIENTS, "clients")


class Clients(ServedHome):
    def test_all_that_they_do(self):
        environment = os.environ | {"PITH_MODULES": MODULES, "PITH_URL": self.site, "PITH_HOME": self.home, "PITH_BINARY": PITH}
        done = subprocess.run(["node", "--test", "--test-reporter=spec", os.path.join(CLIENTS, "clients.test.mjs")], env=environment,
                              capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("pass 12", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1)
