"""What chance does to a figure: the standard error of a mean, by drawing the episodes anew (bootstrap). Standard library only."""
import random, statistics


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else None


def error(items, figure=mean, rounds=1000):
    """How far `figure` of the items moves when as many are drawn from them with replacement: a standard deviation."""
    if len(items) < 2:
        return None
    draw = random.Random(1)
    found = [figure(draw.choices(items, k=len(items))) for _ in range(rounds)]
    found = [f for f in found if f is not None]
    return statistics.pstdev(found) if found else None


def measured(items, figure=mean):
    """The figure and its error, as results.json keeps them."""
    return {"value": figure(items), "error": error(items, figure)}
