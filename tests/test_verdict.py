"""One question and its prediction: right, rightly cited, exact match and F1."""

from __future__ import annotations

from dataclasses import replace

import pytest
from eval_toys import BEIJING, DOCUMENTS, NARA, NEVER, WHERE, evidence, prediction, quoting, told

from corpus.document import Span, sha256_of
from eval.predictions import Cited
from eval.question import Evidence, GoldPosition, Question
from eval.verdict import Verdict, covers, judge, stands_in

MEET = quoting(NARA, "They met in Nara.")
DRUMS = quoting(NARA, "Lee and Takaichi played drums together.", marker=2)
ELSEWHERE = quoting(BEIJING, "They met in Beijing.")


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("12", "There are 12 economies.", True),
        ("12", "In 2012 there were more.", False),  # only whole words
        ("The CPTPP", "a CPTPP, of sorts", True),  # articles and punctuation go
        ("six-year", "a six year gap", False),  # the hyphen goes, and with it the boundary
        ("Nara", "NARA", True),
        ("", "anything", False),
        ("the", "the", False),  # nothing left to stand anywhere
        ("met in", "They met at noon in Nara", False),
    ],
)
def test_stands_in(words: str, text: str, expected: bool) -> None:
    assert stands_in(words, text) is expected


def cited(quote: str, doc_id: str = "nara", start: int = 0) -> Cited:
    return Cited(1, doc_id, start, start + len(quote), quote, sha256_of(quote))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("one two three four", True),  # 4 of 5 words: 80 %
        ("one two three", False),  # 3 of 5
        ("One, two, the three and FOUR", True),
        ("four three two one", True),  # words are counted, not their order
        ("one one one one", False),  # each as often as it stands
        ("zero one two three four five six", True),
    ],
)
def test_a_citation_covers_80_percent_of_the_words(quote: str, expected: bool) -> None:
    assert covers(cited(quote), Evidence("nara", "one two three four five")) is expected


def test_repeated_words_are_needed_as_often() -> None:
    # Normalised: "drum drum drum loud"; 3 of its 4 words would be 75 %.
    assert not covers(cited("drum drum loud"), Evidence("nara", "Drum, drum, drum: the loud"))
    assert covers(cited("drum drum drum loud"), Evidence("nara", "Drum, drum, drum: the loud"))


def test_a_bare_answer_is_covered_at_its_place_only() -> None:
    # 80 % of its 10 characters, in the same document.
    place = Evidence("nara", "abcdefghij", (Span(10, 20),), exact=True)
    assert covers(cited("cdefghij", start=12), place)
    assert not covers(cited("defghij", start=13), place)
    assert not covers(cited("abcdefghij", start=30), place)
    assert not covers(cited("abcdefghij", "beijing", 10), place)


def test_right_and_rightly_cited() -> None:
    verdict = judge(WHERE, prediction(WHERE, told(MEET, short="Nara")), documents=DOCUMENTS)
    assert (verdict.right, verdict.cited, verdict.word) == (True, True, "right")
    assert (verdict.exact, verdict.f1, verdict.verbatim) == (1, 1, (True,))
    assert (verdict.supports, verdict.covered) == ((True,), (True,))


def test_right_and_not_rightly_cited() -> None:
    other = quoting(NARA, "in Nara. Lee")
    verdict = judge(WHERE, prediction(WHERE, told(other)))
    assert (verdict.right, verdict.cited, verdict.word) == (True, False, "right, not cited")
    assert verdict.exact == verdict.f1 == 0  # an answer without a short one scores 0
    assert verdict.verbatim is None


def test_the_short_answer_alone_can_be_right() -> None:
    verdict = judge(WHERE, prediction(WHERE, told(DRUMS, short="Nara")))
    assert verdict.right
    wrong = judge(WHERE, prediction(WHERE, told(DRUMS, short="Kyoto")))
    assert (wrong.right, wrong.word) == (False, "wrong")


def test_markers_are_no_part_of_the_answer() -> None:
    question = Question("q", "How many?", ("1",))
    assert not judge(question, prediction(question, told(MEET))).right


def test_not_found_is_never_right_where_there_is_an_answer() -> None:
    # The fixed phrase holds "not"; a question whose answer is "not" is still missed.
    question = Question("q", "Did they?", ("not",))
    verdict = judge(question, prediction(question, told()))
    assert (verdict.right, verdict.word) == (False, "missed")
    assert verdict.cited is None  # the test set names no evidence


def test_without_an_answer_only_not_found_is_right() -> None:
    found = judge(NEVER, prediction(NEVER, told(DRUMS, short="Lee")))
    assert (found.right, found.cited, found.word) == (False, False, "should be not found")
    assert found.exact == found.f1 == 0
    nothing = judge(NEVER, prediction(NEVER, told()))
    assert (nothing.right, nothing.cited, nothing.word) == (True, True, "right")
    assert nothing.exact == nothing.f1 == 1


def test_an_answer_without_a_short_one_is_not_taken_for_the_empty_string() -> None:
    assert judge(NEVER, prediction(NEVER, told(DRUMS))).exact == 0


def test_lists_need_all_their_parts() -> None:
    question = Question("l", "Who played?", all_of=("Lee", "Takaichi"))
    assert judge(question, prediction(question, told(DRUMS))).right
    half = told(quoting(NARA, "Lee and"), short="Lee")
    assert not judge(question, prediction(question, half)).right


def test_lists_match_exactly_in_any_order() -> None:
    question = Question("l", "Who played?", all_of=("Lee", "Takaichi"))
    there = judge(question, prediction(question, told(DRUMS, short="Takaichi; Lee")))
    assert (there.exact, there.f1) == (1, 1)
    half = judge(question, prediction(question, told(DRUMS, short="Lee")))
    assert half.exact == 0
    assert half.f1 == pytest.approx(2 * (1 / 1) * (1 / 2) / (1 / 1 + 1 / 2))


def test_any_of_and_all_of_together() -> None:
    question = Question("l", "Who?", answers=("drums", "flutes"), all_of=("Lee", "Takaichi"))
    assert judge(question, prediction(question, told(DRUMS))).right
    flutes = replace(question, answers=("flutes",))
    assert not judge(flutes, prediction(flutes, told(DRUMS))).right


def test_positions_alone_ask_for_every_side() -> None:
    sides = (GoldPosition("nara", "Nara"), GoldPosition("beijing", "Beijing"))
    question = Question("d", "Where?", positions=sides)
    both = told(MEET, quoting(BEIJING, "They met in Beijing.", 2))
    assert judge(question, prediction(question, both)).right
    assert not judge(question, prediction(question, told(MEET))).right


def test_a_false_premise_is_met_by_not_found_or_by_what_corrects_it() -> None:
    question = Question(
        "p", "Why in Seoul?", premise="false", evidence=(evidence(NARA, "They met in Nara."),)
    )
    assert judge(question, prediction(question, told())).right
    assert judge(question, prediction(question, told(MEET))).word == "right"
    confirmed = judge(question, prediction(question, told(ELSEWHERE)))
    assert (confirmed.right, confirmed.word) == (False, "premise confirmed")


@pytest.mark.parametrize(("failure", "said"), [("", "missing from the predictions"), ("a", "a")])
def test_missing_and_failed_questions_count_as_nothing(failure: str, said: str) -> None:
    for question in (WHERE, NEVER):
        verdict = judge(question, None, failure)
        assert (verdict.right, verdict.cited, verdict.word) == (False, False, "failed")
        assert (verdict.exact, verdict.f1, verdict.failure) == (0, 0, said)


def test_what_was_held_back_is_judged_by_the_best_span() -> None:
    def of(question: Question, *best: str) -> Verdict:
        span = (best[0], "nara", 0, len(best[0])) if best else None
        return judge(question, prediction(question, told(), best=span))

    assert of(WHERE, "in Nara").best_right
    assert not of(WHERE, "in Kyoto").best_right
    assert not of(WHERE).best_right
    assert not of(NEVER, "Lee").best_right
    assert of(WHERE, "in Nara").best_f1 == pytest.approx(2 * (1 / 2) * 1 / (1 / 2 + 1))
    shown = judge(WHERE, prediction(WHERE, told(MEET)))
    assert shown.best_right


def test_quotes_are_checked_against_their_documents() -> None:
    moved = replace(MEET, start=1, end=18)
    renamed = replace(MEET, doc_id="seoul")
    forged = replace(MEET, sha256="0" * 64)
    verdict = judge(WHERE, prediction(WHERE, told(MEET, moved, renamed, forged)), "", DOCUMENTS)
    assert verdict.verbatim == (True, False, False, False)
