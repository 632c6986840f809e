"""What a sealed line is bound to, so that no line can wear another's words."""

from uuid import UUID

NONCE_SIZE = 12


def context(school: UUID, stream: UUID, version: int, key_no: int, body_hash: bytes) -> bytes:
    """The associated data of AES-256-GCM for one sealed line."""
    return b"".join(
        (
            b"daybook/seal/v1",
            school.bytes,
            stream.bytes,
            version.to_bytes(8, "big"),
            key_no.to_bytes(4, "big"),
            body_hash,
        )
    )


def wrap_context(school: UUID, stream: UUID, key_no: int) -> bytes:
    """The associated data under which a school's key wraps the data key of a case."""
    return b"daybook/wrap/v1" + school.bytes + stream.bytes + key_no.to_bytes(4, "big")
