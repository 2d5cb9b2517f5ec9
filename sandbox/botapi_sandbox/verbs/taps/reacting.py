"""People react to messages, and the bot hears of it where it asks for that."""

from botapi_sandbox.api.answers import reaction_emoji
from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.people.reactions import Key, kind
from botapi_sandbox.state.account import Account

MOST = 3  # of a person with Premium to one message; everybody else gives one
RANKS = ("administrator", "creator")


class ReactingVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def react(
        self,
        *,
        user_id: int,
        message_id: int,
        emoji: list[str],
        chat_id: int | None = None,
        token: str | None = None,
    ) -> list[Body]:
        """Somebody's reactions to a message from now on; none take them back. The bot hears of it
        where it asks for `message_reaction` and `message_reaction_count`: in groups as their
        administrator, of channels as sums, and in private chats (the Bot API does not say). Gives
        how many of each there are."""
        world, chat = self._world, chat_id if chat_id is not None else user_id
        account, person = world.bots(token)[0], world.person(user_id)
        if not world.journal(account, chat).holds(chat, message_id):
            raise ControlError(f"there is no message {message_id} in chat {chat}")
        if unknown := set(emoji) - reaction_emoji():
            raise ControlError(f"Telegram has no such reactions: {sorted(unknown)}")
        if len(emoji) > MOST or len(set(emoji)) < len(emoji):
            raise ControlError(f"one gives {MOST} different reactions to a message at most")
        key = (chat, message_id)
        before = world.reactions.of(key, user_id)
        world.reactions.react(key, user_id, tuple(emoji))
        changed = {
            "user": person.user(),
            "old_reaction": [kind(one) for one in before],
            "new_reaction": [kind(one) for one in emoji],
        }
        self._tell(account, key, changed)
        world.changed(chat)
        return world.reactions.counts(key)

    def _tell(self, account: Account, key: Key, changed: Body) -> None:
        """Bot API: MessageReactionUpdated, or of a channel MessageReactionCountUpdated."""
        world, (chat, number) = self._world, key
        room = world.rooms.get(chat) if chat < 0 else None
        about = {
            "chat": world.render.chat(chat),
            "message_id": number,
            "date": world.clock.date(),
        }
        if room is None or (room.type != "channel" and room.bot_status in RANKS):
            account.updates.push("message_reaction", about | changed)
        elif room.bot_status in RANKS:
            told = {"reactions": world.reactions.counts(key)}
            account.updates.push("message_reaction_count", about | told)
