"""Gates for CI: a measure that must not be missed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import InputError
from eval.figures import Figure


@dataclass(frozen=True, slots=True)
class Gate:
    """The least (or, where lower is better, the greatest) value that passes."""

    measure: str
    value: float


def parse_gates(texts: Iterable[str], known: Sequence[str]) -> tuple[Gate, ...]:
    """Gates from `MEASURE=VALUE`; any number is taken. Names are matched without regard to case.

    Args:
        texts: as given on the command line.
        known: the measures of this test set (`measure_names`).

    Raises:
        InputError: one line for each text that is not a gate.

    >>> parse_gates(["rr@10=0.5"], ["RR@10"])
    (Gate(measure='RR@10', value=0.5),)
    """
    by_name = {name.casefold(): name for name in known}
    gates, faults = [], []
    for text in texts:
        name, sign, number = text.partition("=")
        measure = name if name in known else by_name.get(name.strip().casefold())
        value = _number(number)
        if not sign or value is None:
            faults.append(f'--fail-under "{text}": not MEASURE=VALUE; write right=0.8, for example')
        elif measure is None:
            faults.append(
                f'--fail-under "{text}": no measure "{name}" here; there are {", ".join(known)}'
            )
        else:
            gates.append(Gate(measure, value))
    if faults:
        raise InputError(*faults)
    return tuple(gates)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return None if math.isnan(value) else value


def missed(gates: Iterable[Gate], figures: Iterable[Figure]) -> tuple[str, ...]:
    """One line for each gate that is missed; a measure without a value misses its gate."""
    by_name = {figure.measure: figure for figure in figures}
    lines = []
    for gate in gates:
        figure = by_name[gate.measure]
        if figure.value is None:
            lines.append(f"{gate.measure}: nothing to measure, the gate asks for {gate.value:g}")
        elif figure.higher_is_better and figure.value < gate.value:
            lines.append(f"{gate.measure}: {figure.value:.6g} is below {gate.value:g}")
        elif not figure.higher_is_better and figure.value > gate.value:
            lines.append(f"{gate.measure}: {figure.value:.6g} is above {gate.value:g}")
    return tuple(lines)
