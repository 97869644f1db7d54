#!/usr/bin/python3
"""tools/train_marks.py computes the features that src/stages/transcript/mark_features.cpp does: both are pinned to the same
figures (tests/stages/transcript/mark_features_test.cpp)."""
import os, sys, unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools"))
try:
    import train_marks
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

CUES = [
    (0.0, 4.0, "Ann", "Welcome back, it\u2019s the Show!"),
    (4.0, 70.5, "Bo", "Don't use 2 CACHES... [laughter] why?"),
    (70.5, 300.0, "Bo", "Na\u00efve words."),
]


class Features(unittest.TestCase):
    def test_words_and_pairs(self):
        own, context, _ = train_marks.features_of(CUES)
        self.assertEqual(sorted(own[0].indices), [13189, 22914, 38602, 45235, 46049, 50677, 78385, 106799, 111654, 118223, 121345])
        self.assertEqual(sorted(own[2].indices), [2097, 51734, 61852, 70629, 89687])
        self.assertAlmostEqual(context[2].data.sum(), 16.0)

    def test_place_and_shape(self):
        dense = train_marks.features_of(CUES)[2]
        self.assertEqual(
            dense[1].round(4).tolist(), [1.6094, 5.6937, 0.0133, 2.0794, 0.0, 0.625, 1, 0, 1, 1, 1, 0.2667, 0.3333, 1, 0, 0]
        )
        self.assertEqual(dense[2].round(4).tolist(), [4.2697, 5.4403, 0.235, 1.3863, 0.6931, 0.625, 0, 0, 0, 0, 0, 0.2667, 0.3333, 0, 0, 0])


unittest.main()
