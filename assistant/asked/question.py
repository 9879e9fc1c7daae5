"""What a question asks for: checked, then read for its kind and its terms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asked.address import asks_to_check, without_address
from assistant.asked.document_words import HERE, SAYS_EACH, SEVERAL
from assistant.asked.frames import MORE_ABOUT, asked_about
from assistant.asked.kind import ASKING, COMPARE, Kind, kind_of
from assistant.asked.overviews import asked_overview_of, said_of
from assistant.words.language import Language, language_of
from assistant.words.patterns import any_case
from corpus.errors import InputError
from index.lexical import analyze
from index.query import Query

_LASTING = any_case(
    r"^How (?:long|many (?:days|weeks|months|years)) did "
    r"(?P<what>(?=.*\b(?:visit|trip|tour|stay|journey)s?\b).{3,80}?) (?:last|go on)(?=\W*$)"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

_ASKED_FIRST = any_case(rf"(?:\w+ )?{ASKING.pattern}")
_COMPARING = frozenset(
    analyze(
        f"{' '.join(COMPARE)} more most less least fewer fewest bigger biggest larger largest "
        "smaller smallest greater greatest longer longest shorter shortest higher highest lower "
        "lowest earlier earliest later latest sooner first older younger"
    )
)

_HEDGES = frozenset(analyze("exactly precisely specifically actually really roughly approximately"))


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the later steps see it.

    Attributes:
        text: as asked, control characters replaced by spaces.
        kind: what a right answer must be.
        terms: the analyzer's tokens of the topic, each once, in order.
        topic: what is searched for: the text, or what a frame around it asks about; of a Korean
            question its English words.
        language: in which it was asked.
        english: what the English encoder and reader are asked in its place, where that differs.
        typed: words of a Korean question as typed, with the English that is looked for.
        unknown: its words that nothing is known about, neither by glossary nor by documents.
        anew: of a follow-up as it is read, those of its terms that were typed and not carried over.
    """

    text: str
    kind: Kind
    terms: tuple[str, ...]
    topic: str
    language: Language = "en"
    english: str | None = None
    unknown: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> Query:
        """What to search for."""
        if self.english is None:
            return Query(self.topic)
        return Query(self.english, self.text, self.topic)

    @property
    def reads(self) -> str:
        """The question as an English reader is asked it."""
        return self.topic if self.english is None else self.english


class NothingAsked(InputError):
    """There is nothing in a question."""

    def __init__(self) -> None:
        super().__init__("the question is empty; ask something, for example “Who met in Nara?”")


class AskedTooLong(InputError):
    """A question has more characters than are read."""

    def __init__(self, chars: int, max_chars: int) -> None:
        super().__init__(
            f"the question has {chars:,} characters, at most {max_chars:,} are read; "
            "shorten it to what you want to know"
        )
        self.chars = chars
        self.max_chars = max_chars


def as_read(asked: str) -> str:
    """The question as its characters are counted: one line, single blanks.

    >>> as_read(" Who  met\\n in Nara? ")
    'Who met in Nara?'
    """
    return " ".join(_CONTROL.sub(" ", asked).split())


def read_question(asked: str, max_chars: int) -> Question:
    """Check what was asked and read it.

    Raises:
        NothingAsked: there is nothing in it.
        AskedTooLong: it is longer than `max_chars`.
        InputError: it is no valid Unicode.

    >>> read_question("How many are in it?", 2000)
    Question(text='How many are in it?', kind='how_many', terms=(), topic='How many are in it?', \
language='en', english=None, unknown=(), anew=(), typed=())
    """
    try:
        asked.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"the question is not valid Unicode at character {error.start + 1}; send it as UTF-8"
        ) from error
    text = as_read(asked)
    if not text:
        raise NothingAsked
    if len(text) > max_chars:
        raise AskedTooLong(len(text), max_chars)
    topic, kind = lasting(topic_of(without_address(text))), kind_of(text)
    if said := said_of(topic):
        topic, kind = said, "each"
    elif kind == "overview":
        topic = asked_overview_of(topic)
    if asks_to_check(text) and kind_of(topic) in ("other", "when", "where", "who"):
        kind = kind_of(topic) if _ASKED_FIRST.match(topic) else "yes_no"
    return Question(text, kind, terms_of(topic, kind), topic, language_of(text))


def terms_of(topic: str, kind: Kind) -> tuple[str, ...]:
    """The tokens of `topic`, each once; the words that only compare stand in no answer.

    >>> terms_of("Which was larger, the forum or the summit?", "compare")
    ('forum', 'summit')
    """
    found = dict.fromkeys(analyze(topic))
    passed_over = _COMPARING | _HEDGES if kind == "compare" else _HEDGES
    return tuple(token for token in found if token not in passed_over)


def lasting(topic: str) -> str:
    """A question how long a journey lasted in the words that ask how long it was: its dates tell.

    >>> lasting("How many days did the visit to Lima last?"), lasting("How long did it last?")
    ('How long was the visit to Lima?', 'How long did it last?')
    """
    return _LASTING.sub(r"How long was \g<what>", topic)


def topic_of(text: str) -> str:
    """What a question for what all documents say is about; any other question, as it is.

    >>> topic_of("What does each document say about seafood?"), topic_of("Who met?")
    ('seafood', 'Who met?')
    >>> topic_of("Seafood: what do the two texts say about it?")
    'Seafood'
    """
    of_each = SEVERAL.search(text) or SAYS_EACH.search(text) or MORE_ABOUT.match(text)
    told = asked_about(SEVERAL.sub(HERE, text)) if of_each else ""
    return told if analyze(told) else text
