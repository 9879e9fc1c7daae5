"""Which row of a table has the most or the least of what a question names."""

from __future__ import annotations

import pytest
from conftest import ALWAYS, ToyEncoder, document

from assistant.asked.question import read_question
from assistant.respond import Assistant
from assistant.summaries.extremes import row_with_most
from assistant.texts.tables import is_heading, tables_in
from corpus.document import Document, Section, Span


def table(*lines: str) -> str:
    return "\n\n".join(["A report.", *lines, "That was all."])


TOWNS = table(
    "Town | Mayor | Wells in 2024 | Wells in 2025 | Cost (million €)",
    "Lima | Ann Lee | 12 | 31 | 4.5",
    "Quito | Bo Diaz | 40 | 9 | 10.2",
    "Oslo | Cy Berg | 7 | 22 | 0.8",
    "Total | | 59 | 62 | 15.5",
)
KOREAN = table(
    "지역 | 직원 수 | 2024년 예산 | 투표율",
    "남구 | 1,200명 | 840억 원 | 61.2%",
    "북구 | 900명 | 1.2조 원 | 54.9%",
    "서구 | 2,100명 | 9,000만 원 | 70.1%",
    "합계 | 4,200명 | 1.3조 원 | 62.0%",
)


def told(question: str, *texts: str) -> tuple[str, str] | None:
    """The row that is quoted and the short answer."""
    documents = [document(f"d{number}", text) for number, text in enumerate(texts)]
    answer = row_with_most(read_question(question, 100), documents)
    if answer is None:
        return None
    heading, row = answer.citations
    [span] = answer.spans
    text = documents[int(row.doc_id[1:])].text
    assert is_heading(text, Span(heading.start, heading.end))
    assert span.marker == 2 and text[span.start : span.end] == span.text
    return row.quote.split(" | ")[0], span.text


@pytest.mark.parametrize(
    ("question", "row", "short"),
    [
        ("Which town had the most wells in 2024?", "Quito", "Quito"),  # 40 of 12, 40, 7
        ("Which town had the most wells in 2025?", "Lima", "Lima"),  # 31 of 31, 9, 22
        ("Which town took the most wells in 2024?", "Quito", "Quito"),
        ("Which town had the fewest wells in 2024?", "Oslo", "Oslo"),
        ("In which town was the cost lowest?", "Oslo", "Oslo"),
        ("Which mayor had the smallest cost?", "Oslo", "Cy Berg"),
        ("What is the most expensive town?", "Quito", "Quito"),
        ("What was the cheapest town?", "Oslo", "Oslo"),
        ("Which town costs the most?", "Quito", "Quito"),
        ("What was the highest cost?", "Quito", "10.2"),
        ("How much does the most expensive town cost?", "Quito", "10.2"),
        ("Who received the most wells in 2025?", "Lima", "Lima"),
        ("Which town of d0 had the most wells in 2025?", "Lima", "Lima"),  # as the label says
        ("Name the town with the highest number of wells in 2025.", "Lima", "Lima"),
    ],
)
def test_the_row_with_the_most_or_the_least(question: str, row: str, short: str) -> None:
    assert told(question, TOWNS) == (row, short)


@pytest.mark.parametrize(
    "question",
    [
        "Which town had the most wells?",  # of which year?
        "Which town had the most wells in 2023?",
        "Which town had the most pumps in 2024?",
        "Which town had the largest increase in cost?",
        "Which town had the second largest cost?",
        "Which town had the most wells in 2024 and the lowest cost?",
        "Which town besides Quito had the most wells in 2024?",
        "Which towns had the most wells in 2024?",  # several are asked for
        "Which city had the most wells in 2024?",
        "Which town had at least 9 wells in 2024?",
        "How many wells in 2024 did Lima have?",
    ],
)
def test_other_words_ask_for_something_else(question: str) -> None:
    assert told(question, TOWNS) is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("€1.2 million", "€900,000", "€84,000"), "A"),
        (("61%", "7.5%", "75%"), "C"),
        (("5", "9", "9"), None),  # a tie
        (("5", "n/a", "9"), None),
        (("5", "", "9"), None),
        (("500 kg", "2 tonnes", "90 kg"), None),  # not of one unit
        (("-5", "-9", "-7"), None),
        (("1.250", "987", "3.100"), None),  # thousands, or not
        (("10 (2024)", "9", "7"), None),
        (("14", "5", "9"), None),  # the sum of the others, whatever it is called
    ],
)
def test_only_plain_numbers_of_one_unit(cells: tuple[str, ...], expected: str | None) -> None:
    rows = [f"{label} | {cell}" for label, cell in zip("ABC", cells, strict=True)]
    answer = told("Which plant has the highest output?", table("Plant | Output", *rows))
    assert (answer and answer[0]) == expected


def test_of_several_tables_none_is_chosen_and_parts_of_a_sum_are_no_rows() -> None:
    question = "Which plant has the highest output?"
    one, other = (table("Plant | Output", f"A | {n}", "B | 9") for n in (5, 12))
    assert told(question, one) == ("B", "B")
    assert told(question, one, other) is None
    assert told(question, table("Plant | Output", "A | 5", "Total north | 9", "B | 2")) is None


def test_a_year_in_the_heading_of_the_section_chooses_the_table() -> None:
    def report(year: int, wells: int) -> Document:
        text = table("Town | Wells", f"Lima | {wells}", "Quito | 9")
        section = Section(f"Wells in {year}", 1, Span(0, len(text)))
        return document(str(year), text, sections=(section,))

    question = read_question("Which town had the most wells in 2025?", 100)
    answer = row_with_most(question, [report(2024, 5), report(2025, 12)])
    assert answer and [span.text for span in answer.spans] == ["Lima"]
    assert answer.citations[0].doc_id == "2025"


@pytest.mark.parametrize("corner", ["", "Service"])
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which service had the highest spending in 2024/25?", ["Care"]),  # 75 of 75 and 44
        ("Which service had the lowest spending in 2023/24?", ["Care"]),  # 39 of 39 and 71
        ("What was the highest spending in 2024/25?", ["£75 million"]),
        ("Which service had the highest staff in 2024/25?", None),
    ],
)
def test_the_heading_of_the_section_says_what_the_years_count(
    question: str, expected: list[str] | None, corner: str
) -> None:
    heading = f"{corner} | 2023/24 | 2024/25".strip()
    text = table(heading, "Care | £39 million | £75 million", "Homes | £71 million | £44 million")
    section = Section("Spending by service", 1, Span(0, len(text)))
    of = document("s", text, sections=(section,))
    answer = row_with_most(read_question(question, 100), [of])
    assert (answer and [span.text for span in answer.spans]) == expected


@pytest.mark.parametrize(
    ("heading", "question", "expected"),
    [
        ("Rank", "Which plant has the highest rank?", None),  # that is the least number
        ("Number of workers", "Which plant has the most workers?", "B"),
        ("Unemployment rate", "Which plant has the lowest unemployment?", "A"),
        ("Price per tonne", "Which plant has the lowest price?", "A"),
        ("Budget deficit", "Which plant has the largest budget?", None),
    ],
)
def test_the_head_of_a_heading_is_asked_for(
    heading: str, question: str, expected: str | None
) -> None:
    answer = told(question, table(f"Plant | {heading}", "A | 5", "B | 9"))
    assert (answer and answer[0]) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("투표율이 가장 낮은 지역은 어디인가요?", ("북구", "북구")),  # 54.9 %
        ("2024년 예산이 가장 큰 지역은?", ("북구", "북구")),  # 1,200,000,000,000
        ("2024년에 예산을 가장 적게 받은 지역은 어디입니까?", ("서구", "서구")),  # 90,000,000
        ("직원이 가장 많은 곳은 어디인가요?", ("서구", "서구")),
        ("가장 높은 투표율은 얼마인가요?", ("서구", "70.1%")),
        ("2023년 예산이 가장 큰 지역은?", None),
        ("도서관이 가장 많은 지역은?", None),
    ],
)
def test_in_korean(question: str, expected: tuple[str, str] | None) -> None:
    assert told(question, KOREAN) == expected


def test_a_table_with_another_line_among_its_rows_is_none() -> None:
    text = table("Town | Wells", "Lima | 12")
    assert [len(rows) for rows in tables_in(text)] == [1]
    assert tables_in(table("Town | Wells", "Lima | 12", "North | 1 | 2")) == ()
    assert tables_in(table("Lima | 12", "Quito | 9")) == ()  # no headings


def test_a_heading_may_begin_with_a_year() -> None:
    [rows] = tables_in(table("Town | 2024 wells | 2025년 예산", "Lima | 12 | 9"))
    assert rows[0].headings == ("Town", "2024 wells", "2025년 예산")


def test_the_assistant_quotes_the_row_below_its_headings(toy_encoder: ToyEncoder) -> None:
    assistant = Assistant.in_memory([document("towns", TOWNS)], ALWAYS, toy_encoder)
    answer = assistant.ask("Which town had the most wells in 2024?")
    assert answer.short_answer == "Quito"
    assert [c.quote.split(" | ")[0] for c in answer.citations] == ["Town", "Quito"]
