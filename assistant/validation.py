"""Answer validation: whether the best sentence shows that it tells something else than is asked.

The task has its name from Peñas, Rodrigo, Sama and Verdejo, "Overview of the Answer Validation
Exercise 2006" (CLEF). Each check knows one way in which what is most alike is no answer: a visit
that was made does not tell when the next one will be. A check that cannot tell stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.abbreviation import letters_asked, long_form
from assistant.clauses import clause_of, is_verb
from assistant.grammar import OWN_DEEDS, SPEAKING
from assistant.mentions import may_be_person, mentions
from assistant.office import office_asked
from assistant.question import Question
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
        """Whether the best sentence holds `word`, or one that may mean it."""
        held = set(analyze(self.best))
        return all(
            token in held or any(self.near.get(token, {}).get(t, 0.0) > ALIKE for t in held)
            for token in analyze(word)
        )


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_TO_COME = _any(
    r"will|would|shall|upcoming|next (?!to\b)\w+|(?:is|are|be) (?:[\w’'-]+ ){0,4}?"
    r"(?:going|expected|due|supposed|scheduled|planned|set) (?:to|for)|expected|planned|scheduled"
)
_TELLS_TO_COME = _any(
    r"will|would|shall|(?-i:may)|expected|due|plan(?:s|ned|ning)?|upcoming|next|scheduled|set to|"
    r"to follow|agreed? to|intends?|going to|hopes? to|aims? to|takes? place|begins?|starts?|opens?"
)
_PAST = _any("was|were|had|did")


def _no_time_to_come(question: Question, told: Told) -> bool:
    """When or where something will be is asked, and the sentence tells what has been."""
    if question.kind not in ("when", "where") or not _TO_COME.search(question.reads):
        return False
    # "Date: 5 May" and "it starts on 5 May" may tell it; what has no past tense is not past.
    past = _PAST.search(told.best) or any(map(is_verb, told.best.split()))
    return bool(past) and not _TELLS_TO_COME.search(told.best)


_HOW_LONG = re.compile(
    r"^\W*(?:and |but |so )?(?:for )?how (?:long|many (?:years|months|weeks|days|hours)) "
    r"(?:did|do|does|will|is|was|were|has|have)\b",
    re.IGNORECASE,
)
_UNIT = r"(?:year|month|week|day|decade)s?"
_IN_BETWEEN = _any(
    r"since|gap|hiatus|first|last(?= (?!for)\w)|previous(?:ly)?|again|before|apart|ago|passed|"
    r"elapsed|without|interval|pause|break|absence|wait(?:ed|ing)?|after|interrupt\w*|lapse\w*|"
    r"suspen\w*|no|not|been|there"
)
_TELLS_IN_BETWEEN = _any(
    rf"first\b[^.;]{{0,60}}\bin (?:\w+ )?\w+ {_UNIT}|"
    rf"\w+[- ]{_UNIT}(?:[- ]long)? (?:hiatus|gap|absence|pause|break|interval|interruption)"
)
_DAYS = re.compile(r"\b\d{1,2}[–-]\d{1,2}\b")  # "13-14 January" tells how long a stay was


def _time_in_between(question: Question, told: Told) -> bool:
    """How long something lasts is asked, and the sentence tells how long there was none."""
    asks = _HOW_LONG.search(question.reads) and not _IN_BETWEEN.search(question.reads)
    return (
        bool(asks)
        and bool(_TELLS_IN_BETWEEN.search(told.best))
        and not any(map(_DAYS.search, told.sentences))
    )


_REACTION = _any(
    r"react(?:ed|s|ions?)?|respon(?:d|ded|ds|ses?)|retaliat\w+|countermeasures?|repl(?:y|ied)"
)
_TELLS_REACTION = _any(
    r"react\w*|respon[ds]\w*|retaliat\w*|counter\w*|repl(?:y|ied)|answer\w*|refus\w*|reject\w*|"
    r"rebuff\w*|welcom\w*|critici\w*|condemn\w*|prais\w*|protest\w*|oppos\w*|denounc\w*|"
    r"applaud\w*|thank\w*|emphasi\w*|stress\w*|call\w*|to (?:this|that) end|indicat\w*|said|stated"
)


def _no_reaction(question: Question, told: Told) -> bool:
    """How somebody reacted is asked, and the sentences tell what happened."""
    return bool(_REACTION.search(question.reads)) and not any(
        map(_TELLS_REACTION.search, told.sentences)
    )


_HE_OR_SHE = _any("he|she")
_POINTING = _any("he|she|they|it|the (?:company|firm|group|institute|ministry|government)")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_BODIES = _any(
    "house|administration|government|ministry|opposition|press|media|ambassador|parliament|public|"
    "consumers|voters|analysts|experts|critics|residents|families|unions|lawmakers|newspapers"
)


def _other_speaker(question: Question, told: Told) -> bool:
    """What somebody says is asked, and neither they nor a pronoun for them are named."""
    clause = clause_of(question.reads)
    verb = clause.rest.split()[:1]
    if clause.asks in ("where", "when", "why") or not verb or verb[0] not in SPEAKING:
        return False
    body = _BODIES.search(clause.subject)
    named = [m for m in mentions(clause.subject) if may_be_person(m)]
    if not body and not named:
        return False
    # "Lee wrote on X" tells nothing that Takaichi wrote.
    speaker = analyze(body.group() if body else named[-1].text)[-1:]
    pointing = _POINTING if body or named[-1].kind != "person" else _HE_OR_SHE
    said_by = _QUOTED.sub("", told.best)
    return not set(speaker) & set(analyze(said_by)) and not pointing.search(said_by)


def _other_role(question: Question, told: Told) -> bool:
    """Who holds an office is asked, and the sentence has not all the words of its name."""
    office = office_asked(question.reads)
    return office is not None and not told.tells(office.role)


def _other_deed(question: Question, told: Told) -> bool:
    """Who did what or where is asked of a deed that the sentences do not tell."""
    clause = clause_of(question.reads)
    verb = clause.rest.split()[:1]
    return bool(verb) and verb[0].casefold() in OWN_DEEDS and not told.tells(verb[0])


_STARTS = re.compile(
    r"\b(?:t[ao]k|t[ao]ok|c[ao]m|go|went|enter)\w* (?:in(?:to)? )?(?P<what>office|effect|force)\b"
)


def _no_start(question: Question, told: Told) -> bool:
    """When somebody took office, or a rule effect, is asked, and the sentence tells of neither."""
    asks = _STARTS.search(question.reads)
    return asks is not None and asks["what"] not in told.best


_NAME_OF = _any(r"(?:name of (?:the|that|this|an?)|titles? of)")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]+")


def _no_name(question: Question, told: Told) -> bool:
    """A name is asked for, and the words hold none but those of the question."""
    if not _NAME_OF.search(question.reads):
        return False
    asked = set(analyze(question.reads))
    words = told.words or told.best[1:]  # the capital that begins a sentence makes no name
    return all(set(analyze(name)) <= asked for name in _CAPITALISED.findall(words))


def _no_long_form(question: Question, told: Told) -> bool:
    """What letters stand for is asked, and the sentence does not say it."""
    letters = letters_asked(question.text)
    return letters is not None and long_form(letters, told.best) is None


_WORDING = _any(
    r"(?:exact|precise|full|original) (?:wording|words|text|titles?)|"
    r"(?<!in )terms of (?:the|this|that)|word for word|verbatim|one by one"
)
_TELLS_WORDING = _any(r"wording|texts?|reads|titled|terms|entitled|clauses?|articles?|provisions?")


def _no_wording(question: Question, told: Told) -> bool:
    """How a document is worded is asked, and the sentence names the document only."""
    return bool(_WORDING.search(question.reads)) and not _TELLS_WORDING.search(told.best)


_EARLIER = _any(
    r"(?:previous|former|preceding)(?:ly)?|predecessors?|the last\b[\w ]{1,30} to|"
    r"(?:job|post|office|position) before|before (?:he|she) (?:became|was|took|came)"
)
_TELLS_EARLIER = _any(
    r"previous(?:ly)?|former(?:ly)?|preced\w+|predecess\w+|last|prior|since|before|earlier|ago|"
    r"again|had|hiatus|historically|used to|past|then"
)


def _not_earlier(question: Question, told: Told) -> bool:
    """What was before is asked, and the sentence tells of now."""
    return bool(_EARLIER.search(question.reads)) and not _TELLS_EARLIER.search(told.best)


_INSTRUCTION = re.compile(r"^\W*how (?:do|can|should|could|must) (?:i|we)\b", re.IGNORECASE)
_TELLS_INSTRUCTION = _any(r"you|your|yours|should|must|please|can|need to|to apply|step|by \w+ing")


def _no_instruction(question: Question, told: Told) -> bool:
    """How the reader can do something is asked, and the sentences tell readers nothing."""
    if not _INSTRUCTION.match(question.reads):
        return False
    verb = clause_of(question.reads).rest.split()[:1]
    told_so = any(map(_TELLS_INSTRUCTION.search, told.sentences))
    return not told_so and not (verb and told.tells(verb[0]))


_EXCHANGE = _any(
    r"(?:offer|promise|give|gave|get|got|receive|pay|paid|want)\w*\b.*\bin (?:return|exchange)"
)
_TELLS_EXCHANGE = _any(r"in (?:return|exchange)|exchang\w+|offer\w*|concession\w*|reciproc\w*")


def _no_exchange(question: Question, told: Told) -> bool:
    """What was given in return is asked, and the sentence tells of no exchange."""
    return bool(_EXCHANGE.search(question.reads)) and not _TELLS_EXCHANGE.search(told.best)


_CHECKS: tuple[Callable[[Question, Told], bool], ...] = (
    _no_time_to_come,
    _time_in_between,
    _no_reaction,
    _other_speaker,
    _no_exchange,
    _other_role,
    _other_deed,
    _no_start,
    _no_name,
    _no_long_form,
    _no_wording,
    _not_earlier,
    _no_instruction,
)


def fits(question: Question, told: Told) -> bool:
    """Whether nothing shows that the sentences tell something else than is asked.

    Args:
        question: what is asked; of a Korean one its English words are looked at.
        told: the best sentences.
    """
    return not any(objects(question, told) for objects in _CHECKS)
