"""What the tests share: an encoder whose vectors can be checked by eye, and a small library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.settings import Settings
from corpus.document import Document, Section, Span
from index import hangul
from index.query import SearchSettings

if TYPE_CHECKING:
    from logging_in import Clock, Visit
    from toy_chat import Served
    from toy_room import Room

    from assistant.app.people_file import PeopleFile
    from assistant.app.users import Users
    from assistant.respond import Assistant

# Set before anything imports a library that would ask the network.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

ALWAYS = Settings(confidence_threshold=0.0, reader="none")
"""Whatever is most alike is the answer."""

TOY_WORDS = ("nara", "beijing", "drum", "trade", "seafood", "noodles")

HALVES = SearchSettings("hybrid", "convex", dense_weight=0.5, near_weight=0.25)
"""A search whose scores are easily worked out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test in the browser two more tries; the summary counts them.

    On a busy machine a pointer can pass a link while the page still moves.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session", autouse=True)
def korean_in_bigrams() -> Iterator[None]:
    """The same Korean tokens whether kiwipiepy is installed or not; `test_hangul` turns to it."""

    def absent(package: str) -> str:
        raise PackageNotFoundError(package)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hangul, "version", absent)
        hangul.korean_analyzer.cache_clear()
        yield
    hangul.korean_analyzer.cache_clear()


class ToyEncoder:
    """Counts six words: a text's vector is their counts, made unit length (all equal if none)."""

    encoder_id = "toy@1"
    dim = len(TOY_WORDS)

    @property
    def symmetric(self) -> ToyEncoder:
        return self

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = [[text.casefold().count(word) for word in TOY_WORDS] for text in texts]
        vectors = np.array(counts, dtype=np.float32).reshape(len(texts), self.dim)
        vectors[~vectors.any(axis=1)] = 1.0
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode(texts)


def document(doc_id: str, text: str, **fields: object) -> Document:
    """A document made of a literal."""
    return Document(doc_id=doc_id, label=f"About {doc_id}", title=None, text=text, **fields)  # type: ignore[arg-type]


@pytest.fixture
def toy_encoder() -> ToyEncoder:
    return ToyEncoder()


@pytest.fixture
def three_documents() -> list[Document]:
    """Nara and drums; Beijing and noodles; trade and seafood under a heading."""
    trade = "Trade\n\nTrade needs seafood. Seafood needs trust."
    return [
        document("drums", "They met in Nara. The drum was loud. A second drum joined in Nara."),
        document("noodles", "They ate noodles in Beijing.\n\nBeijing was cold."),
        document("trade", trade, sections=(Section("Trade", 1, Span(0, len(trade))),)),
    ]


@pytest.fixture
def assistant(three_documents: list[Document], toy_encoder: ToyEncoder) -> Assistant:
    """Answers from the three documents."""
    from assistant.respond import Assistant

    return Assistant.in_memory(three_documents, ALWAYS, toy_encoder)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty user data folder."""
    monkeypatch.setenv("SUMMITS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index is built once for all tests that only read it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The toy chat for all tests that only visit it: to start one takes seconds."""
    from toy_chat import serve_toy

    with serve_toy(tmp_path_factory.mktemp("chat") / "stderr.txt") as running:
        yield running
        assert "FOREIGN" not in running.notes()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny encoder in the place of the packaged one."""
    from reader_toys import write_base

    return write_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Training questions that it can learn."""
    from reader_toys import write_questions

    return write_questions(tmp_path_factory.mktemp("data"))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The page of the toy chat, and who is at it."""
    from toy_room import Room

    return Room(tmp_path / "people.sqlite3", monkeypatch)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page has told."""
    told: list[str] = []
    monkeypatch.setattr("gradio.Info", told.append)
    return told


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page has warned of."""
    warned: list[str] = []
    monkeypatch.setattr("gradio.Warning", warned.append)
    return warned


@pytest.fixture
def clock() -> Clock:
    """Stands still until it is told to go on."""
    from logging_in import Clock

    return Clock()


@pytest.fixture
def accounts(home: Path) -> PeopleFile:
    """The file of accounts in the user's data folder."""
    from assistant.app.people_file import PeopleFile
    from assistant.place import people_file

    return PeopleFile(people_file())


@pytest.fixture
def users(accounts: PeopleFile, monkeypatch: pytest.MonkeyPatch) -> Users:
    """Anna and Ben, who have accounts."""
    from logging_in import with_accounts

    return with_accounts(accounts, monkeypatch)


@pytest.fixture
def visit(users: Users, clock: Clock) -> Iterator[Visit]:
    """A client of an application that says who is asking; cookies are its own."""
    from logging_in import visits

    yield from visits(users, clock)
