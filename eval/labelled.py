"""Transcripts, labels and answers as the measures of eval/ read them: on their own, with nothing of Pith's code. Standard library only."""
import glob, html, json, os, re

ARROW = re.compile(r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3}) --> (?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})")
VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]*)>")
TAG = re.compile(r"</?[a-z][^>]*>", re.I)
SAME = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u00a0": " ", "\u2026": "..."})


class Cue:
    """One cue: number as the labels count, start and end in seconds, speaker, words."""

    def __init__(self, number, start, end, speaker, text):
        self.number, self.start, self.end, self.speaker, self.text = number, start, end, speaker, text

    @property
    def middle(self):
        return (self.start + self.end) / 2


def unescaped(text):
    """Entities as characters; some publishers escape twice."""
    return html.unescape(html.unescape(text))


def folded(text):
    """For "are these the same words": case, white space, quotes and dashes do not count."""
    return " ".join(unescaped(text).translate(SAME).casefold().split())


def seconds(h, m, s, f):
    return int(h or 0) * 3600 + int(m) * 60 + int(s) + int(f) / 1000


def read_cues(path):
    cues = []
    with open(path, encoding="utf-8") as file:
        blocks = re.split(r"\n\s*\n", file.read().replace("\r\n", "\n"))
    for block in blocks:
        lines = block.strip().split("\n")
        at = next((n for n, line in enumerate(lines) if ARROW.match(line)), None)
        if at is None:
            continue
        stamp = ARROW.match(lines[at]).groups()
        spoken = " ".join(lines[at + 1 :])
        voice = VOICE.search(spoken)
        number = int(lines[at - 1]) if at and lines[at - 1].strip().isdigit() else len(cues) + 1
        cues.append(Cue(number, seconds(*stamp[:4]), seconds(*stamp[4:]), unescaped(voice[1]).strip() if voice else "", TAG.sub("", spoken)))
    return cues


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        raise SystemExit(f"there is no file {path}")
    except ValueError as problem:
        raise SystemExit(f"{path}: this is not JSON: {problem}")


def transcripts(folder):
    """Name -> path of every .vtt below the folder."""
    found = {os.path.basename(path)[:-4]: path for path in glob.glob(os.path.join(folder, "**", "*.vtt"), recursive=True)}
    if not found:
        raise SystemExit(f"there are no transcripts (.vtt) in {folder}")
    return found


def labels(folder, vtt):
    """Name -> label, each with its transcript among `vtt`."""
    paths = sorted(glob.glob(os.path.join(folder, "*.json")))
    if not paths:
        raise SystemExit(f"there are no labels (EPISODE.json) in {folder}")
    found = {}
    for path in paths:
        label = read_json(path)
        if not isinstance(label, dict) or not label.get("episode") or not label.get("insights"):
            raise SystemExit(f'{path}: this is no labelled episode: it has no "episode" or no "insights"')
        if label["episode"] not in vtt:
            raise SystemExit(f"there is no transcript {label['episode']}.vtt for the label {path}")
        found[label["episode"]] = label
    return found


def spread(ranges):
    """Ranges [first, last] as the set of what lies in them."""
    return {n for first, last in ranges for n in range(first, last + 1)}


def covered(spans, cues, slack=0.05):
    """The numbers of the cues whose middle lies in one of the spans {"start", "end"}."""
    return {c.number for c in cues for s in spans if s["start"] - slack <= c.middle <= s["end"] + slack}
