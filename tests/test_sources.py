"""The two documents that ship: the originals as they came, and what was edited in them."""

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest

from corpus.align import align
from corpus.document import Document, Span
from corpus.edits import load_edits
from corpus.errors import LibraryError
from corpus.library import SHIPPED, Library
from corpus.read.edited import read_edited

NEWSLETTER, COMMENTARY = "beijing-nara-newsletter", "kei-commentary"

ORIGINALS = {
    COMMENTARY: (
        "000_eb0364c053d20066.txt",
        "8062d3a09b09071cdf22c0a3025d8b894b459d83e8605bfbaa34430275178169",
    ),
    NEWSLETTER: (
        "002_ccfb59d0268778f0.txt",
        "6681a55d28a4cfab50fd46d9fbe57bed405edf849cf04a13aff74693be3a66e4",
    ),
}

HEADINGS = [
    (1, "President Lee’s state visit to China", 2),
    (1, "Korea-China MOUs at a glance", 2),
    (1, "Korea and China elevate economic ties", 2),
    (2, "Codifying the restoration of Korea-China relations", 2),
    (2, "Laying the groundwork for sustained cooperation", 2),
    (2, "Structural overhang likely to stay", 3),
    (1, "President Lee’s visit to Japan", 4),
    (1, "Lee’s pragmatic diplomacy with Japan", 4),
    (2, "A strategic reality check", 4),
    (1, "Insulating Seoul from broader geopolitical dynamics", 4),
    (2, "Conclusion", 4),
]

ROWS = [
    (
        "Consumer Goods",
        "Shinsegae Group",
        "Alibaba International",
        "Expanding K-products via global e-platforms",
    ),
    (
        "Consumer Goods",
        "Samjin Food",
        "Samjin Amook",
        "Localizing retail & marketing for Samjin Amook",
    ),
    (
        "Consumer Goods",
        "Farmstaff",
        "Zhonghuan Yida",
        "Establishing smart farms for K-Strawberry",
    ),
    (
        "Consumer Goods",
        "PharmaResearch",
        "Guangdong Biol",
        "Global supply of Micro-needle Therapy Systems",
    ),
    (
        "Digital Content",
        "Seobuk",
        "Beijing Idou Culture",
        "Developing content based on K-pop artist IPs",
    ),
    ("Digital Content", "Helloworks", "Creon", "Co-producing short-form dramas, & films"),
    (
        "Digital Content",
        "Root 3",
        "Boundary Singularity",
        "Partnering for game licensing & localization",
    ),
    ("Supply Chain", "SWM", "Lenovo", "Developing L4 autonomous driving platforms"),
    ("Supply Chain", "Geoseong", "BF Nano Tech", "Building eco-friendly nano-material factories"),
]

# Each as it stands in the original (white space made single), to prove that the list is no dream.
FAULTS = [
    "GCreat",
    "theyear",
    "comyprises",
    "e.levate",
    "productsto",
    "llbo",
    "’'",
    "_ ERS 4 —",
    'i "',
    "- )",
    ".‘g,",
    "Chinese *",
    "Goods .",
    ". .",
    ". Overall",
    "Korea—China",
    "Sung- lac",
    "Trans- Pacific",
    "forward- looking",
    "military- ",
    "Korea and China Codifying",
    "ties memoranda",
    "embarked on a check",
    "Insulating Seoul from Conclusion",
    "compartmentalize dynamics",
    "Newsis Korea",
    "Korea-Japan Source:",
]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.open()


@pytest.fixture(scope="module")
def newsletter(library: Library) -> Document:
    return library.document(NEWSLETTER)


def markup_of(doc_id: str) -> str:
    return (SHIPPED / doc_id / "text.md").read_text(encoding="utf-8")


def find(document: Document, words: str) -> Span:
    assert document.text.count(words) == 1, words
    start = document.text.index(words)
    return Span(start, start + len(words))


def paragraphs(document: Document) -> list[str]:
    return document.text.split("\n\n")


# --- both documents ------------------------------------------------------------------------------


def test_these_two_ship(library: Library) -> None:
    assert library.doc_ids == (NEWSLETTER, COMMENTARY)


@pytest.mark.parametrize("doc_id", ORIGINALS)
def test_the_original_is_kept_byte_for_byte(doc_id: str) -> None:
    name, sha256 = ORIGINALS[doc_id]
    assert hashlib.sha256((SHIPPED / doc_id / name).read_bytes()).hexdigest() == sha256


@pytest.mark.parametrize("doc_id", ORIGINALS)
def test_nothing_differs_but_what_the_list_names(library: Library, doc_id: str) -> None:
    original = library.original(doc_id)
    edits = load_edits(SHIPPED / doc_id / "edits.json", original)
    text = read_edited(markup_of(doc_id)).text
    assert len(align(original, edits, text).words) == len(text.split())


@pytest.mark.parametrize("doc_id", ORIGINALS)
def test_a_change_of_any_word_is_noticed(library: Library, doc_id: str) -> None:
    original = library.original(doc_id)
    edits = load_edits(SHIPPED / doc_id / "edits.json", original)
    markup = markup_of(doc_id)
    words = [m.span() for m in re.finditer(r"\S+", markup) if m.group() not in ("#", "##")]
    for start, end in words[:: len(words) // 25]:
        changes = ["", markup[start:end] + "s", f"not {markup[start:end]}"]
        for now in changes:
            changed = markup[:start] + now + markup[end:]
            with pytest.raises(LibraryError) as caught:
                align(original, edits, read_edited(changed).text)
            assert len(caught.value.faults) == 1


@pytest.mark.parametrize("doc_id", ORIGINALS)
def test_leaving_an_edit_out_of_the_list_is_noticed(library: Library, doc_id: str) -> None:
    original = library.original(doc_id)
    edits = load_edits(SHIPPED / doc_id / "edits.json", original)
    text = read_edited(markup_of(doc_id)).text
    for edit in edits:
        with pytest.raises(LibraryError):
            align(original, [e for e in edits if e != edit], text)


@pytest.mark.parametrize("doc_id", ORIGINALS)
def test_each_edit_stands_in_the_text_as_the_list_has_it(library: Library, doc_id: str) -> None:
    alignment = library.alignment(doc_id)
    assert alignment is not None
    text = library.document(doc_id).text
    for edit, span in zip(alignment.edits, alignment.edit_spans, strict=True):
        assert (span.of(text) if span else "") == edit.edited
        assert edit.original_span.of(library.original(doc_id)) == edit.original


@pytest.mark.parametrize("doc_id", ORIGINALS)
def test_the_text_keeps_the_rules_of_a_document(library: Library, doc_id: str) -> None:
    document = library.document(doc_id)
    assert unicodedata.is_normalized("NFC", document.text)
    assert all(block and block == block.strip() for block in paragraphs(document))
    assert not re.search(r"\n{3}|[^\n]\n[^\n]|[^\S\n ]| {2}|#", document.text)
    assert "".join(page.span.of(document.text) for page in document.pages) in ("", document.text)
    for section in document.sections:
        assert section.span.of(document.text).startswith(section.heading + "\n\n") or (
            section.span.of(document.text) == section.heading
        )
        for other in document.sections:
            assert (
                section.span.covers(other.span)
                or other.span.covers(section.span)
                or not section.span.overlaps(other.span)
            )


# --- the newsletter ------------------------------------------------------------------------------


def test_newsletter_pages_begin_where_the_original_says(newsletter: Document) -> None:
    lines = (SHIPPED / NEWSLETTER / ORIGINALS[NEWSLETTER][0]).read_text("utf-8").split("\n")
    starts = [page.span.of(newsletter.text) for page in newsletter.pages]
    assert [page.number for page in newsletter.pages] == [1, 2, 3, 4]
    for line, text in zip([1, 24, 135, 179], starts, strict=True):
        assert text.startswith(lines[line - 1].strip())
    assert starts[0].endswith("outcomes signal for Korea's regional relations.\n\n")
    assert starts[1].endswith("Assembly Speaker, ranks third.\n\n")
    assert starts[2].endswith("driven by pragmatism rather than ideology.\n\n")
    assert starts[3].endswith("signed move beyond declarative statements.")


def test_newsletter_headings(newsletter: Document) -> None:
    found = [(s.level, s.heading, newsletter.page_at(s.span.start)) for s in newsletter.sections]
    assert found == HEADINGS


@pytest.mark.parametrize(
    ("words", "page", "headings"),
    [
        ("However, the diplomatic itinerary", 1, ()),
        ("Lenovo", 2, ("Korea-China MOUs at a glance",)),
        (
            "one certificate of donation",
            2,
            ("Korea and China elevate economic ties", HEADINGS[3][1]),
        ),
        # This section runs on from page 2 to page 3.
        ("ranks third.", 2, ("Korea and China elevate economic ties", HEADINGS[4][1])),
        ("about 10% of total trade", 3, ("Korea and China elevate economic ties", HEADINGS[4][1])),
        (
            "amid the rise of nationalism",
            3,
            ("Korea and China elevate economic ties", HEADINGS[5][1]),
        ),
        (
            "Sanae Takaichi",
            4,
            ("Lee’s pragmatic diplomacy with Japan", "A strategic reality check"),
        ),
        ("14.5%", 4, ("Lee’s pragmatic diplomacy with Japan", "A strategic reality check")),
        ("litmus test", 4, (HEADINGS[9][1], "Conclusion")),
    ],
)
def test_newsletter_places(
    newsletter: Document, words: str, page: int, headings: tuple[str, ...]
) -> None:
    start = find(newsletter, words).start
    assert (newsletter.page_at(start), newsletter.headings_at(start)) == (page, headings)


def test_newsletter_table_has_one_line_a_row(newsletter: Document) -> None:
    rows = [line for line in paragraphs(newsletter) if "Key Cooperation" in line]
    assert rows == [
        f"{category}: {korean} (Korean) and {chinese} (Chinese); Key Cooperation: {cooperation}."
        for category, korean, chinese, cooperation in ROWS
    ]


def test_the_rows_are_those_of_the_printed_table(library: Library) -> None:
    lines = library.original(NEWSLETTER).split("\n")[86:130]
    printed = " ".join(" ".join(lines).split())
    # The first two rows came out column by column, the others as pairs.
    assert "Shinsegae Group Samjin Food Alibaba International Samjin Amook" in printed
    for _, korean, chinese, _ in ROWS[2:]:
        assert sum(line.endswith(f"{korean} {chinese}") for line in lines) == 1
    after = lines[lines.index("Key Cooperation") + 1 :]
    assert [line for line in after if line] == [cooperation for *_, cooperation in ROWS]
    # No word of the table is lost but the heading of its first column, and none is added.
    stray = {")", "*", ".‘g,", ".", "Category", "Korean", "Chinese", "Key", "Cooperation"}
    cells = {word for row in ROWS for cell in row for word in cell.split()}
    assert set(printed.split()) - stray == cells


def test_newsletter_box_in_order(newsletter: Document) -> None:
    blocks = paragraphs(newsletter)
    start = blocks.index("Korea-China MOUs at a glance")
    assert blocks[start + 1 : start + 3] == [
        "14 Bilateral Memorandums of Understanding",
        "9 Commercial Memorandums of Understanding",
    ]
    assert "Shinsegae Group" in blocks[start + 3]
    assert "Geoseong" in blocks[start + 11]
    assert blocks[start + 12] == "https://www.korea.kr/news/policyNewsView.do?newsId=148957520"
    assert newsletter.text.count("https:") == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_known_misreads_are_gone(library: Library, newsletter: Document, fault: str) -> None:
    assert fault in " ".join(library.original(NEWSLETTER).split())
    assert fault not in " ".join(newsletter.text.split())


def test_marks_that_no_sentence_of_the_newsletter_needs_are_gone(newsletter: Document) -> None:
    assert not set('—_*‘`|~^"') & set(newsletter.text)
    # A mark that stands alone, a hyphen before a space, a space before a stop.
    assert re.findall(r"(?:^|\s)[^\w\s&](?=\s|$)|-\s|\s[.,;:)]", newsletter.text) == []


@pytest.mark.parametrize(
    "words",
    [
        "at the Great Hall of the People on the afternoon of 5 January.",
        "a significant dual-track start to the year.",
        "fourteen memoranda of understanding (MOUs) and one certificate of donation, witnessed",
        "Forum, held ahead of the bilateral summit, further",
        "the first Korea-China business forum of its kind",
        "“economic tsar,” ranks second in the country’s power hierarchy.",
        "Chairman Zhao said that friendship and cooperation are the enduring foundation of "
        "Korea-China relations and that",
        "highlighted Shanghai’s key role",
        "President Lee embarked on a “shuttle diplomacy” trip to Japan",
        "Against the backdrop of Beijing’s 5 January announcement that it would ban the export of "
        "military-civilian dual-use products to Japan, the Korea-Japan summit's discussions were "
        "largely centered on safeguarding economic security.",
        "National Security Adviser Wi Sung-lac confirming",
        "Agreement for Trans-Pacific Partnership (CPTPP)",
        "The pact currently comprises 12 economies",
        "Korea needs Japan’s approval",
        "Overall, President Lee appeared to compartmentalize Korea's relations with China",
        "diversified trade and forward-looking relations",
        "combatting transnational crime",  # the authors' spelling
        "short-form dramas, & films",  # as printed
        "Shanghai party Secretaryship",  # as printed
    ],
)
def test_newsletter_reads_as_printed(newsletter: Document, words: str) -> None:
    assert newsletter.text.count(words) == 1


def test_picture_credits_follow_the_paragraphs_that_they_interrupted(newsletter: Document) -> None:
    blocks = paragraphs(newsletter)
    found = [n for n, block in enumerate(blocks) if block.startswith("Source: ")]
    expected = [
        ("The Beijing & Nara Summits", "Source: Office of the President"),
        ("through closer economic cooperation.", "Source: Korea Policy Briefing"),
        ("gaming, and service industries.", "Source: JoongAng Ilbo"),
        ("at the local government level.", "Source: Newsis"),
        ("through pragmatic diplomacy.", "Source: Office of the President"),
    ]
    assert [blocks[n] for n in found] == [credit for _, credit in expected]
    for n, (end, _) in zip(found, expected, strict=True):
        assert blocks[n - 1].endswith(end)
    assert newsletter.text.count("Source:") == 5


@pytest.mark.parametrize(
    ("quote", "wording"),
    [
        ("Great Hall of the People", "GCreat Hall of the People"),
        ("start to the year.", "start to\ntheyear."),
        ("JoongAng Ilbo", "JoongAng llbo"),
        ("in the country’s power", "in the country’'s power"),
        ("Wi Sung-lac confirming", "Wi Sung-\nlac confirming"),
        (
            "the enduring foundation of Korea-China relations",
            "the enduring foundation of\nSource: Newsis Korea—China relations",
        ),
        (
            "that friendship and cooperation",
            "that\n\n- ) friendship and cooperation",
        ),
        (
            "Korea and China elevate economic ties",
            "Korea and China Codifying the restoration of Korea-China relations\n"
            "e.levate economic The bilateral summit culminated in the signing of fourteen\nties",
        ),
        ("two leaders’ shared focus on enhancing public well-being", None),
        ("President Lee Jae-myung’s diplomacy in 2026 began against", None),
    ],
)
def test_original_wording(
    library: Library, newsletter: Document, quote: str, wording: str | None
) -> None:
    assert library.original_wording(NEWSLETTER, find(newsletter, quote)) == wording


def test_the_original_of_a_table_row_is_the_printed_table(
    library: Library, newsletter: Document
) -> None:
    wording = library.original_wording(NEWSLETTER, find(newsletter, "SWM (Korean)"))
    lines = library.original(NEWSLETTER).split("\n")
    assert wording == "\n".join(lines[86:130])


def test_edits_are_small_but_for_the_table() -> None:
    entries = json.loads((SHIPPED / NEWSLETTER / "edits.json").read_text(encoding="utf-8"))
    long = [entry["line"] for entry in entries if len(entry["original"]) > 40]
    assert long == [82, 87, 133]  # the box: its heading and counts, its table, its web address


def test_newsletter_metadata_invents_nothing(newsletter: Document) -> None:
    title = "Korea Navigates Regional Volatility: The Beijing & Nara Summits"
    assert (newsletter.title, newsletter.label) == (title, title)
    assert dict(newsletter.metadata or {}) == {
        "title": title,
        "authors": None,
        "family_names": None,
        "publisher": None,
        "language": "en",
        "kind": "newsletter",
        "date": None,
        "original": "002_ccfb59d0268778f0.txt",
        "label": title,
        "label_is_ours": False,
    }
    assert newsletter.text.startswith(title + "\n\n")


# --- the commentary ------------------------------------------------------------------------------


def test_commentary_paragraphs_are_the_lines_of_the_original(library: Library) -> None:
    document = library.document(COMMENTARY)
    lines = library.original(COMMENTARY).split("\n")
    assert paragraphs(document) == lines
    assert len(lines) == 12
    assert lines[9].startswith("Ellen Kim is Director of Academic Affairs")
    assert lines[10] == "Feature image from The Blue House."
    assert lines[11].startswith("KEI is registered under the FARA")
    assert (document.pages, document.sections) == ((), ())
    alignment = library.alignment(COMMENTARY)
    assert alignment is not None and alignment.edits == ()


def test_commentary_metadata_invents_nothing(library: Library) -> None:
    document = library.document(COMMENTARY)
    metadata = dict(document.metadata or {})
    assert document.title is None
    assert document.label == "Commentary by Ellen Kim and Tom Ramage (KEI)"
    assert metadata["label_is_ours"] is True
    assert (metadata["date"], metadata["kind"]) == (None, "analysis")
    # What names people and publisher stands in the text.
    authors = metadata["authors"]
    assert authors == ("Ellen Kim", "Tom Ramage")
    assert metadata["family_names"] == ("Kim", "Ramage")
    for name in (*authors, str(metadata["publisher"])):
        assert name in document.text


def test_sources_hold_nothing_else() -> None:
    for doc_id, (name, _) in ORIGINALS.items():
        files = sorted(path.name for path in Path(SHIPPED / doc_id).iterdir())
        assert files == sorted([name, "edits.json", "metadata.toml", "text.md"])
