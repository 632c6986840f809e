"""Opening a ZIP without letting it grow."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from interfaces.people_files.refusals import Damaged, TooLarge

LARGEST_UNPACKED = 48 * 1024 * 1024  # bytes, of all members together
MOST_MEMBERS = 500


def opened(data: bytes) -> dict[str, bytes]:
    """Every member, counted while it is unpacked: what a ZIP says of its size is not believed."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            return members_of(packed)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError):
        raise Damaged("the ZIP is damaged") from None
    except (NotImplementedError, RuntimeError):  # An unusual compression, or a password.
        raise Damaged("the ZIP is locked, or packed in an unusual way") from None


def members_of(packed: ZipFile) -> dict[str, bytes]:
    infos = [info for info in packed.infolist() if not info.filename.endswith("/")]
    if len(infos) > MOST_MEMBERS:
        raise TooLarge(f"it holds {len(infos)} files")
    left = LARGEST_UNPACKED
    members: dict[str, bytes] = {}
    for info in infos:
        with packed.open(info) as member:
            members[info.filename] = member.read(left + 1)
        left -= len(members[info.filename])
        if left < 0:
            raise TooLarge("it unpacks to more than any school's list")
    return members
