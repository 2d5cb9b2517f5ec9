"""What the README and docs/ say is there, is there."""

import re
import shlex
from pathlib import Path

import pytest

from bot.command_line import parser
from bot.commands.broadcast.options import worded
from bot.house.metrics import HouseMetrics
from bot.settings.settings import Settings
from bot.wiring import watch_replies
from botapi.errors import WORDS
from botapi.refusals import PHRASES, judge_refusal
from broadcast.assembly.figures import watch
from broadcast.guards.canary import SafetyLimits
from broadcast.hours.house import HouseRules
from broadcast.pace.limiter import Limiter
from broadcast.paid.balance import StarsBalance
from broadcast.runs.active_runs import ActiveRuns
from db.schema.states import (
    BROADCAST_MOVES,
    DELIVERY_MOVES,
    BroadcastState,
    DeliveryState,
    SkipReason,
    SubscriberState,
)
from handlers.frame.command_menus import ADMIN_COMMAND_KEYS, SUBSCRIBER_COMMAND_KEYS
from handlers.outbox.deferred import DeferredReplies
from runtime.clock import SystemClock
from runtime.metrics import Metrics
from runtime.wake import Wake

ROOT = Path(__file__).parents[3]
README = ROOT / "README.md"
SETTINGS = ROOT / "docs" / "settings.md"
GUARANTEES = ROOT / "docs" / "guarantees.md"
MOST_LINES = 150  # of the README: who meets Herald reads it to its end
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
NONE = "–"

SETTING = re.compile(r"^\| `([A-Z_]+)` \| (\S+) \| .+ \|$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:`|\.venv/bin/|exec herald )herald(?![\w./-])([^\n`]*)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
FOLDERS = "bot|handlers|broadcast|botapi|db|runtime|locales|sandbox|tests|bench|deploy|docs"
PATH = re.compile(rf"\b(?:{FOLDERS})/[\w./-]*")


def prose(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code(page: Path) -> str:
    return "\n".join(CODE.findall(prose(page)))


def rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its own heading and rule."""
    return rows_of(prose(page).split(f"{heading}\n", 1)[1])


def rows_of(section: str) -> list[list[str]]:
    table = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert table is not None
    lines = table[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def named_in(proof: str) -> list[str]:
    return re.findall(r"`(test_\w+)`", proof)


def default_of(name: str) -> str:
    """As .env.example writes it: nothing where nothing is chosen."""
    default = Settings.model_fields[name.lower()].default
    if hasattr(default, "get_secret_value"):
        default = default.get_secret_value()
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, float):
        return f"{default:g}"
    return str(default) if default else ""


def test_the_settings_table_has_every_setting_and_its_default() -> None:
    told = {
        name: "" if default == NONE else default.strip("`")
        for name, default in SETTING.findall(prose(SETTINGS))
    }
    assert told == {name.upper(): default_of(name) for name in Settings.model_fields}


def test_the_settings_table_agrees_with_the_example() -> None:
    example = re.findall(
        r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE
    )
    told = SETTING.findall(prose(SETTINGS))
    assert sorted(told) == sorted(
        (name, f"`{value}`" if value else NONE) for name, value in example
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for _, target in LINK.findall(prose(page)):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", prose(file), re.MULTILINE)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_exists(page: Path) -> None:
    for path in PATH.findall(code(page)):
        assert (ROOT / path.rstrip(".")).exists(), path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = re.findall(r"(?:^|`)make ([a-z]+)", code(page), re.MULTILINE)
    assert set(named) <= targets
    if page == README:
        assert {"demo", "test", "setup", "run", "check", "bench"} <= set(named)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_is_understood(page: Path) -> None:
    for line in COMMAND.findall(code(page)):
        words = re.split(r" [<>|] ", line)[0]  # the shell's part
        parser().parse_args(worded(shlex.split(words)))  # SystemExit for one that is not


def test_every_named_test_exists_where_the_link_says() -> None:
    for page in PAGES:
        links = dict(LINK.findall(prose(page)))
        for name in re.findall(r"`(test_\w+)`", prose(page)):
            file = page.parent / links[f"`{name}`"]
            assert f"def {name}(" in file.read_text(encoding="utf-8"), name


def test_every_guarantee_names_its_test() -> None:
    guarantees = rows(GUARANTEES, "## What can go wrong")
    assert len(guarantees) > 15
    for _, _, proof in guarantees:
        assert LINK.search(proof), proof


def test_the_guarantees_of_the_readme_are_some_of_all() -> None:
    told = {one: named_in(proof) for one, _, proof in rows(README, "## What is guaranteed")}
    every = {one: named_in(proof) for one, _, proof in rows(GUARANTEES, "## What can go wrong")}
    assert len(told) >= 5
    assert told == {one: every.get(one) for one in told}


def test_the_readme_is_short_and_begins_with_a_picture() -> None:
    lines = prose(README).splitlines()
    assert len(lines) < MOST_LINES
    assert lines[2].startswith("![")


def test_the_commands_in_the_chat_are_those_of_the_menus() -> None:
    everybody, admins = (
        re.findall(r"`/(\w+)`", commands)
        for _, commands in rows(README, "These are the commands:\n")
    )
    assert everybody == list(SUBSCRIBER_COMMAND_KEYS)
    assert admins == list(ADMIN_COMMAND_KEYS)


def test_the_buttons_of_the_guide_are_those_of_the_bot() -> None:
    texts = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "locales" / "en").glob("*.ftl")
    )
    guide = prose(README).split("in five minutes", 1)[1].split("\nThat is all.", 1)[0]
    for words in re.findall(r"\*\*([^*]+)\*\*", guide):
        assert words == "claim link" or words in texts, words


@pytest.mark.parametrize(
    ("heading", "moves"),
    [("### A broadcast", BROADCAST_MOVES), ("### A delivery", DELIVERY_MOVES)],
)
def test_the_tables_of_states_are_those_of_the_model(
    heading: str,
    moves: dict[BroadcastState, frozenset[BroadcastState]]
    | dict[DeliveryState, frozenset[DeliveryState]],
) -> None:
    told = {
        state: set() if following == NONE else set(following.split(", "))
        for state, _, following in rows(ROOT / "docs" / "architecture.md", heading)
    }
    assert told == {
        old.name.lower(): {new.name.lower() for new in following}
        for old, following in moves.items()
    }


def test_the_other_states_and_reasons_are_named() -> None:
    page = code(ROOT / "docs" / "architecture.md")
    for one in (*SkipReason, *SubscriberState):
        assert f"`{one}`" in page, one


FLOORS = ("bot/", "handlers/", "broadcast/", "botapi/, db/, runtime/")


def test_the_tables_of_rooms_have_every_room() -> None:
    """And none that is gone. Of compose/ the windows' own folders need no row."""
    page = prose(ROOT / "docs" / "architecture.md")
    told = [
        room.rstrip("/")
        for floor in FLOORS
        for room, _, _ in rows_of(page[page.index(f"| {floor} | what it is |") :])
    ]
    floors = [ROOT / name for floor in FLOORS for name in floor.split(", ")]
    rooms = [room for floor in floors for room in floor.iterdir() if holds_code(room)]
    rooms += [room for room in (ROOT / "handlers" / "admin").iterdir() if holds_code(room)]
    there = [room.relative_to(ROOT).as_posix() for room in (*floors, *rooms)]
    assert sorted(told) == sorted(set(there) - {"broadcast"})  # which is its rooms


def holds_code(folder: Path) -> bool:
    return any(folder.glob("*.py"))


def outcomes() -> list[list[str]]:
    page = ROOT / "docs" / "telegram-limits.md"
    return rows(page, "## What each answer means for a recipient")


def test_the_table_of_outcomes_has_every_phrase() -> None:
    told = {
        phrase.lower(): verdict
        for answer, verdict, _ in outcomes()
        if not answer.startswith(("429", "200"))
        for phrase in re.findall(r"`([^`]+)`", answer)
    }
    flooded = {"too many requests": "flooded"}
    assert told | flooded == {phrase: str(verdict) for phrase, verdict in PHRASES}


def test_the_table_of_failed_calls_has_every_phrase() -> None:
    page = ROOT / "docs" / "telegram-limits.md"
    told = {
        (call, phrase, re.split(r"\W", meant)[0])
        for call, words, meant in rows(page, "## What a failed call means elsewhere")
        for phrase in re.findall(r"`([^`]+)`", words)
    }
    assert told == {
        (kind.name.lower(), phrase, meant.name.lower())
        for kind, table in WORDS.items()
        for phrase, meant in table
    }


@pytest.mark.parametrize(
    ("row", "code"), [("any other 403", 403), ("any other 400", 400), ("any other 400", 404)]
)
def test_the_table_of_outcomes_is_right_about_unknown_words(row: str, code: int) -> None:
    told = [verdict for answer, verdict, _ in outcomes() if answer.startswith(row)]
    assert told == [str(judge_refusal("words that nobody knows", code))]


def test_the_table_of_metrics_has_every_metric() -> None:
    clock, metrics = SystemClock(), Metrics()
    balance = StarsBalance(clock, free_rate=25)
    house = HouseRules(Wake(clock))
    active_runs = ActiveRuns(None, clock, balance, SafetyLimits(), house, None)  # type: ignore[arg-type] # nothing is read from it
    watch(metrics, Limiter(clock, ceiling=1), active_runs)
    watch_replies(metrics, DeferredReplies(None, None, bool, clock))  # type: ignore[arg-type] # nor sent
    families = {
        family.name + ("_total" if family.type == "counter" else "")
        for registry in (metrics.registry, HouseMetrics().registry)
        for family in registry.collect()
    }
    told = rows(ROOT / "docs" / "operations.md", "## Metrics")
    assert {name.strip("`").partition("{")[0] for name, _ in told} == families
