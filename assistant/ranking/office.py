"""Who holds an office: "Who is China's president?" is told by "Chinese President Xi Jinping"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.words.grammar import VAGUE_ROLES
from assistant.words.kinds import country_of, kind_words
from index.lexical import analyze

_NAME = r"(?:the )?[A-Z][\w.-]*(?: (?:of |and )?[A-Z][\w.-]*)*"
_IS = r"^\W*(?i:(?:and |so )?who(?: is| was|['’]s)(?: now)? )"
_ROLE = r"(?P<role>(?:[\w.-]+ ){0,3}?[\w-]+)"
_SAME_ROLES = (("prime minister", "premier"), ("chairman", "chairwoman", "chairperson", "chair"))
_TODAY = r"(?:(?:current|present|acting|new|previous|former|last|next) )*"
_ASKS = (
    re.compile(
        rf"{_IS}(?P<of>{_NAME})[’']s? {_TODAY}{_ROLE}(?= (?:at|for|in|to|that|when)\b|\W*$)"
    ),
    re.compile(
        rf"{_IS}(?:the |an? ){_TODAY}{_ROLE} (?:of|at|for) (?P<of>{_NAME})(?=\W*$|,? [a-z])"
    ),
    re.compile(rf"{_IS}(?:the |an? )?{_TODAY}{_ROLE}(?= (?:of|at|for|in|to|that|when)\b|\W*$)"),
)
_AS = r"(?:[a-z]+ ){0,3}(?:as )?"
# "Premier Li, often called China's …", "Premier Li said that China …"
_OF_ANOTHER = re.compile(
    rf", {_AS}(?P<called>[A-Z]\w+)[’']s | (?:\w+ ){{1,2}}that (?P<speaks_for>[A-Z]\w+)\b"
)
_WORD = re.compile(r"[A-Z][\w.]*\w")
_VISITS = re.compile(
    r"(?:[’']s)? (?:[\w’'-]+ ){0,3}?(?:visit(?:s|ed)?|trip|travel(?:s|led|ed)?|flew|went)"
    r"(?: to)? (?:the )?"
    r"(?P<where>[A-Z][\w.]*(?: [A-Z]\w*)*)"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and whose it is: a country, a place or an organisation; empty where unsaid."""

    role: str
    of: str


def office_asked(text: str) -> Office | None:
    """The office whose holder `text` asks for; None where it asks for none that has a title.

    >>> office_asked("Who is China's president?")
    Office(role='president', of='China')
    >>> office_asked("Who is the chairman of LG Group?")
    Office(role='chairman', of='LG Group')
    >>> office_asked("Who is the Chinese premier?")
    Office(role='premier', of='china')
    >>> office_asked("Who is the winner?")
    """
    for asks in _ASKS:
        found = asks.match(text)
        if found:
            role = found["role"].casefold()
            last = role.split()[-1]
            if last not in kind_words().titles or last in VAGUE_ROLES:
                return None
            of = re.sub("^the ", "", found.groupdict().get("of") or "", flags=re.IGNORECASE)
            return _of_country(Office(role, of))
    return None


def _of_country(office: Office) -> Office:
    """The premier of China where the "Chinese premier" is asked for."""
    words = office.role.split()
    for size in (2, 1):
        country = country_of(" ".join(words[:size]))
        if country and not office.of and len(words) > size:
            return Office(" ".join(words[size:]), country)
    return office


def names_holder(office: Office, sentence: str) -> bool:
    """Whether a sentence names the holder of `office` by its title.

    >>> names_holder(Office("president", "China"), "Chinese President Xi Jinping came.")
    True
    >>> names_holder(Office("president", "China"), "President Lee was in China.")
    False
    >>> names_holder(Office("prime minister", "China"), "Premier Li, often seen as China's tsar.")
    True
    """
    if not office.of:
        return False
    owners = "|".join(map(re.escape, sorted(_owners(office.of), key=len, reverse=True)))
    role = _role(office)
    before = rf"(?<!North )(?i:\b(?:{owners})(?:[’']s?)? (?:\w+ )?{role}),? [A-Z]"
    behind = (
        rf"[A-Z][\w-]*(?:,| is| was)(?: the| an?)? (?i:{role} (?:of|at) (?:the )?(?:{owners}))\b"
    )
    called = rf"(?i:\b{role}) {_NAME}, {_AS}(?i:{owners})[’']s "
    return any(re.search(form, sentence) for form in (before, behind, called))


def names_other_holder(office: Office, sentence: str) -> bool:
    """Whether a sentence names somebody who holds that office elsewhere.

    >>> of_china = Office("premier", "China")
    >>> names_other_holder(of_china, "After China he saw Japan and met Prime Minister Abe.")
    True
    >>> names_other_holder(Office("president", "Peru"), "President Lee's visit to Peru was short.")
    True
    >>> names_other_holder(Office("premier", "Peru"), "Premier Li, often called China's tsar")
    True
    >>> names_other_holder(Office("mayor", "Lyon"), "Eva Ruiz, mayor of Lima, came.")
    True
    >>> names_other_holder(Office("president", "Tea Bank"), "The Guild's president came.")
    True
    >>> names_other_holder(of_china, "He flew to China and met Premier Li.")
    False
    """
    if not office.of or names_holder(office, sentence):
        return False
    owners = {stem for name in _owners(office.of) for stem in analyze(name)}
    role = _role(office)
    of = re.search(rf"(?i:\b{role}) (?:of|at|for) (?:the )?(?P<of>{_NAME})", sentence)
    whose = re.search(rf"(?P<of>{_NAME})[’']s (?i:(?:\w+ )?{role})\b", sentence)
    if (of or whose) and not owners & set(analyze(sentence)):
        return True
    asked = _country(office.of)
    holder = _titled(office).search(sentence)
    if asked is None or holder is None:
        return False
    before = [c for word in _WORD.findall(sentence[: holder.start()]) if (c := _country(word))]
    if before:
        return before[-1] != asked
    visited = _VISITS.match(sentence, holder.end())
    if visited:
        return _country(visited["where"]) == asked
    other = _OF_ANOTHER.match(sentence, holder.end())
    named = _country(other["called"] or other["speaks_for"]) if other else None
    return named not in (None, asked)


def names_holder_elsewhere(office: Office, sentence: str, others: Iterable[str]) -> bool:
    """Whether `sentence` names a holder of whom one of `others` says that it is elsewhere.

    >>> of_peru, told = Office("adviser", "Peru"), "Adviser Wi Sung spoke."
    >>> names_holder_elsewhere(of_peru, told, ["Korean Adviser Wi Sung spoke."])
    True
    >>> names_holder_elsewhere(of_peru, told, ["Korean Adviser Bo Dahl spoke."])
    False
    """
    named = _holder(office, sentence)
    same = [one for one in others if named and _holder(office, one) == named]
    return any(names_other_holder(office, one) for one in same)


def _holder(office: Office, sentence: str) -> str:
    """The name behind the title; empty where there is none."""
    found = _titled(office).search(sentence)
    return found["name"] if found else ""


def _titled(office: Office) -> re.Pattern[str]:
    return re.compile(rf"(?i:\b{_role(office)}) (?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)*)")


def _country(name: str) -> str | None:
    """The country; "Korea" alone is the South."""
    return "south korea" if name.casefold() in ("korea", "korean") else country_of(name)


def roles_alike(role: str) -> tuple[str, ...]:
    """The role, and what else it is called."""
    return next((roles for roles in _SAME_ROLES if role in roles), (role,))


def _role(office: Office) -> str:
    return rf"(?:{'|'.join(map(re.escape, roles_alike(office.role)))})"


def _owners(name: str) -> set[str]:
    """`name`, and where it is a country's, its adjective and other names."""
    country = country_of(name)
    if country is None:
        return {name}
    names = {other for other, named in kind_words().countries.items() if named == country}
    # "Korean" alone is the South's: nobody writes it of the North.
    return names | ({"korea", "korean"} if country == "south korea" else set())
