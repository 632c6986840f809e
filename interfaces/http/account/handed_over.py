"""A one-time link, shown once to whoever hands it over."""

from interfaces.http.account.markup import Html, element, together

IN_PERSON = (
    "Hand it over in person, to nobody else. It is shown this once, works once, and for "
    "three days."
)


def handed_over(address: str) -> Html:
    return together(
        element("h2", "The sign-in link"),
        element("p", IN_PERSON),
        element("p", element("code", address, id="link")),
    )
