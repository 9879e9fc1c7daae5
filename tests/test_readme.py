"""The README is true: its commands run, its links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.app.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    \.venv/bin/summits (.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_home: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMITS_HOME", str(shared_home))
    if command.startswith("eval"):  # reading takes most of its time, and is not what it shows
        monkeypatch.setenv("SUMMITS_READER", "none")
    question = {"id": "q1", "question": "Who met in Nara?"}
    (tmp_path / "questions.jsonl").write_text(json.dumps(question))
    arguments = shlex.split(command.split(">")[0])
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip()


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 6


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http|#)([^)]+)\)", README))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).is_file()


def test_every_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?make (\w+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_its_python_runs(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITS_HOME", str(shared_home))
    (code,) = re.findall(r"((?:^    (?:from|answer|print).*\n)+)", README, re.MULTILINE)
    names: dict[str, object] = {}
    exec(re.sub(r"^    ", "", code, flags=re.MULTILINE), names)  # noqa: S102 - our own README
    assert names["answer"].short_answer  # type: ignore[attr-defined]
