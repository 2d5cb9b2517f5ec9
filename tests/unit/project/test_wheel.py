"""What `pip install` puts on another machine: one package of ours, and the command `herald`."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

import bot

ROOT = Path(__file__).parents[3]
FLOORS = ("bot", "handlers", "broadcast", "botapi", "db", "runtime", "locales")
NEEDED = ("pyproject.toml", "setup.py", "README.md", "LICENSE")
PACKED = "herald/floors/"
# No repository is on its path, as it is on that of the tests: its floors would do as well.
CALL = """
import sys
from pathlib import Path
sys.path[:] = [place for place in sys.path if not Path(place, "bot").is_dir()]
from herald.__main__ import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, as a build leaves traces behind; without any index."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in NEEDED:
        shutil.copy(ROOT / name, source)
    for name in ("herald", *FLOORS):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check")
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    done = subprocess.run(
        [*pip, *offline, "--wheel-dir", str(folder), str(source)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """What pip makes of it: its files in a folder."""
    folder = wheel.parent / "installed"
    with ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def herald(
    installed: Path, folder: Path, *words: str, without: str | None = None
) -> subprocess.CompletedProcess[str]:
    """The command, in an empty folder; `without` is a package that is not there."""
    hidden = f"import sys; sys.modules[{without!r}] = None\n" if without else ""
    return subprocess.run(
        [sys.executable, "-c", hidden + CALL, *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )


def test_a_wheel_puts_no_db_and_no_bot_among_other_packages(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        names = packed.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"herald", f"herald_bot-{bot.__version__}.dist-info"}


def test_nothing_that_runs_is_left_out(wheel: Path) -> None:
    expected = {
        file.relative_to(ROOT).as_posix()
        for floor in FLOORS
        for file in (ROOT / floor).rglob("*")
        if file.is_file() and file.suffix not in {".pyc", ".mako"}  # .mako: for new migrations
    }
    with ZipFile(wheel) as packed:
        floors = {name for name in packed.namelist() if name.startswith(PACKED)}
    assert floors == {PACKED + name for name in expected}


def test_every_floor_is_packed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checked = settings["tool"]["importlinter"]["root_packages"]
    assert set(checked) - {"herald", "botapi_sandbox"} == set(FLOORS) - {"locales"}


def test_the_container_is_built_of_all_that_the_wheel_needs() -> None:
    seen = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    assert {f"!{name}" for name in (*NEEDED, "herald", *FLOORS)} <= seen


def test_the_command_of_a_wheel(wheel: Path, installed: Path, tmp_path: Path) -> None:
    [info] = installed.glob("*.dist-info")
    words = (info / "entry_points.txt").read_text(encoding="utf-8").split()
    assert words == ["[console_scripts]", "herald", "=", "herald.__main__:main"]
    done = herald(installed, tmp_path, "--version")
    assert (done.returncode, done.stdout) == (0, f"Herald {bot.__version__}\n")


def test_a_wheel_brings_texts_and_migrations(installed: Path, tmp_path: Path) -> None:
    """Both are found by their place beside the code."""
    done = herald(installed, tmp_path, "admins", "add", "7")
    assert (done.returncode, done.stdout) == (0, "7 is an editor\n"), done.stderr
    assert (tmp_path / "data" / "herald.sqlite3").exists()
    wrong = herald(installed, tmp_path, "check").stdout
    assert wrong.startswith("settings    WRONG  BOT_TOKEN")


def test_a_demo_without_its_sandbox_is_refused_in_a_line(installed: Path, tmp_path: Path) -> None:
    done = herald(installed, tmp_path, "demo", without="botapi_sandbox")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("herald: the demo needs its local Telegram, which is not installed: ")
