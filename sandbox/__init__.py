"""A local Telegram to try and test bots against. See README.md in this folder."""

from sandbox.serving import Sandbox

__all__ = ["Sandbox"]
