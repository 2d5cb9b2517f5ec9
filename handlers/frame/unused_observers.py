"""aiogram gives each router an observer for each kind of update; most of them never have a handler.

Forty routers and dialogs have more than a thousand of these: a megabyte and a half for each bot of
a process, and each update asks them for nothing.
"""

from aiogram import Router
from aiogram.dispatcher.event.telegram import TelegramEventObserver

OWN = frozenset({"update", "error"})  # of aiogram itself: an error may come from anywhere


def drop_unused_observers(root: Router) -> None:
    """Once everything is registered: of a router below which nothing handles a kind of update, no
    filter and no middleware for it is ever of use. aiogram passes by what is not there."""
    _drop(root)


def _drop(router: Router) -> set[str]:
    """Gives the kinds that something handles, here or below."""
    handled = {name for name, observer in router.observers.items() if observer.handlers}
    for below in router.sub_routers:
        handled |= _drop(below)
    kept = handled | OWN
    for name in [name for name in router.observers if name not in kept]:
        _forget(router, router.observers.pop(name))
    return handled


def _forget(router: Router, observer: TelegramEventObserver) -> None:
    for name in [name for name, value in vars(router).items() if value is observer]:
        delattr(router, name)
