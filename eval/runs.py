"""Runs Pith for the measures: over labelled episodes with models that have not seen them, with the stand-in for a language model,
with a clock. Standard library only."""
import contextlib, glob, json, os, resource, shutil, socket, statistics, subprocess, sys, time, urllib.request

import labelled


def distill(pith, files, out, *words):
    """pith distill FILES into a fresh folder `out`."""
    shutil.rmtree(out, ignore_errors=True)
    more(pith, files, out, *words)


def more(pith, files, out, *words):
    os.makedirs(out, exist_ok=True)
    if files:
        subprocess.run([pith, "distill", *files, "--out", out, *words], check=True, stdout=subprocess.DEVNULL)


def evaluated(pith, gold, vtt, answers, *words):
    done = subprocess.run([pith, "eval", gold, vtt, "--answers", answers, "--json", *words], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def unseen(work, names):
    """Episode -> the data folder of the fold whose cue model was not trained on it (eval/crossvalidate leaves them in WORK/data-N)."""
    found = {}
    for folder in sorted(glob.glob(os.path.join(work, "data-*"))):
        with open(os.path.join(folder, "models", "cue-en.bin.episodes"), encoding="utf-8") as file:
            trained = set(file.read().split())
        found |= {name: folder for name in names if name not in trained}
    missing = [name for name in names if name not in found]
    if missing:
        raise SystemExit(f"{work}: no fold's model leaves out {missing[0]}: run without --keep")
    return found


def unseen_marks(work, ads, names):
    """Episode -> the models of ads and chatter that were not trained on it: marks-en.FOLD.bin (tools/train_marks.py --fold-models,
    which deals the episodes out) and, where it is there, ads-en.FOLD.txt in `ads`, dealt alike."""
    found = {}
    for path in sorted(glob.glob(os.path.join(work, "fold.*.txt"))):
        with open(path, encoding="utf-8") as file:
            fold = path.split(".")[-2]
            models = (os.path.join(work, f"marks-en.{fold}.bin"), os.path.join(ads, f"ads-en.{fold}.txt"))
            found |= dict.fromkeys(file.read().split(), tuple(filter(os.path.exists, models)))
    missing = [name for name in names if name not in found]
    if missing:
        raise SystemExit(f"{work}: no model of ads and chatter leaves out {missing[0]}: run without --keep")
    return found


def data_with_marks(data, marks, folder):
    """A data folder like `data` whose models of ads and chatter are the `marks`; files are linked."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(data, folder, copy_function=link)
    for path in marks:
        kind, _, ending = os.path.basename(path).split(".")
        target = os.path.join(folder, "models", f"{kind}.{ending}")
        if os.path.exists(target):
            os.remove(target)
        shutil.copy(path, target)
    return folder


def link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def whole_program(pith, vtt, folds, out):
    """Distills each episode with a cue model and a model of ads that have both not seen it. `folds`: (cue, marks) by episode."""
    shutil.rmtree(out, ignore_errors=True)
    cue, marks = folds
    for pair in sorted({(cue[name], marks[name]) for name in cue}):
        names = [name for name in cue if (cue[name], marks[name]) == pair]
        data = data_with_marks(*pair, out + "-data")
        more(pith, [vtt[name] for name in names], out, "--engine", "builtin", "--data", data)
        shutil.rmtree(data)


@contextlib.contextmanager
def stub(script, gold, mode):
    """The stand-in for an OpenAI-compatible server on a free port of loopback; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, script, "--port", str(port), "--mode", mode, "--gold", gold], stdout=subprocess.DEVNULL)
    try:
        await_server(f"http://127.0.0.1:{port}/v1/models", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait()


def await_server(address, process, patience=60):
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise SystemExit(f"the stand-in for a language model did not come up at {address}")


def language_model(pith, vtt, cue, out, address):
    """Distills by the server at `address`; the built-in part of the score comes from models that have not seen the episode."""
    home = out + "-home"
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(home, exist_ok=True)
    with open(os.path.join(home, "pith.toml"), "w", encoding="utf-8") as file:
        file.write(f'[llm]\nbase_url = "{address}"\nmodel = "stand-in"\ncontext_tokens = 200000\n[distill]\nkeep = 40\n')
    for data in sorted(set(cue.values())):
        more(pith, [vtt[n] for n in cue if cue[n] == data], out, "--engine", "llm", "--data", data, "--home", home)


def speed(pith, files, out, rounds=5):
    """Milliseconds of one core for an hour of talk, files to JSON, the median of some rounds; and how many hours it was."""
    hours = sum(labelled.read_cues(path)[-1].end for path in files) / 3600
    spent = []
    core = min(os.sched_getaffinity(0))
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [pith, "distill", *files, "--engine", "builtin", "--out", out]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, {core}))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"milliseconds": 1000 * statistics.median(spent) / hours, "hours": hours, "rounds": rounds}
