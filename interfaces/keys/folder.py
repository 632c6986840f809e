"""School keys in a folder, one file each, readable by their owner alone."""

import hmac
import os
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from application.ports import DataKey, KeyRefused
from domain.ledger import seal

KEY_SIZE = 32


class SchoolKeyMissing(Exception):
    """The key file of a school is not there: without it nothing of the school can be read."""

    def __init__(self, sentence: str, school: UUID) -> None:
        super().__init__(sentence)
        self.school = school

    @property
    def told_to_anybody(self) -> str:
        """Without where the keys lie."""
        return (
            f"The key file of the school {self.school} is missing or damaged. "
            "Restore it from the key backup."
        )


class AesDataKey:
    def __init__(self, number: int, key: bytes) -> None:
        self.number = number
        self.cipher = AESGCM(key)

    def seal(self, plaintext: bytes, context: bytes) -> bytes:
        nonce = os.urandom(seal.NONCE_SIZE)
        return nonce + self.cipher.encrypt(nonce, plaintext, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        nonce, ciphertext = sealed[: seal.NONCE_SIZE], sealed[seal.NONCE_SIZE :]
        try:
            return self.cipher.decrypt(nonce, ciphertext, context)
        except (InvalidTag, ValueError):
            raise KeyRefused from None


class KeyFolder:
    """Keys (application.ports) from files of 32 random bytes, mode 0600."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.school_keys: dict[UUID, tuple[AesDataKey, bytes]] = {}

    def create(self, school: UUID) -> None:
        """Raises FileExistsError: a school's key is made once."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.path(school), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_SIZE))
            file.flush()
            os.fsync(file.fileno())

    def path(self, school: UUID) -> Path:
        return self.folder / f"{school}.key"

    def new_data_key(self, school: UUID, stream: UUID) -> tuple[DataKey, bytes]:
        key = os.urandom(KEY_SIZE)
        wrapped = self.school_key(school)[0].seal(key, seal.wrap_context(school, stream, 1))
        return AesDataKey(1, key), wrapped

    def unwrap(self, school: UUID, stream: UUID, number: int, wrapped: bytes) -> DataKey:
        context = seal.wrap_context(school, stream, number)
        return AesDataKey(number, self.school_key(school)[0].open(wrapped, context))

    def authenticate(self, school: UUID, request: bytes) -> bytes:
        return hmac.digest(self.school_key(school)[1], request, sha256)

    def school_key(self, school: UUID) -> tuple[AesDataKey, bytes]:
        if school not in self.school_keys:
            key = self.read(school)
            request_key = HKDFExpand(SHA256(), KEY_SIZE, b"daybook/request/v1").derive(key)
            self.school_keys[school] = AesDataKey(0, key), request_key
        return self.school_keys[school]

    def read(self, school: UUID) -> bytes:
        try:
            key = self.path(school).read_bytes()
        except FileNotFoundError:
            raise SchoolKeyMissing(
                f"The key of school {school} is missing from {self.folder}. "
                "Restore it from the key backup: without it the record cannot be read.",
                school,
            ) from None
        if len(key) != KEY_SIZE:
            raise SchoolKeyMissing(
                f"The key file {self.path(school)} is damaged: not 32 bytes.", school
            )
        return key
