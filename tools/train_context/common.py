"""What the steps share: tokens of transcripts, labels by cue, places of cues, the transformer."""
import glob, json, math, os, sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tools"))

CUE, SPEAKERS, MASK, PAD, FIRST_WORD = 3, (4, 7), 8, 9, 10  # tokens; the vocabulary is made so
OUTPUTS = ("kept", "good", "key", "chatter", "ad", "worth")


class Corpus:
    """The tokens of all episodes, one after the other, and where each begins."""

    def __init__(self, work):
        index = json.load(open(os.path.join(work, "tokens.json")))
        self.names, self.start, self.vocabulary = index["names"], np.array(index["start"]), index["vocabulary"]
        self.tokens = np.load(os.path.join(work, "tokens.npy"))
        self.cue_at = np.flatnonzero(self.tokens == CUE)
        self.first_cue = np.searchsorted(self.cue_at, self.start)
        self.number = {name: k for k, name in enumerate(self.names)}

    def cues(self, episode):
        return slice(self.first_cue[episode], self.first_cue[episode + 1])


def labels(folder):
    """Episode -> its labels."""
    read = [json.load(open(path)) for path in sorted(glob.glob(os.path.join(folder, "*.json")))]
    return {one["episode"]: one for one in read}


def targets(label, cues):
    """A row a cue of what OUTPUTS name, 0..1."""
    worth, key, chatter, ad = np.zeros((4, cues), np.float32)
    for insight in label["insights"]:
        for first, last in insight["evidence"]:
            worth[first - 1:last] = np.maximum(worth[first - 1:last], insight["score"])
        key[insight["key"] - 1] = 1
    for row, ranges in ((chatter, label["chatter"]), (ad, label["ads"])):
        for first, last in ranges:
            row[first - 1:last] = 1
    return np.stack([worth > 0, worth >= 4, key, chatter, ad, worth / 5], 1).astype(np.float32)


def held_out(gold, which):
    """The labelled episodes that a network of this name may not see."""
    import train_distiller
    fold = train_distiller.fold_of(sorted(gold), 5)
    return set() if which == "all" else {name for name in gold if fold[name] % 2 == ("even", "odd").index(which)}


def places(tokens):
    """Eight numbers a cue: where it stands in the episode and its turn, who speaks, how long it is."""
    cue_at = np.flatnonzero(tokens == CUE)
    turn_at = np.flatnonzero((tokens >= SPEAKERS[0]) & (tokens <= SPEAKERS[1]))
    count, index = len(cue_at), np.arange(len(cue_at))
    turn = np.maximum(np.searchsorted(turn_at, cue_at) - 1, 0)
    speaker = tokens[turn_at][turn].astype(np.int64) - SPEAKERS[0]
    first = np.searchsorted(turn, turn)
    left = np.searchsorted(turn, turn, side="right") - 1 - index
    lengths = np.diff(np.append(cue_at, len(tokens)))
    share = np.bincount(speaker, lengths, 4) / max(1, lengths.sum())
    return np.stack([np.log1p(index), np.log1p(count - index), index / count, np.log1p(index - first), np.log1p(left),
                     share[speaker], speaker / 3, np.log1p(lengths)], 1).astype(np.float32)


def rms_norm(x, weight):
    wide = x.float()
    return (wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + 1e-6)).type_as(x) * weight.type_as(x)


class Block(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.Parameter(torch.ones(width)), nn.Parameter(torch.ones(width))
        self.qkv, self.out = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width, bias=False)
        self.up, self.down = nn.Linear(width, 2 * inner, bias=False), nn.Linear(inner, width, bias=False)

    def forward(self, x, cosine, sine, drop):
        batch, length, width = x.shape
        shape = (batch, length, 3, self.heads, width // self.heads)
        q, k, v = self.qkv(rms_norm(x, self.before)).view(shape).permute(2, 0, 3, 1, 4)

        def turned(t):
            a, b = t.chunk(2, -1)
            return torch.cat([a * cosine - b * sine, a * sine + b * cosine], -1).type_as(t)

        heard = F.scaled_dot_product_attention(turned(q), turned(k), v)
        x = x + F.dropout(self.out(heard.transpose(1, 2).reshape(batch, length, width)), drop, self.training)
        gate, value = self.up(rms_norm(x, self.between)).chunk(2, -1)
        return x + F.dropout(self.down(F.silu(gate) * value), drop, self.training)


class Encoder(nn.Module):
    """A transformer that sees both ways (rotary places, gated inner layers, norms before)."""

    def __init__(self, vocabulary, width=512, heads=8, inner=1344, layers=8):
        super().__init__()
        self.size = width // heads
        self.words = nn.Embedding(vocabulary, width)
        self.blocks = nn.ModuleList([Block(width, heads, inner) for _ in range(layers)])
        self.norm, self.bias = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(vocabulary))
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                last = name.endswith(("out.weight", "down.weight"))
                nn.init.normal_(weight, std=0.02 / math.sqrt(2 * layers) if last else 0.02)

    def forward(self, tokens, drop=0.0):
        rates = 1 / 10000 ** (torch.arange(0, self.size, 2, device=tokens.device).float() / self.size)
        angle = torch.arange(tokens.shape[1], device=tokens.device).float()[:, None] * rates
        x = F.dropout(rms_norm(self.words(tokens), torch.ones_like(self.norm)), drop, self.training)
        for block in self.blocks:
            x = block(x, angle.cos(), angle.sin(), drop)
        return rms_norm(x, self.norm)

    def guesses(self, x):
        return x @ self.words.weight.T.type_as(x) + self.bias.type_as(x)
