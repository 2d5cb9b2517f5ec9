"""The page's sources: nothing in them reads HTML, runs text, or asks another machine."""

import re
from graphlib import TopologicalSorter
from html.parser import HTMLParser
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "sandbox" / "botapi_sandbox" / "page" / "web"
SCRIPTS = sorted(WEB.rglob("*.js"))
STYLES = sorted(WEB.rglob("*.css"))
INDEX = WEB / "index.html"

COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\w/])//[^\n]*", re.DOTALL)
READS_HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
    r"|DOMParser|setHTML|srcdoc|\beval\b|new Function|\bsetAttribute\(\s*[\"']on"
    r"|set(?:Timeout|Interval)\(\s*[\"'`]"
)
IMPORTS = re.compile(
    r"^(?:import|export)\s*(?:(\{[^}]*\}|\*\s+as\s+\w+|\w+)\s*from\s*)?[\"']([^\"']+)[\"']",
    re.MULTILINE,
)
DYNAMIC = re.compile(r"\bimport\(")
EXPORTS = re.compile(
    r"^export\s+(?:async\s+)?(?:function\*?|class|const|let)\s+(\w+)", re.MULTILINE
)
LISTED = re.compile(r"^export\s+\{([^}]*)\}", re.MULTILINE)
ASKS = re.compile(
    r"(?:fetch|EventSource|WebSocket|sendBeacon|XMLHttpRequest|Worker)\(\s*[\"'`](\S)"
)
FETCHED = re.compile(r"url\(\s*[\"']?([^)\"']*)|@import\s+[\"']?([^;\"']*)")
ICON = re.compile(r"\bicon\(\s*[\"'](\w+)[\"']")
VARIABLE = re.compile(r"var\((--[\w-]+)\s*\)")
SET_VARIABLE = re.compile(r"(--[\w-]+)\s*[:\"']")


def named(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=lambda file: file.name)


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def code(file: Path) -> str:
    return COMMENT.sub("", read(file))


def exported(file: Path) -> set[str]:
    listed = {
        part.split(" as ")[-1].strip()
        for group in LISTED.findall(code(file))
        for part in group.split(",")
    }
    return set(EXPORTS.findall(code(file))) | listed - {""}


class Tags(HTMLParser):
    """Every opened tag, with its attributes, and the text inside scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.inside.append(data)


@pytest.fixture(scope="module")
def index() -> Tags:
    parsed = Tags()
    parsed.feed(read(INDEX))
    return parsed


def test_there_is_a_page() -> None:
    assert len(SCRIPTS) > 20
    assert len(STYLES) > 3


@named(SCRIPTS)
def test_nothing_reads_html_or_runs_text(file: Path) -> None:
    assert READS_HTML.findall(code(file)) == []


@named(SCRIPTS)
def test_every_imported_module_exists_and_has_what_is_taken_from_it(file: Path) -> None:
    assert not DYNAMIC.search(code(file)), "a module that is loaded by a made-up name"
    for names, target in IMPORTS.findall(code(file)):
        assert target.startswith(("./", "../")), target
        module = file.parent / target
        assert module.is_file(), target
        if names.startswith("{"):
            wanted = {name.split(" as ")[0].strip() for name in names.strip("{}").split(",")}
            assert wanted - {""} <= exported(module), target


@named(SCRIPTS)
def test_only_this_server_is_asked(file: Path) -> None:
    for first in ASKS.findall(code(file)):
        assert first.isalpha() or first in "./$", "an absolute address"
    for address in re.findall(r"(?:src|href)\s*[:=]\s*[\"'](https?:|//)", code(file)):
        pytest.fail(f"an address elsewhere: {address}")


@named(STYLES)
def test_no_style_fetches_from_elsewhere(file: Path) -> None:
    for one, other in FETCHED.findall(code(file)):
        address = one or other
        assert address.startswith(("data:", "#")) or ":" not in address, address
        assert not address.startswith("//"), address


def test_every_module_is_used() -> None:
    """What nobody imports was forgotten."""
    imported = {
        (file.parent / target).resolve()
        for file in SCRIPTS
        for _, target in IMPORTS.findall(code(file))
    }
    assert {file.resolve() for file in SCRIPTS} == imported | {(WEB / "main.js").resolve()}


def test_no_module_imports_itself_in_a_circle() -> None:
    """A circle of modules works as long as nobody needs the other while both are loaded."""
    arrows = {
        file.resolve(): [
            (file.parent / target).resolve() for _, target in IMPORTS.findall(code(file))
        ]
        for file in SCRIPTS
    }
    TopologicalSorter(arrows).prepare()  # CycleError names the circle


def test_every_icon_is_drawn() -> None:
    drawn = set(re.findall(r"^\s+(\w+):\s*[\"'\[]", read(WEB / "base" / "icons.js"), re.MULTILINE))
    asked = {name for file in SCRIPTS for name in ICON.findall(code(file))}
    assert asked <= drawn, asked - drawn


def test_every_variable_of_a_style_is_set_somewhere() -> None:
    texts = [code(file) for file in (*STYLES, *SCRIPTS)]
    known = {name for text in texts for name in SET_VARIABLE.findall(text)}
    used = {name for text in texts for name in VARIABLE.findall(text)}
    assert used <= known, used - known


def test_the_page_has_no_inline_script_style_or_handler(index: Tags) -> None:
    assert index.inside == []
    for tag, attributes in index.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag


def test_what_the_page_links_to_is_there(index: Tags) -> None:
    linked = [attributes.get("src") or attributes.get("href") for _, attributes in index.tags]
    for address in filter(None, linked):
        if address.startswith("#"):
            continue
        assert address.lstrip("/").startswith("page/web/"), address
        assert (WEB / address.lstrip("/").removeprefix("page/web/")).is_file(), address


def test_every_style_is_linked(index: Tags) -> None:
    linked = {
        Path(attributes.get("href") or "").name for tag, attributes in index.tags if tag == "link"
    }
    assert {file.name for file in STYLES} <= linked
