"""Files and texts to send: real bytes, made here, and words that want to be a program."""

import struct
import zlib
from typing import Any

from tests.browser.watch import FLAG

HOSTILE = [
    f"<script>{FLAG}</script>",
    f"<img src=x onerror='{FLAG}'>",
    f"<svg/onload='{FLAG}'>",
    f'"><iframe srcdoc="<script>parent.{FLAG}</script>"></iframe>',
    f"javascript:{FLAG}",
    f"{{{{constructor.constructor('{FLAG}')()}}}}",
    "<style>*{display:none}</style>",
    "\u202egnp.exe\u202c \u0000 </title></textarea>",
]


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour with a lighter diagonal, so that a crop can be seen."""
    light = bytes(min(255, part + 70) for part in colour)
    rows = b"".join(
        b"\0"
        + b"".join(
            light if abs(x * height - y * width) < width * 8 else bytes(colour)
            for x in range(width)
        )
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def picture(name: str = "picture.png", colour: tuple[int, int, int] = (40, 110, 160)) -> Any:
    """As playwright takes a file."""
    return {"name": name, "mimeType": "image/png", "buffer": png(160, 120, colour)}


def words(name: str = "notes.txt") -> Any:
    return {"name": name, "mimeType": "text/plain", "buffer": b"Some notes.\n"}


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
