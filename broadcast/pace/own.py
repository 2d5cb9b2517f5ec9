"""The paces that some runs have of their own, below that of all: forwards and mendings."""

from dataclasses import dataclass

from botapi.call import PreparedCall
from broadcast.pace.forwards import ForwardPace
from broadcast.pace.mendings import MendingPace


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnPaces:
    """Others go meanwhile."""

    forwards: ForwardPace
    mendings: MendingPace

    def wait(self, *, forwards: bool, mends: bool) -> float:
        """Seconds until a run that does one of these may go on."""
        waits = (forwards and self.forwards.wait, mends and self.mendings.wait)
        return float(max(waits))

    @property
    def shortest(self) -> float:
        """Seconds until any that has to wait may go on; 0: none has to."""
        waits = (self.forwards.wait, self.mendings.wait)
        return min((wait for wait in waits if wait > 0), default=0.0)

    def begun(self, call: PreparedCall, *, mends: bool) -> None:
        """A call of such a run leaves."""
        if mends:
            self.mendings.begun()
        else:
            self.forwards.begun(call)
