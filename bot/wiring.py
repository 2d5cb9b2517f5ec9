"""The upper floor: what handlers are given, and the dispatcher that hands it to them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher

from bot.errors import StartRefused
from broadcast.assembly import Assembly
from db.admins.admins import Admins
from db.admins.dialog_states import DialogStates
from db.admins.invites import Invites
from db.admins.menus import Menus
from db.admins.progress_messages import ProgressMessages
from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers import Collaborators, setup_dispatcher
from handlers.admin import build_admin_router
from handlers.admin.door.sessions import SqlStorage
from handlers.admin.progress import ProgressBoard
from handlers.admin.sweep import Sweep
from handlers.frame.access import Access
from handlers.frame.answers import DeferredReplies
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from handlers.subscriber.who_runs import WhoRuns
from handlers.team.team import Team
from runtime.clock import Clock
from runtime.metrics import Metrics
from runtime.supervisor import Supervisor


@dataclass(frozen=True, kw_only=True, slots=True)
class Wiring:
    """What the process itself needs of the upper floor."""

    dispatcher: Dispatcher
    texts: Texts
    access: Access
    locales: Locales
    progress: ProgressBoard
    answers: DeferredReplies
    menus: Menus
    sweep: Sweep


def wire(
    texts: Texts,
    timezone: ZoneInfo,
    bot: Bot,
    database: Database,
    assembly: Assembly,
    access: Access,
    clock: Clock,
    supervisor: Supervisor,
) -> Wiring:
    """Nothing is started and nothing is called yet; moments are shown in `timezone`."""
    subscribers, menus = Subscribers(database), Menus(database)
    locales = Locales(subscribers, texts, clock)
    progress = ProgressBoard(
        doors=assembly.doors,
        texts=texts,
        locales=locales,
        store=ProgressMessages(database),
        bot=bot,
        access=access,
        clock=clock,
        supervisor=supervisor,
    )
    answers = DeferredReplies(
        bot, supervisor, access.is_known_admin, clock, wait=assembly.reply_wait
    )
    watch_answers(assembly.metrics, answers)
    storage = SqlStorage(DialogStates(database), clock)
    dispatcher = setup_dispatcher(
        Collaborators(
            texts=texts,
            locales=locales,
            access=access,
            team=Team(Admins(database), Invites(database), access, clock),
            subscribers=subscribers,
            menus=menus,
            doors=assembly.doors,
            progress=progress,
            answers=answers,
            clock=clock,
            who_runs=WhoRuns(clock),
        ),
        admin=build_admin_router(storage=storage, timezone=timezone),
    )
    return Wiring(
        dispatcher=dispatcher,
        texts=texts,
        access=access,
        locales=locales,
        progress=progress,
        answers=answers,
        menus=menus,
        sweep=Sweep(storage, assembly.doors, access, clock),
    )


def watch_answers(metrics: Metrics, answers: DeferredReplies) -> None:
    metrics.watch(
        "herald_answers_waiting",
        "Chats that wait for an answer to what they wrote.",
        lambda: float(len(answers)),
    )


def read_texts(default_locale: str) -> Texts:
    """Raises StartRefused when the default language has no texts."""
    try:
        return Texts(default=default_locale)
    except ValueError as error:
        raise StartRefused(f"DEFAULT_LOCALE: {error}") from error
