"""Reactions, as aiogram's models take them.

They refuse an update for a single kind of reaction that they do not know (aiogram 3.31). It counts
as one of somebody's own making, which is shown as such, too.
"""

from collections.abc import Mapping
from typing import Any

from bot.decoding.essentials import Body, line, part, whole

KINDS = ("message_reaction", "message_reaction_count")
LONGEST = 32  # characters; emoji that are joined to one have some ten
MOST = 50  # kinds below one message; Telegram shows eleven
OTHER: Mapping[str, str] = {"type": "custom_emoji", "custom_emoji_id": "0"}
FLAT = ("chat", "user", "actor_chat")


def reactions_of(body: Body) -> dict[str, Any]:
    """The whole of such an update, with values that the models cannot refuse but in the chat and
    in who it was."""
    kept: dict[str, Any] = {name: _flat(body[name]) for name in FLAT if name in body}
    kept |= {name: whole(body.get(name)) for name in ("message_id", "date")}
    if "reactions" in body:
        counts = [part(one) for one in _listed(body["reactions"])]
        kept["reactions"] = [
            {"type": _kind(one.get("type")), "total_count": whole(one.get("total_count")) or 0}
            for one in counts
        ]
    else:
        kept["old_reaction"] = []  # nobody reads what it was
        kept["new_reaction"] = [_kind(one) for one in _listed(body.get("new_reaction"))]
    return kept


def _kind(value: object) -> Mapping[str, str]:
    raw = part(value)
    emoji = line(raw.get("emoji"), LONGEST)
    if raw.get("type") == "emoji" and emoji:
        return {"type": "emoji", "emoji": emoji}
    return {"type": "paid"} if raw.get("type") == "paid" else OTHER


def _listed(value: object) -> list[Any]:
    return value[:MOST] if isinstance(value, list) else []


def _flat(value: object) -> dict[str, Any]:
    return {name: one for name, one in part(value).items() if not isinstance(one, (dict, list))}
