#!/usr/bin/python3
"""Teaches the transformer the language of the transcripts: it fills in a quarter of the words, masked, for so many seconds.

  pretrain.py WORK SECONDS
"""
import os, sys, time

from common import *

BATCH, LENGTH, MASKED, RATE, WARM = 256, 512, 0.25, 2e-3, 150


class Masks:
    """Batches of windows with masked words: mostly masks, some other words, some left as they are."""

    def __init__(self, corpus):
        self.tokens = torch.from_numpy(corpus.tokens.astype(np.int32)).cuda()
        self.vocabulary, self.count = corpus.vocabulary, int(MASKED * BATCH * LENGTH)

    def next(self):
        at = torch.randint(0, len(self.tokens) - LENGTH, (BATCH,), device="cuda")
        flat = self.tokens[at[:, None] + torch.arange(LENGTH, device="cuda")].long().view(-1)
        order = torch.rand(len(flat), device="cuda").masked_fill(flat < FIRST_WORD, 2)
        masked = order.topk(self.count, largest=False).indices
        words, shown, kind = flat[masked], flat.clone(), torch.rand(self.count, device="cuda")
        other = torch.randint(FIRST_WORD, self.vocabulary, (self.count,), device="cuda")
        shown[masked] = torch.where(kind < 0.85, torch.full_like(words, MASK), torch.where(kind < 0.95, other, words))
        return shown.view(BATCH, LENGTH), masked, words


def optimizers(model):
    inner = [p for name, p in model.named_parameters() if p.dim() == 2 and "words" not in name]
    rest = [p for name, p in model.named_parameters() if p.dim() != 2 or "words" in name]
    return [torch.optim.Muon(inner, lr=RATE, weight_decay=0.1, momentum=0.95, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(rest, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True)]


def rate_at(step, share):
    """Warms up, holds for a third of the time, falls to nothing."""
    return min(1, (step + 1) / WARM) * (1 if share < 0.35 else max(0.0, (1 - share) / 0.65))


def step_once(model, read, masks, steps):
    shown, masked, words = masks.next()
    with torch.autocast("cuda", dtype=torch.bfloat16):
        guesses = model.guesses(read(shown).flatten(0, 1)[masked])
    loss = F.cross_entropy(guesses.float(), words)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for one in steps:
        one.step()
        one.zero_grad(set_to_none=True)
    return loss


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    work, seconds = sys.argv[1], float(sys.argv[2])
    torch.manual_seed(0)
    corpus = Corpus(work)
    model = Encoder(corpus.vocabulary).cuda()
    read, masks, steps = torch.compile(model), Masks(corpus), optimizers(model)
    begin, step, share = None, 0, 0.0
    while share < 1:
        for group in (g for one in steps for g in one.param_groups):
            group["lr"] = RATE * rate_at(step, share)
        loss = step_once(model, read, masks, steps)
        if step % 8 == 0:
            torch.cuda.synchronize()
        begin = begin or time.time()  # compiling does not count
        share, step = (time.time() - begin) / seconds, step + 1
        if step % 200 == 0:
            print(f"{step} steps, loss {loss.item():.3f}", flush=True)
    torch.save({name: weight.half() for name, weight in model.state_dict().items()}, os.path.join(work, "encoder.pt"))


if __name__ == "__main__":
    main()
