"""What happens when somebody judges an answer, takes that back, or looks at what was said.

Every handler asks anew who is there (`visitors.present`): a page may outlive its log-in.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Sequence
from typing import Any

from assistant.app.conversation import Conversation, Turn, is_pending
from assistant.app.feedback import (
    VERDICTS,
    FeedbackBook,
    FeedbackVerdict,
    GivenFeedback,
    as_test_question,
)
from assistant.app.judged import feedback_on, key_of, said_of
from assistant.app.keeping import told
from assistant.app.kept_view import SHOWN_FEEDBACK, about_html, given_html, said_html, thanks_html
from assistant.app.labels import Labels
from assistant.app.loader import AssistantLoader
from assistant.app.visitors import present
from corpus.errors import PeopleError, UserError

Shown = tuple[Any, ...]

TEST_SET_NAME = "feedback.jsonl"


class FeedbackDesk:
    """The events of the form under a conversation, and of the table beside the evaluation."""

    def __init__(self, loader: AssistantLoader, book: FeedbackBook, words: Labels) -> None:
        self.loader, self.book, self.words = loader, book, words

    def begin(
        self, number: str, turns: Conversation, before: Conversation = (), typed: str | None = None
    ) -> Shown:
        """Values for: form, about what, hint, notice, comment, verdict, to withdraw, turns so far.

        Args:
            number: of the answer.
            turns: the whole conversation.
            before: the conversation up to the answer that the form was opened for last.
            typed: the comment that stands in the form, not sent, where a question closed it.
        """
        import gradio as gr

        if not number:  # put back by sending or leaving
            return (gr.skip(),) * 8
        upto, visitor = _up_to(number, turns), present()
        key, answer = key_of(upto), upto[-1].answer if upto else None
        if key is None or answer is None or visitor is None:
            return self._shut(self.words("open_again"))
        turn = upto[-1]
        try:
            # Sent again, the form replaces what was said before, the comment too.
            said: tuple[Any, Any] = self.book.comment(visitor.owner, key), turn.verdict
        except UserError as error:
            return self._shut(told(error, self.words))
        if str(typed or "").strip() and key == key_of(before):
            said = gr.skip(), gr.skip()
        about = about_html(turn.number, turn.question, answer, self.words)
        withdraw = gr.Button(visible=turn.verdict is not None)
        return gr.Column(visible=True), about, "", "", *said, withdraw, upto

    def _shut(self, why: str) -> Shown:
        """The values of `begin` where no answer can be judged."""
        import gradio as gr

        return gr.Column(visible=False), "", "", said_html(why), "", None, gr.skip(), ()

    async def give(
        self, upto: Conversation, verdict: str | None, comment: str, turns: Conversation = ()
    ) -> Shown:
        """Values for: form, verdict, comment, hint, notice, number, conversation.

        Args:
            upto: the conversation up to the answer that the form was opened for.
            verdict: one of `VERDICTS`; None where none was chosen.
            comment: as typed.
            turns: the whole conversation.
        """
        visitor, key = present(), key_of(upto)
        if visitor is None or key is None:
            return self._gone()
        if verdict not in VERDICTS:
            return self._form_stays(hint=said_html(self.words("choose_verdict")))
        try:
            said = feedback_on(upto, verdict, comment, await self.loader.wait())
            await asyncio.to_thread(self.book.add, visitor.owner, said)
        except UserError as error:
            return self._form_stays(notice=said_html(told(error, self.words)))
        return self._said(upto[-1], verdict, turns)

    async def withdraw(self, upto: Conversation, turns: Conversation = ()) -> Shown:
        """The same values; what this person said of the answer is kept no longer."""
        visitor, key = present(), key_of(upto)
        if visitor is None or key is None:
            return self._gone()
        try:
            await asyncio.to_thread(self.book.withdraw, visitor.owner, key)
        except UserError as error:
            return self._form_stays(notice=said_html(told(error, self.words)))
        return self._said(upto[-1], None, turns)

    def _said(self, turn: Turn, verdict: FeedbackVerdict | None, turns: Conversation) -> Shown:
        import gradio as gr

        thanks = thanks_html(turn.number, verdict, self.words)
        # The script has shown it already; written over a question under way, its answer were lost.
        now = gr.skip() if is_pending(turns) else said_of(turn, verdict, turns, self.words)
        return gr.Column(visible=False), None, "", "", thanks, "", now

    def _form_stays(self, hint: str = "", notice: str = "") -> Shown:
        import gradio as gr

        keep = gr.skip()
        return keep, keep, keep, hint, notice, keep, keep

    def _gone(self) -> Shown:
        import gradio as gr

        notice = said_html(self.words("open_again"))
        return gr.Column(visible=False), None, "", "", notice, "", gr.skip()

    def given(self) -> Shown:
        """Values for: the feedback that the visitor may read, as a table; the button to save it."""
        import gradio as gr

        visitor = present()
        try:
            given = self._readable(SHOWN_FEEDBACK)
        except PeopleError as error:
            return said_html(told(error, self.words)), gr.Button(visible=False)
        everybodys = visitor is not None and visitor.evaluator
        return given_html(given, everybodys, self.words), gr.Button(visible=bool(given))

    def saved(self) -> str:
        """All of that as a test set to be finished, for the page's script."""
        lines = (as_test_question(one) for one in self._readable())
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        content = base64.b64encode(text.encode()).decode("ascii")
        return json.dumps({"name": TEST_SET_NAME, "content": content})

    def _readable(self, latest: int | None = None) -> Sequence[GivenFeedback]:
        """What the visitor may read: their own; an evaluator everybody's."""
        visitor = present()
        if visitor is None:
            return ()
        return self.book.given(None if visitor.evaluator else visitor.owner, latest)


def _up_to(number: str, turns: Conversation) -> Conversation:
    """The turns up to the answered one of that number; none where there is no such."""
    found = [i for i, t in enumerate(turns) if str(t.number) == number and t.answer is not None]
    return turns[: found[0] + 1] if found else ()
