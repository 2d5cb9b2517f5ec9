"""A broadcast of which nothing can be corrected: said before anybody writes."""

from broadcast.model.content import Content
from broadcast.model.mending.edits import never
from broadcast.model.mending.refusals import EditRefusal


def fixed(content: Content) -> tuple[EditRefusal, ...]:
    """Why nothing of it can be edited, whatever it is to say; none where something can be."""
    places = [
        (variant, step, never(call, paid=content.paid))
        for variant in content.numbers
        for step, call in enumerate(content.said(variant).message)
    ]
    refusals = [
        EditRefusal(why=why, variant=variant, step=step)
        for variant, step, why in places
        if why is not None
    ]
    return tuple(refusals) if len(refusals) == len(places) else ()
