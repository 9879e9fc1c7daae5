"""`make bench`: where the time of a question goes, and what the process holds.

Times are medians over questions of the dev split. The machine is never alone, so each is also given
as a ratio to one plain encoding of the same question in the same run, and the whole is measured
once more beside a program that keeps the cores busy.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.synchronize import Event
from statistics import median, quantiles
from typing import TypeVar

from assistant.readers.reading import read_passages
from assistant.respond import Assistant
from eval.table import aligned
from eval.testset import SHIPPED, read_testset

QUESTIONS = 100
BUSY_QUESTIONS = 20

T = TypeVar("T")


def main() -> None:
    """Measure and print one table."""
    started = time.perf_counter()
    assistant = Assistant.open().prepare()  # as the chat does
    opened = time.perf_counter()
    asked = [q.question for q in read_testset(SHIPPED).select("dev").questions][:QUESTIONS]
    assistant.ask(asked[0])  # the first question sets things up
    first = time.perf_counter()
    steps = step_times(assistant, asked)
    with busy_neighbour():
        busy = step_times(assistant, asked[:BUSY_QUESTIONS])["all of it"]
    steps["all of it, the cores busy"] = busy
    plain = median(steps["encode the question"])
    rows = [["step", "median ms", "95th percentile ms", "ratio to encoding"]]
    for name, times in steps.items():
        p95 = quantiles(times, n=20)[-1]
        rows.append([name, f"{median(times):.1f}", f"{p95:.1f}", f"{median(times) / plain:.2f}"])
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{aligned(rows, left=1)}\n\n{len(asked)} questions, {len(assistant.doc_ids)} documents\n"
        f"opened in {opened - started:.1f} s, first answer after {first - started:.1f} s\n"
        f"peak memory {peak_mib:.0f} MiB\n"
    )


@contextmanager
def busy_neighbour() -> Iterator[None]:
    """Another program that multiplies matrices without end, in as many threads as there are."""
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    other = context.Process(target=_multiply, args=(begun,), daemon=True)
    other.start()
    begun.wait()
    try:
        yield
    finally:
        other.kill()
        other.join()


def _multiply(begun: Event) -> None:
    import numpy as np

    matrix = np.ones((1500, 1500), dtype=np.float32)
    begun.set()
    while True:
        matrix @ matrix  # only its time is wanted


def step_times(assistant: Assistant, questions: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds of each step, for each question; the whole is measured by itself."""
    times: dict[str, list[float]] = {}

    def timed(name: str, step: Callable[[], T]) -> T:
        started = time.perf_counter()
        result = step()
        times.setdefault(name, []).append(1000 * (time.perf_counter() - started))
        return result

    searcher, settings = assistant.searcher, assistant.settings
    for question in questions:
        timed("encode the question", partial(assistant.encoder.encode_query, [question]))
        searcher.forget_questions()
        searcher.cosines.encode_query(question)  # so that the search itself is timed
        hits = timed("search", partial(searcher.search, question, 20, None, settings.search))
        if assistant.reader is not None:
            best = hits[: settings.read_passages]
            timed("read", partial(read_passages, assistant.reader, question, best))
        searcher.forget_questions()  # the steps above have just asked it
        timed("all of it", partial(assistant.ask, question))
    return times


if __name__ == "__main__":
    main()
