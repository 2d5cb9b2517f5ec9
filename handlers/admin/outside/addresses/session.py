"""Which address is looked at, and what its windows say once."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressSession(DialogData):
    address_id: int = 0
    wrong: str = ""  # why what was typed is no address: a code of runtime.outside.WhyNot
    secret: str = ""  # a new one: it goes from here with the window that shows it
    tested: str | None = None  # what came of a test event: a code of Verdict, "" when it was taken
