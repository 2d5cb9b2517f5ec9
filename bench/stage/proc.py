"""What the system says about a process: /proc/<pid>, so Linux only."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000  # bytes
AFTER_NAME = 3  # proc(5): the first field after the process's name is the third
UTIME, STIME = 14 - AFTER_NAME, 15 - AFTER_NAME  # proc(5): /proc/pid/stat, in clock ticks
PARENT = 4 - AFTER_NAME
CHILDRENS = slice(16 - AFTER_NAME, 18 - AFTER_NAME)  # user and system time of those that ended
RESET_PEAK = "5"  # proc(5): /proc/pid/clear_refs


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """Bytes that are really in memory: now, and at most since the last reset."""

    resident: int
    peak: int


def memory(pid: int) -> Memory:
    return parse_status(Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))


def cpu_seconds(pid: int) -> float:
    """User and system time of all its threads so far."""
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return parse_stat(text, ticks=os.sysconf("SC_CLK_TCK"))


def family_cpu_seconds(pid: int) -> float:
    """Of a process and its children, those that have ended as well."""
    ticks, spent = os.sysconf("SC_CLK_TCK"), 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = _fields(stat.read_text(encoding="utf-8"))
            if stat.parent.name == str(pid):
                spent += sum(map(int, fields[CHILDRENS]))
            elif fields[PARENT] != str(pid):
                continue
            spent += int(fields[UTIME]) + int(fields[STIME])
    return spent / ticks


def reset_peak(pid: int) -> None:
    """The peak counts from now on; where that is not allowed it stays what it was."""
    with suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text(RESET_PEAK, encoding="ascii")


def parse_status(text: str) -> Memory:
    fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    return Memory(resident=_bytes(fields["VmRSS"]), peak=_bytes(fields["VmHWM"]))


def parse_stat(text: str, *, ticks: int) -> float:
    fields = _fields(text)
    return (int(fields[UTIME]) + int(fields[STIME])) / ticks


def _fields(stat: str) -> list[str]:
    return stat.rpartition(")")[2].split()  # the name may hold spaces and brackets


def _bytes(field: str) -> int:
    """`  1234 kB`"""
    return int(field.split()[0]) * 1024
