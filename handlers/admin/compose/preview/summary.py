"""The line at the top of the draft's window: to whom, when, and what is not as it usually is.

A fact that is as in the plain case is left out, but for the first two: `Everyone · now`.
"""

from collections.abc import Iterator

from broadcast.model.content import Content
from handlers.language.texts import Texts

BETWEEN = " · "


def summary(
    whom: str,
    content: Content,
    texts: Texts,
    locale: str,
    *,
    time: str | None = None,
    topic: str | None = None,
) -> str:
    """What the draft is, in one line; `whom`: its audience in short; `time`: when they get it, if
    not at once; `topic`: what it is about."""
    facts = _facts(content, texts, locale, topic)
    return BETWEEN.join((whom, time or texts.get("summary-now", locale), *facts))


def _facts(content: Content, texts: Texts, locale: str, topic: str | None) -> Iterator[str]:
    """One after the other; each new power says here that it is used."""
    if topic is not None:
        yield texts.get("choosing-topic-line", locale, name=topic)
    if (count := len(content.message)) > 1:
        yield texts.get("summary-messages", locale, count=count)
    if languages := content.languages:
        yield texts.get("summary-languages", locale, count=1 + len(languages))
    if (count := content.versions) > 1:
        share = content.test.share_of_each(count)
        yield texts.get("summary-versions", locale, count=str(count), share=str(share))
    if content.forwards:
        yield texts.get("summary-forwarded", locale)
