"""Why a list of people cannot be taken in."""

from collections.abc import Sequence


class ListRefused(Exception):
    """A sentence for the person who handed the list in."""


class HeadingsNotRecognised(ListRefused):
    def __init__(self, seen: Sequence[str], needed: str) -> None:
        named = ", ".join(f"“{heading[:40]}”" for heading in seen[:20]) or "none"
        super().__init__(f"No line of headings was recognised. Seen: {named}. {needed}")


class KindNotSaid(ListRefused):
    def __init__(self) -> None:
        super().__init__(
            "The headings do not say who these people are. Say so when handing the file in: "
            "pupil, staff, parent, governor or outside."
        )


class NobodyListed(ListRefused):
    def __init__(self) -> None:
        super().__init__("There are headings, but nobody is listed below them.")


class DirectoryHasChanged(ListRefused):
    def __init__(self) -> None:
        super().__init__(
            "The directory has changed since this preview was made. Hand the file in again."
        )


class NotOneOfThem(ListRefused):
    def __init__(self, row: int) -> None:
        super().__init__(
            f"Row {row}: choose one of the people shown with it, each for one row only."
        )
