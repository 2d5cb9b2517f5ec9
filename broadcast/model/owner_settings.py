"""What owners decide in the chat for all broadcasts. The names stand in databases: rename none."""

from enum import StrEnum


class OwnerSetting(StrEnum):
    FOOTER = "footer"  # broadcast/model/formatting/formatted.py
