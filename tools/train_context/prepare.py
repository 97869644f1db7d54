#!/usr/bin/python3
"""Tokens and features of all transcripts, for the steps that follow.

  prepare.py FEATURES VTT WORK

FEATURES holds EPISODE.tsv as `pith features` prints them (whose rows must be the transcript's cues), VTT the transcripts.
"""
import collections, glob, html, json, os, re, sys

import numpy as np
import sentencepiece

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import distiller_data as data

MARKS = "<cue>,<s0>,<s1>,<s2>,<s3>,<mask>,<pad>"  # tokens 3 to 9
MOST_TOKENS = 200  # of a cue
VOICE = re.compile(r"<v ([^>]*)>(.*)", re.S)


def cues(path):
    """(speaker, text) of each cue of a WebVTT file."""
    found = []
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        lines = block.strip().split("\n")
        at = next((k for k, line in enumerate(lines) if " --> " in line), None)
        if at is not None:
            voice = VOICE.match(" ".join(lines[at + 1:]))
            found.append((voice[1], voice[2]) if voice else ("", " ".join(lines[at + 1:])))
    return [(speaker, html.unescape(re.sub(r"</?v[^>]*>", "", text))) for speaker, text in found]


def train_pieces(talks, prefix):
    with open(prefix + ".txt", "w") as out:
        out.writelines(text + "\n" for talk in talks.values() for _, text in talk)
    sentencepiece.SentencePieceTrainer.train(
        input=prefix + ".txt", model_prefix=prefix, vocab_size=12000, model_type="bpe", user_defined_symbols=MARKS,
        normalization_rule_name="nmt_nfkc_cf", input_sentence_size=300000, shuffle_input_sentence=True, character_coverage=0.9998)
    os.remove(prefix + ".txt")
    return sentencepiece.SentencePieceProcessor(model_file=prefix + ".model")


def tokens_of(talk, pieces):
    """A speaker's mark (0 who says most, to 3) where the turn changes, the cue's mark, its pieces."""
    said = collections.Counter()
    for speaker, text in talk:
        said[speaker] += len(text)
    rank = {speaker: min(k, 3) for k, (speaker, _) in enumerate(said.most_common())}
    tokens, last = [], None
    for (speaker, _), own in zip(talk, pieces.encode([text for _, text in talk])):
        if speaker != last:
            tokens.append(pieces.piece_to_id(f"<s{rank[speaker]}>"))
        tokens += [pieces.piece_to_id("<cue>"), *own[:MOST_TOKENS]]
        last = speaker
    return np.array(tokens, np.uint16)


def small_inputs(path):
    """Of an episode for the small network: hashes of n-grams, how many a cue, dense features."""
    lines = open(path, encoding="utf-8").read().split("\n")
    header, rows = lines[0].split("\t"), [line.split("\t") for line in lines[1:] if line]
    dense = [k for k in range(data.TEXT_COLUMNS, len(header)) if not re.fullmatch(r"v\d+", header[k])]
    grams = [[data.gram_hash(g) for g in data.grams(row[data.TEXT_COLUMNS - 1].split())] for row in rows]
    return ([h for own in grams for h in own], [len(own) for own in grams],
            np.array([[float(row[k]) for k in dense] for row in rows], np.float32))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    features, vtt, work = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    where = data.transcripts(vtt)
    names = sorted(name for name in where if os.path.exists(os.path.join(features, name + ".tsv")))
    talks = {name: cues(where[name]) for name in names}
    pieces = train_pieces(talks, os.path.join(work, "pieces"))
    tokens = [tokens_of(talks[name], pieces) for name in names]
    start = np.cumsum([0] + [len(t) for t in tokens])
    np.save(os.path.join(work, "tokens.npy"), np.concatenate(tokens))
    json.dump({"names": names, "start": start.tolist(), "vocabulary": pieces.get_piece_size()},
              open(os.path.join(work, "tokens.json"), "w"))
    inputs = [small_inputs(os.path.join(features, name + ".tsv")) for name in names]
    np.savez(os.path.join(work, "small.npz"), grams=np.array([h for own in inputs for h in own[0]], np.uint64),
             counts=np.array([n for own in inputs for n in own[1]], np.int32), dense=np.vstack([own[2] for own in inputs]))
    print(f"{len(names)} episodes, {start[-1]} tokens")


if __name__ == "__main__":
    main()
