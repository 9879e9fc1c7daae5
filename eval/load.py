"""`make load`: many people ask at once, through the page's endpoint; each must get their answer.

Starts the chat on a free port of this machine with an empty data folder, or asks one that runs
(`python -m eval.load http://127.0.0.1:7860`). While people wait, the page itself is fetched again
and again: it must stay up.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

import httpx

from eval.table import aligned
from eval.testset import SHIPPED, read_testset

PEOPLE, QUESTIONS_EACH = 40, 3
TIMEOUT_S = 300.0
PAGE_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as it came: how long it took, and what is wrong with it ("" where nothing is)."""

    seconds: float
    fault: str


def main() -> None:
    """Ask, print one table, and exit with 1 where an answer was missing or somebody else's."""
    questions = [q.question for q in read_testset(SHIPPED).select("dev").questions]
    if len(sys.argv) > 1:
        sys.exit(report(sys.argv[1], questions))
    with chat() as url:
        sys.exit(report(url, questions))


def report(url: str, questions: Sequence[str]) -> int:
    """Measure and print; the exit status."""
    ask(url, questions[0])  # the models are loaded by then
    started = time.perf_counter()
    replies, pages = load(url, questions)
    seconds = time.perf_counter() - started
    faults = [reply.fault for reply in (*replies, *pages) if reply.fault]
    rows = [["", "number", "median s", "95th percentile s", "longest s"]]
    for name, kind in (("answers", replies), ("the page meanwhile", pages)):
        times = [reply.seconds for reply in kind]
        p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        figures = (median(times), p95, max(times))
        rows.append([name, str(len(kind)), *(f"{figure:.2f}" for figure in figures)])
    sys.stdout.write(
        f"{aligned(rows, left=1)}\n\n{PEOPLE} people at once, {QUESTIONS_EACH} questions each: "
        f"{len(replies) / seconds:.1f} answers a second, {len(faults)} faults\n"
    )
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def load(url: str, questions: Sequence[str]) -> tuple[list[Reply], list[Reply]]:
    """The replies to all people, and those of the page in the meantime."""

    def person(number: int) -> list[Reply]:
        # Each with words of their own, so that nobody can get another's answer unnoticed.
        mine = islice(cycle(questions), number, number + QUESTIONS_EACH)
        return [ask(url, f"{question} (asked by person {number})") for question in mine]

    with ThreadPoolExecutor(PEOPLE + 1) as people:
        asking = [people.submit(person, number) for number in range(PEOPLE)]
        pages: list[Reply] = []
        while not all(future.done() for future in asking):
            pages.append(page(url))
            time.sleep(PAGE_EVERY_S)
        return [reply for future in asking for reply in future.result()], pages


def ask(url: str, question: str) -> Reply:
    """Ask one question as a script would, over two plain HTTP calls."""
    started = time.perf_counter()
    address = f"{url}/gradio_api/call/ask"
    try:
        with httpx.Client(timeout=TIMEOUT_S) as client:
            posted = client.post(address, json={"data": [question]}).raise_for_status()
            stream = client.get(f"{address}/{posted.json()['event_id']}").raise_for_status().text
        fault = fault_of(stream, question)
    except httpx.HTTPError as error:
        fault = f"{question}: {error!r}"
    return Reply(time.perf_counter() - started, fault)


def fault_of(stream: str, question: str) -> str:
    r"""What is wrong with the events that answer a question; "" where nothing is.

    >>> fault_of('event: complete\ndata: [{"question": "Who?"}]\n\n', "Who?")
    ''
    >>> fault_of('event: complete\ndata: [{"question": "When?"}]\n\n', "Who?")
    'Who?: got the answer to When?'
    >>> fault_of('event: error\ndata: null\n\n', "Who?")
    'Who?: event: error data: null'
    >>> fault_of("event: heartbeat\n", "Who?"), fault_of("", "Who?")
    ('Who?: event: heartbeat', 'Who?: no event')
    """
    last = [line for line in stream.split("\n") if line][-2:]
    if len(last) < 2 or last[0] != "event: complete":
        return f"{question}: {' '.join(last) or 'no event'}"
    data = last[1]
    answered = json.loads(data.removeprefix("data: "))[0]["question"]
    return "" if answered == question else f"{question}: got the answer to {answered}"


def page(url: str) -> Reply:
    """Fetch the page."""
    started = time.perf_counter()
    try:
        httpx.get(url, timeout=TIMEOUT_S).raise_for_status()
        fault = ""
    except httpx.HTTPError as error:
        fault = f"the page: {error!r}"
    return Reply(time.perf_counter() - started, fault)


@contextmanager
def chat() -> Iterator[str]:
    """The address of a chat of its own, ended afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "stderr.txt"
        command = [sys.executable, "-m", "assistant.app.cli", "chat", "--port", "0"]
        environment = os.environ | {"SUMMITS_HOME": folder}
        with notes.open("w") as stderr:
            process = subprocess.Popen(command, stderr=stderr, env=environment)  # noqa: S603 - ours
        try:
            while not (found := re.search(r"http://\S+", notes.read_text(encoding="utf-8"))):
                if process.poll() is not None:
                    raise SystemExit(notes.read_text(encoding="utf-8"))
                time.sleep(0.2)
            yield found[0]
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
