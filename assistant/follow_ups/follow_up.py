"""One way to understand a follow-up, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.follow_ups.turn import Turn
from assistant.words.clauses import clause_of, upper_first, without_lead
from assistant.words.language import has_words
from assistant.words.patterns import any_case
from index.lexical import is_hangul

LONGEST_TOPIC = 40
"""Words of an earlier question that go with a later one: a sense must not grow with the talk."""

# What speaks against a sense; tuned on the dev questions.
SECOND_DOUBT = 1.5
"""The second name is meant."""
UNLIKE_DOUBT = 1.0
"""A name takes the place of one of another kind."""
BESIDE_EXCHANGE_DOUBT = 2.0
"""The earlier question's words are added to a scrap that can take the place of some."""
JOINED_DOUBT = 0.5
"""They are added to a question."""
EXCHANGE_DOUBT = 10.0
"""A scrap is meant as typed."""
DOCUMENT_DOUBT = 30.0
"""So is one that names another document: that could be summed up, and surely."""
TYPED_DOUBT = 10.0
"""A question is, though its pronoun stands for nothing in it."""
LEANING_DOUBT = 1.0
"""A question that asks for more, as "Who else came?", is."""
KOREAN_EXCHANGE_DOUBT = 2.5
"""A Korean scrap with a name that can take the place of another."""
KOREAN_JOINED_DOUBT = 0.5
"""All of the earlier question is added to one in Korean, and not only what it is about."""
KOREAN_DOUBT = 0.5
"""A question in Korean is."""

MORE = any_case(r"\b(?:else|other|others|another|more)\b")
"""Words of a question for what was not told yet."""

_REQUEST = any_case(
    r"^(?:can you |could you |please )*"
    r"(?:compare|describe|explain|give|list|name|outline|recap|show|summari[sz]e|tell)\b"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to understand a question.

    Attributes:
        text: a question that stands alone.
        doubt: how much better than a likelier sense it must be supported, as a logit; it is
            exp(-doubt) times as likely to be meant.
    """

    text: str
    doubt: float


def asks_for_more(question: str) -> bool:
    """Whether `question` wants what was not told yet.

    >>> asks_for_more("Who else?"), asks_for_more("Who?")
    (True, False)
    """
    return bool(MORE.search(question))


def asks(text: str) -> bool:
    """Whether `text` asks for something: "Thanks, that was helpful!" does not, nor does "?"."""
    if not has_words(text):
        return False
    if text.rstrip().endswith("?") or is_hangul(text):
        return True
    clause = clause_of(text)
    return bool(clause.wh or clause.auxiliary or _REQUEST.match(text))


def joined(question: str, turn: Turn) -> str:
    """`question` with what the earlier one was about behind it.

    >>> joined("When was that announced?", Turn("Did China ban exports to Japan?"))
    'When was that announced (China ban exports to Japan)?'
    """
    plain = without_lead(question).rstrip("?!. ")
    return f"{upper_first(plain)} ({topic(turn.question)})?"


def topic(question: str) -> str:
    """What a question is about, without its asking words.

    >>> topic("How many people attended the forum?")
    'people attended the forum'
    """
    clause = clause_of(question)
    asked = clause.noun if clause.asks in {"how", "which", "what"} else ""
    parts = " ".join((asked, clause.subject, clause.rest)).split()
    return " ".join(parts[:LONGEST_TOPIC]) or question.rstrip("?!. ")
