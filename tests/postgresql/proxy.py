"""A line to a PostgreSQL server that can be cut at a COMMIT, or swallow all that comes.

All bytes go through as they come. On the way the client's messages are read, as far as it takes to
know what a transaction holds (postgresql.org/docs/current/protocol-message-formats.html): a simple
query brings its text, a prepared statement is parsed once and bound by name from then on.
"""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import Self

from sqlalchemy.engine import URL

GONE = (ConnectionError, asyncio.IncompleteReadError)
LATE = 0.2  # seconds after which the server gets what was on its way

Chooses = Callable[[Sequence[str]], "Cut | None"]
"""Is asked at each COMMIT, with the statements of the transaction."""


class Cut(Enum):
    """What becomes of a COMMIT."""

    BEFORE = "the server never gets it, and rolls back"
    AFTER = "it is committed, and nobody hears of it"
    BETWEEN = "the client is cut off, then the server gets it"


class Proxy:
    """`chooses` may be another one at any time; None: nothing is cut."""

    def __init__(self, port: int) -> None:
        self._upstream = port
        self._port = 0
        self.chooses: Chooses | None = None
        self.cuts: list[Cut] = []
        self._open: set[StreamWriter] = set()
        self._lines: set[_Line] = set()
        self._swallows = False
        self.swallowed: Callable[[], object] = lambda: None  # is told of it

    def swallow(self) -> None:
        """All lines that there are, for good, and new ones until `pass_on()`: bytes are taken, and
        nothing comes of them."""
        self._swallows = True
        for line in self._lines:
            line.swallows = True

    def pass_on(self) -> None:
        self._swallows = False

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        server = await asyncio.start_server(self._line, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for writer in [*self._open]:
                writer.transport.abort()
            while self._open:
                await asyncio.sleep(0.01)

    def url(self, direct: URL) -> URL:
        """The same database, by way of this line; in the clear, so that it can be read."""
        query = {**direct.query, "sslmode": "disable", "gssencmode": "disable"}
        for name in ("host", "port"):
            query.pop(name, None)
        return direct.set(host="127.0.0.1", port=self._port, query=query)

    @property
    def counts(self) -> dict[str, int]:
        """How often it was cut in which way."""
        return dict(Counter(cut.name for cut in self.cuts))

    async def _line(self, client: StreamReader, to_client: StreamWriter) -> None:
        server, to_server = await asyncio.open_connection("127.0.0.1", self._upstream)
        self._open.add(to_client)
        line = _Line(client, to_client, server, to_server, self, swallows=self._swallows)
        self._lines.add(line)
        try:
            await line.run()
        finally:
            self._lines.discard(line)
            for writer in (to_client, to_server):
                writer.transport.abort()
            self._open.discard(to_client)


@dataclass(slots=True, eq=False)
class _Line:
    """One connection, both ways."""

    client: StreamReader
    to_client: StreamWriter
    server: StreamReader
    to_server: StreamWriter
    proxy: Proxy
    prepared: dict[bytes, str] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)  # of the transaction
    is_cut: bool = False
    swallows: bool = field(default=False, kw_only=True)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            answers = group.create_task(self._answers())
            with suppress(*GONE):
                await self._requests()
            if not self.is_cut:
                answers.cancel()

    async def _requests(self) -> None:
        """Until the client has gone, or has been cut off."""
        head = await self.client.readexactly(4)
        await self._pass_on(head + await self._body(head))  # who it is: without a kind
        while not self.is_cut:
            kind, head = await self.client.readexactly(1), await self.client.readexactly(4)
            body = await self._body(head)
            self._read(kind, body)
            cut = self._chosen() if self._commits(kind, body) else None
            if cut is None:
                await self._pass_on(kind + head + body)
            else:
                await self._cut(cut, kind + head + body)

    async def _answers(self) -> None:
        with suppress(*GONE):
            while data := await self.server.read(65_536):
                if not (self.is_cut or self.swallows):
                    self.to_client.write(data)
                    await self.to_client.drain()
        self.to_client.transport.abort()

    async def _cut(self, cut: Cut, commit: bytes) -> None:
        self.is_cut = True  # all that comes back from now on is swallowed
        self.proxy.cuts.append(cut)
        if cut is Cut.BETWEEN:
            self.to_client.transport.abort()
            await asyncio.sleep(LATE)
        if cut is not Cut.BEFORE:
            # Behind it the client's farewell: the server closes when it has done both.
            await self._pass_on(commit + b"X\x00\x00\x00\x04")
        else:
            self.to_server.transport.abort()

    def _read(self, kind: bytes, body: bytes) -> None:
        if kind == b"Q":
            self._executes(body.split(b"\0", 1)[0].decode())
        elif kind == b"P":
            name, words = body.split(b"\0", 2)[:2]
            self.prepared[name] = words.decode()
        elif kind == b"B":
            self._executes(self.prepared.get(body.split(b"\0", 2)[1], ""))

    def _executes(self, statement: str) -> None:
        if statement.startswith("BEGIN"):
            self.statements.clear()
        self.statements.append(statement)

    def _commits(self, kind: bytes, body: bytes) -> bool:
        return kind == b"Q" and body == b"COMMIT\0"

    def _chosen(self) -> Cut | None:
        return self.proxy.chooses(self.statements) if self.proxy.chooses is not None else None

    async def _body(self, head: bytes) -> bytes:
        """Its length is that of the head and the body."""
        return await self.client.readexactly(int.from_bytes(head) - len(head))

    async def _pass_on(self, data: bytes) -> None:
        if self.swallows:
            self.proxy.swallowed()
            return
        self.to_server.write(data)
        await self.to_server.drain()
