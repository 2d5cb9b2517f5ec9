"""What the bots of tests/anybot install is pinned, and by nobody's registry in particular."""

import json
import re
from pathlib import Path

HERE = Path(__file__).parents[2] / "anybot"


def test_the_npm_lock_pins_by_content_and_names_no_host() -> None:
    text = (HERE / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert "resolved" not in text
    assert not re.search(r'"(https?|git\+\w+)://', text)
    assert len(packages) > 10
    assert all("integrity" in each for name, each in packages.items() if name)


def test_the_python_lock_pins_by_content_and_names_no_host() -> None:
    text = (HERE / "requirements.lock").read_text(encoding="utf-8")
    names = re.findall(r"^([\w.-]+)==\S+ \\\n    --hash=sha256:", text, flags=re.MULTILINE)
    assert {"python-telegram-bot", "pytelegrambotapi"} <= set(names)
    assert len(names) == len(re.findall(r"^\w", text, flags=re.MULTILINE))
    assert "://" not in text


def test_each_library_is_of_one_version_wherever_it_is_named() -> None:
    named = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in named} == named
