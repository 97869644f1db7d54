"""How thoroughly tests kill pith: after every commit, or after some of them where sanitizers make each try slow."""
import os


def sampled(numbers, step=5):
    """All of them; one in `step` and the last in builds with sanitizers, which tell of the code and see the same code each time."""
    numbers = list(numbers)
    return numbers[::step] + numbers[-1:] * ((len(numbers) - 1) % step != 0) if os.environ.get("PITH_SANITIZED") else numbers
