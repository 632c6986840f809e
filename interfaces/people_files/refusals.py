"""Files that cannot be read as a list of people, and why."""

from application.people.refusals import ListRefused


class EmptyFile(ListRefused):
    def __init__(self) -> None:
        super().__init__("The file is empty.")


class WrongKindOfFile(ListRefused):
    def __init__(self, it_is: str) -> None:
        super().__init__(
            f"This is {it_is}. Hand in a CSV file, an Excel workbook (.xlsx) or a OneRoster ZIP."
        )


class TooLarge(ListRefused):
    def __init__(self, what: str) -> None:
        super().__init__(f"The file is too large to be a list of people: {what}.")


class Damaged(ListRefused):
    def __init__(self, what: str) -> None:
        super().__init__(f"The file cannot be read: {what}. Export it once more.")
