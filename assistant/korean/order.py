"""A Korean question, looked up word by word, put together as an English one.

Korean puts the verb last, what describes a noun before it, and what is asked for in its place;
particles say what a noun does. A reader of English makes nothing of "summit sign certificate
contents what": it needs "What is contents of certificate sign in summit?".
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.korean import grammar
from assistant.korean.english_clause import (
    ADVERBS,
    SUBJECTS,
    EnglishClause,
    Phrase,
    Verb,
    joined,
    question,
)
from assistant.korean.noun import Noun, Part, is_date
from assistant.words.clauses import upper_first

_PASSIVE_VERBS = frozenset(("held",))
"""Of which Korean makes no passive: a summit "opens"."""

_BEHIND_A_NOUN = {"before": "before", "after": "after", "ahead of": "before"}
_SAYS_HOW = frozenset(("last", "first", "details", "independently", "newly", "long-term"))
_PLANS = frozenset(("plan", "schedule"))

_SAYS_LITTLE = frozenset(("total", "around"))
_COUNTED_BY_NAME = frozenset(("", "people", "companies", "countries"))


class EnglishOrder:
    """Parts go in as Korean has them; a question comes out as English has it.

    >>> order = EnglishOrder()
    >>> for part in (Part("summit", "에서"), Part("sign", "된"), Part("certificate", "의"),
    ...     Part("contents", "은")):
    ...     order.take(part)
    >>> order.finished("What", past=True)
    'What was contents of certificate sign in summit'
    """

    def __init__(self) -> None:
        self._noun = Noun()  # the one that is being read
        self._args: list[Phrase] = []
        self._verb: Verb | None = None
        self._asides: list[str] = []
        self._agreed = ""
        self._counted = False
        self._quoted = False

    def take(self, part: Part) -> None:
        """The next part."""
        if part.english in _SAYS_LITTLE and not self._noun.parts:
            return
        counted, self._counted = self._counted, part.counts
        if part.counts:
            self._count(part)
        elif counted and (part.tail or "").startswith("동안"):
            pass  # "몇 시간 동안": it belongs to the count
        elif not part.english:
            self._bind(part.tail or "")
        elif part.is_verb or grammar.is_ending(grammar.ADDED.sub("", part.tail or "")):
            self._act(part)
        else:
            self._name(part)

    def finished(self, asking: str, past: bool) -> str:
        """The question in English, without its mark.

        Args:
            asking: asks where no word among the parts does: "What", "Did".
            past: whether it is asked about the past.
        """
        self._close("subject")
        self._leave_pair()
        if self._verb is None and self._agreed:
            self._verb = Verb(self._agreed)
        if self._verb is None and self._noun.clause:
            self._resume(self._noun.clause)  # a fragment: it ends in what describes
        asked = question(asking.lower(), self._args, self._verb, past)
        return joined(upper_first(asked), *self._asides)

    def _bind(self, word: str) -> None:
        """A word that names nothing."""
        if self._noun.parts and word.startswith(grammar.IS_DONE):
            self._act(replace(self._noun.parts.pop(), tail="되었"))
            return
        if self._noun.parts and (added := grammar.ADDED.match(word)):
            # A word of its own here: "중국 쪽에서는", "회담 때".
            default = "at" if word.startswith("때") else "subject"
            self._close(grammar.role_of(word[added.end() :], default))
            return
        self._close("subject")
        if self._noun.which and word.startswith("쪽"):
            self._name(Part("side", word[1:]))
        elif self._noun.clause and (person := re.match("사람|분(?=[은이을])", word)):
            self._name(Part("person", word[person.end() :]))
        elif grammar.WHICH.search(word):
            self._noun.which = "how many" if word.endswith("몇") else "what"
        elif not self._ask(word) and not self._bind_noun(word):
            self._bind_verb(word)

    def _ask(self, word: str) -> bool:
        """Whether `word` asks: who, when."""
        found = next(((a, m) for a, p in grammar.ASKING.items() if (m := p.match(word))), None)
        if found is None:
            return False
        asking, form, tail = found[0], found[1].group(), word[found[1].end() :]
        tail = tail.removeprefix(form)  # "누구누구"
        quotes = tail.endswith("라고")
        role = "subject" if form == "누가" else grammar.ROLES.get(tail, "")
        if role == "and":
            role = "with"  # nobody is named that who is asked for could be joined to
        where_to = role in ("in", "at", "as", "until", "from")
        if (asking in ADVERBS and (where_to or not tail)) or (
            asking == "how much" and (where_to or tail.startswith("나"))
        ):
            role = "adverb"
        elif not role:
            role = "object" if not tail or quotes else "is"
        if asking == "where" and role in ("object", "of"):
            asking = "what place"
        self._quoted = self._quoted or quotes
        self._args.append(Phrase(role, "", asked=asking))
        return True

    def _bind_noun(self, word: str) -> bool:
        """Whether `word` binds the noun before it: on, for."""
        if self._args and (preposition := grammar.english_of(word, grammar.TO_NOUN)):
            self._noun.behind.append(f"{preposition} {self._args.pop().text}")
        elif self._args and (preposition := grammar.english_of(word, grammar.TO_VERB)):
            self._args.append(replace(self._args.pop(), role=preposition))
        else:
            return False
        return True

    def _bind_verb(self, word: str) -> None:
        """A word that says what the clause before it is for, or a verb that mostly only binds."""
        if self._agreed and grammar.follows_agreement(word):
            verb, self._agreed = f"agreed to {self._agreed}", ""
            self._act(Part(verb, word, is_verb=True))
        elif self._noun.clause and grammar.THING.match(word):
            self._resume(self._noun.clause)
        elif self._noun.clause and (conjunction := grammar.english_of(word, grammar.TELLS_WHEN)):
            self._put_aside(conjunction, self._noun.clause)
        elif self._args and self._verb is None and (light := grammar.light_verb(word)):
            english, is_describing = light
            verb = "say" if self._quoted else english
            self._act(Part(verb, word, is_verb=True, describes=is_describing))

    def _count(self, part: Part) -> None:
        """What is counted was asked for: "몇 년", "몇 건의 협정", "협정을 (모두) 몇 건"."""
        self._close("subject")
        tail = grammar.ADDED.sub("", part.tail or "")
        role = grammar.ROLES.get(tail, "")
        if role == "of":
            self._noun.which = "how many"
        elif part.english == "years" and (role == "at" or tail.startswith("도")):
            self._args.append(Phrase("adverb", "", asked="in what year"))
        elif not self._count_named(part.english, role):
            role = role or ("is" if grammar.role_of(tail) == "is" else "adverb")
            self._args.append(Phrase(role, part.english, asked="how many"))

    def _count_named(self, unit: str, role: str) -> bool:
        """Whether what is counted was named before: "한국 기업은 몇 곳"."""
        if unit not in _COUNTED_BY_NAME or (unit and role in ("subject", "object")):
            return False
        # The last of what is done, else of who does it; never where or when.
        for roles in (("object",), SUBJECTS):
            mine = [n for n, arg in enumerate(self._args) if arg.role in roles and arg.head]
            if mine:
                self._args[mine[-1]] = replace(self._args[mine[-1]], asked="how many")
                return True
        return False

    def _name(self, part: Part) -> None:
        """A noun, or what stands behind one like a preposition."""
        starts, preposition = not self._noun.parts, _BEHIND_A_NOUN.get(part.english)
        if starts and self._noun.clause and preposition:
            self._put_aside(preposition, self._noun.clause)
        elif not starts and preposition:
            self._close(preposition)
        elif starts and part.english in _PLANS and (self._noun.clause or self._noun.before):
            self._intend(part.english)
        else:
            named = self._noun.parts
            if named and is_date(named[0].english) and not is_date(part.english):
                self._close("on")
            if part.asks:
                self._close("topic")
                self._noun.which = "what"
            if starts and self._verb:
                self._describe(self._verb)  # "균형을 유지해야 한다고 보는 이유"
                self._verb = None
            self._noun.parts.append(part)
            self._close_by(part)

    def _close_by(self, part: Part) -> None:
        """Close the noun where its last part has a particle, or something like it."""
        if not part.tail:
            return
        tail = grammar.ADDED.sub("", part.tail)
        if tail:
            role = grammar.role_of(tail)
            self._close("adverb" if role == "as" and part.english in _SAYS_HOW else role)
        elif part.tail.startswith(("때", "중", "내")):
            self._close("at")

    def _close(self, role: str) -> None:
        """The noun is complete, with all that describes it."""
        self._args += self._noun.closed(role)

    def _leave_pair(self) -> None:
        """No second noun comes."""
        self._args += self._noun.left_pair()

    def _act(self, part: Part) -> None:
        """A verb: of the sentence, or of a clause that describes the next noun."""
        ending, english = part.tail or "", part.act or part.english
        passive = grammar.is_passive(ending) or english in _PASSIVE_VERBS
        self._close("subject" if passive else "object")
        self._leave_pair()
        if self._agreed:
            english, self._agreed = f"{english} to {self._agreed}", ""
        verb = Verb(english, passive)
        if ending.endswith("기로"):
            self._agreed = english
        elif part.describes or grammar.describes(ending):
            self._describe(verb)
        elif grammar.goes_on(ending):
            mine = tuple(arg for arg in self._args if arg.role not in SUBJECTS)
            self._args = [arg for arg in self._args if arg.role in SUBJECTS]
            self._asides.append(EnglishClause(mine, Verb(english)).said())
        else:
            if self._verb:  # "시작됐다고 설명하나요": what is said
                self._describe(self._verb)
                self._args.append(Phrase("object", "", clause=self._noun.clause))
                self._noun.clause = None
            self._verb = verb

    def _describe(self, verb: Verb) -> None:
        """A clause that describes the next noun, of all that stands before it and asks nothing."""
        stays = [arg for arg in self._args if arg.role == "topic" or arg.asked or arg.asks]
        mine = tuple(arg for arg in self._args if arg not in stays)
        self._args = stays
        self._noun.describe(mine, verb)

    def _resume(self, clause: EnglishClause) -> None:
        """What describes is the sentence itself: "열린 것은 언제인가"."""
        self._args += clause.args
        self._verb, self._noun.clause = clause.verb, None

    def _put_aside(self, conjunction: str, clause: EnglishClause) -> None:
        self._asides.append(f"{conjunction} {clause.said()}")
        self._noun.clause = None

    def _intend(self, plan: str) -> None:
        """What describes a plan is what is planned: "건조할 계획인가"."""
        planned = self._noun.clause or EnglishClause((), Verb(self._noun.before.pop()))
        self._resume(replace(planned, verb=Verb(f"{plan} to {planned.verb.english}")))
