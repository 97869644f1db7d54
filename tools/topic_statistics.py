#!/usr/bin/python3
"""What talk speaks of: words, pairs and triples of words that come again and again within few episodes.

  topic_statistics.py VTT_DIR [--list data/models/topics-en.tsv] [--most 800]

VTT_DIR holds WebVTT transcripts in any subfolder. Prints, most telling first: the phrase, in how many episodes it is said at
least three times, how often there. With --list, phrases that an alias of the list holds are left out, and aliases that nobody
says follow at the end. The list itself is written by hand from this.
"""
import argparse, collections, glob, math, os, re

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
MARKUP = re.compile(r"<[^>]*>")


def sentences(path):
    inside = False
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.strip()
        if "-->" in line or not line:
            inside = "-->" in line
        elif inside:
            yield WORD.findall(MARKUP.sub(" ", line).replace("\u2019", "'").lower())


def phrases(words):
    for size in (1, 2, 3):
        for at in range(len(words) - size + 1):
            yield " ".join(words[at:at + size])


def count(folder):
    """Phrase -> (episodes that say it, episodes that say it three times, times said there)."""
    known, often, total = collections.Counter(), collections.Counter(), collections.Counter()
    paths = sorted(glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True))
    for path in paths:
        said = collections.Counter(phrase for words in sentences(path) for phrase in phrases(words))
        for phrase, times in said.items():
            if times < 3:
                continue
            often[phrase] += 1
            total[phrase] += times
        known.update(phrase for phrase in said if " " not in phrase)
    return len(paths), known, often, total


def aliases_of(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if line.strip() and line[0] != "#"]
    return {alias.strip() for row in rows for alias in [row[0].lower()] + row[1].split(",") if "=" not in alias}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vtt")
    parser.add_argument("--list")
    parser.add_argument("--most", type=int, default=800)
    options = parser.parse_args()
    episodes, known, often, total = count(options.vtt)
    common = {word for word, times in known.items() if times > episodes * 0.55}
    listed = aliases_of(options.list) if options.list else set()

    def telling(phrase):
        words = phrase.split()
        if words[0] in common or words[-1] in common or any(word.isdigit() or len(word) < 2 for word in words):
            return 0
        rarity = math.log(episodes / min(known[word] for word in words))
        return math.sqrt(often[phrase]) * total[phrase] / often[phrase] * rarity * len(words) ** 0.5

    ranked = sorted((p for p in often if often[p] >= 8 and p not in listed), key=telling, reverse=True)
    for phrase in ranked[:options.most]:
        if telling(phrase) > 0:
            print(phrase, often[phrase], total[phrase], sep="\t")
    for alias in sorted(listed - set(often)):
        print("nobody says:", alias)


if __name__ == "__main__":
    main()
