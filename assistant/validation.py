"""Answer validation: whether the best sentence shows that it tells something else than is asked.

The task has its name from Peñas, Rodrigo, Sama and Verdejo, "Overview of the Answer Validation
Exercise 2006" (CLEF). Each check knows one way in which what is most alike is no answer: a visit
that was made does not tell when the next one will be. A check that cannot tell stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.abbreviation import letters_asked, may_define
from assistant.clauses import clause_of, folded, is_verb
from assistant.frames import KINDS_OF_DOCUMENTS, TEXT
from assistant.grammar import OWN_DEEDS, SPEAKING
from assistant.mentions import is_title, may_be_person, mentions
from assistant.office import names_other_holder, office_asked, roles_alike
from assistant.question import Question
from assistant.spans import asks_how_long_a_stay
from index.lexical import analyze
from index.near import Near

ALIKE = 0.35
"""Words no nearer in meaning than this tell different deeds."""


@dataclass(frozen=True, slots=True)
class Told:
    """What may answer.

    Attributes:
        sentences: the best two, or one; the best first.
        words: the best words in the first sentence; empty where nothing was read.
        near: the words of the documents for those of the question.
    """

    sentences: Sequence[str]
    words: str
    near: Near

    @property
    def best(self) -> str:
        """The best sentence."""
        return self.sentences[0]

    def tells(self, word: str) -> bool:
        """Whether the sentences hold `word`, or one that may mean it."""
        held = {token for sentence in self.sentences for token in analyze(sentence)}
        return all(
            token in held or any(self.near.get(token, {}).get(t, 0.0) > ALIKE for t in held)
            for token in analyze(word)
        )


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_TO_COME = _any(
    r"will|would|shall|upcoming|next (?!to\b|after\b)\w+|(?:is|are|be) (?:[\w’'-]+ ){0,4}?"
    r"(?:going|expected|due|supposed|scheduled|planned|set) (?:to|for)|expected|planned|scheduled"
)
_TELLS_TO_COME = _any(
    r"will|would|shall|(?-i:may)|expected|due|plan(?:s|ned|ning)?|upcoming|next|scheduled|set to|"
    r"to follow|agreed? to|intends?|going to|hopes? to|aims? to|takes? place|begins?|starts?|opens?"
)
_PAST_ASKED = _any("did|was|were|had")
_NOT_PAST = _any(
    r"is|are|has|have|goes|enters|follows|means|from (?:19|20)\d\d|by (?:19|20)\d\d|by the end"
)


def _no_time_to_come(question: Question, told: Told) -> bool:
    """When or where something will be is asked, and the sentence tells what has been."""
    asked = question.reads
    if question.kind not in ("when", "where") or not _TO_COME.search(asked):
        return False
    # "Date: 5 May" and "it starts on 5 May" may tell it: only a sentence all in the past does not.
    past = any(map(is_verb, told.best.split())) and not _NOT_PAST.search(told.best)
    return past and not _PAST_ASKED.search(asked) and not _TELLS_TO_COME.search(told.best)


_HOW_LONG = re.compile(
    r"^\W*(?:and |but |so )?(?:for )?how (?:long|many (?:years|months|weeks|days|hours)) "
    r"(?:did|do|does|will|is|was|were|has|have)\b",
    re.IGNORECASE,
)
_UNIT = r"(?:year|month|week|day|decade)s?"
_IN_BETWEEN = _any(
    r"since|gap|hiatus|first|last(?= (?!for)\w)|previous(?:ly)?|again|before|apart|ago|passed|"
    r"elapsed|without|interval|pause|break|absence|wait(?:ed|ing)?|after|interrupt\w*|lapse\w*|"
    r"suspen\w*|no|not|been|there|until|return\w*|take"
)
_TELLS_IN_BETWEEN = _any(
    rf"first\b[^.;]{{0,60}}\bin (?:\w+ )?\w+ {_UNIT}|"
    rf"\w+[- ]{_UNIT}(?:[- ]long)? (?:hiatus|gap|absence|pause|break|interval|interruption)"
)
# "13-14 January", "for three weeks"
_TELLS_LENGTH = re.compile(rf"\b\d{{1,2}}[–-]\d{{1,2}}\b|\bfor (?:\w+ )?\w+ {_UNIT}\b")


def _time_in_between(question: Question, told: Told) -> bool:
    """How long something lasts is asked, and the sentence tells how long there was none."""
    asks = _HOW_LONG.search(question.reads) and not _IN_BETWEEN.search(question.reads)
    return (
        bool(asks)
        and bool(_TELLS_IN_BETWEEN.search(told.best))
        and not any(map(_TELLS_LENGTH.search, told.sentences))
    )


def _other_stay(question: Question, told: Told) -> bool:
    """How long somebody stayed somewhere is asked, and the sentences do not name both."""
    if not asks_how_long_a_stay(question.reads) or _POINTING.search(told.best):
        return False
    names = (m.text for m in mentions(question.reads) if not is_title(m.text))
    return not all(told.tells(name.split()[-1]) for name in names)


_REACTING = re.compile(
    r"\b(?:did|does|do|has|have) (?P<who>[\w’' -]+?) (?:react|respond|retaliate|reply|announce)",
    re.IGNORECASE,
)
_REACTION = _any(
    r"react(?:ed|s|ions?)?|respon(?:d|ded|ds|ses?)|retaliat\w+|countermeasures?|repl(?:y|ied)"
)
_TELLS_REACTION = _any(
    r"react\w*|respon[ds]\w*|retaliat\w*|counter\w*|repl(?:y|ied)|answer\w*|refus\w*|reject\w*|"
    r"rebuff\w*|welcom\w*|critici\w*|condemn\w*|prais\w*|protest\w*|oppos\w*|denounc\w*|"
    r"applaud\w*|thank\w*|declin\w*|support\w*|accept\w*|emphasi\w*|stress\w*|"
    r"call\w*|to (?:this|that) end|indicat\w*|said|stated"
)


def _no_reaction(question: Question, told: Told) -> bool:
    """How somebody reacted is asked, and the sentences tell of no reaction, nor of them."""
    if not _REACTION.search(question.reads) or any(map(_TELLS_REACTION.search, told.sentences)):
        return False
    reacting = _REACTING.search(question.reads)
    return reacting is not None and not told.tells(reacting["who"].split()[-1])


_HE_OR_SHE = _any("he|she|his|her")
_POINTING = _any(
    "he|she|his|her|they|their|its?|the (?:company|firm|group|institute|ministry|government)"
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_BODIES = _any(
    "house|administration|government|ministry|opposition|press|media|ambassador|parliament|public|"
    "consumers|voters|analysts|experts|critics|residents|families|unions|lawmakers|newspapers"
)


def _other_speaker(question: Question, told: Told) -> bool:
    """What somebody says is asked, and neither they nor a pronoun for them are named."""
    clause = clause_of(question.reads)
    verb = clause.rest.split()[:1]
    if clause.asks in ("where", "when", "why") or not verb or folded(verb[0]) not in SPEAKING:
        return False
    named = [m for m in mentions(clause.subject) if may_be_person(m) and not is_title(m.text)]
    bodies = [] if named else _BODIES.findall(clause.subject)
    speaker = [m.text for m in named] or bodies
    if not speaker:
        return False
    # "Lee wrote on X" tells nothing that Takaichi wrote.
    said_by = _QUOTED.sub("", told.best)
    pointing = _HE_OR_SHE if named and named[-1].kind == "person" else _POINTING
    last_word = analyze(speaker[-1])[-1:]
    return not set(last_word) & set(analyze(said_by)) and not pointing.search(said_by)


def _other_role(question: Question, told: Told) -> bool:
    """Who holds an office is asked, and the sentences name another one."""
    office = office_asked(question.reads)
    if office is None:
        return False
    told_of = any(map(told.tells, roles_alike(office.role)))
    return not told_of or names_other_holder(office, told.best)


def _other_deed(question: Question, told: Told) -> bool:
    """A deed is asked about that a text tells by its own name, and the sentences do not tell it."""
    verb = clause_of(question.reads).rest.split()[:1]
    return bool(verb) and folded(verb[0]) in OWN_DEEDS and not told.tells(verb[0])


_STARTS = _any(
    r"(?:take|takes|took|come|comes|came|go|goes|went) (?:in(?:to)? )?(?:office|effect|force)"
)
_TELLS_START = _any(
    r"office|effect|force|sworn|inaugurat\w*|beg[aiu]ns?|became|becomes?|succe\w+|elect\w*|since|from"
)


def _no_start(question: Question, told: Told) -> bool:
    """When somebody took office, or a rule effect, is asked, and the sentence tells no start."""
    asks = question.kind == "when" and _STARTS.search(question.reads)
    return bool(asks) and not _TELLS_START.search(told.best)


_TITLE_OF = _any(r"(?<!full )titles? of")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]+")
_TELLS_NAME = re.compile(r"[“\"]|\b(?:called|named|known as|titled|entitled)\b")


def _no_title(question: Question, told: Told) -> bool:
    """A title is asked for, and the sentence has no name but those of the question."""
    if not _TITLE_OF.search(question.reads) or _TELLS_NAME.search(told.best):
        return False
    asked = set(analyze(question.reads))
    words = told.words or told.best[1:]  # the capital that begins a sentence makes no name
    return all(set(analyze(name)) <= asked for name in _CAPITALISED.findall(words))


def _no_long_form(question: Question, told: Told) -> bool:
    """What letters stand for is asked, and the sentence does not say it."""
    letters = letters_asked(question.text)
    return letters is not None and not may_define(letters, told.best)


_WORDING = _any(
    r"(?:exact|precise|original) (?:wording|words|text)|word for word|verbatim|one by one"
)
_TELLS_WORDING = re.compile(r"[“\"]|\b(?:wording|texts?|reads|clauses?|articles?|provisions?)\b")


def _no_wording(question: Question, told: Told) -> bool:
    """How a document is worded is asked, and the sentence names the document only."""
    return bool(_WORDING.search(question.reads)) and not _TELLS_WORDING.search(told.best)


_EARLIER = _any(
    r"(?:previous|former|preceding)(?:ly)?|predecessors?|(?:job|post|office|position) before|"
    r"the last\b[\w ]{1,30} to (?:be|come|go|make|visit|meet|hold|win|receive)"
)
_TELLS_EARLIER = _any(
    r"previous(?:ly)?|former(?:ly)?|preced\w+|predecess\w+|last|prior|since|before|earlier|ago|"
    r"again|had|was|were|hiatus|historically|used to|past|then|replac\w+|succe\w+|until|after|left"
)


def _not_earlier(question: Question, told: Told) -> bool:
    """Who or what was before is asked, and the sentence tells of now."""
    asks = clause_of(question.reads).asks in ("who", "which", "what")
    return asks and bool(_EARLIER.search(question.reads)) and not _TELLS_EARLIER.search(told.best)


_EXCHANGE = _any(
    r"(?:offer|promise|give|gave|get|got|receive|pay|paid|want)\w*\b.*\bin (?:return|exchange)"
)
_TELLS_EXCHANGE = _any(r"in (?:return|exchange)|exchang\w+|offer\w*|concession\w*|reciproc\w*")


def _no_exchange(question: Question, told: Told) -> bool:
    """What was given in return is asked, and the sentence tells of no exchange."""
    return bool(_EXCHANGE.search(question.reads)) and not _TELLS_EXCHANGE.search(told.best)


_HAS_DEAL = _any(r"(?:has|have) (?:an? |any |the |some )?(?:[\w-]+ ){0,2}deals?")
_TELLS_DEAL = _any(
    r"deals?|agree\w*|mous?|memorand\w+|contracts?|accords?|pacts?|partner\w*|sign\w*|cooperat\w+|"
    r"suppl\w+|deliver\w*|orders?|licen[cs]\w*|joint|venture"
)


_OF_ROW = re.compile(r"[:;|]| [–-] ")


def _no_deal(question: Question, told: Told) -> bool:
    """Who has an agreement is asked, and the sentence tells of none; a row of a table may."""
    is_row = _OF_ROW.search(told.best) and not any(map(is_verb, told.best.split()))
    tells = _TELLS_DEAL.search(told.best) or is_row
    return bool(_HAS_DEAL.search(question.reads)) and not tells


_PUBLISHED = re.compile(
    r"\b(?:when|dates?|day|year)\b.*\b(?:publish(?:ed)?|publication|issued?|released?|sent out|"
    r"(?:came|come) out|written|dated?|appear(?:ed)?)\b|\bdate of (?:the|this|its)\b",
    re.IGNORECASE,
)
_A_DOCUMENT = _any(rf"(?:{'|'.join(sorted(KINDS_OF_DOCUMENTS))}|{TEXT})s?")
_TELLS_PUBLISHED = _any(r"publish\w*|publication|issued?|released?|posted|edition|dated|appeared")


def _not_published(question: Question, told: Told) -> bool:
    """When a document appeared is asked, and the sentence tells of no publication."""
    asked = question.text
    asks = _PUBLISHED.search(asked) and _A_DOCUMENT.search(asked)
    return bool(asks) and not _TELLS_PUBLISHED.search(told.best)


_CHECKS: tuple[Callable[[Question, Told], bool], ...] = (
    _no_time_to_come,
    _time_in_between,
    _other_stay,
    _no_reaction,
    _other_speaker,
    _no_exchange,
    _other_role,
    _other_deed,
    _no_start,
    _no_title,
    _no_long_form,
    _no_wording,
    _not_earlier,
    _no_deal,
    _not_published,
)


def fits(question: Question, told: Told) -> bool:
    """Whether nothing shows that the sentences tell something else than is asked.

    Of a question in Korean its English words are looked at.
    """
    return not any(objects(question, told) for objects in _CHECKS)
