#!/usr/bin/python3
"""Make data/models/talk-en.bin: how rare each word is in podcast talk, and a vector of its meaning.

  train_talk.py VTT_DIR OUT [--work DIR] [--dimensions 64] [--words 30000] [--vectors 18000]

VTT_DIR holds WebVTT transcripts in any subfolder. Needs numpy and the program `fasttext` (Debian: fasttext). The form of
the file is told in src/stages/insight/background.cpp, and read back there by the tests.
"""
import argparse, collections, glob, math, os, re, struct, subprocess, tempfile

import numpy as np

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
MARKUP = re.compile(r"<[^>]*>")
STEP = 1 / 16


def cues(path):
    """The cues of a WebVTT file as (speaker, words)."""
    speaker, text, inside = "", [], False
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.strip()
        if "-->" in line:
            inside, text = True, []
        elif not line:
            if inside and text:
                yield speaker, WORD.findall(" ".join(text).lower())
            inside = False
        elif inside:
            voice = re.match(r"<v ([^>]*)>", line)
            speaker = voice.group(1) if voice else speaker
            text.append(MARKUP.sub("", line).replace("\u2019", "'").replace("&amp;", "&"))


def read_corpus(folder, out):
    """Counts in how many cues each word stands; writes a turn a line to `out` for fasttext."""
    seen, total = collections.Counter(), 0
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True)):
        last, turn = None, []
        for speaker, words in cues(path):
            total += 1
            seen.update(set(words))
            if (speaker != last or len(turn) > 400) and turn:
                out.write(" ".join(turn) + "\n")
                turn = []
            last = speaker
            turn += words
        out.write(" ".join(turn) + "\n")
    return seen, total


def vectors(text, work, dimensions):
    name = os.path.join(work, f"talk{dimensions}")
    if not os.path.exists(name + ".vec"):
        subprocess.run(["fasttext", "skipgram", "-input", text, "-output", name, "-dim", str(dimensions), "-epoch", "2",
                        "-thread", "1", "-minCount", "15", "-maxn", "0", "-ws", "6", "-neg", "5"], check=True)
    found = {}
    for line in list(open(name + ".vec", encoding="utf-8"))[1:]:
        word, *numbers = line.rstrip().split(" ")
        vector = np.array(numbers, dtype=np.float32)
        found[word] = vector / np.linalg.norm(vector)
    return found


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vtt")
    parser.add_argument("out")
    parser.add_argument("--work", default=tempfile.gettempdir())
    parser.add_argument("--dimensions", type=int, default=64)
    parser.add_argument("--words", type=int, default=30000)
    parser.add_argument("--vectors", type=int, default=18000)
    args = parser.parse_args()
    text = os.path.join(args.work, "talk.txt")
    with open(text, "w", encoding="utf-8") as out:
        seen, total = read_corpus(args.vtt, out)
    meaning = vectors(text, args.work, args.dimensions)
    known = [w for w, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))[: args.words]]
    first = [w for w in known if w in meaning][: args.vectors]
    rest = [w for w in known if w not in set(first)]
    rows = first + rest
    matrix = np.array([meaning[w] for w in first])
    scaled = np.clip(np.round(matrix * 127 * 2), -127, 127).astype(np.int8)  # unit vectors: few numbers exceed 1/2
    rarity = np.array([min(255, round(math.log((total + 1) / (seen[w] + 1)) / STEP)) for w in rows], dtype=np.uint8)
    with open(args.out, "wb") as out:
        out.write(b"pithtalk1\n" + struct.pack("<III", len(rows), len(first), args.dimensions))
        out.write(np.array([fnv(w) for w in rows], dtype=np.uint64).tobytes() + rarity.tobytes() + scaled.tobytes())
    print(f"{args.out}: {len(rows)} words, {len(first)} vectors of {args.dimensions}, from {total} cues")


if __name__ == "__main__":
    main()
