#!/usr/bin/python3
"""Train the model that tells a headline from a fragment (src/stages/insight/headline_model.h).

  train_headlines.py RATINGS OUT [--folds 5]

RATINGS is a tab-separated file with a head line: rating (0 broken or not to be understood alone, 1 a whole sentence but no claim,
2 a claim worth reading on for), headline, and its traits as `pith features --headlines` prints them. Writes OUT/headline-en.bin and
prints what its card needs, cross-validated. Two logistic regressions, rating >= 1 and rating = 2, over words, pairs of words, the
shape of the sentence and the traits. Needs numpy, scipy and scikit-learn.

The grams are those of src/stages/insight/headline_model.cpp, kept equal by tests/tools/train_headlines_test.py.
"""
import argparse, collections, os, struct

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

CLOSING, OPENING = ".,!?;:-)]\"'", "([\"'*_`-"
ENDINGS = ("ing", "ed", "ly", "tion", "s", "er")
COMMON = 400  # words that count by themselves in a shape
SEEN = 3  # ratings that hold a gram, at least
STRENGTH, TRAIT_SCALE = 2.0, 0.15
TARGETS = (1, 2)


def bare_of(word):
    bare = word.lower().replace("\u2019", "'")
    for mark in "\u201c\u201d\u2014\u2026\u2013":
        bare = bare.replace(mark, "")
    while bare and bare[-1] in CLOSING + OPENING:
        bare = bare[:-1]
    return bare.lstrip(OPENING)


def words_of(headline):
    return [(word, bare_of(word)) for word in headline.split(" ") if word]


def shape_of(word, bare, first):
    if any("0" <= letter <= "9" for letter in bare):
        return "#"
    if not first and "A" <= word[0] <= "Z":
        return "N"
    for ending in ENDINGS:
        if len(bare.encode()) > len(ending) + 2 and bare.endswith(ending):
            return ending
    return "x"


def grams_of(headline, common):
    words = words_of(headline)
    said, shapes = ["<"], ["<"]
    for at, (word, bare) in enumerate(words):
        said.append(bare)
        shapes.append(bare if bare in common else shape_of(word, bare, at == 0))
        if at + 1 < len(words) and word[-1] in ",;:-":
            said.append(",")
            shapes.append(",")
    said.append(">")
    shapes.append(">")
    grams = set(said) | {" ".join(pair) for pair in zip(said, said[1:])}
    grams |= {"s:" + " ".join(run) for run in zip(shapes, shapes[1:])}
    grams |= {"s:" + " ".join(run) for run in zip(shapes, shapes[1:], shapes[2:])}
    return grams | {f"n:{len(words)}", "a:" + " ".join(shapes[1:4]), "z:" + " ".join(shapes[-4:-1] if len(shapes) > 4 else shapes[:-1])}


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


class Ratings:
    def __init__(self, path):
        lines = open(path, encoding="utf-8").read().split("\n")[1:]
        rows = [line.split("\t") for line in lines if line]
        self.rating = np.array([int(row[0]) for row in rows])
        self.headlines = [row[1] for row in rows]
        self.traits = np.array([[float(x) for x in row[2:]] for row in rows])
        counts = collections.Counter(bare for headline in self.headlines for _, bare in words_of(headline) if bare)
        self.common = sorted(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMON])
        grams = [grams_of(headline, set(self.common)) for headline in self.headlines]
        seen = collections.Counter(gram for held in grams for gram in held)
        self.grams = sorted(gram for gram, count in seen.items() if count >= SEEN)
        place = {gram: at for at, gram in enumerate(self.grams)}
        held = [[place[gram] for gram in each if gram in place] for each in grams]
        rows = np.repeat(np.arange(len(held)), [len(each) for each in held])
        weights = np.repeat([1 / np.sqrt(max(1, len(each))) for each in held], [len(each) for each in held])
        columns = np.array([at for each in held for at in each])
        self.text = sparse.csr_matrix((weights, (rows, columns)), shape=(len(held), len(self.grams)))
        self.mean, self.spread = self.traits.mean(0), self.traits.std(0) + 1e-6

    def inputs(self, traits=True):
        scaled = TRAIT_SCALE * (self.traits - self.mean) / self.spread
        return sparse.hstack([self.text, sparse.csr_matrix(scaled)]).tocsr() if traits else self.text


def fitted(inputs, targets):
    return LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-4).fit(inputs, targets)


def area(targets, scores):
    order = np.argsort(scores, kind="stable")
    ranks = np.flatnonzero(targets[order]) + 1
    hits = len(ranks)
    return (ranks.sum() - hits * (hits + 1) / 2) / (hits * (len(targets) - hits))


def cross_validate(ratings, folds):
    fold = np.random.RandomState(0).permutation(len(ratings.rating)) % folds
    for least in TARGETS:
        targets = (ratings.rating >= least).astype(int)
        for name, inputs in (("words and shape", ratings.inputs(False)), ("and traits", ratings.inputs())):
            scores = np.zeros(len(targets))
            for k in range(folds):
                scores[fold == k] = fitted(inputs[fold != k], targets[fold != k]).decision_function(inputs[fold == k])
            print(f"rating >= {least}, {name}: AUC {area(targets, scores):.3f}")


def model_bytes(ratings):
    models = [fitted(ratings.inputs(), (ratings.rating >= least).astype(int)) for least in TARGETS]
    grams = np.column_stack([model.coef_[0][: len(ratings.grams)] for model in models])
    scaled = np.column_stack([model.coef_[0][len(ratings.grams) :] for model in models])
    traits = TRAIT_SCALE * scaled / ratings.spread[:, None]
    constants = np.array([model.intercept_[0] for model in models]) - ratings.mean @ traits
    hashes = lambda texts: struct.pack("<I", len(texts)) + np.array([fnv(text) for text in texts], "<u8").tobytes()
    floats = lambda values: np.asarray(values, "<f4").tobytes()
    return (b"pithhead1\n" + hashes(ratings.common) + hashes(ratings.grams) + floats(grams) + floats(constants)
            + struct.pack("<I", len(traits)) + floats(traits))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ratings")
    parser.add_argument("out")
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    ratings = Ratings(args.ratings)
    print(len(ratings.rating), "headlines; of each rating", np.bincount(ratings.rating).tolist(), "grams", len(ratings.grams))
    cross_validate(ratings, args.folds)
    with open(os.path.join(args.out, "headline-en.bin"), "wb") as out:
        out.write(model_bytes(ratings))


if __name__ == "__main__":
    main()
