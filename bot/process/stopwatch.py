"""What the start cost, part by part."""

import time


class Stopwatch:
    """Its text is the log line."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._laps: list[str] = []

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self._laps.append(f"{name} {(now - self._last) * 1000:.0f} ms")
        self._last = now

    def __str__(self) -> str:
        return ", ".join(self._laps)
