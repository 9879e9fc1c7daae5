"""Sentences and passages: where they end, and that their spans give back the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import document
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Document, Section, Span
from corpus.library import Library
from corpus.split import (
    MAX_SENTENCE_CHARS,
    Chunking,
    body_sentences,
    paragraph_spans,
    passages_of,
    sentence_spans,
    word_count,
)

# What goes wrong in real files, strung together at random: abbreviations, quotes, every kind of
# space and line end, scripts without spaces, characters outside the basic plane.
PIECES = [
    *"aA.?!,;:-—…()[]\"'“”‘’$%#*019",
    *" \t\r\n\x0b\x0c\x1c\x85\xa0\u2028\u2029\u3000\u200b\ufeff\x00",
    *"é한국。！정😀",
    *(
        "e\u0301",
        "A\u00a0.",
        "U.S.",
        "Mr. ",
        "J. ",
        "D.C. ",
        "e.g. ",
        "3.5%",
        "Nara met Xi. ",
        "\n\n",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
LANGUAGES = st.sampled_from(["en", "ko", "ja", "de", "xx"])


def sentences(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)), language)]


def passages(text: str, words: int, overlap: int = 1) -> list[str]:
    return [p.text for p in passages_of(document("d", text), Chunking(words, overlap))]


@pytest.mark.parametrize(
    "expected",
    [
        ["The Korea-U.S. Business Roundtable met.", "It rained."],
        ["The U.S. Business Roundtable met.", "It rained."],
        ["National Security Adviser Wi Sung-lac spoke.", "He left."],
        ["“We agree,” said Ms. Lee.", "“We do.”", "They left."],
        ["He said “No.”", "Then he left."],
        ["He lives in Washington, D.C.", "He works there."],
        ["Ellen J. Kim wrote it.", "T. Ramage helped."],
        ["Gen. Kim and Sen. Smith met.", "Rep. Lee came."],
        ["It began on Jan. 5.", "It cost 3.5 million."],
        ["Is it?", "Yes!", "Good."],
        ["The share is 14.5% of GDP.", "See http://a.b/c.d now."],
        ["😀 They drummed.", "😀 Loudly."],
        ["양국 정상이 나라에서 만났다.", "북을 쳤다."],
    ],
    ids=lambda expected: expected[0][:24],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_sentences_of_a_script_without_spaces() -> None:
    assert sentences("他们见面了。他走了。", "zh") == ["他们见面了。", "他走了。"]


@pytest.mark.parametrize("space", ["\t", "\r", "\u00a0", "\u2028", "\u2029", "\u3000", "\x85"])
def test_any_white_space_parts_sentences_and_belongs_to_none(space: str) -> None:
    assert sentences(f"{space}One met.{space}Two left.{space}") == ["One met.", "Two left."]


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u3000", "\x85"])
def test_a_wide_space_after_a_capital_does_not_stop_the_splitter(space: str) -> None:
    # sentencex panics on these (with an exception that is not even an `Exception`).
    text = f"It is A{space}. Kim left."
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


def test_language_of_the_metadata_is_used_and_an_unknown_one_does_no_harm() -> None:
    for language in ("en", "ko", "tlh", "", None):
        made = document("d", "One met. Two left.", metadata={"language": language})
        assert [s.of(made.text) for s in body_sentences(made)[0]] == ["One met.", "Two left."]


def test_paragraphs_are_lines_with_words() -> None:
    text = "\n \t\nOne.\r\n\r\nTwo.\n\u00a0\nThree."
    assert [s.of(text).strip() for s in paragraph_spans(text)] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\t\r\n\u2028", "\u00a0"])
def test_blank_text_has_no_sentence_and_no_passage(blank: str) -> None:
    assert sentences(blank) == []
    assert list(passages_of(document("d", blank), Chunking())) == []


def test_a_run_without_a_sentence_end_is_cut_at_white_space() -> None:
    text = "word " * 1000  # 5,000 characters
    found = sentences(text)
    assert {word for piece in found for word in piece.split()} == {"word"}
    assert sum(word_count(piece) for piece in found) == 1000
    assert [len(piece) for piece in found[:2]] == [999, 999]  # 200 words, 199 spaces between
    assert len(found) == 5 and all(len(piece) <= MAX_SENTENCE_CHARS for piece in found)


def test_a_run_without_white_space_is_cut_where_it_is_too_long() -> None:
    assert [len(piece) for piece in sentences("x" * 2500)] == [1000, 1000, 500]
    assert sentences("x" * 1000) == ["x" * 1000]


def test_a_long_paragraph_without_white_space_is_no_single_passage() -> None:
    found = list(passages_of(document("d", "x" * 50_000), Chunking(120, 1)))
    # Pieces of 1,000 characters count as 50 words each: two to a passage, one of them repeated.
    assert [len(passage.text) for passage in found] == [2000] * 49


@given(TEXTS, LANGUAGES)
@example("It is A\u00a0. Kim left.", "en")
@example("Ms. " * 10, "en")
def test_spans_are_in_order_trimmed_and_lose_nothing(text: str, language: str) -> None:
    covered = set()
    for paragraph in paragraph_spans(text):
        end = paragraph.start
        for span in sentence_spans(text, paragraph, language):
            assert end <= span.start < span.end <= paragraph.end
            assert span.of(text) == span.of(text).strip()
            assert span.end - span.start <= MAX_SENTENCE_CHARS
            covered |= set(range(span.start, span.end))
            end = span.end
    assert {i for i, character in enumerate(text) if not character.isspace()} <= covered


@given(TEXTS, st.integers(1, 12), st.integers(0, 4))
def test_passages_are_runs_of_sentences_that_cover_all_of_them(
    text: str, words: int, overlap: int
) -> None:
    made = document("d", text)
    paragraphs = body_sentences(made)
    found = list(passages_of(made, Chunking(words, overlap)))
    starts = {s.start: s for sentences_ in paragraphs for s in sentences_}
    ends = {s.end: s for sentences_ in paragraphs for s in sentences_}
    for ordinal, passage in enumerate(found):
        assert passage.passage_id == f"d:{ordinal}"
        assert passage.text == passage.span.of(text)
        assert passage.span.start in starts and passage.span.end in ends
        assert "\n" not in passage.text  # of one paragraph
        alone = starts[passage.span.start].end == passage.span.end
        assert alone or word_count(passage.text) <= words
    for sentence in starts.values():
        assert any(passage.span.covers(sentence) for passage in found)
    for before, after in pairwise(found):
        assert before.span.start < after.span.start and before.span.end < after.span.end


def test_passages_by_hand() -> None:
    a, b, c, d = "Lee met Xi.", "It rained.", "Xi ate noodles.", "Lee drummed."  # 3, 2, 3, 2 words
    text = " ".join([a, b, c, d])
    assert passages(text, words=5) == [f"{a} {b}", f"{b} {c}", f"{c} {d}"]
    assert passages(text, words=5, overlap=0) == [f"{a} {b}", f"{c} {d}"]
    assert passages(text, words=8, overlap=2) == [f"{a} {b} {c}", f"{b} {c} {d}"]
    assert passages(text, words=10) == [text]
    assert passages(text, words=1) == [a, b, c, d]


def test_no_passage_lies_inside_the_one_before() -> None:
    # "B b." and the long sentence do not fit together: a passage "B b." alone would say nothing
    # that the first does not.
    text = "Aa aa. Bb bb. Cc cc cc cc cc."
    assert passages(text, words=5) == ["Aa aa. Bb bb.", "Cc cc cc cc cc."]
    assert passages(text, words=6, overlap=2) == ["Aa aa. Bb bb.", "Cc cc cc cc cc."]


def test_a_passage_stays_in_its_paragraph_and_below_its_heading() -> None:
    text = "Ties\n\nThey met.\n\nMore\n\nThey ate. It rained."
    sections = (Section("Ties", 1, Span(0, len(text))), Section("More", 2, Span(17, len(text))))
    made = document("d", text, sections=sections)
    found = list(passages_of(made, Chunking()))
    assert [(p.text, p.context) for p in found] == [
        ("They met.", "About d | Ties"),
        ("They ate. It rained.", "About d | Ties | More"),
    ]


@pytest.fixture(scope="module")
def shipped() -> list[Document]:
    return list(Library.open().documents())


def test_no_sentence_of_the_shipped_documents_is_torn(shipped: list[Document]) -> None:
    for made in shipped:
        for paragraph in body_sentences(made):
            for sentence in paragraph:
                words = sentence.of(made.text)
                assert words[0].isupper() or words[0].isdigit() or words.startswith("http"), words
                # Only a paragraph's last line may go without a full stop: a credit, an address.
                assert words[-1] in ".?!”" or sentence == paragraph[-1], words
    newsletter = "\n".join(made.text for made in shipped)
    assert any("Korea-U.S. Business Roundtable, held" in s for s in sentences(newsletter))


@pytest.mark.parametrize("words", [20, 40, 80, 120])
def test_passages_of_the_shipped_documents(shipped: list[Document], words: int) -> None:
    for made in shipped:
        found = list(passages_of(made, Chunking(words)))
        sentence_spans_ = {s for paragraph in body_sentences(made) for s in paragraph}
        for passage in found:
            assert passage.text == made.text[passage.span.start : passage.span.end]
            assert word_count(passage.text) <= words or passage.span in sentence_spans_
            inside = {made.headings_at(i) for i in range(passage.span.start, passage.span.end)}
            assert len(inside) == 1  # of one section
        for before, after in pairwise(found):
            assert not before.span.covers(after.span)


def test_the_title_is_no_statement_unless_there_is_nothing_else() -> None:
    text = "On drums\n\nThe drum is loud.\n\nOn drums"
    titled = Document("d", "On drums", "On drums", text)
    assert [s.of(text) for paragraph in body_sentences(titled) for s in paragraph] == [
        "The drum is loud.",
        "On drums",
    ]
    alone = Document("d", "On drums", "On drums", "On drums")
    assert body_sentences(alone) == [[Span(0, 8)]]
