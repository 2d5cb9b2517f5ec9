"""A local Telegram to try and test bots against. See README.md in this folder."""

from botapi_sandbox.serving.server import Sandbox

__all__ = ["Sandbox"]
