"""The sandbox is a distribution of its own: it needs nothing of this repository, and says what
it is to people who have nothing else of it."""

import ast
import json
import re
import sys
import tomllib
from pathlib import Path
from runpy import run_path

import pytest
from packaging.requirements import Requirement

import botapi_sandbox
from botapi_sandbox.methods import METHODS
from botapi_sandbox.serving.arguments import read_arguments
from botapi_sandbox.version import VERSION

PACKAGE = Path(botapi_sandbox.__file__).parent
FOLDER = PACKAGE.parent
README = FOLDER / "README.md"
PROJECT = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))

TEXTS = sorted(
    file
    for file in FOLDER.rglob("*")
    if file.suffix in {".py", ".js", ".css", ".html", ".json", ".md", ".toml", ".in", ".svg"}
    and not {"build", "dist"} & set(file.relative_to(FOLDER).parts)
    and not any(part.endswith(".egg-info") for part in file.parts)
)
OPTIONAL = {"uvloop"}  # imported where it is installed

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_no_file_of_it_names_herald() -> None:
    assert len(TEXTS) > 200
    named = [file.name for file in TEXTS if "herald" in file.read_text(encoding="utf-8").casefold()]
    assert named == []


def test_it_imports_itself_the_standard_library_and_what_it_depends_on() -> None:
    own = {Requirement(each).name for each in PROJECT["project"]["dependencies"]}
    allowed = own | OPTIONAL | {"botapi_sandbox"} | sys.stdlib_module_names
    for file in PACKAGE.rglob("*.py"):
        imported = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
        assert imported <= allowed, file


def test_every_file_that_is_read_at_run_time_is_packed() -> None:
    """A glob that misses a folder is noticed by nobody who runs it from the repository."""
    packed = {
        file
        for pattern in PROJECT["tool"]["setuptools"]["package-data"]["botapi_sandbox"]
        for file in PACKAGE.glob(pattern)
        if file.is_file()
    }
    ours = (file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix != ".pyc")
    assert {file for file in ours if file.suffix != ".py"} == packed
    folders = {file.parent for file in PACKAGE.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_it_says_which_version_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_arguments(["--version"])
    assert capsys.readouterr().out == f"botapi-sandbox {VERSION}\n"


def test_links_of_the_readme_work_wherever_it_is_read() -> None:
    """A registry shows it without the folder around it."""
    text = README.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    places = {"#" + heading.casefold().replace(" ", "-") for heading in headings}
    for link in LINK.findall(text):
        assert link in places or link.startswith("https://core.telegram.org/"), link


def test_the_readme_names_the_methods_and_the_bot_api_it_has() -> None:
    text = README.read_text(encoding="utf-8")
    listed = text.split("It has these:\n\n", 1)[1].partition("\n")[0]
    assert re.findall(r"`(\w+)`", listed) == sorted(METHODS)
    schema = json.loads((PACKAGE / "api" / "schema.json").read_text(encoding="utf-8"))
    assert f"Bot API {schema['source']['bot_api']}" in text


def test_the_example_of_the_readme_is_a_test_that_passes(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    (example,) = (each for each in EXAMPLE.findall(text) if "def test_" in each)
    file = tmp_path / "test_bot.py"
    file.write_text(example, encoding="utf-8")
    (test,) = (each for name, each in run_path(str(file)).items() if name.startswith("test_"))
    test()
