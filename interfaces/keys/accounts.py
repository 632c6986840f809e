"""Small secrets of an account, sealed under its school's own key."""

from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from interfaces.keys.folder import KEY_SIZE, AesDataKey, KeyFolder

INFO = b"daybook/account/v1"


class AccountSeal:
    """Seals for one account and one purpose; nothing sealed opens for another."""

    def __init__(self, keys: KeyFolder) -> None:
        self.keys = keys

    def seal(self, school: UUID, account: UUID, purpose: str, secret: bytes) -> bytes:
        return self.key(school).seal(secret, context(school, account, purpose))

    def open(self, school: UUID, account: UUID, purpose: str, sealed: bytes) -> bytes:
        """Raises KeyRefused."""
        return self.key(school).open(sealed, context(school, account, purpose))

    def key(self, school: UUID) -> AesDataKey:
        return AesDataKey(0, HKDFExpand(SHA256(), KEY_SIZE, INFO).derive(self.keys.read(school)))


def context(school: UUID, account: UUID, purpose: str) -> bytes:
    return INFO + school.bytes + account.bytes + purpose.encode()
