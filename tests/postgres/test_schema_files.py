"""The schema's files are history: a database that has run one never runs it again."""

import hashlib
from pathlib import Path

import pytest

from interfaces.postgres.migrate import SCHEMA

ROLLED_OUT = Path(__file__).with_name("schema.sha256")

FILES = {
    name: digest
    for digest, name in map(str.split, ROLLED_OUT.read_text(encoding="utf-8").splitlines())
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_has_been_rolled_out_is_never_edited(name: str) -> None:
    digest = hashlib.sha256((SCHEMA / name).read_bytes()).hexdigest()
    assert digest == FILES[name], (
        f"{name} was edited. A school's database has run it already and will not run it again: "
        "take the edit back, and say the change in a new file with the next number."
    )


def test_every_file_of_the_schema_is_listed() -> None:
    unlisted = sorted({path.name for path in SCHEMA.glob("*.sql")} - FILES.keys())
    assert not unlisted, (
        f"add a line for {', '.join(unlisted)} to tests/postgres/schema.sha256: "
        "`sha256sum *.sql` in interfaces/postgres/schema"
    )
