#!/usr/bin/python3
"""Make data/models/topics-en.bin: how much each sign says that an insight is about a topic, or that a name belongs to it.

  train_topics.py LABELS VTT [--pith build/release/pith] [--data data] [--work DIR] [--rows DIR]

LABELS holds EPISODE.json with the topics and entities that editors gave, VTT the WebVTT transcripts of those and of many
other episodes, in any subfolder. First each topic of topics-en.tsv gets a direction among the vectors of words-en.bin: that of
passages where its aliases are said, told apart by a linear discriminant; no label is used. Then logistic regression weighs the
signs that `pith features --labels` prints. Prints the figures of the card, cross-validated by episode in five folds (the
directions know every transcript, no labels). Needs numpy, scipy and scikit-learn; a few minutes. src/stages/insight/topic_model.cpp
tells the form of the file.
"""
import argparse, collections, glob, html, json, os, re, struct, subprocess, tempfile

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
PASSAGE = 90  # words
MOST, ENOUGH, ALONE = 4, 0.20, 0.10  # as chosen_topics in topic_model.cpp
FOLDS = 5
FEATURES, NAME_FEATURES = 11, 10


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def base_form(word):
    return word[:-2] if word.endswith("'s") else word


def folded(word):
    """As src/stages/insight/topic_terms.cpp."""
    word = base_form(word)
    plural = len(word) >= 4 and word.endswith("s") and not word.endswith(("ss", "is")) and not (len(word) > 4 and word.endswith("us"))
    return word[:-1] if plural else word


def terms(text):
    return tuple(folded(w) for w in WORD.findall(text.lower().replace("\u2019", "'")))


class Topics:
    """topics-en.tsv as src/stages/insight/topic_list.cpp reads it."""

    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        self.names, self.aliases, self.needs_witness = [], [], []  # alias: (topic, terms, spoken)
        for line in self.bytes.decode().split("\n"):
            if not line or line[0] == "#":
                continue
            name, aliases = line.split("\t")
            self.names.append(name)
            for alias in ["=" + name] + [a.strip() for a in aliases.split(",")]:
                self.aliases.append((len(self.names) - 1, terms(alias), not alias.startswith("=")))
                self.needs_witness.append(alias.startswith("~"))
        self.place = {name: n for n, name in enumerate(self.names)}
        self.first = collections.defaultdict(list)
        for n, (_, words, _) in enumerate(self.aliases):
            self.first[words[0]].append(n)
        for run in self.first.values():
            run.sort(key=lambda n: (-len(self.aliases[n][1]), n))

    def front(self, words, at, label):
        for n in self.first.get(words[at], ()):
            _, alias, spoken = self.aliases[n]
            if (spoken or label) and words[at:at + len(alias)] == alias:
                return n
        return None

    def find(self, words):
        found, at = [], 0
        while at < len(words):
            n = self.front(words, at, False)
            if n is not None:
                found.append(n)
            at += 1 if n is None else len(self.aliases[n][1])
        return found

    def named(self, label):
        words, best = terms(label), None
        for at in range(len(words)):
            n = self.front(words, at, True)
            if n is not None and (best is None or len(self.aliases[n][1]) >= len(self.aliases[best][1])):
                best = n
        return None if best is None else self.aliases[best][0]


class Words:
    """words-en.bin; tools/train_vectors.py tells its form."""

    def __init__(self, path):
        data = open(path, "rb").read()
        dims, words, stems, _ = struct.unpack_from("<4I", data, 8)
        at = 24

        def take(count, kind):
            nonlocal at
            values = np.frombuffer(data, dtype=kind, count=count, offset=at)
            at += values.nbytes
            return values

        self.common = take(dims, "<f4")
        ends = take(words + stems, "<u4")
        weight, scale = take(words, "<f4"), take(words, "<f4")
        take(stems, "<f4")
        text = take(int(ends[-1]), "u1").tobytes()
        vectors = take(words * dims, "i1").reshape(words, dims)
        starts = [0] + list(ends[:-1])
        self.place = {text[a:b].decode(): n for n, (a, b) in enumerate(zip(starts[:words], ends[:words]))}
        self.vectors = vectors.astype(np.float32) * (weight * scale)[:, None]

    def directions(self, passages):
        rows, columns = [], []
        for n, passage in enumerate(passages):
            found = [self.place[w] for w in passage if w in self.place]
            rows += [n] * len(found)
            columns += found
        counts = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (len(passages), len(self.vectors)))
        sums = counts @ self.vectors
        sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        sums -= self.common
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def passages(folder):
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True)):
        words, inside = [], False
        for line in open(path, encoding="utf-8", errors="replace"):
            line = line.strip()
            if "-->" in line or not line:
                inside = "-->" in line
                if len(words) >= PASSAGE:
                    yield words
                    words = []
            elif inside:
                words += WORD.findall(html.unescape(re.sub(r"<[^>]*>", " ", line)).replace("\u2019", "'").lower())


def self_told(topics, hits):
    """The aliases found but those with another common sense that no other alias of their topic stands beside."""
    kinds = {(topics.aliases[h][0], h) for h in hits}
    told = collections.Counter(topic for topic, _ in kinds)
    return [h for h in hits if not topics.needs_witness[h] or told[topics.aliases[h][0]] > 1]


def learn_directions(topics, words, vtt):
    """A row a topic, its offset: so that (row . direction + offset) is 0 at a passage like all, 1 a deviation away."""
    dims = words.vectors.shape[1]
    total, square, count = np.zeros(dims), np.zeros((dims, dims)), 0
    sums, weights = np.zeros((len(topics.names), dims)), np.zeros(len(topics.names))
    batch = []

    def flush():
        nonlocal total, square, count
        x = words.directions([[base_form(w) for w in p] for p in batch]).astype(np.float64)
        total, square, count = total + x.sum(0), square + x.T @ x, count + len(x)
        for n, passage in enumerate(batch):
            hits = self_told(topics, topics.find(tuple(folded(w) for w in passage)))
            said = collections.Counter(topics.aliases[h][0] for h in hits)
            kinds = collections.Counter(topics.aliases[h][0] for h in set(hits))
            for topic in said:
                weight = 0.2 + min(said[topic] - 1, 3) * 0.5 + (kinds[topic] - 1)
                sums[topic] += weight * x[n]
                weights[topic] += weight
        batch.clear()

    for passage in passages(vtt):
        batch.append(passage)
        if len(batch) == 20000:
            flush()
    flush()
    mean = total / count
    covariance = square / count - np.outer(mean, mean)
    covariance += np.eye(dims) * np.trace(covariance) / dims * 0.1
    rows = np.linalg.solve(covariance, ((sums + 20 * mean) / (weights + 20)[:, None] - mean).T).T
    deviation = np.sqrt(np.einsum("td,de,te->t", rows, covariance, rows)) + 1e-9
    rows /= deviation[:, None]
    return rows, -(rows @ mean)


def quantised(rows):
    scales = np.abs(rows).max(1) / 127 + 1e-12
    return np.round(rows / scales[:, None]).astype("i1"), scales.astype("<f4")


def write(path, topics, directions, offsets, learnt):
    rows, scales = quantised(directions)
    with open(path, "wb") as out:
        out.write(struct.pack("<IIQ5I", 0x43504F54, 1, fnv(topics.bytes), len(topics.names), len(topics.aliases),
                              rows.shape[1], len(learnt["features"]), len(learnt["names"])))
        for name in ("features", "names", "topics", "aliases"):
            out.write(np.asarray(learnt[name], "<f4").tobytes())
        out.write(offsets.astype("<f4").tobytes() + scales.tobytes() + rows.tobytes())


class Rows:
    """What pith features --labels printed, as one sparse matrix: features, topic, aliases said."""

    def __init__(self, topics, labels, folder):
        self.topics, self.keys, self.topic, dense, self.said = topics, [], [], [], []
        self.gold, self.raw = {}, {}
        for path in sorted(glob.glob(os.path.join(labels, "*.json"))):
            label = json.load(open(path))
            for insight in label["insights"]:
                key = (label["episode"], insight["rank"])
                self.raw[key] = insight["topics"]
                self.gold[key] = {t for t in map(topics.named, insight["topics"]) if t is not None}
            lines = open(os.path.join(folder, label["episode"] + ".tsv"), encoding="utf-8").read().split("\n")
            self.names = lines[0].split("\t")[2:-1]
            for line in filter(None, lines[1:]):
                row = line.split("\t")
                self.keys.append((label["episode"], int(row[0])))
                self.topic.append(topics.place[row[1]])
                dense.append([float(v) for v in row[2:-1]])
                self.said.append([int(a) for a in row[-1].split(",") if a])
        self.dense = np.array(dense)
        self.y = np.array([t in self.gold[k] for k, t in zip(self.keys, self.topic)])
        self.episodes = np.array([k[0] for k in self.keys])

    def matrix(self, soft_topic=1.0, soft_alias=1.2):
        rows = len(self.keys)
        by_topic = sparse.csr_matrix((np.full(rows, soft_topic), (range(rows), self.topic)), (rows, len(self.topics.names)))
        at = [(n, a) for n, said in enumerate(self.said) for a in said]
        by_alias = sparse.csr_matrix((np.full(len(at), soft_alias), ([r for r, _ in at], [a for _, a in at])),
                                     (rows, len(self.topics.aliases)))
        self.soft = (soft_topic, soft_alias)
        self.spread = self.dense.std(0) + 1e-9
        return sparse.hstack([sparse.csr_matrix(self.dense / self.spread), by_topic, by_alias]).tocsr()


def fit(matrix, rows, train):
    return LogisticRegression(C=0.5, max_iter=3000).fit(matrix[train], rows.y[train])


def unpacked(model, rows):
    weights, features, topics = model.coef_[0], rows.dense.shape[1], len(rows.topics.names)
    return {"features": weights[:features] / rows.spread,
            "topics": weights[features:features + topics] * rows.soft[0] + model.intercept_[0],
            "aliases": weights[features + topics:] * rows.soft[1]}


def cross_validated(matrix, rows):
    names = sorted(set(rows.episodes))
    fold = np.array([names.index(e) % FOLDS for e in rows.episodes])
    p = np.zeros(len(rows.keys))
    for k in range(FOLDS):
        p[fold == k] = fit(matrix, rows, fold != k).predict_proba(matrix[fold == k])[:, 1]
    return p


def choose(rows, p, most=MOST, enough=ENOUGH):
    chosen = collections.defaultdict(list)
    for n in np.argsort(-p, kind="stable"):
        found = chosen[rows.keys[n]]
        if p[n] >= (enough if found else ALONE) and len(found) < most:
            found.append(rows.topic[n])
    return chosen


def f1(chosen, gold):
    right = sum(len(set(chosen.get(k, ())) & gold[k]) for k in gold)
    said, wanted = sum(len(chosen.get(k, ())) for k in gold), sum(map(len, gold.values()))
    precision, recall = right / max(said, 1), right / max(wanted, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def report(rows, p):
    print(f"labels: {sum(map(len, rows.raw.values()))}, of them in the list: "
          f"{sum(rows.topics.named(t) is not None for ts in rows.raw.values() for t in ts)}; "
          f"candidates hold {sum(rows.y)} of {sum(map(len, rows.gold.values()))}")
    for enough in (0.15, 0.2, 0.25, 0.3):
        chosen = choose(rows, p, MOST, enough)
        some = sum(1 for k in rows.gold if chosen.get(k))
        print("enough %.2f  F1 %.3f precision %.3f recall %.3f  with a topic %d of %d  mean %.2f" %
              (enough, *f1(chosen, rows.gold), some, len(rows.gold), sum(map(len, chosen.values())) / len(rows.gold)))


class NameRows:
    """The names that may be those of an insight; right where an editor's entity has the same words, or all of them and more."""

    def __init__(self, labels, folder):
        self.gold, self.keys, self.names, dense = {}, [], [], []
        for path in sorted(glob.glob(os.path.join(labels, "*.json"))):
            label = json.load(open(path))
            for insight in label["insights"]:
                self.gold[label["episode"], insight["rank"]] = [set(terms(e)) for e in insight["entities"]]
            lines = open(os.path.join(folder, label["episode"] + ".names.tsv"), encoding="utf-8").read().split("\n")
            self.features = lines[0].split("\t")[2:]
            for line in filter(None, lines[1:]):
                row = line.split("\t")
                self.keys.append((label["episode"], int(row[0])))
                self.names.append(set(terms(row[1])))
                dense.append([float(v) for v in row[2:]])
        self.dense = np.array(dense)
        self.spread = self.dense.std(0) + 1e-9
        self.y = np.array([any(self.same(name, entity) for entity in self.gold[k]) for k, name in zip(self.keys, self.names)])
        self.episodes = np.array([k[0] for k in self.keys])

    @staticmethod
    def same(name, entity):
        return bool(name) and (name <= entity or entity <= name)

    def fit(self, train):
        return LogisticRegression(C=1.0, max_iter=3000).fit((self.dense / self.spread)[train], self.y[train])

    def cross_validated(self):
        names = sorted(set(self.episodes))
        fold, p = np.array([names.index(e) % FOLDS for e in self.episodes]), np.zeros(len(self.keys))
        for k in range(FOLDS):
            p[fold == k] = self.fit(fold != k).predict_proba((self.dense / self.spread)[fold == k])[:, 1]
        return p

    def choose(self, p, enough=0.33, most=6):
        chosen = collections.defaultdict(list)
        for n in np.argsort(-p, kind="stable"):
            names = chosen[self.keys[n]]
            if p[n] >= enough and len(names) < most and not any(self.same(self.names[n], name) for name in names):
                names.append(self.names[n])
        return chosen

    def f1(self, p, enough):
        return names_f1(self.choose(p, enough), self.gold)

    def weights(self):
        model = self.fit(np.ones(len(self.keys), bool))
        return list(model.coef_[0] / self.spread) + [model.intercept_[0]]


def names_f1(chosen, gold):
    """An entity counts once, whoever says it twice."""
    said = sum(len(names) for names in chosen.values())
    right = found = 0
    for key, entities in gold.items():
        names = chosen.get(key, ())
        right += sum(any(NameRows.same(n, e) for e in entities) for n in names)
        found += sum(any(NameRows.same(n, e) for n in names) for e in entities)
    precision, recall = right / max(said, 1), found / max(sum(map(len, gold.values())), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def features(options, topics, folder):
    transcripts = {os.path.basename(p)[:-4]: p for p in glob.glob(os.path.join(options.vtt, "**", "*.vtt"), recursive=True)}
    wanted = [transcripts[os.path.basename(p)[:-5]] for p in sorted(glob.glob(os.path.join(options.labels, "*.json")))]
    subprocess.run([options.pith, "features", "--data", options.data, "--labels", options.labels, "--out", folder] + wanted,
                   check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels")
    parser.add_argument("vtt")
    parser.add_argument("--pith", default="build/release/pith")
    parser.add_argument("--data", default="data")
    parser.add_argument("--work", help="keeps the directions here, for another run")
    options = parser.parse_args()
    work = options.work or tempfile.mkdtemp()
    topics = Topics(os.path.join(options.data, "models/topics-en.tsv"))
    kept = os.path.join(work, f"directions-{fnv(topics.bytes):x}.npz")
    if not os.path.exists(kept):
        rows, offsets = learn_directions(topics, Words(os.path.join(options.data, "models/words-en.bin")), options.vtt)
        np.savez(kept, rows=rows, offsets=offsets)
    known = np.load(kept)
    target = os.path.join(options.data, "models/topics-en.bin")
    nothing = {"features": np.zeros(FEATURES), "topics": np.zeros(len(topics.names)), "aliases": np.zeros(len(topics.aliases)),
               "names": np.zeros(NAME_FEATURES + 1)}
    write(target, topics, known["rows"], known["offsets"], nothing)
    folder = os.path.join(work, "rows")
    features(options, topics, folder)
    rows = Rows(topics, options.labels, folder)
    matrix = rows.matrix()
    report(rows, cross_validated(matrix, rows))
    learnt = unpacked(fit(matrix, rows, np.ones(len(rows.keys), bool)), rows)
    names = NameRows(options.labels, folder)
    p = names.cross_validated()
    for enough in (0.25, 0.33, 0.4, 0.5):
        print("names from %.2f  F1 %.3f precision %.3f recall %.3f" % (enough, *names.f1(p, enough)))
    learnt["names"] = names.weights()
    write(target, topics, known["rows"], known["offsets"], learnt)
    for name, weight in zip(names.features + ["bias"], learnt["names"]):
        print(f"{name:12}{weight:8.3f}")
    for name, weight in zip(rows.names, learnt["features"]):
        print(f"{name:12}{weight:8.3f}")


if __name__ == "__main__":
    main()
