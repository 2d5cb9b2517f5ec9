"""Reads a rich message as sendRichMessage does, with every file and every person there."""

from typing import Any

from botapi_sandbox.formatting.rich.message import read_rich

FILE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}


def read(value: dict[str, Any], *, draft: bool = False) -> list[dict[str, Any]]:
    """The blocks; a file is shown by the address it was named by."""
    blocks: list[dict[str, Any]] = read_rich(value, users=user, media=media, draft=draft)["blocks"]
    return blocks


def markdown(source: str) -> list[dict[str, Any]]:
    return read({"markdown": source, "skip_entity_detection": True})


def html(source: str) -> list[dict[str, Any]]:
    return read({"html": source, "skip_entity_detection": True})


def user(user_id: int) -> dict[str, Any] | None:
    known = {"id": user_id, "is_bot": False, "first_name": "Ann"}
    return known if user_id == 7 else None


def media(kind: str, given: Any) -> dict[str, Any]:
    shown = {kind: given["media"]}
    return shown | ({"has_spoiler": True} if given.get("has_spoiler") else {})
