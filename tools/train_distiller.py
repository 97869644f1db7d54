#!/usr/bin/python3
"""Train the built-in distiller's cue model.

  train_distiller.py FEATURES GOLD VTT NET OUT [--more LABELS] [--leave-out FOLD/FOLDS] [--version TEXT]

FEATURES holds EPISODE.tsv as `pith features` prints them, GOLD the labels, VTT the transcripts they number, NET the network
of tools/train_context. OUT is the model file; beside it OUT.episodes lists the episodes it was trained on, a line each. The
labels of --more are trained on too. With --leave-out 0/5 every fifth episode of GOLD is left out, for cross-validation
(eval/crossvalidate). Needs numpy, scipy, scikit-learn, xgboost.

Two layers. Three logistic regressions, on words and pairs of words of a cue and of its neighbours, dense features and
meaning, say whether a cue is evidence, evidence of a good insight, the key of one; the network says the same and more.
Boosted trees over their scores (the regressions' made by ones that did not see the episode) and the dense features around
say how much it is worth. All are mixed.
"""
import argparse, os, struct, sys

import numpy as np
import scipy.sparse as sparse
import xgboost
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import distiller_data as data

# What each head tells apart, and how strongly it is held back.
HEADS = (("evidence", lambda e: e.evidence > 0, 0.4), ("good", lambda e: e.evidence >= 4, 0.3), ("key", lambda e: e.key > 0, 0.2))
DENSE_SCALE, MEANING_SCALE = 0.1, 0.05
INNER = 3  # folds within the training episodes, for the second layer
REACHES = ((0, 0), (-3, -3), (-2, -2), (-1, -1), (1, 1), (2, 2), (3, 3), (-4, 4), (-10, 10))
DENSE_REACHES = ((0, 0), (-3, -1), (1, 3))
TREES = dict(max_depth=4, eta=0.06, subsample=0.5, colsample_bytree=0.3, min_child_weight=40, nthread=1, tree_method="hist",
             max_bin=64, objective="reg:squarederror", base_score=0.5, seed=1)
ROUNDS = 200
# Of the trees, of the heads' and of the network's probabilities, each scaled to unit spread; the network's are: kept,
# good, key, chatter, ad, worth.
MIX = (1.0, 1.0, 1.0, 0.5, 0.25, 0.25, 0.15, 0.0, 0.0, 0.25)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def fold_of(names, folds):
    """Which fold each episode is in: dealt out in a fixed shuffle of the names."""
    order = np.random.RandomState(0).permutation(len(names))
    return {name: int(order[k] % folds) for k, name in enumerate(sorted(names))}


class Heads:
    """The first layer, trained on some episodes."""

    def __init__(self, episodes):
        self.vocabulary = data.Vocabulary(episodes)
        inputs = [data.Inputs(e, self.vocabulary) for e in episodes]
        numbers = np.vstack([i.numbers for i in inputs])
        dense = episodes[0].dense.shape[1]
        self.mean, spread = numbers.mean(0), numbers.std(0) + 1e-6
        self.scale = np.where(np.arange(len(spread)) < dense, DENSE_SCALE, MEANING_SCALE) / spread
        matrix = sparse.vstack([self.matrix(i) for i in inputs]).tocsr()
        self.models = []
        for _, target, strength in HEADS:
            labels = np.concatenate([target(e) for e in episodes])
            model = LogisticRegression(C=strength, solver="liblinear", tol=1e-2)
            self.models.append(model.fit(matrix, labels))

    def matrix(self, inputs):
        return sparse.hstack([inputs.cue, inputs.context, sparse.csr_matrix((inputs.numbers - self.mean) * self.scale)]).tocsr()

    def scores(self, episode):
        matrix = self.matrix(data.Inputs(episode, self.vocabulary))
        return np.column_stack([m.decision_function(matrix) for m in self.models])


def tree_rows(episode, scores):
    parts = [data.mean_around(scores, *reach) for reach in REACHES]
    parts += [data.mean_around(episode.dense, *reach) for reach in DENSE_REACHES]
    return np.hstack(parts).astype(np.float32)


class CueModel:
    def __init__(self, episodes, net):
        self.net, self.heads = net, Heads(episodes)
        part = np.random.RandomState(1).permutation(len(episodes)) % INNER
        unseen = [None] * len(episodes)
        for k in range(INNER):
            inner = Heads([e for e, p in zip(episodes, part) if p != k])
            for index in np.flatnonzero(part == k):
                unseen[index] = self.first_layer(inner, episodes[index])
            print(f"  inner fold {k + 1}/{INNER}", flush=True)
        rows = np.vstack([tree_rows(e, s) for e, s in zip(episodes, unseen)])
        worth = np.concatenate([e.evidence for e in episodes])
        self.trees = xgboost.train(TREES, xgboost.DMatrix(rows, worth), ROUNDS)
        self.fit_mix(rows, np.vstack(unseen), worth)

    def first_layer(self, heads, episode):
        return np.hstack([heads.scores(episode), self.net.scores(episode)])

    def parts(self, rows, scores):
        return np.column_stack([self.trees.predict(xgboost.DMatrix(rows)), sigmoid(scores)])

    def fit_mix(self, rows, scores, worth):
        """Weights that give each part the same spread, and a line that makes the sum about the cue's worth."""
        parts = self.parts(rows, scores)
        weights = np.array(MIX) / parts.std(0)
        slope, constant = np.polyfit(parts @ weights, worth, 1)
        self.mix = np.append(weights * slope, constant)

    def scores(self, episode):
        scores = self.first_layer(self.heads, episode)
        return self.parts(tree_rows(episode, scores), scores) @ self.mix[:-1] + self.mix[-1]


def text(value):
    raw = value.encode()
    return struct.pack("<H", len(raw)) + raw


def floats(values):
    return np.asarray(values, dtype="<f4").tobytes()


def grams_bytes(heads):
    size = len(heads.vocabulary.names)
    root = np.sqrt(heads.vocabulary.rarity)
    cue = np.column_stack([m.coef_[0][:size] * root for m in heads.models])
    context = np.column_stack([m.coef_[0][size:2 * size] * root for m in heads.models])
    hashes = np.array([data.gram_hash(g) for g in heads.vocabulary.names], dtype="<u8")
    return struct.pack("<I", size) + hashes.tobytes() + floats(np.hstack([heads.vocabulary.rarity[:, None], cue, context]))


def heads_bytes(heads):
    size, out = 2 * len(heads.vocabulary.names), b""
    for model in heads.models:
        weights = model.coef_[0][size:] * heads.scale
        out += floats([model.intercept_[0] - float(weights @ heads.mean)]) + floats(weights)
    return out


def tree_nodes(tree, node, out):
    """Appends the node and all below it, the left child first; a leaf has right = 0."""
    here = len(out)
    if tree["left_children"][node] < 0:
        out.append((tree["split_conditions"][node], 0, 0))
        return
    out.append(None)
    tree_nodes(tree, tree["left_children"][node], out)
    right = len(out) - here
    tree_nodes(tree, tree["right_children"][node], out)
    out[here] = (tree["split_conditions"][node], tree["split_indices"][node], right)


def trees_bytes(booster):
    import json
    model = json.loads(bytes(booster.save_raw("json")))["learner"]
    roots, nodes = [], []
    for tree in model["gradient_booster"]["model"]["trees"]:
        roots.append(len(nodes))
        tree_nodes(tree, 0, nodes)
    packed = b"".join(struct.pack("<fHH", *node) for node in nodes)
    base = float(model["learner_model_param"]["base_score"])
    return struct.pack("<fII", base, len(roots), len(nodes)) + np.array(roots, dtype="<u4").tobytes() + packed


def save(path, model, episodes, version, calibration):
    names, dimensions = episodes[0].dense_names, episodes[0].meaning.shape[1]
    points, worths = calibration
    with open(path, "wb") as out:
        out.write(b"pithcue2\n" + text(version))
        out.write(struct.pack("<I", len(names)) + b"".join(text(n) for n in names) + struct.pack("<I", dimensions))
        out.write(grams_bytes(model.heads) + heads_bytes(model.heads) + model.net.bytes)
        out.write(trees_bytes(model.trees) + floats(model.mix))
        out.write(struct.pack("<I", len(points)) + floats(points) + floats(worths))
    with open(path + ".episodes", "w") as out:
        out.writelines(e.name + "\n" for e in episodes)


def read_calibration(path):
    """Passage scores and their worth, a pair a line, as eval/crossvalidate makes them; the scores as they are without it."""
    if not path or not os.path.exists(path):
        return [-1000.0, 1000.0], [-1000.0, 1000.0]
    rows = [tuple(map(float, line.split())) for line in open(path) if line.strip()]
    return [r[0] for r in rows], [r[1] for r in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("features", "gold", "vtt", "net", "out"):
        parser.add_argument(name)
    parser.add_argument("--more")
    parser.add_argument("--leave-out")
    parser.add_argument("--version", default="cue-en-2")
    parser.add_argument("--calibration")
    args = parser.parse_args()
    episodes = data.load(args.features, args.gold, args.vtt, args.more)
    if args.leave_out:
        fold, folds = map(int, args.leave_out.split("/"))
        part = fold_of([e.name for e in episodes if e.held], folds)
        episodes = [e for e in episodes if part.get(e.name) != fold]
    print(f"{len(episodes)} episodes, {sum(e.size for e in episodes)} cues", flush=True)
    net = data.ContextNet(args.net, episodes[0].dense.shape[1])
    save(args.out, CueModel(episodes, net), episodes, args.version, read_calibration(args.calibration))


if __name__ == "__main__":
    main()
