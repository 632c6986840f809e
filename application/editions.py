"""The edition of the playbook that Daybook brings with it."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from domain.playbook.grammar import parse, read_in_use
from domain.playbook.playbook import Playbook
from domain.school_setup.decisions import sha256_of

NEWEST = "2026-09"

# They take long to read, and are read at every request.
playbook_of = lru_cache(maxsize=64)(parse)
adopted_of = lru_cache(maxsize=64)(read_in_use)


@dataclass(frozen=True, slots=True)
class Shipped:
    edition: str
    text: str
    sha256: str

    @property
    def playbook(self) -> Playbook:
        return playbook_of(self.text)


@cache
def shipped() -> Shipped:
    file = files("domain.playbook") / "editions" / f"{NEWEST}.toml"
    text = file.read_text(encoding="utf-8")
    return Shipped(playbook_of(text).edition, text, sha256_of(text))
