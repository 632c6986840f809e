"""A leaf tells a line's kind and time, so it is for those who read the line. The proof is for all.

Somebody accused who asks for every position in turn must not find a case that is hidden.
"""

from base64 import b64decode
from typing import Any

import pytest

from domain.ledger.leaves import Kind, Leaf
from domain.ledger.proofs import verify_inclusion
from domain.ledger.tree import leaf_hash
from domain.people import Role
from tests.http.cases import told
from tests.http.conftest import Watched
from tests.http.school_api import SchoolApi, incident_of
from tests.http.test_roles import accuse

Proofs = list[dict[str, Any]]


def every_proof(api: SchoolApi) -> Proofs:
    size = api.lines
    asked = {"size": size, "why": "The audit of this term"}
    return [api.read("/api/record/proof", position=at, **asked).json() for at in range(size)]


def leaves(proofs: Proofs) -> dict[int, Leaf]:
    """Those that are told, by position."""
    return {
        proof["position"]: Leaf.unpack(b64decode(proof["leaf"]))
        for proof in proofs
        if proof["leaf"] is not None
    }


def positions(case: Any, api: SchoolApi) -> set[int]:
    """Of the lines of a case, as somebody sees them who reads it."""
    return {item["position"] for item in api.timeline(case.address)}


@pytest.mark.parametrize("role", Role)
def test_every_line_is_proven_to_everybody(watched: Watched, role: Role) -> None:
    case = told(watched.lead, about_an_adult_here="yes")
    watched.head.read(case.address)
    for proof in every_proof(watched[role]):
        path = [b64decode(step) for step in proof["path"]]
        hashed = b64decode(proof["leaf_hash"])
        verify_inclusion(proof["position"], proof["size"], hashed, path, b64decode(proof["root"]))
        if proof["leaf"] is not None:
            assert leaf_hash(b64decode(proof["leaf"])) == hashed


def test_an_auditor_is_given_every_leaf_and_can_count_the_cases(watched: Watched) -> None:
    for answer in ("no", "yes"):
        told(watched.lead, about_an_adult_here=answer)
    before = watched.lead.lines
    found = leaves(every_proof(watched[Role.AUDITOR]))
    assert len(found) == before
    assert [leaf.kind for leaf in found.values()].count(Kind.OPENED) == 2


def test_a_leaf_is_told_to_those_who_read_the_case(watched: Watched) -> None:
    case = told(watched.lead, ("add-note", {}), about_an_adult_here="yes")
    ours = positions(case, watched.lead)
    assert ours <= set(leaves(every_proof(watched.lead)))
    for role in (Role.COORDINATOR, Role.CLASS_TEACHER, Role.GOVERNOR, Role.TECHNICIAN):
        assert not ours & set(leaves(every_proof(watched[role]))), role


def test_whoever_wrote_a_line_is_given_its_leaf_but_not_the_next_ones(watched: Watched) -> None:
    teacher = watched[Role.CLASS_TEACHER]
    case = told(watched.lead, by=teacher, about_an_adult_here="yes")
    case.tell(("add-note", {"text": "Rang the council."}))
    first, second = sorted(positions(case, watched.lead))
    found = set(leaves(every_proof(teacher)))
    assert first in found
    assert second not in found


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY_DSL])
def test_to_the_accused_the_lines_of_a_hidden_case_look_like_lines_that_tell_of_reading(
    watched: Watched, role: Role
) -> None:
    hidden, other = told(watched.lead), told(watched.lead)
    accuse(hidden, watched, role)
    watched.lead.read(other.address)
    watched.lead.read("/api/incidents")
    proofs = every_proof(watched[role])
    ours = positions(hidden, watched.lead)
    reads = {at for at, leaf in leaves(every_proof(watched[Role.AUDITOR])).items()
             if leaf.kind is Kind.READ}  # fmt: skip
    assert ours
    assert reads
    for proof in (proofs[at] for at in (ours | reads)):
        assert proof["leaf"] is None
        assert set(proof) == {"position", "size", "leaf", "leaf_hash", "path", "root"}
    kinds = [leaf.kind for leaf in leaves(proofs).values()]
    assert kinds.count(Kind.OPENED) == 1, "the case that they read, and no other"


def test_that_a_case_was_disposed_of_is_told_to_the_auditor_alone(watched: Watched) -> None:
    case = told(watched.lead)
    watched.school.dispose(incident_of(case.address))
    last = watched.lead.lines - 1
    for role in Role:
        found = leaves(every_proof(watched[role]))
        assert (last in found) == (role is Role.AUDITOR), role
        assert 0 in found, "that the log was opened is no secret"


def test_a_line_written_before_one_was_accused_is_no_longer_told(watched: Watched) -> None:
    case = told(watched.lead, by=watched.head)
    (first,) = positions(case, watched.lead)
    assert first in leaves(every_proof(watched.head))
    accuse(case, watched, Role.HEAD)
    assert first not in leaves(every_proof(watched.head))
