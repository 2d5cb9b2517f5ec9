"""The form of findings/*.sh, as docs/development.md has it; running them needs the network."""

import re
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "findings"
SCRIPTS = sorted(FOLDER.glob("*.sh"))
FIELDS = ("guess", "seen", "with", "source", "matters")


def test_there_are_findings() -> None:
    assert SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_finding_says_what_it_is(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash\n")
    heads = re.findall(r"^# (\w+): \S", text, flags=re.MULTILINE)
    assert heads[: len(FIELDS)] == list(FIELDS)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_finding_pins_works_apart_and_cleans_up(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert "mktemp -d" in text
    assert re.search(r"trap .*rm -rf.* EXIT", text)
    assert re.search(r"[=@]=?\d+\.\d+", text), "no version is pinned"
    ours = "bot|handlers|broadcast|botapi|db|runtime|botapi_sandbox"
    assert not re.search(rf"\b(import|from) ({ours})\b", text)
    parsed = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert parsed.returncode == 0, parsed.stderr
