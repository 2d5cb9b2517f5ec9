"""The wheel: one package, herald/, with the floors inside of it; all else is in pyproject.toml.

pyproject.toml could only name each of their folders one by one.
"""

import sys

from setuptools import find_namespace_packages, setup

FLOORS = ("bot", "handlers", "broadcast", "botapi", "db", "runtime", "locales")
PACKED = "herald.floors"  # herald/__main__.py puts this folder on the path


def packed(floor: str) -> list[str]:
    """The floor and its rooms, by the names they have in the wheel."""
    rooms = find_namespace_packages(floor, exclude=["*__pycache__"])
    return [f"{PACKED}.{floor}", *(f"{PACKED}.{floor}.{room}" for room in rooms)]


if "editable_wheel" in sys.argv:  # pip install -e: this folder comes on the path as it stands
    setup(packages=["herald"], package_dir={"": "."})
else:
    setup(
        packages=["herald", *(package for floor in FLOORS for package in packed(floor))],
        package_dir={PACKED: "."},
    )
