"""Who the bot may write to.

A person is written only when something changes: most messages leave no trace here, so that talking
to the bot never makes the engine wait for the disk.
"""

from enum import StrEnum

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import RowMapping

from db import broadcasts, chats
from db.engine import Database
from db.records import SubscriberRow
from db.schema import dialog_states, progress_messages, subscribers

PATIENCE = 3  # busy timeouts: nobody's /start or /stop is lost to a backup that takes 10 s
ACTIVE, UNSUBSCRIBED, BLOCKED = "active", "unsubscribed", "blocked"

_RECORD = (
    subscribers.c.id,
    subscribers.c.chat_id,
    subscribers.c.kind,
    subscribers.c.first_name,
    subscribers.c.username,
    subscribers.c.language,
    subscribers.c.language_code,
    subscribers.c.source,
    subscribers.c.state,
    subscribers.c.joined_at,
)


class Subscribed(StrEnum):
    """What a subscription changed."""

    NEW = "new"
    REVIVED = "revived"  # had left, blocked the bot, or was out of reach
    ALREADY = "already"


class Subscribers:
    """The subscribers' table. Moments (`now`) are whole Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def subscribe(
        self,
        chat_id: int,
        *,
        now: int,
        kind: str = "private",
        first_name: str = "",
        username: str | None = None,
        language_code: str | None = None,
        source: str | None = None,
    ) -> Subscribed:
        """Make the chat active, whatever it was; `source` is kept for a new one only.

        `kind` is the Bot API's type of a chat; the name of a group is its title.
        """
        profile = {"kind": kind, **_profile(first_name, username, language_code)}
        row = await self.find(chat_id)
        if row is not None and row.state == ACTIVE and not _differs(row, profile):
            return Subscribed.ALREADY
        async with self._database.write(tries=PATIENCE) as connection:
            # Read again: between the two somebody else may have written.
            before = await connection.scalar(select(subscribers.c.state).where(_is(chat_id)))
            fresh = {"chat_id": chat_id, "state": ACTIVE, "changed_at": now, **profile}
            statement = insert(subscribers).values(**fresh, source=source, joined_at=now)
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["chat_id"], set_=fresh)
            )
        if before is None:
            return Subscribed.NEW
        return Subscribed.ALREADY if before == ACTIVE else Subscribed.REVIVED

    async def unsubscribe(self, chat_id: int, now: int) -> bool:
        """False when the chat was not subscribed. One that blocked the bot stays blocked."""
        return await self._change(chat_id, UNSUBSCRIBED, now, subscribers.c.state == ACTIVE)

    async def block(self, chat_id: int, now: int) -> bool:
        """The chat blocked or removed the bot; one that had unsubscribed stays so."""
        return await self._change(chat_id, BLOCKED, now, subscribers.c.state.in_(_MAY_BLOCK))

    async def unblock(self, chat_id: int, now: int) -> bool:
        """The bot may write again to a chat that had blocked it."""
        return await self._change(chat_id, ACTIVE, now, subscribers.c.state == BLOCKED)

    async def set_state(self, chat_id: int, state: str, now: int) -> bool:
        """Whatever it was; False when there is no such subscriber, or nothing to change."""
        return await self._change(chat_id, state, now, subscribers.c.state != state)

    async def set_language(self, chat_id: int, language: str, now: int) -> None:
        """Keep what the person chose; somebody who is no subscriber does not become one by it."""
        chosen = {"language": language, "changed_at": now}
        statement = insert(subscribers).values(
            chat_id=chat_id, state=UNSUBSCRIBED, joined_at=now, **chosen
        )
        async with self._database.write(tries=PATIENCE) as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["chat_id"], set_=chosen)
            )

    async def touch(
        self,
        chat_id: int,
        *,
        first_name: str,
        username: str | None,
        language_code: str | None,
        now: int,
    ) -> None:
        """Keep the profile as Telegram tells it now; written only when it differs."""
        profile = _profile(first_name, username, language_code)
        row = await self.find(chat_id)
        if row is not None and _differs(row, profile):
            await self._update(chat_id, {**profile, "changed_at": now}, _is(chat_id))

    async def find(self, chat_id: int) -> SubscriberRow | None:
        async with self._database.read() as connection:
            rows = await connection.execute(select(*_RECORD).where(_is(chat_id)))
            return _record(rows.mappings().first())

    async def languages_of(self, chat_id: int) -> tuple[str | None, str | None]:
        """What the person chose and what Telegram said; both None for somebody unknown."""
        row = await self.find(chat_id)
        return (None, None) if row is None else (row.language, row.language_code)

    async def migrate(self, old: int, new: int, now: int) -> None:
        """The chat's id has changed: a group became a supergroup."""
        async with self._database.write(tries=PATIENCE) as connection:
            await chats.move(connection, old=old, new=new, now=now)

    async def erase(self, chat_id: int) -> bool:
        """Remove all that is stored of the chat; False when there was no such subscriber.

        An admin's drafts go too, and broadcasts forget who made them; the role stays.
        The ledger keeps counting: it holds the subscriber's number, which is never given again.
        """
        async with self._database.write(tries=PATIENCE) as connection:
            gone = await connection.execute(delete(subscribers).where(_is(chat_id)))
            await connection.execute(
                delete(dialog_states).where(dialog_states.c.user_id == chat_id)
            )
            await connection.execute(
                delete(progress_messages).where(progress_messages.c.chat_id == chat_id)
            )
            await broadcasts.erase_author(connection, chat_id)
        return gone.rowcount > 0

    async def active_count(self) -> int:
        statement = select(func.count()).where(subscribers.c.state == ACTIVE)
        async with self._database.read() as connection:
            return int(await connection.scalar(statement) or 0)

    async def counts(self) -> dict[str, int]:
        """Subscribers by state; states that nobody is in are left out."""
        return await self._grouped(
            select(subscribers.c.state, func.count()).group_by(subscribers.c.state)
        )

    async def counts_by_language(self) -> dict[str, int]:
        """Active ones by language without its region ("pt-br" is "pt"), the largest first.

        The language is the chosen one, else Telegram's; "" where neither is known.
        """
        language = func.coalesce(subscribers.c.language, subscribers.c.language_code, "")
        by_code = await self._grouped(
            select(language, func.count()).where(subscribers.c.state == ACTIVE).group_by(language)
        )
        counts: dict[str, int] = {}
        for code, count in by_code.items():
            base = code.partition("-")[0].lower()
            counts[base] = counts.get(base, 0) + count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    async def _grouped(self, statement: Select[str, int]) -> dict[str, int]:
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return {str(name): int(count) for name, count in rows}

    async def _change(
        self, chat_id: int, state: str, now: int, condition: ColumnElement[bool]
    ) -> bool:
        return await self._update(chat_id, {"state": state, "changed_at": now}, condition)

    async def _update(
        self, chat_id: int, values: dict[str, object], condition: ColumnElement[bool]
    ) -> bool:
        statement = update(subscribers).where(_is(chat_id), condition).values(**values)
        async with self._database.write(tries=PATIENCE) as connection:
            return (await connection.execute(statement)).rowcount > 0


_MAY_BLOCK = (ACTIVE, "unreachable")


def _is(chat_id: int) -> ColumnElement[bool]:
    return subscribers.c.chat_id == chat_id


def _profile(first_name: str, username: str | None, language_code: str | None) -> dict[str, object]:
    """The columns that a message may refresh; no language told is no news about it."""
    profile: dict[str, object] = {"first_name": first_name, "username": username}
    return profile | {"language_code": language_code} if language_code else profile


def _differs(row: SubscriberRow, profile: dict[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in profile.items())


def _record(row: RowMapping | None) -> SubscriberRow | None:
    return None if row is None else SubscriberRow(**row)
