"""Where exactly something was is asked, and the sentence names no building, or none inside it."""

from __future__ import annotations

from assistant.asked.question import Question
from assistant.validation.told import Check, Told, any_of, untold
from assistant.words.clauses import without_brackets

_VENUE = any_of(
    r"venues?|where exactly|exactly where|(?:which|what) (?:hotel|building|hall|room|floor|venue)"
)
_TELLS_VENUE = any_of(
    r"halls?|hotels?|palace|cent(?:er|re)|buildings?|house|museum|temple|university|rooms?|floor|"
    r"gardens?|park|stadium|castle|offices?|embassy|library|theat(?:er|re)|court|school|church|"
    r"station|square|street|headquarters|club|arena|pavilion|tower|port|airport"
)


def _no_venue(question: Question, told: Told) -> bool:
    """In which building something was is asked, and the sentence tells of none."""
    # What an earlier question asked is not asked again.
    asked = without_brackets(question.reads)
    return bool(_VENUE.search(asked)) and not _TELLS_VENUE.search(told.best)


# The building does not tell in which room.
_not_inside = untold(
    r"(?:which|what) (?:room|floor|wing)",
    r"rooms?|floors?|wing|basement|lobby",
)

PLACES: tuple[Check, ...] = (_no_venue, _not_inside)
