"""Kept conversations, the account and feedback as HTML; all text goes through `escape`."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from assistant.answer import Answer
from assistant.app.addresses import chat_address
from assistant.app.conversations import LISTED, KeptConversation
from assistant.app.feedback import VERDICTS, FeedbackVerdict, GivenFeedback
from assistant.app.labels import Labels
from assistant.app.markup import escape, shortened, table
from assistant.app.users import Visitor

SHOWN_FEEDBACK = 200
"""So many are shown on the page, the latest first; `summits feedback list` has all."""

VERDICT_LABELS = dict(
    zip(
        VERDICTS,
        ("verdict_right", "verdict_wrong", "verdict_wrong_citation", "verdict_not_in_documents"),
        strict=True,
    )
)


def verdict_choices(words: Labels) -> list[tuple[str, FeedbackVerdict]]:
    """(label, verdict) for each verdict."""
    return [(words(VERDICT_LABELS[verdict]), verdict) for verdict in VERDICTS]


def list_html(
    conversations: Sequence[KeptConversation],
    kept: str = "",
    search: str = "",
    keeps: bool = False,
    *,
    words: Labels,
) -> str:
    """Links to the conversations; that to `kept`, the open one, says so."""
    if not conversations:
        return f'<p class="empty">{escape(_nothing(search, keeps, words))}</p>'
    items = "".join(_item(c, c.conversation_id == kept) for c in conversations)
    more = escape(words("more_conversations", count=LISTED))
    more = f'<p class="empty">{more}</p>' if len(conversations) >= LISTED else ""
    label = escape(words("your_conversations"))
    return f'<nav class="kept" aria-label="{label}"><ul>{items}</ul>{more}</nav>'


def _nothing(search: str, keeps: bool, words: Labels) -> str:
    if search.strip():
        return words("no_conversation_found")
    return words("no_conversation_yet") if keeps else words("not_kept")


def _item(conversation: KeptConversation, is_open: bool) -> str:
    current = ' aria-current="page"' if is_open else ""
    changed = conversation.changed_at
    # The id is made of letters, digits, "-" and "_"; see `Conversations.append`.
    return (
        f'<li><a class="kept-conversation" href="?conversation={conversation.conversation_id}"'
        f"{current}>{escape(conversation.title)}</a>"
        f'<time datetime="{changed.isoformat()}">{changed:%Y-%m-%d %H:%M} UTC</time></li>'
    )


def busy_html(text: str) -> str:
    """In place of the list, why it cannot be shown."""
    return f'<p class="empty" role="status">{escape(text)}</p>'


def account_html(visitor: Visitor, words: Labels) -> str:
    """Who is logged in, and the way out; nothing for guests."""
    if visitor.name is None:
        return ""
    after = quote(chat_address(words.language), safe="")
    return (
        f'<form class="account" method="post" action="/logout?next={after}">'
        f"<span>{escape(words('logged_in_as', account=visitor.name))}</span>"
        f"<button>{escape(words('log_out'))}</button></form>"
    )


def feedback_link(turn: int, words: Labels, verdict: FeedbackVerdict | None = None) -> str:
    """What stands under an answer, and opens the form: what was said of it, once it was judged."""
    return f'<a class="judge" href="#feedback-{turn}">{escape(judged_label(verdict, words))}</a>'


def judged_label(verdict: FeedbackVerdict | None, words: Labels) -> str:
    """The words of that link.

    >>> from assistant.app.labels import ENGLISH
    >>> judged_label("wrong", ENGLISH), judged_label(None, ENGLISH)
    ('You said: Wrong (change)', 'Right or wrong?')
    """
    if verdict is None:
        return words("judge")
    return words("judged", verdict=words(VERDICT_LABELS[verdict]))


def about_html(turn: int, question: str, answer: Answer, words: Labels) -> str:
    """Over the form, which may cover it: the answer that it is about; and what is kept with it."""
    said = answer.short_answer or answer.answer
    return (
        f'<h3 id="feedback-title" tabindex="-1">{escape(words("feedback_on", number=turn))}</h3>'
        f"<p>“{escape(shortened(question.strip(), words=words))}”</p>"
        f'<p class="judged-answer">{escape(shortened(said, 160, words=words))}</p>'
        f"<p>{escape(words('feedback_goes_with'))}</p>"
    )


def said_html(text: str) -> str:
    """One line about the form."""
    return f'<p class="feedback-notice" role="status">{escape(text)}</p>'


def thanks_html(turn: int, verdict: FeedbackVerdict | None, words: Labels) -> str:
    """What is said of a verdict, or of none any more; the script puts it under its answer too."""
    label = escape(judged_label(verdict, words))
    said = words("withdrawn" if verdict is None else "thanks")
    return (
        f'<p class="feedback-notice" role="status" data-turn="{turn}" data-judged="{label}">'
        f"{escape(said)}</p>"
    )


def given_html(given: Sequence[GivenFeedback], everybodys: bool, words: Labels) -> str:
    """Feedback as a table, the latest first; whoever calls gives no more than `SHOWN_FEEDBACK`."""
    whose = words("feedback" if everybodys else "your_feedback")
    if not given:
        nothing = escape(words("no_feedback"))
        return f'<section class="given"><h3>{escape(whose)}</h3><p>{nothing}</p></section>'
    heads = (
        words("column_when"),
        words("column_by"),
        words("column_verdict"),
        words("question"),
        words("answer"),
        words("column_comment"),
    )
    shown = table(whose, heads, (_row(one, words) for one in reversed(given)))
    commands = escape(words("feedback_use"))
    return f'<section class="given"><h3>{escape(whose)}</h3><p>{commands}</p>{shown}</section>'


def _row(given: GivenFeedback, words: Labels) -> str:
    said = given.feedback
    cells = (
        given.given_at.strftime("%Y-%m-%d %H:%M"),
        given.given_by or words("guest"),
        words(VERDICT_LABELS[said.verdict]),
        said.question,
        str(said.answer.get("short_answer") or said.answer.get("answer") or ""),
        said.comment,
    )
    return "".join(f"<td>{escape(shortened(cell, words=words))}</td>" for cell in cells)
