"""The log-in page: plain HTML, which needs no script."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from assistant.app.addresses import in_language
from assistant.app.labels import LANGUAGES, Labels

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark; --paper: #f7f5f0; --card: #fff; --ink: #1d2530;
  --line: #55606e; --accent: #1b4b72; --on-accent: #fff; --warn: #83450a; }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #14181d; --card: #1c2229; --ink: #e8e6e1;
  --line: #a9b3bf; --accent: #9ac7ec; --on-accent: #10202e; --warn: #f2bd80; }} }}
body {{ margin: 0; min-height: 100dvh; display: grid; place-items: center;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif; }}
main {{ width: min(22rem, 100% - 2rem); padding: 2rem; border-radius: .9rem;
  background: var(--card); box-sizing: border-box; }}
h1 {{ font-size: 1.5rem; margin: 0 0 1rem; }}
label {{ display: block; margin-bottom: 1rem; font-weight: 600; }}
input {{ display: block; width: 100%; box-sizing: border-box; margin-top: .3rem; padding: .6rem;
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: .5rem; }}
button {{ width: 100%; padding: .7rem; font: inherit; font-weight: 600; border: 0;
  border-radius: .5rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }}
:is(a, button, input):focus-visible {{ outline: 3px solid var(--accent); outline-offset: 2px; }}
nav {{ display: flex; justify-content: end; gap: .8rem; margin-bottom: 1rem; font-size: .9rem; }}
nav a {{ color: var(--accent); }}
nav [aria-current] {{ font-weight: 600; }}
[role=alert] {{ color: var(--warn); font-weight: 600; }}
</style></head>
<body><main><nav aria-label="{languages_label}">{languages}</nav><h1>{heading}</h1>{notice}
<form method="post" action="{address}">
<label>{name_label} <input name="name" value="{name}" autocomplete="username"
 required{at_name}></label>
<label>{password_label} <input name="password" type="password" autocomplete="current-password"
 required{at_password}></label>
<button>{button}</button></form></main></body></html>
"""


def login_page(target: str, words: Labels, name: str = "", notice: str = "") -> str:
    """The page with its form; afterwards the visitor goes on to `target`."""
    title = words("page_title")
    return _PAGE.format(
        language=words.language,
        title=escape(f"{words('log_in')} · {title}"),
        languages_label=escape(words("language_switch")),
        languages=_languages(target, words),
        heading=escape(words("log_in_to", page=title)),
        notice=f'<p role="alert">{escape(notice)}</p>' if notice else "",
        address=escape(login_address(target)),
        name_label=escape(words("user_name")),
        name=escape(name),
        # After a refusal the name stands there already.
        at_name="" if name else " autofocus",
        at_password=" autofocus" if name else "",
        password_label=escape(words("password")),
        button=escape(words("log_in")),
    )


def _languages(target: str, words: Labels) -> str:
    """The page's languages, this one marked; what comes after the log-in speaks it, too."""
    return "".join(
        f'<span lang="{code}" aria-current="true">{escape(name)}</span>'
        if code == words.language
        else f'<a href="{escape(login_address(in_language(target, code)))}" lang="{code}">'
        f"{escape(name)}</a>"
        for code, name in LANGUAGES.items()
    )


def login_address(target: str) -> str:
    """The log-in page from which the visitor goes on to `target`.

    >>> login_address("/"), login_address("/ko/")
    ('/login', '/login?next=%2Fko%2F')
    """
    return "/login" if target == "/" else f"/login?next={quote(target, safe='')}"


def local_target(target: str) -> str:
    r"""A path of this site, or the front page where `target` leads elsewhere.

    >>> local_target("/?conversation=x"), local_target("//evil.example"), local_target("a")
    ('/?conversation=x', '/', '/')
    >>> local_target("/\\evil.example"), local_target("https://evil.example/")
    ('/', '/')
    """
    # Not by `urlsplit`: it finds no host in "///evil.example", where a browser does.
    here = target.startswith("/") and not target.startswith("//")
    return target if here and "\\" not in target and target.isprintable() else "/"
