"""A run of the Evaluate tab as a file: the report, and the answers as `summits eval` takes them."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.qa import Evaluation

ANSWERS = "answers.jsonl"


def saved_run(evaluation: Evaluation, language: str = "en") -> str:
    """What the page's script saves, as JSON: the `name` of a file, and its `content` in base64.

    It holds the report as `summits eval qa --report` writes it, `report.html` in this language.
    `summits eval qa --from answers.jsonl` scores the answers again, `summits eval compare` compares
    them with those of another run.
    """
    from eval.predictions import as_lines
    from eval.report import report_texts
    from eval.stamp import stamp_path

    files = {
        **report_texts(evaluation, language=language),
        ANSWERS: as_lines(evaluation.predictions),
        stamp_path(Path(ANSWERS)).name: json.dumps(evaluation.stamp.to_json(), ensure_ascii=False),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    time = evaluation.stamp.time[:16].replace(":", "")
    content = base64.b64encode(packed.getvalue()).decode("ascii")
    return json.dumps({"name": f"run-{time}.zip", "content": content})
