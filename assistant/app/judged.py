"""What a person said of the answers of a conversation: kept, and shown under each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from assistant.app.conversation import Conversation, Turn, history_of
from assistant.app.feedback import AnswerKey, Feedback, FeedbackVerdict, answer_key
from assistant.app.kept_view import feedback_link
from assistant.app.labels import Labels
from assistant.app.loader import Answering


def feedback_on(
    upto: Conversation, verdict: FeedbackVerdict, comment: str, assistant: Answering
) -> Feedback:
    """What is kept of a verdict on the last answer of a conversation.

    Raises:
        ValueError: there is no such answer.
    """
    turn = upto[-1]
    if turn.answer is None:
        raise ValueError("only an answer can be judged")
    strictly = {"strictness": turn.strictness} if turn.strictness else {}
    return Feedback(
        verdict,
        comment,
        turn.question,
        history_of(upto),
        turn.answer.to_json(),
        turn.doc_ids,
        asdict(assistant.settings) | strictly,
        assistant.index_id,
    )


def with_verdict(turn: Turn, verdict: FeedbackVerdict | None, words: Labels) -> Turn:
    """The turn whose answer says what was said of it, if anything; its link then changes that."""
    before = feedback_link(turn.number, words, turn.verdict)
    now = feedback_link(turn.number, words, verdict)
    return replace(turn, message=turn.message.replace(before, now), verdict=verdict)


def said_of(
    turn: Turn, verdict: FeedbackVerdict | None, turns: Conversation, words: Labels
) -> Conversation:
    """The conversation in which this was said of one of its answers."""
    return tuple(with_verdict(one, verdict, words) if one == turn else one for one in turns)


def judged(
    turns: Conversation, verdicts: Mapping[AnswerKey, FeedbackVerdict], words: Labels
) -> Conversation:
    """The conversation with what this person said of its answers, by `answer_key`."""
    keys = [key_of(turns[:i]) for i in range(1, len(turns) + 1)]
    return tuple(
        with_verdict(turn, verdicts[key], words) if key and key in verdicts else turn
        for turn, key in zip(turns, keys, strict=True)
    )


def key_of(upto: Conversation) -> AnswerKey | None:
    """Of the last answer of a conversation, if there is one."""
    if not upto or upto[-1].answer is None:
        return None
    turn, said = upto[-1], str(upto[-1].answer.to_json()["answer"])
    return answer_key(turn.question, history_of(upto), turn.doc_ids, said)
