"""bench/RESULTS.md, whole."""

from collections.abc import Sequence
from datetime import datetime

from bench.frame.figures import Figure
from bench.frame.marks import Mark, table
from bench.frame.part import Measured

REACHED = {True: "yes", False: "**no**", None: ""}
WORDS = {
    "moving-limit": "Messages a second over time, under a limit that moves, for each sender",
    "silent-limit": "The same where the server never says 429 and only answers later",
}
HEAD = ("figure", "target", "measured", "reached")


def render(
    results: Sequence[Measured],
    machine: Sequence[tuple[str, str]],
    *,
    command: str,
    moment: datetime,
    pictures: Sequence[str] = (),
) -> str:
    """Markdown; `moment` is when it was finished, `pictures` the names of their files."""
    return "\n".join(
        [
            "# Results of the benchmarks",
            "",
            f"Written by `{command}` on {moment:%d %B %Y}, {moment:%H:%M} {moment:%Z}.",
            "Sandbox and bot are processes of their own and talk over loopback. One part alone:",
            "`.venv/bin/python -m bench --only NAME`, with the name that stands behind its title.",
            "",
            *[f"- {name}: {which}" for name, which in machine],
            "",
            _summary(results),
            *_beside_rivals([mark for result in results for mark in result.marks]),
            *[f"\n![{WORDS.get(name, name)}](pictures/{name}.svg)" for name in pictures],
            *[line for result in results for line in section(result)],
            "",
        ]
    )


def section(result: Measured) -> list[str]:
    """One part: its table, or why there is none, and its notes."""
    lines = ["", f"## {result.part.title} · `{result.part.name}`", ""]
    if result.trouble:
        lines += ["**It failed:**", "", *[f"    {one}" for one in result.trouble.splitlines()]]
    else:
        lines += [_row(HEAD), _row(("---",) * len(HEAD)), *map(_figure, result.figures)]
    return [*lines, "", result.part.notes]


def _beside_rivals(marks: Sequence[Mark]) -> list[str]:
    """The table of ratios; nothing without marks."""
    if not marks:
        return []
    head, *rows = table(marks)
    return [
        "",
        "## Beside what a user would write first",
        "",
        _row(head),
        _row(("---",) * len(head)),
        *map(_row, rows),
        "",
        "In brackets: Herald's figure divided by the other's.",
    ]


def _summary(results: Sequence[Measured]) -> str:
    missed = [
        f"{one.name} ({result.part.title})"
        for result in results
        for one in result.figures
        if one.reached is False
    ]
    failed = [f"{result.part.title} (failed)" for result in results if result.trouble]
    if not missed and not failed:
        return "Every target is reached."
    return f"Not reached: {'; '.join(missed + failed)}."


def _figure(figure: Figure) -> str:
    return _row((figure.name, figure.target, figure.measured, REACHED[figure.reached]))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
