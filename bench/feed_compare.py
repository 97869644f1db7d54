#!/usr/bin/python3
"""Captured feeds into episodes, beside feedparser and libxml2's tree, in one run.

    bench/feed_compare.py [FOLDER] [--bench build/bench/bench_feed]

FOLDER holds feeds (default: those of the shared fixtures). Seconds are of the processor; MB are millions of bytes. The
rivals take turns, and the median of fifteen rounds counts, so that what else the machine does falls on all alike.
Needs python3-feedparser and the benchmark (cmake --preset bench).
"""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

import feedparser

ROOT = Path(__file__).resolve().parent.parent
NAMES = {
    "feeds_into_episodes": "Pith, into episodes",
    "feeds_read": "Pith, read",
    "feeds_repaired_into_episodes": "Pith, repaired throughout, into episodes",
    "plain_events_alone": "Pith's plain XML alone",
    "events_alone": "libxml2's events alone",
    "libxml2_tree": "libxml2's tree alone",
    "libxml2_tree_into_items": "libxml2's tree walked into items",
}


def rates_of_bench(program: Path, folder: Path) -> dict[str, float]:
    command = [program, "--benchmark_format=json", "--benchmark_min_time=0.2", "--benchmark_repetitions=15",
               "--benchmark_enable_random_interleaving=true", "--benchmark_report_aggregates_only=true", "--benchmark_filter=^(%s)$" % "|".join(NAMES)]
    out = subprocess.run(command, env={**os.environ, "PITH_FEEDS": str(folder)}, check=True, capture_output=True)
    medians = [one for one in json.loads(out.stdout)["benchmarks"] if one["aggregate_name"] == "median"]
    return {one["run_name"]: one["bytes_per_second"] / 1e6 for one in medians}


def rate_of_feedparser(folder: Path) -> float:
    feeds = [file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()]
    begun = time.process_time()
    for feed in feeds:
        feedparser.parse(feed)
    return sum(map(len, feeds)) / (time.process_time() - begun) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "../shared/fixtures/feeds-podcast")
    parser.add_argument("--bench", type=Path, default=ROOT / "build/bench/bench_feed")
    options = parser.parse_args()
    rates = rates_of_bench(options.bench, options.folder)
    for name, words in NAMES.items():
        print(f"{words:45} {rates[name]:8.1f} MB/s")
    python = rate_of_feedparser(options.folder)
    print(f"{'feedparser':45} {python:8.1f} MB/s")
    ours = rates["feeds_into_episodes"]
    print(f"into episodes: {ours / rates['libxml2_tree_into_items']:.2f} times libxml2's tree walked into items, "
          f"{ours / python:.0f} times feedparser")


if __name__ == "__main__":
    main()
