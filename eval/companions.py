"""Measures that other scripts of this tree make, where they are there: eval/topics, eval/ads/leaks. Runs them, reads what they print.
Standard library only."""
import os, re, subprocess, sys

TOPICS = re.compile(r"^pith\s+list\s+(\S+).*\braw\s+(\S+).*\bnames\s+(\S+)", re.M)
LEAKS = re.compile(r"^(tuned|held out): (\d+) planted, (\d+) found for the greater part, (\d+) in an insight", re.M)


def printed(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def topics(root, args, work):
    """F1 of topics (by the list, as they are) and of entities, cross-validated; None where there is no such script."""
    script = os.path.join(root, "eval", "topics")
    if not os.path.exists(script):
        return None
    os.makedirs(work, exist_ok=True)
    words = [args.gold, args.vtt, "--pith", args.pith, "--data", os.path.join(root, "data"), "--work", work]
    return topics_in(printed([sys.executable, script, *words]))


def topics_in(text):
    found = TOPICS.search(text)
    if not found:
        raise SystemExit(f"eval/topics printed no figures:\n{text}")
    return dict(zip(("topics of the list", "topics in their own words", "entities"), map(float, found.groups())))


def train_ads(root, args, work):
    """The models of ad reads of each fold, ads-en.FOLD.txt, where there is a script that trains them."""
    script = os.path.join(root, "tools", "train_ads.py")
    if not os.path.exists(script) or args.keep and os.path.exists(os.path.join(work, "ads-en.0.txt")):
        return
    os.makedirs(work, exist_ok=True)
    reads = [os.path.join(root, "eval", "ads", name) for name in ("train.txt", "tuned.txt", "train_kinds.txt")]
    more = ["--more", os.path.join(root, "eval", "ads", "news")]
    command = [sys.executable, script, args.pith, args.gold, args.vtt, work, *reads, *more, "--fold-models", work]
    subprocess.run(command, check=True, stdout=sys.stderr)


def leaks(root, args, folders, work):
    """Reads planted into labelled episodes, against models that have seen neither; None where there is no such script.
    `folders`: of crossvalidate, of the models of ads and chatter, of the models of ad reads."""
    script = os.path.join(root, "eval", "ads", "leaks")
    if not os.path.exists(script):
        return None
    return leaks_in(printed([sys.executable, script, args.pith, args.gold, args.vtt, *folders, work]))


def leaks_in(text):
    """{"tuned": {"planted", "marked", "quoted"}, "held out": ...}"""
    found = {name: dict(zip(("planted", "marked", "quoted"), map(int, counts))) for name, *counts in LEAKS.findall(text)}
    if not found:
        raise SystemExit(f"eval/ads/leaks printed no figures:\n{text}")
    return found
