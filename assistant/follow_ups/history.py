"""What a question means after the questions before it: the senses worth searching for.

A question that stands alone has none besides itself. Nothing is generated: words that point back
are replaced by names of earlier questions and answers (`pointing`), and what was left out is taken
from the question before (`exchange`, `asked_anew`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.address import without_address
from assistant.asked.document_words import NOUNS
from assistant.asked.overviews import said_of
from assistant.follow_ups.anaphora import open_words
from assistant.follow_ups.asked_anew import asked_anew
from assistant.follow_ups.elsewhere import moved
from assistant.follow_ups.exchange import exchanged
from assistant.follow_ups.follow_up import (
    BESIDE_EXCHANGE_DOUBT,
    DOCUMENT_DOUBT,
    EXCHANGE_DOUBT,
    JOINED_DOUBT,
    LEANING_DOUBT,
    MORE,
    SECOND_DOUBT,
    TYPED_DOUBT,
    UNLIKE_DOUBT,
    Sense,
    asks,
    asks_for_more,
    joined,
)
from assistant.follow_ups.fragment import Fragment, fragment_of
from assistant.follow_ups.korean_senses import korean_senses
from assistant.follow_ups.other_document import asked_of_another
from assistant.follow_ups.pointing import pointed
from assistant.follow_ups.slots import with_their_noun
from assistant.follow_ups.turn import Turn, is_several, told_by
from assistant.korean.exchange import Exchange
from assistant.texts.gazetteer import NOWHERE, Gazetteer
from assistant.words.clauses import clause_of, lower_first, upper_first, without_lead
from assistant.words.grammar import NUMBERS
from assistant.words.known_names import NOTHING_KNOWN, KnownNames, known_names
from assistant.words.mentions import mentions, with_capitals
from assistant.words.patterns import any_case
from index.lexical import analyze, is_hangul

MAX_SENSES = 3
"""Senses searched besides the question as typed."""

FEW_TERMS = 1
"""A question with no name and so few words of its own leans on the one before."""

# "To do what?" goes on where the question before ended.
_ADDED = any_case(r"^(?:to do what|doing what|for (?:what|whom|how long|how much))\W*$")
# "Did Lee agree?" leaves out to what: the question before says it.
_INCOMPLETE = any_case(
    rf"^(?:(?:and|but|so) )?(?:did|does|do|has|have|will|would|why|how)\b(?!.*(?:,|\b{NOUNS}\b)).*"
    r"\b(?:agree|disagree|accept|refuse|object|respond|reply|react|comply)\W*$"
)
_WROTE = any_case(r"\bwho (?:wrote|authored|are the authors)\b")
_WHO_THEY_ARE = any_case(
    r"^\W*(?:and )?(?:what do they do|who are they|"
    r"what are their (?:jobs|posts|positions|roles))\W*$"
)
_OTHER_AUTHOR = any_case(
    r"^\W*(?:(?:and|what about|how about|so) )*(?:(?:his|her|their|the) )?"
    r"(?:co-?authors?|colleague|co-?writer|other (?:one|author|writer))\W*$"
)
_HOW_MANY = any_case(
    r"^\W*(?:(?:and|so) )?how many"
    r"(?: (?:of them|in total|altogether|overall|in all|were there))*\W*$"
)


_COMPARED_WITH = any_case(
    r"^\W*(?:(?:and|but|so) )?how (?:does|did|do) (?:that|this|it|they|those) compare (?:with|to) "
    r"(?P<other>[^?]{3,60}?)[?!. ]*$"
)
_COUNT = any_case(rf"^(?:the )?(?:\d[\d,.]*|{'|'.join(sorted(NUMBERS))}) ")


def senses(
    question: str,
    turns: Sequence[Turn],
    in_korean: Exchange | None = None,
    told: KnownNames = NOTHING_KNOWN,
    authors: Sequence[Sequence[str]] = (),
    places: Gazetteer = NOWHERE,
) -> list[Sense]:
    """Ways to understand `question`, likeliest first; none where it stands alone.

    Args:
        question: as typed.
        turns: the questions before it, oldest first.
        in_korean: puts what a Korean scrap names into the question before.
        told: what the documents show about names, besides the texts of the turns.
        authors: the authors of each document.
        places: what the documents say of places.

    >>> [r.text for r in senses("What rank does he have?", [Turn("Who is Zhao Leji?")])]
    ['What rank does Zhao Leji have?', 'What rank does he have?']
    >>> [r.text for r in senses("And in Japan?", [Turn("When was Lee in China?")])]
    ['When was Lee in Japan?', 'In Japan (Lee in China)?', 'And in Japan?']
    >>> senses("Who is Koo Kwang-mo?", [Turn("When was Lee in China?")])
    []
    """
    turns = [turn for turn in turns if asks(turn.question)]
    # "Anything on seafood?" asks for all of it, whatever was asked before.
    if not turns or (said_of(question) and not open_words(question)):
        return []
    if other := _co_author(question, turns[-1], authors):
        return [Sense(other, 0.0), Sense(question, DOCUMENT_DOUBT)]
    if is_hangul(question):
        found, typed = korean_senses(question, turns[-1], in_korean)
    else:
        found, typed = _english(question, turns, told, places)
    found = [Sense(upper_first(r.text), r.doubt) for r in found]
    unlike = {r.text: r for r in reversed(found) if r.text != question}
    if not unlike:
        return []
    kept = [r for r in found if unlike.get(r.text) is r][:MAX_SENSES]
    return [*kept, Sense(question, typed)]


def _english(
    question: str, turns: Sequence[Turn], told: KnownNames, places: Gazetteer
) -> tuple[list[Sense], float]:
    """Senses, and what speaks against the question as typed."""
    texts = [text for turn in turns for text in turn.texts]
    question = with_capitals(question, texts)
    turns = [replace(turn, question=with_capitals(turn.question, texts)) for turn in turns]
    known = known_names([*texts, *(turn.question for turn in turns)]).besides(told)
    fragment = fragment_of(question)
    if set_form := _of_set_form(question, fragment, turns[-1], known):
        return set_form
    if _stands_by_itself(question, fragment, known):
        turns = [turn for turn in turns if turn.known]
    if not turns:
        return [], 0.0
    typed, question = question, with_their_noun(question, turns)
    if found := _fragment(question, turns, known, places):
        return found, EXCHANGE_DOUBT
    if found := pointed(question, turns, known):
        if _INCOMPLETE.match(found[0].text):
            found = [Sense(joined(found[0].text, turns[-1]), 0.0)]
        return found, TYPED_DOUBT
    if _INCOMPLETE.match(question):
        return [Sense(joined(question, turns[-1]), 0.0)], TYPED_DOUBT
    if question != typed:
        return [Sense(question, 0.0)], TYPED_DOUBT
    return _leaning(question, turns[-1], known), LEANING_DOUBT if asks_for_more(question) else 0.0


def _of_set_form(
    question: str, fragment: Fragment | None, turn: Turn, known: KnownNames
) -> tuple[list[Sense], float] | None:
    """What `_english` gives, where the wording alone says what is meant; else None."""
    phrase = fragment.phrase if fragment else without_lead(question)
    if other := asked_of_another(phrase, turn.question):
        return [Sense(other, 0.0)], DOCUMENT_DOUBT
    if _WROTE.search(turn.question) and _WHO_THEY_ARE.match(question):
        return [Sense("What do the authors do?", 0.0)], TYPED_DOUBT
    if found := _how_many_of_them(question, turn):
        return found, TYPED_DOUBT
    if compared := _compared_with(question, turn, known):
        return [Sense(compared, 0.0)], TYPED_DOUBT
    return None


def _stands_by_itself(question: str, fragment: Fragment | None, known: KnownNames) -> bool:
    """Whether a question says itself what it asks for: "And how many firms?"."""
    if asks_for_more(question) or open_words(question, known):
        return False
    return fragment is None or bool(analyze(fragment.asking))


def _co_author(question: str, turn: Turn, authors: Sequence[Sequence[str]]) -> str | None:
    """The question before about one author, asked of the other: "And her co-author?"."""
    if not _OTHER_AUTHOR.match(question):
        return None
    for group in authors:
        named = [a for a in group if re.search(rf"\b{re.escape(a.split()[-1])}\b", turn.question)]
        if len(named) == 1 and len(group) == 2:
            (one,), (other,) = named, (a for a in group if a not in named)
            first, last = re.escape(one.split()[0]), re.escape(one.split()[-1])
            who = rf"(?:(?:Ms|Mr|Mrs|Dr)\.? )?(?:{first} )?{last}\b"
            return other.join(re.split(who, turn.question, maxsplit=1))
    return None


def _how_many_of_them(question: str, turn: Turn) -> list[Sense]:
    """Of "How many in total?" after "Who came?": how many people came.

    After "What did she plant?", answered by "three oaks": how many oaks she planted.
    """
    before = clause_of(without_address(turn.question))
    if not _HOW_MANY.match(question) or before.asks not in {"who", "which", "what"}:
        return []
    counted = _COUNT.sub("", told_by(turn)) if before.subject else before.noun or "people"
    if not before.rest or not is_several(counted):
        return []
    told = " ".join(("How many", counted, before.auxiliary, before.subject, before.rest)).split()
    return [Sense(f"{' '.join(told)}?", 0.0), Sense(joined(question, turn), JOINED_DOUBT)]


def _compared_with(question: str, turn: Turn, known: KnownNames) -> str | None:
    """What was asked before and the same of something else: "How does that compare with …?"."""
    other = _COMPARED_WITH.match(question)
    before = without_address(turn.question).rstrip("?!. ")
    found = exchanged(Fragment("", "", other["other"]), before, known) if other else []
    if not found:
        return None
    return f"{before}, and {lower_first(found[0][0])}?"


def _fragment(
    question: str, turns: Sequence[Turn], known: KnownNames, places: Gazetteer
) -> list[Sense]:
    last = turns[-1]
    added = without_lead(question)
    if _ADDED.match(added):
        before = without_address(last.question).rstrip("?!. ")
        more = Sense(f"{before} {lower_first(added)}", 0.0)
        return [more, Sense(joined(question, last), JOINED_DOUBT)]
    fragment = fragment_of(question)
    if fragment is None:
        return []
    if open_words(question, known):  # "And its share?": a noun phrase whose owner is known
        return pointed(f"What is {without_lead(question)}", turns, known)
    if fragment.asking:
        found = [Sense(t, 0.0) for t in asked_anew(fragment, last.question, told_by(last))]
    else:
        likely = (
            (moved(text, last.question, places, known), 0.0 if like else UNLIKE_DOUBT)
            for text, like in exchanged(fragment, last.question, known)
        )
        found = [Sense(text, d + n * SECOND_DOUBT) for n, (text, d) in enumerate(likely)]
    # What was exchanged is in the earlier question: with its words it may be found again.
    doubt = BESIDE_EXCHANGE_DOUBT if found else 0.0
    return [*found, Sense(joined(question, last), doubt)]


def _leaning(question: str, turn: Turn, known: KnownNames) -> list[Sense]:
    """A whole question that says so little that it may be about what was asked before."""
    clause = clause_of(question)
    asks = clause.wh or (clause.auxiliary and question.rstrip().endswith("?"))
    own = set(analyze(MORE.sub(" ", question)))
    if not asks or len(own) > FEW_TERMS or mentions(question, known):
        return []
    return [Sense(joined(question, turn), 0.0)]
