#!/usr/bin/env python3
"""Are insights true to their transcripts? Measured without any of the code that proves them. Standard library only.

  eval/grounding.py ANSWERS VTT [--json]

ANSWERS holds EPISODE.json as `pith distill --out` writes them, VTT the transcripts, EPISODE.vtt in any subfolder. Counted:

  quotes      those whose words stand verbatim, after folding of case, white space and typography, in the cues of their time
  speakers    quotes whose speaker is the one the transcript names at that time
  names       capitalised words inside the sentences of texts and headlines that occur in the transcript or among its speakers;
              "GPUs" stands for "GPU", "Russian" for "Russia", "OpenAI" for "Open AI"
  numbers     numbers of texts and headlines, in digits or words alike, that are said within ten cues of a quote
  form        texts of 25-75 words that begin with no pronoun or connective and hold no filler
  headlines   of at most twelve words
"""
import argparse, collections, glob, json, os, re, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import labelled

NEAR = 10
KINDS = ["quotes", "speakers", "names", "numbers", "form", "headlines"]
WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
BAD_START = re.compile(
    r"^(and|so|but|or|because|it|its|it's|he|she|they|this|that|those|these|which|yeah|yes|no|well|like|i mean|you know|okay|right)\b"
)
FILLER = re.compile(r"\b(you know|i mean|kind of like|sort of like|um|uh|gonna|wanna)\b")
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
VALUES = {word: n for n, word in enumerate(SMALL)} | {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def numbers(text):
    """The values of the numbers in a text; a bare "one" is none, it is mostly a pronoun."""
    found, run, before = [], [], ""

    def close():
        if run and run != ["one"]:
            found.append(value_of(run))
        run.clear()

    for token in NUMBER.findall(labelled.folded(text)):
        if token[0].isdigit() or token in VALUES:
            if run and not joins(run[-1], token):
                close()
            run.append(token)
        elif token in SCALES and run:
            run.append(token)
        elif token in SCALES and before in ("a", "an"):
            run += ["1", token]
        elif not (token == "and" and run and run[-1] in SCALES):
            close()
        before = token
    close()
    return found


def joins(before, token):
    """Does a number go on: "twenty" "five", "hundred" "twelve"? Not "five" "six", which are two."""
    if before in SCALES:
        return True
    return before in VALUES and VALUES[before] >= 20 and token in VALUES and VALUES[token] < 10


def value_of(run):
    total, part = 0.0, 0.0
    for token in run:
        if token in SCALES:
            scale = SCALES[token]
            part = (part or 1) * scale
            if scale > 100:
                total, part = total + part, 0.0
        else:
            part += VALUES[token] if token in VALUES else float(token.replace(",", ""))
    return round(total + part, 6)


def plain(word):
    word = labelled.folded(word)
    return word[:-2] if word.endswith("'s") else word.rstrip("'.")


def names(text):
    """Capitalised words that open no sentence."""
    found, opens = [], True
    text = labelled.unescaped(text).translate(labelled.SAME)
    for match in WORD.finditer(text):
        word = match[0]
        between = text[: match.start()].rstrip(' "([')
        opens = not between or between[-1] in ".!?:-"
        if word[0].isupper() and len(word) > 1 and not opens and not re.match(r"I('|$)", word):
            found.append(plain(word))
    return found


def has_form(text):
    body = labelled.folded(re.sub(r"^[^:.]{1,40}: ", "", text.strip(' "\u201c['))).strip(' "[')
    return 25 <= len(body.split()) <= 75 and not BAD_START.match(body) and not FILLER.search(body)


class Transcript:
    def __init__(self, cues):
        self.cues = cues
        self.words = {plain(w) for cue in cues for w in WORD.findall(labelled.unescaped(cue.text + " " + cue.speaker).translate(labelled.SAME))}

        self.letters = "".join(c for cue in cues for c in labelled.folded(cue.text) if c.isalnum())

    def knows(self, name):
        """As it stands, in the plural, as "Russian" for "Russia", or written apart ("Open AI")."""
        bare = name.replace(".", "")
        if {name, bare, name + "s", name.removesuffix("s")} & self.words:
            return True
        stem = name[: max(5, len(name) - 2)]
        return len(name) > 4 and (any(w.startswith(stem) for w in self.words) or bare in self.letters)

    def at(self, quote):
        return [c for c in self.cues if quote["start"] - 0.05 <= c.middle <= quote["end"] + 0.05]

    def near(self, quotes):
        """The numbers said within ten cues of the quotes."""
        places = {n for n, c in enumerate(self.cues) for q in quotes if q["start"] - 0.05 <= c.middle <= q["end"] + 0.05}
        wide = sorted({m for n in places for m in range(max(0, n - NEAR), min(len(self.cues), n + NEAR + 1))})
        # Cue by cue and joined: a number may run over the end of a cue.
        return {v for n in wide for v in numbers(self.cues[n].text)} | set(numbers(" ".join(self.cues[n].text for n in wide)))


def check(insight, transcript):
    """(kind, holds, what) of everything in an insight that can be checked."""
    quotes = insight["evidence"]
    for quote in quotes:
        cues = transcript.at(quote)
        words = labelled.folded(quote["quote"])
        yield "quotes", bool(words) and words in labelled.folded(" ".join(c.text for c in cues)), quote["quote"]
        said = {labelled.folded(c.speaker) for c in cues} or {""}
        told = labelled.folded(quote.get("speaker") or "unknown speaker")
        yield "speakers", told in {s or "unknown speaker" for s in said}, quote.get("speaker")
    near = transcript.near(quotes)
    for text in (insight["headline"], insight["text"]):
        for name in names(text):
            yield "names", transcript.knows(name), name
        for value in numbers(text):
            yield "numbers", value in near or 1900 <= value < 2100 and value % 100 in near, f"{value:,.10g}"
    yield "form", has_form(insight["text"]), insight["text"]
    yield "headlines", 0 < len(insight["headline"].split()) <= 12, insight["headline"]


def measure(answers, vtt):
    """Counts over a folder of answers, and per episode; what does not hold is listed."""
    paths = sorted(glob.glob(os.path.join(answers, "*.json")))
    if not paths:
        raise SystemExit(f"there are no answers (EPISODE.json) in {answers}")
    total, faults, count, engine = collections.Counter(), [], 0, ""
    for path in paths:
        answer, name = labelled.read_json(path), os.path.basename(path)[:-5]
        if name not in vtt:
            raise SystemExit(f"there is no transcript {name}.vtt for {path}")
        transcript = Transcript(labelled.read_cues(vtt[name]))
        engine = answer.get("engine", engine)
        for insight in answer["insights"]:
            count += 1
            for kind, holds, what in check(insight, transcript):
                total[kind] += 1
                total[kind + " held"] += holds
                if not holds:
                    faults.append({"episode": name, "kind": kind, "what": what})
    return {"engine": engine, "episodes": len(paths), "insights": count, "faults": faults,
            **{kind: {"held": total[kind + " held"], "of": total[kind]} for kind in KINDS}}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers")
    parser.add_argument("vtt")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(args.answers, labelled.transcripts(args.vtt))
    if args.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{found['insights']} insights of {found['episodes']} episodes, engine {found['engine']}")
    for kind in KINDS:
        print(f"{kind:10} {found[kind]['held']:6} of {found[kind]['of']:6}")
    for fault in found["faults"][:30]:
        print(f"  {fault['episode']}: {fault['kind']}: {fault['what']}")


if __name__ == "__main__":
    main()
