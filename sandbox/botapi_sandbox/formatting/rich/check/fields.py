"""Reading one JSON object of a rich message: what it must have, may have, must not have."""

from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ApiError, bad_request


class Fields:
    """`what` names the object in complaints: "can't parse {what}: …"."""

    def __init__(self, value: Any, what: str) -> None:
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {what}: expected an Object")
        self._value: Body = {k: v for k, v in value.items() if v is not None}
        self._what = what

    def only(self, *names: str) -> None:
        """Raises for further fields; the real server ignores them, which hides mistakes."""
        for name in self._value:
            if name not in names:
                raise self.wrong(f'unknown field "{name}"')

    def has(self, name: str) -> bool:
        return name in self._value

    def any(self, name: str) -> Any:
        if name not in self._value:
            raise self.wrong(f'Can\'t find field "{name}"')
        return self._value[name]

    def string(self, name: str) -> str:
        return str(self._typed(name, str, "String"))

    def whole(self, name: str) -> int:
        value = self._typed(name, int, "Number")
        if isinstance(value, bool):
            raise self.wrong(f'Field "{name}" must be of type Number')
        return int(value)

    def array(self, name: str) -> list[Any]:
        return list(self._typed(name, list, "Array"))

    def flags(self, *names: str) -> Body:
        """Those that are true, as Telegram shows them: the others are left out."""
        return {name: True for name in names if self.has(name) and self._true(name)}

    def wrong(self, why: str) -> ApiError:
        return bad_request(f"can't parse {self._what}: {why}")

    def _true(self, name: str) -> bool:
        return bool(self._typed(name, bool, "Boolean"))

    def _typed(self, name: str, kind: type, title: str) -> Any:
        value = self.any(name)
        if not isinstance(value, kind):
            raise self.wrong(f'Field "{name}" must be of type {title}')
        return value
