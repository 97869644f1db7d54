#!/usr/bin/python3
"""tools/train_headlines.py makes the grams that src/stages/insight/headline_model.cpp reads: both are pinned to the same list
(tests/stages/insight/headline_model_test.cpp)."""
import os, sys, unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools"))
try:
    import train_headlines
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

HEADLINE = "Testing 2 Go services, it\u2019s quickly done"
SAID = ["<", "testing", "2", "go", "services", ",", "it's", "quickly", "done", ">"]
SHAPES = ["<", "ing", "#", "N", "s", ",", "it's", "ly", "done", ">"]


class Grams(unittest.TestCase):
    def test_are_words_pairs_and_shapes(self):
        expected = set(SAID) | {" ".join(SAID[n : n + 2]) for n in range(9)}
        expected |= {"s:" + " ".join(SHAPES[n : n + length]) for length in (2, 3) for n in range(11 - length)}
        expected |= {"n:7", "a:ing # N", "z:it's ly done"}
        self.assertEqual(train_headlines.grams_of(HEADLINE, {"it's", "done"}), expected)

    def test_are_named_by_the_hash_that_the_program_takes(self):
        self.assertEqual(train_headlines.fnv("a"), 0xAF63DC4C8601EC8C)


unittest.main()
