"""What some get of a content instead of its own message: another version, or another language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from botapi.call import Call, JsonObject
from broadcast.model.button import Rows, load_rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """Message and buttons for a language in a version; no language: for all others in that."""

    language: str | None  # as in `pt` or `pt-br`, in lower case
    version: int = 0  # 0 is the content's own, A; B is 1
    message: tuple[Call, ...]
    buttons: Rows = ()

    @classmethod
    def load(cls, data: JsonObject) -> Self:
        return cls(
            language=data.get("language"),
            version=data.get("version", 0),
            message=load_message(data["message"]),
            buttons=load_rows(data.get("buttons", ())),
        )


def load_message(calls: Iterable[JsonObject]) -> tuple[Call, ...]:
    return tuple(Call(**call) for call in calls)


def without(variants: Sequence[Variant], version: int) -> tuple[Variant, ...]:
    """All but those of a version; the later ones move up by one."""
    return tuple(
        replace(one, version=one.version - (one.version > version))
        for one in variants
        if one.version != version
    )


def only(variants: Sequence[Variant], version: int) -> tuple[Variant, ...]:
    """Those of a version, as of the only one."""
    return tuple(replace(one, version=0) for one in variants if one.version == version)
