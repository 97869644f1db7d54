#!/usr/bin/python3
"""Make data/models/names-en.txt: words that are names however they are written ("postgres", "kubernetes"), and what other words are.

  train_names.py VTT_DIR OUT [--words /usr/share/dict/american-english]

VTT_DIR holds WebVTT transcripts in any subfolder; --words is a dictionary of English, a word a line (Debian's wamerican). A name is a word of three letters or
more that stands five times or more, in three transcripts or more, with a capital inside sentences, six of ten times at least, and is in the
dictionary only with a capital or not at all. A word of the dictionary is one that stands so a
hundred times, nineteen of twenty at least, and small a hundred times at most ("rust"). One that stands small twenty times or more and with a capital at most one of ten times is a word and no name ("-fame"). The same input gives the same bytes.
"""
import argparse, collections, glob, os, re

from train_marks import read_vtt

WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{2,}")
MARKS = ".,!?;:\"'()[]“”*_`~-"
TIMES, EPISODES, SHARE = 5, 3, 0.6
ENGLISH_TIMES, ENGLISH_SHARE, ENGLISH_SMALL = 100, 0.95, 100
TIMES_SMALL, SHARE_OF_WORDS = 20, 0.1


def inner_words(text):
    """The words of a cue that open no sentence and no quotation, as they are written."""
    opens = True
    for token in text.split():
        word = token.strip(MARKS)
        if not opens and token[0] not in '"“(' and WORD.fullmatch(word):
            yield word
        opens = token[-1] in '.!?:"”'


def count(folder):
    capital, small, episodes = collections.Counter(), collections.Counter(), collections.Counter()
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True)):
        said = set()
        for cue in read_vtt(path):
            for word in inner_words(cue[3]):
                (small if word[0].islower() else capital)[word.lower()] += 1
                said.add(word.lower())
        episodes.update(said)
    return capital, small, episodes


def is_both(capital, small):
    return capital >= ENGLISH_TIMES and small <= ENGLISH_SMALL and capital >= ENGLISH_SHARE * (capital + small)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vtt")
    parser.add_argument("out")
    parser.add_argument("--words", default="/usr/share/dict/american-english")
    args = parser.parse_args()
    with open(args.words, encoding="utf-8") as file:
        english = set(file.read().split())
    capital, small, episodes = count(args.vtt)
    often = [w for w, n in capital.items() if n >= TIMES and episodes[w] >= EPISODES]
    share = {w: capital[w] / (capital[w] + small[w]) for w in {*capital, *small}}
    names = [w for w in often if (is_both(capital[w], small[w]) if w in english else share[w] >= SHARE)]
    plain = ["-" + w for w, n in small.items() if n >= TIMES_SMALL and share[w] <= SHARE_OF_WORDS and w in english]
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# Words that are names however they are written. Made by tools/train_names.py; card: names-en.md.\n")
        out.write("# Words with - before them are no names, though they begin a sentence.\n")
        out.writelines(word + "\n" for word in sorted(names) + sorted(plain))


if __name__ == "__main__":
    main()
