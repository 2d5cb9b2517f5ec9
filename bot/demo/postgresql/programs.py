"""Where PostgreSQL's programs are on this machine, and who may run its server."""

import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OLDEST = 14  # the oldest version that Herald works with
HOW_TO_GET_THEM = (
    f"no PostgreSQL server (version {OLDEST} or newer) is installed here: install the package "
    "postgresql (Debian, Ubuntu: apt install postgresql); it need not be started"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Programs:
    """A folder with initdb, postgres, pg_dump, …"""

    folder: Path
    version: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find_programs() -> Programs | None:
    """The newest; None where there are none that Herald works with."""
    found = [programs for folder in _folders() if (programs := _look(folder)) is not None]
    return max(found, key=lambda programs: programs.version, default=None)


def as_whom() -> dict[str, Any]:
    """The server refuses to run as root: arguments of subprocess for another user of the machine;
    none where we are not root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL's server does not run as root, and there is no other user here")


def _folders() -> set[Path]:
    """Debian keeps them by version; elsewhere they are on the path, or pg_config knows."""
    folders = set(Path("/usr/lib/postgresql").glob("*/bin"))
    if postgres := shutil.which("postgres"):
        folders.add(Path(postgres).resolve().parent)
    if pg_config := shutil.which("pg_config"):
        folders.add(Path(_output(pg_config, "--bindir")))
    return folders


def _look(folder: Path) -> Programs | None:
    if not (folder / "postgres").exists() or not (folder / "initdb").exists():
        return None
    said = re.search(r"\d+", _output(str(folder / "postgres"), "--version"))
    version = int(said[0]) if said else 0
    return Programs(folder=folder, version=version) if version >= OLDEST else None


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
