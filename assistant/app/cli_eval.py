"""`summits eval`: is it right?"""

from __future__ import annotations

import click


@click.group("eval")
def eval_group() -> None:
    """Measure answers and retrieval on test sets."""
