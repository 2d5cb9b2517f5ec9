"""A body read with a limit, packed or not."""

import zlib

from aiohttp import ClientResponse

from runtime.outside import OutsideError, WhyNot

CHUNK = 64 * 1024  # bytes
ANY_HEADER = 47  # zlib: gzip or zlib, whichever it is
PACKED = {"gzip", "x-gzip", "deflate"}
PLAIN = {"", "identity"}


async def read_body(response: ClientResponse, largest: int) -> bytes:
    """Raises OutsideError when there is more than `largest` bytes, or it cannot be unpacked."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in PLAIN:
        return await _plain(response, largest)
    if encoding in PACKED:
        return await _unpacked(response, largest)
    raise OutsideError(WhyNot.BROKEN)


async def _plain(response: ClientResponse, largest: int) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > largest:
            raise OutsideError(WhyNot.SIZE)
    return bytes(body)


async def _unpacked(response: ClientResponse, largest: int) -> bytes:
    """A few packed bytes may hold gigabytes: never more is unpacked than may be kept."""
    body, unpacking = bytearray(), zlib.decompressobj(ANY_HEADER)
    try:
        async for chunk in response.content.iter_chunked(CHUNK):
            body += unpacking.decompress(chunk, largest + 1 - len(body))
            if len(body) > largest:
                raise OutsideError(WhyNot.SIZE)
    except zlib.error as error:
        raise OutsideError(WhyNot.BROKEN) from error
    if not unpacking.eof:
        raise OutsideError(WhyNot.BROKEN)
    return bytes(body)
