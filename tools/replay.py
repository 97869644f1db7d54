#!/usr/bin/env python3
"""Replays days of the shared podcast corpus through a real pith, one scan, brief and send a day, and checks what must hold.

  tools/replay.py [--pith build/release/pith] [--shared ../shared] [--start 2024-05-01] [--days 30]
                  [--since DATE --per-day N] [--shows A,B] [--fault KIND --rate R] [--kills N --seed S] [--home DIR] [--json]

Plays `serve_corpus.py` on loopback; all shows are followed on the first day. Checks: new episodes, and only those, are fetched once,
distilled, related and briefed; feeds answer 304 where nothing is new; no two picks of all days share a cue or have ROUGE-1 >= .6; briefs
are full where --per-day is given. With --fault the answers fail at that rate until the last day's scan, then heal. With --kills the
scans are killed with SIGKILL at random moments, N times in all. Prints a summary, and the state's digest, by which two runs compare.
"""
import argparse
import collections
import datetime as dt
import hashlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    """serve_corpus.py on loopback, ended with its scope."""

    def __init__(self, args):
        self.port = args.port or free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, os.path.join(args.shared, "tools", "serve_corpus.py"), "--port", str(self.port), "--asof", args.start,
                   "--slow-seconds", "1"]
        for name in ("since", "shows", "episodes"):
            if getattr(args, name):
                command += [f"--{name}", getattr(args, name)]
        if args.per_day:
            command += ["--per-day", str(args.per_day)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def post(self, path):
        urllib.request.urlopen(urllib.request.Request(self.base + path, method="POST", data=b"")).read()

    def stats(self):
        return json.load(urllib.request.urlopen(self.base + "/_stats"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Killer:
    """Runs a command, and while kills are left ends it with SIGKILL at a random moment and runs it again."""

    def __init__(self, kills, seed):
        self.left, self.done, self.random, self.typical = kills, 0, random.Random(seed), 1.0

    def run(self, command, **options):
        while True:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
            began = time.monotonic()
            limit = self.random.uniform(0.0, self.typical) if self.left > 0 else 600
            try:
                out, err = process.communicate(timeout=limit)
                self.typical = 0.7 * self.typical + 0.3 * (time.monotonic() - began)
                return process.returncode, out, err
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                if self.left <= 0:
                    raise SystemExit(f"{' '.join(command)} did not end in {limit:.0f} s")
                self.left -= 1
                self.done += 1


class Replay:
    def __init__(self, args, world, home):
        self.args, self.world, self.home = args, world, home
        self.killer = Killer(args.kills, args.seed)
        with open(os.path.join(home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["127.0.0.1:{world.port}"]\n[reader]\nemail = "reader@example.org"\nzone = "UTC"\n')

    def pith(self, *words, now=None, may_fail=False):
        command = [self.args.pith, *words, "--home", self.home] + (["--now", now] if now else [])
        code, out, err = self.killer.run(command)
        if code != 0 and not may_fail:
            raise SystemExit(f"{' '.join(command)} ended with {code}:\n{out}{err}")
        return out

    def day(self, day, fault):
        now = f"{day.isoformat()}T12:00:00Z"
        self.world.post(f"/_asof?date={day.isoformat()}")
        if fault:
            self.world.post(f"/_fault?kind={self.args.fault}&rate={self.args.rate}")
        self.pith("scan", now=now, may_fail=bool(fault))
        if fault:
            self.world.post("/_fault?kind=none")
        brief = json.loads(self.pith("brief", "--json", now=now))
        self.pith("send", now=now)
        return brief

    def run(self):
        first = dt.date.fromisoformat("2026-01-01" if self.args.per_day else self.args.start)
        days = [first + dt.timedelta(days=n) for n in range(self.args.days)]
        self.world.post(f"/_asof?date={days[0].isoformat()}")
        self.pith("add", self.world.base + "/opml", now=f"{days[0].isoformat()}T11:00:00Z")
        return [self.day(day, bool(self.args.fault)) for day in days]


def words(text):
    return collections.Counter(re.findall(r"[a-z0-9']+", text.lower()))


def rouge1(a, b):
    same = sum((a & b).values())
    return 2 * same / (sum(a.values()) + sum(b.values())) if same else 0.0


def overlapping(a, b):
    """Whether two picks of one episode share time, and so a cue."""
    return a["episode"] == b["episode"] and any(x["start"] < y["end"] - 0.01 and y["start"] < x["end"] - 0.01 for x in a["evidence"] for y in b["evidence"])


def pairs_at_fault(briefs):
    picks = [pick for brief in briefs for pick in brief["picks"]]
    bags = [words(pick["text"]) for pick in picks]
    close = [(a, b) for a in range(len(picks)) for b in range(a) if rouge1(bags[a], bags[b]) >= 0.6]
    shared = [(a, b) for a in range(len(picks)) for b in range(a) if overlapping(picks[a], picks[b])]
    return close, shared


def summary(args, world, replay, briefs, state):
    stats = world.stats()
    transcripts = {path: count for path, count in stats["paths"].items() if path.endswith(".vtt")}
    close, shared = pairs_at_fault(briefs)
    rows = [next(iter(json.loads(line).items())) for line in state.splitlines()]
    kinds = collections.Counter(kind for kind, _ in rows)
    states = collections.Counter(value.get("state") for kind, value in rows if kind == "episode")
    return {"days": len(briefs), "picks": sum(len(b["picks"]) for b in briefs), "full_days": sum(len(b["picks"]) == 5 for b in briefs),
            "empty_days": sum(not b["picks"] for b in briefs), "transcripts_fetched": len(transcripts),
            "fetched_more_than_once": sum(count > 1 for count in transcripts.values()), "not_modified": stats["not_modified"],
            "requests": stats["total"], "rouge_pairs": len(close), "shared_cues": len(shared), "kills": replay.killer.done,
            "state": dict(kinds), "episode_states": dict(states), "digest": hashlib.sha256(state.encode()).hexdigest()[:16]}


def faults_of(args, found):
    checks = {"two picks with ROUGE-1 >= .6": found["rouge_pairs"] == 0, "two picks that share a cue": found["shared_cues"] == 0,
              "no 304 was seen": found["not_modified"] > 0,
              "a transcript was fetched twice": bool(args.fault or args.kills) or found["fetched_more_than_once"] == 0,
              "a brief was not full": not args.per_day or found["full_days"] == found["days"]}
    return [name for name, holds in checks.items() if not holds]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pith", default=os.path.join(ROOT, "build", "release", "pith"))
    parser.add_argument("--shared", default=os.environ.get("PITH_SHARED", os.path.join(ROOT, "..", "shared")))
    parser.add_argument("--start", default="2024-05-01")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--port", type=int, default=0)
    for name in ("since", "shows", "episodes", "fault", "home", "out"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--per-day", type=int, default=0)
    parser.add_argument("--rate", type=float, default=0.3)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main():
    args = parse()
    with tempfile.TemporaryDirectory() as fresh, World(args) as world:
        home = args.home or fresh
        os.makedirs(home, exist_ok=True)
        replay = Replay(args, world, home)
        briefs = replay.run()
        state = replay.pith("export", "--state")
        found = summary(args, world, replay, briefs, state)
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            file.write(state)
    faults = faults_of(args, found)
    print(json.dumps(found) if args.json else "\n".join(f"{name:24} {value}" for name, value in found.items()))
    print("\n".join(f"FAULT: {name}" for name in faults) or "all checks hold", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
