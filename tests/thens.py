"""What may follow when somebody asks: the same words for every aggregate."""

from typing import Any

import pytest

from domain.incident.refusals import Refused


class Thens:
    @property
    def decided(self) -> list[Any]:
        raise NotImplementedError

    @property
    def event(self) -> Any:
        (event,) = self.decided
        return event

    def then(self, *expected: Any) -> None:
        assert self.decided == list(expected)

    def then_nothing(self) -> None:
        self.then()

    def then_refused(self, refusal: type[Refused]) -> Refused:
        with pytest.raises(refusal) as refused:
            _ = self.decided
        assert type(refused.value) is refusal
        return refused.value
