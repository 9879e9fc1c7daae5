"""A chat over two literal documents, whose answers are written down here: no model, no index.

`python tests/toy_chat.py [--port PORT] [--load-after FILE] [--fail REASON] [--login]` serves it;
tests do, in a process of its own. It loads until there is such a file. Every attempt to reach
another host is refused and printed as `FOREIGN …`.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer import Answer, AnswerSpan, Citation, Position, Sentence
from assistant.asked.question import AskedTooLong, NothingAsked, read_question
from assistant.confidence.calibrated import Strictness
from assistant.ranking.rank import Candidate
from assistant.settings import Settings
from assistant.trace import Trace
from corpus.document import Document, Page, Passage, Section, Span, sha256_of
from corpus.errors import LibraryError
from index.query import Hit

ROOT = Path(__file__).parent.parent
START_WITHIN_S = 120.0
TOGETHER = threading.Barrier(4)
"""A question with this word is answered once so many of them have been asked."""

PACT = (
    "The pact currently comprises 12 economies, collectively represents about 14.5% of global GDP,"
    " and notably excludes the United States and China."
)
JOIN = (
    "To join, Korea needs Japan's approval and will likely have to ease its own trade restrictions"
    " on Japanese seafood imports."
)
ROW = "Supply Chain: SWM (Korean) and Lenovo (Chinese); L4 autonomous driving platforms."
SIX = "It was the first state visit by a South Korean president in six years."
EIGHT = "For the first time in eight years, a Korean president was invited."
HOSTILE = "<img src=x onerror=\"document.title='owned'\"> ${document.title='owned'} {{7*7}} $x^2$"

DEEP = "The bridge at Kiso cost 41 million dollars."
LONG = f"{'Much was said about the weather. ' * 909}{DEEP} {'x' * 19_959}"
assert len(LONG) == 50_000

_NEWS = "\n\n".join(
    ["A newsletter", f"{EIGHT} It was January.", ROW, "A row below.", f"{PACT} {JOIN}"]
    + [f"Filler paragraph {i} {'about nothing much ' * 20}" for i in range(6)]
)
_NOTE = "\n\n".join([f"{SIX} He stayed four days.", f"The note ends here: {HOSTILE}", LONG])

NEWS = Document(
    doc_id="beijing-nara-newsletter",
    label="Korea Navigates Regional Volatility",
    title="Korea Navigates Regional Volatility",
    text=_NEWS,
    pages=(
        Page(1, Span(0, _NEWS.index(PACT))),
        Page(2, Span(_NEWS.index(PACT), len(_NEWS))),
    ),
    sections=(Section("Visit to Japan", 1, Span(_NEWS.index(PACT), len(_NEWS))),),
    metadata={"kind": "newsletter", "authors": None},
)
NOTE = Document(
    doc_id="note",
    label="A note <b>in bold</b> & ${more}",
    title=None,
    text=_NOTE,
    metadata={"kind": "analysis", "authors": ("Ellen Kim", "Tom Ramage")},
)
DOCUMENTS = {document.doc_id: document for document in (NEWS, NOTE)}


def cite(marker: int | None, document: Document, quote: str) -> Citation:
    """A citation of the first place where `quote` stands."""
    start = document.text.index(quote)
    headings = document.headings_at(start)
    return Citation(
        marker,
        document.doc_id,
        document.label,
        document.title,
        document.page_at(start),
        headings[-1] if headings else None,
        start,
        start + len(quote),
        quote,
        sha256_of(quote),
        0.9,
    )


def quoted(question: str, *quotes: tuple[Document, str], short: str | None = None) -> Answer:
    """An answer that quotes sentences, the short answer taken from the first."""
    citations = tuple(cite(i, document, quote) for i, (document, quote) in enumerate(quotes, 1))
    spans = ()
    if short is not None:
        start = citations[0].start + citations[0].quote.index(short)
        spans = (AnswerSpan(short, 1, start, start + len(short)),)
    sentences = tuple(Sentence(c.quote, (c.marker,)) for c in citations if c.marker)
    return Answer(question, "answered", sentences, citations, spans, confidence=0.9)


def disagreeing(question: str) -> Answer:
    """An answer with two positions."""
    answer = quoted(question, (NEWS, EIGHT), (NOTE, SIX))
    own = Sentence("The documents differ.", own=True)
    return Answer(
        question,
        "answered",
        (own, *answer.sentences),
        answer.citations,
        positions=(Position("eight years", 1), Position("six years", 2)),
        confidence=0.8,
    )


def unknown(question: str) -> Answer:
    """The answer that there is none."""
    nearest = (cite(None, NEWS, JOIN), cite(None, NOTE, SIX))
    own = Sentence("The documents do not say.", own=True)
    return Answer(question, "not_found", (own,), nearest=nearest, confidence=0.1)


class ToyAssistant:
    """Knows a handful of words."""

    doc_ids = tuple(DOCUMENTS)
    settings = Settings()
    index_id = "toy"

    def document(self, doc_id: str) -> Document:
        return DOCUMENTS[doc_id]

    def original_wording(self, doc_id: str, span: Span) -> str | None:
        wording = span.of(DOCUMENTS[doc_id].text)
        return wording.replace("comprises", "comyprises") if doc_id == NEWS.doc_id else None

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
        *,
        strictness: Strictness | None = None,
    ) -> Answer:
        if not question.strip():
            raise NothingAsked
        if len(question) > self.settings.max_question_chars:
            raise AskedTooLong(len(question), self.settings.max_question_chars)
        if unheard := set(doc_ids or ()) - set(self.doc_ids):
            raise LibraryError(f"there is no document {sorted(unheard)[0]!r}")
        words = question.lower()
        if "sure" in words and strictness == "strict":
            return unknown(question)
        if "slow" in words:
            time.sleep(2)
        if "together" in words:
            TOGETHER.wait(20)
        if "bug" in words:
            raise RuntimeError("a bug of the assistant")
        return reply(question, len(history))

    def explain(
        self,
        question: str,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
        *,
        strictness: Strictness | None = None,
    ) -> Trace:
        answer = self.ask(question, history, doc_ids)
        cited = [Span(c.start, c.end) for c in answer.citations] or [Span(0, 5)]
        passages = [Passage(f"p{i}", NEWS.doc_id, s, s.of(_NEWS)) for i, s in enumerate(cited)]
        hits = [Hit(p, 0.75, i, {"bm25": 2.5, "dense": 0.4}) for i, p in enumerate(passages, 1)]
        features = {"cosine": 0.5, "coverage": 0.25}
        candidates = [Candidate(NEWS.doc_id, s, s.of(_NEWS), features, 1.25) for s in cited]
        read = read_question(question, len(question))
        return Trace(answer, read, tuple(hits), tuple(candidates), None)


def reply(question: str, earlier: int) -> Answer:
    """The answer to the word that a question holds; `earlier`: how many questions came before."""
    words = question.lower()
    if "economies" in words:
        return quoted(question, (NEWS, PACT), (NEWS, JOIN), short="12")
    if "everything" in words:
        return quoted(question, *((NEWS, quote) for quote in (EIGHT, ROW, PACT, JOIN, PACT, JOIN)))
    if "swm" in words:
        return quoted(question, (NEWS, ROW), short="Lenovo")
    if "how long" in words:
        return disagreeing(question)
    if "kiso" in words:
        return quoted(question, (NOTE, DEEP), short="41 million dollars")
    if "hostile" in words:
        return quoted(question, (NOTE, HOSTILE), short="${document.title='owned'}")
    if "before" in words:
        return replace(unknown(question), read_as=f"asked after {earlier} questions")
    return unknown(question)


@dataclass(frozen=True)
class Served:
    """A chat in a process of its own."""

    url: str
    process: subprocess.Popen[str]
    stderr: Path

    def notes(self) -> str:
        """What it wrote to stderr so far."""
        return self.stderr.read_text(encoding="utf-8")


@contextmanager
def served(
    command: Sequence[str], stderr: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """A chat that `command` starts and that says its address on stderr; ended afterwards."""
    with stderr.open("w") as sink:
        process = subprocess.Popen(list(command), stderr=sink, cwd=ROOT, text=True, env=environment)
    try:
        until = time.monotonic() + START_WITHIN_S
        while not (address := re.search(r"http://\S+", stderr.read_text(encoding="utf-8"))):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the chat did not start: {stderr.read_text(encoding='utf-8')}")
            time.sleep(0.1)
        yield Served(address[0], process, stderr)
    finally:
        process.terminate()
        process.wait(10)


def serve_toy(stderr: Path, *options: str) -> AbstractContextManager[Served]:
    """The toy chat on a free port; what people leave there is kept beside `stderr`."""
    environment = os.environ | {"SUMMITS_HOME": str(stderr.parent / "people")}
    return served([sys.executable, str(Path(__file__)), *options], stderr, environment)


def refuse_other_hosts(event: str, args: tuple[object, ...]) -> None:
    """Audit hook: no connection but to this machine, no name looked up but its own."""
    local = ("127.0.0.1", "::1", "localhost", None, "")
    host: object = None
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    if host not in local:
        sys.stderr.write(f"FOREIGN {event} {host}\n")
        raise OSError(f"{host} is not this machine")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--load-after", type=Path)
    parser.add_argument("--fail")
    parser.add_argument("--login", action="store_true")
    options = parser.parse_args()
    sys.addaudithook(refuse_other_hosts)

    def open_assistant() -> ToyAssistant:
        while options.load_after and not options.load_after.exists():
            time.sleep(0.1)
        if options.fail:
            raise LibraryError(options.fail)
        return ToyAssistant()

    from assistant.app.chat import serve
    from assistant.app.door import Door

    host = "127.0.0.1"
    serve(open_assistant, host, options.port, Door.open(host, login=options.login))


if __name__ == "__main__":
    main()
