"""`{time 2026-12-05 19:00}` in a text or a caption: a moment that readers see in their own zone.

It is read in the zone that the bot shows moments in (TIMEZONE), and becomes an entity of the kind
date_time (Bot API 9.5). Apps that do not know it show the text: that zone's own time, with how far
the zone is from UTC.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from botapi.call import Call, JsonObject
from broadcast.model.errors import ContentNotSupported
from broadcast.model.formatting.placeholders import FOUND, Filled, Placeholder, Text, put, scan
from broadcast.model.formatting.rich_moments import rich_moments, rich_with_moments

WORD = "time"
LOOKS = "Dt"  # Bot API: date-time entity formatting; the date in words, the time without seconds
QUOTED = 64  # characters of what is wrong
LATEST = 2**31 - 1  # Unix seconds; Bot API: a 32-bit number
_FORM = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})", re.ASCII)
LITERAL = frozenset({"code", "pre"})  # Bot API: nothing can be an entity in them
FIELDS = (("text", "entities"), ("caption", "caption_entities"))


class WhyNot(StrEnum):
    """What is wrong with one; the kind of the refusal."""

    FORM = "moment-form"  # it is not written as a moment
    NO_SUCH = "moment-no-such"  # the 30th of February
    SKIPPED = "moment-skipped"  # the clocks are put forward over it
    BROKEN = "moment-broken"  # part of it is formatted differently


@dataclass(frozen=True, kw_only=True, slots=True)
class BadMoment(Exception):
    """`words`: as it is written, without the braces."""

    words: str
    why: WhyNot


def with_moments(call: Call, zone: ZoneInfo) -> Call:
    """Raises ContentNotSupported, which quotes the first moment that is none."""
    try:
        params = _read(call.params, zone)
        if isinstance(media := params.get("media"), list):
            params = {**params, "media": [_read(item, zone) for item in media]}
        if isinstance(rich := params.get("rich_message"), dict):
            params = {**params, "rich_message": rich_with_moments(rich, partial(_read_all, zone))}
    except BadMoment as error:
        raise ContentNotSupported(error.why, what=error.words[:QUOTED]) from error
    return replace(call, params=params)


def moments_in(calls: Iterable[Call]) -> list[int]:
    """Unix seconds of every moment that people will see, in the order in which they stand."""
    found: list[int] = []
    for call in calls:
        if isinstance(rich := call.params.get("rich_message"), dict):
            found += rich_moments(rich)
        parts = [call.params]
        if isinstance(media := call.params.get("media"), list):
            parts += media
        for part in parts:
            for _, name in FIELDS:
                found += [one["unix_time"] for one in part.get(name) or () if "unix_time" in one]
    return found


def moment_of(words: str, zone: ZoneInfo) -> int:
    """Unix seconds of `2026-12-05 19:00`. Of an hour that comes twice it is the first.

    Raises BadMoment.
    """
    match = _FORM.fullmatch(words)
    if match is None:
        raise BadMoment(words=words, why=WhyNot.FORM)
    try:
        local = datetime(*map(int, match.groups()), tzinfo=zone)  # type: ignore[arg-type, misc]
        seconds = int(local.timestamp())
    except (ValueError, OverflowError) as error:
        raise BadMoment(words=words, why=WhyNot.NO_SUCH) from error
    if not 0 <= seconds <= LATEST:
        raise BadMoment(words=words, why=WhyNot.NO_SUCH)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise BadMoment(words=words, why=WhyNot.SKIPPED)
    return seconds


def _read(params: JsonObject, zone: ZoneInfo) -> JsonObject:
    for name, entities in FIELDS:
        if isinstance(text := params.get(name), str) and WORD in text:
            whole, kept = _replaced(text, list(params.get(entities) or ()), zone)
            params = {**params, name: whole, **({entities: kept} if kept else {})}
    return params


def _read_all(zone: ZoneInfo, text: str, found: list[Placeholder]) -> list[Filled]:
    """Those of a rich message's text; what is literal there is not among them."""
    return [_filled(one, zone) for one in found if _is_moment(one) and not _doubled(one, text)]


def _is_moment(one: Placeholder) -> bool:
    return one.words.partition(" ")[0] == WORD


def _doubled(one: Placeholder, text: str) -> bool:
    """So people can be shown how it is written."""
    return text[: one.start].endswith("{")


def _replaced(text: str, entities: list[JsonObject], zone: ZoneInfo) -> Text:
    own = [one for one in entities if one["type"] not in FOUND]
    asked = [
        one
        for one in scan(text, own)
        if _is_moment(one) and not _doubled(one, text) and not _is_literal(one, own)
    ]
    return put(text, entities, [_filled(one, zone) for one in asked])


def _filled(one: Placeholder, zone: ZoneInfo) -> Filled:
    if one.broken:
        raise BadMoment(words=one.words, why=WhyNot.BROKEN)
    try:
        seconds = moment_of(one.words.removeprefix(WORD).strip(), zone)
    except BadMoment as error:
        raise BadMoment(words=one.words, why=error.why) from error
    entity = {"type": "date_time", "unix_time": seconds, "date_time_format": LOOKS}
    return Filled(placeholder=one, text=in_words(seconds, zone), entity=entity)


def in_words(seconds: int, zone: ZoneInfo) -> str:
    """`2026-12-05 19:00 UTC+1`, for apps that do not know the entity."""
    local = datetime.fromtimestamp(seconds, tz=zone)
    return f"{local:%Y-%m-%d %H:%M} {_offset(local.utcoffset() or timedelta())}"


def _offset(offset: timedelta) -> str:
    """`UTC`, `UTC+1`, `UTC-9:30`."""
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"


def _is_literal(one: Placeholder, entities: Iterable[JsonObject]) -> bool:
    """Inside of code it is what it looks like."""
    start, end = one.at
    return any(
        entity["type"] in LITERAL
        and entity["offset"] <= start
        and end <= entity["offset"] + entity["length"]
        for entity in entities
    )
