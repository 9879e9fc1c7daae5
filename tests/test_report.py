"""The report: six files, one page that asks nothing of the network and that no text can break."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from eval_toys import (
    NARA,
    QUESTIONS,
    WHERE,
    YEARS,
    ToyAssistant,
    quoting,
    told,
    toy_answers,
)

from assistant.app.evaluation_view import report_html
from assistant.app.labels import ENGLISH
from assistant.settings import Settings
from eval.ablation import Variant
from eval.plots import reliability, risk_coverage
from eval.qa import Evaluation, evaluate
from eval.question import Question, TestSet
from eval.report import html_page, write_report
from eval.report_files import markdown, questions_csv
from eval.scores import verdicts_of
from eval.table import figures_table, kinds_table

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EVIL = '</script><script>document.title="broken"</script><img src=x onerror="document.title=1">'


def evaluation(*more: Question) -> Evaluation:
    """The toy run; further questions are answered with their own words as confidence falls."""
    answers = toy_answers() | {
        q.question: told(quoting(NARA, "in Nara"), short="Nara") for q in more
    }
    testset = TestSet("toy.jsonl", "summits", "abc", (*QUESTIONS, *more))
    return evaluate(lambda: ToyAssistant(answers), testset)


def ablation(of: Evaluation) -> list[Variant]:
    better = tuple(replace(f, value=f.value and f.value / 2) for f in of.scores.figures[:2])
    return [
        Variant("bm25", Settings(), of.scores.figures[:2], ("q3",)),
        Variant("dense", Settings(), better),
    ]


def test_six_files(tmp_path: Path) -> None:
    toy = evaluation()
    paths = write_report(tmp_path / "new" / "report", toy, ablation(toy))
    names = ["report.html", "report.json", "report.md", "questions.csv", "run.trec", "qrels.trec"]
    assert [path.name for path in paths] == names
    assert sorted(path.name for path in paths[0].parent.iterdir()) == sorted(names)
    record = json.loads(paths[1].read_text(encoding="utf-8"))
    measures = {m["measure"]: m for m in record["measures"]}
    assert measures["right"]["value"] == pytest.approx(2 / 3)
    assert measures["right"]["n"] == 3
    assert measures["right"]["low"] <= 2 / 3 <= measures["right"]["high"]
    assert measures["citation_verbatim"]["value"] == 1
    assert record["stamp"]["testset_sha256"] == "abc"
    assert record["failures"] == {"q3": "RuntimeError: no such luck"}
    assert [q["verdict"] for q in record["questions"]] == ["right", "right", "failed"]
    assert [row["name"] for row in record["ablation"]] == ["bm25", "dense"]
    assert set(record["kinds"]) == {"fact", "korean", "unanswerable"}
    run = paths[4].read_text(encoding="utf-8").splitlines()
    assert run[0] == "q1 Q0 nara:0-57 1 0.75 summits"
    assert len(run) == 4  # two passages for each of two answers
    qrels = paths[5].read_text(encoding="utf-8").splitlines()
    assert qrels == ["q1 0 nara:0-57 1", "q3 0 beijing:21-58 1"]


def test_questions_as_csv() -> None:
    toy = evaluation(Question("=q4", "=HYPERLINK(1)", ("Nara",)))
    rows = list(csv.DictReader(io.StringIO(questions_csv(toy.scores.verdicts), newline="")))
    first, _, failed, formula = rows
    assert (first["id"], first["verdict"], first["right"], first["RR@10"]) == (
        "q1",
        "right",
        "True",
        "1.0",
    )
    assert (first["short_answer"], first["answer"]) == ("Nara", "They met in Nara. [1]")
    assert (failed["verdict"], failed["failure"]) == ("failed", "RuntimeError: no such luck")
    assert (failed["question"], failed["confidence"]) == ("몇 년 만인가?", "")
    assert (formula["id"], formula["question"]) == ("'=q4", "'=HYPERLINK(1)")


def test_markdown_holds_every_measure_and_breaks_no_table() -> None:
    toy = evaluation(Question("q4", "?", ("Nara",), kind="a|b\n<b>"))
    lines = markdown(toy, ablation(toy)).splitlines()
    assert "| right | ↑ | 0.750 | 0.250 … 1.000 | 4 |" in lines
    assert any(line.startswith("| a\\|b &lt;b> | 1 | 1.000 |") for line in lines)
    assert "- q3: RuntimeError: no such luck" in lines
    assert {"## By kind", "## By language", "## Ablation"} <= set(lines)


def test_the_tables_on_the_terminal() -> None:
    scores = evaluation().scores
    lines = figures_table(scores.figures).splitlines()
    assert lines[0].split() == ["value", "95", "%", "interval", "n"]
    assert lines[1] == "Answers"
    assert lines[2].split() == ["right", "↑", "0.667", "0.000", "…", "1.000", "3"]
    assert len({line.rindex("3") for line in lines[2:4]}) == 1  # columns stand in line
    by_kind = kinds_table(scores.kinds, ("right", "RR@10")).splitlines()
    assert [line.split() for line in by_kind] == [
        ["kind", "right", "RR@10"],
        ["fact", "1.000", "1.000"],
        ["korean", "0.000", "0.000"],
        ["unanswerable", "1.000", "–"],
    ]


def test_plots_take_their_colours_from_the_page() -> None:
    verdicts = evaluation().scores.verdicts
    for svg in (risk_coverage(verdicts), reliability(verdicts)):
        assert svg is not None
        assert svg.startswith("<svg")
        assert "var(--accent)" in svg
        assert "<script" not in svg
        assert "<dc:date>" not in svg  # nor does anything else differ from run to run
    assert risk_coverage(verdicts) == risk_coverage(verdicts)


def test_nothing_answered_is_nothing_to_plot() -> None:
    verdicts = verdicts_of([WHERE, YEARS], [])
    assert risk_coverage(verdicts) is None
    assert reliability(verdicts) is None


def test_a_run_without_a_single_answer_still_gives_a_report(tmp_path: Path) -> None:
    testset = TestSet("toy.jsonl", "summits", "abc", (YEARS,))
    write_report(tmp_path, evaluate(lambda: ToyAssistant(toy_answers()), testset))
    assert "1 failed or missing, counted as 0" in (tmp_path / "report.html").read_text("utf-8")


def test_a_squad_run_leads_with_the_official_scores() -> None:
    testset = TestSet("dev.json", "squad", "abc", QUESTIONS)
    page = html_page(evaluate(lambda: ToyAssistant(toy_answers()), testset))
    tiles = re.findall(r'<span class="name">(.+?)</span>\s*<strong>(.+?)</strong>', page)
    assert tiles[0] == ("EM", "66.67")


def test_the_head_says_what_was_asked_and_how_strictly() -> None:
    dev = replace(TestSet("toy.jsonl", "summits", "abc", QUESTIONS), split="dev")
    ran = evaluate(lambda: ToyAssistant(toy_answers()), dev)
    strictly = replace(ran, stamp=replace(ran.stamp, settings={"strictness": "strict"}))
    page, korean = html_page(strictly), html_page(strictly, language="ko")
    assert "<title>Evaluation: Dev split · strict</title>" in page
    assert "<h1>Dev split · strict</h1>" in page
    assert '<p class="lead">toy.jsonl · 3 questions · ' in page
    assert "<h1>개발용 질문 · 엄격하게</h1>" in korean
    assert '<p class="lead">toy.jsonl · 질문 3개 · ' in korean
    assert markdown(strictly).startswith("# Evaluation: Dev split · strict\n\ntoy.jsonl, 3 ")
    whole = evaluation()
    assert "<h1>toy.jsonl</h1>" in html_page(whole)
    assert '<p class="lead">3 questions · ' in html_page(whole)


def test_what_was_not_measured_has_no_card_and_its_remark_stands_below() -> None:
    bare = [replace(question, evidence=()) for question in QUESTIONS]
    testset = TestSet("toy.jsonl", "summits", "abc", tuple(bare))
    ran = evaluate(lambda: ToyAssistant(toy_answers()), testset)
    page = html_page(ran)
    tiles = re.findall(r'<span class="name">(.+?)</span>\s*<strong>(.+?)</strong>', page)
    # q1 and q2 of three; q3 failed. Of q2 it was rightly said that the documents do not say.
    assert tiles == [("right", "0.667"), ("abstention_f1", "1.000")]
    remark = "The test set names no evidence, so nothing says whether answers are rightly cited."
    assert page.count(remark) == 2  # below the cards, and in the row of the table
    assert f"right_cited: {remark}" in markdown(ran).splitlines()
    assert "| right_cited | ↑ | – | – | 0 |" in markdown(ran).splitlines()


def test_in_korean_nothing_of_the_reports_own_stays_english() -> None:
    page = html_page(evaluation(), language="ko")
    shown = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    shown = shown[
        : shown.index("실행 정보", shown.index("실행 정보") + 1)
    ]  # settings by their names
    for words in ("accepted answer", "Calibration.", "coverage", "Show more", "right, not cited"):
        assert words not in shown
    assert "인정되는 답이 답변에 있음" in shown and "정답, 인용 틀림" in shown


def test_texts_are_escaped_and_data_cannot_break_out() -> None:
    toy = evaluation(Question("q4", EVIL, (EVIL,), kind=EVIL))
    page = html_page(toy)
    assert EVIL not in page
    assert page.count("</script>") == 3  # two of data and the code, nothing else
    assert "<img" not in page
    start = page.index('id="data">') + len('id="data">')
    data = json.loads(page[start : page.index("</script>", start)])
    assert data[3]["question"] == EVIL


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium, and CI=true: the browser tests must run")
        pytest.skip("no Chromium: install it to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The report in a browser without network; an error or a request on the page fails the test."""
    toy = evaluation(Question("q4", EVIL, ("Nara",), kind=EVIL))
    write_report(tmp_path, toy, ablation(toy))
    faults: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda r: None if r.url.startswith("file:") else faults.append(r.url))
    page.goto((tmp_path / "report.html").as_uri())
    yield page
    context.close()
    assert faults == []


def ids(page: Page) -> list[str]:
    return page.locator("#rows > tr:not(.detail) > th").all_inner_texts()


@pytest.mark.browser
def test_the_page_shows_figures_plots_and_questions(page: Page) -> None:
    assert page.title() == "Evaluation: toy.jsonl"
    assert page.locator(".tiles strong").first.inner_text() == "0.750"
    assert page.locator("figure svg").count() == 2
    assert page.locator("#failed").inner_text().splitlines()[0].startswith("1 failed or missing")
    assert ids(page) == ["q1", "q2", "q3", "q4"]
    assert page.locator("#ablation .best").all_inner_texts() == ["0.750", "0.667"]


@pytest.mark.browser
def test_the_page_sorts(page: Page) -> None:
    head = page.get_by_role("columnheader", name="confidence")
    assert head.get_attribute("aria-sort") == "none"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert ids(page) == ["q2", "q1", "q4", "q3"]  # what has none comes last
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert ids(page) == ["q1", "q4", "q2", "q3"]


@pytest.mark.browser
def test_the_page_filters(page: Page) -> None:
    page.locator("#f-verdict").select_option("failed")
    assert ids(page) == ["q3"]
    assert page.locator("#count").inner_text() == "1 of 4"
    page.locator("#f-verdict").select_option("")
    page.locator("#f-kind").select_option("unanswerable")
    assert ids(page) == ["q2"]
    page.locator("#f-kind").select_option("")
    page.locator("#f-text").fill("met in nara")  # stands in an answer
    assert ids(page) == ["q1"]


@pytest.mark.browser
def test_a_question_opens_and_shuts(page: Page) -> None:
    # A follow-up says little by itself.
    assert page.locator("#rows small").all_inner_texts() == ["Asked after: Where did they meet?"]
    button = page.get_by_role("button", name=WHERE.question)
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    detail = page.locator(".detail").inner_text()
    for words in ("They met in Nara. [1]", "covers the evidence", "Any of: Nara", "Nara, 0–17"):
        assert words in detail
    button.click()
    assert page.locator(".detail").count() == 0
    page.get_by_role("button", name=YEARS.question).click()
    assert "RuntimeError: no such luck" in page.locator(".detail").inner_text()
    assert "Where did they meet?" in page.locator(".detail").inner_text()  # asked after it


@pytest.mark.browser
def test_texts_stay_texts(page: Page) -> None:
    page.get_by_role("button", name="</script>").click()
    assert page.title() == "Evaluation: toy.jsonl"
    assert page.locator("img").count() == 0
    assert page.get_by_role("button", name="</script>").inner_text() == EVIL


@pytest.mark.browser
def test_an_address_names_a_question(page: Page) -> None:
    page.get_by_role("link", name="q3").click()
    assert page.locator(".detail").count() == 1
    assert ids(page) == ["q3"]


@pytest.mark.browser
def test_in_the_frame_of_the_chat_its_links_lead_within_it(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.set_content(report_html(evaluation(), ENGLISH))
    frame = page.frame_locator("iframe")
    frame.get_by_role("link", name="Questions").click()
    assert frame.locator("#rows").is_visible()
    frame.get_by_role("link", name="q3").click()
    assert frame.locator(".detail").count() == 1
    page.close()
