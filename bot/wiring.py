"""The upper floor: what handlers are given, and the dispatcher that hands it to them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiogram import Dispatcher

from bot.api.core.desk import Desk
from bot.api.core.office import Office
from bot.foundation import Foundation
from broadcast.assembly.build import Assembly
from broadcast.doors.bot_list import BotList, Neighbours
from db.admins.admins import Admins
from db.admins.albums import Albums
from db.admins.dialog_states import DialogStates
from db.admins.invites import Invites
from db.admins.menus import Menus
from db.admins.notices import NoticeStore
from db.admins.progress_messages import ProgressMessages
from db.admins.testers import KnownTesters
from db.subscribers.store import Subscribers
from handlers.admin.door.sessions import SqlStorage
from handlers.admin.progress import ProgressBoard
from handlers.admin.progress.pages import Pages
from handlers.admin.reporting.file_sender import FileSender
from handlers.admin.reporting.pictures import Pictures
from handlers.admin.router import build_admin_router
from handlers.admin.sweep import Sweep
from handlers.admin.telling.arrivals import ArrivalTeller
from handlers.admin.telling.teller import Teller
from handlers.admin.telling.watch import NoticeWatch
from handlers.collaborators import Collaborators
from handlers.dispatcher import setup_dispatcher
from handlers.frame.access import Access
from handlers.frame.albums import AlbumCollector
from handlers.groups.who_runs import WhoRuns
from handlers.inbox.relay import InboxRelay
from handlers.joining.greeter import JoinGreeter
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from handlers.outbox.deferred import DeferredReplies
from handlers.outbox.popups import Popups
from handlers.outbox.tap_answers import TapAnswers
from handlers.team.team import Team
from handlers.team.testers import GroupOfTesters
from runtime.metrics import Metrics


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """Settings that windows look at.

    timezone          that moments are shown and read in
    type_count_above  recipients from which on Confirm asks for their number; 0: never
    api_at            where the API answers on this machine; None: nowhere
    """

    timezone: ZoneInfo
    type_count_above: int = 0
    api_at: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wiring:
    """What the process itself needs of the upper floor."""

    dispatcher: Dispatcher
    collaborators: Collaborators
    sweep: Sweep
    albums: AlbumCollector
    inbox_relay: InboxRelay
    arrivals: ArrivalTeller


def wire(
    base: Foundation,
    assembly: Assembly,
    access: Access,
    texts: Texts,
    choices: Choices,
    neighbours: Neighbours,
) -> Wiring:
    """Nothing is started and nothing is called yet."""
    collaborators = _collaborators(base, assembly, access, texts, choices, BotList(neighbours))
    storage = SqlStorage(DialogStates(base.database), base.clock)
    albums = Albums(base.database)
    collector = AlbumCollector(albums, access, base.clock)
    return Wiring(
        dispatcher=setup_dispatcher(collaborators, collector, admin=build_admin_router(storage)),
        collaborators=collaborators,
        sweep=Sweep(storage, albums, assembly.doors, base.clock),
        albums=collector,
        inbox_relay=InboxRelay(base.bot, assembly.doors.relays, texts, base.clock),
        arrivals=ArrivalTeller(
            doors=assembly.doors,
            texts=texts,
            locales=collaborators.locales,
            access=access,
            bot=base.bot,
            clock=base.clock,
            timezone=choices.timezone,
        ),
    )


def build_desk(
    base: Foundation, assembly: Assembly, access: Access, texts: Texts, choices: Choices
) -> Desk:
    """Where calls from outside are received."""
    return Desk(
        Office(
            bot_id=base.me.id,
            username=base.me.username,
            database=base.database,
            doors=assembly.doors,
            doors_over=assembly.doors_over,
            status=assembly.status,
            subscribers=Subscribers(base.database),
            access=access,
            texts=texts,
            timezone=choices.timezone,
            clock=base.clock,
        )
    )


def _collaborators(
    base: Foundation,
    assembly: Assembly,
    access: Access,
    texts: Texts,
    choices: Choices,
    bot_list: BotList,
) -> Collaborators:
    database, clock, timezone = base.database, base.clock, choices.timezone
    subscribers = Subscribers(database)
    locales = Locales(subscribers, texts, clock)
    replies = DeferredReplies(
        base.bot, base.supervisor, access.is_known_admin, clock, wait=assembly.reply_wait
    )
    watch_replies(assembly.metrics, replies)
    progress = _progress(base, assembly, access, locales, texts, timezone)
    pictures = Pictures(assembly.doors, texts, timezone, clock)
    teller = Teller(
        doors=assembly.doors,
        texts=texts,
        locales=locales,
        pictures=pictures,
        subscribers=subscribers,
        bot=base.bot,
        clock=clock,
        timezone=timezone,
    )
    return Collaborators(
        texts=texts,
        locales=locales,
        access=access,
        team=Team(Admins(database), Invites(database), access, clock),
        test_group=GroupOfTesters(KnownTesters(database), clock),
        subscribers=subscribers,
        menus=Menus(database),
        doors=assembly.doors,
        bot_list=bot_list,
        progress=progress,
        pictures=pictures,
        notices=NoticeWatch(
            doors=assembly.doors,
            store=NoticeStore(database),
            access=access,
            teller=teller,
            concerned=progress.concerned,
            clock=clock,
            timezone=timezone,
        ),
        files=FileSender(assembly.doors, texts, base.bot, access, base.supervisor),
        replies=replies,
        popups=Popups(
            TapAnswers(base.bot, assembly.metrics, lease=base.shift.lease), base.supervisor
        ),
        join_greeter=JoinGreeter(base.bot, base.supervisor, clock),
        clock=clock,
        timezone=timezone,
        type_count_above=choices.type_count_above,
        api_at=choices.api_at,
        who_runs=WhoRuns(clock),
    )


def _progress(
    base: Foundation,
    assembly: Assembly,
    access: Access,
    locales: Locales,
    texts: Texts,
    timezone: ZoneInfo,
) -> ProgressBoard:
    return ProgressBoard(
        doors=assembly.doors,
        pages=Pages(assembly.doors, texts, base.clock, timezone),
        locales=locales,
        store=ProgressMessages(base.database),
        bot=base.bot,
        access=access,
        clock=base.clock,
        supervisor=base.supervisor,
    )


def watch_replies(metrics: Metrics, replies: DeferredReplies) -> None:
    metrics.watch(
        "herald_answers_waiting",
        "Chats that wait for an answer to what they wrote.",
        lambda: float(len(replies)),
    )
