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


def claims(pith, path, work):
    """What `pith relate` calls a restatement, of judged pairs: how many are, how many that are it calls so."""
    os.makedirs(work, exist_ok=True)
    with open(path, encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    lines = os.path.join(work, "claims.jsonl")
    with open(lines, "w", encoding="utf-8") as file:
        for number, pair in enumerate(pairs):
            for side in "ab":
                name = f"{number}{side}"
                file.write(json.dumps({"id": name, "episode": name, "entities": []} | pair[side]) + "\n")
    found = json.loads(subprocess.run([pith, "relate", lines, "--json"], stdout=subprocess.PIPE, check=True).stdout)
    told = [any(r["id"] == f"{n}b" and r["kind"] == "restates" for r in found[f"{n}a"]) for n in range(len(pairs))]
    called = [pair["judged"] for pair, yes in zip(pairs, told) if yes]
    same = [yes for pair, yes in zip(pairs, told) if pair["judged"] == 3]
    return {"pairs": len(pairs), "called": len(called), "right": sum(j >= 2 for j in called), "same": len(same), "same called": sum(same)}
