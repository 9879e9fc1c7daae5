"""Which sentence gives the short answer, and which of its words."""

from __future__ import annotations

import re

import pytest
from conftest import document

from assistant.asked.question import read_question
from assistant.finding import Found
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ, Readings, ReadSpan
from assistant.wording.compose import answered
from assistant.wording.short_span import short_span
from corpus.document import Span

TEXT = "Ann Fern met Di Ek that day. Bo Dahl met Cy Lund in Nara. 9 pacts were signed by Acme."
ROME, NARA, PACTS = Span(0, 28), Span(29, 57), Span(58, 86)


def quoted(*scored: tuple[Span, float]) -> list[Candidate]:
    return [Candidate("a", span, span.of(TEXT), {}, score) for span, score in scored]


def short(question: str, chosen: list[Candidate], readings: Readings = NOTHING_READ) -> str | None:
    asked = read_question(question, 100)
    return answered(asked, chosen, readings, 0.9, lambda _: document("a", TEXT)).short_answer


@pytest.mark.parametrize(
    ("score", "who"),
    [
        (1.5, "Bo Dahl; Cy Lund"),  # it has 0.75 of the best score, and speaks of Nara
        (1.0, "Ann Fern; Di Ek"),  # half as good: the best one answers
    ],
)
def test_who_is_told_by_a_sentence_with_the_names_of_the_question(score: float, who: str) -> None:
    readings = Readings({}, (ReadSpan("a", Span(0, 8), 3.0), ReadSpan("a", Span(29, 36), 2.0)))
    assert short("Who met in Nara?", quoted((ROME, 2.0), (NARA, score)), readings) == who


@pytest.mark.parametrize(
    ("question", "sentence", "read", "told"),
    [
        ("Who met in Nara?", "Ann’s talks with Bo Dahl in Nara were long.", "Bo Dahl",
         "Ann; Bo Dahl"),
        ("Who met in Nara?", "Ann Fern met Bo Dahl in Nara.", "Ann Fern", "Ann Fern; Bo Dahl"),
        ("Who held talks there?", "After lunch, Ann met Premier Bo Dahl, Cy Lund, and Di Ek.",
         "Premier Bo Dahl, Cy Lund, and Di Ek", "Ann; Premier Bo Dahl; Cy Lund; Di Ek"),
        ("Who met Bo in Nara?", "Ann’s talks with Bo Dahl in Nara were long.", "Ann", "Ann"),
        ("Who met with Bo?", "Ann’s talks with Bo Dahl in Nara were long.", "Ann", "Ann"),
        ("Who came to Nara?", "Ann’s talks with Bo Dahl in Nara were long.", "Bo Dahl", "Bo Dahl"),
        # The other one stands in another clause, or is no person.
        ("Who met in Nara?", "Ann left; Bo Dahl met nobody in Nara.", "Bo Dahl", "Bo Dahl"),
        ("Who met in Nara?", "They met in Nara with Bo Dahl.", "Bo Dahl", "Bo Dahl"),
    ],
)  # fmt: skip
def test_who_met_are_two_at_least(question: str, sentence: str, read: str, told: str) -> None:
    best = [Candidate("a", Span(0, len(sentence)), sentence, {}, 2.0)]
    at = sentence.index(read)
    readings = Readings({}, (ReadSpan("a", Span(at, at + len(read)), 3.0),))
    asked = read_question(question, 100)
    answer = answered(asked, best, readings, 0.9, lambda _: document("a", sentence))
    assert answer.short_answer == told


def test_a_date_is_told_whole() -> None:
    text = "They met in Nara on 13-14 January."
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    start = text.index("13-14")
    readings = Readings({}, (ReadSpan("a", Span(start, start + 5), 1.0),))
    told = short_span(read_question("When did they meet?", 100), text, best, readings)
    assert told and told.of(text) == "13-14 January"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("How many Peruvian delegates came?", "416"),  # they come from firms that are counted too
        ("How many of them were from the Peruvian side?", "416"),
        ("How many Peruvian firms came?", "161"),
        ("How many came from Chile?", "200"),
        ("How many of them were from Peruvian firms?", "416"),
        ("How many guests came?", "600"),
    ],
)
def test_a_number_is_told_of_the_country_asked_about(question: str, number: str) -> None:
    text = "It drew 600 guests, 416 delegates from 161 Peruvian firms and 200 from Chile."
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    told = short_span(read_question(question, 100), text, best, NOTHING_READ)
    assert told and told.of(text) == number


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did the Acme chairman come?", None),  # the words are those of another
        ("Did the Bell chairman come?", "Bell Chairman Bo Dahl"),
        ("Did the heads of firms come?", "Bell Chairman Bo Dahl"),
    ],
)
def test_yes_or_no_of_somebody_is_not_told_of_another(question: str, told: str | None) -> None:
    text = "The heads came: Acme Chairman Ann Fern, Bell Chairman Bo Dahl, and others."
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    start = text.index("Bell Chairman Bo Dahl")
    readings = Readings({}, (ReadSpan("a", Span(start, start + 21), 1.0),))
    found = short_span(read_question(question, 100), text, best, readings)
    assert (found and found.of(text)) == told


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("Are wells dear?", None), ("What has been said?", "the wells are dear")],
)
def test_what_others_claim_is_no_yes(asked: str, shown: str | None) -> None:
    text = "It has been said that the wells are dear. We find no sign of this."
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    start = text.index("the wells are dear")
    readings = Readings({}, (ReadSpan("a", Span(start, start + 18), 1.0),))
    found = short_span(read_question(asked, 100), text, best, readings)
    assert (found and found.of(text)) == shown


def test_a_rank_is_told_by_its_word() -> None:
    text = "Premier Bo Dahl, a lawyer, ranks second in the country."
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    whole = Readings({}, (ReadSpan("a", Span(27, len(text) - 1), 1.0),))
    told = short_span(read_question("What rank does Bo Dahl have?", 100), text, best, whole)
    assert told and told.of(text) == "second"


def test_a_sentence_that_has_what_is_asked_for_tells_it() -> None:
    text = "Ann ranks second in May 2024. Bo ranks third. They met on 3 June."
    ranks = [Span(0, 29), Span(30, 45), Span(46, 65)]
    chosen = [
        Candidate("a", r, r.of(text), {"kind": float(n == 2)}, 2.0 - n / 10)
        for n, r in enumerate(ranks)
    ]
    spans = [ReadSpan("a", Span(text.index(w), text.index(w) + len(w)), 1.0) for w in ("Ann", "Bo")]
    for question, told in [("Who is third?", "Bo"), ("Who is it?", "Ann"), ("When?", "3 June")]:
        asked, readings = read_question(question, 100), Readings({}, tuple(spans))
        answer = answered(asked, chosen, readings, 0.9, lambda _: document("a", text))
        assert answer.short_answer == told


@pytest.mark.parametrize(
    ("question", "read", "told"),
    [
        # The reader points at somebody else, or says the name again.
        ("Which group does Bo Dahl chair?", "Acme", "Bell Group Chairman Bo Dahl"),
        ("Who is Bo Dahl?", "Bo Dahl", "Bell Group Chairman Bo Dahl"),
        ("What is Ann Fern's position?", "Bell Group", "Acme Chair Ann Fern"),
        # It points at what was asked.
        ("Which group does Bo Dahl chair?", "Bell Group", "Bell Group"),
        # No post is asked for.
        ("Who came with Bo Dahl?", "Ann Fern", "Ann Fern"),
        ("Who is the chair?", "Ann Fern", "Ann Fern"),
        ("Who was Bo Dahl accompanied by?", "Ann Fern", "Ann Fern"),
        ("What role did Bo Dahl play?", "Ann Fern", "Ann Fern"),
    ],
)
def test_a_post_is_told_by_the_words_before_the_name(question: str, read: str, told: str) -> None:
    text = "There were Acme Chair Ann Fern and Bell Group Chairman Bo Dahl."
    whole, at = Span(0, len(text)), text.index(read)
    chosen = [Candidate("a", whole, text, {}, 2.0)]
    readings = Readings({}, (ReadSpan("a", Span(at, at + len(read)), 3.0),))
    asked = read_question(question, 100)
    answer = answered(asked, chosen, readings, 0.9, lambda _: document("a", text))
    assert answer.short_answer == told


def test_a_post_is_told_by_the_words_behind_the_name_too() -> None:
    text = "Bo Dahl, Chairman of the Committee of Lima, met Ann Fern."
    chosen = [Candidate("a", Span(0, len(text)), text, {}, 2.0)]
    readings = Readings({}, (ReadSpan("a", Span(0, 7), 3.0),))
    asked = read_question("Who is Bo Dahl?", 100)
    answer = answered(asked, chosen, readings, 0.9, lambda _: document("a", text))
    assert answer.short_answer == "Chairman of the Committee of Lima"


def test_which_ones_is_not_answered_with_their_number() -> None:
    nine, acme = Span(58, 59), Span(81, 85)
    readings = Readings({}, (ReadSpan("a", nine, 3.0), ReadSpan("a", acme, 2.0)))
    assert short("Which firms signed pacts?", quoted((PACTS, 2.0)), readings) == "Acme"
    assert short("How many pacts were signed?", quoted((PACTS, 2.0)), readings) == "9"
    assert short("Which number of pacts was it?", quoted((PACTS, 2.0)), readings) == "9"


def test_how_many_is_told_by_the_number_of_what_is_counted() -> None:
    text = "The fair drew around 600 guests, among them 41 envoys of 16 firms."
    words = ("16", "41 envoys of 16", "around 600")
    places = [(text.index(w), text.index(w) + len(w)) for w in words]
    spans = tuple(ReadSpan("a", Span(*p), 4.0 - n) for n, p in enumerate(places))
    best = Candidate("a", Span(0, len(text)), text, {}, 2.0)
    for question, told in [
        ("How many people came to the fair?", "around 600"),
        ("How many envoys came to the fair?", "41"),  # no words that the reader likes hold it alone
        ("How many firms sent envoys?", "16"),
        ("How many of the guests came?", "16"),  # as the reader has it
        ("How many ships came?", "16"),
    ]:
        span = short_span(read_question(question, 100), text, best, Readings({}, spans))
        assert span is not None and span.of(text) == told


def test_some_of_the_things_are_counted_too() -> None:
    text = "It has three ships and lost one of the ships in 2020."
    lost = Span(text.index("one of"), text.index(" in 2020"))
    readings = Readings({}, (ReadSpan("a", lost, 3.0), ReadSpan("a", Span(7, 12), 2.0)))
    best = Candidate("a", Span(0, len(text)), text, {}, 2.0)
    asked = read_question("How many ships did it lose?", 100)
    assert short_span(asked, text, best, readings) == lost


def test_a_comparison_that_asks_for_nothing_in_particular_has_no_short_answer() -> None:
    both = quoted((ROME, 2.0), (NARA, 1.9))
    assert short("Compare the day in Rome with the day in Nara.", both) is None


def test_several_things_are_told_by_all_rows_of_a_kind() -> None:
    text = "Fruit: Ann sells pears.\nFruit: Bo sells plums.\nNuts: Cy sells almonds."
    rows = [Span(m.start(), m.end()) for m in re.finditer(r".+", text)]
    chosen = [Candidate("a", r, r.of(text), {}, 2.0 - n / 10) for n, r in enumerate(rows)]
    named = [ReadSpan("a", Span(r.start + 7, r.end - 1), 3.0) for r in rows]
    readings = Readings({}, tuple(named))
    for question, told in [
        ("Which sellers are in the fruit rows?", "Ann sells pears; Bo sells plums"),
        ("Who sells pears?", "Ann sells pears"),
    ]:
        asked = read_question(question, 100)
        answer = answered(asked, chosen, readings, 0.9, lambda _: document("a", text))
        assert answer.short_answer == told


@pytest.mark.parametrize(("held", "told"), [(0.3, "Acme; Bell; Cobra; Dune"), (0.1, "Acme; Bell")])
def test_a_row_that_holds_little_of_the_question_gives_no_names(held: float, told: str) -> None:
    text = "Fruit: Acme (Peruvian) and Bell (Chilean)\nFruit: Cobra (Peruvian) and Dune (Chilean)"
    rows = [Span(m.start(), m.end()) for m in re.finditer(r".+", text)]
    chosen = [
        Candidate("a", r, r.of(text), {"coverage": share}, 2.0)
        for r, share in zip(rows, (0.4, held), strict=True)
    ]
    readings = Readings(
        {}, tuple(ReadSpan("a", Span(r.start + 7, r.start + 11), 1.0) for r in rows)
    )
    asked = read_question("Which companies grow pears?", 100)
    answer = answered(asked, chosen, readings, 0.9, lambda _: document("a", text))
    assert answer.short_answer == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why did Peru ban the sale of copper?", None),  # all of it is asked
        ("Why did Peru meet Chile?", "a ban on the sale of copper by Peru"),
        ("Why not?", "a ban on the sale of copper by Peru"),
    ],
)
def test_what_was_asked_is_no_reason(question: str, told: str | None) -> None:
    text = "Against a ban on the sale of copper by Peru, they met."
    best = [Candidate("a", Span(0, len(text)), text, {}, 2.0)]
    readings = Readings({}, (ReadSpan("a", Span(8, text.index(",")), 3.0),))
    asked = read_question(question, 100)
    answer = answered(asked, best, readings, 0.9, lambda _: document("a", text))
    assert answer.short_answer == told


@pytest.mark.parametrize(
    ("question", "words", "told"),
    [
        # A name is not told by what stands beside another one.
        ("What is the ABC?", "a firm of Peru", None),
        ("What is Acme?", "a firm of Peru", "a firm of Peru"),
        ("What is the ABC’s aim?", "a firm of Peru", "a firm of Peru"),
        # Another place neither affirms nor denies.
        ("Was Bo in Oslo?", "Lima", None),
        ("Was Bo in Lima?", "Lima", "Lima"),
        ("Was Bo in Oslo?", "an agent", "an agent"),
    ],
)
def test_words_about_something_else_are_not_shown(
    question: str, words: str, told: str | None
) -> None:
    text = "Under the ABC, Bo came to Lima as an agent of Acme, a firm of Peru."
    at = text.index(words)
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    readings = Readings({}, (ReadSpan("a", Span(at, at + len(words)), 1.0),))
    found = short_span(read_question(question, 100), text, best, readings)
    assert (found and found.of(text)) == told


def part(question: str, sentence: Span, *words: str) -> Found:
    """A part answered by one sentence, in which the reader likes these words, most the first."""
    spans = [Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]
    read = tuple(ReadSpan("a", span, 3.0 - place) for place, span in enumerate(spans))
    asked = read_question(question, 100)
    return Found(asked, (), quoted((sentence, 2.0)), Readings({}, read), {}, 0.9)


def told_by_parts(question: str, *parts: Found) -> list[tuple[str, int]]:
    """The short answer's words, each with the number of the quote it stands in."""
    asked, chosen = read_question(question, 100), quoted((ROME, 2.0), (NARA, 1.9))
    answer = answered(asked, chosen, NOTHING_READ, 0.9, lambda _: document("a", TEXT), parts)
    return [(span.text, span.marker) for span in answer.spans]


def test_each_part_of_a_question_gives_its_words() -> None:
    rome, nara = part("Who met that day?", ROME, "Ann Fern"), part("Who met in Nara?", NARA, "Cy")
    both = "Who met that day, and who in Nara?"
    assert told_by_parts(both, rome, nara) == [
        ("Ann Fern", 1), ("Bo Dahl", 2), ("Cy Lund", 2)
    ]  # fmt: skip
    # A sentence that is not quoted gives no words.
    unquoted = part("How many pacts were signed?", PACTS, "9")
    assert told_by_parts(both, rome, unquoted) == [("Ann Fern", 1)]
    assert told_by_parts("Compare the day in Rome with that in Nara.", rome, nara) == []


def test_no_words_answer_two_parts() -> None:
    first = part("Who was the first to come?", ROME, "Ann Fern")
    second = part("Who was the second to come?", ROME, "Ann Fern", "Di Ek")
    told = told_by_parts("Who was the first to come and who the second?", first, second)
    assert told == [("Ann Fern", 1), ("Di Ek", 1)]
    same = part("Who else came?", ROME, "Ann")
    assert told_by_parts("Who came, and who else?", first, same) == [("Ann Fern", 1)]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("a pact (the FTA", "a pact (the FTA)"),
        ("FTA)", "FTA"),
        ("“in sync", "“in sync”"),
        ("sync”", "sync"),
        ("the FTA", "the FTA"),
    ],
)
def test_what_opens_in_the_short_answer_closes_there(words: str, whole: str) -> None:
    text = "It is a pact (the FTA) that keeps them “in sync”."
    start, sentence = text.index(words), Span(0, len(text))
    readings = Readings({}, (ReadSpan("a", Span(start, start + len(words)), 3.0),))
    best = Candidate("a", sentence, text, {}, 2.0)
    assert short_span(read_question("What is it?", 100), text, best, readings) == Span(
        text.index(whole), text.index(whole) + len(whole)
    )


def told(question: str, text: str, *words: str) -> str | None:
    """The short answer from one sentence in which a reader points at these words, best first."""
    spans = [
        ReadSpan("a", Span(text.index(w), text.index(w) + len(w)), 2.0 - n / 10)
        for n, w in enumerate(words)
    ]
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    span = short_span(read_question(question, 100), text, best, Readings({}, tuple(spans)))
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("question", "number"),
    [("How many pipes will Peru remove?", "one"), ("How many pipes did Peru lay?", "three")],
)
def test_a_deed_done_to_some_of_them_is_told_by_their_number(question: str, number: str) -> None:
    text = "Peru laid three pipes and agreed to remove one of the pipes."
    assert told(question, text, "three", "one of the pipes") in (number, f"{number} of the pipes")


@pytest.mark.parametrize(
    ("text", "question", "number"),
    [
        ("Of 90 pipes, 12 were cleaned.", "How many pipes were cleaned?", "12"),
        ("Of 90 pipes, 12 were cleaned.", "How many pipes are there?", "90"),
        ("All 90 pipes are checked; 12 were cleaned.", "How many pipes were cleaned?", "12"),
        ("All 90 pipes are checked; 12 were cleaned.", "How many pipes are checked?", "90"),
        ("Only 12 of an estimated 90 pipes were ever cleaned.", "How many were cleaned?", "12"),
        ("Only 12 of the 90 pipes were ever cleaned.", "How many pipes are there?", "90"),
        ("It has 90 pipes and 12 cleaned wells.", "How many pipes were cleaned?", "90"),
        (
            "It has 90 pipes, of which twelve were cleaned.",
            "How many pipes were cleaned?",
            "twelve",
        ),
    ],
)
def test_of_all_that_are_counted_the_part_asked_for_is_told(
    text: str, question: str, number: str
) -> None:
    assert told(question, text, "90") == number


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What did Peru ban?", "films"),
        ("What caused the ban?", "the flood"),
        ("Since when did Peru ban it?", "the flood"),
    ],
)
def test_what_something_was_since_is_not_what_it_was(question: str, short: str) -> None:
    assert told(question, "Peru banned films since the flood.", "the flood", "films") == short


def test_letters_are_told_by_all_their_words() -> None:
    text = "It is in the Provisional Maritime Zone (PMZ)."
    long = "Provisional Maritime Zone"
    assert told("What does PMZ stand for?", text, "Maritime Zone") == long
    assert told("What does PMZ mean?", text, "Maritime Zone") == long
    assert told("Which zone is it?", text, "Maritime Zone") == "Maritime Zone"


def test_cities_of_a_country_are_those_told_with_it() -> None:
    text = "She went to Beijing, China, and to Nara, Japan."
    assert told("Which cities in China did she visit?", text, "Nara, Japan") == "Beijing, China"
    assert told("Which cities did she visit?", text, "Nara, Japan") == "Nara, Japan"


def test_the_sentence_with_the_short_answer_is_quoted_first() -> None:
    text = "Ann ranks second. Bo ranks third."
    chosen = [
        Candidate("a", span, span.of(text), {}, score)
        for span, score in ((Span(0, 17), 2.0), (Span(18, 33), 1.9))
    ]
    for question, first in [("Who ranks third?", "Bo ranks third."), ("Who ranks?", "Ann ranks")]:
        answer = answered(
            read_question(question, 100), chosen, NOTHING_READ, 0.9, lambda _: document("a", text)
        )
        assert answer.answer.startswith(first)


@pytest.mark.parametrize(
    ("question", "sentence", "read", "told"),
    [
        # An adjective is given with its noun, a number as it is.
        ("Which goods?", "It bans old dual-use goods from May.", "dual-use", "dual-use goods"),
        ("How many?", "They signed thirty-two pacts.", "thirty-two", "thirty-two"),
        ("What is the river day?", "The best of it was the river day.", "river day",
         "The best of it"),
        ("Was it planned?", "After the talks, both put on a show.", "After the talks", None),
    ],
)  # fmt: skip
def test_words_that_a_reader_cuts_short(
    question: str, sentence: str, read: str, told: str | None
) -> None:
    start = sentence.index(read)
    best = Candidate("a", Span(0, len(sentence)), sentence, {}, 1.0)
    readings = Readings({}, (ReadSpan("a", Span(start, start + len(read)), 1.0),))
    found = short_span(read_question(question, 100), sentence, best, readings)
    assert (found and found.of(sentence)) == told


@pytest.mark.parametrize(
    ("question", "sentence", "read", "shown"),
    [
        ("What did they agree on?", "They agreed on salt after all.", "salt", False),
        ("Why did they agree?", "They agreed because of the salt.", "the salt", True),
        ("Which goods came, and name them all?", "Salt and tea came.", "Salt", True),
        # A date is asked for: that it is one speaks for it.
        ("When did they agree?", "They agreed on 5 May.", "5 May", True),
    ],
)  # fmt: skip
def test_a_mere_guess_of_the_reader_is_not_shown(
    question: str, sentence: str, read: str, shown: bool
) -> None:
    start = sentence.index(read)
    best = Candidate("a", Span(0, len(sentence)), sentence, {}, 1.0)
    found = {
        score: short_span(
            read_question(question, 100),
            sentence,
            best,
            Readings({}, (ReadSpan("a", Span(start, start + len(read)), score),)),
        )
        for score in (-5.4, -5.6)
    }
    assert found[-5.4] and found[-5.4].of(sentence) == read
    assert (found[-5.6] is not None) == shown


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which cities did she visit?", "Lima and Cuzco, Peru; Oslo, Norway"),
        ("Which city did she visit last?", "Oslo, Norway"),
        ("Which cities in Norway did she visit?", "Oslo, Norway"),
    ],
)
def test_all_places_where_several_are_asked_for(question: str, told: str) -> None:
    text = "She went to Lima and Cuzco, Peru, in May and to Oslo, Norway, in June."
    start = text.index("Oslo")
    readings = Readings({}, (ReadSpan("a", Span(start, start + 12), 1.0),))
    asked, best = read_question(question, 100), Candidate("a", Span(0, len(text)), text, {}, 1.0)
    answer = answered(asked, [best], readings, 0.9, lambda _: document("a", text))
    assert answer.short_answer == told


@pytest.mark.parametrize(
    ("question", "sentence", "read", "told"),
    [
        ("What is firn?", "Firn: snow that has survived a summer.", "snow",
         "snow that has survived a summer"),
        ("What does a return period mean?", "Return period: the time between two floods.",
         "floods", "the time between two floods"),
        ("What is snow?", "Firn: snow that has survived a summer.", "snow that has survived",
         "snow that has survived"),
        # What is asked about is no answer, unless it is offered as one.
        ("What happened in Lima?", "The plant in Lima was closed.", "Lima", None),
        ("What happened in Lima?", "The plant in Lima was closed.", "was closed", "was closed"),
        ("Was it Lima or Quito?", "It was in Lima.", "Lima", "Lima"),
    ],
)  # fmt: skip
def test_a_definition_is_told_whole_and_the_question_is_no_answer(
    question: str, sentence: str, read: str, told: str | None
) -> None:
    start = sentence.index(read)
    readings = Readings({}, (ReadSpan("a", Span(start, start + len(read)), 2.0),))
    best = Candidate("a", Span(0, len(sentence)), sentence, {}, 2.0)
    span = short_span(read_question(question, 100), sentence, best, readings)
    assert (span.of(sentence) if span else None) == told
