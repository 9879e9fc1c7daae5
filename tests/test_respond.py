"""From a question to a cited answer, on documents small enough to check by eye."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ALWAYS, ToyEncoder, document

from assistant.confidence.calibrated import shipped
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.wording import phrases
from corpus.document import Document
from corpus.errors import InputError, LibraryError


def test_the_sentence_that_answers_is_quoted_and_cited(assistant: Assistant) -> None:
    answer = assistant.ask("Where did they eat noodles?")
    assert answer.answer == "They ate noodles in Beijing. [1]"
    (citation,) = answer.citations
    assert (citation.doc_id, citation.start, citation.end) == ("noodles", 0, 28)
    assert (citation.label, citation.title, citation.page) == ("About noodles", None, None)
    assert answer.short_answer == "Beijing"
    assert (answer.spans[0].start, answer.spans[0].end) == (20, 27)


def test_a_question_in_capitals_is_read_as_one_in_small_letters(toy_encoder: ToyEncoder) -> None:
    text = "Then Bo Dahl met Ann Fern in Lima. They ate noodles with Cy Moss in Oslo."
    assistant = Assistant.in_memory([document("d", text)], ALWAYS, toy_encoder)
    small, capitals = (assistant.ask(q) for q in ("who met in lima?", "WHO MET IN LIMA?"))
    assert capitals.answer == small.answer
    assert capitals.citations[0].quote == "Then Bo Dahl met Ann Fern in Lima."
    assert capitals.short_answer == small.short_answer
    assert (capitals.question, capitals.read_as) == ("WHO MET IN LIMA?", None)


def test_the_section_is_the_innermost_heading(assistant: Assistant) -> None:
    assert assistant.ask("What does seafood need?").citations[0].section == "Trade"


def test_a_double_question_is_as_sure_as_its_least_sure_part(toy_encoder: ToyEncoder) -> None:
    text = "The drum was played in Nara. They ate noodles in Beijing.\n\nTrade needs seafood."
    assistant = Assistant.in_memory([document("d", text)], ALWAYS, toy_encoder)

    def sure(question: str) -> float:
        return assistant.ask(question).confidence

    # Cosine to the nearest sentence: 1 / √2 for each part, 1 / 2 for both together.
    parts = sure("Who played the drum?"), sure("Who ate noodles?")
    assert sure("Who played the drum, and who ate noodles?") == pytest.approx(min(parts))


def test_what_each_document_says_is_as_sure_as_the_surest_of_them(toy_encoder: ToyEncoder) -> None:
    documents = [
        document("a", "The drum was loud in Nara. A second drum joined."),
        document("b", "They ate noodles in Beijing. Beijing was cold and the drum far."),
    ]
    assistant = Assistant.in_memory(documents, ALWAYS, toy_encoder)
    a, b = (assistant.ask("The drum?", doc_ids=[d]).confidence for d in "ab")
    assert a > b
    each = assistant.ask("What does each document say about the drum?")
    assert each.confidence == pytest.approx(a)


def test_a_person_is_sought_by_the_name_that_goes_on(toy_encoder: ToyEncoder) -> None:
    text = (
        "Premier Ann Dahl met Bo in Nara.\n\nPremier Dahl said that trade is slow.\n\n"
        "Chairman Cy Fern ate noodles."
    )
    trace = Assistant.in_memory([document("d", text)], ALWAYS, toy_encoder).explain(
        "What did Ann Dahl say about Cy Fern?"
    )
    # Fern is called by his full name alone; what was typed is not shown as read otherwise.
    assert trace.question.topic == "What did Dahl say about Cy Fern?"
    assert trace.answer.read_as is None


def test_a_title_that_the_documents_leave_out_is_left_out(toy_encoder: ToyEncoder) -> None:
    text = (
        "Prime Minister Ann Dahl met President Di Bo in Nara.\n\nBo and Dahl agreed on trade.\n\n"
        "Chairman Cy Bo came with President Bo."
    )
    assistant = Assistant.in_memory([document("d", text)], ALWAYS, toy_encoder)

    def topic(asked: str) -> str:
        return assistant.explain(asked).question.topic

    assert topic("What did President Bo and PM Dahl agree on?") == "What did Bo and Dahl agree on?"
    # Two are called Bo: who stands alone is the President.
    assert topic("Did Chairman Cy Bo come?") == "Did Chairman Cy Bo come?"
    assert topic("Did Chairman Bo come?") == "Did Chairman Bo come?"


def test_a_title_is_never_a_further_sentence(toy_encoder: ToyEncoder) -> None:
    title, asked = "The loud Nara drum", "Did the loud Nara drum meet trade?"
    said = "The loud Nara drum met trade."

    def quoted(title_field: str | None) -> list[str]:
        held = Document("d", title, title_field, f"{title}\n\n{said}\n\nSeafood came later.")
        answer = Assistant.in_memory([held], ALWAYS, toy_encoder).ask(asked)
        return [sentence.text for sentence in answer.sentences]

    assert quoted(None) == [said, title]
    assert quoted(title) == [said]


def test_only_the_documents_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("Where did they eat noodles?", doc_ids=["drums"])
    assert {c.doc_id for c in answer.citations} == {"drums"}


def test_an_unknown_document_is_named(assistant: Assistant) -> None:
    with pytest.raises(LibraryError, match="no document 'nope' in the library"):
        assistant.ask("Where?", doc_ids=["drums", "nope"])


def test_below_the_threshold_the_documents_do_not_say(
    three_documents: list[Document], toy_encoder: ToyEncoder
) -> None:
    strict = Assistant.in_memory(
        three_documents, Settings(confidence_threshold=1.0, reader="none"), toy_encoder
    )
    answer = strict.ask("Where did they eat noodles?")
    # "eat" is not "ate": one word of two is known, so the subject is not surely there.
    assert (answer.status, answer.answer) == ("not_found", phrases.NOT_FOUND)
    assert answer.citations == ()
    assert answer.looked_for is not None
    assert (answer.looked_for.found, answer.looked_for.missing) == (("noodles",), ("eat",))
    assert answer.looked_for.doc_ids == ("drums", "noodles", "trade")
    assert answer.to_json()["looked_for"]["missing"] == ["eat"]
    assert answer.nearest[0].quote == "They ate noodles in Beijing."
    assert {c.marker for c in answer.nearest} == {None}


def test_strictness_moves_the_threshold_of_one_question(
    three_documents: list[Document], toy_encoder: ToyEncoder
) -> None:
    asked = Assistant.in_memory(three_documents, Settings(reader="none"), toy_encoder)
    # Its confidence lies between the two thresholds, whatever the calibration in force.
    question = "Where did they eat noodles?"
    sure = asked.ask(question).confidence
    low, high = sorted((sure - 0.01, sure + 0.01))
    given = asked.varied(Settings(reader="none", confidence_threshold=low)).ask(question)
    held = asked.varied(Settings(reader="none", confidence_threshold=high)).ask(question)
    assert (given.status, held.status) == ("answered", "not_found")
    for strictness, threshold in shipped().thresholds.items():
        status = asked.ask(question, strictness=strictness).status
        assert status == ("answered" if sure >= threshold else "not_found")


@pytest.mark.parametrize(
    "change", [{"encoder": "x"}, {"multilingual_encoder": "x"}, {"chunk_words": 40}]
)
def test_settings_that_need_another_index_are_refused(
    assistant: Assistant, change: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match="need an index of their own"):
        assistant.varied(replace(assistant.settings, **change))


def test_small_talk_gets_one_friendly_line(assistant: Assistant) -> None:
    answer = assistant.ask("Hello there!")
    assert (answer.status, answer.answer) == ("not_found", phrases.GREETING)
    assert (answer.nearest, answer.citations, answer.confidence) == ((), (), 0.0)


@pytest.mark.parametrize("asked", ["?", "…", "?! 🥁"])
def test_what_has_no_words_is_told_what_can_be_asked(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked, ["Who met?"])
    assert (answer.status, answer.answer) == ("not_found", phrases.ABILITIES)
    assert (answer.nearest, answer.read_as) == ((), None)


def test_no_documents_say_nothing(toy_encoder: ToyEncoder) -> None:
    empty = Assistant.in_memory([], ALWAYS, toy_encoder)
    assert empty.ask("Where?").status == "not_found"
    assert empty.ask("What documents do you hold?").answer == phrases.NO_DOCUMENTS


def test_which_documents(assistant: Assistant) -> None:
    answer = assistant.ask("What documents do you hold?")
    assert answer.sentences[0].text == phrases.DOCUMENTS_HELD
    assert [c.quote for c in answer.citations] == [
        "They met in Nara.",
        "They ate noodles in Beijing.",
        "Trade needs seafood.",
    ]


def test_who_wrote_it(toy_encoder: ToyEncoder) -> None:
    notes = "Drums are loud.\n\nAnn Bo teaches drums. Ann Bo lives in Nara."
    documents = [
        document("drums", notes, metadata={"authors": ["Ann Bo"], "kind": "analysis"}),
        document("noodles", "They ate noodles.", metadata={"kind": "newsletter"}),
    ]
    assistant = Assistant.in_memory(documents, ALWAYS, toy_encoder)
    assert assistant.ask("Who wrote this?").answer == (
        f"{phrases.AUTHORS_NAMED} Ann Bo lives in Nara. [1] {phrases.NO_AUTHOR_IN_OTHERS}"
    )
    assert assistant.ask("Who wrote the newsletter?").status == "not_found"


def test_the_same_question_gives_the_same_answer(assistant: Assistant) -> None:
    first, second = (replace(assistant.ask("Who met in Nara?"), elapsed_ms=0) for _ in "12")
    assert first == second


def test_what_is_no_text_is_refused(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="question must be a text"):
        assistant.ask(None)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="doc_ids must be a list"):
        assistant.ask("Where was the drum?", doc_ids="nara")
    with_none = assistant.ask("Where was the drum?", None)  # type: ignore[arg-type]
    assert with_none.answer == assistant.ask("Where was the drum?").answer


def test_a_bad_question_is_refused(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="empty"):
        assistant.ask(" ")


def test_the_question_comes_back_as_asked(assistant: Assistant) -> None:
    answer = assistant.ask("  Who\nmet in Nara? ", id="q1")
    assert (answer.question, answer.id) == ("  Who\nmet in Nara? ", "q1")


def test_the_trace_shows_passages_and_sentences(assistant: Assistant) -> None:
    trace = assistant.explain("Where is the drum?")
    assert [hit.rank for hit in trace.hits] == list(range(1, len(trace.hits) + 1))
    assert trace.candidates[0].doc_id == "drums"
    assert set(trace.candidates[0].features) == {
        "cosine", "coverage", "passage_coverage", "near", "passage", "kind", "reader", "judging",
        "telling",
        "exact",
        "pair",
        "elsewhere",
        "misplaced",
        "aiming",
        "closing",
        "hubness",
        "tabled",
        "announcing",
        "unnamed",
        "its_end",
    }  # fmt: skip
    assert trace.best is not None
    text = assistant.document(trace.best.doc_id).text
    assert text[trace.best.start : trace.best.end] == trace.best.text


def test_a_library_in_a_folder(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "library" / "drums"
    folder.mkdir(parents=True)
    (folder / "metadata.toml").write_text('label = "Drums"\nlabel_is_ours = true\n')
    (folder / "text.md").write_text("# Music\n\nThe drum was played in Nara.\n")
    (tmp_path / "library" / "summits.toml").write_text(
        'confidence_threshold = 0.0\nreader = "none"\n'
    )
    answer = Assistant.open(tmp_path / "library").ask("Where was the drum played?")
    assert answer.citations[0].quote == "The drum was played in Nara."
    assert answer.citations[0].section == "Music"
    assert (tmp_path / "library" / ".index" / "CURRENT").is_file()
    assert not home.exists()
