"""Guessing passwords is slowed down: the longer somebody fails, the longer they wait."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE_FOR_NAME, FREE_FOR_ADDRESS = 5, 30
"""So many failures cost nothing: of one name from one address, and of all names from it."""

LONGEST_WAIT_S = 900.0
FORGOTTEN_AFTER_S = 3600.0
MAX_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last: float


class SlowDown:
    """The failed attempts of the last hour, by address, and by name and address.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[tuple[str, ...], _Failures] = OrderedDict()

    def wait_s(self, name: str, address: str) -> float:
        """So many seconds must pass until the next attempt; 0.0: none."""
        pair, alone = _keys(name, address)
        waits = (self._wait_s(pair, FREE_FOR_NAME), self._wait_s(alone, FREE_FOR_ADDRESS))
        return max(waits)

    def count(self, name: str, address: str) -> None:
        """Count an attempt as failed; before it is checked, so that many at once all count."""
        for key in _keys(name, address):
            self._failures[key] = _Failures(self._count(key) + 1, self._clock())
            self._failures.move_to_end(key)
        while len(self._failures) > MAX_REMEMBERED:
            self._failures.popitem(last=False)

    def take_back(self, name: str, address: str) -> None:
        """The attempt just counted was none: it could not be checked."""
        for key in _keys(name, address):
            if key in self._failures:
                known = self._failures[key]
                self._failures[key] = _Failures(known.count - 1, known.last)

    def forgive(self, name: str, address: str) -> None:
        """The attempt just counted was right; other names' failures from the address stay."""
        self.take_back(name, address)
        self._failures.pop(_keys(name, address)[0], None)

    def _count(self, key: tuple[str, ...]) -> int:
        known = self._failures.get(key)
        if known is None or self._clock() - known.last > FORGOTTEN_AFTER_S:
            return 0
        return known.count

    def _wait_s(self, key: tuple[str, ...], free: int) -> float:
        count = self._count(key)
        if count < free:
            return 0.0
        return max(0.0, self._failures[key].last + waiting_time_s(count - free) - self._clock())


def waiting_time_s(failures: int) -> float:
    """Seconds after so many failures beyond the free ones: doubled by each, up to 15 minutes.

    >>> [waiting_time_s(n) for n in (0, 1, 5, 100)]
    [1.0, 2.0, 32.0, 900.0]
    """
    return min(2.0 ** min(failures, 30), LONGEST_WAIT_S)


def _keys(name: str, address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    where = network_of(address)
    return (name.strip().casefold(), where), (where,)


def network_of(address: str) -> str:
    """An IPv4 address, or the network of an IPv6 one: a household has 2^64 of those.

    >>> network_of("192.0.2.7"), network_of("2001:db8::1"), network_of("testclient")
    ('192.0.2.7', '2001:db8::/64', 'testclient')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
