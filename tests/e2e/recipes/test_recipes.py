"""What stands in docs/recipes is run, as whoever copies it would."""

import asyncio
import base64
import importlib.util
import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from aiohttp import ClientSession
from standardwebhooks import Webhook

from bot.app import App
from botapi_sandbox.control import Control
from botapi_sandbox.ground.port import free_ports
from broadcast.doors.outside.api_keys import NewKey
from db.migrate import migrate
from db.schema.states import ApiRight, EventKind
from db.subscribers.store import Subscribers
from tests.actors import owner
from tests.e2e.conftest import ADMIN, TOKEN

ROOT = Path(__file__).parents[3]
RECIPES = ROOT / "docs" / "recipes"
ANN, SECRET = 7001, f"whsec_{base64.b64encode(b'k' * 24).decode()}"
PATIENCE = 60.0  # seconds; a command imports for some

RunApp = Callable[..., AbstractAsyncContextManager[App]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of an installed Herald, with its settings and its command."""
    home = tmp_path / "herald"
    (home / ".venv" / "bin").mkdir(parents=True)
    (home / ".env").write_text(f"BOT_TOKEN={TOKEN}\nADMIN_IDS={ADMIN}\n", encoding="utf-8")
    command = home / ".venv" / "bin" / "herald"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m bot "$@"\n')
    command.chmod(0o700)
    return home


async def run(*command: object, **environment: object) -> tuple[int, str, str]:
    """A program, as cron would begin it: with nothing of the test's own environment."""
    given = {name: str(value) for name, value in environment.items()}
    process = await asyncio.create_subprocess_exec(
        *map(str, command),
        env={"PATH": os.environ["PATH"], **given},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    return process.returncode or 0, out.decode(), err.decode()


async def key_of(app: App, *rights: ApiRight) -> str:
    made = await app.assembly.doors.api_keys.add(
        "recipe", rights, bot_id=app.me.id, per_minute=300, expires_at=None, by=owner(ADMIN)
    )
    assert isinstance(made, NewKey)
    return made.token


async def subscribed(app: App, control: Control) -> None:
    await control.add_user(ADMIN, first_name="Olga")
    await control.start(ADMIN)
    await control.add_user(ANN, first_name="Ann")
    await control.start(ANN)
    await Subscribers(app.database).subscribe(ANN, now=1, first_name="Ann")


async def test_backups_are_made_and_the_oldest_go(home: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    for day in ("2026-01-01", "2026-01-02"):
        (backups / f"herald-{day}.sqlite3").touch()
    (backups / "mine.sqlite3").touch()
    (home / "data").mkdir()
    await migrate_at(home / "data" / "herald.sqlite3")
    script = RECIPES / "cron" / "backup.sh"
    for _ in range(2):  # twice a day is no harm
        code, out, err = await run(script, HERALD_HOME=home, BACKUPS=backups, KEEP=2)
        assert (code, err) == (0, ""), out
    kept = sorted(one.name for one in backups.iterdir())
    today = f"herald-{datetime.now().astimezone():%Y-%m-%d}.sqlite3"
    assert kept == ["herald-2026-01-02.sqlite3", today, "mine.sqlite3"]
    with sqlite3.connect(backups / today) as database:
        assert database.execute("SELECT count(*) FROM subscribers").fetchone() == (0,)
    (home / "data" / "herald.sqlite3").unlink()
    code, _, err = await run(script, HERALD_HOME=home, BACKUPS=backups, KEEP=1)
    assert (code, "there is no database" in err) == (1, True)
    assert sorted(one.name for one in backups.iterdir()) == kept  # none goes for nothing


async def migrate_at(file: Path) -> None:
    from db.connection.opening import parse_url

    await migrate(parse_url(f"sqlite+aiosqlite:///{file}"))


async def test_the_weekly_one_is_planned_once_a_week(
    run_app: RunApp, control: Control, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "weekly.md").write_text("# This week\n\nNew shoes.", encoding="utf-8")
    async with run_app(http_port=0) as app:
        await subscribed(app, control)
        key = home / "key"
        key.write_text(await key_of(app, ApiRight.SEND))
        url = f"http://127.0.0.1:{app.http_port}"
        script = (RECIPES / "cron" / "weekly.sh", tmp_path / "weekly.md", "vip")
        environment = {"HERALD_HOME": home, "HERALD_KEY_FILE": key, "HERALD_URL": url}
        code, _, err = await run(*script, **environment)
        assert (code, err) == (1, "herald: There is no segment 'vip'.\n")
        async with ClientSession(headers={"Authorization": f"Bearer {await manager(app)}"}) as one:
            await one.post(f"{url}/api/v1/segments", json={"name": "vip", "audience": {}})
        said = [await run(*script, **environment) for _ in range(2)]
        assert [code for code, _, _ in said] == [0, 0], said
        assert said[0] == said[1]
        _plans, count = await app.assembly.doors.plans.page(limit=1)
        assert count == 1


async def manager(app: App) -> str:
    return await key_of(app, ApiRight.PEOPLE)


async def test_the_shop_tells_who_has_bought_and_hears_who_leaves(
    run_app: RunApp, control: Control, tmp_path: Path
) -> None:
    shop = RECIPES / "shop" / "shop.py"
    (tmp_path / "sale.md").write_text("# Sale", encoding="utf-8")
    async with run_app(http_port=0, outside_private=True) as app:
        await subscribed(app, control)
        environment = {
            "HERALD_URL": f"http://127.0.0.1:{app.http_port}",
            "HERALD_KEY": await key_of(app, ApiRight.SEND, ApiRight.PEOPLE),
        }
        code, _, err = await run(sys.executable, shop, "bought", 99, "Shoes", **environment)
        assert (code, "no_such_subscriber" in err) == (1, True)
        code, out, _ = await run(sys.executable, shop, "bought", ANN, "Red shoes", **environment)
        assert (code, out) == (0, f"{ANN} has bought Red shoes\n")
        for _ in range(2):
            sale = (sys.executable, shop, "sale", tmp_path / "sale.md")
            code, out, err = await run(*sale, **environment)
            assert (code, "recipients: 1\n" in out) == (0, True), err
        await control.wait_for(ANN, "Sale", timeout=PATIENCE)
        await hears_who_leaves(app, control, shop, tmp_path)


async def hears_who_leaves(app: App, control: Control, shop: Path, folder: Path) -> None:
    """And takes from nobody else."""
    [port] = free_ports(1)
    made = await app.assembly.doors.addresses.add(
        f"http://127.0.0.1:{port}/", list(EventKind), by=owner(ADMIN)
    )
    environment = {"HERALD_SECRET": made.secret, "SHOP_PORT": port, "SHOP_DATABASE": folder / "s"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, shop, "listen"),
        env={"PATH": os.environ["PATH"], **{name: str(one) for name, one in environment.items()}},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            assert b"listening" in await process.stdout.readline()
            await control.say(ANN, "/stop")
            while not (line := await process.stdout.readline()).startswith(b"subscriber.left"):
                assert line
        assert json.loads(line.split(b" ", 1)[1])["subscriber"]["id"] == ANN
        async with (
            ClientSession() as client,
            client.post(f"http://127.0.0.1:{port}/", data=b"{}") as forged,
        ):
            assert forged.status == 401
        with sqlite3.connect(folder / "s") as database:
            rows = database.execute("SELECT chat_id, state FROM people").fetchall()
        assert rows == [(ANN, "unsubscribed")]
    finally:
        process.kill()
        await process.wait()


@pytest.fixture
def shop() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shop", RECIPES / "shop" / "shop.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def signed(body: str, at: float, number: str = "evt_1") -> dict[str, str]:
    """As the library of Standard Webhooks signs."""
    signature = Webhook(SECRET).sign(number, datetime.fromtimestamp(at, UTC), body)
    return {
        "webhook-id": number,
        "webhook-timestamp": str(int(at)),
        "webhook-signature": f"v1,b3RoZXI= {signature}",
    }


def test_the_shop_takes_what_was_signed_a_moment_ago(shop: ModuleType) -> None:
    now, body = 1_790_000_000.0, '{"type": "test"}'
    good = signed(body, now)
    assert shop.is_heralds(good, body.encode(), SECRET, now)
    assert shop.is_heralds(signed(body, now - 299), body.encode(), SECRET, now)
    wrong: list[tuple[Mapping[str, str], bytes]] = [
        (good, b"{}"),
        (signed(body, now - 301), body.encode()),
        (signed(body, now + 301), body.encode()),
        ({**good, "webhook-id": "evt_2"}, body.encode()),
        ({**good, "webhook-timestamp": str(int(now) + 1)}, body.encode()),
        ({**good, "webhook-signature": "v1,"}, body.encode()),
        ({**good, "webhook-timestamp": "soon"}, body.encode()),
        ({}, body.encode()),
    ]
    assert not any(shop.is_heralds(headers, said, SECRET, now) for headers, said in wrong)


def test_the_shop_does_nothing_twice_and_forgets_whoever_was_erased(
    shop: ModuleType, tmp_path: Path
) -> None:
    def event(state: str) -> dict[str, object]:
        return {"type": "subscriber.left", "data": {"subscriber": {"id": ANN}, "state": state}}

    kept = shop.Shop(str(tmp_path / "shop"))
    assert kept.take("evt_1", event("unsubscribed"), 1.0)
    assert not kept.take("evt_1", event("erased"), 2.0)
    with sqlite3.connect(tmp_path / "shop") as database:
        assert database.execute("SELECT state FROM people").fetchall() == [("unsubscribed",)]
        assert kept.take("evt_2", event("erased"), 3.0)
        assert database.execute("SELECT * FROM people").fetchall() == []


@pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("curl")), reason="needs jq and curl, as GitHub has"
)
async def test_a_release_becomes_a_draft_in_the_chat(run_app: RunApp, control: Control) -> None:
    flow = yaml.safe_load((RECIPES / "github" / "release.yml").read_text(encoding="utf-8"))
    assert flow[True] == {"release": {"types": ["published"]}}  # YAML 1.1: `on` is true
    assert flow["permissions"] == {}
    [step] = flow["jobs"]["draft"]["steps"]
    async with run_app(http_port=0) as app:
        await subscribed(app, control)
        said = {
            "vars.HERALD_URL": f"http://127.0.0.1:{app.http_port}",
            "secrets.HERALD_KEY": await key_of(app, ApiRight.DRAFT),
            "github.event.release.id": "77",
            "github.event.release.name || github.event.release.tag_name": "v1 $(id) \"'`id`",
            "github.event.release.body": 'Faster.\n\n* "twice"\n',
            "github.event.release.html_url": "https://example.org/releases/v1",
        }

        def meant(expression: str) -> str:
            return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: said[found[1]], expression)

        assert "${{" not in step["run"]  # words of others never stand in the script itself
        environment = {name: meant(value) for name, value in step["env"].items()}
        command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
        for _ in range(2):  # the job is run again
            code, out, err = await run(*command, **environment)
            assert code == 0, err
            assert json.loads(out)["state"] == "draft"
        await control.wait_for(ADMIN, "from outside", timeout=PATIENCE)
        _drafts, count = await app.assembly.doors.drafts.page(limit=1)
        assert count == 1
        environment["HERALD_KEY"] = "hk_4242_wrong"
        code, out, _ = await run(*command, **environment)
        assert code != 0
        assert "no_key" in out
