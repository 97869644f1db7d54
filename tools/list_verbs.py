#!/usr/bin/env python3
"""List the verbs of talk: words that stand after "can", "don't", "we'll" and their like.  Standard library only.

  list_verbs.py VTT_DIR

Prints two lines: verbs, and those that are as often nouns (after an article or "my"). src/stages/insight/verbs.cpp holds both, less
adverbs and other words that stand there too ("actually", "you"), which a reader takes out, and irregular forms, which a reader adds.
"""
import collections, glob, os, re, sys

HELPERS = set("""will would can can't could couldn't should shouldn't don't didn't doesn't won't i'll we'll you'll they'll i'd you'd we'd
might must cannot wouldn't""".split())
ARTICLES = set("the a an my your our their his her its this these those some any of in on".split())
LEAST = 8            # times after a helper
LEAST_SHARE = 0.02   # of all times
NOUN_SHARE = 0.10    # of all times, after an article


def words_of(path):
    for line in open(path, encoding="utf-8"):
        if "-->" not in line and not line.strip().isdigit():
            yield from re.findall(r"[a-z]+(?:'[a-z]+)?", re.sub("<[^>]*>", "", line).lower().replace("\u2019", "'"))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    total, helped, named = (collections.Counter() for _ in range(3))
    for path in glob.glob(os.path.join(sys.argv[1], "**", "*.vtt"), recursive=True):
        before = ""
        for word in words_of(path):
            total[word] += 1
            helped[word] += before in HELPERS
            named[word] += before in ARTICLES
            before = word
    verbs = sorted(w for w in total if helped[w] >= LEAST and helped[w] > LEAST_SHARE * total[w] and "'" not in w)
    nouns = {w for w in verbs if named[w] > NOUN_SHARE * total[w]}
    print(" ".join(w for w in verbs if w not in nouns))
    print(" ".join(sorted(nouns)))


if __name__ == "__main__":
    main()
