"""Questions about several things: taken apart, each part looked for, and put together again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ToyEncoder, document

from assistant.asked.question import read_question
from assistant.asked.without_sources import ask_what_differs, asked_together
from assistant.ranking.gather import gathered_of_parts
from assistant.ranking.rank import Candidate
from assistant.readers.reading import Readings, ReadSpan
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.several.parts import asked_apart, one_of_each, parts_of
from assistant.wording import phrases
from corpus.document import Document, Span


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "What did Premier Ann Fern and Bo tell Lee?",
            ["What did Premier Ann Fern tell Lee?", "What did Bo tell Lee?"],
        ),
        (
            "What posts do both Ann and Bo hold?",
            ["What post does Ann hold?", "What post does Bo hold?"],
        ),
        (
            "Who are the partners of Acme and Bell 3?",
            ["Who is the partner of Acme?", "Who is the partner of Bell 3?"],
        ),
        (
            "When did Lee visit Peru and Chile?",
            ["When did Lee visit Peru?", "When did Lee visit Chile?"],
        ),
        (
            "When did Lee meet with Ann and Bo?",
            ["When did Lee meet with Ann?", "When did Lee meet with Bo?"],
        ),
        # Of both together.
        ("What did Ann and Bo sign?", []),
        ("What did Ann and Bo say to each other?", []),
        ("What did Ann and Bo say about their plans?", []),
        ("On what day did Ann and Bo hold their talks?", []),
        ("What relationship do Ann and Bo have?", []),
        ("What are the relations of Acme and Bell?", []),
        ("What are the interests of Ann and Bo?", []),
        ("When did talks between Peru and Chile begin?", []),
        ("When did Lee bring together Ann and Bo?", []),
        ("When did Lee sign the pact with Peru and Chile?", []),
        ("What did Fern and Fern say?", []),  # a firm
    ],
)
def test_names_joined_by_and_are_asked_for_one_by_one(text: str, parts: list[str]) -> None:
    assert [part.topic for part in parts_of(read_question(text, 100))] == parts


def test_what_tells_a_comparison_decides_the_kind_of_its_parts() -> None:
    larger = parts_of(read_question("Which was larger, the forum or the roundtable?", 100))
    first = parts_of(read_question("Which came first, the forum or the summit?", 100))
    higher = parts_of(read_question("How did the forum compare with the summit?", 100))
    assert [part.kind for part in larger] == ["how_many", "how_many"]
    assert [part.kind for part in first] == ["when", "when"]
    # Who is asked for stays who, and where stays where.
    who = parts_of(read_question("Who came to the first summit, and where was the last?", 100))
    assert [part.kind for part in who] == ["who", "where"]
    assert [(part.text, part.kind) for part in higher] == [
        ("the forum?", "other"),
        ("the summit?", "other"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Compare the music of the two trips: what was played in Lima and what in Quito?",
            [
                "The music of the two trips: what was played in Lima?",
                "The music of the two trips: what was played in Quito?",
            ],
        ),
        (
            "AI: what came of it with Peru compared with Chile?",
            ["AI: what came of it with Peru?", "AI: what came of it with Chile?"],
        ),
        (
            "Trade: how does Peru compare with Japan?",
            ["Trade: Peru?", "Trade: Japan?"],
        ),
        (
            "Trade talks and film exports – which moved on with Peru and which didn't?",
            ["Trade talks: which moved on with Peru?", "Film exports: which moved on with Peru?"],
        ),
        (
            "Between trade and travel, where did they make progress and where not?",
            ["Trade: where did they make progress?", "Travel: where did they make progress?"],
        ),
        # What stands ahead is no topic.
        (
            "Please tell me: who came to Rome, and who to Oslo?",
            ["Who came to Rome?", "Who came to Oslo?"],
        ),
        (
            "Compare and contrast: what was agreed in Rome and what in Oslo?",
            ["What was agreed in Rome?", "What was agreed in Oslo?"],
        ),
        ("When Ann and Bo met, what was agreed and what wasn't?", []),
        ("Ann and Bo met in Rome: what was agreed and what wasn't?", []),
        ("The CPTPP: what is it and who is in it?", []),
    ],
)
def test_a_topic_that_stands_ahead_goes_along_with_every_part(
    text: str, expected: list[str]
) -> None:
    assert [part.topic for part in parts_of(read_question(text, len(text)))] == expected


def test_a_topic_ahead_says_nothing_of_the_kind_of_answer() -> None:
    text = "The first summit: who came to Rome, and who to Oslo?"
    parts = parts_of(read_question(text, len(text)))
    assert [(part.kind, part.topic) for part in parts] == [
        ("who", "The first summit: who came to Rome?"),
        ("who", "The first summit: who came to Oslo?"),
    ]


def test_a_plain_question_has_no_parts() -> None:
    assert parts_of(read_question("Who met in Nara?", 100)) == []
    assert parts_of(read_question("두 회담을 비교해 주세요.", 100)) == []


def test_each_document_is_asked_for_what_the_question_asks() -> None:
    asked = read_question("What does each document say about how many came?", 100)
    assert (asked.kind, one_of_each(asked).kind) == ("each", "how_many")


LETTER = Document("n", "a newsletter", None, "")
PIECE = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How do the newsletter and KEI judge the visit?", "the visit"),
        (
            "How does the newsletter's view of trade compare with KEI's?",
            "trade",
        ),
        ("According to the newsletter and the commentary, who came to Nara?", "who came to Nara"),
        ("What does the newsletter, and what does KEI, say about the feud?", "the feud"),
        ("Trade: where does it come up in the newsletter and in KEI's article?", "Trade"),
        ("Is KEI's verdict on Lee more positive than the newsletter's?", "Lee"),
        ("What does the newsletter say?", None),
        ("What did KEI say?", None),
    ],
)
def test_documents_asked_together(text: str, asked: str | None) -> None:
    assert asked_together(text, [LETTER, PIECE]) == asked


def candidate(doc_id: str, start: int, score: float) -> Candidate:
    return Candidate(doc_id, Span(start, start + 5), "words", {}, score)


def test_each_part_is_quoted_before_the_whole_and_nothing_twice() -> None:
    first, second = candidate("a", 0, 2.0), candidate("a", 10, 1.5)
    third, fourth = candidate("a", 20, 1.45), candidate("a", 30, 1.4)
    other, weak, whole = candidate("b", 0, 1.0), candidate("c", 0, 0.7), candidate("d", 0, 1.9)
    # Three of the first part, though four are close; the weak part is below 0.4 of 2.0.
    parts = [[first, second, third, fourth], [other], [weak], []]
    compared = read_question("Which was larger, the forum or the roundtable?", 100)
    assert gathered_of_parts(compared, parts, [whole, first]) == [
        first, second, third, other, whole
    ]  # fmt: skip


def test_of_many_parts_each_is_quoted_before_any_has_two_sentences() -> None:
    parts = [[candidate(doc, start, 2.0) for start in (0, 10, 20)] for doc in "abcd"]
    asked = read_question("Which was larger, the forum or the roundtable?", 100)
    quoted = [(c.doc_id, c.span.start) for c in gathered_of_parts(asked, parts, [])]
    assert quoted == [("a", 0), ("a", 10), ("b", 0), ("b", 10), ("c", 0), ("d", 0)]


def test_what_is_said_of_both_sides_at_once_leaves_room_for_each() -> None:
    both, first, other = candidate("a", 0, 3.0), candidate("a", 10, 1.5), candidate("b", 0, 1.4)
    far = candidate("c", 0, 0.9)
    # The best sentence of both parts is one; of the second, what comes next is below 0.4 of it.
    parts = [[both, first, other], [both, far]]
    compared = read_question("Compare the forum with the roundtable.", 100)
    assert gathered_of_parts(compared, parts, [both]) == [both, first, other]
    # One part alone answers: nothing is said of both sides.
    assert gathered_of_parts(compared, [[both, first], [far]], [both]) == [both]
    plain = read_question("Where was the forum, and who came to the roundtable?", 100)
    assert gathered_of_parts(plain, parts, [both]) == [both]


def test_what_each_document_says_is_grouped_by_document() -> None:
    asked = read_question("What does each document say about trade?", 100)
    first, other, more = candidate("a", 10, 2.0), candidate("b", 0, 1.9), candidate("a", 0, 1.0)
    earlier = candidate("a", 0, 1.8)
    # Each has said its own: what the whole question finds besides is not quoted.
    assert gathered_of_parts(asked, [[first, earlier], [other]], [more]) == [earlier, first, other]
    # One alone has something to say.
    assert gathered_of_parts(asked, [[first], []], [other, more]) == [more, first, other]


def test_spans_of_parts_are_joined_each_place_with_its_best_score() -> None:
    here, there = Span(0, 3), Span(5, 8)
    one = Readings({"p": 1.0}, (ReadSpan("a", here, 1.0),))
    two = Readings({"q": 3.0}, (ReadSpan("a", there, 3.0), ReadSpan("a", here, 2.0)))
    joined = one.joined([two])
    assert joined.scores == {"p": 1.0}
    assert joined.spans == (ReadSpan("a", there, 3.0), ReadSpan("a", here, 2.0))


def test_a_comparison_quotes_both_sides() -> None:
    texts = {
        "a": "The forum drew 600 guests.\n\nThe forum had music.\n\nThe forum had food.",
        "b": "The roundtable drew 50 guests.",
    }
    assistant = Assistant.in_memory(
        [document(doc_id, text) for doc_id, text in texts.items()],
        Settings(confidence_threshold=0.0),
        ToyEncoder(),
    )
    answer = assistant.ask("Which was larger, the forum or the roundtable?")
    quotes = [citation.quote for citation in answer.citations]
    assert "The forum drew 600 guests." in quotes
    assert "The roundtable drew 50 guests." in quotes


@pytest.mark.parametrize(
    ("text", "asked", "kind"),
    [
        (
            "How do the two documents differ on the number of pacts?",
            "The number of pacts?",
            "how_many",
        ),
        ("How do both texts differ on why Lee went?", "Why Lee went?", "why"),
        ("Does each report count the pacts the same way?", "Count the pacts?", "how_many"),
        ("What do the two papers say?", "What do the two papers say?", "other"),
        ("How do the two documents differ on Taiwan?", "Taiwan?", "other"),
        # Not the documents differ, but those of whom they tell.
        (
            "Do both texts say that Korea and China differ on Taiwan?",
            "Korea and China differ on Taiwan?",
            "other",
        ),
        (
            "Why do both texts say a number of pacts failed?",
            "Why say a number of pacts failed?",
            "why",
        ),
        ("What are the differences between the two documents on trade?", "Trade?", "other"),
        ("THAAD is mentioned in both pieces. What does each of them say?", "THAAD?", "other"),
        ("Where does AI come up in each of the two texts?", "AI?", "other"),
        (
            "Both publications say Lee took no side. How does each put it?",
            "Lee took no side?",
            "other",
        ),
        ("When did they meet according to each of the documents?", "When did they meet?", "when"),
    ],
)
def test_what_sets_documents_beside_each_other_is_not_asked_of_each(
    text: str, asked: str, kind: str
) -> None:
    one = one_of_each(read_question(text, 100))
    assert (one.topic, one.kind) == (asked, kind)


def test_each_part_is_asked_of_the_document_that_it_names() -> None:
    letter = document("n", "Its caveat is trade.", metadata={"kind": "newsletter"})
    about = {"kind": "commentary", "publisher": "Korea Institute (KEI)"}
    piece = document("c", "The caveat is time.\n\nThe verdict is deft.", metadata=about)
    assistant = Assistant.in_memory(
        [letter, piece], Settings(confidence_threshold=0.0), ToyEncoder()
    )
    answer = assistant.ask("What is the newsletter's caveat, and which verdict does KEI give?")
    quotes = [citation.quote for citation in answer.citations]
    assert quotes[:2] == ["Its caveat is trade.", "The verdict is deft."]


def test_a_topic_that_stands_ahead_is_asked_of_both_documents() -> None:
    text = "The view of Peru: what is the newsletter's caveat, and which adjective does KEI use?"
    assert [(part.topic, doc_id) for part, doc_id in asked_apart(text, [LETTER, PIECE])] == [
        ("The view of Peru: what is caveat?", LETTER.doc_id),
        ("The view of Peru: which adjective use?", PIECE.doc_id),
    ]
    named = "The newsletter: what is its main caveat, and which adjective does KEI use?"
    assert [doc_id for _, doc_id in asked_apart(named, [LETTER, PIECE])] == [
        LETTER.doc_id,
        PIECE.doc_id,
    ]


def test_what_one_says_for_its_part_is_asked_of_it() -> None:
    text = "Which pact does the newsletter name, and which song does KEI mention for its part?"
    assert [doc_id for _, doc_id in asked_apart(text, [LETTER, PIECE])] == ["n", "c"]


def test_a_comparison_in_korean_is_taken_apart_by_its_english_words() -> None:
    asked = replace(
        read_question("리마 회담과 오슬로 회담의 결과를 비교해 주세요", 100),
        kind="compare",
        language="ko",
        english="What compare outcome of Lima meeting and Oslo meeting?",
    )
    parts = parts_of(asked)
    assert [part.text for part in parts] == [
        "What is outcome of Lima meeting?",
        "What is outcome of Oslo meeting?",
    ]


def test_one_word_is_topic_enough_for_each_document() -> None:
    text = "What does the newsletter say about drums, and what does KEI say about trust?"
    assert [(part.topic, doc_id) for part, doc_id in asked_apart(text, [LETTER, PIECE])] == [
        ("Drums?", LETTER.doc_id),
        ("Trust?", PIECE.doc_id),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What does the newsletter say of Taiwan, and how does KEI see it?",
        "What does the newsletter say of Taiwan, and does KEI agree?",
        "According to the newsletter, who came, and what analysis is given of Taiwan?",
        "Who came, and what does KEI say of Taiwan?",
    ],
)
def test_a_part_that_says_too_little_or_names_nothing_is_not_asked_apart(text: str) -> None:
    assert asked_apart(text, [LETTER, PIECE]) == []


def test_the_signals_of_parts_that_carry_the_whole_are_told() -> None:
    texts = ("The fair in Rome drew 80 guests.", "The fair in Oslo drew 90 guests.")
    documents = [document(str(n), text) for n, text in enumerate(texts)]
    assistant = Assistant.in_memory(documents, Settings(), ToyEncoder())
    carried = assistant.explain("Compare the fair in Rome with the fair in Oslo.")
    assert [part.keys() for part in carried.part_signals] == [carried.signals.keys()] * 2
    assert assistant.explain("How many guests came to Rome?").part_signals == ()


def test_two_documents_that_are_named_are_both_asked() -> None:
    letter = document("n", "The visit was warm.", metadata={"kind": "newsletter"})
    piece = document("c", "The visit was deft.", metadata={"kind": "commentary"})
    assistant = Assistant.in_memory(
        [letter, piece], Settings(confidence_threshold=0.0), ToyEncoder()
    )
    answer = assistant.ask("How do the newsletter and the commentary see the visit?")
    assert {citation.doc_id for citation in answer.citations} == {"n", "c"}


def test_each_document_is_asked_by_its_own_names() -> None:
    others = "The bell is mute.\n\nThe horn is mute.\n\nThe harp is mute.\n\nThe lute is mute."
    long = document("long", f"{others}\n\nThey deepen artificial intelligence.")
    short = document("short", f"{others}\n\nThey fund AI.")
    assistant = Assistant.in_memory(
        [long, short], Settings(confidence_threshold=0.0, reader="none"), ToyEncoder()
    )
    answer = assistant.ask("What does each document say about artificial intelligence?")
    quotes = [citation.quote for citation in answer.citations]
    assert "They deepen artificial intelligence." in quotes
    assert "They fund AI." in quotes


def says(*texts: str) -> Assistant:
    """An assistant over a newsletter and a commentary, which answers whatever it finds."""
    kinds = ("newsletter", "commentary")
    documents = [
        document(kind, text, metadata={"kind": kind})
        for kind, text in zip(kinds, texts, strict=True)
    ]
    settings = Settings(confidence_threshold=0.0, reader="none")
    return Assistant.in_memory(documents, settings, ToyEncoder())


@pytest.mark.parametrize(
    "text",
    [
        "What does the newsletter say about whales, and what does the commentary say?",
        "How does the newsletter describe whales and how does the commentary see them?",
        "What does the newsletter say about whales? And does the commentary agree?",
    ],
)
def test_a_second_document_that_is_only_named_is_asked_the_same(text: str) -> None:
    told = says("Whales sing.\n\nThe bell is mute.", "Whales sleep.\n\nThe horn is mute.")
    quotes = [citation.quote for citation in told.ask(text).citations]
    assert {"Whales sing.", "Whales sleep."} <= set(quotes)


def test_a_document_without_a_word_of_what_each_is_asked_is_not_quoted() -> None:
    # To the toy encoder words that it counts are unlike all others.
    told = says("Seafood was served.\n\nThe bell is mute.", "The horn is mute.")
    answer = told.ask("What does each document say about seafood?")
    assert {citation.doc_id for citation in answer.citations} == {"newsletter"}
    assert answer.sentences[-1].text == phrases.NO_WORD_IN_OTHER
    assert answer.sentences[-1].own
    # Where all hold one, or none does, that is not said.
    both = says("Seafood was served.", "Seafood was dear.")
    assert not any(s.own for s in both.ask("What does each document say of seafood?").sentences)
    neither = says("The bell is mute.", "The horn is mute.")
    answer = neither.ask("What does each document say about seafood?")
    assert not any(sentence.own for sentence in answer.sentences)


def test_of_a_document_that_was_not_asked_nothing_is_said() -> None:
    texts = {"newsletter": "Seafood was served.", "commentary": "Seafood was dear."}
    documents = [document(kind, text, metadata={"kind": kind}) for kind, text in texts.items()]
    third = document("memo", "Seafood was cold.")
    settings = Settings(confidence_threshold=0.0, reader="none")
    told = Assistant.in_memory([*documents, third], settings, ToyEncoder())
    text = (
        "Both documents are about a meal: what does the newsletter say about seafood, "
        "and what does the commentary say about seafood?"
    )
    answer = told.ask(text)
    assert {citation.doc_id for citation in answer.citations} == {"newsletter", "commentary"}
    assert not any(sentence.own for sentence in answer.sentences)


def test_a_document_with_a_word_of_nearly_the_same_meaning_is_asked() -> None:
    # Words that the toy encoder does not count are all alike to it.
    told = says("Whales sing.", "The horn is mute.")
    answer = told.ask("What does each document say about whales?")
    assert {citation.doc_id for citation in answer.citations} == {"newsletter", "commentary"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How is the newsletter's view different from KEI's?", True),
        ("Where do the newsletter and KEI disagree?", True),
        ("What are the main differences between the newsletter and KEI?", True),
        ("Is there any discrepancy between the newsletter and KEI?", True),
        ("Contrast the two articles.", True),
        ("Do the newsletter and KEI agree?", True),
        ("What do the newsletter and KEI agree on?", False),  # what they have in common
        ("What was agreed, according to the newsletter and KEI?", False),
        ("How do the newsletter and KEI differ on trade?", False),
        ("How does the newsletter differ?", False),  # one document
    ],
)
def test_all_that_named_documents_differ_in_can_be_asked_for(text: str, wanted: bool) -> None:
    assert ask_what_differs(text, [LETTER, PIECE]) is wanted
