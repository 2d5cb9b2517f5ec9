"""Work that may take one second of the processor, and takes it for ever."""

from typing import Any

from runtime.child_task import answer


def do(_task: dict[str, Any]) -> bytes:
    while True:
        pass


if __name__ == "__main__":
    answer(do, megabytes=512, seconds=1)
