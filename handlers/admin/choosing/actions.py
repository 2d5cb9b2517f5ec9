"""What a tap in the windows of choosing does, and what is typed there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.audience.naming import Named
from db.audience.audience import Audience
from db.audience.conditions import Condition, WantsTopic
from db.people.whom import Matching
from handlers.admin.choosing.files import bytes_of
from handlers.admin.choosing.kinds.kind import Kind, Led, Refused, Taken
from handlers.admin.choosing.kinds.registry import KINDS
from handlers.admin.choosing.lists import changed, without
from handlers.admin.choosing.session import ChoosingSession
from handlers.admin.choosing.subject import Subject
from handlers.admin.navigation import Group, audience_to_choose, show_groups, show_people
from handlers.admin.states import Choosing

SAVED_KEYS: Mapping[Named, str] = {
    Named.DONE: "choosing-saved",
    Named.TAKEN: "choosing-name-taken",
    Named.BAD: "choosing-name-bad",
    Named.FULL: "choosing-name-full",
}
VALUES_ID = "values"  # of the pages of what there is to tap
BELOW = ShowMode.DELETE_AND_SEND  # what was typed stands above the window then


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    draft_id, segment_id, series_id = audience_to_choose(start_data)
    ChoosingSession(draft_id=draft_id, segment_id=segment_id, series_id=series_id).save(manager)


async def add_to(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id is the list's name."""
    subject = await Subject.at(manager)
    excluding = str(button.widget_id) == "must_not"
    subject.remember(replace(subject.session.at_kind(None), excluding=excluding))
    await manager.switch_to(Choosing.kinds)


async def open_kind(_: CallbackQuery, __: Any, manager: DialogManager, name: str) -> None:
    if name in KINDS:
        subject = await Subject.at(manager)
        await _lead(subject, subject.session.at_kind(name), manager)
        await manager.switch_to(Choosing.values)


async def tap(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    """A button of before may say what is there no more: then nothing happens."""
    subject = await Subject.at(manager)
    kind = KINDS[subject.session.kind or ""]
    options = await kind.options(subject.asking)
    option = next((one for one in options if one.key == key), None)
    if option is None:
        return
    if option.step is not None:
        await _lead(subject, option.step, manager)
    elif option.condition is not None:
        await _add(subject, option.condition)
        if not kind.stays:
            await manager.switch_to(Choosing.main)


async def take_typed(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """A value of the kind that is open, or a file of them."""
    manager.show_mode = BELOW
    subject = await Subject.at(manager)
    subject.displace()
    taken = await _taken(message, KINDS[subject.session.kind or ""], subject)
    if isinstance(taken, Refused):
        subject.say(taken.words)
        return
    if isinstance(taken, Led):
        await _lead(subject, taken.step, manager)
        return
    await _add(subject, taken.condition)
    subject.say(taken.words)
    await manager.switch_to(Choosing.main)


async def ignore_typed(_: Message, __: MessageInput, manager: DialogManager) -> None:
    """Said so; and the draft's preview stands no longer right above its window."""
    manager.show_mode = BELOW
    subject = await Subject.at(manager)
    subject.displace()
    subject.say(subject.admin.i18n.get("choosing-tap"))


async def remove(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    subject = await Subject.at(manager)
    await subject.change(without(subject.audience, key))


async def clear(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Everyone again, whatever the topic."""
    subject = await Subject.at(manager)
    await subject.change(replace(subject.audience, must=(), must_not=()))


async def choose_topic(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    subject = await Subject.at(manager)
    known = {one.id for one in await subject.admin.doors.topics.every()}
    if number in known or not number:
        await subject.change(replace(subject.audience, topic=number or None))
    await manager.switch_to(Choosing.main)


async def open_people(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await show_people(manager, (await Subject.at(manager)).audience)


async def open_unwanted(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Of those who match, who does not want the topic."""
    subject = await Subject.at(manager)
    audience, topic = subject.audience, subject.audience.topic
    if topic is not None:
        without = Audience(must_not=(WantsTopic(topic=topic),))
        count = await subject.admin.doors.counts.unwanted(audience)
        label = subject.admin.i18n.get("people-unwanted", count=str(count))
        await show_groups(manager, [Group(label, Matching(audience=audience, within=without))])


async def use_segment(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """Its conditions take the place of those that were chosen; topic and all else stay."""
    subject = await Subject.at(manager)
    segment = (await subject.admin.doors.segments.get(number)).audience
    await subject.change(replace(subject.audience, must=segment.must, must_not=segment.must_not))
    await manager.switch_to(Choosing.main)


async def save_segment(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    subject = await Subject.at(manager)
    subject.displace()
    admin, audience = subject.admin, subject.audience
    kept = Audience(must=audience.must, must_not=audience.must_not)
    named = await admin.doors.segments.add(message.text or "", kept, by=await admin.actor())
    subject.say(admin.i18n.get(SAVED_KEYS[named]))
    if named is Named.DONE:
        await manager.switch_to(Choosing.main)


async def close(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Back to whom it was opened for, who is told whether the preview is displaced."""
    displaced = ChoosingSession.of(manager).displaced
    await manager.done(result=displaced)


async def _lead(subject: Subject, step: ChoosingSession, manager: DialogManager) -> None:
    """From the first of what there is to tap then."""
    subject.remember(step)
    scroll = manager.find(VALUES_ID)
    if scroll is not None:
        await scroll.set_page(0)


async def _taken(message: Message, kind: Kind, subject: Subject) -> Taken | Led | Refused:
    i18n = subject.admin.i18n
    if kind.sent is not None:
        data = await bytes_of(message, subject.admin)
        return data if isinstance(data, Refused) else await kind.sent(data, subject.asking)
    if kind.typed is None:
        return Refused(i18n.get("choosing-tap"))
    if not message.text:
        return Refused(i18n.get("choosing-text"))
    return await kind.typed(message.text, subject.asking)


async def _add(subject: Subject, condition: Condition) -> None:
    excluding = subject.session.excluding
    await subject.change(changed(subject.audience, condition, excluding=excluding))
