"""What all of a document says, and how it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ToyEncoder, document

from assistant.asked.question import read_question
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.summaries.summary import about_whole, central_sentences, telling_sentences
from assistant.texts.endings import closing, opening
from assistant.wording import phrases
from corpus.document import Document, Section, Span
from index.query import ScoredSentence

TEXT = " ".join(f"Sentence {n} has ten words, as any good long sentence has." for n in range(7))
SENTENCES = [ScoredSentence("l", Span(n * 57, n * 57 + 56), 0.1 * n) for n in range(7)]
SHORT = ScoredSentence("l", Span(0, 10), 0.99)
LETTER = document("l", TEXT)
OTHER = document("o", TEXT)


def central(doc_id: str) -> list[ScoredSentence]:
    return [ScoredSentence(doc_id, s.span, s.cosine) for s in SENTENCES]


def test_a_summary_quotes_the_most_central_sentence_of_every_fifth_of_the_text() -> None:
    assert SENTENCES[6].span.of(TEXT).startswith("Sentence 6 has ten words")
    question = read_question("What are the main points, in short?", 100)
    answer = about_whole(question, [LETTER], lambda _: [*SENTENCES, SHORT], named=True)
    assert answer is not None and answer.sentences[0].text == phrases.SUMMARY
    # Seven in five runs: 0; 1; 2 and 3; 4; 5 and 6.
    assert [c.start for c in answer.citations] == [n * 57 for n in (0, 1, 3, 4, 6)]


def test_of_a_part_what_tells_an_outcome_comes_before_what_is_central() -> None:
    quoted = telling_sentences(LETTER, SENTENCES, 2, lambda text: float("1 has" in text))
    # 0.1 and what it tells for the first, 0.6 for the second.
    assert [s.span.start // 57 for s in quoted] == [1, 6]


def test_what_sums_a_text_up_is_in_its_summary() -> None:
    said = "of all the many things that all of them have always said"
    text = f"Fern spoke {said}. This memo argues for one {said}."
    start = text.index("This")
    both = [
        ScoredSentence("d", Span(0, start - 1), 0.6),
        ScoredSentence("d", Span(start, len(text)), 0.3),
    ]
    assert central_sentences(document("d", text), both, 1) == [both[1]]  # 0.3 + 0.5 > 0.6
    other = text.replace("argues for", "is bound as")
    assert central_sentences(document("d", other), both, 1) == [both[0]]


def test_no_row_of_a_table_is_in_a_summary() -> None:
    text = (
        "Goods: tea and coffee (from Peru); Key Cooperation: selling them in many more shops. "
        "They went on to sell both of them in many more shops."
    )
    rows = [ScoredSentence("d", Span(0, 84), 0.9), ScoredSentence("d", Span(85, len(text)), 0.1)]
    assert rows[0].span.of(text).endswith("shops.")
    assert central_sentences(document("d", text), rows, 2) == [rows[1]]


def test_a_summary_has_no_sentence_that_goes_on_from_another_where_there_is_a_better_one() -> None:
    said = "had ten good long words in all of its many parts."
    text = f"They {said} Fern {said}\n\nWho of them {said[:-1]}?\n\nFern: Ann {said} Bo {said}"
    starts = [
        text.index(f"{who} {said[:-1]}") for who in ("They", "Fern", "Who of them", "Ann", "Bo")
    ]
    starts[3] = text.index("Fern: Ann")
    ends = [*(text.index(said, start) + len(said) for start in starts[:2]), 0, 0, len(text)]
    ends[2:4] = [text.index("?") + 1, text.index(" Bo ")]
    spans = [Span(*edges) for edges in zip(starts, ends, strict=True)]
    # The first goes on, the third asks, the fourth replies.
    scored = [
        ScoredSentence("d", s, c) for s, c in zip(spans, [0.5, 0.4, 0.9, 0.5, 0.4], strict=True)
    ]
    found = central_sentences(document("d", text), scored, 2)
    assert [s.span for s in found] == [spans[1], spans[4]]


@pytest.mark.parametrize(
    ("heading", "summed_up"),
    [
        ("Summary", True),
        ("1. Executive summary", True),
        ("Key findings", True),
        ("The scheme in brief", True),
        ("Summary offences", False),
        ("In the mountains", False),
    ],
)
def test_a_document_that_sums_itself_up_is_quoted_there(heading: str, summed_up: bool) -> None:
    said = "Wells are dear. We want more of them."
    text = f"{TEXT}\n\n{heading}\n\n{said}"
    start = text.index(heading)
    report = document("l", text, sections=(Section(heading, 1, Span(start, len(text))),))
    answer = about_whole(read_question("What is it about?", 100), [report], central, named=True)
    assert answer is not None
    quoted = " ".join(c.quote for c in answer.citations)
    assert (quoted == said) is summed_up


def test_of_a_long_summary_the_most_central_sentences_are_quoted() -> None:
    text = f"Wells are dear.\n\nSummary\n\n{TEXT}"
    at = text.index(TEXT)
    report = document("l", text, sections=(Section("Summary", 1, Span(at - 9, len(text))),))
    of_all = [ScoredSentence("l", Span(0, 15), 0.99)] + [
        ScoredSentence("l", Span(at + s.span.start, at + s.span.end), s.cosine) for s in SENTENCES
    ]
    question = read_question("What is it about?", 100)
    answer = about_whole(question, [report], lambda _: of_all, named=True)
    assert answer is not None
    assert [(c.start - at) // 57 for c in answer.citations] == [0, 1, 3, 4, 6]


def test_an_item_of_a_list_gives_way_to_a_sentence_in_a_summary() -> None:
    said = "had ten good long words in all of its many parts."
    text = f"• to see that Fern {said}\n\nBo {said}"
    at = text.index("Bo")
    both = [
        ScoredSentence("d", Span(0, at - 2), 0.6),
        ScoredSentence("d", Span(at, len(text)), 0.4),
    ]
    assert central_sentences(document("d", text), both, 1) == [both[1]]  # 0.6 - 0.3 < 0.4


@pytest.mark.parametrize(
    "asked",
    [
        "What does it say?",
        "What is in the Lima report?",
        "What is this about?",
        "Summarise it.",
        "Can you write me a summary in 3 bullet points?",
        "Summarise the report by Ann Lee.",
        "What is the report by Lee mainly arguing?",
    ],
)
def test_all_of_a_document_is_asked_for(asked: str) -> None:
    report = Document("l", "Lima report", None, TEXT, metadata={"authors": ["Ann Lee"]})
    assert about_whole(read_question(asked, 100), [report], central, named=True) is not None


@pytest.mark.parametrize(
    ("asked", "of_all"),
    [
        ("The gist of the report about the Lima and Quito talks?", True),
        ("The gist of the report about the Lima talks?", False),  # a part of it
    ],
)
def test_a_document_may_be_named_by_what_it_is_about(asked: str, of_all: bool) -> None:
    report = Document("l", "report", "After the Lima and Quito Talks", TEXT)
    found = about_whole(read_question(asked, 100), [report], central, named=True)
    assert (found is not None) is of_all


@pytest.mark.parametrize(
    "asked",
    [
        "Tell me about the drums.",
        "Who is it about?",
        "What is the price in it?",
        "What does the Lima report say about Lima?",
        "What does the report say about it?",
        "And what about the report?",
        "What does it say about Line 5?",
    ],
)
def test_a_question_about_something_in_it_gets_no_summary(asked: str) -> None:
    report = Document("l", "Lima report", None, TEXT)
    assert about_whole(read_question(asked, 100), [report], central, named=True) is None


def test_words_for_a_document_that_is_not_meant_ask_about_something_in_it() -> None:
    report = Document("l", "Lima report", None, TEXT)
    question = read_question("Give me an overview of Lima.", 100)
    assert about_whole(question, [report], central, named=False) is None


def test_several_documents_share_six_sentences() -> None:
    question = read_question("Summarise both documents.", 100)
    answer = about_whole(question, [LETTER, OTHER], central, named=False)
    assert answer is not None and answer.sentences[0].text == phrases.SUMMARIES
    # Seven in three runs: 0 and 1; 2 and 3; 4 to 6.
    assert [(c.doc_id, c.start // 57) for c in answer.citations] == [
        ("l", 1), ("l", 3), ("l", 6), ("o", 1), ("o", 3), ("o", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        ("Sum up the documents in three sentences.", ["l", "l", "o"]),
        ("Sum up the documents in 4 bullet points.", ["l", "l", "o", "o"]),
        ("A one-sentence summary of each document, please.", ["l", "o"]),
        ("What are the three main points of the documents?", ["l", "l", "o"]),
        ("Sum up the documents in a single sentence.", ["l", "o"]),  # none is left out
        ("두 문서를 두 문장으로 요약해 주세요.", ["l", "o"]),
    ],
)
def test_a_summary_is_as_long_as_is_asked_for(asked: str, quoted: list[str]) -> None:
    question = replace(read_question(asked, 100), kind="overview", terms=())
    answer = about_whole(question, [LETTER, OTHER], central, named=True)
    assert answer is not None and [c.doc_id for c in answer.citations] == quoted


@pytest.mark.parametrize(
    "asked", ["Which document is more positive?", "Which of the two texts is more critical?"]
)
def test_what_documents_make_of_it_all_is_told_by_how_they_end(asked: str) -> None:
    question = read_question(asked, 100)
    answer = about_whole(question, [LETTER, OTHER], central, named=False)
    assert answer is not None and answer.sentences[0].text == phrases.CLOSINGS
    of_something = read_question("Which document is more positive about Lima?", 100)
    assert about_whole(of_something, [LETTER, OTHER], central, named=False) is None


def test_a_document_is_asked_for_its_own_conclusion() -> None:
    report = Document("l", "Lima report", None, TEXT)
    question = read_question("What is the report's conclusion?", 100)
    answer = about_whole(question, [report], central, named=True)
    assert answer is not None and answer.sentences[0].text == phrases.CLOSING


def test_a_sentence_that_stands_by_itself_is_told_first() -> None:
    text = (
        "Moreover, the two of them agreed on a treaty about the fish.\n\n"
        "The two of them agreed on a treaty about the fish of Lima."
    )
    piece = document("d", text)
    both = [
        ScoredSentence("d", Span(start, end), 0.5, 0.0)
        for start, end in ((0, text.index("\n")), (text.index("\n") + 2, len(text)))
    ]
    chosen = telling_sentences(piece, both, 1, lambda said: 0.0)
    assert [s.span.of(text)[:7] for s in chosen] == ["The two"]


ENDING = (
    "They met in Lima to talk about trade for the first time.\n\n"
    "In the end the two of them agreed to meet again soon.\n\n"
    "Ann Lee is a fellow of an institute that works on trade.\n\n"
    "This is made by an agent of somebody who pays for it."
)


def test_the_end_of_a_document_is_what_stands_before_its_notes() -> None:
    piece = document("d", ENDING, metadata={"authors": ("Ann Lee",)})
    assert [s.of(ENDING)[:10] for s in closing(piece)] == ["They met i", "In the end"]
    # Nobody is known to have written it: the last four sentences.
    assert len(closing(document("d", ENDING))) == 4
    # Who wrote it may be in it: "In the end Ann Lee agreed" is no note on her.
    acts = document(
        "d", "It all began rather well.\n\nIn the end Ann Lee agreed.", metadata=piece.metadata
    )
    assert [s.start for s in closing(acts)] == [0, 27]


def test_the_beginning_of_a_document_is_its_first_paragraph_that_says_something() -> None:
    text = f"A caption\n\n{ENDING}"
    piece = document("d", text)
    assert [s.of(text)[:10] for s in opening(piece)] == ["They met i"]
    for asked in ("How does the text begin?", "What are the first lines of the text?"):
        answer = about_whole(read_question(asked, 100), [piece], central, named=True)
        assert answer is not None and answer.sentences[0].text == phrases.OPENING
        assert [c.quote for c in answer.citations] == [
            "They met in Lima to talk about trade for the first time."
        ]


def test_the_end_of_a_document_is_its_conclusion_where_a_heading_says_so() -> None:
    text = ENDING.replace("In the end", "Conclusion\n\nIn the end")
    headed = Section("Conclusion", 1, Span(text.index("Conclusion"), text.index("\n\nAnn")))
    piece = Document("d", "D", None, text, sections=(headed,))
    assert [s.start for s in closing(piece)] == [text.index("In the end")]
    question = read_question("How does the text end?", 100)
    answer = about_whole(question, [piece], central, named=True)
    assert answer is not None and answer.sentences[0].text == phrases.CLOSING
    assert [c.quote for c in answer.citations] == [
        "In the end the two of them agreed to meet again soon."
    ]


def test_a_sentence_in_korean_is_a_sentence_with_fewer_words() -> None:
    text = "두 정상은 오늘 오후에 회담을 열고 합의했다."
    only = [ScoredSentence("k", Span(0, len(text)), 0.5)]
    assert central_sentences(document("k", text), only, 3) == only
    brief = "They met and talked about trade today."
    few = [ScoredSentence("e", Span(0, len(brief)), 0.5)]
    assert central_sentences(document("e", brief), few, 3) == []


def test_all_documents_are_asked_for(toy_encoder: ToyEncoder) -> None:
    made = Assistant.in_memory([LETTER, OTHER], Settings(reader="none"), toy_encoder)
    for asked in (
        "What do the documents say?",
        "Summarise both documents.",
        "두 문서를 요약해 주세요",
    ):
        answer = made.ask(asked)
        assert answer.status == "answered", asked
        assert {c.doc_id for c in answer.citations} == {"l", "o"}


LONG_HEAD = "Office of Health and of Safety, Tea Institute of Peru, Lima, May 2027"


def test_a_text_begins_below_the_lines_over_it() -> None:
    said = "They met in the old palace and spoke about tea and fish."
    text = f"{LONG_HEAD}\n\n{said}"
    report = document("d", text)
    assert [span.of(text) for span in opening(report)] == [said]
    at = text.index(said)
    both = [
        ScoredSentence("d", Span(0, len(LONG_HEAD)), 0.9),
        ScoredSentence("d", Span(at, len(text)), 0.1),
    ]
    assert central_sentences(report, both, 1) == [both[1]]


@pytest.mark.parametrize(
    ("heading", "ends"),
    [
        ("How we worked", "Tea is dear in Peru."),
        ("About the authors", "Tea is dear in Peru."),
        ("What comes next", "We asked forty people."),
    ],
)
def test_a_text_ends_before_what_says_how_it_was_made(heading: str, ends: str) -> None:
    text = f"Tea is dear in Peru.\n\n{heading}\n\nWe asked forty people."
    start = text.index(heading)
    report = document("d", text, sections=(Section(heading, 1, Span(start, len(text))),))
    assert closing(report)[-1].of(text) == ends
