"""Another place in a question: whoever belongs to the one before it does not go along.

After "What did Ann and Bo agree in Lima?", where Bo belongs to Peru, "And in Oslo?" asks what Ann
agreed there.
"""

from __future__ import annotations

import re

from assistant.texts.gazetteer import Gazetteer
from assistant.words.kinds import split_at_title
from assistant.words.known_names import NOTHING_KNOWN, KnownNames
from assistant.words.mentions import mentions
from assistant.words.patterns import any_case
from assistant.words.same_things import countries, stems

_OF_ONE = {"were": "was", "are": "is", "have": "has", "do": "does"}
_TOGETHER = re.compile(r" (?:together|both)\b")
_MUTUAL = any_case(r"\b(?:each other|one another|they|them|their)\b")


def moved(text: str, before: str, places: Gazetteer, known: KnownNames = NOTHING_KNOWN) -> str:
    """`text` without the person who belongs to the place that it no longer names.

    As it stands where it needs that person, or where it is not clear who that is.

    Args:
        text: the question before with another place.
        before: the question before.
        places: what the documents say of places.
        known: whose names are known.
    """
    named, named_before = _countries(text, places), _countries(before, places)
    left, people = named_before - named, [m for m in mentions(text, known) if m.kind == "person"]
    gone = [m.text for m in people if _home(m.text, places) in left]
    if len(left) != 1 or not named - named_before or len(gone) != 1 or len(people) > 2:
        return text
    staying = [m.text for m in people if m.text not in gone]
    if _MUTUAL.search(text):  # they are two
        return text
    return _without(text, gone[0], staying[0] if staying else "")


def _without(text: str, gone: str, staying: str) -> str:
    """`text` without "with Bo", or with "Ann" for "Ann and Bo"."""
    name, other = rf"(?:the )?{re.escape(gone)}\b(?![’'])", rf"(?:the )?{re.escape(staying)}\b"
    alone = re.sub(rf" with {name}", "", text, count=1)
    if alone == text and staying:
        pair = re.compile(
            rf"(?:(?P<between>\bbetween) )?\b(?:{name} and {other}|{other} and {name})"
        )
        found = pair.search(text)
        if found is None:
            return text
        ahead = re.sub(
            rf"\b(?:{'|'.join(_OF_ONE)}) $",
            lambda m: f"{_OF_ONE[m.group()[:-1]]} ",
            text[: found.start()],
        )
        who = f"with {staying}" if found["between"] else staying
        alone = f"{ahead}{who}{text[found.end() :]}"
    return _TOGETHER.sub("", alone) if alone != text else text


def _countries(text: str, places: Gazetteer) -> set[str]:
    return countries(text) | {places.cities[stem] for stem in stems(text) if stem in places.cities}


def _home(name: str, places: Gazetteer) -> str:
    """The country that somebody belongs to; empty where it is not clear which."""
    words = stems(split_at_title(name)[1] or name)
    if places.protagonist in words:  # goes everywhere
        return ""
    homes = {home for word in words if (home := places.place_of_name(word))}
    return homes.pop() if len(homes) == 1 else ""
