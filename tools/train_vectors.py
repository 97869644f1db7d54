#!/usr/bin/python3
"""Make data/models/words-en.bin: static word vectors and the inverse document frequencies of stems, from transcripts.

  tools/train_vectors.py VTT_FOLDER [--vectors FILE.vec] [--out data/models/words-en.bin]

Reads every .vtt below VTT_FOLDER, trains fasttext skip-grams on the turns of talk (one thread: about ten minutes for two
thousand hours, and the same file each time), counts in how many passages of 60 words each stem stands, quantises and writes.
--vectors takes a .vec file that was trained before. Needs Debian's fasttext, libstemmer0d and python3-numpy.

The file, little-endian, read by src/text/word_model.h:
  "PITHVEC1"  u32 dimensions  u32 words  u32 stems  u32 passages
  f32 common[dimensions]      what all passages share: the mean of their unit vectors
  u32 ends[words + stems]     where each text ends; words sorted by bytes, then stems sorted by bytes
  f32 weight[words]           a / (a + p(word)), a = 0.001
  f32 scale[words]            a component is scale * i8
  f32 idf[stems]              ln((passages + 1) / (passages holding it + 1.5)), at least 0
  u8 texts[]                  the texts end to end
  i8 vectors[words][dimensions]
"""
import argparse, collections, ctypes, glob, html, math, os, re, subprocess, sys, tempfile
import numpy

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
SMOOTH, PASSAGE, RAREST_WORD, RAREST_STEM = 1e-3, 60, 10, 3


def words(text):
    """As src/text/words.h parts them."""
    return WORD.findall(text.lower().replace("\u2019", "'"))


def base_form(word):
    """Without the possessive: what the model knows a word by. As src/text/word_model.cpp does it."""
    return word[:-2] if word.endswith("'s") else word


def turns(folder):
    """The words of each speaker's turn, in pieces of at most some 300."""
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True)):
        speaker, turn = None, []
        for block in open(path, encoding="utf-8", errors="replace").read().split("\n\n"):
            lines = [l for l in block.split("\n") if l and "-->" not in l and not l.isdigit() and not l.startswith(("WEBVTT", "NOTE"))]
            voice = re.match(r"<v[^ >]* ?([^>]*)>", " ".join(lines))
            now = voice.group(1) if voice else speaker
            if now != speaker or len(turn) > 300:
                yield turn
                turn = []
            speaker = now
            turn += [base_form(w) for w in words(html.unescape(re.sub(r"<[^>]*>", "", " ".join(lines))))]
        yield turn


class Stemmer:
    def __init__(self):
        self.lib = ctypes.CDLL("libstemmer.so.0d")
        self.lib.sb_stemmer_new.restype = ctypes.c_void_p
        self.lib.sb_stemmer_stem.restype = ctypes.POINTER(ctypes.c_char)
        self.lib.sb_stemmer_stem.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        self.lib.sb_stemmer_length.argtypes = [ctypes.c_void_p]
        self.stemmer, self.known = ctypes.c_void_p(self.lib.sb_stemmer_new(b"english", None)), {}

    def __call__(self, word):
        if word not in self.known:
            raw = word.encode()
            stem = self.lib.sb_stemmer_stem(self.stemmer, raw, len(raw))
            self.known[word] = ctypes.string_at(stem, self.lib.sb_stemmer_length(self.stemmer)).decode()
        return self.known[word]


def train(text_file, out):
    subprocess.run(["fasttext", "skipgram", "-input", text_file, "-output", out, "-dim", "128", "-ws", "8", "-epoch", "3",
                    "-minCount", str(RAREST_WORD), "-maxn", "0", "-thread", "1", "-t", "0.0001"], check=True)
    return out + ".vec"


def read_vectors(path):
    found = {}
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            word, *numbers = line.rstrip().split(" ")
            if word != "</s>":
                found[word] = numpy.array(numbers, dtype=numpy.float32)
    return found


def quantise(vectors):
    scales = numpy.abs(vectors).max(axis=1) / 127
    return scales.astype("<f4"), numpy.round(vectors / scales[:, None]).astype("i1")


def count(talk, stem):
    uses, holding, passages = collections.Counter(), collections.Counter(), 0
    for turn in talk:
        uses.update(turn)
        for start in range(0, len(turn), PASSAGE):
            passage = turn[start:start + PASSAGE]
            if len(passage) >= PASSAGE // 3:
                passages += 1
                holding.update({stem(w) for w in passage})
    return uses, holding, passages


def common_part(talk, row, vectors, weights):
    total, n = numpy.zeros(vectors.shape[1]), 0
    for turn in talk[::20]:
        passage = [row[w] for w in turn[:PASSAGE] if w in row]
        if len(passage) >= PASSAGE // 2:
            vector = weights[passage] @ vectors[passage]
            total, n = total + vector / numpy.linalg.norm(vector), n + 1
    return (total / n).astype("<f4")


def write(path, model):
    with open(path, "wb") as out:
        out.write(b"PITHVEC1")
        out.write(numpy.array([model["vectors"].shape[1], len(model["words"]), len(model["stems"]), model["passages"]], dtype="<u4").tobytes())
        texts = [t.encode() for t in model["words"] + model["stems"]]
        out.write(model["common"].tobytes())
        out.write(numpy.cumsum([len(t) for t in texts]).astype("<u4").tobytes())
        for name in ("weights", "scales", "idf"):
            out.write(numpy.asarray(model[name], dtype="<f4").tobytes())
        out.write(b"".join(texts))
        out.write(model["vectors"].tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--vectors")
    parser.add_argument("--out", default="data/models/words-en.bin")
    args = parser.parse_args()
    talk, stem = [t for t in turns(args.folder) if len(t) > 3], Stemmer()
    with tempfile.TemporaryDirectory() as scratch:
        text_file = os.path.join(scratch, "talk.txt")
        with open(text_file, "w", encoding="utf-8") as out:
            out.writelines(" ".join(turn) + "\n" for turn in talk)
        found = read_vectors(args.vectors or train(text_file, os.path.join(scratch, "vectors")))
    uses, holding, passages = count(talk, stem)
    total = sum(uses.values())
    names = sorted((w for w in found if uses[w]), key=str.encode)
    scales, quantised = quantise(numpy.array([found[w] for w in names]))
    weights = numpy.array([SMOOTH / (SMOOTH + uses[w] / total) for w in names], dtype="<f4")
    row = {w: n for n, w in enumerate(names)}
    stems = sorted((s for s, n in holding.items() if n >= RAREST_STEM), key=str.encode)
    write(args.out, {
        "words": names, "stems": stems, "passages": passages, "weights": weights, "scales": scales, "vectors": quantised,
        "common": common_part(talk, row, quantised * scales[:, None], weights),
        "idf": [max(0.0, math.log((passages + 1) / (holding[s] + 1.5))) for s in stems]})
    print(f"{args.out}: {len(names)} words, {len(stems)} stems, {passages} passages, {total} running words, {os.path.getsize(args.out)} bytes")


if __name__ == "__main__":
    sys.exit(main())
