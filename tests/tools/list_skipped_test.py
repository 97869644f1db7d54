"""tools/list_skipped finds what GoogleTest, unittest and whole scripts skipped in ctest's log."""
import os
import subprocess
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LOG = """Start testing: Nov 26 18:28 UTC
----------------------------------------------------------
1/4 Testing: tests_stages_feed
1/4 Test: tests_stages_feed
Output:
[ RUN      ] Feeds.AreRead
[       OK ] Feeds.AreRead (1 ms)
[ RUN      ] CapturedFeeds.YieldTheirTitle
../../tests/stages/feed/captured_feeds_test.cpp:41: Skipped
no shared fixtures
beside the repository

[  SKIPPED ] CapturedFeeds.YieldTheirTitle (0 ms)
[  SKIPPED ] 1 test, listed below:
[  SKIPPED ] CapturedFeeds.YieldTheirTitle
Test Passed.
2/4 Testing: script_keys_test
2/4 Test: script_keys_test
Ran 9 tests in 1.0s

OK (skipped=2)
Test Passed.
3/4 Testing: script_clients_test
skipped: no module a
Test Pass Reason:
Skip return code=77
4/4 Testing: tests_base
[       OK ] All.AreWell (1 ms)
"""


def told(log):
    with tempfile.NamedTemporaryFile("w", suffix=".log") as file:
        file.write(log)
        file.flush()
        return subprocess.run([os.path.join(ROOT, "tools", "list_skipped"), file.name], capture_output=True, text=True, check=True).stdout.splitlines()


class ListSkipped(unittest.TestCase):
    def test_says_how_many_which_and_why(self):
        self.assertEqual(told(LOG), ["4 tests were skipped:",
                                     "  tests_stages_feed CapturedFeeds.YieldTheirTitle: no shared fixtures beside the repository",
                                     "  script_keys_test: 2 of its tests; run keys_test.py -v to see why",
                                     "  script_clients_test, whole: no module a"])

    def test_says_so_where_none_was(self):
        self.assertEqual(told("1/1 Testing: tests_base\n[       OK ] All.AreWell (1 ms)\n"), ["0 tests were skipped"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
