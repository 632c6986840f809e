"""HTML from Python: whatever is not markup already is escaped, so no page can forget to."""

from html import escape

VOID = frozenset({"img", "input", "link", "meta"})


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | None
Attribute = str | int | bool | None


def element(tag: str, /, *children: Child, **attributes: Attribute) -> Html:
    """`class_`, `for_`, `data_label` stand for class, for, data-label; None is left out."""
    start = f"<{tag}{''.join(map(attribute, attributes.items()))}>"
    if tag in VOID:
        return Html(start)
    return Html(f"{start}{together(*children)}</{tag}>")


def together(*children: Child) -> Html:
    return Html("".join(map(as_markup, children)))


def as_markup(child: Child) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Html) else escape(child)


def attribute(told: tuple[str, Attribute]) -> str:
    name, value = told[0].rstrip("_").replace("_", "-"), told[1]
    match value:
        case None | False:
            return ""
        case True:
            return f" {name}"
        case _:
            return f' {name}="{escape(str(value))}"'
