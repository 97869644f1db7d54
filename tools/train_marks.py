#!/usr/bin/python3
"""Train the model that marks ads and chatter (src/stages/transcript/mark.h).

  train_marks.py LABELS VTT READS OUT [--more LABELS] [--folds 5]

LABELS holds EPISODE.json with ranges of cue ids `ads` and `chatter`; VTT the transcripts, EPISODE.vtt in any subfolder; READS
is a text file of written ad reads (a sentence a line, an empty line between reads), planted into the training episodes.
The labels of --more are trained on too, never tested on. Writes OUT/marks-en.bin and prints what its card needs: figures cross-validated by episode.

The features are those of src/stages/transcript/mark_features.cpp, kept equal by tests/tools/train_marks_test.py.
"""
import argparse, collections, glob, html, json, os, re, struct, sys, zlib

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

BUCKETS = 1 << 17
WINDOW = 5
TOKEN = re.compile(r"[a-z0-9']+|[?!]")
DENSE = 16
CONTEXT_SCALE = 4.0
ADS_SHARE = 0.025  # of all cues, to be marked as ads in cross-validation: half of the false ones are chatter


def stamp(text):
    parts = text.split(":")
    return sum(float(part) * 60 ** n for n, part in enumerate(reversed(parts)))


def read_vtt(path):
    """[(start, end, speaker, text)] of a WebVTT file whose cues are sentences with voice tags."""
    cues = []
    for block in open(path, encoding="utf-8").read().split("\n\n")[1:]:
        lines = block.strip().split("\n")
        at = next((n for n, line in enumerate(lines) if "-->" in line), None)
        if at is None:
            continue
        start, end = lines[at].split(" --> ")
        voice = re.match(r"<v ([^>]*)>(.*)", " ".join(lines[at + 1 :]))
        speaker, text = voice.groups() if voice else ("", " ".join(lines[at + 1 :]))
        cues.append((stamp(start), stamp(end.split(" ")[0]), speaker, " ".join(html.unescape(text).split())))
    return cues


def bucket(text):
    value = 2166136261
    for byte in text.encode("utf-8"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return (value ^ value >> 15) & (BUCKETS - 1)


CACHE = {}


def cached_bucket(text):
    if text not in CACHE:
        CACHE[text] = bucket(text)
    return CACHE[text]


def tokens_of(text):
    return TOKEN.findall(text.lower().replace("\u2019", "'"))


def dense_of(cues, tokens):
    """Features 0..15 of every cue; the order is mark_features.cpp's."""
    count = len(cues)
    words = np.array([len(t) for t in tokens], float)
    first, last = cues[0][0], cues[-1][1]
    share = collections.Counter()
    for cue, n in zip(cues, words):
        share[cue[2]] += n
    total = max(1.0, words.sum())
    changes = np.array([0.0] + [float(a[2] != b[2]) for a, b in zip(cues, cues[1:])])
    rows = np.zeros((count, DENSE))
    turn = 0
    for n, (start, _, speaker, text) in enumerate(cues):
        turn = 0 if changes[n] else turn + (n > 0)
        since, left = max(0.0, start - first), max(0.0, last - start)
        near = slice(max(0, n - 3), n + 4)
        rows[n] = [
            np.log1p(since), np.log1p(left), since / max(1.0, last - first), np.log1p(words[n]), np.log1p(turn), share[speaker] / total,
            "?" in tokens[n], "!" in tokens[n], "[laugh" in text, "..." in text, any("0" <= c <= "9" for c in text),
            words[near].mean() / 20, changes[max(0, n - 5) : n + 6].mean(), since < 60, left < 60, left < 180,
        ]
    return rows


def features_of(cues):
    """Sparse rows: BUCKETS of the cue's own words and pairs, BUCKETS of the words around it; and the dense ones."""
    tokens = [tokens_of(cue[3]) for cue in cues]
    own_rows, own_columns, around = [], [], []
    for n, words in enumerate(tokens):
        units = set(cached_bucket(w) for w in words) | set(cached_bucket(a + " " + b) for a, b in zip(words, words[1:]))
        own_rows += [n] * len(units)
        own_columns += units
        around.append(sorted(set(cached_bucket(w) for w in words)))
    rows, columns, values = [], [], []
    for n in range(len(cues)):
        near = range(max(0, n - WINDOW), min(len(cues), n + WINDOW + 1))
        weight = CONTEXT_SCALE / np.sqrt(max(1, sum(len(around[m]) for m in near)))
        for m in near:
            rows += [n] * len(around[m])
            columns += around[m]
            values += [weight] * len(around[m])
    shape = (len(cues), BUCKETS)
    own = sparse.csr_matrix((np.ones(len(own_rows)), (own_rows, own_columns)), shape=shape)
    context = sparse.csr_matrix((values, (rows, columns)), shape=shape)
    return own, context, dense_of(cues, tokens)


def spread(ranges, count):
    marks = np.zeros(count, int)
    for first, last in ranges:
        marks[first - 1 : last] = 1
    return marks


def plant(cues, reads, seed):
    """The cues with one read put into the middle of a turn; its place, from 0, and its length."""
    read = reads[seed % len(reads)]
    at = max(1, len(cues) * (3 + seed % 5) // 10)
    speaker, start = cues[at - 1][2], cues[at - 1][1]
    length = 0.07 * sum(len(line) for line in read)
    said, now = [], start
    for line in read:
        said.append((now, now + 0.07 * len(line), speaker, line))
        now += 0.07 * len(line)
    later = [(a + length, b + length, s, t) for a, b, s, t in cues[at:]]
    return cues[:at] + said + later, at, len(read)


def smooth(scores):
    """Over the neighbours, weights 1 2 1; the edge repeats. As in mark.cpp."""
    wide = np.pad(scores, 1, mode="edge")
    return (wide[:-2] + 2 * wide[1:-1] + wide[2:]) / 4


def best_threshold(scores, marks):
    """The threshold of the highest F1 by cue, and that F1."""
    order = np.argsort(-scores)
    hits = np.cumsum(marks[order])
    f1 = 2 * hits / (np.arange(1, len(marks) + 1) + marks.sum())
    return scores[order][f1.argmax()], f1.max()


def splits(data, folds):
    """(rows to train on, rows to test on) of each fold: the episodes of LABELS are dealt out in turn."""
    tests = [data.held & (data.groups % folds == fold) for fold in range(folds)]
    return [(np.flatnonzero(~test), np.flatnonzero(test)) for test in tests]


class Data:
    def __init__(self, labels, folder, reads, folds, more=None):
        where = {os.path.basename(p)[:-4]: p for p in glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True)}
        parts, self.groups, self.ads, self.chatter, self.planted = [], [], [], [], []
        self.episodes = []
        paths = sorted(glob.glob(os.path.join(labels, "*.json")))
        first_more = len(paths)
        paths += sorted(glob.glob(os.path.join(more, "*.json"))) if more else []
        for group, path in enumerate(paths):
            gold = json.load(open(path, encoding="utf-8"))
            cues = read_vtt(where[gold["episode"]])
            ads, chatter = spread(gold["ads"], len(cues)), spread(gold["chatter"], len(cues))
            planted = np.zeros(len(cues), int)
            if reads:
                own_reads = reads[group % folds :: folds]  # no fold is tested on a read that it was trained on
                cues, at, length = plant(cues, own_reads, group // folds)
                ads = np.concatenate([ads[:at], np.ones(length, int), ads[at:]])
                chatter = np.concatenate([chatter[:at], np.zeros(length, int), chatter[at:]])
                planted = np.concatenate([planted[:at], np.ones(length, int), planted[at:]])
            parts.append(features_of(cues))
            self.groups += [group] * len(cues)
            self.ads.append(ads), self.chatter.append(chatter), self.planted.append(planted)
            self.episodes.append(gold["episode"])
        self.own = sparse.vstack([p[0] for p in parts]).tocsr()
        self.context = sparse.vstack([p[1] for p in parts]).tocsr()
        self.dense = np.concatenate([p[2] for p in parts])
        self.groups = np.array(self.groups)
        self.held = self.groups < first_more
        self.ads, self.chatter, self.planted = (np.concatenate(x) for x in (self.ads, self.chatter, self.planted))
        said = self.planted == 0
        seen = np.asarray((self.own[said] != 0).sum(axis=0)).ravel() + self.reads_with_each(reads)
        self.own = self.own @ sparse.diags((seen >= 4).astype(float))
        self.context = self.context @ sparse.diags((seen >= 4).astype(float))
        self.mean, self.deviation = self.dense.mean(0), self.dense.std(0) + 1e-9

    @staticmethod
    def reads_with_each(reads):
        """By bucket, how many reads hold it: planted often, a read still counts once, or its brand would be learnt."""
        seen = np.zeros(BUCKETS)
        for read in reads:
            own, _, _ = features_of([(n, n + 1, "", line) for n, line in enumerate(read)])
            seen[np.unique(own.indices)] += 1
        return seen

    def parts(self):
        return self.own, self.context, sparse.csr_matrix((self.dense - self.mean) / self.deviation)


def telling(part, marks):
    """How much more frequent each column is among marked rows, as a logarithm: what naive Bayes would weigh it by."""
    inside = np.asarray(part[marks == 1].sum(axis=0)).ravel() + 1
    outside = np.asarray(part[marks == 0].sum(axis=0)).ravel() + 1
    return np.log((inside / inside.sum()) / (outside / outside.sum()))


class Target:
    """What one head learns: its marks, how strongly, and whether its columns are first scaled by what they tell."""

    def __init__(self, name, marks, strength, scaled):
        self.name, self.marks, self.strength, self.scaled, self.threshold = name, marks, strength, scaled, 0.0


class Fitted:
    """Logistic regression as one set of plain weights."""

    def __init__(self, parts, target, rows):
        one = np.ones(BUCKETS)
        scales = [telling(part[rows], target.marks[rows]) if target.scaled else one for part in parts[:2]]
        scaled = [part @ sparse.diags(scale) for part, scale in zip(parts, scales)] + [parts[2]]
        model = LogisticRegression(C=target.strength, max_iter=400, solver="liblinear", random_state=1)
        model.fit(sparse.hstack(scaled).tocsr()[rows], target.marks[rows])
        own, context, self.dense = np.split(model.coef_[0], [BUCKETS, 2 * BUCKETS])
        self.own, self.context, self.bias = own * scales[0], context * scales[1], model.intercept_[0]

    def score(self, parts):
        return parts[0] @ self.own + parts[1] @ self.context + parts[2] @ self.dense + self.bias


def out_of_fold(data, target, folds):
    parts, scores = data.parts(), np.zeros(len(target.marks))
    for train, test in splits(data, folds):
        scores[test] = Fitted(parts, target, train).score(parts)[test]
    return np.concatenate([smooth(scores[data.groups == group]) for group in np.unique(data.groups[data.held])])


def head_bytes(fitted, data, threshold):
    dense = fitted.dense / data.deviation
    bias = fitted.bias - (dense * data.mean).sum() - threshold
    out = struct.pack("<f", bias) + np.asarray(dense, "<f4").tobytes()
    for part in (fitted.own, fitted.context):
        scale = max(1e-9, abs(part).max()) / 127
        out += struct.pack("<f", scale) + np.round(part / scale).astype(np.int8).tobytes()
    return out


def model_bytes(data, targets, rows):
    out = b"PITHMARK" + struct.pack("<III", 1, BUCKETS, DENSE)
    for target in targets:
        out += head_bytes(Fitted(data.parts(), target, rows), data, target.threshold)
    return out + struct.pack("<I", zlib.crc32(out))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels"), parser.add_argument("vtt"), parser.add_argument("reads"), parser.add_argument("out")
    parser.add_argument("--more")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold-models", metavar="DIR", help="write the model of each fold and the episodes it has not seen")
    args = parser.parse_args()
    reads = [r.split("\n") for r in open(args.reads, encoding="utf-8").read().strip().split("\n\n")]
    data = Data(args.labels, args.vtt, reads, args.folds, args.more)
    ads = Target("ads", data.ads, 0.1, False)
    scores = out_of_fold(data, ads, args.folds)
    ads.threshold = np.quantile(scores, 1 - ADS_SHARE)
    print(f"ads: {(scores > ads.threshold)[data.planted[data.held] == 1].mean():.3f} of the cues of planted reads that were not trained on")
    both = Target("ads and chatter", data.ads | data.chatter, 0.03, True)
    both.threshold, f1 = best_threshold(out_of_fold(data, both, args.folds), both.marks[data.held])
    print(f"ads and chatter: F1 by cue {f1:.3f}, cross-validated by episode")
    with open(os.path.join(args.out, "marks-en.bin"), "wb") as file:
        file.write(model_bytes(data, (ads, both), np.arange(len(data.groups))))
    if args.fold_models:
        write_folds(data, (ads, both), args)


def write_folds(data, targets, args):
    for fold, (train, test) in enumerate(splits(data, args.folds)):
        with open(os.path.join(args.fold_models, f"marks-en.{fold}.bin"), "wb") as file:
            file.write(model_bytes(data, targets, train))
        with open(os.path.join(args.fold_models, f"fold.{fold}.txt"), "w") as file:
            file.write("\n".join(data.episodes[group] for group in sorted(set(data.groups[test]))) + "\n")


if __name__ == "__main__":
    main()
