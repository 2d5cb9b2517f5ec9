"""Who the bot may write to.

A person is written only when something changes: most messages leave no trace here, so that talking
to the bot never makes the engine wait for the disk. What people do to their own subscription shares
transactions (db/connection/group_commit.py): an advertisement can bring thousands in a minute.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.engine import RowMapping

from db.admins import albums, invites, notices, testers
from db.answers import forgetting as answers
from db.answers import reactions
from db.api import keys as api_keys
from db.audience import lists
from db.broadcasts import broadcasts, polls, templates
from db.certainty import chats, doubts, told
from db.clicks import clicks
from db.connection.database import Database
from db.connection.group_commit import GroupCommit
from db.inbox import keeping as inbox
from db.knowledge import fields, segments
from db.knowledge.fields import FieldValue
from db.ledger import migrated_chats
from db.links import join_places, links
from db.outgoing import addresses
from db.outgoing import people as outgoing
from db.records import SubscriberRow
from db.schema.admins import dialog_states, progress_messages
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers
from db.series import series
from db.series.coming import subscriptions
from db.series.coming.subscriptions import Came
from db.subscribers import changes
from db.subscribers.changes import (
    Change,
    Join,
    Move,
    Profile,
    Rename,
    SubscriptionChange,
)

_S = SubscriberState

PATIENCE = 3  # busy timeouts: nobody's /start or /stop is lost to a backup that takes 10 s

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


Languages = tuple[str | None, str | None]  # the chosen one, and Telegram's


class Subscribed(StrEnum):
    """What a subscription changed."""

    NEW = "new"
    REVIVED = "revived"  # had left, blocked the bot, or was out of reach
    ALREADY = "already"
    MOVED = "moved"  # it was subscribed, and gets its news in another topic from now on


class Subscribers:
    """The subscribers' table. Moments (`now`) are whole Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changes = GroupCommit[SubscriptionChange, Change](self._apply)
        self._language_reads = GroupCommit[int, Languages](self._read_languages)

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
        thread_id: int | None = None,
    ) -> Subscribed:
        """Make the chat active, whatever it was; `source` is kept for a new one only.

        `kind` is the Bot API's type of a chat; the name of a group is its title; `thread_id` is the
        topic of a forum that its news go to.
        """
        profile = Profile(first_name=first_name, username=username, language_code=language_code)
        change = Join(
            chat_id=chat_id,
            now=now,
            kind=kind,
            profile=profile,
            source=source,
            thread_id=thread_id,
        )
        before = (await self._changes.do(change)).before
        if before is None:
            return Subscribed.NEW
        if before.state != _S.ACTIVE:
            return Subscribed.REVIVED
        return Subscribed.ALREADY if before.thread_id == thread_id else Subscribed.MOVED

    async def unsubscribe(self, chat_id: int, now: int) -> bool:
        """False when the chat was not subscribed. One that blocked the bot stays blocked."""
        return await self._move(chat_id, _S.UNSUBSCRIBED, now, out_of={_S.ACTIVE})

    async def block(self, chat_id: int, now: int) -> bool:
        """The chat blocked or removed the bot; one that had unsubscribed stays so."""
        return await self._move(chat_id, _S.BLOCKED, now, out_of={_S.ACTIVE, _S.UNREACHABLE})

    async def unblock(self, chat_id: int, now: int) -> bool:
        """The bot may write again to a chat that had blocked it."""
        return await self._move(chat_id, _S.ACTIVE, now, out_of={_S.BLOCKED})

    async def set_state(self, chat_id: int, state: str, now: int) -> bool:
        """Whatever it was; False when there is no such subscriber, or nothing to change."""
        return await self._move(chat_id, state, now, out_of=None)

    async def set_language(self, chat_id: int, language: str, now: int) -> None:
        """Keep what the person chose; somebody who is no subscriber does not become one by it."""
        chosen = {"language": language, "changed_at": now}
        async with self._database.write(tries=PATIENCE) as connection:
            await changes.keep(connection, chat_id, now=now)
            await connection.execute(update(subscribers).where(_is(chat_id)).values(chosen))

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
        profile = Profile(first_name=first_name, username=username, language_code=language_code)
        await self._changes.do(Rename(chat_id=chat_id, now=now, profile=profile))

    async def find(self, chat_id: int) -> SubscriberRow | None:
        async with self._database.read() as connection:
            rows = await connection.execute(select(*_RECORD).where(_is(chat_id)))
            return _record(rows.mappings().first())

    async def fields_of(self, chat_id: int) -> Sequence[FieldValue]:
        """Custom fields that are known of the person."""
        async with self._database.read() as connection:
            return await fields.of_chat(connection, chat_id)

    async def languages_of(self, chat_id: int) -> Languages:
        """What the person chose and what Telegram said; both None for somebody unknown."""
        return await self._language_reads.do(chat_id)

    async def migrate(self, old: int, new: int, now: int) -> None:
        """The chat's id has changed: a group became a supergroup."""
        async with self._database.write(tries=PATIENCE) as connection:
            await migrated_chats.move(connection, old=old, new=new, now=now)
            await join_places.move(connection, old=old, new=new)

    async def erase(self, chat_id: int, *, now: int | None = None) -> bool:
        """Remove all that is stored of the chat; False when there was no such subscriber.

        Votes and answers are taken back. An admin's drafts go, broadcasts forget who made them;
        the role stays. Where `now` is given, addresses outside that were told of the chat are told
        to forget it.
        The ledger keeps counting: it holds the subscriber's number, which is never given again.
        """
        async with self._database.write(tries=PATIENCE) as connection:
            number = await connection.scalar(select(subscribers.c.id).where(_is(chat_id)))
            await outgoing.erased(connection, chat_id, now=now)
            await polls.erase(connection, chat_id, number)
            await answers.erase(connection, chat_id, number)
            await reactions.erase(connection, chat_id, number)
            await clicks.erase(connection, number)
            await doubts.erase(connection, number)
            await told.erase(connection, chat_id)
            await chats.erase(connection, chat_id)
            gone = await connection.execute(delete(subscribers).where(_is(chat_id)))
            await connection.execute(
                delete(dialog_states).where(dialog_states.c.user_id == chat_id)
            )
            await connection.execute(
                delete(progress_messages).where(progress_messages.c.chat_id == chat_id)
            )
            await broadcasts.erase_author(connection, chat_id)
            await invites.erase_author(connection, chat_id)
            await testers.erase(connection, chat_id)
            await notices.erase(connection, chat_id)
            await segments.erase_author(connection, chat_id)
            await templates.erase_author(connection, chat_id, nobody=broadcasts.NOBODY)
            await lists.erase_author(connection, chat_id)
            await series.erase_author(connection, chat_id)
            await links.erase_author(connection, chat_id, nobody=broadcasts.NOBODY)
            await albums.erase(connection, chat_id)
            await addresses.erase_author(connection, chat_id, nobody=broadcasts.NOBODY)
            await inbox.erase_author(connection, chat_id)
            await api_keys.erase_maker(connection, chat_id)
        return gone.rowcount > 0

    async def active_count(self) -> int:
        statement = select(func.count()).where(subscribers.c.state == _S.ACTIVE)
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
            select(language, func.count())
            .where(subscribers.c.state == _S.ACTIVE)
            .group_by(language)
        )
        counts: dict[str, int] = {}
        for code, count in by_code.items():
            base = code.partition("-")[0].lower()
            counts[base] = counts.get(base, 0) + count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    async def counts_by_source(self) -> dict[str, int]:
        """Active ones by the code of the link they came by first, the largest first; "" is those
        who came without one."""
        source = func.coalesce(subscribers.c.source, "")
        counts = await self._grouped(
            select(source, func.count()).where(subscribers.c.state == _S.ACTIVE).group_by(source)
        )
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    async def _grouped(self, statement: Select[str, int]) -> dict[str, int]:
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return {str(name): int(count) for name, count in rows}

    async def _move(self, chat_id: int, state: str, now: int, *, out_of: set[str] | None) -> bool:
        states = None if out_of is None else frozenset(out_of)
        change = Move(chat_id=chat_id, now=now, state=state, out_of=states)
        return bool(await self._changes.do(change))

    async def _read_languages(self, chat_ids: Sequence[int]) -> list[Languages]:
        columns = subscribers.c.chat_id, subscribers.c.language, subscribers.c.language_code
        query = select(*columns).where(subscribers.c.chat_id.in_(set(chat_ids)))
        async with self._database.read() as connection:
            rows = await connection.execute(query)
        known: dict[int, Languages] = {chat_id: (chosen, told) for chat_id, chosen, told in rows}
        return [known.get(chat_id, (None, None)) for chat_id in chat_ids]

    async def _apply(self, asked: Sequence[SubscriptionChange]) -> list[Change]:
        """Looked at before anything is locked: most changes find all as it should be."""
        chat_ids = {one.chat_id for one in asked}
        async with self._database.read() as connection:
            rows = await changes.read(connection, chat_ids)
        answers, changed = changes.plan_changes(rows, asked)
        if not changed:
            return answers
        async with self._database.write(tries=PATIENCE) as connection:
            # Read again: between the two somebody else may have written.
            rows = await changes.read(connection, chat_ids)
            answers, changed = changes.plan_changes(rows, asked)
            if changed:
                await changes.write(connection, changed, known=rows.keys())
                await outgoing.moved(connection, changes.moves(asked, answers))
                now = max(one.changed_at for one in changed)
                await subscriptions.changed(connection, _came(asked, answers), now=now)
        return answers


def _came(asked: Sequence[SubscriptionChange], changed: Sequence[Change]) -> Iterator[Came]:
    for one, change in zip(asked, changed, strict=True):
        if change.after is not None:
            before = None if change.before is None else change.before.state
            starts = isinstance(one, Join)
            by = one.source if isinstance(one, Join) else None
            yield Came(one.chat_id, before, change.after.state, themselves=starts, by=by)


def _is(chat_id: int) -> ColumnElement[bool]:
    return subscribers.c.chat_id == chat_id


def _record(row: RowMapping | None) -> SubscriberRow | None:
    return None if row is None else SubscriberRow(**row)
