"""What the Evaluate tab shows: reports, comparisons, how a run goes on, faults."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

from eval_toys import own_file

from assistant.app.comparison_view import _asking, _measures, compared_html
from assistant.app.evaluation_view import faults_html, progress_html, report_html
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.testset_run import (
    OWN_FILE,
    Progress,
    chosen,
)
from assistant.respond import Assistant
from corpus.errors import InputError
from eval.compare import Comparison, Difference, Flip
from eval.qa import evaluate


def test_a_follow_up_that_flipped_is_asked_after_the_questions_before_it() -> None:
    flip = Flip("q3", "And <b>when</b>?", "right", "missed", "A", ("Who met?", "And in Nara?"))
    html = _asking(flip, "strict", ENGLISH)
    link, _, before = html.partition("</a>")
    assert "strictness=strict&question=And+%3Cb%3Ewhen%3C%2Fb%3E%3F" in unescape(link)
    assert "&history=Who+met%3F&history=And+in+Nara%3F" in unescape(link)
    assert "Asked after: Who met? · And in Nara?" in unescape(before)
    assert "<b>" not in html
    alone = _asking(Flip("q1", "Who met?", "right", "missed", "A"), None, ENGLISH)
    assert "history" not in alone and alone.endswith("</a>")


def test_a_difference_that_can_be_chance_makes_no_run_the_better_one() -> None:
    def row(p: float | None) -> str:
        found = Comparison(("a", "b"), 9, (Difference("right_cited", 0.5, 0.6, "B", p, 9),), ())
        return unescape(_measures(found, ENGLISH))

    assert "Right, and rightly cited (right_cited)" in row(0.01)
    assert "<td>This run</td>" in row(0.01) and "<td>This run</td>" in row(None)
    assert "<td>9</td><td>0.500</td><td>0.600</td>" in row(0.01)  # of so many questions
    assert "<td>could be chance</td>" in row(0.998) and "<td>This run</td>" not in row(0.06)


def test_the_report_has_plain_names_and_speaks_korean_on_the_korean_page(
    assistant: Assistant, tmp_path: Path
) -> None:
    ran = evaluate(lambda: assistant, chosen(assistant, OWN_FILE, str(own_file(tmp_path))))
    page, korean = (unescape(unescape(report_html(ran, labels_in(to)))) for to in ("en", "ko"))
    tile = '<span class="plain">Right, and rightly cited</span> <span class="name">right_cited<'
    assert tile in page and "<h2>Measures</h2>" in page
    assert (
        '<span class="plain">정답이고 인용도 맞음</span> <span class="name">right_cited<' in korean
    )
    assert "<h2>지표</h2>" in korean and "<h2>Measures</h2>" not in korean


def test_runs_of_other_questions_are_not_compared(assistant: Assistant, tmp_path: Path) -> None:
    one, other = (
        evaluate(lambda: assistant, chosen(assistant, OWN_FILE, str(own_file(tmp_path, question))))
        for question in ("Where did they eat noodles?", "Where was it cold?")
    )
    assert "asked other questions" in compared_html(one, other, ENGLISH)
    assert compared_html(None, other, ENGLISH) == ""


def test_what_two_runs_both_asked_is_compared(assistant: Assistant, tmp_path: Path) -> None:
    lines = [
        {"id": n, "question": question, "answers": [gold]}
        for n, question, gold in (
            ("1", "Where did they eat noodles?", "Beijing"),
            ("2", "Where was it cold?", "Seoul"),
        )
    ]
    runs = []
    for count in (2, 1):
        path = tmp_path / f"{count}.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines[:count]))
        runs.append(evaluate(lambda: assistant, chosen(assistant, OWN_FILE, str(path))))
    assert "Questions that both runs asked: 1" in unescape(compared_html(*runs, ENGLISH))
    assert "Questions that both runs asked: 2" in unescape(compared_html(runs[0], runs[0], ENGLISH))


def test_a_report_cannot_leave_its_frame(assistant: Assistant, tmp_path: Path) -> None:
    hostile = '"></iframe><script>alert(1)</script> ${1+1} {{7*7}}'
    testset = chosen(assistant, OWN_FILE, str(own_file(tmp_path, hostile)))
    html = report_html(evaluate(lambda: assistant, testset), ENGLISH)
    assert html.count("<") == 2  # the frame begins and ends: everything else is its attribute
    assert "${" not in html and "{{" not in html


def test_the_frame_of_the_report_is_named_in_the_language_of_the_page(
    assistant: Assistant, tmp_path: Path
) -> None:
    testset = chosen(assistant, OWN_FILE, str(own_file(tmp_path)))
    evaluation = evaluate(lambda: assistant, testset)
    for language, title in (("en", "Report of the evaluation"), ("ko", "평가 보고서")):
        frame = report_html(evaluation, labels_in(language)).partition(" sandbox=")[0]
        assert unescape(frame) == f'<iframe class="report" title="{title}"'


def test_while_a_run_goes_on_it_is_said_that_it_does_so_without_its_page() -> None:
    html = unescape(progress_html(Progress(3, 10), labels_in("ko")))
    assert "질문 10개 중 3개" in html and 'value="3" max="10"' in html
    assert "이 페이지를 떠나도 실행은 계속되며" in html


def test_faults_are_escaped() -> None:
    assert "<b>" not in faults_html(InputError("<b>bold</b>: mend it"), ENGLISH)
    unknown = unescape(faults_html(InputError("something new; mend it"), labels_in("ko")))
    assert '<li lang="en">something new; mend it</li>' in unknown
