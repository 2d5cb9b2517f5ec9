"""People ask to join a chat, and its other administrators answer."""

from botapi_sandbox.call.membership import let_in
from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.state.joining import JoinRequest


class JoiningVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def ask_to_join(
        self, *, user_id: int, chat_id: int, bio: str | None = None
    ) -> dict[str, bool]:
        """As by a link that creates a request. The bot hears of it (`chat_join_request`) where it
        is an administrator, and may write to the person for five minutes, or until somebody has
        answered the request."""
        world = self._world
        room, person = world.room(chat_id), world.person(user_id)
        if room.status(user_id) not in ("left", "restricted"):
            raise ControlError(f"user {user_id} is {room.status(user_id)} in the chat {chat_id}")
        if world.joining.is_open(chat_id, user_id):
            raise ControlError(f"user {user_id} has asked to join {chat_id} already")
        now = world.clock.now()
        world.joining.ask(JoinRequest(chat_id=chat_id, user_id=user_id, asked_at=now))
        payload: Body = {
            "chat": room.chat(),
            "from": person.user(),
            "user_chat_id": user_id,
            "date": world.clock.date(),
        }
        if bio is not None:
            payload["bio"] = bio
        if room.bot_status == "administrator":
            for account in world.accounts.all():
                account.updates.push("chat_join_request", payload)
        return {"ok": True}

    async def answer_join(
        self, *, user_id: int, chat_id: int, approve: bool = True
    ) -> dict[str, bool]:
        """Another administrator lets somebody in, or does not; the bot is not told."""
        world = self._world
        room = world.room(chat_id)
        if not world.joining.settle(chat_id, user_id):
            raise ControlError(f"user {user_id} has not asked to join {chat_id}")
        if approve:
            let_in(world, room, user_id)
        return {"ok": True}
