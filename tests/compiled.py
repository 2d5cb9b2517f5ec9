"""What a statement compiles to is worked out once in a process.

SQLAlchemy keeps it with the engine, and each test has engines of its own: two for its database and
one for each life of a bot, whose sixty statements took a quarter of the test's time.
"""

from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache

MOST = 2_000  # statements; all of Herald's are some hundreds


class OfAllEngines(LRUCache[Any, Any]):
    """A key begins with the dialect of an engine: here with its class, for the tests' engines are
    all made alike."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), value)


def share() -> None:
    """From now on, for engines that are there and for those to come."""
    shared = OfAllEngines(MOST)
    of_any = property(lambda _: shared, lambda *_: None)
    setattr(Engine, "_compiled_cache", of_any)  # noqa: B010
