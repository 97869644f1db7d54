"""docs/quality.md and its picture out of what eval/scorecard measured. Standard library only."""
import os, re

import picture

COLUMNS = ["recall@10", "P@5", "nDCG@5", "lead@5", "waste@5", "form", "rouge1", "day@5"]
# What a second editor reached on six other episodes: the labels' own card.
SECOND_EDITOR = {"recall@10": 0.85, "P@5": 0.90, "nDCG@5": 0.93, "lead@5": 1.0, "waste@5": 0.01, "form": 1.0, "day@5": 0.93}
KNOWN = "not trained on, but what leaked was known when the margin beside ads was chosen"
SEEN = {"held_out": KNOWN, "second_hand": KNOWN, "held_out_kinds": "never seen by training or tuning"}


def number(value, digits=3):
    if value is None:
        return "-"
    return f"{value:.{digits}f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{digits}f}"


def figure(measured, digits=3):
    error = measured["error"]
    return number(measured["value"], digits) + (f" ±{number(error, digits)}" if error is not None else "")


def share(part):
    return f"{part['held']:,} of {part['of']:,}"


def table(head, rows):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(row) + " |" for row in rows), ""])


def insights(results):
    tables = results["tables"]
    rows = [[name, *(figure(card[c], 2) for c in COLUMNS)] for name, card in ordered(tables["baselines"]).items()]
    rows.append(["**Pith, built in**", *(figure(tables["whole"][c], 2) for c in COLUMNS)])
    rows.append(["its ranker alone", *(figure(tables["builtin"][c], 2) for c in COLUMNS)])
    rows.append(["a second editor (6 other episodes)", *(number(SECOND_EDITOR.get(c), 2) for c in COLUMNS)])
    return table(["", *COLUMNS], rows)


def held_out(results):
    card = results["held out"]
    columns = [c for c in COLUMNS if c != "rouge1"]
    rows = [[name, *(figure(one[c]) for c in columns)] for name, one in ordered(card["baselines"]).items()]
    rows.append(["**Pith, built in**", *(figure(card["whole"][c]) for c in columns)])
    return table([f"{card['episodes']} episodes", *columns], rows)


def ordered(baselines):
    return {name: baselines[name] for name in ("random windows", "LexRank", "sum of tf-idf") if name in baselines}


def goals(results):
    """(what, reached, goal, whether it is reached), all that Pith set out for."""
    own, gold = results["tables"]["whole"], results["tables"]["llm gold"]
    at_least = lambda what, value, goal: (what, number(value), f"at least {number(goal, 2)}", value >= goal)
    at_most = lambda what, value, goal: (what, number(value), f"at most {number(goal, 2)}", value <= goal)
    aims = {"P@5": 0.72, "nDCG@5": 0.68, "lead@5": 0.85, "recall@10": 0.53, "day@5": 0.75, "form": 0.97, "rouge1": 0.32}
    rows = [at_least(name, own[name]["value"], goal) for name, goal in aims.items()]
    rows.append(at_most("waste@5", own["waste@5"]["value"], 0.01))
    rows.append(at_least("chatter, F1 by cue", results["ads"]["chatter F1"]["value"], 0.80))
    leaks = results["ads"]["first five with an ad"] + sum(r["quoted in the first five"] for r in results["ads"]["reads"].values())
    leaks += (results["ads"].get("news") or {}).get("first five with an ad", 0)
    rows.append(("first fives with an ad", str(leaks), "none", leaks == 0))
    rows.append(at_least("P@5 with the stand-in for a language model", gold["P@5"]["value"], 0.95))
    rows.append(at_least("day@5 with it", gold["day@5"]["value"], 0.90))
    rows.append(at_least("true insights that stay with it", stays(results, "llm gold"), 0.95))
    twins = results["grounding"]["llm hallucinate"]["twins"]
    rows.append(("false twins that come through", str(twins), "none", twins == 0))
    unproven = sum(row["quotes"]["of"] - row["quotes"]["held"] for row in results["grounding"].values())
    rows.append(("quotes that are not verbatim, all engines", str(unproven), "none", unproven == 0))
    speed, size = results["speed"]["milliseconds"], megabytes(results)
    rows.append(("an hour of talk, one core", f"{speed:.1f} ms", "under 30 ms", speed < 30))
    rows.append(("model files", f"{size:.1f} MB", "under 20 MB", size < 20))
    return rows


def stays(results, key):
    """Share of the editor's insights, which the stand-in answers with, that pass every check."""
    row = results["grounding"][key]
    return (row["insights"] - row["twins"]) / results["labels"]["insights"]


def megabytes(results):
    return sum(model["bytes"] for model in results["versions"]["models"]) / 1e6


def goal_section(results):
    rows = goals(results)
    missed = [(what, got, goal) for what, got, goal, reached in rows if not reached]
    head = f"{len(rows) - len(missed)} of {len(rows)} goals are reached.\n\n"
    return head + table(["", "measured", "goal", ""], [[what, got, goal, "reached" if ok else "**not reached**"] for what, got, goal, ok in rows])


def grounding(results):
    kinds = ["quotes", "speakers", "names", "numbers", "form", "headlines"]
    names = {"builtin": "built in", "llm gold": "stand-in, mode `gold`", "llm hallucinate": "stand-in, mode `hallucinate`"}
    rows = [[names[key], f"{row['insights']:,}", *(share(row[kind]) for kind in kinds), str(row["twins"])]
            for key, row in results["grounding"].items()]  # fmt: skip
    return table(["engine", "insights", *kinds, "false twins"], rows)


def fault_lines(results, most=6):
    """Examples of what did not hold; what a mode of the stand-in shares with another is listed once."""
    out, seen = [], []
    for key, row in results["grounding"].items():
        if row["faults"] in seen:
            continue
        seen.append(row["faults"])
        for kind in ("quotes", "speakers", "names", "numbers"):
            found = dict.fromkeys(f"{f['what'][:60]} ({f['episode']})" for f in row["faults"] if f["kind"] == kind)
            if found:
                out.append(f"- {key}, {kind}: {'; '.join([*found][:most])}")
    head = "Not found, for example (the check is literal: it does not know \"ML\" for machine learning, nor a count that the text itself makes):\n\n"
    return head + "\n".join(out) + "\n" if out else ""


def ads(results):
    found = results["ads"]
    lines = [
        f"- Chatter by cue: F1 {figure(found['chatter F1'])}; ads or chatter {figure(found['ads or chatter F1'])}.",
        f"- Of {sum(found['marked as ads'].values())} cues marked as ads the editor calls {found['marked as ads']['ads']} an ad, {found['marked as ads']['chatter']} chatter"
        f" and {found['marked as ads']['talk']} talk: what sounds like an ad read is left out, at the cost of some talk.",
        f"- Of {found['ad ranges']} ad ranges that an editor marked, {found['ad ranges with a mark']} carry a mark.",
        f"- Of {found['insights']:,} insights {found['insights with an ad']} quote a cue of an ad; of the first fives {found['first five with an ad']}.",
        f"- What marking costs: {100 * found['keys marked']:.1f} % of the key cues of the editor's insights are marked.",
    ]
    rows = [[f"`eval/ads/{name}.txt`: {SEEN.get(name, 'seen in training or tuning')}", str(r["reads"]), str(r["planted"]), str(r["marked"]), str(r["quoted"]),
             str(r["quoted in the first five"])] for name, r in found["reads"].items()]  # fmt: skip
    for name, r in (found.get("leaks") or {}).items():
        rows.append([f"`eval/ads/leaks`, {name}: planted into labelled episodes, models that saw neither", "", *(str(r[c]) for c in ("planted", "marked", "quoted")), ""])
    head = ["written ad reads", "reads", "planted", "marked for the greater part", "quoted by an insight", "by one of the first five"]
    return "\n".join([*lines, *news(found.get("news"))]) + "\n\n" + table(head, rows)


def news(found):
    if not found:
        return []
    return [f"- A news show whose sponsors are read like its news, {found['episodes']} episodes that nothing was trained on: of {found['ad ranges']} slots {found['ad ranges with a mark']}"
            f" carry a mark; of the first fives {found['first five with an ad']} insights of {found['in first fives']} quote an ad; ads or chatter F1 {figure(found['ads or chatter F1'])}."]  # fmt: skip


def briefs(results):
    rows = []
    names = {"brief": "the brief", "by_score": "the day's five best by score"}
    for dealt, card in results["briefs"].items():
        for kind, name in names.items():
            m = card[kind]
            counts = [str(m[c]) for c in ("picks", "found", "earlier", "repeats", "restatements")]
            rows.append([f"{card['days']} days dealt {dealt}: {name}", figure(m["nDCG@5"], 2), f"{m['worth']:.2f}", *counts])
    return table(["", "nDCG@5", "worth", "picks", "found", "from days before", "repeats", "restatements"], rows)


def related(results):
    found = results["relations"]
    if not found:
        return "Not measured: there were no judgements beside the labels.\n"
    said = found.get("claims")
    text = table(["", "nDCG@10", "hit@3", "none@5"], [[f"Pith ({found['leads']} leads)", *(figure(found[m]) for m in ("nDCG@10", "hit@3", "none@5"))],
        ["tf-idf cosine (other leads)", ".64", ".60", ".52"], ["random (other leads)", ".41", ".24", ".71"]])  # fmt: skip
    if not said:
        return text
    return text + (f"\nSaid before: of {said['pairs']} judged pairs, chosen to be hard (`eval/claims`), Pith says of {said['called']} that one restates the other;"
                   f" {said['right']} do, wholly or in the main. Of {said['same']} that make the same claim it knows {said['same called']}.\n")  # fmt: skip


def topics(results):
    found = results["topics"]
    if not found:
        return ""
    text = "F1 against the editor's topics and entities, cross-validated by episode (`eval/topics`), over the evidence that the editor chose:\n\n"
    return "## Topics and people\n\n" + text + table([*found], [[number(value) for value in found.values()]])


def models(results):
    return table(["model", "bytes", "SHA-256 begins"], [[f"`{m['name']}`", f"{m['bytes']:,}", f"`{m['sha256']}`"] for m in results["versions"]["models"]])


def sections(results):
    template = os.path.join(os.path.dirname(os.path.abspath(__file__)), "quality.md.in")
    with open(template, encoding="utf-8") as file:
        text = file.read()
    values = {
        "date": results["date"],
        "pith": results["versions"]["pith"],
        "commit": results["versions"]["commit"],
        "machine": results["versions"]["machine"],
        "episodes": str(results["labels"]["episodes"]),
        "labels": f"{results['labels']['insights']:,}",
        "insights": insights(results),
        "held_out": held_out(results),
        "goals": goal_section(results),
        "grounding": grounding(results),
        "faults": fault_lines(results),
        "stood_in": ", ".join(f"{results['grounding'][k]['stood in']} in `{k.split()[1]}`" for k in ("llm gold", "llm hallucinate")),
        "ads": ads(results),
        "briefs": briefs(results),
        "related": related(results),
        "topics": topics(results),
        "llm": table(["", *COLUMNS], [["stand-in, mode `gold`", *(figure(results["tables"]["llm gold"][c], 2) for c in COLUMNS)]]),
        "speed": f"{results['speed']['milliseconds']:.1f}",
        "hours": f"{results['speed']['hours']:.0f}",
        "rounds": str(results["speed"]["rounds"]),
        "megabytes": f"{megabytes(results):.1f}",
        "models": models(results),
    }
    for name, value in values.items():
        text = text.replace("{" + name + "}", value.rstrip("\n"))
    return re.sub(r"\n{3,}", "\n\n", text)


def chart(results):
    tables = results["tables"]
    rows = [(name, card["P@5"]["value"], card["P@5"]["error"], False) for name, card in ordered(tables["baselines"]).items()]
    rows.append(("Pith, built in", tables["whole"]["P@5"]["value"], tables["whole"]["P@5"]["error"], True))
    rows.append(("a second editor", SECOND_EDITOR["P@5"], None, False))
    note = f"{results['labels']['episodes']} labelled episodes, cross-validated, {results['date']}; the second editor on six others"
    return picture.bars("Of the first five insights, how many would an editor keep?", rows, note)


def write(results, path, pictures):
    for folder in (os.path.dirname(os.path.abspath(path)), pictures):
        os.makedirs(folder, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(sections(results))
    with open(os.path.join(pictures, "precision.svg"), "w", encoding="utf-8") as file:
        file.write(chart(results))
