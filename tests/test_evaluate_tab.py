"""The Evaluate tab, without a browser: what it runs, and what it shows when it cannot."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import re
import threading
import zipfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from conftest import ALWAYS, ToyEncoder
from eval_toys import own_file
from toy_room import loaded

from assistant.app.evaluation_desk import EvaluationDesk
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.last_runs import MOST_VISITORS, BegunRun, LastRuns
from assistant.app.saved_run import saved_run
from assistant.app.testset_run import (
    OWN_FILE,
    SHIPPED_DEV,
    SHIPPED_TEST,
    Progress,
    Stopped,
    chosen,
    run_testset,
)
from assistant.app.users import Visitor
from assistant.respond import Assistant
from corpus.document import Document
from corpus.library import Library
from index.companion import Companion

Told = tuple[str, Any, Any]
"""How the run goes on; comparison and report; the run that the next is compared with."""


async def watched(desk: EvaluationDesk, *asked: Any) -> list[Told]:
    """What the page shows of a run, from its beginning on."""
    seen = [await desk.begin(OWN_FILE, *asked)]
    while seen[-1][-1] != gr.skip() and seen[-1][-1].active:
        await asyncio.sleep(0.05)
        seen.append(await desk.look(asked[2] if len(asked) == 3 else None))
    return [(told, html, last) for told, html, last, *_ in seen]


def shown(assistant: Assistant, path: Path | None) -> list[str]:
    async def collect() -> list[str]:
        loader = loaded(lambda: assistant)
        desk = EvaluationDesk(loader, ENGLISH)
        return [told or html for told, html, _ in await watched(desk, str(path) if path else None)]

    return asyncio.run(collect())


def test_one_run_at_a_time_and_whoever_stops_waiting_leaves_the_turn_to_others(
    assistant: Assistant, tmp_path: Path
) -> None:
    path = str(own_file(tmp_path))

    async def scenario() -> str:
        loader = loaded(lambda: assistant)
        await loader.wait()
        async with loader.evaluating:  # another run goes on
            english = EvaluationDesk(loader, ENGLISH)
            assert 'role="status"' in (await english.begin(OWN_FILE, path))[0]
            await asyncio.sleep(0.1)
            told, *_, again = await english.look(None)
            assert "for a run before this one to end" in unescape(told) and again.active
            told, *_, again = await english.stop(None)
            assert "Stopped" in told and not again.active
        korean = EvaluationDesk(loader, labels_in("ko"))
        told, html, _ = (await watched(korean, path))[-1]
        return told or html

    assert asyncio.run(scenario()).startswith('<iframe class="report"')


def test_a_run_that_was_stopped_keeps_its_turn_until_it_has_ended(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, explain = str(own_file(tmp_path)), assistant.explain
    begun, go_on, at_work, most = threading.Event(), threading.Event(), [], []

    def slow(*asked: Any, **more: Any) -> Any:
        at_work.append(asked)
        most.append(len(at_work))
        begun.set()
        assert go_on.wait(10)
        try:
            return explain(*asked, **more)
        finally:
            at_work.pop()

    monkeypatch.setattr(assistant, "explain", slow)

    async def scenario() -> str:
        loader = loaded(lambda: assistant)
        desk = EvaluationDesk(loader, ENGLISH)
        await desk.begin(OWN_FILE, path)
        while not begun.is_set():
            await asyncio.sleep(0.01)
        await desk.stop(None)
        second = asyncio.ensure_future(watched(desk, path))
        await asyncio.sleep(0.2)
        assert loader.evaluating.locked() and not second.done()
        go_on.set()
        return (await second)[-1][1]

    assert asyncio.run(scenario()).startswith('<iframe class="report"')
    assert most == [1, 1]


def test_documents_that_a_test_set_brings_are_no_longer_indexed_once_it_is_stopped(
    three_documents: list[Document], tmp_path: Path
) -> None:
    class Counting(ToyEncoder):
        batches = 0

        def encode(self, texts: Sequence[str]) -> Any:
            self.batches += 1
            return super().encode(texts)

    encoder = Counting()
    assistant = Assistant.in_memory(three_documents, ALWAYS, encoder)
    paragraphs = [{"context": f"Nara has {number} drums.", "qas": []} for number in range(200)]
    paragraphs[0]["qas"] = [{"id": "q", "question": "Why?", "answers": [], "is_impossible": True}]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"version": "v2.0", "data": [{"paragraphs": paragraphs}]}))
    encoder.batches = 0
    with pytest.raises(Stopped):
        run_testset(assistant, OWN_FILE, str(path), None, Progress(stopped=True))
    assert encoder.batches == 1  # of seven, for 200 passages and 200 sentences


def test_a_file_is_run_and_reported(assistant: Assistant, tmp_path: Path) -> None:
    *waiting, last = shown(assistant, own_file(tmp_path))
    assert waiting and all('role="status"' in html for html in waiting)
    assert last.startswith('<iframe class="report"')
    assert "sandbox=" in last and "allow-same-origin" not in last


def test_a_second_run_is_compared_with_the_one_before(assistant: Assistant, tmp_path: Path) -> None:
    """Answered at the toy's own threshold, 0, and refused under "strict"."""
    path = str(own_file(tmp_path, "Where did Merz hide it?"))

    async def both() -> list[Told]:
        loader = loaded(lambda: assistant)
        desk = EvaluationDesk(loader, ENGLISH)
        first = (await watched(desk, path))[-1]
        strictly = (await watched(desk, path, "strict", first[2]))[-1]
        again = (await watched(desk, path, "strict", strictly[2]))[-1]
        return [first, strictly, again]

    (_, first, ran), (_, compared, strictly), (_, again, _) = asyncio.run(both())
    assert ran is not None and strictly is not None
    assert "compared" not in first.partition("<iframe")[0]
    table = unescape(compared.partition("<iframe")[0])
    assert "strictness: balanced → strict" in table
    assert "Questions judged otherwise: 1" in table
    assert 'href="/?lang=en&strictness=strict&question=Where+did+Merz+hide+it%3F"' in table
    assert table.count("<a ") == table.count('target="_blank" rel="noopener"') > 0
    assert ">Where did Merz hide it?</a>" in table
    # The first was not asked as "balanced": the settings name a threshold.
    assert '"/?lang=en&question="' in unescape(first).replace("\\u0026", "&")
    report = unescape(compared.partition("<iframe")[2])
    assert '"/?lang=en&strictness=strict&question="' in report.replace("\\u0026", "&")
    assert "latency_p95_ms" in report and "from opening" not in report  # it was open already
    assert "Questions judged otherwise: 0" in unescape(again.partition("<iframe")[0])
    packed = json.loads(saved_run(strictly))
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(packed["content"])))
    assert archive.namelist() == [
        *("report.html", "report.json", "report.md", "questions.csv", "run.trec", "qrels.trec"),
        *("answers.jsonl", "answers.jsonl.stamp.json"),
    ]
    # What the report says is in report.json is there.
    assert json.loads(archive.read("report.json"))["questions"][0]["verdict"] == "missed"
    assert "<h1>mine.jsonl · strict</h1>" in archive.read("report.html").decode()
    (told,) = archive.read("answers.jsonl").decode().splitlines()
    assert json.loads(told)["status"] == "not_found"


@pytest.mark.parametrize(
    ("question", "loaded"), [("Where did they eat?", []), ("누가 먹었나요?", ["loaded"])]
)
def test_what_a_korean_question_loads_counts_as_no_time_of_its_answer(
    assistant: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    loaded: list[str],
) -> None:
    done: list[str] = []
    vectors = assistant.searcher.vectors
    other = Companion(lambda: done.append("loaded") or vectors)  # type: ignore[func-returns-value]
    monkeypatch.setattr(assistant.searcher.cosines, "companion", other)
    explain, before_answer = assistant.explain, []

    def noted(*asked: Any, **more: Any) -> Any:
        before_answer.extend(done)
        return explain(*asked, **more)

    monkeypatch.setattr(assistant, "explain", noted)
    run_testset(assistant, OWN_FILE, str(own_file(tmp_path, question)), None, Progress())
    assert before_answer == loaded


def test_a_run_that_does_not_begin_leaves_the_last_report(
    assistant: Assistant, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{")

    async def shown_by(desk: EvaluationDesk, *paths: str | None) -> list[list[Told]]:
        return [await watched(desk, path) for path in paths]

    loader = loaded(lambda: assistant)
    desk = EvaluationDesk(loader, labels_in("ko"))
    good = str(own_file(tmp_path))
    without, faulty, ran = asyncio.run(shown_by(desk, None, str(broken), good))
    stays = gr.skip()
    for told, html, last in (*without, *faulty, *ran[:-1]):
        assert told and html == stays and last == stays
    assert without[-1][0].endswith("고르세요&#46;</li></ul></div>")
    assert "고칠 곳은 다음과 같습니다:" in unescape(faulty[-1][0])
    assert "<li>broken.jsonl:1: JSON이 아닙니다(" in unescape(faulty[-1][0])
    told, html, last = ran[-1]
    assert told == "" and html.startswith("<iframe") and last.testset.name == "mine.jsonl"
    button = desk.save_button(last)
    assert re.fullmatch(
        r"\d\d:\d\d UTC 실행 저장\(mine\.jsonl · 문턱값 0\): 보고서와 답변", button.value
    )


def test_a_reload_or_another_language_finds_the_visitors_last_run_again(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = ["guest:anna"]
    monkeypatch.setattr("assistant.app.visitors.present", lambda: Visitor(here[0]))
    path = str(own_file(tmp_path, "Where did Merz hide it?"))
    loader = loaded(lambda: assistant)
    english, korean = (EvaluationDesk(loader, labels_in(language)) for language in ("en", "ko"))

    async def scenario() -> tuple[Any, ...]:
        assert await english.look(None) == (gr.skip(),) * 7
        first = (await watched(english, path))[-1][2]
        second = (await watched(english, path, "strict", first))[-1][2]
        assert (await english.look(second))[1:4] == (gr.skip(),) * 3  # it is on the page
        told, html, last, button, *_ = await korean.look(None)
        assert last is second and button.visible and told == ""
        here[0] = "guest:ben"
        assert await english.look(None) == (gr.skip(),) * 7
        return html, button.value

    html, label = asyncio.run(scenario())
    compared = unescape(html.partition("<iframe")[0])
    assert "엄격함: 보통 → 엄격하게" in compared
    assert "<td>정답</td><td>답을 놓침</td><td>이전 실행</td>" in compared
    assert "mine.jsonl · 엄격하게" in label


def test_a_run_goes_on_while_no_page_looks_at_it_and_is_shown_when_one_does_again(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, explain, go_on = str(own_file(tmp_path)), assistant.explain, threading.Event()

    def slow(*asked: Any, **more: Any) -> Any:
        assert go_on.wait(10)
        return explain(*asked, **more)

    monkeypatch.setattr(assistant, "explain", slow)

    async def scenario() -> None:
        loader = loaded(lambda: assistant)
        await EvaluationDesk(loader, ENGLISH).begin(OWN_FILE, path)
        korean = EvaluationDesk(loader, labels_in("ko"))  # the page that comes instead
        *_, run, stop, again = await korean.look(None)
        assert (run.interactive, stop.interactive, again.active) == (False, True, True)
        *_, again = await korean.begin(OWN_FILE, path)  # pressed all the same: no second one
        go_on.set()
        while again.active:
            await asyncio.sleep(0.05)
            _, html, last, _, run, stop, again = await korean.look(None)
        assert html.startswith("<iframe") and last.testset.name == "mine.jsonl"
        assert (run.interactive, stop.interactive) == (True, False)
        loader.last_runs.stop()  # the chat ends; this run has ended already
        assert (await korean.look(None))[1] == html

    asyncio.run(scenario())


def test_the_runs_of_so_many_visitors_are_kept() -> None:
    kept = LastRuns()
    runs = [BegunRun(Progress(), work=number) for number in range(MOST_VISITORS + 1)]  # type: ignore[arg-type]
    for number, run in enumerate(runs[:-1]):
        kept.keep(str(number), run)
    kept.keep("0", runs[0])  # ran again, so 1 is the oldest
    kept.keep("one more", runs[-1])
    assert (kept.of("0"), kept.of("1"), kept.of("one more")) == (runs[0], None, runs[-1])
    assert [run.progress.stopped for run in runs[:3]] == [False, True, False]  # nobody finds it


def test_every_fault_of_a_file_and_no_path_of_ours(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"id": 1}\n<script>\n')
    last = shown(assistant, path)[-1]
    assert last.count("<li>") >= 2
    assert "mine&#46;jsonl&#58;2" in last
    assert "<script>" not in last and tmp_path.name not in last


def test_no_file_yet(assistant: Assistant) -> None:
    assert "There is no file yet" in shown(assistant, None)[-1].replace("&#32;", " ")


def test_the_shipped_splits() -> None:
    library = Library.open()
    dev = chosen(library, SHIPPED_DEV, None)  # type: ignore[arg-type]
    test = chosen(library, SHIPPED_TEST, None)  # type: ignore[arg-type]
    assert {q.split for q in dev.questions} == {"dev"}
    assert {q.split for q in test.questions} == {"test"}
    assert len(dev.questions) < len(test.questions)
