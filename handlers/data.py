"""The names that handlers may ask for as arguments, beside aiogram's own."""

from typing import TYPE_CHECKING

from aiogram.dispatcher.middlewares.data import MiddlewareData
from aiogram_i18n import I18nContext

from broadcast.clock import Clock
from broadcast.service import Broadcasts
from db.menus import Menus
from db.subscribers import Subscribers
from handlers.access import Access, Role
from handlers.answers import Answers
from handlers.locale import Locales
from handlers.subscriber.who_runs import WhoRuns
from handlers.team import Team
from handlers.texts import Texts

if TYPE_CHECKING:
    from handlers.admin.progress import ProgressBoard


class HandlerData(MiddlewareData, total=False):
    """Set for every update: the first two by middlewares, the others once and for all."""

    i18n: I18nContext  # the texts in the person's language
    role: Role | None  # None for everyone but admins
    texts: Texts
    locales: Locales
    access: Access
    team: Team
    subscribers: Subscribers
    menus: Menus
    broadcasts: Broadcasts
    progress: "ProgressBoard"
    answers: Answers
    clock: Clock
    who_runs: WhoRuns
