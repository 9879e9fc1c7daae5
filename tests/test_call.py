"""What the assistant is asked with: values of other types, and histories that hold no question."""

from __future__ import annotations

import pytest

from assistant.asked.call import check_call, checked_history
from assistant.asked.question import Question, read_question
from corpus.errors import InputError


@pytest.mark.parametrize("no_texts", [[1], "Who?", b"Who?", {"Who?": 1}, 5])
def test_check_call_accepts_what_the_signature_says(no_texts: object) -> None:
    check_call("Who?", None, ["a"])
    check_call("Who?", ("When?",), {"a"})
    with pytest.raises(InputError, match=r"^history must be a list of texts"):
        check_call("Who?", no_texts, None)
    with pytest.raises(InputError, match=r"^doc_ids must be a list of texts"):
        check_call("Who?", None, no_texts)
    with pytest.raises(InputError, match=r"^question must be a text"):
        check_call(None, None, None)


def read(text: str) -> Question:
    return read_question(text, max_chars=20)


def test_every_bad_entry_of_a_history_is_named() -> None:
    with pytest.raises(InputError) as caught:
        checked_history(["Who?", " ", "x" * 21, 5], read)
    faults = caught.value.faults
    assert [fault.split(":")[0] for fault in faults[:2]] == [
        "earlier question 2",
        "earlier question 3",
    ]
    assert faults[2].startswith("earlier question 4 is no text")


def test_a_history_is_a_list() -> None:
    with pytest.raises(InputError, match="is one text"):
        checked_history("Who?", read)
    assert [question.text for question in checked_history(["Who?"], read)] == ["Who?"]
