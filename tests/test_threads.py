"""Threads that wait for each other give way to other programs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SPINS = "import index, os; print(os.environ.get('GOMP_SPINCOUNT'))"


@pytest.mark.parametrize(
    ("mine", "spins"),
    [({}, "6000"), ({"GOMP_SPINCOUNT": "7"}, "7"), ({"OMP_WAIT_POLICY": "active"}, "None")],
)
def test_threads_spin_for_a_short_time_unless_told_otherwise(
    mine: dict[str, str], spins: str
) -> None:
    kept = {k: v for k, v in os.environ.items() if k not in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")}
    done = subprocess.run(
        [sys.executable, "-c", SPINS], env=kept | mine, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == spins
