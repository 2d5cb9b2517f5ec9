"""What the figures were measured on. Never a path or a name of this machine."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("aiogram", "aiogram-dialog", "aiohttp", "SQLAlchemy", "aiosqlite", "uvloop")
GIB = 1024**2  # KiB


def describe() -> list[tuple[str, str]]:
    """(what, which) pairs."""
    load = os.getloadavg()[0]
    return [
        ("Processor", f"{cpu_model(_read('/proc/cpuinfo'))}, {os.cpu_count()} cores"),
        ("Memory", f"{total_memory(_read('/proc/meminfo')) / GIB:.0f} GiB"),
        ("System", f"{platform.system()} {platform.machine()}"),
        ("Load when it began", f"{load:.2f} (processes that wanted a core, last minute)"),
        ("Python", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
        ("Libraries", ", ".join(_installed(name) for name in LIBRARIES)),
    ]


def cpu_model(cpuinfo: str) -> str:
    """From the text of /proc/cpuinfo."""
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine() or "unknown"


def total_memory(meminfo: str) -> int:
    """KiB, from the text of /proc/meminfo; 0 when it does not say."""
    for line in meminfo.splitlines():
        if line.startswith("MemTotal:"):
            return int(line.split()[1])
    return 0


def _installed(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"no {name}"


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
