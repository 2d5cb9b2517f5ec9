"""What commands read and write: files, pipes, devices, the standard streams."""

import os
import stat
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.commands.reading import reading
from bot.commands.subscribers import run_export, run_import
from bot.commands.writing import writing

CSV = b"chat_id\n5\n6\n"
WRITTEN = b"chat_id,first_name,username,language,source,state,joined_at\n"


@pytest.fixture(autouse=True)
def devices_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is broken, as root too: no file takes the place of a device of this machine."""
    make: Callable[..., tuple[int, str]] = tempfile.mkstemp

    def make_elsewhere(*, dir: Path, **names: str) -> tuple[int, str]:  # noqa: A002 - the library's
        assert not Path(dir).is_relative_to("/dev"), f"a file was about to be made in {dir}"
        return make(dir=dir, **names)

    monkeypatch.setattr("tempfile.mkstemp", make_elsewhere)


@pytest.fixture
def url(database_url: object) -> str:
    return str(database_url)


def test_a_fifo_into_which_nobody_writes_held_the_import_for_ever(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with reading(fifo, patience=0) as stream, pytest.raises(TimeoutError, match="nothing came"):
        stream.read(1)


def test_a_pipe_is_read_though_it_cannot_be_read_twice(url: str, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    writer = threading.Thread(target=fifo.write_bytes, args=(CSV,))
    writer.start()
    assert run_import(url, fifo) == 0
    writer.join()


@pytest.mark.parametrize(
    ("device", "words"),
    [("/dev/zero", "line 1 is not UTF-8 text"), ("/dev/null", "the file is empty")],
)
def test_a_device_without_an_end_held_the_import_for_ever(
    url: str, capsys: pytest.CaptureFixture[str], device: str, words: str
) -> None:
    assert run_import(url, Path(device)) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"herald: {device}: {words}")


def test_the_standard_streams_by_a_dash(
    url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "in.csv"
    given.write_bytes(CSV)
    with given.open() as opened:
        own = os.dup(0)
        os.dup2(opened.fileno(), 0)
        try:
            assert run_import(url, Path("-")) == 0
        finally:
            os.dup2(own, 0)
            os.close(own)
    assert "2 new" in capfd.readouterr().out
    for name in ("-", "/dev/stdout", "/dev/fd/1"):
        assert run_export(url, Path(name)) == 0
        said = capfd.readouterr()
        assert said.out.encode().startswith(WRITTEN + b"5,")
        assert len(said.out.splitlines()) == 3
        assert said.err == f"2 subscribers written to {name}\n"


def test_a_redirected_stream_is_written_through(
    url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The shell has the file open: one in its place would be another, and the words go astray."""
    redirected = tmp_path / "errors.log"
    own = os.dup(2)
    with redirected.open("wb") as stream:
        os.dup2(stream.fileno(), 2)
        try:
            inode = redirected.stat().st_ino
            assert run_export(url, redirected) == 0
        finally:
            os.dup2(own, 2)
            os.close(own)
    assert redirected.stat().st_ino == inode
    assert redirected.read_bytes() == WRITTEN
    assert "0 subscribers written" in capfd.readouterr().out


def test_a_device_was_replaced_by_a_file(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As root it was /dev/stdout itself."""
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    assert run_export(url, link) == 0
    assert link.is_symlink()
    assert stat.S_ISCHR(link.stat().st_mode)
    assert run_export(url, Path("/dev/full")) == 1
    assert "herald: /dev/full: No space left on device" in capsys.readouterr().err
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_fifo_is_written_through(url: str, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    assert run_export(url, fifo) == 0
    reader.join()
    assert got == [WRITTEN]
    assert fifo.is_fifo()


def test_a_fifo_that_nobody_reads_held_the_export_for_ever(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(TimeoutError, match="nobody read"), writing(fifo, patience=0):
        pytest.fail("it was opened")


def test_a_link_is_followed_and_rights_are_kept(url: str, tmp_path: Path) -> None:
    real, link, new = tmp_path / "real.csv", tmp_path / "link.csv", tmp_path / "new.csv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run_export(url, link) == 0
    assert run_export(url, new) == 0
    assert link.is_symlink()
    assert real.read_bytes() == WRITTEN
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o600


def test_what_breaks_off_leaves_the_old_file_alone(tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_text("old")
    with suppress(KeyError), writing(old) as stream:
        stream.write(b"new")
        raise KeyError
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("old.csv", "old")]


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "file"
    exclusively = writing(file, overwrite=False)
    exclusively.__enter__().write(b"new")
    file.write_text("somebody else's, made meanwhile")
    with pytest.raises(FileExistsError):
        exclusively.__exit__(None, None, None)
    with pytest.raises(FileExistsError), writing(file, overwrite=False):
        pytest.fail("it was opened")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [
        ("file", "somebody else's, made meanwhile")
    ]


def test_the_same_complaint_came_sixty_thousand_times(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.csv"
    rows = [f"x{number},\n" for number in range(60_000)] + ["7,asleep\n", "8,\n"]
    file.write_text("chat_id,state\n" + "".join(rows))
    assert run_import(url, file) == 3
    assert capsys.readouterr().err.splitlines() == [
        *(f"line {n + 2}: chat_id is not a number: 'x{n}'" for n in range(5)),
        "line 60002: unknown state: 'asleep'",
        "59995 more lines: chat_id is not a number",
    ]
