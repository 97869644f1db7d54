#!/usr/bin/env python3
"""A smaller home out of a large one, to measure a size exactly.  Standard library only.

  bench/cut_home.py HOME SMALLER --insights 20000 --cues 500000

Copies HOME's database into the new folder SMALLER and keeps of it that many insights, and transcripts until that many cues can be found.
Ids are hashes, so the first ones are a fair sample. Pith fills the search index anew when it next opens the home."""
import argparse, os, sqlite3, sys


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home")
    parser.add_argument("smaller")
    parser.add_argument("--insights", type=int, required=True)
    parser.add_argument("--cues", type=int, required=True)
    return parser.parse_args()


def cut_insights(db, most):
    db.execute("DELETE FROM insights WHERE id NOT IN (SELECT id FROM insights WHERE replaced_by = '' ORDER BY id LIMIT ?)", (most,))


def cut_transcripts(db, most):
    """How many cues are left."""
    kept, cues = [], 0
    for episode, count in db.execute("SELECT episode_id, sum(last_cue - first_cue + 1) FROM passage_docs GROUP BY 1 ORDER BY 1"):
        if cues + count <= most:
            kept.append((episode,))
            cues += count
    db.execute("CREATE TEMP TABLE kept (id TEXT PRIMARY KEY)")
    db.executemany("INSERT INTO kept VALUES (?)", kept)
    db.execute("DELETE FROM transcripts WHERE episode_id NOT IN (SELECT id FROM kept)")
    return cues


def main():
    asked = arguments()
    os.mkdir(asked.smaller)
    file = os.path.join(asked.smaller, "pith.db")
    whole = sqlite3.connect(f"file:{os.path.join(asked.home, 'pith.db')}?mode=ro", uri=True)
    db = sqlite3.connect(file)
    whole.backup(db)
    db.execute("PRAGMA foreign_keys = ON")
    cut_insights(db, asked.insights)
    cues = cut_transcripts(db, asked.cues)
    db.execute("DELETE FROM meta WHERE key = 'search_rules'")
    db.commit()
    insights, episodes = (db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("insights", "transcripts"))
    print(f"{file}: {insights} insights, {cues} cues of {episodes} transcripts")


if __name__ == "__main__":
    sys.exit(main())
