#!/usr/bin/python3
"""Train the model that knows ad reads by their manner (src/stages/transcript/ad_model.h).

  train_ads.py PITH LABELS VTT OUT READS... [--more LABELS] [--others 110] [--folds 5] [--fold-models DIR]

PITH is the program, which computes the features; LABELS holds EPISODE.json with ranges of cue ids `ads` and `insights`; VTT the
transcripts, EPISODE.vtt in any subfolder, of which --others without labels are taken too; READS are files of written ad reads, four of
which are planted into each transcript. The episodes of --more, which hold ads of their own, are trained on in every fold. Writes OUT/ads-en.txt and prints what its card needs, cross-validated by episode and by read at
once: a fold's transcripts hold only reads that no other fold's do.
"""
import argparse, glob, json, os, random, subprocess, tempfile

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from ad_reads import planted, reads_in, write_vtt
from train_marks import read_vtt

READS_EACH = 4
SHARE = 0.005  # of the talk out of reach of ads, marked in cross-validation
REACH = 9  # the most cues of a window
MOSTLY = 0.75  # so much of a window within a read makes it one
STRENGTH, WEIGHT = 0.02, 4


class Episode:
    """The windows of one transcript: features, labels (-1: neither) and where each is."""

    def __init__(self, made, group, pith, folder):
        self.name, self.group, self.reads = made.name, group, [number for number, _, _ in made.reads]
        path = os.path.join(folder, made.name + ".vtt")
        write_vtt(made.cues, path)
        rows = subprocess.run([pith, "features", "--ads", path], stdout=subprocess.PIPE, check=True, text=True).stdout
        self.names = rows.split("\n", 1)[0].split("\t")[4:]
        table = np.array(rows.split("\n", 1)[1].split(), np.float32).reshape(-1, len(self.names) + 4)
        self.first, self.end, self.x = table[:, 0].astype(int), table[:, 1].astype(int), table[:, 4:]
        self.middle = (table[:, 2] + np.concatenate([table[1:, 2], table[-1:, 3]])) / 2
        within = lambda runs: np.array([self.holds(made.times(*run)) for run in runs]).reshape(-1, len(table))
        self.read = within([run[1:] for run in made.reads])
        self.key = within(made.keys).any(0)
        self.ad = within(made.ads).any(0)
        near = np.convolve(self.read.any(0) | self.ad, np.ones(2 * REACH + 1), "same") > 0
        self.free = ~near
        self.key &= ~near
        self.y = self.labels()

    def holds(self, times):
        return (self.middle >= times[0]) & (self.middle <= times[1])

    def labels(self):
        share = lambda marks: np.array([marks[a:b].mean() for a, b in zip(self.first, self.end)])
        read, other = share(self.read.any(0)), share(self.ad)
        return np.where(read >= MOSTLY, 1, np.where((read == 0) & (other == 0), 0, -1))

    def cue_scores(self, fitted):
        scores = fitted.score(self.x)
        best = np.full(len(scores), -np.inf)
        for first, end, score in zip(self.first, self.end, scores):
            best[first:end] = np.maximum(best[first:end], score)
        return best


class Fitted:
    """Logistic regression as plain weights of the features as they are."""

    def __init__(self, episodes):
        x, y = np.concatenate([e.x for e in episodes]), np.concatenate([e.y for e in episodes])
        x, y = x[y >= 0], y[y >= 0]
        scaler = StandardScaler().fit(x[:, : x.shape[1] - 128])
        scale = np.concatenate([scaler.scale_, np.ones(128)])  # vectors are scaled as they come
        model = LogisticRegression(C=STRENGTH, max_iter=400, solver="liblinear", random_state=1, class_weight={0: 1, 1: WEIGHT})
        model.fit(x / scale, y)
        self.weights, self.bias = model.coef_[0] / scale, model.intercept_[0]

    def score(self, x):
        return x @ self.weights + self.bias

    def write(self, path, names, threshold):
        with open(path, "w") as out:
            out.write(f"pithads1\nbias {self.bias - threshold:.6g}\n")
            out.writelines(f"{name} {weight:.6g}\n" for name, weight in zip(names, self.weights))


def groups_of(labelled, others, folds):
    """(episode, its fold): of the labelled the one that eval/crossvalidate leaves out, too."""
    return [(name, n % folds) for n, name in enumerate(labelled)] + [(name, n % folds) for n, name in enumerate(others)]


def labels_in(folder):
    read = (json.load(open(path)) for path in sorted(glob.glob(os.path.join(folder, "*.json"))))
    return {label["episode"]: label for label in read}


def load(args, folder):
    where = {os.path.basename(p)[:-4]: p for p in glob.glob(os.path.join(args.vtt, "**", "*.vtt"), recursive=True)}
    gold, more = labels_in(args.labels), labels_in(args.more) if args.more else {}
    reads = [read for path in args.reads for read in reads_in(path)]
    dice = random.Random(7)
    free = sorted(set(where) - set(gold) - set(more))
    episodes = []
    for name, group in groups_of(sorted(gold), dice.sample(free, min(args.others, len(free))), args.folds):
        cues = read_vtt(where[name])
        own = list(range(group, len(reads), args.folds))
        dice.shuffle(own)
        if len(cues) < 150:
            continue
        made = planted(name, cues, own[:READS_EACH], reads, "train", gold.get(name))
        if len(episodes) % 5 == 4:  # as transcripts without speakers are
            made.cues = [(start, end, "", text) for start, end, _, text in made.cues]
        episodes.append(Episode(made, group, args.pith, folder))
    return episodes, [Episode(one, None, args.pith, folder) for one in more_planted(more, where, reads)]


def more_planted(more, where, reads):
    """The episodes of --more with a read each."""
    for number, (name, label) in enumerate(more.items()):
        yield planted(name, read_vtt(where[name]), [number % len(reads)], reads, "train", label)


def report(episodes, scores, threshold):
    found = [(score[run] > threshold).mean() for e, score in zip(episodes, scores) for run in e.read]
    share = lambda marks: np.mean(np.concatenate([score[marks(e)] for e, score in zip(episodes, scores)]) > threshold)
    print(f"  {len(found)} planted reads: {np.mean(np.array(found) >= 0.5):.3f} for the greater part, {np.mean(np.array(found) == 0):.3f} not at all,"
          f" {np.mean(found):.3f} of their cues; marked: {share(lambda e: e.key):.4f} of key cues, {share(lambda e: e.free):.4f} of other talk,"
          f" {share(lambda e: e.ad):.3f} of labelled ads")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("pith", "labels", "vtt", "out"):
        parser.add_argument(name)
    parser.add_argument("reads", nargs="+")
    parser.add_argument("--more", metavar="LABELS")
    parser.add_argument("--others", type=int, default=110)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold-models", metavar="DIR", help="write the model of each fold, ads-en.FOLD.txt")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        episodes, more = load(args, folder)
    fitted = [Fitted([e for e in episodes if e.group != fold] + more) for fold in range(args.folds)]
    scores = [e.cue_scores(fitted[e.group]) for e in episodes]
    talk = np.concatenate([score[e.free] for e, score in zip(episodes, scores)])
    for share in (0.0025, SHARE, 0.01):
        report(episodes, scores, np.quantile(talk, 1 - share))
    threshold = np.quantile(talk, 1 - SHARE)
    Fitted(episodes + more).write(os.path.join(args.out, "ads-en.txt"), episodes[0].names, threshold)
    for fold in range(args.folds if args.fold_models else 0):
        fitted[fold].write(os.path.join(args.fold_models, f"ads-en.{fold}.txt"), episodes[0].names, threshold)


if __name__ == "__main__":
    main()
