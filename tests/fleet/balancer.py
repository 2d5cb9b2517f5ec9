"""A load balancer in front of the nodes' webhooks: one after the other, and past who is dead."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.http.server import serving
from bot.intake.webhook import SECRET_HEADER
from botapi_sandbox.ground.port import free_ports

SECRET = "of-this-test"
ANSWERED_WITHIN = ClientTimeout(total=20.0)  # seconds; as docs/fleet.md has it


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """One post of the sandbox's; `node`: None when none took it."""

    node: str | None
    status: int
    says_when: bool  # to come again


@dataclass(kw_only=True)
class Balancer:
    """Nothing is known to it but addresses."""

    session: ClientSession
    url: str = ""
    answered: list[Answered] = field(default_factory=list)
    _nodes: dict[str, str] = field(default_factory=dict)
    _turn: int = 0

    def settings(self, name: str) -> dict[str, str]:
        """Of a node that is to be in the list."""
        [port] = free_ports(1)
        self._nodes[name] = f"http://127.0.0.1:{port}"
        return {
            "WEBHOOK_URL": self.url,
            "WEBHOOK_SECRET": SECRET,
            "HTTP_PORT": str(port),
            "NODE_ADDRESS": self._nodes[name],
        }

    async def receive(self, request: web.Request) -> web.Response:
        answered = await self._passed_on(request)
        self.answered.append(answered)
        return web.Response(status=answered.status)

    async def _passed_on(self, request: web.Request) -> Answered:
        body, names = await request.read(), list(self._nodes)
        first, self._turn = self._turn, self._turn + 1  # others come while this one is handed on
        headers = {name: request.headers[name] for name in (SECRET_HEADER, "Content-Type")}
        for place in range(len(names)):
            name = names[(first + place) % len(names)]
            url = self._nodes[name] + request.path
            try:
                async with self.session.post(
                    url, data=body, headers=headers, timeout=ANSWERED_WITHIN
                ) as answer:
                    says_when = "Retry-After" in answer.headers
                    return Answered(node=name, status=answer.status, says_when=says_when)
            except (ClientError, TimeoutError, OSError):
                continue
        return Answered(node=None, status=502, says_when=False)


@asynccontextmanager
async def balancing() -> AsyncIterator[Balancer]:
    async with ClientSession() as session:
        made = Balancer(session=session)
        app = web.Application()
        app.router.add_post("/{path:.*}", made.receive)
        async with serving(app, "127.0.0.1", 0) as port:
            made.url = f"http://127.0.0.1:{port}"
            yield made
