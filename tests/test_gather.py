"""How many sentences are quoted, and which: by the kind of question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.asked.question import read_question
from assistant.asked.sources import documents_named
from assistant.ranking.gather import gathered
from assistant.ranking.notes import may_ask_for_note, without_notes
from assistant.ranking.rank import Candidate
from corpus.document import Document, Span


def candidate(doc_id: str, start: int, text: str, score: float) -> Candidate:
    return Candidate(doc_id, Span(start, start + len(text)), text, {}, score)


DRUM = candidate("a", 50, "The drum was loud in Nara.", 2.0)
AGAIN = candidate("b", 0, "In Nara the drum was loud.", 1.9)
TRADE = candidate("a", 10, "Trade needs trust.", 1.2)
NOODLES = candidate("b", 90, "They ate noodles.", 0.9)
COLD = candidate("b", 40, "Beijing was cold.", 0.7)
RANKED = [DRUM, AGAIN, TRADE, NOODLES, COLD]

WEIGHTS = {"drum": 1.0, "noodl": 1.0}
NEAR = {"drum": {"drum": 1.0}, "noodl": {"noodl": 1.0}}


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        # 1.4 is 0.7 of the best score: the third is too far.
        ("Was the drum loud?", [DRUM, AGAIN]),
        # Both documents, at least 0.8, what was said already left out, each in its order.
        ("What does each document say about drums?", [TRADE, DRUM, NOODLES]),
        # At least 1.0, what was said already left out.
        ("Tell me about the drum.", [TRADE, DRUM]),
        # The noodles, the other side, come on top of what a plain question gets.
        ("Which was louder, the drum or the noodles?", [DRUM, AGAIN, NOODLES]),
        # Two clauses: at least 1.2; the noodles, of which only one speaks, come on top.
        ("Was it a loud drum, but without noodles?", [DRUM, AGAIN, TRADE, NOODLES]),
    ],
)
def test_sentences_quoted(question: str, quoted: list[Candidate]) -> None:
    assert gathered(read_question(question, 100), RANKED, 3, WEIGHTS, NEAR) == quoted


@pytest.mark.parametrize(
    ("question", "features", "further"),
    [
        ("When was the drum loud?", ({"reader": 0.75}, {"reader": 0.2}), True),
        ("When was the drum loud?", ({"reader": 0.75}, {"reader": 0.19}), False),
        ("When was the drum loud?", ({"reader": 0.75}, {}), False),  # of a passage not read
        ("When was the drum loud?", ({"reader": 0.74}, {"reader": 0.0}), True),
        ("Why was the drum loud?", ({"reader": 0.9}, {"reader": 0.0}), True),
        ("When was the drum loud in Nara?", ({}, {"elsewhere": 1.0}), False),
        ("When was the drum loud in Nara?", ({"elsewhere": 1.0}, {}), True),
        ("Why was the drum loud in Nara?", ({}, {"elsewhere": 1.0}), True),
    ],
)
def test_what_cannot_add_to_a_sure_sentence_is_not_quoted(
    question: str, features: tuple[dict[str, float], dict[str, float]], further: bool
) -> None:
    best, other = (replace(c, features=f) for c, f in zip((DRUM, AGAIN), features, strict=True))
    found = gathered(read_question(question, 100), [best, other], 3, WEIGHTS, NEAR)
    assert found == ([best, other] if further else [best])


def test_what_holds_nothing_of_the_topic_is_no_part_of_an_overview() -> None:
    held = ((DRUM, 0.9, 0.9), (TRADE, 0.4, 0.0), (NOODLES, 0.1, 0.8), (COLD, 0.1, 0.0))
    near = [
        replace(c, score=2.0, features={"near": n, "passage_coverage": around})
        for c, n, around in held
    ]
    overview, each = (
        read_question(q, 100) for q in ("Tell me about the drum.", "Anything on drums?")
    )
    # What stands around the noodles is about drums.
    kept = {c.text for c in gathered(overview, near, 3, WEIGHTS, NEAR)}
    assert kept == {DRUM.text, NOODLES.text}
    # A document may put it in other words.
    kept = {c.text for c in gathered(each, near, 3, WEIGHTS, NEAR)}
    assert kept == {DRUM.text, TRADE.text, NOODLES.text}
    # Where nobody calls it so, each may mean it.
    vague = [replace(c, features={"near": c.features["near"] / 2}) for c in near]
    assert len(gathered(overview, vague, 3, WEIGHTS, NEAR)) == 4


@pytest.mark.parametrize(("question", "quoted"), [("Nara", False), ("the drum", True)])
def test_a_heading_tells_of_a_place_only_by_its_own_words(question: str, quoted: bool) -> None:
    line = replace(TRADE, text="Trade", features={"near": 0.0, "passage_coverage": 1.0})
    drum = replace(DRUM, features={"near": 1.0})
    asked = read_question(f"Tell me about {question}.", 100)
    assert (line in gathered(asked, [drum, line], 3, WEIGHTS, NEAR)) is quoted


def test_all_that_went_wrong_is_quoted() -> None:
    bad = replace(TRADE, features={"judging": 1.0})
    asked = read_question("What went wrong in Nara?", 100)
    # The second is as good, and judges nothing.
    assert gathered(asked, [DRUM, AGAIN, bad, NOODLES], 1, WEIGHTS, NEAR) == [DRUM, bad]


def test_more_is_quoted_where_several_things_are_asked_for() -> None:
    one, several = (read_question(q, 100) for q in ("Was the drum loud?", "Name the loud drums."))
    assert gathered(one, RANKED, 1, WEIGHTS, NEAR) == [DRUM]
    # The third has 0.6 of the best score, the fourth less.
    assert gathered(several, RANKED, 1, WEIGHTS, NEAR) == [DRUM, AGAIN, TRADE]


@pytest.mark.parametrize(
    ("line", "is_note"),
    [
        ("Source: Office of the President", True),
        ("https://www.korea.kr/news/policy.do?id=14", True),
        ("Feature image from The Blue House.", True),
        ("Sources close to Lee were silent.", False),
        ("The photo shows both.", False),
        # Headings that a PDF has among its paragraphs.
        ("People", True),
        ("Where we invest", True),
        ("Where we invest, we stay.", False),
        ("No.", False),
    ],
)
def test_a_line_that_says_where_a_picture_is_from_is_no_quote(line: str, is_note: bool) -> None:
    note = candidate("a", 0, line, 2.0)
    assert without_notes([note, DRUM]) == ([DRUM] if is_note else [note, DRUM])


def test_no_other_side_where_nothing_is_added() -> None:
    question = read_question("Which was louder, the drum or the horn?", 100)
    assert gathered(question, RANKED, 3, {"drum": 1.0, "horn": 1.0}, NEAR | {"horn": {}}) == [
        DRUM,
        AGAIN,
    ]


LETTER = Document("l", "About drums", None, "", metadata={"kind": "newsletter"})
REPORT = Document("r", "Report of the KEI", None, "", metadata={"publisher": "Korea Institute"})


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the newsletter say?", ["l"]),
        ("Is it in the newsletter's table?", ["l"]),
        ("What are the KEI report's points?", ["r"]),
        ("Does this Institute report it?", ["r"]),
        ("What does the media report say?", []),
        ("What does a newsletter cost?", []),
        ("Who met in Nara?", []),
    ],
)
def test_documents_named_by_what_they_are(question: str, named: list[str]) -> None:
    assert documents_named(read_question(question, 100), [LETTER, REPORT]) == named


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("Where is the photo of the drums from?", True),
        ("What is the source of the figure?", True),
        ("What does each document say about the photo?", False),
        ("Who met in Nara?", False),
    ],
)
def test_a_line_that_names_a_source_is_quoted_only_where_it_is_asked_for(
    question: str, may: bool
) -> None:
    assert may_ask_for_note(read_question(question, 100)) is may


@pytest.mark.parametrize(
    ("question", "share", "quoted"),
    [
        ("When did they meet?", 0.6, ["They met.", "It was 5 May."]),
        ("When did they meet?", 0.55, ["They met."]),  # too far behind
        ("Did they meet?", 0.6, ["They met."]),  # no date is asked for
    ],
)
def test_a_date_is_quoted_beside_what_has_none(
    question: str, share: float, quoted: list[str]
) -> None:
    ranked = [
        Candidate("a", Span(0, 9), "They met.", {"kind": 0.0}, 2.0),
        Candidate("a", Span(10, 23), "It was 5 May.", {"kind": 1.0}, 2.0 * share),
    ]
    chosen = gathered(read_question(question, 100), ranked, 3, {}, {})
    assert [candidate.text for candidate in chosen] == quoted


FAILED = candidate("a", 0, "The talks failed.", 2.0)
RAIN = candidate("a", 18, "This may be due to the rain.", 0.3)
MIXED = candidate("b", 0, "The outcome was mixed.", 2.0)
GOOD = candidate("b", 23, "On the one hand, they met.", 0.3)
CARE = candidate("c", 20, "He is therefore careful.", 2.0)
BOUND = candidate("c", 0, "He is not all free.", 0.3)
DULL = candidate("b", 50, "It was long.", 0.1)
BEST = candidate("d", 0, "The best of it was the “river day.”", 1.0)
SWAM = candidate("d", 36, "They all went swimming.", 0.1)
BAD = candidate("b", 63, "On the other hand, nobody spoke.", 0.2)


@pytest.mark.parametrize(
    ("question", "ranked", "quoted"),
    [
        ("Why did the talks fail?", [FAILED, RAIN], ["This may be due to", "The talks failed"]),
        ("When did the talks fail?", [FAILED, RAIN], ["The talks failed"]),
        (
            "Why was the outcome mixed?",
            [MIXED, GOOD, BAD, DULL],
            ["The outcome", "On the one hand", "On the other hand"],
        ),
        # What follows from the sentence before has its reason there.
        ("Why is he careful?", [CARE, BOUND], ["He is not all free", "He is therefore"]),
        # What a thing is said to be is explained behind it.
        ("What was the river day?", [BEST, SWAM], ["The best of it", "They all went"]),
        ("What was the best of it?", [BEST, SWAM], ["The best of it"]),
        # It stands elsewhere: nothing says what it is the reason of.
        ("Why did they fail?", [FAILED, candidate("a", 90, RAIN.text, 0.3)], ["The talks failed"]),
    ],
)
def test_a_reason_may_stand_in_the_sentence_behind(
    question: str, ranked: list[Candidate], quoted: list[str]
) -> None:
    told = gathered(read_question(question, 100), ranked, 3, WEIGHTS, NEAR)
    assert [c.text.startswith(begins) for c, begins in zip(told, quoted, strict=True)] == [
        True for _ in quoted
    ]


def test_what_somebody_said_besides_stands_behind() -> None:
    praised = candidate("e", 0, "Ann praised the river.", 1.0)
    offered = candidate("e", 23, "She also offered help.", 0.1)
    other = candidate("f", 0, "Bo spoke.", 0.8)
    ranked = [praised, other, offered]
    told = gathered(read_question("What did Ann say?", 100), ranked, 3, WEIGHTS, NEAR)
    assert [c.text for c in told] == [praised.text, offered.text, other.text]
    fourth = candidate("f", 10, "He called for patience.", 0.1)
    all_said = gathered(
        read_question("What did they say?", 100), [*ranked, fourth], 3, WEIGHTS, NEAR
    )
    assert [c.text for c in all_said][2:] == [other.text, fourth.text]
    seen = gathered(read_question("What did Ann see?", 100), ranked, 3, WEIGHTS, NEAR)
    assert [c.text for c in seen] == [praised.text, other.text]
