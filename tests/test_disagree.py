"""Pairs of documents as literals, in several domains: what differs is found, what does not is not.

The packaged encoder is the point here: the likeness of clauses decides.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from conftest import document

from assistant.answer import Answer
from assistant.app.cli import main
from assistant.asked.kind import kind_of
from assistant.asked.question import read_question
from assistant.differences.asked import read_asked
from assistant.differences.disagree import Disagreement, in_library, prepare
from assistant.differences.stated import stated_in
from assistant.finding import Finder, Found
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.wording import phrases
from corpus.document import Span
from index.encode import load_encoder


def over(one: str, other: str, **settings: bool) -> Assistant:
    documents = [document("one", one), document("other", other)]
    return Assistant.in_memory(
        documents,
        Settings(confidence_threshold=0.0, reader="none", **settings),
        load_encoder("minilm"),
    )


def listed(one: str, other: str) -> list[tuple[str, ...]]:
    assistant = over(one, other)
    found = in_library(assistant.searcher, assistant.document)
    return [tuple(side.written for side in disagreement.sides) for disagreement in found]


BUDGET = (
    "The city council approved a budget of $12 million for the new bridge.",
    "The new bridge was given a budget of USD 15 million by the city council.",
)
DIFFERENT = [
    (*BUDGET, ("$12 million", "USD 15 million")),
    (
        "The flood killed 34 people in the valley.",
        "At least 41 people died when the valley was flooded.",
        ("34 people", "41 people"),
    ),
    (
        "The motion passed by 52 votes to 48.",
        "The motion was adopted with 54 votes in favour.",
        ("52 votes", "54 votes"),
    ),
    (
        "The museum will open on 3 March 2025.",
        "The opening of the museum is set for March 10, 2025.",
        ("3 March 2025", "March 10, 2025"),
    ),
    (
        "The trial lasted eleven weeks.",
        "After a trial of nine weeks the jury retired.",
        ("eleven weeks", "nine weeks"),
    ),
    (
        "Unemployment fell to 4.2% in May.",
        "In May, the unemployment rate stood at 5.1 percent.",
        ("4.2%", "5.1 percent"),
    ),
    (
        "The bridge is 3,100 metres long.",
        "The bridge is 3,200 metres long.",
        ("3,100 metres", "3,200 metres"),
    ),
]


@pytest.mark.parametrize(("one", "other", "values"), DIFFERENT)
def test_different_values_of_one_thing_are_listed(
    one: str, other: str, values: tuple[str, str]
) -> None:
    assert listed(one, other) == [values]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # They agree, written in different ways.
        ("The bridge got a budget of USD 44 million.", "The bridge got a budget of $44 million."),
        ("The trial took six weeks.", "The trial took 6 weeks."),
        ("They met on 5 January 2026.", "They met on January 5, 2026."),
        ("The visit took place on January 4–7.", "The visit took place on 5 January."),
        # Other things, other sides, other times, other places.
        ("The bridge cost $12 million.", "The tunnel cost $15 million."),
        ("The flood killed 34 people.", "The flood injured 120 people."),
        ("The city had 1.2 million inhabitants in 2010.",
         "The city had 1.4 million inhabitants in 2020."),
        ("Unemployment fell to 4.2% in May.", "Unemployment fell to 5.1% in June."),
        ("The firm hired 30 engineers in Berlin.", "The firm hired 50 engineers in Paris."),
        ("The first phase cost $3 million.", "The second phase cost $5 million."),
        ("The ferry can carry 300 passengers.", "The ferry can carry 60 cars."),
        ("Goods | 2026\n\nCost | £43 million", "Route | Hill\n\nCost | £386 million"),
    ],
)  # fmt: skip
def test_nothing_is_listed_where_they_agree_or_speak_of_other_things(one: str, other: str) -> None:
    assert listed(one, other) == []


def test_a_small_library_is_prepared_so_that_no_question_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assistant = over(*BUDGET).prepare()
    plain = assistant.searcher.encoder.symmetric
    monkeypatch.setattr(plain, "encode", lambda texts: pytest.fail(f"encoded: {texts}"))
    assert len(in_library(assistant.searcher, assistant.document)) == 1


def test_a_large_library_is_not_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = over(*BUDGET)
    monkeypatch.setattr("assistant.differences.disagree.PREPARED", 1)
    monkeypatch.setattr(assistant.searcher, "encoded", lambda texts: pytest.fail("encoded"))
    prepare(assistant.searcher, assistant.document)


def test_one_document_does_not_disagree_with_itself() -> None:
    assert listed(" ".join(BUDGET), "It rained all day.") == []


def test_a_value_that_the_other_document_also_gives_is_no_disagreement() -> None:
    assert (
        listed(BUDGET[0], f"{BUDGET[1]} At first the budget of the bridge was $12 million.") == []
    )


def asked(question: str, **settings: bool) -> Answer:
    return over(*BUDGET, **settings).ask(question)


def test_both_sides_are_shown_with_their_quotes() -> None:
    answer = asked("How much was the budget for the new bridge?")
    assert answer.sentences[0].text == phrases.DIFFERENT_FIGURES
    assert answer.sentences[0].own
    told = {c.marker: (c.doc_id, c.quote) for c in answer.citations}
    assert {told[p.marker][0]: p.value for p in answer.positions} == {
        "one": "$12 million", "other": "USD 15 million",
    }  # fmt: skip
    assert all(p.value in told[p.marker][1] for p in answer.positions)
    assert answer.short_answer == "; ".join(p.value for p in answer.positions)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many agreements were signed?", {"fifteen agreements", "14 agreements"}),
        ("How many agreements did the companies sign?", {"nine agreements", "12 agreements"}),
    ],
)
def test_what_is_counted_besides_is_meant_only_where_it_is_named(
    question: str, values: set[str]
) -> None:
    one = "The companies signed another nine agreements. The governments signed fifteen agreements."
    other = "The governments signed 14 agreements. The companies signed another 12 agreements."
    answer = over(one, other).ask(question)
    assert {position.value for position in answer.positions} == values


def test_a_disagreement_about_half_of_a_question_leaves_the_other_half() -> None:
    painted = "The old town hall was painted by Ann Fern."
    assistant = over(f"{painted} {BUDGET[0]}", BUDGET[1])
    for question in (
        "Who painted the old town hall, and how much was the budget for the new bridge?",
        "How much was the budget for the new bridge, and who painted the old town hall?",
    ):
        answer = assistant.ask(question)
        assert [s.text for s in answer.sentences if s.own] == [phrases.DIFFERENT_FIGURES]
        quoted = [s.text for s in answer.sentences if not s.own]
        assert sorted(quoted) == sorted([painted, *BUDGET])
        begins = painted if question.startswith("Who") else phrases.DIFFERENT_FIGURES
        assert answer.sentences[0].text == begins
        told = {c.marker: c.quote for c in answer.citations}
        assert sorted(told) == [1, 2, 3]
        sides = {p.value: told[p.marker] for p in answer.positions}
        assert sides == {"$12 million": BUDGET[0], "USD 15 million": BUDGET[1]}
        assert all(s.text in told[s.marker] for s in answer.spans)
        assert {"$12 million", "USD 15 million"} < {s.text for s in answer.spans}


def test_the_half_that_no_document_answers_is_said_to_be_missing() -> None:
    documents = [document("one", f"It rained. {BUDGET[0]}"), document("other", BUDGET[1])]
    assistant = Assistant.in_memory(documents, Settings(reader="none"), load_encoder("minilm"))
    answer = assistant.ask(
        "How much was the budget for the new bridge, and who won the chess match in Oslo?"
    )
    own = [s.text for s in answer.sentences if s.own]
    assert own == [phrases.DIFFERENT_FIGURES, phrases.NOT_THE_REST]
    assert {c.quote for c in answer.citations} == set(BUDGET)
    assert answer.short_answer == "; ".join(p.value for p in answer.positions)


def test_the_same_disagreement_is_told_once() -> None:
    question = "How much was the budget for the new bridge, and how much did the council approve?"
    answer = over(*BUDGET).ask(question)
    assert [s.text for s in answer.sentences if s.own] == [phrases.DIFFERENT_FIGURES]
    assert len(answer.positions) == len(answer.citations) == len(answer.spans) == 2


def test_a_date_is_called_a_date() -> None:
    answer = over(*DIFFERENT[3][:2]).ask("When will the museum open?")
    assert answer.sentences[0].text == phrases.DIFFERENT_DATES
    assert {p.value for p in answer.positions} == {"3 March 2025", "March 10, 2025"}


@pytest.mark.parametrize(
    "question",
    [
        "Who approved the bridge?",  # asks for no value
        "How much was the budget for the new bridge in Tokyo?",  # of another place
        "How much was the budget for the new bridge in 1999?",  # of another time
        "How many bridges were built?",  # of another kind
        "how much was the budget for the new bridge in tokyo?",  # of another place, small letters
    ],
)
def test_no_alarm_where_something_else_is_asked(question: str) -> None:
    assert asked(question).positions == ()


def test_no_alarm_where_what_is_to_come_is_asked() -> None:
    visits = over(
        "It was the first visit of a president to Peru in six years.",
        "The president's visit to Peru was the first in eight years.",
    )
    how_long = visits.ask("How long had there been no visit of a president to Peru?")
    assert {p.value for p in how_long.positions} == {"six years", "eight years"}
    assert visits.ask("When will the president visit Peru again?").positions == ()


def test_all_that_documents_differ_in_can_be_asked_for() -> None:
    other = DIFFERENT[3]
    assistant = over(f"{BUDGET[0]} {other[0]}", f"{BUDGET[1]} {other[1]}")
    answer = assistant.ask("What do the documents disagree about?")
    told = [sentence.text for sentence in answer.sentences if sentence.own]
    assert sorted(told) == [phrases.DIFFERENT_DATES, phrases.DIFFERENT_FIGURES]
    assert {c.quote for c in answer.citations} == {*BUDGET, *other[:2]}
    # Of one document alone there is nothing to list; and about one thing it is another question.
    alone = assistant.ask("What do the documents disagree about?", doc_ids=["one"])
    assert not any(sentence.text in phrases.DIFFERENCES for sentence in alone.sentences)
    assert kind_of("How do the two documents differ on the budget?") == "each"


def test_all_differences_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[int] = []

    def differences(*_: object) -> list[Disagreement]:
        worked_out.append(1)
        return []

    monkeypatch.setattr("assistant.respond.in_library", differences)
    made = over(*BUDGET)
    assert not worked_out  # only who asks for it waits for it
    for _ in range(2):
        made.ask("What do the documents disagree on?")
    assert worked_out == [1]


def test_several_differences_are_told_apart_and_no_line_stands_twice() -> None:
    ones, others = zip(*(pair[:2] for pair in DIFFERENT[:3]), strict=True)
    answer = over(" ".join(ones), " ".join(others)).ask("Where do the documents disagree?")
    assert [s.text for s in answer.sentences if s.own] == [
        phrases.DIFFERENT_FIGURES,
        *phrases.FURTHER_DIFFERENCES[:2],
    ]
    assert len(answer.citations) == 6


def test_it_can_be_switched_off() -> None:
    question = "How much was the budget for the new bridge?"
    assert asked(question, disagreement=False).positions == ()


def test_one_document_alone_is_not_compared() -> None:
    assistant = over(*BUDGET)
    answer = assistant.ask("How much was the budget for the new bridge?", doc_ids=["one"])
    assert (answer.positions, answer.citations[0].doc_id) == ((), "one")


def test_where_they_agree_both_are_cited() -> None:
    assistant = over(
        "The trial in the harbour case lasted eleven weeks.",
        "After eleven weeks the trial in the harbour case was over. It rained.",
    )
    answer = assistant.ask("How long did the trial in the harbour case last?")
    assert answer.positions == ()
    assert {c.doc_id for c in answer.citations} == {"one", "other"}


def test_the_library_is_compared_by_command(
    shared_home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMITS_HOME", str(shared_home))
    done = CliRunner().invoke(main, ["docs", "compare", "--json"])
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)["disagreements"]
    values = [{p["value"] for p in one["positions"]} for one in found]
    assert values == [
        {"eight years", "six years"},
        {"9 Commercial Memorandums of Understanding", "thirty-two agreements"},
        {"fourteen memoranda of understanding", "fifteen cooperation agreements"},
    ]
    for one in found:
        assert len({p["citation"]["doc_id"] for p in one["positions"]}) == 2
        assert all(p["value"] in p["citation"]["quote"] for p in one["positions"])
    plain = CliRunner().invoke(main, ["docs", "compare"])
    assert plain.stdout.startswith("1. eight years / six years\n")
    assert "page 1" in plain.stdout


def test_a_reason_is_no_value() -> None:
    asked = read_asked(read_question("Why did China put limits on travel years ago?", 100))
    assert asked.kinds == frozenset()


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("The pacts: how many were signed?", {"=agreement"}),
        ("Did they agree to remove the towers? How many?", {"remov", "tower"}),
        ("How many?", set()),  # anything is counted somewhere
    ],
)
def test_what_is_counted_stands_elsewhere_or_nowhere(question: str, counted: set[str]) -> None:
    asked = read_asked(read_question(question, 100))
    assert counted <= asked.counted and bool(asked.kinds) is bool(counted)
    deals = stated_in("a", Span(0, 26), "They signed fourteen pacts.")[0]
    assert asked.fits(deals) is ("=agreement" in counted)


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("How long was the time between the two visits?", True),
        ("How long did the talks between Ann and Bo last?", False),
        ("How long did talks between Ann and Bo last?", False),
    ],
)
def test_the_time_between_events_is_not_how_long_something_lasts(question: str, fits: bool) -> None:
    gap = stated_in("a", Span(0, 35), "It was the first visit in six years.")[0]
    assert read_asked(read_question(question, 100)).fits(gap) is fits


@pytest.mark.parametrize(
    ("question", "kinds", "unit"),
    [
        ("How many years did the silence last?", {"duration", "date"}, "months"),
        ("How many minutes did the talks last?", {"duration"}, "minutes"),
        ("How many weeks did the tour take?", {"duration"}, "days"),
    ],
)
def test_a_unit_of_time_is_answered_by_its_like(question: str, kinds: set[str], unit: str) -> None:
    asked = read_asked(read_question(question, 100))
    assert (asked.kinds, asked.unit) == (kinds, unit)
    years = stated_in("a", Span(0, 29), "The silence lasted six years.")[0]
    assert asked.fits(years) == (unit == "months")


@pytest.mark.parametrize(("sure", "sides"), [(0.05, 2), (0.03, 0)])
def test_no_alarm_where_the_documents_hardly_speak_of_it(
    sure: float, sides: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    museum, found = over(*DIFFERENT[3][:2]), Finder.found

    def as_sure(*args: object, **named: object) -> Found:
        return replace(found(*args, **named), sure=sure)  # type: ignore[arg-type]

    monkeypatch.setattr(Finder, "found", as_sure)
    assert len(museum.ask("When will the museum open?").positions) == sides
