"""Installs what the bots need, from its lock files, by the ordinary clients: once, until those
change. Beside the bots and ignored by git, since node looks for packages there."""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.anybot.kinds import HERE, NODE_MODULES, VENV


def python_packages() -> None:
    """Raises CalledProcessError."""
    lock = HERE / "requirements.lock"
    if _is_done(VENV, lock):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    pip += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    _run([*pip, "-r", str(lock)])
    _note(VENV, lock)


def node_packages() -> str | None:
    """Why there are none: nothing to run them with. Raises CalledProcessError."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        return f"there is no {' and no '.join(missing)} here"
    lock = HERE / "package-lock.json"
    if not _is_done(NODE_MODULES, lock):
        npm = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        _run([*npm, "--prefix", str(HERE)])
        _note(NODE_MODULES, lock)
    return None


def _run(command: list[str]) -> None:
    print("+", " ".join(command[:4]), "…", flush=True)
    subprocess.run(command, check=True, stdout=sys.stderr)


def _is_done(folder: Path, lock: Path) -> bool:
    mark = folder / ".lock-digest"
    return mark.is_file() and mark.read_text() == _digest(lock)


def _note(folder: Path, lock: Path) -> None:
    (folder / ".lock-digest").write_text(_digest(lock))


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()
