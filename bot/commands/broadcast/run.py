"""herald broadcast …: from what was typed to what is told."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.broadcast import acts, reach, words
from bot.commands.broadcast.draft import buttons_of, format_of, text_of
from bot.commands.broadcast.key import read_key
from bot.commands.broadcast.line import Json, Line
from bot.commands.reading import STANDARD
from bot.commands.telling import WRONG_WORDS, Told, answer
from bot.commands.writing import to_standard
from bot.settings.settings import Settings
from runtime.clock import SystemClock

URL = "HERALD_URL"

SettingsOf = Callable[[int], Settings]
"""Takes a bot's number; raises what a command's settings raise"""


def run_broadcast(chosen: argparse.Namespace, settings_of: SettingsOf) -> int:
    """Gives the exit code; raises DatabaseError, StartRefused."""
    csv = _csv_of(chosen)
    if chosen.way == "report" and csv is None and (chosen.state or chosen.to):
        return _wrong("--state and --to go with --csv")
    through = csv is not None and to_standard(csv)
    if through and chosen.json:
        return _wrong("--csv and --json both want the output: say where the CSV goes, --to FILE")
    out, clock = sys.stderr if through else sys.stdout, SystemClock()

    def work() -> Told:
        key, bot_id = read_key(chosen.key, chosen.key_file, os.environ)
        sending = sending_of(chosen) if chosen.way == "send" else None
        url = os.environ.get(URL) or None if chosen.url is None else chosen.url
        settings = None if url is not None else settings_of(bot_id)
        line = (
            reach.at(url or "", key, clock)
            if settings is None
            else reach.here(settings, key, bot_id, clock)
        )
        zone = UTC if settings is None else ZoneInfo(settings.timezone)
        told = asyncio.run(_asked(line, chosen, sending))
        return Told(_in_words(chosen, told, zone), json.dumps(told, ensure_ascii=False))

    return answer(work, as_json=chosen.json, to=out)


def sending_of(chosen: argparse.Namespace) -> acts.Sending:
    """Raises Refused."""
    body: Json = {
        "text": text_of(chosen.file),
        "format": format_of(chosen.file, chosen.format),
        "buttons": buttons_of(chosen.button),
    }
    audience: Json = {}
    if chosen.segment is not None:  # an empty name is a mistake, and not everybody
        audience["segment"] = chosen.segment
    if chosen.tag:
        audience["tags"] = chosen.tag
    if chosen.without_tag:
        audience["without_tags"] = chosen.without_tag
    if audience:
        body["audience"] = audience
    if chosen.silent:
        body["options"] = {"silent": True}
    return acts.Sending(body=body, launch=_launch(chosen), once=chosen.once)


def _launch(chosen: argparse.Namespace) -> Mapping[str, str] | None:
    if chosen.now:
        return {}
    if chosen.at is None:
        return None
    try:
        moment = datetime.fromisoformat(chosen.at)
    except ValueError:
        return {"when": chosen.at}
    return {"when": chosen.at} if moment.tzinfo is None else {"at": moment.isoformat()}


async def _asked(
    way: AbstractAsyncContextManager[Line],
    chosen: argparse.Namespace,
    sending: acts.Sending | None,
) -> Json:
    async with way as line:
        if sending is not None:
            return await acts.send(line, sending)
        if chosen.way == "status":
            return await acts.status(line, chosen.number)
        if chosen.way == "cancel":
            return await acts.cancel(line, chosen.number)
        if chosen.way != "report":
            return await acts.move(line, chosen.way, chosen.number)
        if (csv := _csv_of(chosen)) is not None:
            return await acts.recipients(line, chosen.number, chosen.state, csv)
        return await acts.report(line, chosen.number)


def _csv_of(chosen: argparse.Namespace) -> Path | None:
    """Where the recipients go; None: nobody has asked for them."""
    if chosen.way != "report" or not chosen.csv:
        return None
    return chosen.to or STANDARD


def _in_words(chosen: argparse.Namespace, told: Json, zone: tzinfo) -> str:
    if chosen.way == "report":
        return words.of_file(told) if chosen.csv else words.of_report(told, zone)
    if chosen.way == "status" and chosen.number is None:
        return words.of_status(told)
    if chosen.way == "send" and not (chosen.now or chosen.at is not None):
        return words.of_arrival(told, zone)
    return words.of_broadcast(told, zone)


def _wrong(said: str) -> int:
    print(f"herald broadcast: {said}", file=sys.stderr)
    return WRONG_WORDS
