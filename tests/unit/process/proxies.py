"""Small proxies on loopback, real enough to be talked through: HTTP (CONNECT) and SOCKS5."""

import asyncio
import base64
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

USER, PASSWORD = "ann", "s3cret:of/ours"
WITH_PASSWORD = "ann:s3cret%3Aof%2Fours@"


@dataclass(kw_only=True)
class Seen:
    """Where the proxy was asked to connect to, and on which port it listens."""

    port: int = 0
    targets: list[str] = field(default_factory=list)


Shake = Callable[[StreamReader, StreamWriter], Awaitable[tuple[str, int, bytes] | None]]


@asynccontextmanager
async def http_proxy() -> AsyncIterator[Seen]:
    async with _proxy(_connect) as seen:
        yield seen


@asynccontextmanager
async def socks_proxy() -> AsyncIterator[Seen]:
    async with _proxy(_socks5) as seen:
        yield seen


async def _connect(reader: StreamReader, writer: StreamWriter) -> tuple[str, int, bytes] | None:
    """RFC 9110, 9.3.6."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    known = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    if f"Basic {known}" not in head:
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        return None
    host, _, port = head.split()[1].rpartition(":")
    return host, int(port), b"HTTP/1.1 200 Connection established\r\n\r\n"


async def _socks5(reader: StreamReader, writer: StreamWriter) -> tuple[str, int, bytes] | None:
    """RFC 1928 and 1929."""
    _, methods = await reader.readexactly(2)
    assert 2 in await reader.readexactly(methods)
    writer.write(b"\x05\x02")
    await reader.readexactly(1)
    user = await reader.readexactly((await reader.readexactly(1))[0])
    password = await reader.readexactly((await reader.readexactly(1))[0])
    if (user.decode(), password.decode()) != (USER, PASSWORD):
        writer.write(b"\x01\x01")
        return None
    writer.write(b"\x01\x00")
    kind = (await reader.readexactly(4))[3]
    if kind == 1:
        host = ".".join(str(part) for part in await reader.readexactly(4))
    else:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    port = int.from_bytes(await reader.readexactly(2))
    return host, port, b"\x05\x00\x00\x01" + bytes(6)


@asynccontextmanager
async def _proxy(shake: Shake) -> AsyncIterator[Seen]:
    seen = Seen()
    open_ones: set[StreamWriter] = set()

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        open_ones.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError):
            target = await shake(reader, writer)
            if target is not None:
                host, port, welcome = target
                seen.targets.append(f"{host}:{port}")
                inner_reader, inner = await asyncio.open_connection(host, port)
                open_ones.add(inner)
                writer.write(welcome)
                await asyncio.gather(_pipe(reader, inner), _pipe(inner_reader, writer))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    seen.port = server.sockets[0].getsockname()[1]
    try:
        yield seen
    finally:
        server.close()
        for writer in open_ones:
            writer.close()
        for writer in open_ones:
            with suppress(OSError):
                await writer.wait_closed()


async def _pipe(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    writer.close()
