#!/usr/bin/python3
"""Fine-tunes the transformer on labels and writes what it says of every cue.

  teach.py WORK GOLD MORE

Three networks, two runs of each averaged: `even` and `odd` without the labels of GOLD's even and odd folds, `all` with all. Writes
WORK/even.npy, odd.npy, all.npy: log odds, a row a cue of the corpus, the columns as common.OUTPUTS.
"""
import os, sys

from common import *

LENGTH, BATCH, EPOCHS, RATE, WARM, DROP, RUNS = 768, 32, 6, 2.5e-4, 60, 0.1, 2
WEIGHT = (1, 1, 2, 0.7, 0.7, 1)  # of each output in the loss


class Tagger(nn.Module):
    """The transformer and, at each cue's mark, six log odds; labels of two sources differ by a constant each."""

    def __init__(self, encoder):
        super().__init__()
        width = encoder.norm.numel()
        self.encoder = encoder
        self.place = nn.Sequential(nn.Linear(8, 64), nn.GELU(), nn.Linear(64, width))
        self.middle, self.head = nn.Linear(width, width), nn.Linear(width, len(OUTPUTS))
        self.source = nn.Parameter(torch.zeros(2, len(OUTPUTS)))
        for last in (self.place[2], self.head):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, batch, drop=0.0):
        tokens, at, places_of, source = batch
        cue = self.encoder(tokens, drop).flatten(0, 1)[at] + self.place(places_of)
        cue = F.gelu(self.middle(F.dropout(cue, 0.1, self.training)))
        return self.head(F.dropout(cue, 0.2, self.training)) + self.source[source]


class Windows:
    """Windows of an episode's tokens as batches on the GPU. A window: first and last token, first and last cue, source."""

    def __init__(self, corpus):
        self.corpus = corpus
        self.tokens = torch.from_numpy(corpus.tokens.astype(np.int32)).cuda()
        self.places = torch.from_numpy(np.concatenate([places(corpus.tokens[a:b]) for a, b in
                                                       zip(corpus.start[:-1], corpus.start[1:])])).cuda()

    def of(self, episode, offset, stride, source=0):
        first, last = self.corpus.start[episode], self.corpus.start[episode + 1]
        for at in range(first - offset, last - 1, stride):
            begin, end = max(at, first), min(at + LENGTH, last)
            cues = np.searchsorted(self.corpus.cue_at, (begin, end))
            if cues[1] > cues[0]:
                yield begin, end, *cues, source
            if end == last:
                break

    def batch(self, windows):
        begin, end = (torch.tensor([w[k] for w in windows], device="cuda") for k in (0, 1))
        index = begin[:, None] + torch.arange(LENGTH, device="cuda")
        shown = self.tokens[index.clamp(max=len(self.tokens) - 1)].long().masked_fill(index >= end[:, None], PAD)
        sizes = [w[3] - w[2] for w in windows]
        cues = np.concatenate([np.arange(w[2], w[3]) for w in windows])
        at = self.corpus.cue_at[cues] - np.repeat([w[0] - k * LENGTH for k, w in enumerate(windows)], sizes)
        source = np.repeat([w[4] for w in windows], sizes)
        return (shown, torch.from_numpy(at).cuda(), self.places[torch.from_numpy(cues).cuda()],
                torch.from_numpy(source).cuda()), cues


def pretrained(work, vocabulary):
    encoder = Encoder(vocabulary)
    encoder.load_state_dict({n: w.float() for n, w in torch.load(os.path.join(work, "encoder.pt"), map_location="cpu").items()})
    return encoder


def tune(windows, truth, sources, tagger, random):
    """truth: a row a cue of the corpus; sources: episode number -> which labels it has."""
    tagger.train()
    groups = [{"params": [p for n, p in tagger.named_parameters() if n.startswith("encoder") == inner], "times": times}
              for inner, times in ((True, 1), (False, 5))]
    steps = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.05, fused=True)
    weight, done = torch.tensor(WEIGHT, device="cuda"), 0
    for _ in range(EPOCHS):
        own = [w for e, s in sources.items() for w in windows.of(e, random.randint(0, LENGTH), LENGTH, s)]
        order = random.permutation(len(own))
        total = EPOCHS * len(own) // BATCH
        for k in range(0, len(own) - BATCH + 1, BATCH):
            batch, cues = windows.batch([own[n] for n in order[k:k + BATCH]])
            with torch.autocast("cuda", dtype=torch.bfloat16):
                said = tagger(batch, DROP)
            loss = F.binary_cross_entropy_with_logits(said.float(), truth[torch.from_numpy(cues).cuda()], reduction="none")
            (loss.mean(0) * weight).sum().backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            for group in steps.param_groups:
                group["lr"] = RATE * group["times"] * min(1, (done + 1) / WARM) * max(0.02, 1 - done / max(1, total))
            steps.step()
            steps.zero_grad(set_to_none=True)
            done += 1


def say(windows, tagger):
    """Of every cue, from windows that overlap by a third; the middle of a window counts more."""
    tagger.eval()
    corpus = windows.corpus
    total, weights = np.zeros((len(corpus.cue_at), len(OUTPUTS))), np.zeros(len(corpus.cue_at))
    own = [w for e in range(len(corpus.names)) for w in windows.of(e, 0, LENGTH * 2 // 3)]
    for k in range(0, len(own), 4 * BATCH):
        batch, cues = windows.batch(own[k:k + 4 * BATCH])
        with torch.no_grad(), torch.autocast("cuda", dtype=torch.bfloat16):
            said = tagger(batch).float().cpu().numpy()
        at = corpus.cue_at[cues]
        ends = np.concatenate([np.tile(w[:2], (w[3] - w[2], 1)) for w in own[k:k + 4 * BATCH]])
        weight = 1 + np.minimum(np.minimum(at - ends[:, 0] + 40, ends[:, 1] - at), LENGTH / 3)
        np.add.at(total, cues, said * weight[:, None])
        np.add.at(weights, cues, weight)
    return total / weights[:, None]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    work, gold, more = sys.argv[1], labels(sys.argv[2]), labels(sys.argv[3])
    torch.set_float32_matmul_precision("high")
    Block.forward = torch.compile(Block.forward, dynamic=False)
    corpus = Corpus(work)
    windows = Windows(corpus)
    truth = np.zeros((len(corpus.cue_at), len(OUTPUTS)), np.float32)
    for name, label in {**gold, **more}.items():
        cues = corpus.cues(corpus.number[name])
        truth[cues] = targets(label, cues.stop - cues.start)
    truth = torch.from_numpy(truth).cuda()
    for which in ("even", "odd", "all"):
        hidden = held_out(gold, which)
        sources = {corpus.number[n]: s for s, part in enumerate((gold, more)) for n in part if n not in hidden}
        said = 0
        for run in range(RUNS):
            torch.manual_seed(run)
            tagger = Tagger(pretrained(work, corpus.vocabulary)).cuda()
            tune(windows, truth, sources, tagger, np.random.RandomState(run))
            said = said + say(windows, tagger) / RUNS
        np.save(os.path.join(work, which + ".npy"), said.astype(np.float16))
        print(f"{which}: taught on {len(sources)} episodes", flush=True)


if __name__ == "__main__":
    main()
