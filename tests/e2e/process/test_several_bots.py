"""Several bots in one process: each comes, fails and goes without the others noticing."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession

from botapi_sandbox.control import Control
from tests.e2e.processes import Running, names_in, started

ANN, OWNER = 7001, 5001
RED, BLUE, GREEN = (f"{n}:AAF-abcdefghijklmnopqrstuvwxyz{n}" for n in (4201, 4202, 4203))
RENEWED = "4203:AAF-zyxwvutsrqponmlkjihgfedcba4203"
GONE = "4204:AAF-abcdefghijklmnopqrstuvwxyz4204"
PATIENCE = 60.0  # seconds; starting several takes some on a busy machine


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A folder with a tokens file, a process that follows it, and people who write to its bots."""

    folder: Path
    url: str
    bot: Running
    controls: dict[str, Control]

    def names(self, *lines: str) -> None:
        write(self.folder, *lines)
        self.bot.process.send_signal(signal.SIGHUP)

    async def answers(self, token: str) -> None:
        """Whoever writes to that bot hears from it."""
        control = self.controls[token]
        await control.add_user(ANN, first_name="Ann")
        before = len(await control.chat(ANN))
        await control.say(ANN, "/help")
        async with asyncio.timeout(PATIENCE):
            while len(await control.chat(ANN)) < before + 2:
                await asyncio.sleep(0.05)

    async def health(self) -> dict[str, dict[str, object]]:
        port = self.bot.said.split("http://127.0.0.1:")[1].split(" ")[0]
        url = f"http://127.0.0.1:{port}/healthz"
        async with ClientSession() as client, client.get(url) as answer:
            bots: dict[str, dict[str, object]] = (await answer.json())["bots"]
        return bots


def write(folder: Path, *lines: str) -> None:
    (folder / "tokens").write_text("\n".join(lines), encoding="utf-8")


@asynccontextmanager
async def stage(folder: Path, url: str, *lines: str) -> AsyncIterator[Stage]:
    write(folder, *lines)
    settings = {"BOT_TOKEN": "", "BOT_TOKENS_FILE": "tokens", "ADMIN_IDS": str(OWNER)}
    async with AsyncExitStack() as stack:
        controls = {
            token: await stack.enter_async_context(Control(url, token=token))
            for token in (RED, BLUE, GREEN, RENEWED, GONE)
        }
        bot = await stack.enter_async_context(started(folder, url, HTTP_PORT="0", **settings))
        yield Stage(folder=folder, url=url, bot=bot, controls=controls)


async def test_each_bot_lives_alone(tmp_path: Path, sandbox_url: str) -> None:
    """One revoked at the start, one while it runs and renewed, one added, one taken out."""
    async with Control(sandbox_url, token=GONE) as gone:
        await gone.revoke(GONE)
    async with stage(tmp_path, sandbox_url, RED, f"{BLUE} timezone=Europe/Berlin", GONE) as here:
        await here.bot.says("bot 4204 is stopped: Telegram refuses its token")
        await here.answers(RED)
        await here.answers(BLUE)
        assert (await here.health())["4204"]["why"] == ["the token was refused (Unauthorized)"]

        here.names(RED, "nonsense", GREEN)
        await here.bot.says("BOT_TOKENS_FILE: line 2: does not begin with a token")
        here.names(GREEN, RED)
        await here.bot.says("SIGHUP: BOT_TOKENS_FILE names 2 bots, 1 of them new; 2 leave")
        await here.answers(GREEN)
        await here.answers(RED)
        assert here.bot.said.count("@sandbox4201_bot is ready") == 1, "it was not touched"

        await here.controls[GREEN].revoke(GREEN)
        await here.controls[RENEWED].say(ANN, "/help")  # so that it has to answer at once
        await here.bot.says("bot 4203 is stopped")
        await here.answers(RED)
        assert sorted(await here.health()) == ["4201", "4203"]
        here.names(RENEWED, RED)
        await here.answers(RENEWED)

        here.bot.process.send_signal(signal.SIGTERM)
        assert await here.bot.code() == 0
    files = {name for name in names_in(tmp_path / "data") if name.endswith(".sqlite3")}
    assert files == {f"bot_{n}.sqlite3" for n in (4201, 4202, 4203, 4204)}
    for token in (RED, BLUE, GREEN, RENEWED, GONE):
        assert token.split(":")[1] not in here.bot.said
    assert "broke" not in here.bot.said


async def test_two_bots_after_kill(tmp_path: Path, sandbox_url: str) -> None:
    """Each of the files is left locked by nobody, and each bot goes on."""
    async with stage(tmp_path, sandbox_url, RED, BLUE) as here:
        await here.answers(RED)
        await here.answers(BLUE)
        here.bot.process.kill()
        await here.bot.code()
    async with stage(tmp_path, sandbox_url, RED, BLUE) as here:
        await here.answers(RED)
        await here.answers(BLUE)
        here.bot.process.send_signal(signal.SIGTERM)
        assert await here.bot.code() == 0


async def test_commands_ask_which_bot_is_meant(tmp_path: Path, sandbox_url: str) -> None:
    write(tmp_path, RED, BLUE)
    several = {"BOT_TOKEN": "", "BOT_TOKENS_FILE": "tokens"}
    said = {}
    for words in ("admins list", "admins add 77 --bot 4202", "admins list --bot 4202", "migrate"):
        async with started(tmp_path, sandbox_url, *words.split(), **several) as command:
            said[words] = (await command.code(), command.said)
    assert said["admins list"] == (
        1,
        "herald: which bot? Add --bot ID; BOT_TOKENS_FILE names 4201, 4202\n",
    )
    assert said["admins add 77 --bot 4202"] == (0, "77 is an editor\n")
    assert said["admins list --bot 4202"] == (0, "77\teditor\n")
    assert [line.split(":")[0] for line in said["migrate"][1].splitlines()] == [
        "data/bot_4201.sqlite3",
        "data/bot_4202.sqlite3",
    ]
