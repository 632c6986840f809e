"""A form with a file, as a browser sends it (multipart/form-data, RFC 7578)."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    content: bytes
    is_file: bool


def parts_of(kind: str, body: bytes, most: int) -> Sequence[Part]:
    """Raises ValueError for what is no such form, or has more parts than that."""
    boundary = headers(f"Content-Type: {kind}").get_param("boundary")
    if not isinstance(boundary, str) or not 0 < len(boundary) <= 70:
        raise ValueError("no boundary")
    before, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1"), most + 2)
    if before or not parts or not parts[-1].startswith(b"--"):
        raise ValueError("no end, or too many parts")
    return [part(one) for one in parts[:-1]]


def part(sent: bytes) -> Part:
    above, blank, content = sent.partition(b"\r\n\r\n")
    told = headers(above.decode(errors="replace").strip())
    name = told.get_param("name", header="content-disposition")
    if not blank or not isinstance(name, str):
        raise ValueError("a part without a name")
    return Part(name, content, told.get_filename() is not None)


def headers(text: str) -> Message:
    return HeaderParser().parsestr(text)
