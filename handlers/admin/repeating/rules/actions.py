"""What a tap in the windows of choosing a rule does, and what is typed there."""

from dataclasses import replace
from datetime import time
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import TooManyRepeats
from broadcast.model.repeating.reading import BadRule
from broadcast.model.repeating.shapes import (
    LONGEST_MONTH,
    NTHS,
    WORKDAYS,
    Custom,
    Daily,
    Monthly,
    Nth,
    Weekly,
    shape_of,
)
from handlers.admin.context import AdminContext
from handlers.admin.moments.typed.clocks import split_clock
from handlers.admin.moments.typed.phrases import plainly
from handlers.admin.navigation import draft_to_repeat, open_repeat, repeat_to_open
from handlers.admin.repeating.rules.session import RuleSession
from handlers.admin.states import RuleWindows

BELOW = ShowMode.DELETE_AND_SEND
LONGEST = 100  # characters of what was typed, as far as it is remembered
MIDNIGHT = time(0)  # of a rule that says its hours itself
WEEK = range(7)
# The windows that a rule is chosen in, by the name that is remembered.
CHOSEN_IN = {
    str(one.state): one
    for one in (RuleWindows.days, RuleWindows.month_day, RuleWindows.nth, RuleWindows.custom)
}


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    repeat_id, _ = repeat_to_open(start_data)
    RuleSession(draft_id=draft_to_repeat(start_data), repeat_id=repeat_id).save(manager)


async def pick_daily(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _choose(manager, Daily().rule)


async def pick_workdays(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _choose(manager, WORKDAYS.rule)


async def turn_day(_: CallbackQuery, __: Any, manager: DialogManager, day: int) -> None:
    session = RuleSession.of(manager)
    if day in WEEK:
        replace(session, days=tuple(sorted({*session.days} ^ {day}))).save(manager)


async def pick_days(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    days = RuleSession.of(manager).days
    if days:
        await _choose(manager, Weekly(days).rule)


async def pick_month_day(_: CallbackQuery, __: Any, manager: DialogManager, day: int) -> None:
    if 1 <= day <= LONGEST_MONTH:
        await _choose(manager, Monthly(day).rule)


async def turn_nth(_: CallbackQuery, __: Any, manager: DialogManager, nth: int) -> None:
    if nth in NTHS:
        replace(RuleSession.of(manager), nth=nth).save(manager)


async def turn_nth_day(_: CallbackQuery, __: Any, manager: DialogManager, day: int) -> None:
    if day in WEEK:
        replace(RuleSession.of(manager), nth_day=day).save(manager)


async def pick_nth(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session = RuleSession.of(manager)
    await _choose(manager, Nth(session.nth, session.nth_day).rule)


async def take_rule(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """In the words of calendars. What is wrong with it is said at once."""
    manager.show_mode = BELOW
    session = replace(RuleSession.of(manager), displaced=True)
    try:
        rule = await AdminContext.at(manager).doors.repeats.read_rule(message.text or "", MIDNIGHT)
    except BadRule as bad:
        replace(session, mistake=bad.mistake.value, part=bad.part[:LONGEST]).save(manager)
        return
    session.save(manager)
    await _choose(manager, rule.text)


async def take_clock(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    typed = message.text or ""
    session = replace(RuleSession.of(manager), displaced=True)
    clock = split_clock(plainly(typed[:LONGEST]))
    if clock is None or clock.rest or not clock.exists:
        replace(session, bad_clock=typed[:LONGEST] or "?").save(manager)
        return
    session.save(manager)
    await _at(manager, time(clock.hour % 24, clock.minute))


async def pick_clock(_: CallbackQuery, __: Any, manager: DialogManager, clock: str) -> None:
    try:
        chosen = time.fromisoformat(clock)
    except ValueError:  # a made-up button
        return
    await _at(manager, chosen.replace(second=0, microsecond=0, tzinfo=None))


async def confirm(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The draft is repeated from now on, or what is repeated comes by another rule."""
    admin, session = AdminContext.at(manager), RuleSession.of(manager)
    by, doors = await admin.actor(), admin.doors
    rule = await doors.repeats.read_rule(session.rule, time.fromisoformat(session.clock))
    if session.draft_id is None:
        number = session.repeat_id or 0
        await doors.repeats.change_rule(number, rule, by=by)
        said = admin.i18n.get("repeats-now-changed")
    else:
        try:
            number = await doors.repeats.begin(session.draft_id, rule, by=by)
        except TooManyRepeats:
            await manager.event.answer(admin.i18n.get("repeats-too-many"))  # type: ignore[union-attr]
            return
        said = admin.i18n.get("repeats-now-made")
    await open_repeat(manager, number, said=said, show_mode=BELOW)


async def close(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whoever asked is told whether something was typed: it stands below their window."""
    await manager.done(result=RuleSession.of(manager).displaced)


async def back(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """To the step before: the time of the day where it was asked for, else to where the rule was
    chosen."""
    session = RuleSession.of(manager)
    at_the_end = manager.current_context().state == RuleWindows.sure
    if at_the_end and not _says_hours(session.rule):
        await manager.switch_to(RuleWindows.clock)
    else:
        await manager.switch_to(CHOSEN_IN.get(session.chosen_in, RuleWindows.how))


def _says_hours(rule: str) -> bool:
    shape = shape_of(rule)
    return isinstance(shape, Custom) and shape.names_hours


async def _choose(manager: DialogManager, rule: str) -> None:
    """Its time of the day comes next, unless it says it itself."""
    chosen_in = str(manager.current_context().state.state)
    replace(RuleSession.of(manager), rule=rule, chosen_in=chosen_in).save(manager)
    if _says_hours(rule):
        await _at(manager, MIDNIGHT)
    else:
        await manager.switch_to(RuleWindows.clock)


async def _at(manager: DialogManager, clock: time) -> None:
    """One that comes at no such time any more is asked for anew."""
    session = RuleSession.of(manager)
    try:
        await AdminContext.at(manager).doors.repeats.read_rule(session.rule, clock)
    except BadRule as bad:
        replace(session, mistake=bad.mistake.value, part=bad.part[:LONGEST]).save(manager)
        await manager.switch_to(RuleWindows.custom)
        return
    replace(session, clock=f"{clock:%H:%M}").save(manager)
    await manager.switch_to(RuleWindows.sure)
