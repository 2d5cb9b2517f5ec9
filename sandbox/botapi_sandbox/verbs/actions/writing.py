"""People write, edit and delete; files of all kinds included."""

import base64
from collections.abc import Callable
from typing import Any

from botapi_sandbox.call.membership import stand
from botapi_sandbox.call.world import World
from botapi_sandbox.compose.media import file_body
from botapi_sandbox.compose.options import topic_fields
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.given_polls import poll_of
from botapi_sandbox.content.samples import FILES, SAMPLES
from botapi_sandbox.formatting.detect import detect
from botapi_sandbox.formatting.formatted import TEXT_UNITS
from botapi_sandbox.formatting.splitting import split
from botapi_sandbox.formatting.units import width
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.account import Account

TOP_FIELDS = frozenset(
    {
        "caption",
        "caption_entities",
        "media_group_id",
        "forward_origin",
        "has_media_spoiler",
        "show_caption_above_media",
        "has_protected_content",
        "via_bot",
        "effect_id",
        "reply_markup",
    }
)

Make = Callable[[Account], Body]


def text_body(text: str, entities: list[Any] | None = None) -> Body:
    found = detect(text, entities or ()) + (entities or [])
    found.sort(key=lambda each: (each["offset"], -each["length"]))
    return {"text": text, "entities": found} if found else {"text": text}


def _always(body: Body) -> Make:
    """The same for every bot."""
    return lambda _account: body


def _decoded(text: Any) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (TypeError, ValueError) as error:
        raise ControlError("bytes are no base64") from error


class WritingVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def say(
        self,
        *,
        user_id: int,
        text: str,
        chat_id: int | None = None,
        entities: list[Any] | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
        token: str | None = None,
    ) -> dict[str, Any]:
        """A person writes; in a private chat that starts or unblocks the bot, too. More than fits
        into one message becomes several, as clients do it: `parts` are all of them. `topic`: of a
        forum; an answer stands where the message does that it answers."""
        parts = split(text, entities or [], TEXT_UNITS) or [(text, entities or [])]
        bodies = [text_body(each, inside) for each, inside in parts]
        if reply_to is not None:
            bodies[0]["_reply"] = reply_to
            topic = topic or self._topic_of(chat_id, reply_to)
        written = [
            self.write(user_id, chat_id, token, _always(body), topic=topic) for body in bodies
        ]
        return written[0] | {"parts": [each["message_id"] for each in written]}

    async def send(
        self,
        *,
        user_id: int,
        kind: str,
        chat_id: int | None = None,
        topic: int | None = None,
        token: str | None = None,
        fields: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """A message of any kind: text, photo, live_photo, video, animation, document, audio, voice,
        video_note, sticker, poll, location, venue, contact, dice, checklist, paid_media, story,
        game, or any other word, whose fields are then taken as they are. `fields` replace what a
        plain one of that kind would hold: `caption`, `caption_entities`, `forward_origin`,
        `media_group_id` and the like belong to the message, the rest to the file or thing (`seed`
        tells made-up files apart; `bytes`, in base64, are what is in the file)."""
        given = fields or {}
        return self.write(
            user_id,
            chat_id,
            token,
            lambda account: self._body(account, kind, dict(given)),
            topic=topic,
        )

    async def album(
        self,
        *,
        user_id: int,
        kinds: list[str],
        caption: str | None = None,
        chat_id: int | None = None,
        topic: int | None = None,
        token: str | None = None,
    ) -> dict[str, Any]:
        """Separate messages with one media_group_id, the caption under the first."""
        group = str(self._world.chance.randrange(10**16, 10**17))
        numbers = []
        for place, kind in enumerate(kinds):
            fields: dict[str, Any] = {"media_group_id": group, "seed": f"{group}-{place}"}
            if caption and place == 0:
                fields["caption"] = caption
            sent = await self.send(
                user_id=user_id,
                kind=kind,
                chat_id=chat_id,
                topic=topic,
                token=token,
                fields=fields,
            )
            numbers.append(sent["message_id"])
        return {"message_ids": numbers, "media_group_id": group}

    async def edit(
        self,
        *,
        user_id: int,
        message_id: int,
        text: str | None = None,
        caption: str | None = None,
        entities: list[Any] | None = None,
        chat_id: int | None = None,
        token: str | None = None,
    ) -> dict[str, bool]:
        """A person changes a message of theirs; `entities` are those of the new words."""
        if width(text or "") > TEXT_UNITS:
            raise ControlError(f"a message holds {TEXT_UNITS} UTF-16 units of text")
        world, chat = self._world, chat_id or user_id
        for account in world.bots(token):
            journal = world.journal(account, chat)
            if not journal.holds(chat, message_id) or journal.outgoing(message_id):
                raise ControlError(f"user {user_id} has no message {message_id} there")
            body = world.contents[journal.content(message_id)].body()
            if text is not None:
                body = {k: v for k, v in body.items() if k != "entities"} | text_body(
                    text, entities
                )
            if caption is not None:
                body = {k: v for k, v in body.items() if k != "caption_entities"}
                body |= {"caption": caption} | ({"caption_entities": entities} if entities else {})
            content = world.contents.intern(body, account.id)
            journal.change(message_id, content.number, world.clock.date())
            world.edited(account, chat, message_id)
        world.changed(chat)
        return {"ok": True}

    async def delete(
        self,
        *,
        user_id: int,
        message_id: int,
        chat_id: int | None = None,
        token: str | None = None,
    ) -> dict[str, bool]:
        """A person deletes a message for both sides; bots are not told."""
        world, chat = self._world, chat_id or user_id
        for account in world.bots(token):
            journal = world.journal(account, chat)
            if not journal.holds(chat, message_id):
                raise ControlError(f"there is no message {message_id} in chat {chat}")
            journal.delete(message_id)
        world.changed(chat)
        return {"ok": True}

    def write(
        self,
        user_id: int,
        chat_id: int | None,
        token: str | None,
        make: Make,
        *,
        topic: int | None = None,
    ) -> Body:
        """Anything at all: `make` gives the body for each bot, as files are a bot's own."""
        world = self._world
        world.person(user_id)
        chat = chat_id if chat_id is not None else user_id
        accounts = world.bots(token)
        if chat < 0:
            pair = world.rooms.get(chat)
            if pair is None or not pair.is_pair():
                world.room(chat)
            else:
                accounts = accounts[:1]  # the chat counts its messages itself, and nobody hears
        elif world.people.standing(user_id) is Standing.DEACTIVATED:
            raise ControlError(f"the account of user {user_id} is deleted")
        elif world.people.standing(user_id) is not Standing.ACTIVE:
            stand(world, user_id, Standing.ACTIVE)  # writing to a bot starts or unblocks it
        where = self._in_topic(chat, topic)
        numbers = {
            str(each.id): world.receive(each, chat, user_id, make(each) | where)
            for each in accounts
        }
        first = next(iter(numbers.values()))
        return {"message_id": first, "message_ids": numbers, "at": world.clock.now()}

    def _topic_of(self, chat_id: int | None, number: int) -> int | None:
        """Only supergroups have topics, and one counter of messages for all bots."""
        room = self._world.rooms.get(chat_id) if chat_id is not None else None
        journal = room.journal if room is not None and room.topics is not None else None
        if room is None or journal is None or not journal.holds(room.id, number):
            return None
        found: int | None = (
            self._world.contents[journal.content(number)].body().get("message_thread_id")
        )
        return found

    def _in_topic(self, chat_id: int, topic: int | None) -> Body:
        if topic is None:
            return {}
        found = (self._world.room(chat_id).topics or {}).get(topic)
        if found is None or found.closed:
            raise ControlError(f"nobody can write in a topic {topic} of the chat {chat_id}")
        return topic_fields(topic)

    def _body(self, account: Account, kind: str, fields: dict[str, Any]) -> Body:
        top = {name: fields.pop(name) for name in TOP_FIELDS & fields.keys()}
        if "caption" in top and "caption_entities" not in top:
            found = detect(top["caption"])
            top |= {"caption_entities": found} if found else {}
        if kind == "text":
            return text_body(fields.get("text", ""), fields.get("entities")) | top
        if kind in FILES:
            return self._file(account, kind, fields) | top
        if kind not in SAMPLES:
            return {kind: fields} | top
        sample = SAMPLES[kind]
        held = poll_of(sample[kind], fields) if kind == "poll" else sample[kind] | fields
        return sample | {kind: held} | top

    def _file(self, account: Account, kind: str, fields: dict[str, Any]) -> Body:
        seed = str(fields.pop("seed", self._world.chance.random()))
        known = {name: fields.pop(name) for name in ("size", "name") if name in fields}
        name = known.pop("name", fields.pop("file_name", f"{kind}.bin"))
        if "bytes" in fields:
            data = _decoded(fields.pop("bytes"))
            return file_body(account, account.files.upload(kind, data, name, None, fields))
        file = account.files.made_up(kind, seed, name=name, about=fields, **known)
        return file_body(account, file)
