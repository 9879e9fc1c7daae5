"""Exports, opened again by libraries that did not write them; hostile texts stay texts."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from html import escape as html_escape
from xml.etree import ElementTree

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pybtex.database import parse_string
from toy_chat import EIGHT, HOSTILE, JOIN, NEWS, NOTE, PACT, SIX, ToyAssistant, cite, quoted

from assistant.answer import Answer, Sentence
from assistant.export.bibliography import csl_entries
from assistant.export.cited import all_citations, cited_text, place, source_address
from assistant.export.formats import FORMATS, FormatName, exported
from assistant.export.markdown import escaped
from corpus.document import Document, sha256_of

PAGE = "http://127.0.0.1:7860"
TOY = ToyAssistant()
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = (
    "*a* _b_ `c` [1] [^1] [x](javascript:alert(1)) ![y](z) $x^2$ <script>alert(1)</script> &amp; "
    "\\[z\\] {7*7} } { ~~s~~ @misc{k, TY  - JOUR --- 50% #1 | “q” ' \" 한국 \\cmd ==m== :smile:"
)


def hostile(text: str) -> tuple[Answer, Document]:
    document = Document(
        "h",
        text,
        text,
        text,
        metadata={"authors": (text, "Ann Lee"), "publisher": text, "date": "spring 2026"},
    )
    citation = cite(1, document, text)
    sentences = (Sentence(text, (1,)),)
    return Answer(text, "answered", sentences, (citation,), read_as=text), document


def words_of(part: bytes, tag: str) -> list[str]:
    """The texts of all `tag` elements, in order."""
    found = ElementTree.fromstring(part).iter(WORD + tag)  # noqa: S314 - written by pandoc just now
    return ["".join(t.text or "" for t in element.iter(WORD + "t")) for element in found]


def opened(docx: bytes) -> tuple[bytes, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml"), archive.read("word/footnotes.xml")


def shown(markdown: str) -> str:
    """What a reader of Markdown sees: its text, without tags."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html)).strip()


# One citation


def test_a_quote_is_copied_with_its_document_page_and_address() -> None:
    citation = TOY.ask("economies").citations[0]
    text = f"“{PACT}” (Korea Navigates Regional Volatility, p. 2)"
    assert cited_text(citation) == text
    address = (
        f"{PAGE}/source?doc=beijing-nara-newsletter&start=195&end=338&sha256={sha256_of(PACT)}"
        "#quote"
    )
    assert cited_text(citation, f"{PAGE}/") == f"{text}, {address}"


def test_what_is_not_known_is_left_out() -> None:
    without = replace(cite(1, NOTE, SIX), page=None, section=None, label="A note")
    assert place(without) == "A note"
    assert place(replace(without, section="History")) == "A note, History"


def test_an_address_is_safe_whatever_the_document_is_called() -> None:
    citation = replace(cite(1, NOTE, SIX), doc_id='a"> <b>&c')
    assert source_address(citation).startswith("/source?doc=a%22%3E+%3Cb%3E%26c&start=0&")


# Markdown


def test_markdown_has_a_footnote_for_each_marker_with_quote_page_and_address() -> None:
    text = exported("md", [TOY.ask("economies"), TOY.ask("how long")], TOY.document, PAGE).decode()
    assert text.startswith("## economies\n\n**12**\n\n“The pact")
    for number, quote in enumerate((PACT, JOIN, EIGHT, SIX), 1):
        note = re.search(rf"^\[\^{number}\]: (.*)$", text, re.MULTILINE)
        assert note and note[1].startswith(f"“{escaped(quote)}” (")
        assert re.search(r", <http://127\.0\.0\.1:7860/source\?doc=[^<> ]+>$", note[1])
        assert text.count(f"[^{number}]") == 2
    assert text.count("[^") == 8


def test_sides_of_a_disagreement_are_listed_once_with_their_quotes() -> None:
    text = exported("md", [TOY.ask("how long")], TOY.document).decode()
    assert text.startswith(
        "## how long\n\nThe documents differ.\n\n"
        f"- **eight years**: “{EIGHT}”[^1]\n- **six years**: “{SIX}”[^2]\n\n[^1]: “"
    )
    assert text.count(SIX) == 2  # in the list, and in its footnote
    unsaid = replace(TOY.ask("how long"), sentences=TOY.ask("how long").sentences[1:])
    text = exported("md", [unsaid], TOY.document).decode()
    assert "## how long\n\nThe documents differ:\n\n- **eight years**: “" in text


def test_a_place_cited_again_has_the_footnote_that_it_has() -> None:
    text = exported("md", [TOY.ask("economies"), TOY.ask("economies")], TOY.document).decode()
    assert text.count(f"“{PACT}”[^1]\n\n“{JOIN}”[^2]\n") == 2
    assert "[^3]" not in text and text.count("[^1]: ") == 1
    body, _ = opened(exported("docx", [TOY.ask("economies")] * 2, TOY.document))
    assert body.count(b"<w:footnoteReference ") == 4  # Word repeats it


def test_what_encloses_quotes_is_of_the_other_kind_and_what_is_quoted_stays() -> None:
    text = 'He said: “We begin anew.” A "bridge" (of trust) it was.'
    document = Document("k", "Commentary by Ellen Kim (KEI)", None, text)
    citation = cite(1, document, text)
    answer = Answer("?", "answered", (Sentence(text, (1,)),), (citation,))
    written = exported("md", [answer], lambda _: document).decode()
    assert written.split("\n\n")[1] == f"‘{escaped(text)}’[^1]"
    assert cited_text(citation) == f"‘{text}’ (Commentary by Ellen Kim [KEI])"
    # The record keeps the quote as it stands in the document.
    assert answer.to_json()["citations"][0]["quote"] == text


def test_each_document_is_named_over_what_it_says_where_several_are_quoted() -> None:
    both = quoted("?", (NEWS, PACT), (NEWS, JOIN), (NOTE, SIX), (NEWS, EIGHT))
    blocks = exported("md", [both], TOY.document).decode().split("\n\n")
    news, note = (f"### {escaped(document.label)}" for document in (NEWS, NOTE))
    assert blocks[1:8] == [
        *(news, f"“{PACT}”[^1]", f"“{JOIN}”[^2]"),
        *(note, f"“{SIX}”[^3]", news, f"“{EIGHT}”[^4]"),
    ]
    assert "###" not in exported("md", [TOY.ask("economies")], TOY.document).decode()
    body, _ = opened(exported("docx", [both], TOY.document))
    assert words_of(body, "p").count(NEWS.label) == 2


def test_lines_beneath_an_answer_and_a_title_with_its_time() -> None:
    noon = datetime(2026, 11, 29, 12, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    text = exported(
        "md",
        [TOY.ask("what else?"), TOY.ask("SWM")],
        TOY.document,
        made_at=noon,
        beneath=[["Searched: *One*"], []],
        title="",
    ).decode()
    title = "# Questions and answers\n\nExported on 2026-11-29 03:00 UTC\n\n## what else?\n\n"
    assert text.startswith(f"{title}The documents do not say.\n\nSearched: \\*One\\*\n\nNearest")


def test_markdown_without_a_page_has_no_addresses() -> None:
    assert "source?" not in exported("md", [TOY.ask("economies")], TOY.document).decode()


def test_passages_that_are_no_answer_are_called_so_and_are_no_footnotes() -> None:
    text = exported("md", [TOY.ask("what else?")], TOY.document).decode()
    assert "The documents do not say.\n\nNearest passages, not an answer:\n\n- “To join" in text
    assert "[^" not in text


@pytest.mark.parametrize(
    "text",
    [
        *NASTY.split(),
        NASTY,
        *("# a", "- a", "+ a", "1. a", "12) a", "> a", "---", "***", "===", "    a", "| a | b |"),
        *("[a]: b", "[ ] a", "a\nb", "\ta", "~~~", "```", "<!-- a -->", "a  \nb", "&#65;", "\\"),
    ],
)
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    assert shown(escaped(text)) == html_escape(" ".join(text.split()), quote=True).replace(
        "&#x27;", "'"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Done! Key figures: R&D, Xi & Lee",) * 2,
        ("Regional Volatility: The Beijing & Nara Summits",) * 2,
        ("from 7:30 at http://a", "from 7:30 at http\\://a"),
        (": a definition", "\\: a definition"),
        ("::: note", "\\:\\:: note"),
        ("so :smile: it", "so \\:smile: it"),
        ("mailto:a@b.c", "mailto\\:a\\@b.c"),
        ("&amp; &#65; &#x41; & amp; &nbsp", "\\&amp; \\&\\#65; \\&\\#x41; & amp; &nbsp"),
        ("a![b](c) d!", "a\\!\\[b\\](c) d\\!"),
    ],
)
def test_markdown_escapes_no_sign_that_means_nothing_there(text: str, written: str) -> None:
    assert escaped(text) == written
    assert shown(written) == html_escape(text, quote=False)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1))
def test_markdown_shows_any_text_in_one_paragraph(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped(text))
    if escaped(text):
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert {child.type for child in tokens[1].children or ()} <= {"text", "text_special"}


def test_a_korean_question_is_told_that_quotes_stay_as_they_are() -> None:
    answer = TOY.ask("SWM은 어느 기업과 협력하나요?")
    text = exported("md", [answer], TOY.document).decode()
    assert "[^1]\n\n인용문은 문서의 원문 그대로입니다.\n\n[^1]:" in text


# Word


def test_word_has_real_footnotes() -> None:
    answers = [TOY.ask("economies"), TOY.ask("how long")]
    body, notes = opened(exported("docx", answers, TOY.document, PAGE))
    assert body.count(b"<w:footnoteReference ") == 4
    texts = [text for text in words_of(notes, "footnote") if text.strip()]
    assert len(texts) == 4
    place_and_link = "(Korea Navigates Regional Volatility, p. 2), http://127.0.0.1:7860/source?"
    assert texts[0].strip().startswith(f"“{PACT}” {place_and_link}")
    assert "economies" in words_of(body, "p")


PROPERTIES = "docProps/core.xml"


def test_word_says_what_was_asked_and_when_it_was_made() -> None:
    noon = datetime(2026, 11, 29, 12, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    answers = [replace(TOY.ask("economies"), question="Is 1 < 2 & \x00so on?"), TOY.ask("SWM")]
    made = [exported("docx", answers, TOY.document, made_at=noon) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        known = ElementTree.fromstring(archive.read(PROPERTIES))  # noqa: S314 - made just now
    assert [part.text for part in known] == [
        "Is 1 < 2 & \ufffdso on?",
        "2026-11-29T03:00:30Z",
        "2026-11-29T03:00:30Z",
    ]
    with zipfile.ZipFile(io.BytesIO(exported("docx", answers, TOY.document))) as archive:
        created = re.search(r"\d{4}-\d\d-\d\d(?=T)", archive.read(PROPERTIES).decode())
    today = datetime.now(UTC).date()
    assert created and date.fromisoformat(created[0]) in (today, today - timedelta(days=1))


def test_word_keeps_hostile_text_as_text() -> None:
    answer, document = hostile(NASTY)
    body, notes = opened(exported("docx", [answer], lambda _: document))
    plain = " ".join(NASTY.split())
    quote, place_ = f"‘{plain}’", plain.translate(str.maketrans("()", "[]"))
    shown_ = [" ".join(p.split()) for p in words_of(body, "p")]
    assert shown_ == [plain, f"Read as: {plain}", quote]
    assert any(f"{quote} ({place_})" in " ".join(t.split()) for t in words_of(notes, "footnote"))
    assert body.count(b"<w:footnoteReference ") == 1
    assert b"<w:hyperlink" not in body + notes


def test_word_holds_what_xml_cannot() -> None:
    # Only a question can hold half a character; a document that does cannot be read.
    answer = replace(TOY.ask("what else?"), question="a\x00b\x1b[31m\ud800c\ufffe")
    body, _ = opened(exported("docx", [answer], TOY.document))
    assert "a\ufffdb\ufffd[31m\ufffdc\ufffd" in words_of(body, "p")


# Citation lists

LISTS: tuple[FormatName, ...] = ("bibtex", "ris", "csl-json")


def test_bibtex_opens_again() -> None:
    answers = [TOY.ask("economies"), TOY.ask("how long")]
    text = exported("bibtex", answers, TOY.document, PAGE).decode()
    entries = parse_string(text, "bibtex").entries
    assert list(entries) == ["beijing-nara-newsletter", "note"]
    pact = entries["beijing-nara-newsletter"]
    assert pact.type == "misc"
    assert pact.fields["title"] == "{{Korea Navigates Regional Volatility}}"
    assert pact.fields["pages"] == "1, 2"
    assert pact.fields["note"].startswith("“The pact currently comprises 12 economies")
    assert pact.fields["url"] == source_address(answers[0].citations[0], base_url=PAGE)
    assert "author" not in pact.persons and "year" not in pact.fields
    note = entries["note"]
    assert [str(p) for p in note.persons["author"]] == ["{Ellen Kim}", "{Tom Ramage}"]
    # It has no title: our description stands in its place, in square brackets.
    title = re.sub("[{}]", "", note.fields["title"])
    assert title.startswith("[A note ") and title.endswith("]")
    assert {"pages", "year"}.isdisjoint(note.fields)


def test_bibtex_keeps_hostile_text_inside_its_field() -> None:
    answer, document = hostile(NASTY)
    text = exported("bibtex", [answer], lambda _: document).decode()
    database = parse_string(text, "bibtex")
    assert list(database.entries) == ["h"]
    fields = database.entries["h"].fields
    assert set(fields) == {"title", "publisher", "year", "note"}
    assert fields["year"] == "spring 2026"
    assert r"\textless script\textgreater alert(1)" in fields["note"]
    assert r"50\% \#1" in fields["note"] and r"\textbackslash cmd" in fields["note"]


def test_ris_opens_again() -> None:
    answers = [TOY.ask("economies"), TOY.ask("how long")]
    entries = rispy.loads(exported("ris", answers, TOY.document, PAGE).decode())
    pact, note = entries
    assert (pact["id"], note["id"]) == ("beijing-nara-newsletter", "note")
    told, second, third = pact["notes"][0].split("; “")
    assert told == f"“{PACT}” (Korea Navigates Regional Volatility, p. 2)"
    join = source_address(answers[0].citations[1], base_url=PAGE)
    assert second == f"{JOIN}” (Korea Navigates Regional Volatility, p. 2), {join}"
    assert third.startswith(f"{EIGHT}” (Korea Navigates Regional Volatility, p. 1), {PAGE}/")
    assert (pact["start_page"], pact["title"]) == ("1, 2", "Korea Navigates Regional Volatility")
    assert pact["urls"] == [source_address(answers[0].citations[0], base_url=PAGE)]
    assert note["authors"] == ["Ellen Kim", "Tom Ramage"]
    assert note["title"] == "[A note <b>in bold</b> & ${more}]"
    assert {"start_page", "year", "date"}.isdisjoint(note)


def test_ris_keeps_hostile_text_inside_its_field() -> None:
    text = f"first\nTY  - JOUR\nER  - \n{NASTY}"
    answer, document = hostile(text)
    (entry,) = rispy.loads(exported("ris", [answer], lambda _: document).decode())
    assert entry["type_of_reference"] == "GEN"
    assert entry["title"] == " ".join(text.split("\n"))
    assert entry["date"] == "spring 2026" and "year" not in entry


def test_csl_json_says_what_the_metadata_says() -> None:
    known = {"authors": ("Ann Lee",), "date": "2026-01-13", "language": "en", "kind": "brief"}
    document = Document("d", "Ours", None, "They met in Nara.", metadata=known)
    answer = Answer("?", "answered", (), (cite(1, document, "They met in Nara."),))
    assert json.loads(exported("csl-json", [answer], lambda _: document)) == [
        {
            "id": "d",
            "type": "document",
            "title": "[Ours]",
            "author": [{"literal": "Ann Lee"}],
            "issued": {"date-parts": [[2026, 1, 13]]},
            "language": "en",
            "genre": "brief",
            "note": "“They met in Nara.” (Ours)",
        }
    ]
    dated = exported("ris", [answer], lambda _: document).decode()
    (entry,) = rispy.loads(dated)
    assert (entry["year"], entry["date"]) == ("2026", "2026/01/13")
    (written,) = parse_string(
        exported("bibtex", [answer], lambda _: document).decode(), "bibtex"
    ).entries.values()
    assert (written.fields["year"], written.fields["month"]) == ("2026", "jan")


def test_persons_are_filed_by_their_family_and_institutions_as_they_are() -> None:
    known = {
        "authors": ("Ellen Kim", "Institute of Trade", "Lee Jae Myung", "김민석", "Suharto"),
        "family_names": ("Kim", "", "Lee", "김", "Suharto"),
    }
    document = Document("d", "Ours", None, "They met in Nara.", metadata=known)
    answer = Answer("?", "answered", (), (cite(1, document, "They met in Nara."),))
    (entry,) = json.loads(exported("csl-json", [answer], lambda _: document))
    assert entry["author"] == [
        {"family": "Kim", "given": "Ellen"},
        {"literal": "Institute of Trade"},
        {"family": "Lee", "given": "Jae Myung"},
        {"family": "김", "given": "민석"},
        {"family": "Suharto"},
    ]
    (entry,) = rispy.loads(exported("ris", [answer], lambda _: document).decode())
    filed = ["Kim, Ellen", "Institute of Trade", "Lee, Jae Myung", "김, 민석", "Suharto"]
    assert entry["authors"] == filed
    text = exported("bibtex", [answer], lambda _: document).decode()
    (written,) = parse_string(text, "bibtex").entries.values()
    filed[1] = "{Institute of Trade}"
    assert [str(person) for person in written.persons["author"]] == filed


def test_a_document_cited_twice_is_one_entry_and_a_place_one_quote() -> None:
    answers = [TOY.ask("economies"), TOY.ask("everything")]
    assert [c.quote for c in all_citations(answers)].count(PACT) == 1
    entries = csl_entries(all_citations(answers), TOY.document)
    (entry,) = entries
    assert entry["note"].count(PACT) == 1 and entry["note"].count("”") == 4


@pytest.mark.parametrize(
    ("name", "nothing"), [("bibtex", b""), ("ris", b""), ("csl-json", b"[]\n")]
)
def test_without_citations_the_list_is_empty(name: FormatName, nothing: bytes) -> None:
    assert exported(name, [TOY.ask("what else?")], TOY.document) == nothing


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_keeps_quote_page_and_address(name: FormatName) -> None:
    content = exported(name, [TOY.ask("economies")], TOY.document, PAGE)
    if name == "docx":
        content = b"".join(part.replace(b"&amp;", b"&") for part in opened(content))
    text = content.decode()
    assert "notably excludes the United States and China." in text
    assert "p. 2)" in text and f"end=338&sha256={sha256_of(PACT)}" in text


def test_the_toys_hostile_note_is_exported_whole() -> None:
    text = exported("md", [TOY.ask("hostile")], TOY.document).decode()
    assert f"‘{html_escape(HOSTILE)}’".replace("&#x27;", "'") in shown(text)
