"""Ads and chatter: are they marked, do they leak into insights? Over answers of `pith distill --out`. Standard library only."""
import glob, html, os

import chance, labelled


def of_labels(answers, labels, vtt):
    """What the labels call ads and chatter against what was marked, and the insights that quote an ad."""
    rows = [episode_row(labelled.read_json(os.path.join(answers, name + ".json")), label, labelled.read_cues(vtt[name])) for name, label in labels.items()]
    total = lambda key: sum(row[key] for row in rows)
    return {
        "chatter F1": chance.measured(rows, lambda some: f1(some, "chatter")),
        "ads or chatter F1": chance.measured(rows, lambda some: f1(some, "both")),
        "ad ranges": total("ranges"),
        "ad ranges with a mark": total("ranges marked"),
        "insights": total("insights"),
        "insights with an ad": total("with an ad"),
        "first five with an ad": total("first five with an ad"),
        "in first fives": total("in first five"),
        "keys marked": total("keys marked") / max(1, total("keys")),
        "marked as ads": {of: total("marked " + of) for of in ("ads", "chatter", "talk")},
    }


def episode_row(answer, label, cues):
    ads, chatter = labelled.spread(label["ads"]), labelled.spread(label["chatter"])
    told_ads, told_chatter = labelled.covered(answer["ads"], cues), labelled.covered(answer["chatter"], cues)
    told = told_ads | told_chatter
    quoted = [labelled.covered(insight["evidence"], cues) for insight in answer["insights"]]
    keys = {insight["key"] for insight in label["insights"]}
    return {
        "chatter": counts(told_chatter - ads, chatter),
        "both": counts(told, ads | chatter),
        "marked ads": len(told_ads & ads),
        "marked chatter": len(told_ads & chatter - ads),
        "marked talk": len(told_ads - ads - chatter),
        "ranges": len(label["ads"]),
        "ranges marked": sum(bool(labelled.spread([r]) & told) for r in label["ads"]),
        "insights": len(quoted),
        "with an ad": sum(bool(q & ads) for q in quoted),
        "first five with an ad": sum(bool(q & ads) for q in quoted[:5]),
        "in first five": len(quoted[:5]),
        "keys": len(keys),
        "keys marked": len(keys & told),
    }


def counts(told, true):
    return len(told & true), len(told), len(true)


def f1(rows, key):
    right, told, true = (sum(row[key][n] for row in rows) for n in range(3))
    return 2 * right / (told + true) if told + true else None


def read_reads(path):
    """Written ad reads: a sentence a line, an empty line between reads."""
    with open(path, encoding="utf-8") as file:
        return [[line for line in part.split("\n") if line.strip()] for part in file.read().split("\n\n") if part.strip()]


def planted(cues, read, share):
    """The cues with the read put in, spoken by whoever speaks at `share` of the episode; and when it is said."""
    at = max(1, int(len(cues) * share))
    start, speaker, said = cues[at - 1].end, cues[at - 1].speaker, []
    now = start
    for line in read:
        said.append(labelled.Cue(0, now, now + 0.07 * len(line), speaker, html.escape(line.removeprefix("- "), quote=False)))
        now = said[-1].end
    later = [labelled.Cue(0, c.start + now - start, c.end + now - start, c.speaker, c.text) for c in cues[at:]]
    return cues[:at] + said + later, (start, now)


def write_vtt(path, cues):
    stamp = lambda t: f"{int(t // 3600):02}:{int(t // 60 % 60):02}:{t % 60:06.3f}"
    with open(path, "w", encoding="utf-8") as file:
        file.write("WEBVTT\n")
        for number, cue in enumerate(cues, 1):
            voice = f"<v {html.escape(cue.speaker)}>" if cue.speaker else ""
            file.write(f"\n{number}\n{stamp(cue.start)} --> {stamp(cue.end)}\n{voice}{cue.text}\n")


def plant_all(reads, vtt, hosts, folder, times=3):
    """Each read into `times` transcripts: files in `folder`; name -> (read, when it is said)."""
    os.makedirs(folder, exist_ok=True)
    where = {}
    for number, read in enumerate(reads):
        for turn in range(times):
            host = hosts[(number * times + turn) * 7 % len(hosts)]
            cues, when = planted(labelled.read_cues(vtt[host]), read, 0.3 + 0.2 * turn)
            name = f"read-{number}-{turn}"
            write_vtt(os.path.join(folder, name + ".vtt"), cues)
            where[name] = (number, when)
    return where


def of_reads(answers, where):
    """How many plantings were quoted by an insight, and how many were marked for the greater part."""
    quoted, first, marked = 0, 0, 0
    for name, (_, (start, end)) in where.items():
        answer = labelled.read_json(os.path.join(answers, name + ".json"))
        touch = [any(q["start"] < end - 0.05 and q["end"] > start + 0.05 for q in i["evidence"]) for i in answer["insights"]]
        quoted, first = quoted + any(touch), first + any(touch[:5])
        said = [(max(start, r["start"]), min(end, r["end"])) for r in answer["ads"] + answer["chatter"]]
        marked += sum(max(0, b - a) for a, b in said) > (end - start) / 2
    return {"planted": len(where), "quoted": quoted, "quoted in the first five": first, "marked": marked}


def files_of_reads(folder):
    """{"held_out": path, ...} of the written reads."""
    return {os.path.basename(path)[:-4]: path for path in sorted(glob.glob(os.path.join(folder, "*.txt")))}
