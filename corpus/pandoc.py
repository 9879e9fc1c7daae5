"""The program pandoc, which the package `pypandoc_binary` brings along.

It runs as a program of its own, in its sandbox: whatever a document says, no other file is read.
"""

from __future__ import annotations

import subprocess

TIMEOUT_S = 60
MAX_MEMORY_GB = 2
"""What a document may make it take; it ends itself, with "Heap exhausted", beyond that."""


def pandoc(content: bytes, source: str, target: str, *options: str) -> bytes:
    """`content` in format `source` as `target`; both as pandoc names them.

    Raises:
        subprocess.CalledProcessError: the content is not what `source` says.
        subprocess.TimeoutExpired: it took longer than `TIMEOUT_S`.
    """
    import pypandoc

    limit = ["+RTS", f"-M{MAX_MEMORY_GB}g", "-RTS"]
    command = [pypandoc.get_pandoc_path(), *limit, "--sandbox", "--from", source, "--to", target]
    done = subprocess.run(  # noqa: S603 - a list, and every word of it is ours
        [*command, "--output", "-", *options],
        input=content,
        capture_output=True,
        check=True,
        timeout=TIMEOUT_S,
    )
    return done.stdout
