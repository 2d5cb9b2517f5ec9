"""The guided tour, read from a file: the sandbox knows no bot's words."""

import json
from pathlib import Path
from typing import Any

Tour = dict[str, Any]

LOOKS = ("chats", "chat", "composer", "telegram", "bot")
CONDITIONS = frozenset({"chat", "contains", "button", "trouble", "bot", "to_many", "all"})


def read_tour(file: Path) -> Tour:
    """Raises OSError when it cannot be read, ValueError when it is no tour, in one clear line."""
    try:
        tour = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file}: no JSON: {error}") from None
    complaint = _complaint(tour)
    if complaint is not None:
        raise ValueError(f"{file}: {complaint}")
    checked: Tour = tour
    return checked


def _complaint(tour: Any) -> str | None:
    """What is wrong with it; None when nothing is."""
    if not isinstance(tour, dict) or not isinstance(tour.get("steps"), list):
        return 'a tour is an object with "title", "greeting" and "steps"'
    for number, step in enumerate(tour["steps"], 1):
        wrong = _wrong(step)
        if wrong is not None:
            return f"step {number}: {wrong}"
    return None


def _wrong(step: Any) -> str | None:
    if not isinstance(step, dict) or not {"title", "text", "done"} <= step.keys():
        return 'a step is an object with at least "title", "text" and "done"'
    if step.get("look", LOOKS[0]) not in LOOKS:
        return f'"look" is one of {", ".join(LOOKS)}'
    return None if _condition(step["done"]) else f'"done" may hold {", ".join(sorted(CONDITIONS))}'


def _condition(done: Any) -> bool:
    if not isinstance(done, dict) or not done or not done.keys() <= CONDITIONS:
        return False
    parts = done.get("all", [])
    return isinstance(parts, list) and all(_condition(part) for part in parts)
