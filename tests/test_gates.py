"""Gates: any number is accepted, directions are minded, unknown measures are named."""

from __future__ import annotations

import pytest

from corpus.errors import InputError
from eval.figures import Figure
from eval.gates import Gate, missed, parse_gates
from eval.measures import measure_names

NAMES = measure_names("summits")


def figure(name: str, value: float | None, higher: bool = True) -> Figure:
    return Figure(name, "Answers", value, 4, None, None, higher)


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("right=0.8", Gate("right", 0.8)),
        ("right=1", Gate("right", 1)),
        ("right=-3", Gate("right", -3)),
        ("right=250", Gate("right", 250)),
        ("right=1e-3", Gate("right", 0.001)),
        ("right=inf", Gate("right", float("inf"))),
        ("ndcg@10=.5", Gate("nDCG@10", 0.5)),
        ("latency_p95_ms= 200", Gate("latency_p95_ms", 200)),
    ],
)
def test_any_number_is_a_value(text: str, gate: Gate) -> None:
    assert parse_gates([text], NAMES) == (gate,)


def test_all_faults_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parse_gates(["right", "right=", "right=high", "right=nan", "rihgt=0.5", "EM=50"], NAMES)
    faults = caught.value.faults
    assert [fault.split(":")[0] for fault in faults[:2]] == [
        '--fail-under "right"',
        '--fail-under "right="',
    ]
    assert all("write right=0.8" in fault for fault in faults[:4])
    assert all(
        f'no measure "{n}" here' in f for n, f in zip(("rihgt", "EM"), faults[4:], strict=True)
    )
    assert all(name in faults[4] for name in NAMES)
    assert "EM" in measure_names("squad")


@pytest.mark.parametrize(
    ("value", "higher", "gate", "line"),
    [
        (0.8, True, 0.8, None),
        (0.79, True, 0.8, "m: 0.79 is below 0.8"),
        (0.8, False, 0.8, None),
        (0.81, False, 0.8, "m: 0.81 is above 0.8"),
        (0.0, False, 0, None),
        (None, True, -5, "m: nothing to measure, the gate asks for -5"),
    ],
)
def test_gates_mind_the_direction(
    value: float | None, higher: bool, gate: float, line: str | None
) -> None:
    lines = missed([Gate("m", gate)], [figure("m", value, higher)])
    assert lines == ((line,) if line else ())
