"""The log-in page: plain HTML, which needs no script."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlsplit

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Log in · Summit Assistant</title>
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
:is(input, button):focus-visible {{ outline: 3px solid var(--accent); outline-offset: 2px; }}
[role=alert] {{ color: var(--warn); font-weight: 600; }}
</style></head>
<body><main><h1>Log in to Summit Assistant</h1>{notice}
<form method="post" action="/login?next={target}">
<label>Name <input name="name" value="{name}" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password"
 required></label>
<button>Log in</button></form></main></body></html>
"""


def login_page(target: str, name: str = "", notice: str = "") -> str:
    """The page with its form; afterwards the visitor goes on to `target`."""
    return _PAGE.format(
        target=quote(target, safe=""),
        name=escape(name),
        notice=f'<p role="alert">{escape(notice)}</p>' if notice else "",
    )


def local_target(target: str) -> str:
    r"""A path of this site, or the front page where `target` leads elsewhere.

    >>> local_target("/?conversation=x"), local_target("//evil.example"), local_target("a")
    ('/?conversation=x', '/', '/')
    >>> local_target("/\\evil.example"), local_target("https://evil.example/")
    ('/', '/')
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    elsewhere = parts.scheme or parts.netloc or not target.startswith("/")
    return "/" if elsewhere or "\\" in target or not target.isprintable() else target
