"""The command line, as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ToyEncoder
from store_toys import publish_manifest, store_in

from assistant.app.cli import main

SUMMITS = Path(sys.executable).with_name("summits")


LONG_NAME = "x" * 300
"""No file system takes it."""


def run(*arguments: str, home: Path, **more: str) -> Result:
    """Run a command in this process, where the models are loaded once."""
    environment = {"SUMMITS_HOME": str(home), "COLUMNS": "80", **more}
    return CliRunner(env=environment).invoke(main, arguments, prog_name="summits")


def test_as_a_program(shared_home: Path) -> None:
    environment = {**os.environ, "SUMMITS_HOME": str(shared_home)}
    done = subprocess.run(
        [SUMMITS, "ask", "Who is Zhao Leji?"], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert (
        "[1] Korea Navigates Regional Volatility: The Beijing & Nara Summits, page 2" in done.stdout
    )
    assert "ranks third" in " ".join(done.stdout.split())
    bad = subprocess.run([SUMMITS, "ask", " "], capture_output=True, text=True, env=environment)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert bad.stderr.startswith("summits: the question is empty")


@pytest.mark.parametrize("encoding", ["latin-1", "euc-kr", "ascii"])
def test_a_terminal_without_all_letters(tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "note"
    folder.mkdir()
    (folder / "metadata.toml").write_text('title = "Café “Nara”"\n', encoding="utf-8")
    (folder / "text.md").write_text("Café “나라” \U0001f600.\n", encoding="utf-8")
    environment = {**os.environ, "SUMMITS_HOME": str(tmp_path), "PYTHONIOENCODING": encoding}

    def shown(*arguments: str) -> bytes:
        told = [SUMMITS, "docs", "show", "note", "--library", tmp_path, *arguments]
        done = subprocess.run(told, capture_output=True, env=environment)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    # Of an ASCII one nothing is known, as of the C locale: click writes UTF-8 there.
    spoken = "utf-8" if encoding == "ascii" else encoding
    text = "Café “Nara”\n\nCafé “나라” \U0001f600.\n"
    assert shown() == text.encode(spoken, "replace")
    assert json.loads(shown("--json").decode(spoken))["text"] == "Café “나라” \U0001f600."


def test_output_that_finds_no_room_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="a system without limits on files")
    # As on a full disk: the system lets no file grow.
    code = (
        "import resource; from assistant.app.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); main(['--help'])"
    )
    with (tmp_path / "out.txt").open("wb") as out:
        done = subprocess.run([sys.executable, "-c", code], stdout=out, stderr=subprocess.PIPE)
    assert done.returncode == 1
    told = done.stderr.decode()
    assert told.startswith("summits: the output cannot be written (") and told.count("\n") == 1


def test_ask_builds_the_index_once_and_answers(tmp_path: Path) -> None:
    first = run("ask", "How many economies are in the CPTPP?", "--json", home=tmp_path)
    assert first.exit_code == 0, first.stderr
    assert "There is no index yet" in first.stderr
    record = json.loads(first.stdout)
    assert "12 economies" in record["answer"]
    assert record["id"] is None
    second = run("ask", "How many economies are in the CPTPP?", home=tmp_path)
    assert second.exit_code == 0
    assert second.stderr == ""
    assert "In short: 12" in second.stdout


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("brief/metadata.toml", "label = 3"),
        ("aliases.toml", "names = 3"),
        ("glossary.toml", "no toml"),
        ("summits.toml", "chunk_words = 'x'"),
    ],
)
def test_a_faulty_file_is_told_before_any_word_of_an_index(
    tmp_path: Path, file: str, text: str
) -> None:
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / "metadata.toml").write_text('label = "B"\nlabel_is_ours = true\n')
    (tmp_path / "brief" / "text.md").write_text("They met in Nara.\n")
    (tmp_path / file).write_text(text)
    told = run("ask", "Who met?", "--library", str(tmp_path), home=tmp_path / "home")
    assert told.exit_code == 1
    assert file in told.stderr and "no index" not in told.stderr
    assert not (tmp_path / ".index").exists()


def test_batch_keeps_the_order(shared_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"id": "b", "question": "Who is Zhao Leji?"}\n\n'
        '{"id": "a", "question": "What is the capital of France?", "history": ["Hello?"]}\n'
        '{"id": "c", "question": "And Zhao Leji?", "history": ["What rank does Li Qiang have?"]}\n'
        '{"question": "Who is Zhao Leji?"}\n'
    )
    done = run("ask", "--batch", str(path), home=shared_home)
    assert done.exit_code == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["id"], r["status"]) for r in records] == [
        ("b", "answered"),
        ("a", "not_found"),
        ("c", "answered"),
        (None, "answered"),
    ]
    assert [r["read_as"] for r in records] == [None, None, "What rank does Zhao Leji have?", None]


def test_a_question_after_others(shared_home: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.txt"
    before.write_text("What is the CPTPP?\n\n  How many economies are in it?\n")
    asked = ("ask", "What share of world GDP does it represent?", "--history", str(before))
    done = run(*asked, "--json", home=shared_home)
    assert done.exit_code == 0, done.stderr
    record = json.loads(done.stdout)
    assert "CPTPP" in record["read_as"]
    assert "14.5%" in record["answer"]
    told = run(*asked, home=shared_home).stdout
    assert told.startswith("Read as: What share of world GDP does the CPTPP represent?\n")


def test_a_bad_history_is_named_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "before.txt"
    path.write_text("Who met?\n" + "x" * 2001 + "\n")
    done = run("ask", "And when?", "--history", str(path), home=tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"summits: {path}:2: the question has 2,001 characters")
    missing = run("ask", "And when?", "--history", str(tmp_path / "none.txt"), home=tmp_path)
    assert missing.exit_code == 1
    assert "none.txt: cannot be read" in missing.stderr
    path.write_bytes(b"Wer?\n\xff\n")
    assert ":2: not UTF-8" in run("ask", "?", "--history", str(path), home=tmp_path).stderr
    both = run("ask", "--batch", str(path), "--history", str(path), home=tmp_path)
    assert both.exit_code == 2


def test_an_answer_in_a_form_to_keep(shared_home: Path, tmp_path: Path) -> None:
    question = "How many economies are in the CPTPP?"
    markdown = run("ask", question, "--format", "md", home=shared_home)
    assert markdown.exit_code == 0, markdown.stderr
    assert markdown.stdout.startswith(f"## {question}\n\n**12**\n\n")
    assert "12 economies" in markdown.stdout and ", p. 4)" in markdown.stdout
    assert "/source?" not in markdown.stdout
    out = tmp_path / "answer.docx"
    word = run("ask", question, "--format", "docx", "--out", str(out), home=shared_home)
    assert (word.exit_code, word.stdout) == (0, ""), word.stderr
    assert out.read_bytes()[:2] == b"PK" and list(tmp_path.iterdir()) == [out]
    chat = ("--chat-url", "http://127.0.0.1:7860")
    csl = run("ask", question, "--format", "csl-json", *chat, home=shared_home)
    (entry, *_) = json.loads(csl.stdout)
    assert entry["page"] == "4"
    assert entry["URL"].startswith("http://127.0.0.1:7860/source?doc=beijing-nara-newsletter&")
    one = run("ask", question, "--format", "md", "--doc", "kei-commentary", home=shared_home)
    assert "\n\nSearched" in one.stdout and "Commentary by Ellen Kim and Tom Ramage" in one.stdout
    silent = run("ask", "Who is Angela Merkel?", "--format", "ris", home=shared_home)
    assert (silent.exit_code, silent.stdout) == (1, "")
    assert "nothing is cited" in silent.stderr and "--format md" in silent.stderr
    as_json = run("ask", question, "--format", "json", home=shared_home)
    assert json.loads(as_json.stdout)["short_answer"] == "12"


def test_a_bad_batch_answers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"id": "a", "question": "Fine?"}\n'
        "not json\n"
        '{"id": 3, "question": "Who?"}\n'
        '{"id": "d", "question": ""}\n'
        '{"id": "e", "question": "Who?", "history": "Hello"}\n'
        "[1]\n"
        '{"id": "g\\ud800", "question": "Who?"}\n'
        '{"id": "h", "question": "Who?", "history": ["Where?", " "]}\n'
        '{"id": "i"}\n'
    )
    done = run("ask", "--batch", str(path), home=tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    *told, without = done.stderr.splitlines()
    assert '"question" must be there' in without
    assert [line.split(":")[2] for line in told] == ["2", "3", "4", "5", "6", "7", "8"]
    assert "earlier question 2: the question is empty" in told[-1]


def test_documents(shared_home: Path) -> None:
    done = run("docs", "list", "--json", home=shared_home)
    documents = json.loads(done.stdout)["documents"]
    assert [d["doc_id"] for d in documents] == ["beijing-nara-newsletter", "kei-commentary"]
    assert [d["pages"] for d in documents] == [4, 0]
    # At least one for each paragraph: 11 of the commentary; the newsletter has 9 rows besides.
    assert all(d["passages"] >= 11 for d in documents)
    shown = json.loads(run("docs", "show", "kei-commentary", "--json", home=shared_home).stdout)
    assert shown["title"] is None
    assert shown["text"].startswith("South Korean President Lee Jae Myung began 2026")


def test_index_commands(tmp_path: Path) -> None:
    missing = run("index", "status", home=tmp_path)
    assert missing.exit_code == 1
    assert missing.stderr.count("\n") == 1
    assert "run `summits index build`" in missing.stderr
    built = run("index", "build", home=tmp_path)
    assert built.exit_code == 0, built.stderr
    assert run("index", "verify", home=tmp_path).stdout.startswith("sound: ")
    (tmp_path / "index" / "CURRENT").write_text("")
    damaged = run("ask", "Who met in Nara?", home=tmp_path)
    assert (damaged.exit_code, damaged.stdout) == (1, "")
    assert "is damaged" in damaged.stderr and "run `summits index build`" in damaged.stderr
    assert run("index", "build", home=tmp_path).exit_code == 0
    assert run("index", "status", home=tmp_path).exit_code == 0


def test_an_index_is_built_anew_only_where_it_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def toy(name: str) -> ToyEncoder:
        loaded.append(name)
        return ToyEncoder()

    monkeypatch.setattr("index.encode.load_encoder", toy)
    (tmp_path / "note").mkdir()
    (tmp_path / "note" / "metadata.toml").write_text('title = "A note"\n')
    (tmp_path / "note" / "text.md").write_text("They met in Nara.\n")

    def build(**more: str) -> str:
        arguments = ("index", "build", "--if-stale", "--library", str(tmp_path))
        done = run(*arguments, home=tmp_path, **({"SUMMITS_ENCODER": "toy"} | more))
        assert done.exit_code == 0, done.stderr
        return done.stdout

    assert build() == ""  # there is none yet: whoever needs it first builds it
    run("index", "build", "--library", str(tmp_path), home=tmp_path, SUMMITS_ENCODER="toy")
    assert build() == "" and loaded == ["toy"]

    def status(**more: str) -> list[str]:
        arguments = ("index", "status", "--library", str(tmp_path))
        told = run(*arguments, home=tmp_path, **({"SUMMITS_ENCODER": "toy"} | more)).stdout
        return [line.split(maxsplit=1)[1][:10] for line in told.splitlines()[-2:]]

    assert status() == ["as indexed", "as indexed"]
    assert status(SUMMITS_CHUNK_WORDS="50") == ["as indexed", "changed si"]
    (tmp_path / "note" / "text.md").write_text("They met in Beijing.\n")
    assert status() == ["changed si", "as indexed"]
    assert build().startswith("built ")
    assert build() == ""
    assert build(SUMMITS_CHUNK_WORDS="50").startswith("built ")
    for packaged in ("tuned", "minilm", "multilingual"):  # whose ids are known without loading them
        assert build(SUMMITS_ENCODER=packaged).startswith("built ")
    publish_manifest(store_in(tmp_path / ".index"), '{"format_version": 1, "files": {}}')
    assert build().startswith("built ")  # another version made it
    (tmp_path / ".index" / "CURRENT").write_text("")
    damaged = ("index", "build", "--if-stale", "--library", str(tmp_path))
    assert run(*damaged, home=tmp_path).exit_code == 1


def test_settings_show_their_source(tmp_path: Path) -> None:
    done = run("settings", "--json", home=tmp_path, SUMMITS_FUSION="rrf")
    assert json.loads(done.stdout)["fusion"] == {"value": "rrf", "source": "environment"}


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["ask"], 2, "either a QUESTION or --batch"),
        (["ask", "a", "--batch", "b"], 2, "either a QUESTION or --batch"),
        (["ask", "--batch", "b", "--format", "md"], 2, "a batch is answered as JSON Lines"),
        (["ask", "Who?", "--json", "--format", "md"], 2, "contradict each other"),
        (["ask", "Who?", "--json", "--chat-url", "http://a"], 2, "JSON record has no addresses"),
        (["ask", "Who?", "--format", "md", "--chat-url", "x"], 2, "must begin with http://"),
        (["ask", "Who?", "--format", "md", "--out", "no/such/file"], 1, "no/such/file cannot be"),
        (["ask", "Who?", "--format", "md", "--out", LONG_NAME], 1, "x cannot be written; name a"),
        (["settings", "--library", LONG_NAME], 1, "summits.toml is not readable TOML"),
        (["settings", "--library", "nowhere"], 1, "nowhere is no folder; name that of a library"),
        (["fly"], 2, "No such command"),
        (["ask", "  "], 1, "the question is empty"),
        (["ask", "a" * 100_000], 1, "100,000 characters"),
        (["ask", "--batch", "missing.jsonl"], 1, "missing.jsonl: cannot be read"),
        (["ask", "Who?", "--library", "nowhere"], 1, "nowhere"),
        (["chat", "--library", "nowhere"], 1, "nowhere"),
        (["docs", "show", "../secret"], 1, "kei-commentary"),
        (["ask", "Who?", "--doc", "nope"], 1, "no document 'nope'"),
        (
            ["ask", "Who?", "--doc", "x"],
            1,
            "in the library, which holds beijing-nara-newsletter, k",
        ),
    ],
)
def test_faults(arguments: list[str], status: int, word: str, shared_home: Path) -> None:
    done = run(*arguments, home=shared_home)
    assert (done.exit_code, done.stdout) == (status, "")
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    if status == 1:
        assert done.stderr.count("\n") == 1


def test_a_foreign_index_is_refused_not_replaced(tmp_path: Path) -> None:
    assert run("index", "build", home=tmp_path).exit_code == 0
    current = (tmp_path / "index" / "CURRENT").read_text()
    done = run("ask", "Who met in Nara?", home=tmp_path, SUMMITS_CHUNK_WORDS="40")
    assert done.exit_code == 1
    assert "was built with chunking" in done.stderr
    assert (tmp_path / "index" / "CURRENT").read_text() == current


def test_help_imports_nothing_heavy() -> None:
    heavy = (
        "'torch', 'gradio', 'sentence_transformers', 'openvino', 'faiss', 'numpy', 'matplotlib',"
        "'pydantic'"
    )
    code = (
        "import sys, assistant.app.cli as cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([m for m in ({heavy}) if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
