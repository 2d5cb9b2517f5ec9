"""A webhook's post that comes to a node which does not serve the bot: what the way round costs."""

import asyncio
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from aiohttp import ClientSession
from pydantic import SecretStr

from bench.frame.figures import Figure, at_most, none_of, percentile, reported
from bench.frame.part import BenchFailed, Part
from bench.parts.fleet.crew import Crew, crew
from bench.stage.scene import TOKEN
from bot.intake.webhook import SECRET_HEADER
from bot.roster.entries import secret_of
from bot.settings.settings import Settings
from botapi_sandbox.ground.port import free_ports

BOTS, NODES = 2, ("a", "b")
PAIRS, PAIRS_QUICK = 500, 150
WARM_UP = 30  # pairs
PAUSE = 0.02  # seconds between two posts
RATE, LATENCY = 100.0, 0.02  # messages/s of a bot, for its answers; seconds
FIRST_UPDATE = 700_000_000
SECRET = "benchmark"
MOST_EXTRA = 20.0  # ms
HTTP_OK = 200


async def measure_forward(*, quick: bool) -> Sequence[Figure]:
    pairs = PAIRS_QUICK if quick else PAIRS
    ports = dict(zip(NODES, free_ports(len(NODES)), strict=True))
    async with crew(BOTS, pairs + WARM_UP, rate=RATE, latency=LATENCY) as ours:
        await ours.scene.control.limits(webhook_ports=None)
        for name, port in ports.items():
            await ours.start(name, **_settings(port, ports[NODES[0]]))
        await ours.even()
        async with ClientSession() as session:
            posts = Posts(session, ours, ports)
            await posts.pairs(WARM_UP)
            posts.forget()
            await posts.pairs(pairs)
    direct, round_about = posts.direct, posts.round_about
    extra = [after - before for before, after in zip(direct, round_about, strict=True)]
    return [
        at_most("more for a post to the other node", median(extra), MOST_EXTRA, "ms"),
        at_most(
            "p99 of these posts, beyond p99 of direct ones",
            percentile(round_about, 0.99) - percentile(direct, 0.99),
            MOST_EXTRA,
            "ms",
        ),
        reported("to the owner", _words(direct)),
        reported("to the other node", _words(round_about)),
        none_of("posts not taken", posts.refused),
    ]


class Posts:
    """As Telegram's: one by one; each kind in turn, to one bot after the other. Times in ms."""

    def __init__(self, session: ClientSession, ours: Crew, ports: dict[str, int]) -> None:
        self._session = session
        self._ours = ours
        self._ports = ports
        self._number = 0
        self.forget()

    def forget(self) -> None:
        self.direct: list[float] = []
        self.round_about: list[float] = []
        self.refused = 0

    async def pairs(self, count: int) -> None:
        owners = await self._ours.owners()
        for _ in range(count):
            bot = self._ours.bots[self._number % BOTS]
            for name in NODES:
                times = self.direct if name == owners[bot] else self.round_about
                times.append(await self._post(bot, self._ports[name]) * 1000)
                await asyncio.sleep(PAUSE)
        if owners != await self._ours.owners():
            raise BenchFailed("a bot changed hands meanwhile")

    async def _post(self, bot: int, port: int) -> float:
        """Seconds until it is taken."""
        self._number += 1
        person = self._ours.scene.people[self._number % len(self._ours.scene.people)]
        url, headers = f"http://127.0.0.1:{port}/hook/{bot}", {SECRET_HEADER: _secret_of(bot)}
        begun = time.monotonic()
        async with self._session.post(url, json=_start(self._number, person), headers=headers) as a:
            await a.read()
            self.refused += a.status != HTTP_OK
        return time.monotonic() - begun


def _start(number: int, person: int) -> dict[str, Any]:
    """Bot API: Update. Somebody subscribes, which is answered only when it is written down."""
    return {
        "update_id": FIRST_UPDATE + number,
        "message": {
            "message_id": FIRST_UPDATE + number,
            "date": int(time.time()),
            "chat": {"id": person, "type": "private", "first_name": "Person"},
            "from": {"id": person, "is_bot": False, "first_name": "Person"},
            "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
    }


def _settings(port: int, public: int) -> dict[str, str]:
    return {
        "HTTP_PORT": str(port),
        "NODE_ADDRESS": f"http://127.0.0.1:{port}",
        "WEBHOOK_URL": f"http://127.0.0.1:{public}",
        "WEBHOOK_SECRET": SECRET,
    }


def _secret_of(bot: int) -> str:
    base = Settings(_env_file=None, bot_token=SecretStr(TOKEN), webhook_secret=SecretStr(SECRET))
    made = secret_of(base, bot)
    assert made is not None
    return made.get_secret_value()


def _words(times: Sequence[float]) -> str:
    return f"median {median(times):.1f} ms, p99 {percentile(times, 0.99):.1f} ms"


FORWARD = Part(
    name="forward",
    title="A webhook's post that comes to another node",
    notes=(
        f"Two nodes, two bots; somebody's /start is posted to the bot's owner and to the other "
        f"node in turns, one every {PAUSE * 1000:.0f} ms, {PAIRS} times each ({PAIRS_QUICK} with "
        "QUICK=1). 200 is said when it is in the database. What more it takes is the median of the "
        "differences of neighbours."
    ),
    measure=measure_forward,
)
