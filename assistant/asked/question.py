"""What a question asks for: checked, then read for its kind and its terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.asked.address import asks_to_check, without_address
from assistant.asked.document_words import EVERY, HERE, SAYS_EACH, SEVERAL, TEXT
from assistant.asked.frames import MORE_ABOUT, asked_about
from assistant.asked.library_facts import PATTERNS, Fact
from assistant.asked.overviews import asked_overview_of, said_of
from assistant.words.grammar import AUXILIARIES
from assistant.words.language import Language, language_of
from corpus.errors import InputError
from index.lexical import analyze
from index.query import Query

Kind = Literal[
    "who",
    "when",
    "where",
    "how_many",
    "why",
    "yes_no",
    "compare",
    "each",
    "overview",
    "other",
    "differences",
    Fact,
]
OF_DOCUMENTS: frozenset[Kind] = frozenset(kind for kind, _ in PATTERNS)
"""Kinds that ask for what is known of the documents as such."""

ABOUT_LIBRARY: frozenset[Kind] = OF_DOCUMENTS | {"differences"}
"""Kinds that ask about the library and not about its subject."""

GATHERING: frozenset[Kind] = ABOUT_LIBRARY | {"compare", "each", "overview"}
"""These, and kinds that ask for more than one thing."""

_COMPARE = (
    "compare", "compares", "compared", "comparison", "contrast", "differ", "differs", "differed",
    "difference", "differences", "different", "versus", "vs",
)  # fmt: skip
"""Each of these asks for a comparison, whatever stands around it."""

_LASTING = re.compile(
    r"^How (?:long|many (?:days|weeks|months|years)) did "
    r"(?P<what>(?=.*\b(?:visit|trip|tour|stay|journey)s?\b).{3,80}?) (?:last|go on)(?=\W*$)",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

# First match wins.
_KINDS: tuple[tuple[Kind, str], ...] = (
    *PATTERNS,
    (
        # Wherever they do: "How do they differ on trade?" is a question about trade.
        "differences",
        r"^\W*(?:(?:where|what|how|on what|about what|in what|do|are)\b[^,?]{0,30} "
        rf"(?:{TEXT}|author)s "
        r"(?:ever )?(?:disagree|differ|contradict|diverge|conflict)s?"
        r"(?: (?:about|on|over|in|with each other|from each other|each other|anywhere))?|"
        r"(?:(?:what|which|are there|is there|list|show me)\b[^,?]{0,30} )?"
        r"(?:differences?|disagreements?|contradictions?|discrepanc(?:y|ies))(?: are there)? "
        rf"(?:between|among|of|in) (?:the |these |both )?(?:two )?(?:{TEXT}|author)s)\W*$",
    ),
    (
        "each",
        rf"\b{EVERY}(?!\w)|{SAYS_EACH.pattern}|"
        rf"\b(do|did|how|what) the ({TEXT}s\b|(authors|writers) conclude\W*$)|"
        r"\bcompare (what|how) (they|both|the two)\b|"
        rf"\bcompare the two on\b|\bwhich (of the \w+ )?{TEXT}s? "
        r"(is|says?|mentions?|gives?|calls?|puts?|takes?|describes?|discusse?s?|covers?)\b",
    ),
    (
        "compare",
        rf"\b({'|'.join(_COMPARE)}|(?:stack|measure)[sd]?(?:ed)? up (?:against|to|with))\b|"
        r"\b(more|less|fewer|bigger|larger|longer|shorter|higher|lower|earlier|later|first|\w+er)\b"
        r".{0,80}[,:] .{2,60} or .{2,60}\?|\bmore \w+.{0,40} or (more )?\w+",
    ),
    (
        "how_many",
        r"\bhow (many|much|large|big|often|long|old)\b|"
        r"\bwhat (share|percentage|percent|proportion|number|amount|fraction)\b",
    ),
    ("when", r"\b(when|(what|which) (date|day|month|year|time|week)s?|since when)\b"),
    ("who", r"\b(who|whom|whose)\b"),
    (
        "where",
        r"\b(where(?!.{3,60}\b(?:head(?:ing|ed)\b(?! to\b)|going\W*$))|(which|what) (city|cities|"
        r"place|country|countries|town|venue|location|building|region|province|hometown)s?|"
        r"what (is|was|were) the (venue|location|place|site))\b",
    ),
    ("why", r"\b(why|for what reason|what (is|was|were) the reasons?|how come|what explains)\b"),
    (
        "overview",
        r"\b(summari[sz]e|summary|sum up|overview|outcomes?|came out of|tell me about|in short|"
        r"gist|bottom line|upshot|in a nutshell|rundown|run-?through|recap|outline|"
        r"walk me through|brief me|"
        r"(?:big|overall|whole|general) (?:picture|story)|in (?:broad|general) terms|"
        r"how did .{3,80} (?:go|turn out)\b(?! (?:to|into|from|on|back|home))|"
        r"results? of .{0,40}\b(?:summit|meeting|visit|trip|tour|journey)s?\b|"
        r"(main|key) (points?|conclusions?|takeaways|messages?))\b|\bwhat (is|are) .{3,60} about\b|"
        r"\bwhat do(es)? .{0,40}\bdocuments?\b",
    ),
    (
        "yes_no",
        r"^\W*(is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)(n['’]?t)?\b",
    ),
)

_IN_CLAUSES = frozenset(("when", "where"))
_ASKING = re.compile(r"\b(?:what|which|who|whom|whose|how|why|when|where)\b", re.IGNORECASE)
_ASKED_FIRST = re.compile(rf"(?:\w+ )?{_ASKING.pattern}", re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"\b(?:date|day|time|year|month|place|city|country|town|building|venue|and|or|know|tell \w+) $",
    re.IGNORECASE,
)

_COMPARING = frozenset(
    analyze(
        f"{' '.join(_COMPARE)} more most less least fewer fewest bigger biggest larger largest "
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


def kind_of(text: str) -> Kind:
    """The kind of answer that `text` asks for.

    >>> kind_of("In which city did they meet?"), kind_of("Who wrote this?")
    ('where', 'authors')
    """
    for kind, pattern in _KINDS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match and not (kind in _IN_CLAUSES and _opens_clause(text, match.start())):
            return kind
    return "other"


def _opens_clause(text: str, start: int) -> bool:
    """Whether a "when" or "where" only opens a clause: "What did Li stress when they met?".

    "The date when they met" asks for one.
    """
    first = _ASKING.search(text)
    asked_before = bool(first and first.start() < start)
    asked_before = asked_before or text.split()[0].lower() in AUXILIARIES  # "Did Li when he met"
    return asked_before and not _ASKED_FOR.search(text[:start])
