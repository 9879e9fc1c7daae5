"""Documents that come and go while a page is open: what it offers, what its questions search."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import gradio
from toy_chat import NEWS, NOTE, ToyAssistant
from toy_room import text_of, unkept

from assistant.app.desk import Desk
from assistant.app.labels import ENGLISH, Labels, labels_in
from assistant.app.loader import AssistantLoader
from corpus.document import Document
from corpus.errors import NoDocuments

TWO = ToyAssistant.doc_ids
MEMO = replace(NOTE, doc_id="memo", label="A memo")


class Holding(ToyAssistant):
    """Holds these of the documents."""

    def __init__(self, *doc_ids: str) -> None:
        self.doc_ids = doc_ids
        self.index_id = " ".join(doc_ids)

    def document(self, doc_id: str) -> Document:
        return MEMO if doc_id == MEMO.doc_id else super().document(doc_id)


class Library:
    """A chat over documents that change; none is an error."""

    def __init__(self, *doc_ids: str, words: Labels = ENGLISH) -> None:
        self.doc_ids = doc_ids
        loader = AssistantLoader(self._open, lambda: " ".join(self.doc_ids))
        loader.start()
        self.desk: Desk = unkept(loader, words)
        asyncio.run(loader.wait())

    def _open(self) -> Holding:
        if not self.doc_ids:
            raise NoDocuments("/home/anna/library holds no documents; name another folder")
        return Holding(*self.doc_ids)

    def ask(self, *searched: str, offered: tuple[str, ...]) -> Any:
        """The turn of a question that a page with these boxes asks."""

        async def shown() -> Any:
            asked = self.desk.converse("SWM?", (), searched, offered=offered)
            return [values async for values in asked][-1]

        return asyncio.run(shown())[0][-1]

    def look_again(self, *searched: str, offered: tuple[str, ...]) -> Any:
        """Status, library, filter, choices, and what is offered, after an answer."""
        return asyncio.run(self.desk.look_again(searched, offered))


def test_where_nothing_has_changed_the_page_stays_as_it_is() -> None:
    assert Library(*TWO).look_again("note", offered=TWO) == (gradio.skip(),) * 5


def test_a_document_that_came_is_asked_with_all_and_offered() -> None:
    library = Library(*TWO)
    library.doc_ids = (*TWO, "memo")
    assert library.ask(*TWO, offered=TWO).doc_ids is None  # all were ticked: all are meant
    status, listed, fold, choice, offered = library.look_again(*TWO, offered=TWO)
    assert "Ready" in status and "3 documents" in listed and fold.visible
    assert [doc_id for _, doc_id in choice.choices] == list(offered) == [*TWO, "memo"]
    assert choice.value == [*TWO, "memo"]
    # Who has chosen goes on with that choice.
    assert library.ask("note", offered=TWO).doc_ids == ("note",)
    assert library.look_again("note", offered=TWO)[3].value == ["note"]


def test_a_second_document_makes_a_choice_and_the_last_but_one_leaves_none() -> None:
    library = Library(NEWS.doc_id)
    library.doc_ids = TWO
    assert library.ask("*", offered=(NEWS.doc_id,)).doc_ids is None
    _, _, fold, choice, _ = library.look_again("*", offered=(NEWS.doc_id,))
    assert fold.visible and choice.value == list(TWO)
    library.doc_ids = (NEWS.doc_id,)
    _, listed, fold, choice, offered = library.look_again("note", offered=TWO)
    assert "1 document" in listed and not fold.visible
    assert choice.value == ["*"] and offered == (NEWS.doc_id,)


def test_a_document_that_is_gone_is_not_searched_and_its_box_goes() -> None:
    library = Library(*TWO, "memo")
    library.doc_ids = TWO
    three = (*TWO, "memo")
    asked = library.ask("memo", offered=three)
    assert asked.answer is None
    assert "The documents that were ticked are no longer there" in text_of(asked.message)
    assert library.ask("note", "memo", offered=three).doc_ids == ("note",)
    assert library.ask(*TWO, offered=three).doc_ids is None  # these are all by now
    assert library.look_again("memo", offered=three)[3].value == list(TWO)
    assert library.look_again("note", "memo", offered=three)[3].value == ["note"]


def test_without_documents_it_says_so_until_there_are_some_again() -> None:
    library = Library(*TWO, words=labels_in("ko"))
    library.doc_ids = ()
    for _ in range(2):  # not only the first time
        asked = library.ask(*TWO, offered=TWO)
        assert asked.answer is None
        assert text_of(asked.message) == "답변에 쓸 문서가 더 이상 없습니다"
        status, listed, fold, _, offered = library.look_again(*TWO, offered=TWO)
        assert "답변에 쓸 문서가 더 이상 없습니다" in status
        assert (listed, fold.visible, offered) == ("", False, ())
    assert "/home" not in asyncio.run(library.desk.get_ready())[1]
    library.doc_ids = TWO
    assert library.ask("*", offered=()).answer is not None
    assert library.look_again("*", offered=())[4] == TWO
