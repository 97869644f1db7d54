#!/usr/bin/python3
"""Train the model that chooses the headline of a passage (src/stages/insight/headline_model.h).

  train_headlines.py RATINGS CHOICES STRICT READ FEATURES TALK OUT [--folds 5]

RATINGS is a tab-separated file with a head line: rating (0 broken or not to be understood alone, 1 a whole sentence but no claim, 2 a
claim worth reading on for), headline, and its first traits. CHOICES is one, too: episode, the first and last cue of a passage, and its clauses
that an editor chose from, each as the CRC-32 of its lower-case text in hexadecimal and, where it is not 0, a colon and the choice (2 the one to
print, 1 printable too, -1 the least bad where none is printable). STRICT is the same of other passages, chosen with the talk around them
in sight, and more strictly: clear alone and true to what was meant; x marks what is broken or would mislead. READ has what a larger reader, taught
on RATINGS, says of the clauses of CHOICES and STRICT, each seen alone: a line a clause with the CRC-32 as above, the log odds that it stands alone and that it
claims something. FEATURES holds EPISODE.tsv, what `pith features --headlines` prints
of the episode; clauses that it does not offer any more are left out. TALK is talk-en.bin, whose vectors tell what words mean. Writes OUT/headline-en.bin and prints what its card needs, cross-validated by
passage of STRICT. Two logistic regressions of the ratings and of what the reader says tell what stands alone and what claims something; a third model chooses by them, words,
pairs of words, the shape of the sentence, the traits and the mean of the words' meaning. All are linear, so the file holds one weight
for each. Needs numpy, scipy and scikit-learn.

The grams are those of src/stages/insight/headline_model.cpp, kept equal by tests/tools/train_headlines_test.py.
"""
import argparse, collections, os, struct, zlib

import numpy as np
import scipy.optimize as optimize
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

CLOSING, OPENING = ".,!?;:-)]\"'", "([\"'*_`-"
ENDINGS = ("ing", "ed", "ly", "tion", "s", "er")
COMMON = 400  # words that count by themselves in a shape
SEEN = 4  # clauses that hold a gram, at least
STRENGTH, TRAIT_SCALE = 2.0, 0.15
TARGETS = (1, 2)
OF_OTHERS, OF_LEAST_BAD = 0.6, 0.3  # of what the chosen one counts
STRICT_COUNTS = 3.0  # of a passage chosen strictly, of others 1
BAD_COUNTS = 1.0  # that a broken or misleading clause is worth less than none, of a passage's choice
MARKS = {"2": 2, "1": 1, "-1": -1, "x": -2}
ODDS_SCALE, PRICE_DENSE, PRICE_GRAM, MEANING_SCALE = 2.0, 1e-3, 3e-4, 0.3


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


def crc_of(headline):
    return f"{zlib.crc32(headline.lower().encode()):08x}"


class Meaning:
    """Vectors of words by the hash of the word, weighed as the mean of a sentence takes them (background.cpp)."""

    def __init__(self, path):
        bytes_ = open(path, "rb").read()
        at = len(b"pithtalk1\n")
        words, count, size = struct.unpack_from("<III", bytes_, at)
        at += 12
        self.hashes = np.frombuffer(bytes_, "<u8", words, at)[:count]
        rarity = np.frombuffer(bytes_, "u1", words, at + 8 * words)[:count] / 16.0
        vectors = np.frombuffer(bytes_, "i1", count * size, at + 9 * words).reshape(count, size) / 127.0
        self.vectors = vectors * (1e-3 / (1e-3 + np.exp(-rarity) / 16))[:, None]
        self.place = {int(name): at for at, name in enumerate(self.hashes)}

    def mean(self, headline):
        rows = [self.place[name] for name in (fnv(bare) for _, bare in words_of(headline)) if name in self.place]
        return self.vectors[rows].sum(0) / max(1, len(rows))


class Rated:
    """Clauses rated one by one, each seen alone."""

    def __init__(self, path):
        lines = open(path, encoding="utf-8").read().split("\n")[1:]
        rows = [line.split("\t") for line in lines if line]
        self.rating = np.array([int(row[0]) for row in rows])
        self.headlines = [row[1] for row in rows]
        self.traits = np.array([[float(x) for x in row[2:]] for row in rows])


def offered(path):
    """{cues of the passage: {CRC-32 of a clause: (headline, traits)}} as `pith features --headlines` printed them."""
    found = collections.defaultdict(dict)
    for line in open(path, encoding="utf-8").read().split("\n")[1:]:
        if line:
            cues, _, headline, *traits = line.split("\t")
            found[cues].setdefault(crc_of(headline), (headline, [float(x) for x in traits]))
    return found


class Chosen:
    """The clauses of passages, each passage with the headlines that an editor chose from them."""

    def __init__(self, loose, strict, features):
        self.lost = 0
        rows = self.passages(loose, features)
        rows = [row for row in rows if any(choice in (2, -1) for choice, _ in row)]
        judged = [row for row in self.passages(strict, features) if len(row) > 1]
        self.strict = np.arange(len(rows), len(rows) + len(judged))
        rows += judged
        self.count = len(rows)
        self.counts = np.ones(self.count)
        self.counts[self.strict] = STRICT_COUNTS
        self.passage = np.repeat(np.arange(len(rows)), [len(row) for row in rows])  # of each clause
        self.choice = np.array([choice for row in rows for choice, _ in row], float)
        self.headlines = [clause[0] for row in rows for _, clause in row]
        self.traits = np.array([clause[1] for row in rows for _, clause in row])

    def passages(self, path, features):
        rows, clauses = [], {}
        for line in open(path, encoding="utf-8").read().split("\n")[1:]:
            if not line:
                continue
            episode, cues, marks = line.split("\t")
            if episode not in clauses:
                clauses[episode] = offered(os.path.join(features, episode + ".tsv"))
            rows.append(self.judged(clauses[episode][cues], [mark.split(":") for mark in marks.split(" ")]))
        return rows

    def judged(self, clauses, marks):
        self.lost += sum(mark[0] not in clauses for mark in marks)
        return [(MARKS[mark[1]] if len(mark) > 1 else 0, clauses[mark[0]]) for mark in marks if mark[0] in clauses]

    def wanted(self):
        """What each clause should be taken for, of 1 in all, and for each passage that no headline is."""
        worth = np.where(self.choice > 0, np.where(self.choice == 2, 1.0, OF_OTHERS), np.where(self.choice == -1, OF_LEAST_BAD, 0.0))
        printable = np.zeros(self.count)
        np.maximum.at(printable, self.passage, (self.choice > 0).astype(float))
        none = np.where(printable > 0, 0.0, 1 - OF_LEAST_BAD)
        sums = np.bincount(self.passage, worth, self.count) + none
        return worth / sums[self.passage], none / sums


class Read:
    """Clauses of passages as a larger reader took them, each seen alone: how likely each of TARGETS."""

    def __init__(self, path, chosen):
        lines = (line.split("\t") for line in open(path, encoding="utf-8").read().split("\n")[1:] if line)
        said = {name: [float(odds) for odds in own] for name, *own in lines}
        names = [crc_of(headline) for headline in chosen.headlines]
        rows = [at for at, name in enumerate(names) if name in said]
        self.headlines, self.traits = [chosen.headlines[at] for at in rows], chosen.traits[rows]
        self.chances = 1 / (1 + np.exp(-np.array([said[names[at]] for at in rows])))


class Reading:
    """Words and traits of headlines as numbers."""

    def __init__(self, rated, chosen):
        counts = collections.Counter(bare for headline in rated.headlines for _, bare in words_of(headline) if bare)
        self.common = sorted(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMON])
        held = [grams_of(headline, set(self.common)) for headline in rated.headlines + chosen.headlines]
        seen = collections.Counter(gram for each in held for gram in each)
        self.grams = sorted(gram for gram, count in seen.items() if count >= SEEN)
        self.place = {gram: at for at, gram in enumerate(self.grams)}
        self.mean, self.spread = chosen.traits.mean(0), chosen.traits.std(0) + 1e-6
        self.mean_rated, self.spread_rated = rated.traits.mean(0), rated.traits.std(0) + 1e-6

    def text(self, headlines):
        held = [[self.place[gram] for gram in grams_of(each, set(self.common)) if gram in self.place] for each in headlines]
        rows = np.repeat(np.arange(len(held)), [len(each) for each in held])
        weights = np.repeat([1 / np.sqrt(max(1, len(each))) for each in held], [len(each) for each in held])
        columns = np.array([at for each in held for at in each])
        return sparse.csr_matrix((weights, (rows, columns)), shape=(len(held), len(self.grams)))


class Lessons:
    """The clauses that were rated, then twice those that were read: once as what they may be, once as what they may not."""

    def __init__(self, reading, rated, read):
        traits = np.vstack([rated.traits, *[read.traits[:, : rated.traits.shape[1]]] * 2])
        scaled = TRAIT_SCALE * (traits - reading.mean_rated) / reading.spread_rated
        texts = reading.text(read.headlines)
        self.inputs = sparse.hstack([sparse.vstack([reading.text(rated.headlines), texts, texts]), sparse.csr_matrix(scaled)]).tocsr()
        self.rating, self.chances = rated.rating, read.chances

    def answers(self, target):
        """Of each clause whether it is so, and how much that counts."""
        chances = self.chances[:, target]
        is_so = np.concatenate([self.rating >= TARGETS[target], np.ones(len(chances)), np.zeros(len(chances))]).astype(int)
        return is_so, np.concatenate([np.ones(len(self.rating)), chances, 1 - chances])


class Alone:
    """Log odds that a clause stands alone, or that it claims something: weights of grams and traits, a constant."""

    def __init__(self, reading, lessons, target):
        is_so, counts = lessons.answers(target)
        model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3).fit(lessons.inputs, is_so, sample_weight=counts)
        self.grams, traits = np.split(model.coef_[0], [len(reading.grams)])
        self.traits = TRAIT_SCALE * traits / reading.spread_rated
        self.constant = model.intercept_[0] - reading.mean_rated @ self.traits

    def odds(self, text, traits):
        return text @ self.grams + traits[:, : len(self.traits)] @ self.traits + self.constant


class Choice:
    """Weights of the odds, grams and traits under which what was chosen is likeliest among the clauses of its passage and
    "none", whose worth is 0; what misleads is worth less than none."""

    def __init__(self, inputs, chosen, passages):
        rows = np.flatnonzero(np.isin(chosen.passage, passages))
        dense, text = inputs.dense[rows], inputs.text[rows]
        group = np.unique(chosen.passage[rows], return_inverse=True)[1]
        wanted, none = (part[which] for part, which in zip(chosen.wanted(), (rows, passages)))
        counts = chosen.counts[passages] / chosen.counts[passages].sum()
        bad = BAD_COUNTS * counts[group] * (chosen.choice[rows] == -2)
        groups, width = len(passages), dense.shape[1]

        def loss(weights):
            scores = dense @ weights[:width] + text @ weights[width:-1] + weights[-1]
            top = np.zeros(groups)
            np.maximum.at(top, group, scores)
            each, nothing = np.exp(scores - top[group]), np.exp(-top)
            sums = np.bincount(group, each, groups) + nothing
            value = counts @ (np.log(sums) + top) - (counts[group] * wanted) @ scores + bad @ np.logaddexp(0, scores)
            away = counts[group] * (each / sums[group] - wanted) + bad / (1 + np.exp(-scores))
            slope = np.concatenate([dense.T @ away, text.T @ away, [away.sum()]])
            price = np.concatenate([np.full(width, PRICE_DENSE), np.full(text.shape[1], PRICE_GRAM), [0]])
            return value + price @ weights**2, slope + 2 * price * weights

        found = optimize.minimize(loss, np.zeros(width + text.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300})
        self.dense, self.grams, self.constant = found.x[:width], found.x[width:-1], found.x[-1]

    def scores(self, inputs):
        return inputs.dense @ self.dense + inputs.text @ self.grams + self.constant


class Inputs:
    def __init__(self, reading, alone, chosen, meaning):
        self.text = reading.text(chosen.headlines)
        self.odds = np.column_stack([one.odds(self.text, chosen.traits) for one in alone])
        means = np.array([meaning.mean(headline) for headline in chosen.headlines])
        self.spread_of_meaning = means.std() / MEANING_SCALE
        self.dense = np.hstack([self.odds / ODDS_SCALE, (chosen.traits - reading.mean) / reading.spread, means / self.spread_of_meaning])


def taken(scores, chosen, passages):
    """The shares of passages whose highest score is the one chosen, is printable, is broken or misleads, and that have a printable one."""
    marks, most = [], []
    for passage in passages:
        rows = np.flatnonzero(chosen.passage == passage)
        marks.append(chosen.choice[rows[scores[rows].argmax()]])
        most.append(chosen.choice[rows].max())
    marks, most = np.array(marks), np.array(most)
    return np.mean(marks == 2), np.mean(marks > 0), np.mean(marks == -2), np.mean(most > 0)


def area(targets, scores):
    order = np.argsort(scores, kind="stable")
    ranks = np.flatnonzero(targets[order]) + 1
    hits = len(ranks)
    return (ranks.sum() - hits * (hits + 1) / 2) / (hits * (len(targets) - hits))


def cross_validate(inputs, chosen, folds):
    fold = np.random.RandomState(0).permutation(chosen.count) % folds
    scores = np.zeros(len(chosen.passage))
    for k in range(folds):
        model, tested = Choice(inputs, chosen, np.flatnonzero(fold != k)), np.isin(chosen.passage, np.flatnonzero(fold == k))
        scores[tested] = model.scores(inputs)[tested]
    for name, tried in (("at random", np.random.RandomState(1).rand(len(scores))), ("stands alone", inputs.odds[:, 0]),
                        ("is a claim", inputs.odds[:, 1]), ("this model", scores)):
        best, printable, bad, have = taken(tried, chosen, chosen.strict)
        print(f"{name}: takes the one chosen {best:.3f}, a printable one {printable:.3f} of {have:.3f} that have one, one that is broken or misleads {bad:.3f}")
    top, any_good = np.full(chosen.count, -1e9), np.zeros(chosen.count)
    np.maximum.at(top, chosen.passage, scores), np.maximum.at(any_good, chosen.passage, chosen.choice > 0)
    print(f"whether a passage has a printable one: AUC {area(any_good[chosen.strict], top[chosen.strict]):.3f}")


def model_bytes(reading, alone, choice, meaning, inputs):
    of_odds, of_traits, of_meaning = np.split(choice.dense, [len(alone), len(alone) + len(reading.mean)])
    of_odds, of_traits = of_odds / ODDS_SCALE, of_traits / reading.spread
    words = meaning.vectors @ (of_meaning / inputs.spread_of_meaning)
    grams = choice.grams + sum(weight * one.grams for weight, one in zip(of_odds, alone))
    constant = choice.constant - reading.mean @ of_traits + sum(weight * one.constant for weight, one in zip(of_odds, alone))
    traits = of_traits.copy()
    for weight, one in zip(of_odds, alone):
        traits[: len(one.traits)] += weight * one.traits
    hashes = lambda texts: struct.pack("<I", len(texts)) + np.array([fnv(text) for text in texts], "<u8").tobytes()
    floats = lambda values: np.asarray(values, "<f4").tobytes()
    return (b"pithhead2\n" + hashes(reading.common) + hashes(reading.grams) + floats(grams) + struct.pack("<f", constant)
            + struct.pack("<I", len(traits)) + floats(traits) + struct.pack("<I", len(words)) + meaning.hashes.tobytes() + floats(words))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ratings")
    parser.add_argument("choices")
    parser.add_argument("strict")
    parser.add_argument("read")
    parser.add_argument("features")
    parser.add_argument("talk")
    parser.add_argument("out")
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    rated, chosen = Rated(args.ratings), Chosen(args.choices, args.strict, args.features)
    reading, read = Reading(rated, chosen), Read(args.read, chosen)
    print(len(rated.rating), "clauses rated;", len(chosen.passage), "clauses of", chosen.count, "passages,", chosen.lost, "are offered no more;", len(read.headlines), "are read;", len(reading.grams), "grams")
    lessons = Lessons(reading, rated, read)
    alone = [Alone(reading, lessons, target) for target in range(len(TARGETS))]
    meaning = Meaning(args.talk)
    inputs = Inputs(reading, alone, chosen, meaning)
    cross_validate(inputs, chosen, args.folds)
    with open(os.path.join(args.out, "headline-en.bin"), "wb") as out:
        out.write(model_bytes(reading, alone, Choice(inputs, chosen, np.arange(chosen.count)), meaning, inputs))


if __name__ == "__main__":
    main()
