"""Ad reads and where they are planted: what training, measuring and tests share.

A file of reads has a sentence a line and an empty line between reads; a line that begins with "- " is the other speaker's.
"""
import html, random

from train_marks import read_vtt

SECONDS_A_CHARACTER = 0.07
APART = 60  # cues between two reads of one transcript


def reads_in(path):
    return [read.split("\n") for read in open(path, encoding="utf-8").read().strip().split("\n\n")]


def turn_borders(cues):
    """Where a turn begins, but for an episode's first and last twelfth; anywhere there, where one speaks alone."""
    inner = range(max(1, len(cues) // 12), len(cues) * 11 // 12)
    return [n for n in inner if cues[n][2] != cues[n - 1][2]] or list(inner)


def places(cues, count, random_numbers):
    """At most `count` borders of turns, last first, well apart."""
    taken = []
    borders = turn_borders(cues)
    random_numbers.shuffle(borders)
    for place in borders:
        if len(taken) < count and all(abs(place - other) > APART for other in taken):
            taken.append(place)
    return sorted(taken, reverse=True)


def said(read, cues, at, host=None):
    """The read as cues before cue `at`, in the host's voice: whoever speaks first in the episode."""
    host = host or cues[0][2]
    other = next((cue[2] for cue in cues if cue[2] != host), host)
    now, lines = cues[at - 1][1], []
    for line in read:
        text, speaker = (line[2:], other) if line.startswith("- ") else (line, host)
        end = now + SECONDS_A_CHARACTER * len(text)
        lines.append((now, end, speaker, text))
        now = end
    return lines


def plant(cues, at, lines):
    later = lines[-1][1] - lines[0][0]
    return cues[:at] + lines + [(start + later, end + later, speaker, text) for start, end, speaker, text in cues[at:]]


def stamp(seconds):
    thousandths = round(seconds * 1000)
    return f"{thousandths // 3600000:02}:{thousandths // 60000 % 60:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"


def write_vtt(cues, path):
    with open(path, "w", encoding="utf-8") as out:
        out.write("WEBVTT\n")
        for number, (start, end, speaker, text) in enumerate(cues, 1):
            voice = f"<v {html.escape(speaker, quote=False)}>" if speaker else ""
            out.write(f"\n{number}\n{stamp(start)} --> {stamp(end)}\n{voice}{html.escape(text, quote=False)}\n")


class Planted:
    """A transcript with reads in it and what else is known of it, as numbers of its cues from 0."""

    def __init__(self, name, cues, gold=None):
        self.name, self.cues, self.reads = name, cues, []  # (number of the read, first cue, end)
        gold = gold or {}
        self.ads = [(first - 1, last) for first, last in gold.get("ads", [])]
        self.keys = [(insight["key"] - 1, insight["key"]) for insight in gold.get("insights", [])]

    def plant(self, at, number, lines):
        self.cues = plant(self.cues, at, lines)
        move = lambda runs: [(a, b) if b <= at else (a + len(lines) if a >= at else a, b + len(lines)) for a, b in runs]
        self.ads, self.keys = move(self.ads), move(self.keys)
        self.reads = [(n, a + len(lines), b + len(lines)) for n, a, b in self.reads] + [(number, at, at + len(lines))]

    def times(self, first, end):
        return self.cues[first][0], self.cues[end - 1][1]


def planted(name, cues, numbers, reads, seed, gold=None):
    """`name` with the reads of these numbers in it, as many as fit. Reads are planted from the last place to the first."""
    made = Planted(name, cues, gold)
    for at, number in zip(places(cues, len(numbers), random.Random(f"{seed} {name}")), numbers):
        made.plant(at, number, said(reads[number], made.cues, at))
    return made
