"""The frame of a page: its head, who is signed in, the way out, and what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from interfaces.http.account.markup import Child, Html, element, together


@dataclass(frozen=True, slots=True)
class Wrong:
    """What needs mending, and the id of the field where."""

    sentence: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Who looks at the page, and the links to those that are not for everybody."""

    name: str
    organisation: str
    csrf: str
    more: tuple[tuple[str, str], ...] = ()


HEAD = together(
    element("meta", charset="utf-8"),
    element("meta", name="viewport", content="width=device-width, initial-scale=1"),
    element("link", rel="stylesheet", href="/sign-in/daybook.css"),
)
SCRIPT = element("script", src="/sign-in/account.js", defer=True)


def whole(title: str, top: Html, main: Html, wrong: bool = False) -> Html:
    said = f"{'Error: ' if wrong else ''}{title} – Daybook"
    head = element("head", HEAD, element("title", said), SCRIPT)
    skip = element("a", "Go to the content", href="#main", class_="skip")
    body = element("body", skip, top, element("main", main, id="main", tabindex="-1"))
    return Html("<!doctype html>\n" + element("html", head, body, lang="en-GB"))


def page(frame: Frame, path: str, title: str, *parts: Child, wrong: Sequence[Wrong] = ()) -> Html:
    main = together(summary(wrong), element("h1", title), *parts)
    return whole(title, together(banner(frame), ways(frame, path)), main, bool(wrong))


def plain_page(title: str, *sentences: str) -> Html:
    """For whoever is not, or no longer, signed in."""
    back = element("p", element("a", "Go on to Daybook", href="/account"))
    said = [element("p", one) for one in sentences]
    return whole(title, element("header", NAME), together(element("h1", title), *said, back))


NAME = element("span", "Daybook", class_="name")


def banner(frame: Frame) -> Html:
    who = element("span", f"{frame.name}, {frame.organisation}", class_="who")
    out = form(frame, "/account/sign-out", button("Sign out", class_="quiet"), class_="out")
    return element("header", NAME, who, out)


def ways(frame: Frame, path: str) -> Html:
    own = (("/account", "Your account"), ("/account/factors", "Ways you sign in"))
    items = [
        element("li", element("a", said, href=to, aria_current="page" if to == path else None))
        for to, said in (*own, *frame.more)
    ]
    return element("nav", element("ul", *items), aria_label="Account")


def summary(wrong: Sequence[Wrong]) -> Html | None:
    if not wrong:
        return None
    items = [element("li", in_summary(one)) for one in wrong]
    return element(
        "div",
        element("h2", "There is a problem", id="problem"),
        element("ul", *items),
        class_="problem",
        role="alert",
        tabindex="-1",
        aria_labelledby="problem",
    )


def in_summary(wrong: Wrong) -> str | Html:
    if wrong.field is None:
        return wrong.sentence
    return element("a", wrong.sentence, href=f"#{wrong.field}")


def form(
    frame: Frame,
    action: str,
    *parts: Child,
    class_: str | None = None,
    hidden: bool = False,
    enctype: str | None = None,
) -> Html:
    token = element("input", type="hidden", name="csrf", value=frame.csrf)
    told = {"class_": class_, "hidden": hidden, "enctype": enctype}
    return element("form", token, *parts, method="post", action=action, **told)


def button(
    said: str, class_: str | None = None, name: str | None = None, value: str | None = None
) -> Html:
    return element("button", said, type="submit", class_=class_, name=name, value=value)


def field(
    name: str,
    label: str,
    *,
    hint: str | None = None,
    wrong: Sequence[Wrong] = (),
    type: str = "text",
    value: str | None = None,
    autocomplete: str | None = None,
    lines: bool = False,
) -> Html:
    """With its label; what is wrong with it stands beside it, and is read out with it."""
    said = [one.sentence for one in wrong if one.field == name]
    near = [f"{name}-hint"] * bool(hint) + [f"{name}-wrong"] * bool(said)
    described = " ".join(near) or None
    told = {"aria_describedby": described, "aria_invalid": "true" if said else None}
    if lines:
        box = element("textarea", value or "", id=name, name=name, rows=3, **told)
    else:
        box = element(
            "input", id=name, name=name, type=type, value=value, autocomplete=autocomplete, **told
        )
    return element(
        "div",
        element("label", label, for_=name),
        element("p", hint, id=f"{name}-hint", class_="hint") if hint else None,
        element("p", " ".join(said), id=f"{name}-wrong", class_="wrong") if said else None,
        box,
        class_="field bad" if said else "field",
    )


def choices(
    name: str,
    legend: str,
    ways: Sequence[tuple[str, str]],
    chosen: str = "",
    wrong: Sequence[Wrong] = (),
) -> Html:
    """One of several. The first bears the name as its id, so that what is wrong leads there."""
    said = [one.sentence for one in wrong if one.field == name]
    rows = [
        one_choice(name, value, label, name if place == 0 else f"{name}-{value}", chosen)
        for place, (value, label) in enumerate(ways)
    ]
    return element(
        "fieldset",
        element("legend", legend),
        element("p", " ".join(said), class_="wrong") if said else None,
        *rows,
        class_="bad" if said else None,
    )


def one_choice(name: str, value: str, label: str, id: str, chosen: str) -> Html:
    box = element("input", type="radio", name=name, value=value, id=id, checked=value == chosen)
    return element("span", box, element("label", label, for_=id), class_="choice")


def select(
    name: str,
    label: str,
    ways: Sequence[tuple[str, str]],
    *,
    chosen: str = "",
    hint: str | None = None,
    wrong: Sequence[Wrong] = (),
) -> Html:
    said = [one.sentence for one in wrong if one.field == name]
    near = [f"{name}-hint"] * bool(hint) + [f"{name}-wrong"] * bool(said)
    options = [
        element("option", words, value=value, selected=value == chosen) for value, words in ways
    ]
    return element(
        "div",
        element("label", label, for_=name),
        element("p", hint, id=f"{name}-hint", class_="hint") if hint else None,
        element("p", " ".join(said), id=f"{name}-wrong", class_="wrong") if said else None,
        element("select", *options, id=name, name=name, aria_describedby=" ".join(near) or None),
        class_="field bad" if said else "field",
    )


def file_field(name: str, label: str, hint: str, wrong: Sequence[Wrong] = ()) -> Html:
    return field(name, label, hint=hint, wrong=wrong, type="file")


def table(columns: Sequence[str], rows: Sequence[Sequence[Child]]) -> Html:
    """On a narrow screen each cell says again which column it is of."""
    head = element("tr", *(element("th", one, scope="col") for one in columns))
    body = [
        element(
            "tr",
            *(
                element("td", cell, data_label=label)
                for label, cell in zip(columns, row, strict=True)
            ),
        )
        for row in rows
    ]
    whole = element("table", element("thead", head), element("tbody", *body))
    return element("div", whole, class_="wide")


def facts(*rows: tuple[str, Child]) -> Html:
    told = [
        element("div", element("dt", name), element("dd", value)) for name, value in rows if value
    ]
    return element("dl", *told)


def told(*children: Child) -> Html:
    """What was just done."""
    return element("div", *children, class_="done", role="status")
