"""What was answered, in words, with nothing said of right or wrong."""

from __future__ import annotations

from quiz.shapes import (
    Assign,
    Assigned,
    Order,
    Ordered,
    Pick,
    Picked,
    Response,
    Revealed,
    Shape,
    Typed,
    escaped,
)


def given_in_words(shape: Shape, response: Response) -> tuple[str, ...]:
    """The response part by part, in Markdown; empty for who does not know."""
    match shape, response:
        case Pick(options=options), Picked(chosen=chosen):
            return tuple(options[index] for index in chosen)
        case Order(items=items), Ordered(order=order):
            return tuple(items[index] for index in order)
        case Assign(items=items, groups=groups), Assigned(groups=given):
            return tuple(
                f"{item}: {groups[group]}"
                for item, group in zip(items, given, strict=True)
                if group is not None
            )
        case _, Typed(texts=texts):
            return tuple(escaped(text) for text in texts if text.strip())
        case _, Revealed(rating=rating):
            return (rating.name.lower(),)
        case _:
            return ()
