"""Unique pupil numbers: does the check letter agree?"""

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # without I, O and S
SHAPE = re.compile(r"[A-Z]\d{11}[0-9A-Z]", re.ASCII)


def is_upn(text: str) -> bool:
    """Weights 2 to 13, modulo 23. A temporary number ends in a letter, which counts as well."""
    upn = text.upper()
    if not SHAPE.fullmatch(upn) or upn[0] not in LETTERS:
        return False
    if not upn[-1].isdigit() and upn[-1] not in LETTERS:
        return False
    values = [int(each) if each.isdigit() else LETTERS.index(each) for each in upn[1:]]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return LETTERS[total % 23] == upn[0]
