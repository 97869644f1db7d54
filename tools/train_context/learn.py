#!/usr/bin/python3
"""Teaches the small network what the transformer says of the episodes that nobody labelled.

  learn.py WORK GOLD MORE even|odd|all NET

Writes the file NET in the form that src/stages/insight/context_net.cpp reads.
"""
import os, struct, sys

from common import *

BUCKETS, DIMENSIONS, HIDDEN, TAPS, DILATIONS = 1 << 17, 32, 64, 5, (1, 2, 4)
GAP = 16  # empty cues between two episodes of a batch: more than the network sees to one side
EPISODES, EPOCHS, RATE, WARM, DROP = 6, 4, 4e-3, 50, 0.1
WEIGHT = (1, 1, 2, 1, 1, 1)


class Small(nn.Module):
    def __init__(self, dense):
        super().__init__()
        self.grams = nn.EmbeddingBag(BUCKETS, DIMENSIONS, mode="sum")
        nn.init.normal_(self.grams.weight, std=0.05)
        self.input = nn.Linear(DIMENSIONS + dense, HIDDEN)
        self.layers = nn.ModuleList([nn.Conv1d(HIDDEN, HIDDEN, TAPS, padding=TAPS // 2 * d, dilation=d) for d in DILATIONS])
        self.head = nn.Linear(HIDDEN, len(OUTPUTS))

    def forward(self, grams, offsets, scale, dense, there):
        vector = F.dropout(self.grams(grams, offsets) * scale[:, None], DROP, self.training)
        x = torch.relu(self.input(torch.cat([vector, dense], 1))) * there[:, None]
        for layer in self.layers:
            x = (x + torch.relu(layer(F.dropout(x, DROP, self.training).T[None])[0].T)) * there[:, None]
        return self.head(x)


class Inputs:
    def __init__(self, work, corpus):
        small = np.load(os.path.join(work, "small.npz"))
        self.corpus = corpus
        self.grams = (small["grams"] & np.uint64(BUCKETS - 1)).astype(np.int64)
        self.counts = small["counts"]
        self.begin = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])
        self.mean, self.spread = small["dense"].mean(0), small["dense"].std(0) + 1e-3
        self.dense = np.clip((small["dense"] - self.mean) / self.spread, -5, 5)

    def batch(self, episodes):
        """The network's inputs, and the cue of each row (-1 in a gap)."""
        spans = [self.corpus.cues(e) for e in episodes]
        padded = lambda values, fill: np.concatenate([np.concatenate([values[s], fill]) for s in spans])
        counts = padded(self.counts, np.zeros(GAP, np.int32))
        cues = padded(np.arange(len(self.counts)), np.full(GAP, -1))
        grams = np.concatenate([self.grams[self.begin[s.start]:self.begin[s.stop]] for s in spans])
        inputs = (grams, np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64),
                  (1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32),
                  padded(self.dense, np.zeros((GAP, self.dense.shape[1]))).astype(np.float32), (cues >= 0).astype(np.float32))
        return [torch.from_numpy(np.ascontiguousarray(i)) for i in inputs], cues


def learn(inputs, truth, episodes):
    torch.manual_seed(0)
    random, net, done = np.random.RandomState(0), Small(inputs.dense.shape[1]), 0
    rest = [p for name, p in net.named_parameters() if not name.startswith("grams")]
    steps = torch.optim.AdamW([{"params": net.grams.parameters(), "times": 2, "weight_decay": 0.0},
                               {"params": rest, "times": 1, "weight_decay": 1e-3}], betas=(0.9, 0.98))
    weight, total = torch.tensor(WEIGHT, dtype=torch.float32), EPOCHS * (len(episodes) // EPISODES)
    for epoch in range(EPOCHS):
        order, losses = random.permutation(episodes), []
        for k in range(0, len(order) - EPISODES + 1, EPISODES):
            batch, cues = inputs.batch(order[k:k + EPISODES])
            said = net(*batch)[torch.from_numpy(cues >= 0)]
            loss = F.binary_cross_entropy_with_logits(said, torch.from_numpy(truth[cues[cues >= 0]]), reduction="none")
            loss = (loss.mean(0) * weight).sum()
            steps.zero_grad()
            loss.backward()
            for group in steps.param_groups:
                group["lr"] = RATE * group["times"] * min(1, (done + 1) / WARM) * max(0.02, 1 - done / total)
            steps.step()
            losses.append(loss.item())
            done += 1
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}", flush=True)
    return net


def packed(net, inputs):
    """The form: see context_net.cpp."""
    weight = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    floats = lambda values: np.ascontiguousarray(values, "<f4").tobytes()
    scale = np.abs(weight["grams.weight"]).max(1) / 127 + 1e-12
    out = struct.pack("<II", BUCKETS, DIMENSIONS)
    out += np.round(weight["grams.weight"] / scale[:, None]).astype("i1").tobytes() + floats(scale)
    out += floats(inputs.mean) + floats(1 / inputs.spread)
    out += floats(weight["input.weight"].T) + floats(weight["input.bias"]) + struct.pack("<I", len(DILATIONS))
    for k, dilation in enumerate(DILATIONS):
        out += struct.pack("<I", dilation)
        out += floats(weight[f"layers.{k}.weight"].transpose(2, 1, 0)) + floats(weight[f"layers.{k}.bias"])
    return out + floats(weight["head.weight"].T) + floats(weight["head.bias"])


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    work, gold, more, which, out = sys.argv[1:]
    corpus = Corpus(work)
    inputs = Inputs(work, corpus)
    truth = 1 / (1 + np.exp(-np.load(os.path.join(work, which + ".npy")).astype(np.float32)))
    labelled = {**labels(gold), **labels(more)}
    net = learn(inputs, truth, [k for k, name in enumerate(corpus.names) if name not in labelled])
    with open(out, "wb") as file:
        file.write(packed(net, inputs))


if __name__ == "__main__":
    main()
