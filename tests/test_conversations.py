"""Kept conversations: found again, searched, renamed, deleted, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from toy_chat import EIGHT, JOIN, NEWS, NOTE, PACT, ROW, ToyAssistant

from assistant.app.conversation import Turn, begun, history_of, messages
from assistant.app.conversations import Conversations, KeptTurn, NoSuchConversation, library_key
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.people_file import PeopleFile
from assistant.app.reopened import reopened, stand_in
from assistant.recorded import answer_from_json
from corpus.document import Document
from corpus.errors import LibraryError, PeopleError

ANNA, BEN = "guest:anna", "user:2"


class Clock:
    """A minute later each time."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.sqlite3"


@pytest.fixture
def conversations(path: Path) -> Conversations:
    return Conversations(PeopleFile(path), "", Clock())


def talk(conversations: Conversations, owner: str, *questions: str) -> str:
    kept = ""
    for question in questions:
        kept = conversations.append(owner, kept, turn(question))
    return kept


def turn(question: str) -> KeptTurn:
    return KeptTurn(question, ToyAssistant().ask(question).to_json())


def titles(conversations: Conversations, owner: str, search: str = "") -> list[str]:
    return [kept.title for kept in conversations.listed(owner, search)]


def test_a_conversation_is_found_again_after_a_restart_with_its_citations(path: Path) -> None:
    kept = talk(Conversations(PeopleFile(path), ""), ANNA, "How many economies?", "And SWM?")
    turns = Conversations(PeopleFile(path), "").turns(ANNA, kept)
    assert [turn.question for turn in turns] == ["How many economies?", "And SWM?"]
    assert answer_from_json(turns[0].answer) == ToyAssistant().ask("How many economies?")
    shown = reopened(turns, ToyAssistant(), ENGLISH)
    assert history_of(begun(shown, "next?", "")) == ("How many economies?", "And SWM?")
    assert 'id="ref-1-1-s0"' in messages(shown, ENGLISH)[1]["content"]
    assert 'id="cite-1-1"' in shown[0].sources and 'id="cite-2-1"' in shown[1].sources


def test_the_last_changed_comes_first(conversations: Conversations) -> None:
    first = talk(conversations, ANNA, "one?")
    talk(conversations, ANNA, "two?")
    assert titles(conversations, ANNA) == ["two?", "one?"]
    conversations.append(ANNA, first, turn("three?"))
    assert titles(conversations, ANNA) == ["one?", "two?"]
    # The first turn 12:01, that of the second conversation 12:02; then this one.
    assert conversations.listed(ANNA)[0].changed_at == datetime(2026, 11, 23, 12, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["한국과 일본은?", "How many economies?"]),
        ("CPTPP", []),
        ("comprises", ["How many economies?"]),
        ("COMPRI econ", ["How many economies?"]),
        ("comprises nothing", []),
        ("한국", ["한국과 일본은?"]),
        ('" OR title:x* ? -', []),
        ("  ?! ", ["한국과 일본은?", "How many economies?"]),
        ("economies _ ①", []),
        ("economies " * 100_000, ["How many economies?"]),
    ],
)
def test_search_finds_the_beginnings_of_all_words(
    conversations: Conversations, search: str, found: list[str]
) -> None:
    talk(conversations, ANNA, "How many economies?")
    talk(conversations, ANNA, "한국과 일본은?")
    talk(conversations, BEN, "comprises 한국 economies")
    assert titles(conversations, ANNA, search) == found


def test_a_renamed_one_is_found_by_its_new_name(conversations: Conversations) -> None:
    kept = talk(conversations, ANNA, "SWM?")
    conversations.rename(ANNA, kept, "  Car\nmakers ")
    assert titles(conversations, ANNA, "makers") == ["Car makers"]
    conversations.rename(ANNA, kept, "Chips")
    assert titles(conversations, ANNA, "makers") == []
    assert conversations.title(ANNA, kept) == "Chips"
    with pytest.raises(PeopleError, match="empty"):
        conversations.rename(ANNA, kept, " ")


def test_a_deleted_one_is_gone_with_its_words(conversations: Conversations, path: Path) -> None:
    kept = talk(conversations, ANNA, "Zanzibar and nutmeg?")
    conversations.delete(ANNA, kept)
    assert titles(conversations, ANNA) == titles(conversations, ANNA, "nutmeg") == []
    with pytest.raises(NoSuchConversation, match="not there"):
        conversations.turns(ANNA, kept)
    with pytest.raises(NoSuchConversation, match="not there"):
        conversations.append(ANNA, kept, turn("more?"))
    assert PeopleFile(path).rows("SELECT * FROM turns") == []


def test_nobody_sees_or_touches_what_another_has(conversations: Conversations) -> None:
    kept = talk(conversations, ANNA, "SWM?")
    assert titles(conversations, BEN) == [] and not conversations.holds(BEN, kept)
    for touch in (
        lambda: conversations.turns(BEN, kept),
        lambda: conversations.title(BEN, kept),
        lambda: conversations.rename(BEN, kept, "mine"),
        lambda: conversations.delete(BEN, kept),
        lambda: conversations.append(BEN, kept, turn("mine?")),
    ):
        with pytest.raises(NoSuchConversation, match="not there"):
            touch()
    assert titles(conversations, ANNA) == ["SWM?"]
    assert len(conversations.turns(ANNA, kept)) == 1


def test_each_library_has_its_own(path: Path, tmp_path: Path) -> None:
    file = PeopleFile(path)
    shipped = Conversations(file, library_key(None))
    other = Conversations(file, library_key(tmp_path / "other"))
    kept = talk(shipped, ANNA, "SWM?")
    assert titles(other, ANNA) == [] and not other.holds(ANNA, kept)
    assert library_key(tmp_path / "other") == library_key(tmp_path / "x" / ".." / "other")


def test_who_wants_nothing_kept_says_so_for_themselves(conversations: Conversations) -> None:
    assert conversations.keeps(ANNA)
    conversations.set_keeps(ANNA, False)
    conversations.set_keeps(ANNA, False)
    assert not conversations.keeps(ANNA) and conversations.keeps(BEN)
    conversations.set_keeps(ANNA, True)
    assert conversations.keeps(ANNA)


def test_hostile_text_is_kept_as_it_is(conversations: Conversations) -> None:
    kept = talk(conversations, ANNA, "<b>'); DROP TABLE turns; --\x00\ud800")
    assert titles(conversations, ANNA) == ["<b>'); DROP TABLE turns; --\x00?"]
    assert len(conversations.turns(ANNA, kept)) == 1


class Changed(ToyAssistant):
    """The same assistant after the newsletter was edited and the note removed."""

    def document(self, doc_id: str) -> Document:
        if doc_id == NOTE.doc_id:
            raise LibraryError("there is no document 'note'")
        return replace(NEWS, text="A new first line.\n\n" + NEWS.text)


def first_turn(question: str, assistant: ToyAssistant) -> Turn:
    return reopened([turn(question)], assistant, ENGLISH)[0]


CHANGED = ENGLISH("documents_changed").partition(";")[0]


def test_what_the_documents_no_longer_say_is_shown_as_it_was() -> None:
    shown = first_turn("How many economies?", Changed())
    assert CHANGED in shown.message
    # Not the words that now stand where the quote stood; and the short answer is still marked.
    assert "<strong>12</strong>" in shown.sources and "first line" not in shown.sources
    # The address still leads to where it was quoted; that page finds the quote by its hash.
    assert shown.answer == ToyAssistant().ask("How many economies?")
    assert shown.answer is not None
    assert f"start&#61;{shown.answer.citations[0].start}" in shown.sources


def test_a_document_that_was_removed_leaves_its_quotes() -> None:
    shown = first_turn("How long?", Changed())
    assert shown.sources.count("<mark") == 2 and "six years" in shown.sources
    assert 'id="near-1-2"' in first_turn("Peru?", Changed()).sources


def test_unchanged_documents_leave_no_notice() -> None:
    assert CHANGED not in first_turn("How many economies?", ToyAssistant()).message


def test_a_stand_in_holds_the_quotes_at_their_places_and_nothing_else() -> None:
    cited = ToyAssistant().ask("Tell me everything").citations
    document = stand_in(cited)
    for citation in cited:
        assert document.text[citation.start : citation.end] == citation.quote
    others = {line for line in document.text.split("\n") if line}
    assert others == {"…", EIGHT, ROW, PACT, JOIN}


@pytest.mark.parametrize("damage", [{"status": "perhaps"}, {"sentences": 3}, {"disagreement": 3}])
def test_an_answer_that_cannot_be_read_leaves_the_rest(damage: dict[str, object]) -> None:
    first, second = turn("How many economies?"), turn("And SWM?")
    broken = replace(first, answer=first.answer | damage)
    shown = reopened([broken, second], ToyAssistant(), ENGLISH)
    assert "can no longer be read" in shown[0].message and shown[0].answer is None
    assert "Lenovo" in shown[1].message
    assert history_of(begun(shown, "next?", "")) == ("How many economies?", "And SWM?")
    assert (
        "더 이상 읽을 수 없습니다" in reopened([broken], ToyAssistant(), labels_in("ko"))[0].message
    )


def test_what_a_question_was_asked_with_is_kept(conversations: Conversations) -> None:
    asked = replace(turn("SWM?"), history=("Who?",), doc_ids=("note",), strictness="broad")
    kept = conversations.append(ANNA, "", asked)
    assert conversations.turns(ANNA, kept) == [asked]
    # The note is gone; its question is still shown.
    (shown,) = reopened([asked], Changed(), ENGLISH)
    assert (shown.history, shown.doc_ids, shown.strictness) == (("Who?",), ("note",), "broad")
