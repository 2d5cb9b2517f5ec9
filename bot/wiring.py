"""The upper floor: what handlers are given, and the dispatcher that hands it to them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher

from bot.errors import StartRefused
from bot.settings import Settings
from broadcast.assembly import Assembly
from broadcast.clock import Clock
from broadcast.metrics import Metrics
from broadcast.supervisor import Supervisor
from db.admins import Admins
from db.dialog_states import DialogStates
from db.engine import Database
from db.invites import Invites
from db.menus import Menus
from db.progress_messages import ProgressMessages
from db.subscribers import Subscribers
from handlers import Collaborators, setup_dispatcher
from handlers.access import Access
from handlers.admin import build_admin_router
from handlers.admin.progress import ProgressBoard
from handlers.answers import Answers
from handlers.locale import Locales
from handlers.sessions import SqlStorage
from handlers.subscriber.who_runs import WhoRuns
from handlers.sweep import Sweep
from handlers.team import Team
from handlers.texts import Texts


@dataclass(frozen=True, kw_only=True, slots=True)
class Wiring:
    """What the process itself needs of the upper floor."""

    dispatcher: Dispatcher
    texts: Texts
    access: Access
    locales: Locales
    progress: ProgressBoard
    answers: Answers
    menus: Menus
    sweep: Sweep


def wire(
    settings: Settings,
    bot: Bot,
    database: Database,
    assembly: Assembly,
    access: Access,
    clock: Clock,
    supervisor: Supervisor,
) -> Wiring:
    """Nothing is started and nothing is called yet; raises StartRefused for a missing language."""
    texts = read_texts(settings)
    subscribers, menus = Subscribers(database), Menus(database)
    locales = Locales(subscribers, texts, clock)
    progress = ProgressBoard(
        broadcasts=assembly.service,
        texts=texts,
        locales=locales,
        store=ProgressMessages(database),
        bot=bot,
        access=access,
        clock=clock,
        supervisor=supervisor,
    )
    answers = Answers(bot, supervisor, access.is_known_admin, clock, wait=assembly.reply_wait)
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
            broadcasts=assembly.service,
            progress=progress,
            answers=answers,
            clock=clock,
            who_runs=WhoRuns(clock),
        ),
        admin=build_admin_router(storage=storage, timezone=ZoneInfo(settings.timezone)),
    )
    return Wiring(
        dispatcher=dispatcher,
        texts=texts,
        access=access,
        locales=locales,
        progress=progress,
        answers=answers,
        menus=menus,
        sweep=Sweep(storage, assembly.service, access, clock),
    )


def watch_answers(metrics: Metrics, answers: Answers) -> None:
    metrics.watch(
        "herald_answers_waiting",
        "Chats that wait for an answer to what they wrote.",
        lambda: float(len(answers)),
    )


def read_texts(settings: Settings) -> Texts:
    """Raises StartRefused when the default language has no texts."""
    try:
        return Texts(default=settings.default_locale)
    except ValueError as error:
        raise StartRefused(f"DEFAULT_LOCALE: {error}") from error
