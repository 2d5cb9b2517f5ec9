"""By what the versions of a content are compared."""

from broadcast.model.content import Content
from broadcast.model.versions.verdict import Measure


def measure_of(content: Content) -> Measure:
    """Answers, where each of the versions can be answered."""
    own = (content.number_of(None, version) for version in range(content.versions))
    return Measure.ANSWERS if all(map(content.answers, own)) else Measure.STAYED
