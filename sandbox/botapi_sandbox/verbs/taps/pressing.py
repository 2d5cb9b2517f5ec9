"""People press buttons, honest ones and forged ones, and vote; raw updates of any shape."""

import asyncio
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.rich_plain import buttons, plain
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.state.account import Account, Callback

Answer = dict[str, Any]
SILENCE: Answer = {"answered": False, "text": "", "alert": False, "url": ""}


class PressingVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def press(
        self,
        *,
        user_id: int,
        message_id: int | None = None,
        button: str | None = None,
        data: str | None = None,
        chat_id: int | None = None,
        wait: float = 5.0,
        token: str | None = None,
    ) -> Answer:
        """The button whose text contains `button`, or made-up `data` under that message. Without
        a message_id the newest message that has such a button. `chat_id`: of a group, or of
        somebody else's chat, which stands for a copy that was forwarded from there. Waits `wait`
        wall-clock seconds; gives `answered`, `text`, `alert`, `url`."""
        world, chat = self._world, chat_id if chat_id is not None else user_id
        world.person(user_id)
        account = world.bots(token)[0]
        message = self._message(account, chat, message_id, button)
        if data is None:
            pressed = _button(message, button)
            if "callback_data" not in pressed:
                return SILENCE | {"url": pressed.get("url", "")}
            data = str(pressed["callback_data"])
        world.acted[chat] = world.clock.now()
        seen = self._as_bots_see_it(user_id, chat, message)
        return await self._call_back(account, user_id, data, seen, wait)

    async def forged_callback(
        self,
        *,
        user_id: int,
        data: str,
        message: Body | None = None,
        wait: float = 1.0,
        token: str | None = None,
    ) -> Answer:
        """A callback about any message, somebody else's or none at all."""
        account = self._world.bots(token)[0]
        self._world.person(user_id)
        self._world.acted[user_id] = self._world.clock.now()
        return await self._call_back(account, user_id, data, message, wait)

    async def vote(
        self,
        *,
        user_id: int,
        message_id: int,
        options: list[int],
        chat_id: int | None = None,
        token: str | None = None,
    ) -> Body:
        """Numbers of the chosen options from 0; none take the vote back."""
        world, chat = self._world, chat_id if chat_id is not None else user_id
        account = world.bots(token)[0]
        journal = world.journal(account, chat)
        poll = None
        if journal.holds(chat, message_id):
            poll = world.contents[journal.content(message_id)].body().get("poll")
        if poll is None:
            raise ControlError(f"there is no poll {message_id} in chat {chat}")
        voter, key = world.person(user_id).user(), (chat, message_id)
        objection = world.polls.objection(key, user_id, poll, options)
        if objection is not None:
            raise ControlError(objection)
        world.polls.vote(key, user_id, options)
        shown = world.polls.shown(key, account.id, poll)
        if journal.outgoing(message_id):  # Bot API: bots hear of polls which they sent themselves
            account.updates.push("poll", shown)
            if not poll["is_anonymous"]:
                account.updates.push("poll_answer", world.polls.answer(shown, voter, options))
        world.changed(chat)
        return shown

    async def update(self, *, raw: Body, token: str | None = None) -> dict[str, int]:
        """Any update at all, of unknown type or broken; it gets the next update_id."""
        numbers = [each.updates.push_raw(raw) for each in self._world.bots(token)]
        return {"update_id": numbers[0]}

    async def _call_back(
        self, account: Account, user_id: int, data: str, message: Body | None, wait: float
    ) -> Answer:
        world = self._world
        query_id = str(world.chance.randrange(10**17, 10**18))
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        account.callbacks[query_id] = Callback(since=world.clock.now(), answer=answer)
        payload: Body = {
            "id": query_id,
            "from": world.person(user_id).user(),
            "chat_instance": str(hash((account.id, user_id))),
            "data": data,
        }
        if message is not None:
            payload["message"] = message
        account.updates.push("callback_query", payload)
        await asyncio.wait([answer], timeout=wait)
        return {"answered": True} | answer.result() if answer.done() else SILENCE

    def _as_bots_see_it(self, user_id: int, chat: int, message: Body) -> Body:
        """Bot API: InaccessibleMessage, of a chat that the bot is not in. Two people's chat is to
        a bot the one of whoever tapped."""
        room = self._world.rooms.get(chat) if chat < 0 else None
        if room is None or room.is_heard():
            return message
        place = self._world.render.chat(user_id) if room.is_pair() else message["chat"]
        return {"chat": place, "message_id": message["message_id"], "date": 0}

    def _message(
        self, account: Account, chat: int, message_id: int | None, button: str | None
    ) -> Body:
        world = self._world
        journal = world.journal(account, chat)
        if message_id is not None:
            if not journal.holds(chat, message_id):
                raise ControlError(f"there is no message {message_id} in chat {chat}")
            return world.render.message(account, chat, message_id)
        for number in reversed(journal.of_chat(chat, 50)):
            message = world.render.message(account, chat, number)
            if any(button is None or button in each["text"] for each in _buttons(message)):
                return message
        raise ControlError(f"no message in chat {chat} has a button {button!r}")


def _buttons(message: Body) -> list[Body]:
    """Those under the message, then those inside of a rich one, their texts made plain."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    inside = buttons(message.get("rich_message", {}))
    rich = [each | {"text": plain(each["text"])} for each in inside]
    return [*(button for row in rows for button in row), *rich]


def _button(message: Body, text: str | None) -> Body:
    for button in _buttons(message):
        if text is None or text in button["text"]:
            return button
    there = [button["text"] for button in _buttons(message)]
    raise ControlError(f"no button contains {text!r}; there are {there}")
