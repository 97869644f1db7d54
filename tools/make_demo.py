#!/usr/bin/env python3
"""Turns a script of talk into an episode of the demo world (data/demo), and checks that world.

  tools/make_demo.py add SCRIPT SHOW/EPISODE [--data DIR]   writes the transcript and the episode's entry in world.json
  tools/make_demo.py check [--data DIR]                     every transcript whole, every passage of truth.tsv verbatim in its transcript

A script is a head of `Name: value` lines (Title, Day, Time, Guests, Description, Format: vtt, srt, json or html; Voices: I=Full Name, ...), an
empty line, and one line a turn: `I: what is said`. Sentences become cues; times come from their length, at 155 words a minute.
The same script gives the same bytes.
"""
import argparse
import csv
import html
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS_A_MINUTE = 155
PAUSE = 0.35  # seconds between two turns
TYPES = {"vtt": "text/vtt", "srt": "application/x-subrip", "json": "application/json", "html": "text/html"}
SENTENCE_END = re.compile(r'(?<=[.?!])(["”]?)\s+(?=["“]?[A-Z0-9ÁÉÍÓÚ])')


def sentences_of(talk):
    return [part.strip() for part in SENTENCE_END.sub(r"\1\n", talk).split("\n") if part.strip()]


def read_script(path):
    with open(path, encoding="utf-8") as file:
        head, _, body = file.read().partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n"))
    voices = dict(pair.strip().split("=") for pair in fields["Voices"].split(","))
    turns = []
    for line in filter(None, body.split("\n")):
        initial, _, talk = line.partition(": ")
        turns.append((voices[initial], sentences_of(talk)))
    return fields, turns


def timed(turns):
    """Cues as (speaker, start, end, sentence, first of its turn), in seconds."""
    cues, clock = [], 0.0
    for speaker, sentences in turns:
        for place, sentence in enumerate(sentences):
            length = max(0.6, len(sentence.split()) * 60 / WORDS_A_MINUTE)
            cues.append((speaker, round(clock, 2), round(clock + length, 2), sentence, place == 0))
            clock += length
        clock += PAUSE
    return cues


def clock_text(seconds, mark):
    millis = round(seconds * 1000)
    return f"{millis // 3600000:02d}:{millis // 60000 % 60:02d}:{millis // 1000 % 60:02d}{mark}{millis % 1000:03d}"


def as_vtt(cues):
    blocks = [f"{clock_text(start, '.')} --> {clock_text(end, '.')}\n<v {speaker}>{html.escape(said, quote=False)}"
              for speaker, start, end, said, _ in cues]
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def as_srt(cues):
    blocks = [f"{n}\n{clock_text(start, ',')} --> {clock_text(end, ',')}\n{speaker + ': ' if first else ''}{said}"
              for n, (speaker, start, end, said, first) in enumerate(cues, 1)]
    return "\n\n".join(blocks) + "\n"


def as_json(cues):
    segments = [{"speaker": speaker, "startTime": start, "endTime": end, "body": said} for speaker, start, end, said, _ in cues]
    rows = ",\n".join(json.dumps(segment, ensure_ascii=False) for segment in segments)
    return '{"version": "1.0.0", "segments": [\n' + rows + "\n]}\n"


def as_html(cues):
    rows = []
    for speaker, start, _, said, first in cues:
        if first:
            rows.append([f"<cite>{html.escape(speaker)}:</cite>\n<time>{int(start) // 60}:{int(start) % 60:02d}</time>\n<p>", []])
        rows[-1][1].append(html.escape(said, quote=False))
    return "".join(f"{opening}{' '.join(said)}</p>\n" for opening, said in rows)


WRITERS = {"vtt": as_vtt, "srt": as_srt, "json": as_json, "html": as_html}


def spoken_vtt(text):
    return [html.unescape(line.partition(">")[2]) for line in text.split("\n") if line.startswith("<v ")]


def spoken_srt(text):
    return [re.sub(r"^[\w-]+ [\w-]+: ", "", block.split("\n", 2)[2]) for block in text.strip().split("\n\n")]


def spoken_json(text):
    return [segment["body"] for segment in json.loads(text)["segments"]]


def spoken_html(text):
    return [html.unescape(talk) for talk in re.findall(r"<p>(.*?)</p>", text)]


READERS = {"vtt": spoken_vtt, "srt": spoken_srt, "json": spoken_json, "html": spoken_html}


def spoken(path):
    """All that is said in a transcript, its cues joined by single spaces."""
    with open(path, encoding="utf-8") as file:
        return " ".join(READERS[path.rsplit(".", 1)[1]](file.read()))


def load_world(data):
    with open(os.path.join(data, "world.json"), encoding="utf-8") as file:
        return json.load(file)


def save_world(data, world):
    with open(os.path.join(data, "world.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps(world, ensure_ascii=False, indent=1) + "\n")


def add(script, name, data):
    fields, turns = read_script(script)
    cues, kind, world = timed(turns), fields["Format"], load_world(data)
    slug, episode = name.split("/")
    show = next(show for show in world["shows"] if show["slug"] == slug)
    os.makedirs(os.path.join(data, slug), exist_ok=True)
    with open(os.path.join(data, f"{name}.{kind}"), "w", encoding="utf-8") as file:
        file.write(WRITERS[kind](cues))
    persons = [{"name": host, "role": "host"} for host in show["hosts"]]
    persons += [{"name": guest.strip(), "role": "guest"} for guest in fields["Guests"].split(",")]
    entry = {"slug": episode, "title": fields["Title"], "day": int(fields["Day"]), "time": fields["Time"], "seconds": round(cues[-1][2]),
             "description": fields["Description"], "persons": persons, "transcript": f"{name}.{kind}", "type": TYPES[kind]}
    others = [other for other in show["episodes"] if other["slug"] != episode]
    show["episodes"] = sorted(others + [entry], key=lambda one: (one["day"], one["time"]))
    save_world(data, world)


def transcripts_of(world, data):
    for show in world["shows"]:
        for episode in show["episodes"]:
            yield show["slug"] + "/" + episode["slug"], os.path.join(data, episode["transcript"])


def truth_faults(texts, data):
    with open(os.path.join(data, "truth.tsv"), encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            for side in "ab":
                episode, text = row[side + "_episode"], row[side + "_text"]
                if text not in texts.get(episode, ""):
                    yield f"truth.tsv:{place}: {side}_text does not stand in {episode}"
                if not 25 <= len(text.split()) <= 75:
                    yield f"truth.tsv:{place}: {side}_text has {len(text.split())} words, not 25 to 75"
            if row["kind"] == "restates" and row["a_episode"].split("/")[0] == row["b_episode"].split("/")[0]:
                yield f"truth.tsv:{place}: both passages are of one show"


def faults(data):
    texts = {}
    for name, path in transcripts_of(load_world(data), data):
        texts[name] = spoken(path)
        words = len(texts[name].split())
        if not 1500 <= words <= 3000:
            yield f"{name}: {words} words, not 1500 to 3000"
    yield from truth_faults(texts, data)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    adding = verbs.add_parser("add")
    adding.add_argument("script")
    adding.add_argument("name", metavar="SHOW/EPISODE")
    for verb in (adding, verbs.add_parser("check")):
        verb.add_argument("--data", default=os.path.join(HERE, "..", "data", "demo"))
    args = parser.parse_args(arguments)
    if args.verb == "add":
        add(args.script, args.name, args.data)
        return 0
    found = list(faults(args.data))
    print("\n".join(found) or "the demo world is whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
