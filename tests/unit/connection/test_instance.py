"""One process for one database file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.connection.sqlite.instance_lock import InstanceLock
from db.errors import AlreadyRunning, DatabaseUnavailable

HOLDER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from db.connection.sqlite.instance_lock import InstanceLock\n"
    "InstanceLock(Path(sys.argv[1])).acquire()\n"
    "print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


def test_a_second_one_is_told_the_first_ones_pid(tmp_path: Path) -> None:
    file = tmp_path / "data" / "herald.sqlite3"
    with InstanceLock(file):
        with pytest.raises(AlreadyRunning) as refusal:
            InstanceLock(file).acquire()
        assert refusal.value.pid == os.getpid()
    with InstanceLock(file):
        pass


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    file = tmp_path / "herald.sqlite3"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning) as refusal:
            InstanceLock(file).acquire()
        assert refusal.value.pid == holder.pid
        holder.kill()
        holder.wait()
    with InstanceLock(file):
        assert (tmp_path / "herald.sqlite3.lock").read_text() == f"{os.getpid()}\n"


def test_a_shorter_pid_leaves_nothing_of_the_longer_one(tmp_path: Path) -> None:
    lock = tmp_path / "herald.sqlite3.lock"
    lock.write_text("99999999999\n")
    with InstanceLock(tmp_path / "herald.sqlite3"):
        assert lock.read_text() == f"{os.getpid()}\n"


@pytest.mark.parametrize("linked", ["herald.sqlite3", "."])
def test_a_second_one_came_in_through_a_link(tmp_path: Path, linked: str) -> None:
    file = tmp_path / "real" / "herald.sqlite3"
    file.parent.mkdir()
    link = tmp_path / "link"
    link.symlink_to(file.parent / linked)
    through = link if linked != "." else link / file.name
    with InstanceLock(file), pytest.raises(AlreadyRunning):
        InstanceLock(through).acquire()
    with InstanceLock(through), pytest.raises(AlreadyRunning):
        InstanceLock(file).acquire()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(DatabaseUnavailable, match="cannot open"):
        InstanceLock(tmp_path / "data" / "herald.sqlite3").acquire()
