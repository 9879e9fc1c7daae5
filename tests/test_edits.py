"""The list of edits, and the edited text laid against the original by it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.align import align
from corpus.document import Edit, Span
from corpus.edits import Move, apply_edits, load_edits
from corpus.errors import LibraryError
from corpus.read.edited import read_edited

ORIGINAL = """They met at the GCreat Hall - )
of the People. Source: Newsis
On the next day they
parted."""

MARKUP = """# They met at the Great Hall of the People.

On the next day they parted.

\f

Source: Newsis
"""

TEXT = "They met at the Great Hall of the People.\n\nOn the next day they parted.\n\nSource: Newsis"

ENTRIES: list[dict[str, Any]] = [
    {"line": 1, "original": "GCreat", "edited": "Great", "reason": "misread"},
    {"line": 1, "original": "- )", "edited": "", "reason": "stray"},
    {
        "line": 2,
        "original": "Source: Newsis",
        "edited": "Source: Newsis",
        "reason": "credit",
    },
]


def edit(original: str, words: str, edited: str) -> Edit:
    start = original.index(words)
    return Edit(Span(start, start + len(words)), words, edited, "test")


def move(original: str, words: str, edited: str, before: int) -> Move:
    start = original.index(words)
    return Move(Span(start, start + len(words)), words, edited, "test", before)


def edits() -> list[Edit]:
    return [
        edit(ORIGINAL, "GCreat", "Great"),
        edit(ORIGINAL, "- )", ""),
        move(ORIGINAL, "Source: Newsis", "Source: Newsis", len(ORIGINAL)),
    ]


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


# --- loading -------------------------------------------------------------------------------------


def written(folder: Path, entries: object) -> Path:
    path = folder / "edits.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def test_entries_are_found_on_their_lines(tmp_path: Path) -> None:
    entries = [
        *ENTRIES[:2],
        {**ENTRIES[2], "moved_to": {"line": 3, "before": "On the next"}},
        {"line": 3, "original": "they\nparted", "edited": "they left", "reason": "two lines"},
    ]
    loaded = load_edits(written(tmp_path, entries), ORIGINAL)
    assert loaded == (
        Edit(Span(16, 22), "GCreat", "Great", "misread"),
        Edit(Span(28, 31), "- )", "", "stray"),
        Move(Span(47, 61), "Source: Newsis", "Source: Newsis", "credit", 62),
        Edit(Span(78, 89), "they\nparted", "they left", "two lines"),
    )
    assert all(e.original_span.of(ORIGINAL) == e.original for e in loaded)


def test_the_same_words_on_other_lines_do_not_count(tmp_path: Path) -> None:
    path = written(tmp_path, [{"line": 2, "original": "a", "edited": "b", "reason": "r"}])
    assert load_edits(path, "a\na\na")[0].original_span == Span(2, 3)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("GCreat", "must be an object"),
        ({**ENTRIES[0], "line": "1"}, '"line" must be a whole number'),
        ({**ENTRIES[0], "line": True}, '"line" must be a whole number'),
        ({**ENTRIES[0], "edited": None}, '"edited" must be a text'),
        ({**ENTRIES[0], "pages": 3}, '"pages" is not a field'),
        ({**ENTRIES[0], "reason": " "}, "must not be empty"),
        ({**ENTRIES[0], "original": ""}, "must not be empty"),
        ({**ENTRIES[0], "line": 0}, "there is no line 0: the original has 4"),
        ({**ENTRIES[0], "line": 5}, "there is no line 5"),
        ({**ENTRIES[0], "line": 2}, '"GCreat" does not start on line 2'),
        ({**ENTRIES[0], "original": "e"}, '"e" starts 4 times on line 1'),
        ({**ENTRIES[0], "edited": "GCreat"}, "changes nothing"),
        ({**ENTRIES[0], "moved_to": 3}, '"moved_to" must be an object'),
        ({**ENTRIES[0], "moved_to": {"line": 3, "before": ""}}, '"moved_to" must have'),
        ({**ENTRIES[0], "moved_to": {"line": 9, "before": "On"}}, "there is no line 9"),
        ({**ENTRIES[0], "moved_to": {"line": 3, "before": "They"}}, '"They" does not start'),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(tmp_path: Path, entry: object, message: str) -> None:
    path = written(tmp_path, [ENTRIES[1], entry])
    with pytest.raises(LibraryError) as caught:
        load_edits(path, ORIGINAL)
    assert caught.value.faults[0].startswith(f"{path}, entry 2: ")
    assert message in caught.value.faults[0]


def test_every_bad_entry_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, [{}, ENTRIES[0], 3])
    with pytest.raises(LibraryError) as caught:
        load_edits(path, ORIGINAL)
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        f"{path}, entry 1",
        f"{path}, entry 3",
    ]


@pytest.mark.parametrize(
    "entries",
    [
        [ENTRIES[1], ENTRIES[0]],  # out of order
        [ENTRIES[0], {**ENTRIES[0], "original": "eat Hall", "edited": "eat, Hall"}],  # overlapping
        [ENTRIES[0], ENTRIES[0]],
    ],
)
def test_entries_stand_in_order_and_apart(tmp_path: Path, entries: list[object]) -> None:
    with pytest.raises(LibraryError, match="entry 2: it starts before the end"):
        load_edits(written(tmp_path, entries), ORIGINAL)


def test_nothing_is_moved_into_the_midst_of_an_edit(tmp_path: Path) -> None:
    moved = {**ENTRIES[2], "moved_to": {"line": 1, "before": "reat"}}
    with pytest.raises(LibraryError, match='"Source: Newsis" is moved into the midst'):
        load_edits(written(tmp_path, [ENTRIES[0], moved]), ORIGINAL)


@pytest.mark.parametrize("content", ["", "{", "{}", "3", "[" * 100_000, "\udce9"])
def test_what_is_no_json_list_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "edits.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(LibraryError, match=r"edits\.json .*write \[\]"):
        load_edits(path, ORIGINAL)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"edits\.json cannot be read"):
        load_edits(tmp_path / "edits.json", ORIGINAL)


# --- applying ------------------------------------------------------------------------------------


def test_pieces_say_where_they_come_from() -> None:
    pieces = apply_edits(ORIGINAL, edits())
    assert [(p.text, p.original_span.start, p.original_span.end) for p in pieces] == [
        ("They met at the ", 0, 16),
        ("Great", 16, 22),
        (" Hall ", 22, 28),
        ("\nof the People. ", 31, 47),
        ("\nOn the next day they\nparted.", 61, 90),
        ("\nSource: Newsis\n", 47, 61),
    ]


def test_moves_to_one_place_keep_their_order() -> None:
    original = "one two three four"
    moves = [move(original, "two", "2", 0), move(original, "four", "4", 0)]
    text = "".join(piece.text for piece in apply_edits(original, moves))
    assert text.split() == ["2", "4", "one", "three"]


# --- comparing -----------------------------------------------------------------------------------


def differences(original: str, listed: Sequence[Edit], markup: str) -> tuple[str, ...]:
    with pytest.raises(LibraryError) as caught:
        align(original, listed, read_edited(markup).text)
    return caught.value.faults


def test_a_text_whose_every_change_is_named_has_no_difference() -> None:
    assert len(align(ORIGINAL, edits(), read_edited(MARKUP).text).words) == len(TEXT.split())


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        ("Hall", "Halls", 'original line 1: the edited text has "Halls" for "Hall"'),
        ("next ", "", 'original line 3: the edited text lacks "next"'),
        ("they parted", "they then parted", 'original line 4: the edited text adds "then"'),
        ("Newsis", "", 'original line 2: the edited text lacks "Newsis"'),
        ("People.", "People .", 'has "People ." for "People."'),
        ("They", "they", 'has "they" for "They"'),
    ],
)
def test_a_word_that_is_changed_dropped_or_added_is_a_difference(
    was: str, now: str, difference: str
) -> None:
    assert was in MARKUP
    (found,) = differences(ORIGINAL, edits(), MARKUP.replace(was, now))
    assert difference in found


@pytest.mark.parametrize("missing", range(3))
def test_an_edit_that_the_list_does_not_name_is_a_difference(missing: int) -> None:
    listed = [e for n, e in enumerate(edits()) if n != missing]
    assert differences(ORIGINAL, listed, MARKUP)


def test_words_are_compared_in_nfc() -> None:
    composed = "caf\N{LATIN SMALL LETTER E WITH ACUTE}"
    assert align("cafe\N{COMBINING ACUTE ACCENT}", [], composed).words == (Span(0, 4),)


def test_an_empty_original_has_no_words() -> None:
    assert differences("", [], "One") == ('original line 1: the edited text adds "One"',)


# --- the way back --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "wording"),
    [
        ("the Great Hall of", "the GCreat Hall - )\nof"),
        ("Great", "GCreat"),
        ("rea", "GCreat"),  # a word counts as a whole
        ("Hall of", "Hall - )\nof"),  # something was taken out between the two
        ("Hall", None),
        ("They met at the ", None),
        ("next day they parted.", None),  # only reflowed
        ("Newsis", "Source: Newsis"),
        ("\n\nOn", None),
        ("\n\n", None),  # touches no word
    ],
)
def test_original_wording(quote: str, wording: str | None) -> None:
    assert align(ORIGINAL, edits(), TEXT).original_wording(at(quote)) == wording


def test_each_edit_is_found_in_the_text() -> None:
    spans = align(ORIGINAL, edits(), TEXT).edit_spans
    assert spans == (at("Great"), None, at("Source: Newsis"))


def test_an_edit_of_a_part_of_a_word_has_just_that_part() -> None:
    alignment = align(
        "the country’'s power", [edit("the country’'s power", "’'", "’")], "the country’s power"
    )
    assert alignment.edit_spans == (Span(11, 12),)
    assert alignment.original_wording(Span(4, 11)) == "country’'s"


def test_a_word_that_nfc_makes_shorter_counts_as_a_whole() -> None:
    original = "one cafe\N{COMBINING ACUTE ACCENT}s two"
    text = "one caf\N{LATIN SMALL LETTER E WITH ACUTE}, two"
    alignment = align(original, [edit(original, "s", ",")], text)
    assert alignment.edit_spans == (Span(4, 9),)


def test_words_that_no_edit_names_are_refused() -> None:
    with pytest.raises(LibraryError, match='line 1: the edited text has "Great" for "GCreat"'):
        align(ORIGINAL, edits()[1:], TEXT)


# --- any edits of any text -----------------------------------------------------------------------

ALPHABET = "ab é\n한.’-"


@st.composite
def edited_originals(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    original = draw(st.text(ALPHABET, min_size=1, max_size=60))
    points = st.integers(0, len(original))
    cuts = sorted(draw(st.sets(points, max_size=8)))
    drawn: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        words = original[start:end]
        drawn.append(Edit(Span(start, end), words, draw(st.text(ALPHABET, max_size=8)), "any"))
    outside = [
        at
        for at in range(len(original) + 1)
        if not any(e.original_span.start < at < e.original_span.end for e in drawn)
    ]
    return original, [
        Move(e.original_span, e.original, e.edited, e.reason, draw(st.sampled_from(outside)))
        if draw(st.booleans())
        else e
        for e in drawn
    ]


def applied(original: str, drawn: Sequence[Edit]) -> str:
    return "".join(piece.text for piece in apply_edits(original, drawn))


@given(edited_originals())
def test_unedited_characters_map_to_themselves(case: tuple[str, list[Edit]]) -> None:
    original, drawn = case
    pieces = apply_edits(original, drawn)
    kept = [p for p in pieces if p.edit is None]
    assert all(p.text == p.original_span.of(original) for p in kept)
    covered = [p.original_span for p in kept] + [e.original_span for e in drawn]
    assert sorted(i for s in covered for i in range(s.start, s.end)) == list(range(len(original)))
    assert [p.edit.edited for p in pieces if type(p.edit) is Edit] == [
        e.edited for e in drawn if type(e) is Edit and e.edited
    ]


@given(edited_originals())
def test_without_moves_edits_are_replacements(case: tuple[str, list[Edit]]) -> None:
    original, drawn = case
    in_place = [Edit(e.original_span, e.original, e.edited, e.reason) for e in drawn]
    text = original
    for e in reversed(in_place):
        text = text[: e.original_span.start] + e.edited + text[e.original_span.end :]
    assert applied(original, in_place) == text


@given(edited_originals())
def test_the_text_that_the_edits_make_aligns_word_by_word(case: tuple[str, list[Edit]]) -> None:
    original, drawn = case
    text = " ".join(applied(original, drawn).split())
    assume(text)
    alignment = align(original, drawn, text)
    assert [w.of(text) for w in alignment.words] == text.split()
    for word, origin in zip(alignment.words, alignment.origins, strict=True):
        wording = alignment.original_wording(word)
        if wording is None:
            assert origin.of(original) == word.of(text)
        else:
            assert wording == origin.of(original)
    for e, span in zip(drawn, alignment.edit_spans, strict=True):
        left = None if span is None else span.of(text).split()
        assert left == (e.edited.split() or None)


@given(edited_originals(), st.integers(0), st.sampled_from(["change", "drop", "add"]))
def test_any_word_that_differs_is_found(
    case: tuple[str, list[Edit]], index: int, change: str
) -> None:
    original, drawn = case
    words = applied(original, drawn).split()
    assume(len(words) > 1)
    index %= len(words)
    changed = {"change": [words[index] + "x"], "drop": [], "add": [words[index], "x"]}[change]
    assert differences(original, drawn, " ".join([*words[:index], *changed, *words[index + 1 :]]))
