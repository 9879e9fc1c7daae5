"""What a question seeks by its words, and how much a sentence shows that it tells that.

Likeness knows nothing of it: "The outcome was mixed" is hardly like "Was it a success?".
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.asked.heads import names_authors
from assistant.asked.question import Question
from assistant.ranking.abbreviation import letters_asked, long_form
from assistant.ranking.elsewhere import Places
from assistant.ranking.judgement import judged_for, judgement_asked, judging
from assistant.ranking.office import names_holder, office_asked
from assistant.ranking.pairs import names_pair, pair_asked
from assistant.ranking.polarity import ends_it, supposes
from assistant.ranking.spans import candidate_spans
from assistant.ranking.speech import speaker_asked, tells_words
from assistant.ranking.standing import ranks_otherwise, tells_rank, whose_rank
from assistant.ranking.stays import asks_how_long_a_stay
from assistant.ranking.telling import AIMS, OUTCOME
from assistant.texts.endings import asks_for_end, closing
from assistant.texts.statements import announces, asks_for_announcement
from assistant.words.same_things import things
from corpus.document import Document, Span


class Sought:
    """Gives the features of sentences for one question.

    Args:
        question: what is asked.
        places: knows what is told of which place; None where the documents are too many to read.
    """

    def __init__(self, question: Question, places: Places | None) -> None:
        self._question = question
        self._places = places
        self._place = places.asked(question) if places else ""
        self._inside = places.asked_inside(question) if places else ""
        self._judgement = judgement_asked(question.text)
        self._outcome = OUTCOME.asked(question.text, question.topic)
        self._aims = AIMS.asked(question.text)
        self._lasting = question.kind in ("why", "when")
        self._of_texts = asks_for_announcement(question.terms)
        self._stay = asks_how_long_a_stay(question.reads)
        self._exact = self._exactly_told()
        self._pair = None if question.kind == "why" else pair_asked(question.reads)
        self._asks_end = asks_for_end(question.text)
        self._ends: dict[str, list[Span]] = {}

    def features(self, document: Document, span: Span) -> dict[str, float]:
        """Feature -> 0 … 1, of the sentence of `document` at `span`.

        judging: how much it judges, where a judgement is asked for.
        telling: how much it tells an outcome, where one is asked for.
        aiming: how much it tells an aim, where one is asked for.
        closing: 1 where the text ends with it, if what that says in the end is asked for.
        exact: 1 where it tells in so many words what letters stand for, who wrote a text or holds
            an office, which rank somebody has, what they said or how long a stay was, if that is
            asked.
        pair: 1 where it names the two together between whom is what is asked.
        elsewhere: 1 where it tells of a visit or meeting in another place than the one asked
            about: speaks against it.
        misplaced: 1 where it tells of another place than the one in which what is asked was.
        announcing: 1 where it only says what the text is going to speak of: speaks against it.
        its_end: 1 where it tells the end of that whose reason or date is asked, what never came
            about, or the second-largest where the largest is asked for: speaks against it.
        """
        said, question = span.of(document.text), self._question
        aims = self._aims and self._speaks_of_place(said)
        own = not self._judged_for_others(said)
        return {
            "judging": judging(said, self._judgement) if self._judgement and own else 0.0,
            "telling": OUTCOME.share(said) if self._outcome and own else 0.0,
            "aiming": AIMS.share(said) if aims else 0.0,
            "closing": float(self._asks_end and self._is_end(document, span)),
            "exact": float(
                any(tells(said) for tells in self._exact)
                or (self._stay and bool(candidate_spans(question, document.text, span)))
            ),
            "pair": float(self._pair is not None and names_pair(self._pair, said)),
            "elsewhere": float(self._told_elsewhere(self._place, document, span)),
            "misplaced": float(self._told_elsewhere(self._inside, document, span)),
            "announcing": float(announces(said) and not self._of_texts),
            "its_end": float(
                (self._lasting and ends_it(said, question.text, question.terms))
                or supposes(said, question.reads)
                or ranks_otherwise(question.reads, said)
            ),
        }

    def _exactly_told(self) -> list[Callable[[str], bool]]:
        """What tells whether a sentence says in so many words what is asked."""
        reads = self._question.reads
        tells: list[Callable[[str], bool]] = []
        if letters := letters_asked(self._question.text):
            tells.append(lambda said: long_form(letters, said) is not None)
        if self._question.kind == "authors":
            tells.append(names_authors)
        if office := office_asked(reads):
            tells.append(lambda said: names_holder(office, said))
        if who := whose_rank(reads):
            tells.append(lambda said: tells_rank(who, said))
        if speaker := speaker_asked(reads):
            tells.append(lambda said: tells_words(speaker, said))
        return tells

    def _is_end(self, document: Document, span: Span) -> bool:
        if document.doc_id not in self._ends:
            self._ends[document.doc_id] = closing(document)
        return any(end.overlaps(span) for end in self._ends[document.doc_id])

    def _speaks_of_place(self, said: str) -> bool:
        """Whether a sentence names the place asked about, where one is."""
        return self._places is None or not self._place or self._places.names(self._place, said)

    def _judged_for_others(self, said: str) -> bool:
        """Whether what a sentence calls good is so for another country than the one asked about."""
        whom = judged_for(said) if self._place else ""
        return bool(whom) and self._place not in things(whom)

    def _told_elsewhere(self, place: str, document: Document, span: Span) -> bool:
        if self._places is None or not place:
            return False
        return self._places.told_elsewhere(self._question, place, document, span)
