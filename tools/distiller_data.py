"""What the distiller's training scripts share: labels, features as `pith features` prints them, and the matrices made of
both. The features come from Pith alone; what is computed here (sums over neighbours) src/stages/insight/cue_model.cpp
computes alike."""
import collections, functools, glob, json, math, os, re

import numpy as np
import scipy.sparse as sparse

STAMP = re.compile(r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3}) --> (?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})")
CONTEXT = 4  # cues on either side whose words and meaning count as context
TEXT_COLUMNS = 6  # cue, start, end, kind, speaker, words


@functools.lru_cache(maxsize=None)
def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


@functools.lru_cache(maxsize=None)
def gram_hash(gram):
    """The name of a word or of a pair of words in the model files."""
    first, pair, second = gram.partition(" ")
    if not pair:
        return fnv(first)
    mixed = (fnv(first) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF) ^ fnv(second)
    return mixed ^ (mixed >> 29)


def cue_times(path):
    """Cue number of a WebVTT file -> (start, end) in seconds, as the labels number them."""
    times, number, last = {}, 0, None
    for line in open(path, encoding="utf-8"):
        stamp = STAMP.match(line)
        if stamp:
            h, m, s, f, h2, m2, s2, f2 = (int(x or 0) for x in stamp.groups())
            number += 1
            times[int(last or number)] = (h * 3600 + m * 60 + s + f / 1000, h2 * 3600 + m2 * 60 + s2 + f2 / 1000)
        last = line.strip() if line.strip().isdigit() else None
    return times


class Episode:
    """One labelled episode: its features and, for each cue, the score of the best insight it is evidence or key of."""

    def __init__(self, features, gold, vtt):
        lines = open(features, encoding="utf-8").read().split("\n")
        header = lines[0].split("\t")
        table = [line.split("\t") for line in lines[1:] if line]
        meaning = [k for k, name in enumerate(header) if re.fullmatch(r"v\d+", name)]
        dense = [k for k in range(TEXT_COLUMNS, len(header)) if k not in set(meaning)]
        numbers = np.array([[float(x) for x in row[TEXT_COLUMNS:]] for row in table], dtype=np.float32)
        self.name = gold["episode"]
        self.dense_names = [header[k] for k in dense]
        self.dense = numbers[:, [k - TEXT_COLUMNS for k in dense]]
        self.meaning = numbers[:, [k - TEXT_COLUMNS for k in meaning]]
        self.kind = [row[3] for row in table]
        self.speaker = [row[4] for row in table]
        self.words = [row[5].split() for row in table]
        self.times = [(float(row[1]), float(row[2])) for row in table]
        self.size = len(table)
        self.held = True  # may be left out, as a test of what was learnt from the others
        self.label(gold, cue_times(vtt))

    def label(self, gold, times):
        """A label's cue is the feature row that holds the middle of its time."""
        place, row = {}, 0
        for number in sorted(times):
            middle = sum(times[number]) / 2
            while row + 1 < self.size and self.times[row + 1][0] <= middle:
                row += 1
            place[number] = row
        self.evidence, self.key = np.zeros(self.size), np.zeros(self.size)
        for insight in gold["insights"]:
            for first, last in insight["evidence"]:
                for number in range(first, last + 1):
                    at = place[number]
                    self.evidence[at] = max(self.evidence[at], insight["score"])
            self.key[place[insight["key"]]] = insight["score"]


def transcripts(folder):
    """Episode -> its WebVTT file, in any subfolder."""
    return {os.path.basename(p)[:-4]: p for p in glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True)}


def load(features, gold, vtt, more=None):
    """The episodes of the labels in `gold`, and of those in `more`, which are for training only."""
    where, episodes = transcripts(vtt), []
    for folder in filter(None, (gold, more)):
        for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
            labels = json.load(open(path))
            rows = os.path.join(features, labels["episode"] + ".tsv")
            episodes.append(Episode(rows, labels, where[labels["episode"]]))
            episodes[-1].held = folder == gold
    return episodes


def grams(words):
    """Words and pairs of words, the ends marked."""
    closed = ["<", *words, ">"]
    return words + [a + " " + b for a, b in zip(closed, closed[1:])] if words else []


class Vocabulary:
    """The n-grams of some episodes that stand in enough cues, with how rare each is."""

    def __init__(self, episodes, least=6):
        seen = collections.Counter()
        for episode in episodes:
            for words in episode.words:
                seen.update(set(grams(words)))
        total = sum(e.size for e in episodes)
        self.names = sorted(g for g, n in seen.items() if n >= least)
        self.index = {g: i for i, g in enumerate(self.names)}
        self.rarity = np.array([math.log(total / seen[g]) for g in self.names], dtype=np.float32)

    def counts(self, episode):
        rows, columns = [], []
        for row, words in enumerate(episode.words):
            for gram in grams(words):
                column = self.index.get(gram)
                if column is not None:
                    rows.append(row)
                    columns.append(column)
        shape = (episode.size, len(self.names))
        return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)


def around(values, first, last):
    """For each row the sum of the rows first..last beside it (0 is itself), and how many there were."""
    size = values.shape[0]
    total = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, 0, dtype=np.float64)])
    index = np.arange(size)
    begin, end = np.clip(index + first, 0, size), np.clip(index + last + 1, 0, size)
    return total[end] - total[begin], np.maximum(end - begin, 0)[:, None]


def mean_around(values, first, last):
    total, count = around(values, first, last)
    return (total / np.maximum(count, 1)).astype(np.float32)


def band(size, reach):
    """The matrix that sums the neighbours up to `reach` away, a row itself left out."""
    return sparse.diags([np.ones(size - abs(k)) for k in range(-reach, reach + 1) if k and abs(k) < size],
                        [k for k in range(-reach, reach + 1) if k and abs(k) < size], shape=(size, size), format="csr")


def scaled(counts, mass, rarity):
    """Rows weighted by the n-grams' rarity and divided by the root of the mass of rarity in them."""
    weight = 1 / np.sqrt(np.maximum(mass, 1e-6))
    return sparse.diags(weight) @ counts @ sparse.diags(np.sqrt(rarity))


class Inputs:
    """An episode as the first layer sees it: sparse words of the cue and of its context, dense numbers."""

    def __init__(self, episode, vocabulary):
        counts = vocabulary.counts(episode)
        mass = np.asarray(counts @ vocabulary.rarity).ravel()
        ring = band(episode.size, CONTEXT)
        self.cue = scaled(counts, mass, vocabulary.rarity)
        self.context = scaled(ring @ counts, ring @ mass, vocabulary.rarity)
        self.numbers = np.hstack([episode.dense, episode.meaning, mean_around(episode.meaning, -CONTEXT, CONTEXT)])


class ContextNet:
    """The network of tools/train_context as src/stages/insight/context_net.cpp runs it; the file's form stands there."""
    HIDDEN, TAPS, OUTPUTS = 64, 5, 6

    def __init__(self, path, dense):
        self.bytes = open(path, "rb").read()
        self.at = 0
        buckets, dimensions = self.take("<u4", 2)
        vectors = self.take("i1", buckets * dimensions).reshape(buckets, dimensions)
        self.vectors = vectors * self.take("<f4", buckets)[:, None]
        self.mean, self.spread = self.take("<f4", dense), self.take("<f4", dense)
        self.input = self.take("<f4", (dimensions + dense) * self.HIDDEN).reshape(-1, self.HIDDEN)
        self.input_bias = self.take("<f4", self.HIDDEN)
        self.layers = [self.layer() for _ in range(self.take("<u4", 1)[0])]
        self.head = self.take("<f4", self.HIDDEN * self.OUTPUTS).reshape(self.HIDDEN, self.OUTPUTS)
        self.head_bias = self.take("<f4", self.OUTPUTS)

    def take(self, kind, count):
        values = np.frombuffer(self.bytes, kind, int(count), self.at)
        self.at += values.nbytes
        return values

    def layer(self):
        dilation = int(self.take("<u4", 1)[0])
        weights = self.take("<f4", self.TAPS * self.HIDDEN ** 2).reshape(self.TAPS, self.HIDDEN, self.HIDDEN)
        return dilation, weights, self.take("<f4", self.HIDDEN)

    def embed(self, words):
        rows = [gram_hash(g) & (len(self.vectors) - 1) for g in grams(words)]
        return self.vectors[rows].sum(0) / math.sqrt(max(len(rows), 1))

    def scores(self, episode):
        """Log odds, a row a cue: kept, good, key, chatter, ad, worth."""
        dense = np.clip((episode.dense - self.mean) * self.spread, -5, 5)
        cues = np.hstack([np.array([self.embed(words) for words in episode.words]), dense]) @ self.input + self.input_bias
        cues = np.maximum(cues, 0)
        for dilation, weights, bias in self.layers:
            reach = self.TAPS // 2 * dilation
            padded = np.pad(cues, ((reach, reach), (0, 0)))
            taps = [padded[k * dilation:k * dilation + len(cues)] @ weights[k] for k in range(self.TAPS)]
            cues = cues + np.maximum(sum(taps) + bias, 0)
        return (cues @ self.head + self.head_bias).astype(np.float32)
