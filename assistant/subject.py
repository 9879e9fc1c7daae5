"""What a question asks about, in the documents' words, and which documents it asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.asked.address import without_address
from assistant.asked.described import authors_of
from assistant.asked.kind import ABOUT_LIBRARY
from assistant.asked.question import Question, read_question, terms_of
from assistant.asked.sources import (
    documents_in,
    namings,
    speakers,
    the_other_named,
    with_acronyms,
)
from assistant.asked.without_sources import (
    ask_what_differs,
    asked_of,
    asked_together,
    without_names,
    without_sources,
)
from assistant.korean.foreign import Interpreter
from assistant.ranking.abbreviation import letters_asked
from assistant.ranking.judgement import judged_in, judgement_asked
from assistant.several.double import asks_twice, double_question
from assistant.shelf import Shelf, Where
from assistant.short_names import ShortNames
from assistant.summaries.episodes import asks_what_happened
from assistant.summaries.named import asks_of_place
from assistant.texts.gazetteer import Gazetteers
from assistant.words.names import Group, in_their_words
from assistant.words.patterns import any_case
from assistant.words.spelling import mended, with_owners
from corpus.document import Document
from index.near import Vocabulary

# Where a document is called so: texts may tell of a report, and when it was published.
_ASKS_DATE = any_case(
    r"^\W*(?:when (?:was|were)|what is the date of) (?P<it>the .+?)"
    r"(?: (?:written|published|issued|released|dated))?\W*$"
)
# Who somebody is stands where the full name does.
_INTRODUCED = re.compile(r"(?:Who (?:is|was)|What rank)\b")


@dataclass(frozen=True, slots=True)
class Subjects:
    """Takes questions apart into what they ask about and where they want it looked up.

    Attributes:
        shelf: the documents.
        interpreter: knows other languages than that of the documents.
        vocabulary: the words of the documents.
        aliases: names that mean the same.
        short_names: of persons, as the documents go on to call them.
        gazetteers: what documents say of places.
    """

    shelf: Shelf
    interpreter: Interpreter
    vocabulary: Vocabulary
    aliases: Sequence[Group]
    short_names: Callable[[], ShortNames]
    gazetteers: Gazetteers

    def read(self, asked: Question, where: Where) -> tuple[Question, Where]:
        """The question in the documents' words, and the documents to search; None: all of them.

        Args:
            asked: as typed.
            where: the documents that were chosen for it; None leaves the choice to its words.
        """
        read = self._in_their_words(asked)
        if read.language == "ko" and (letters := letters_asked(asked.text)):
            topic = f"What does {letters} stand for?"
            read = replace(read, topic=topic, english=topic, terms=terms_of(topic, read.kind))
        if read.language == "en":
            read = replace(read, kind=asked.kind)  # a follow-up may ask in few words
        known = map(self.shelf.document_of, self.shelf.doc_ids)
        apart = double_question(read.topic)  # "…, and what are their jobs?" is told with them
        if read.kind == "authors" and (apart or not any(map(authors_of, known))):
            read = replace(read, kind="who")  # the texts may say it
        if read.language == "en":
            topic = self.short_names().shortened(read.topic)
            read = replace(read, topic=topic, terms=terms_of(topic, read.kind))
            read = self._of_the_subject(read)
        if read.language == "ko" and read.english and not _INTRODUCED.match(read.english):
            read = replace(read, english=self.short_names().shortened(read.english))
        if where is None and (named := self._named(read)):
            read, where = self.interpreter.of_documents(read, self.shelf.documents(named)), named
        read = self.interpreter.judged(read)
        if self.shelf.is_small:
            among = self.shelf.few(where)
            of_visit = asks_what_happened(read, among, self.gazetteers)
            if of_visit or asks_of_place(read, among):
                read = replace(read, kind="overview")
        return read, where

    def _in_their_words(self, asked: Question) -> Question:
        asked = self.interpreter.understood(asked)
        if asked.language != "en":
            return asked
        # All in capitals, none of them tells a name.
        shouted = asked.text.isupper() and " " in asked.text
        text = asked.text.casefold() if shouted else asked.text
        text = mended(text, self.vocabulary.words.values(), self.vocabulary.__contains__)
        text = in_their_words(text, self.vocabulary, self.aliases)
        if few := self.shelf.few():
            text = the_other_named(with_acronyms(text, few), few)
        if asked.text == asked.text.casefold():
            text = with_owners(text, self.vocabulary.words.values())
        if text == asked.text:
            return asked
        return replace(read_question(text, len(text)), anew=asked.anew)

    def _of_the_subject(self, read: Question) -> Question:
        """The question without naming its source, unless what is asked are the sources."""
        documents = self.shelf.few()
        if read.kind in ABOUT_LIBRARY or not documents:
            return read
        if len(documents_in(read.topic, documents)) < 2 <= len(documents_in(read.text, documents)):
            # Without the first of them: "What does the report say about wages, and what the blog?"
            read = replace(read, topic=without_address(read.text))
        dated = _ASKS_DATE.match(read.topic)
        if dated and not without_names(dated["it"], documents):
            return replace(read, kind="dated")
        if ask_what_differs(read.topic, documents):
            return replace(read, kind="differences")
        # "…, and what does KEI say?" asks the same once more, and nothing of its own.
        apart = any(asked_of(part, documents) for part in double_question(read.topic)[1:])
        together = None if apart else asked_together(read.topic, documents)
        if together:
            read, topic = replace(read, kind="each"), together
        elif read.kind in ("each", "overview") or compares_with_others(read, documents):
            topic = read.topic
        else:
            topic = without_sources(read.topic, documents)
        if judgement_asked(read.text):
            topic = judged_in(topic)
            if read.kind == "where":  # "Where did it fall short?" asks for no place
                read = replace(read, kind="other")
        return replace(read, topic=topic, terms=terms_of(topic, read.kind))

    def _named(self, read: Question) -> list[str] | None:
        """The documents that the question itself names; None where it names none, or each."""
        documents = self.shelf.few()
        if read.kind in ABOUT_LIBRARY or not documents:
            return None
        together = documents_in(read.text, documents) if read.language == "en" else []
        if read.kind == "each":
            return together if 1 < len(together) < len(documents) else None
        if len(together) > 1:
            return together
        if compares_with_others(read, documents):
            return None
        named = self.interpreter.documents_named(read, documents)
        if read.language == "en" and not named:
            several = read.kind == "compare" or asks_twice(read.text)
            named = speakers(read.text, documents, of_all=several)
        return named or None


def compares_with_others(read: Question, documents: Sequence[Document]) -> bool:
    """Whether one document is compared with what is none: "How do the brief and Peru differ?"."""
    told = [(start, end) for document in documents for start, end in namings(read.text, document)]
    if read.kind != "compare" or len(told) != 1 or len(documents_in(read.text, documents)) > 1:
        return False
    (start, end), text = told[0], read.text
    return text[end:].startswith(" and ") or text[:start].endswith((" and ", " from ", " with "))
