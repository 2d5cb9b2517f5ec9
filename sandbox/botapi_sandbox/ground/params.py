"""One call of a method: its parameters out of whatever body carried them.

Bot API: GET and POST; query string, application/x-www-form-urlencoded, application/json and
multipart/form-data. Only JSON keeps types; everywhere else nested values are JSON text.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from botapi_sandbox.ground.errors import bad_request

TRUE = ("true", "yes", "1")
MOST_PARTS = 1000  # of a form; what stands after them is the end of the last one
_NAME = re.compile(rb'[; ]name="?([^";\r\n]*)"?', re.IGNORECASE)
_FILENAME = re.compile(rb'filename="?([^"\r\n]*)"?', re.IGNORECASE)
_TYPE = re.compile(rb"^content-type:\s*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    name: str
    mime_type: str | None
    data: bytes


@dataclass(slots=True, kw_only=True)
class Call:
    method: str  # as in the Bot API's documentation
    params: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)  # what was overlooked in it

    def has(self, name: str) -> bool:
        return self.params.get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self.params.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def flag(self, name: str) -> bool:
        value = self.params.get(name)
        return value is True or str(value).casefold() in TRUE

    def whole(self, name: str, default: int = 0) -> int:
        """Lenient, as the server is: what is no number counts as the default."""
        try:
            return int(self.params[name])
        except (KeyError, TypeError, ValueError):
            return default

    def real(self, name: str, default: float = 0.0) -> float:
        try:
            return float(self.params[name])
        except (KeyError, TypeError, ValueError):
            return default

    def nested(self, name: str, what: str) -> Any:
        """An object or array, from JSON text where need be; None when absent.

        `what` completes the complaint: "Bad Request: can't parse {what} JSON object".
        """
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {what} JSON object") from None


def read_call(method: str, query: str, content_type: str, body: bytes) -> Call:
    """Raises 400 for a body that is not what its content type says."""
    params: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    uploads: dict[str, Upload] = {}
    kind = content_type.partition(";")[0].strip().casefold()
    if not body:
        pass
    elif kind == "application/json":
        params |= _json_object(body)
    elif kind == "multipart/form-data":
        for key, value in read_parts(body, content_type):
            if isinstance(value, Upload):
                uploads[key] = value
            else:
                params[key] = value
    else:
        params.update(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return Call(method=method, params=params, uploads=uploads)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected")
    return value


def read_parts(body: bytes, content_type: str) -> Iterator[tuple[str, str | Upload]]:
    """The fields of a form in their order, files among them. Raises 400 without a boundary."""
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise bad_request("boundary not found")
    mark = b"\r\n--" + match.group(1).encode(errors="surrogateescape")
    for part in (b"\r\n" + body).split(mark, MOST_PARTS)[1:]:
        head, found, value = part.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if not found or name is None:
            continue
        key = name.group(1).decode(errors="replace")
        file = _FILENAME.search(head)
        if file is None:
            yield key, value.decode(errors="replace")
            continue
        mime = _TYPE.search(head)
        yield (
            key,
            Upload(
                name=file.group(1).decode(errors="replace"),
                mime_type=mime.group(1).decode(errors="replace").strip() if mime else None,
                data=value,
            ),
        )
