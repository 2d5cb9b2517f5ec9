"""Files and their ids: a file_id is good for one bot only, a file_unique_id for all."""

import base64
import hashlib
import struct
from dataclasses import dataclass, field
from typing import Any

from botapi_sandbox.ground.errors import bad_request

PREFIXES = {
    "photo": "AgACAgIAAx",
    "live_photo": "CwACAgIAAx",
    "video": "BAACAgIAAx",
    "animation": "CgACAgIAAx",
    "document": "BQACAgIAAx",
    "audio": "CQACAgIAAx",
    "voice": "AwACAgIAAx",
    "video_note": "DQACAgIAAx",
    "sticker": "CAACAgIAAx",
    "thumbnail": "AAMCAgADGQ",
}
KEPT_BYTES = 64 * 1024 * 1024
"""Uploads kept for getFile and for whoever looks at a chat; later ones keep only their size."""

WRONG_ID = "wrong file identifier/HTTP URL specified"
_BODY = struct.Struct(">QIQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    number: int
    kind: str
    size: int
    name: str | None = None
    mime_type: str | None = None
    url: str | None = None
    digest: str = ""
    about: dict[str, Any] = field(default_factory=dict)  # duration, title and the like

    def path(self) -> str:
        ending = "jpg" if self.kind == "photo" else (self.name or "file.bin").rpartition(".")[2]
        return f"{self.kind}s/file_{self.number}.{ending or 'bin'}"


class Files:
    """The files one bot has seen."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._files: list[File] = []
        self._same: dict[tuple[str, str], File] = {}
        self._bytes: dict[str, bytes] = {}
        self._room = KEPT_BYTES

    def upload(
        self, kind: str, data: bytes, name: str, mime_type: str | None, about: dict[str, Any]
    ) -> File:
        """The same bytes as the same kind under the same name are the same file."""
        digest = hashlib.sha256(data + f"{name}{about}".encode()).hexdigest()
        if digest not in self._bytes and len(data) <= self._room:
            self._bytes[digest] = data
            self._room -= len(data)
        return self._keep(kind, digest, size=len(data), name=name, mime_type=mime_type, about=about)

    def from_url(self, kind: str, url: str, about: dict[str, Any]) -> File:
        """Nothing is fetched: the sandbox makes no request of its own to the world."""
        digest = hashlib.sha256(f"{url}{about}".encode()).hexdigest()
        name = url.rpartition("/")[2] or None
        return self._keep(kind, digest, size=4096, url=url, name=name, about=about)

    def made_up(self, kind: str, seed: str, **fields: Any) -> File:
        """A file that somebody sent; `seed` tells it from others."""
        digest = hashlib.sha256(f"{kind}:{seed}".encode()).hexdigest()
        return self._keep(kind, digest, **({"size": 20_480} | fields))

    def file_id(self, file: File) -> str:
        body = _BODY.pack(self._bot_id, file.number, int(file.digest[:16], 16))
        return PREFIXES[file.kind] + base64.urlsafe_b64encode(body).decode().rstrip("=")

    def unique_id(self, file: File) -> str:
        raw = bytes.fromhex(file.digest[:22])
        return "AQAD" + base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def find(self, file_id: str) -> File:
        """Raises 400 for another bot's id and for what is no id at all."""
        body = self._decoded(file_id)
        if body is None or body[0] != self._bot_id or not 0 < body[1] <= len(self._files):
            raise bad_request(WRONG_ID)
        file = self._files[body[1] - 1]
        if self.file_id(file) != file_id:
            raise bad_request(WRONG_ID)
        return file

    def content(self, file: File) -> bytes | None:
        """The bytes that were uploaded; None where there never were any, or too many of them."""
        return self._bytes.get(file.digest)

    def at(self, path: str) -> bytes | None:
        """The bytes behind a file_path; zeros where they were never given."""
        for file in self._files:
            if file.path() == path:
                return self._bytes.get(file.digest, bytes(min(file.size, 65_536)))
        return None

    def _keep(self, kind: str, digest: str, **fields: Any) -> File:
        known = self._same.get((kind, digest))
        if known is None:
            known = File(number=len(self._files) + 1, kind=kind, digest=digest, **fields)
            self._files.append(known)
            self._same[kind, digest] = known
        return known

    @staticmethod
    def _decoded(file_id: str) -> tuple[int, ...] | None:
        for prefix in PREFIXES.values():
            if file_id.startswith(prefix):
                text = file_id[len(prefix) :]
                try:
                    return _BODY.unpack(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
                except (ValueError, struct.error):
                    return None
        return None
