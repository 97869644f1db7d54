"""What docs/commands.md says of --json, and values that verbs printed held against it."""
import os
import re

from demo_world import ROOT

words = lambda cell: re.findall("`([^`]+)`", cell)


def rows(columns):
    """Of the tables under JSON that have so many columns: the cells of each row."""
    with open(os.path.join(ROOT, "docs", "commands.md"), encoding="utf-8") as file:
        page = file.read().partition("## JSON")[2]
    found = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    return [row for row in found if len(row) == columns]


def verbs():
    return [verb for cell, _ in rows(2) for verb in words(cell)]


def within(value, path):
    """The values at a path as `shows[].feeds[]`."""
    found = [value]
    for name in path.split("."):
        found = [one[name.removesuffix("[]")] for one in found]
        if name.endswith("[]"):
            found = [one for many in found for one in many]
    return [one for one in found if one is not None]


def check(test, verb, value):
    """Fails where the members are others than the page says. Gives the paths at which the value has nothing."""
    (members,) = [words(cell) for cells, cell in rows(2) if verb in words(cells)]
    test.assertEqual(list(value), members, verb)
    empty = set()
    for cell, paths, told in rows(3):
        required, _, optional = (words(part) for part in told.partition(";"))
        for path in words(paths) if verb in words(cell) else []:
            values = within(value, path)
            empty |= set() if values else {f"{verb} {path}"}
            for one in values:
                test.assertEqual(list(one), required + [name for name in optional if name in one], f"{verb} {path}")
    return empty
