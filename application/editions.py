"""The edition of the playbook that Daybook brings with it."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from domain.playbook.grammar import parse
from domain.playbook.playbook import Playbook
from domain.school_setup.decisions import sha256_of

NEWEST = "2026-09"

playbook_of = lru_cache(maxsize=64)(parse)  # It takes long to read, and is read at every request.


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
