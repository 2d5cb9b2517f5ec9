"""What the windows of choosing show."""

from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from db.audience.audience import Audience
from handlers.admin.choosing.counted import Counted, counted_or_later
from handlers.admin.choosing.kinds.kind import Kind, Option
from handlers.admin.choosing.kinds.registry import EMPTY_UNLESS_KNOWN, KINDS
from handlers.admin.choosing.lists import has, places
from handlers.admin.choosing.reading import reader_for
from handlers.admin.choosing.subject import Subject
from handlers.admin.wording.conditions import Reader, said
from handlers.language.names import isolated

LONGEST = 64  # characters of a name


async def main_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    subject = await Subject.at(dialog_manager)
    admin, audience = subject.admin, subject.audience
    reader, topics = await reader_for(audience, admin), await admin.doors.topics.every()
    counted = await counted_or_later(dialog_manager, audience)
    name = None if audience.topic is None else reader.topics.get(audience.topic)
    return {
        "said": subject.take_said(),
        "title": _title(counted, reader),
        "lines": "\n".join(lines_of(audience, reader)),
        "unwanted": counted.skipped(reader) if counted else "",
        "n_unwanted": str(counted.unwanted) if counted and counted.unwanted else "",
        "trouble": counted.trouble(reader) if counted else "",
        "removable": [
            (one.key, admin.i18n.get("choosing-remove", condition=said(one.condition, reader)))
            for one in places(audience)
        ],
        "topics": bool(topics) and not subject.is_segment,
        "topic": isolated(name, LONGEST) if name else admin.i18n.get("choosing-no-topic"),
        "people": 0 if counted is None else counted.people,
        "counting": counted is None,
        "narrowed": bool(audience.must or audience.must_not),
        "draft": not subject.is_segment,
    }


async def kinds_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Where there is nothing to choose from, a kind is left out."""
    subject = await Subject.at(dialog_manager)
    i18n = subject.admin.i18n
    offered = [
        (name, i18n.get(kind.name_key))
        for name, kind in KINDS.items()
        if kind.of is None and await _is_offered(name, kind, subject)
    ]
    return {
        "said": subject.take_said(),
        "kinds": offered,
        "excluding": subject.session.excluding,
    }


async def values_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    subject = await Subject.at(dialog_manager)
    kind = KINDS[subject.session.kind or ""]
    audience = subject.audience
    chosen = audience.must_not if subject.session.excluding else audience.must
    options = await kind.options(subject.asking)
    return {
        "said": subject.take_said(),
        "excluding": subject.session.excluding,
        "how": subject.admin.i18n.get(kind.how_key),
        "options": [(one.key, _marked(one, chosen)) for one in options],
    }


async def topic_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    subject = await Subject.at(dialog_manager)
    topics = await subject.admin.doors.topics.every()
    chosen, none = subject.audience.topic, subject.admin.i18n.get("choosing-no-topic")
    rows = [(0, none), *((one.id, isolated(one.name, LONGEST)) for one in topics)]
    return {
        "said": subject.take_said(),
        "topics": [
            (number, f"✓ {name}" if number == (chosen or 0) else name) for number, name in rows
        ],
    }


async def segments_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    subject = await Subject.at(dialog_manager)
    found = await subject.admin.doors.segments.every()
    return {
        "said": subject.take_said(),
        "segments": [(one.id, isolated(one.name, LONGEST)) for one in found],
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    subject = await Subject.at(dialog_manager)
    return {"said": subject.take_said()}


def _title(counted: Counted | None, reader: Reader) -> str:
    if counted is None:
        return reader.say("choosing-title-counting")
    if counted.cannot is not None:
        return reader.say("choosing-title-unknown")
    return reader.say("choosing-title", people=counted.people)


def lines_of(audience: Audience, reader: Reader) -> list[str]:
    """All of it, a line for each condition."""
    lines = []
    if audience.since is not None:
        lines.append(reader.say("cond-since", title=reader.broadcast(audience.since)))
    if audience.must:
        lines.append(reader.say("choosing-must"))
        lines += [f"• {said(one, reader)}" for one in audience.must]
    if audience.must_not:
        lines.append(reader.say("choosing-must-not"))
        lines += [f"• {said(one, reader)}" for one in audience.must_not]
    return lines or [reader.say("choosing-everyone")]


async def _is_offered(name: str, kind: Kind, subject: Subject) -> bool:
    if name not in EMPTY_UNLESS_KNOWN:
        return True
    asking = replace(subject.asking, session=subject.session.at_kind(name))
    return bool(await kind.options(asking))


def _marked(option: Option, chosen: Any) -> str:
    is_on = option.condition is not None and has(chosen, option.condition)
    return f"✓ {option.text}" if is_on else option.text
