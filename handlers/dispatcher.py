"""The dispatcher, and the order in which updates are tried."""

from aiogram import Dispatcher, Router
from aiogram_i18n import I18nMiddleware

from handlers.answers.taps import build_answers_router
from handlers.collaborators import Collaborators
from handlers.frame.access import RoleMiddleware
from handlers.frame.albums import AlbumCollector
from handlers.frame.errors import build_errors_router
from handlers.frame.fallback import build_stranger_router
from handlers.frame.isolation import Isolation, IsolationMiddleware
from handlers.frame.unused_observers import drop_unused_observers
from handlers.groups import places
from handlers.inbox.group import build_inbox_group_router
from handlers.inbox.incoming import build_inbox_router
from handlers.joining.requests import build_joining_router
from handlers.reactions import build_reactions_router
from handlers.subscriber.bots import NoBots
from handlers.subscriber.router import build_subscriber_router
from handlers.votes import build_votes_router
from runtime.clock import Clock


def setup_dispatcher(
    collaborators: Collaborators, albums: AlbumCollector, *, admin: Router
) -> Dispatcher:
    """A dispatcher that is ready for updates.

    `admin` holds the admins' commands and dialogs, and keeps everyone else out by itself. aiogram's
    own state middleware is off: it would read the storage for every update of everybody.
    """
    dispatcher = Dispatcher(disable_fsm=True, **collaborators.by_name())
    _hang_middlewares(dispatcher, collaborators, albums)
    dispatcher.include_router(build_router(admin=admin, clock=collaborators.clock))
    drop_unused_observers(dispatcher)
    return dispatcher


def build_router(*, admin: Router, clock: Clock) -> Router:
    """The order in which updates are tried."""
    router = Router(name="herald")
    router.include_routers(
        build_answers_router(),  # thousands may tap at once: nobody else is asked first
        admin,
        places.build_router(),
        build_inbox_group_router(clock),
        build_subscriber_router(),
        build_votes_router(),
        build_reactions_router(),
        build_joining_router(),
        build_inbox_router(),
        build_stranger_router(),
        build_errors_router(),
    )
    return router


def _hang_middlewares(
    dispatcher: Dispatcher, collaborators: Collaborators, albums: AlbumCollector
) -> None:
    """On the update itself, so that no kind of update misses them; outermost first."""
    hang = dispatcher.update.outer_middleware
    hang(NoBots())
    hang(albums)
    hang(IsolationMiddleware(Isolation()))
    hang(
        I18nMiddleware(
            core=collaborators.texts.core,
            manager=collaborators.locales,
            default_locale=collaborators.texts.default,
        )
    )
    hang(RoleMiddleware(collaborators.access))
