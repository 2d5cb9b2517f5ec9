"""What an update does: commands, dialogs, middlewares. Here stands the order of it all."""

from dataclasses import dataclass, fields

from aiogram import Dispatcher, Router
from aiogram_i18n import I18nMiddleware

from broadcast.doors.doors import Doors
from db.admins.menus import Menus
from db.subscribers.store import Subscribers
from handlers.admin.progress import ProgressBoard
from handlers.frame.access import Access, RoleMiddleware
from handlers.frame.answers import DeferredReplies
from handlers.frame.errors import build_errors_router
from handlers.frame.fallback import build_stranger_router
from handlers.frame.isolation import Isolation, IsolationMiddleware
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from handlers.subscriber import build_subscriber_router
from handlers.subscriber.bots import NoBots
from handlers.subscriber.who_runs import WhoRuns
from handlers.team.team import Team
from handlers.votes import build_votes_router
from runtime.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Collaborators:
    """What handlers are given by name; see handlers/data.py."""

    texts: Texts
    locales: Locales
    access: Access
    team: Team
    subscribers: Subscribers
    menus: Menus
    doors: Doors
    progress: ProgressBoard
    answers: DeferredReplies
    clock: Clock
    who_runs: WhoRuns


def setup_dispatcher(collaborators: Collaborators, *, admin: Router) -> Dispatcher:
    """A dispatcher that is ready for updates.

    `admin` holds the admins' commands and dialogs, and keeps everyone else out by itself. aiogram's
    own state middleware is off: it would read the storage for every update of everybody.
    """
    dispatcher = Dispatcher(disable_fsm=True)
    for field in fields(collaborators):
        dispatcher[field.name] = getattr(collaborators, field.name)
    _hang_middlewares(dispatcher, collaborators)
    dispatcher.include_router(build_router(admin=admin))
    return dispatcher


def build_router(*, admin: Router) -> Router:
    """The order in which updates are tried."""
    router = Router(name="herald")
    router.include_routers(
        admin,
        build_subscriber_router(),
        build_votes_router(),
        build_stranger_router(),
        build_errors_router(),
    )
    return router


def _hang_middlewares(dispatcher: Dispatcher, collaborators: Collaborators) -> None:
    """On the update itself, so that no kind of update misses them; outermost first."""
    hang = dispatcher.update.outer_middleware
    hang(NoBots())
    hang(IsolationMiddleware(Isolation()))
    hang(
        I18nMiddleware(
            core=collaborators.texts.core,
            manager=collaborators.locales,
            default_locale=collaborators.texts.default,
        )
    )
    hang(RoleMiddleware(collaborators.access))
