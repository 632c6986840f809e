"""What the application needs of the world, and adapters fulfil."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID


class KeyRefused(Exception):
    """A key does not open what it was given: another key, or other bytes."""


class DataKey(Protocol):
    """The key that a case's lines are sealed with (AES-256-GCM)."""

    @property
    def number(self) -> int: ...

    def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """nonce[12] followed by ciphertext and tag."""

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Raises KeyRefused."""


class Keys(Protocol):
    """A school's own key, which wraps the data keys of its cases."""

    def new_data_key(self, school: UUID, stream: UUID) -> tuple[DataKey, bytes]:
        """A fresh key, numbered 1, and its wrapped form."""

    def unwrap(self, school: UUID, stream: UUID, number: int, wrapped: bytes) -> DataKey:
        """Raises KeyRefused."""

    def authenticate(self, school: UUID, request: bytes) -> bytes:
        """HMAC-SHA256 of a request: tells a repeat from another, and nothing else."""


@dataclass(frozen=True, slots=True)
class StreamKeys:
    """What the database keeps for a stream: its tag key, and its data keys wrapped by number."""

    tag_key: bytes
    wrapped: tuple[tuple[int, bytes], ...]

    def numbered(self, number: int) -> bytes | None:
        """The wrapped key of this number; None when it has been destroyed."""
        for key_no, wrapped in self.wrapped:
            if key_no == number:
                return wrapped
        return None


@dataclass(frozen=True, slots=True)
class SeenKey:
    """An Idempotency-Key: whose, which, and what was asked."""

    account: UUID
    key: str
    request_hmac: bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of an append.

    `outcome` is "written", "repeated" (the same request was answered before) or "clash" (the key
    was used for another request). `first_position` and `recorded_ms` are None unless written.
    """

    outcome: str
    first_position: int | None
    recorded_ms: int | None
    answer: Mapping[str, Any] | None


Rows = Mapping[str, Sequence[Mapping[str, Any]]]
