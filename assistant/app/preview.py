"""What other programs show of a link to the page: its name and what it is for, not Gradio's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.app.labels import ENGLISH, LANGUAGES, Labels, labels_in
from assistant.app.markup import escape

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

_THEIRS = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_CALL = "{{ summits_preview(config.title) }}"


def preview_tags(words: Labels) -> str:
    """Title and description for the head of the page; no picture and no address.

    >>> from assistant.app.labels import ENGLISH
    >>> preview_tags(ENGLISH).partition(">")[0]
    '<meta property="og&#58;title" content="Summit Assistant"'
    """
    told = {
        "og:title": words("page_title"),
        "og:description": words("header_lead"),
        "og:type": "website",
    }
    return "".join(
        f'<meta property="{escape(name)}" content="{escape(text)}">' for name, text in told.items()
    )


def with_ours(template: str) -> str:
    """A template of Gradio's with a call for our tags in place of those that say "Gradio".

    >>> with_ours('<meta charset="utf-8"><meta property="og:title" content="Gradio" /><style>')
    '<meta charset="utf-8">{{ summits_preview(config.title) }}<style>'
    """
    first, *others = _THEIRS.split(template)
    return f"{first}{_CALL}{''.join(others)}" if others else template


def tags_by_title(title: str) -> Markup:
    """The tags of the page with that title; Gradio's template knows nothing else of it."""
    from markupsafe import Markup

    pages = [labels_in(language) for language in LANGUAGES]
    words = next((page for page in pages if page("page_title") == title), ENGLISH)
    return Markup(preview_tags(words))  # noqa: S704 - escaped there


def name_previews() -> None:
    """Have Gradio render its pages with our tags, from now on.

    In its template, since what a page adds to the head by itself is put there by a script, which
    the programs that show previews do not run.
    """
    import jinja2
    from gradio.routes import templates

    class Ours(jinja2.BaseLoader):
        def __init__(self, theirs: jinja2.BaseLoader) -> None:
            self.theirs = theirs

        def get_source(
            self, environment: jinja2.Environment, template: str
        ) -> tuple[str, str | None, Callable[[], bool] | None]:
            source, name, fresh = self.theirs.get_source(environment, template)
            return with_ours(source), name, fresh

    environment = templates.env
    if "summits_preview" not in environment.globals and environment.loader is not None:
        environment.globals["summits_preview"] = tags_by_title
        environment.loader = Ours(environment.loader)
