"""Reading what was typed."""

import argparse
from typing import NoReturn

from bot.process.logs import Redactor


class Arguments(argparse.ArgumentParser):
    """What is wrong with it is said without what looks like a token or a key in it."""

    def error(self, message: str) -> NoReturn:
        super().error(Redactor()(message))
