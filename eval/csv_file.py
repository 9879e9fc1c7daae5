"""The same test set as a table: a CSV file with a header, lists separated by "|".

Cells are separated by commas, or by semicolons where the header has no comma.

The columns `question` and `answers` are needed; `all_of`, `evidence_doc_id`, `evidence_quote`,
`history`, `id`, `kind`, `premise` and `split` are read where there are any, others passed over, but
not those that look like one of them: a score must not change by a slip.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.records import QuestionRecord

COLUMNS = (
    *("question", "answers", "all_of", "evidence_doc_id", "evidence_quote"),
    *("history", "id", "kind", "premise", "split"),
)


def read_csv(path: Path, text: str, faults: list[str]) -> Iterator[tuple[int, QuestionRecord]]:
    """The good rows with the lines on which they end; faults are added to `faults`.

    A row without an id gets the number of its line. Several pieces of evidence stand in the two
    evidence columns in the same order.
    """
    from eval.faults import check
    from eval.records import QuestionRecord

    # What spreadsheets call CSV has semicolons where the comma stands in numbers.
    header = text.partition("\n")[0]
    between, signs = (";", "semicolons") if ";" in header and "," not in header else (",", "commas")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=between)
    try:
        names = rows.fieldnames or []
    except csv.Error as error:
        faults.append(_broken(path, rows, error))
        return
    absent = [name for name in ("question", "answers") if name not in names]
    faulty = [f'no column "{name}"; add it to the first line' for name in absent]
    faulty += _misspelt(names)
    if faulty:
        faults += [f"{path}:1: {fault}" for fault in faulty]
        return
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            faults.append(_broken(path, rows, error))
            return
        if row is None:
            return
        where = f"{path}:{rows.line_num}"
        if None in row or None in row.values():
            faults.append(
                f"{where}: not {len(names)} cells as in the first line; check the {signs}"
            )
            continue
        fields = _fields(where, row, rows.line_num, faults)
        record = check(where, fields, QuestionRecord, faults) if fields else None
        if record is not None:
            yield rows.line_num, record


def _misspelt(names: Sequence[str]) -> Iterator[str]:
    from eval.records import nearest

    absent = [column for column in COLUMNS if column not in names]
    for name in names:
        if name == "evidence":  # as JSON has it
            yield 'unknown column "evidence"; write evidence_doc_id and evidence_quote instead'
        elif name == "positions":  # passed over, its question would be one without an answer
            yield 'unknown column "positions"; write disagreements in JSON Lines instead'
        elif name not in COLUMNS and (near := nearest(name, absent)):
            yield f'unknown column "{name}"; did you mean "{near}"?'


def _broken(path: Path, rows: csv.DictReader[str], error: csv.Error) -> str:
    return f"{path}:{rows.reader.line_num}: not CSV ({error}); check the quotation marks"


def _fields(
    where: str, row: dict[str, str], line: int, faults: list[str]
) -> dict[str, object] | None:
    """The row as the JSON form has it."""
    doc_ids, quotes = _listed(row, "evidence_doc_id"), _listed(row, "evidence_quote")
    if len(doc_ids) != len(quotes):
        faults.append(
            f"{where}: {len(doc_ids)} in evidence_doc_id and {len(quotes)} in evidence_quote; "
            'write as many of both, separated by "|"'
        )
        return None
    fields: dict[str, object] = {
        "id": row.get("id") or str(line),
        "question": row["question"],
        "answers": _listed(row, "answers"),
        "all_of": _listed(row, "all_of"),
        "history": _listed(row, "history"),
        "evidence": [{"doc_id": d, "quote": q} for d, q in zip(doc_ids, quotes, strict=True)],
    }
    return fields | {name: row[name] for name in ("kind", "split", "premise") if row.get(name)}


def _listed(row: dict[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split("|") if part.strip()]
