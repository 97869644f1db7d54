"""Related insights against an editor's judgements, through `pith relate` and the labels' own scorer. Standard library only."""
import contextlib, importlib.util, io, json, os, subprocess, sys

import chance, labelled

MEASURES = ["nDCG@10", "hit@3", "none@5"]


def write_insights(labels, path):
    with open(path, "w", encoding="utf-8") as file:
        for name, label in labels.items():
            for i in label["insights"]:
                own = {key: i.get(key) or [] for key in ("topics", "entities")} | {key: i[key] for key in ("headline", "text")}
                file.write(json.dumps({"id": f"{name}/{i['rank']}", "episode": name} | own) + "\n")


def scored(scorer, relations, system):
    """What the scorer's program prints with --json for these files."""
    spec = importlib.util.spec_from_file_location("relations_scorer", scorer)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    out, kept = io.StringIO(), sys.argv
    sys.argv = [scorer, relations, system, "--json"]
    try:
        with contextlib.redirect_stdout(out):
            module.main()
    finally:
        sys.argv = kept
    return json.loads(out.getvalue())


def measure(pith, labels, relations, scorer, work):
    os.makedirs(work, exist_ok=True)
    lines, answers, one = (os.path.join(work, name) for name in ("insights.jsonl", "related.json", "one.json"))
    write_insights(labels, lines)
    with open(answers, "wb") as file:
        subprocess.run([pith, "relate", lines, "--json"], stdout=file, check=True)
    whole, system = scored(scorer, relations, answers), labelled.read_json(answers)
    each = []
    for lead, judged in labelled.read_json(relations).items():
        for path, value in ((one, {lead: judged}), (answers, {lead: system.get(lead, [])})):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(value, file)
        row = scored(scorer, one, answers)
        each.append(row | ({} if any(v in ("supports", "extends", "opposes") for v in judged.values()) else {"hit@3": None}))
    return {"leads": whole["leads"]} | {m: {"value": whole[m], "error": chance.error([r[m] for r in each])} for m in MEASURES}
