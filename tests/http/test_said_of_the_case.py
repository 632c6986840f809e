"""What the case's own page says so that nobody is misled by it."""

from tests.http.school_api import SchoolApi

SAID = {"who_said_so": "A. Khan", "why": "As Ellie told it."}
ADULT = {"kind": "staff", "capacity": "instigator"}


def locked(khan: SchoolApi, incident: str, answer: str = "not-known") -> None:
    finding = {"fact": "sexual-image-of-under-18", "answer": answer, **SAID}
    assert khan.ask(f"{incident}/change-facts", {"findings": [finding]}).status_code == 200


def test_a_screenshot_from_before_the_image_lock_is_named(khan: SchoolApi) -> None:
    incident = khan.report()
    kept = {"exhibit": "AK/1", "kind": "screenshot", "description": "The chat on her phone."}
    assert khan.ask(f"{incident}/keep-evidence", kept).status_code == 200
    words = {"exhibit": "AK/2", "kind": "words", "description": "What she told me."}
    assert khan.ask(f"{incident}/keep-evidence", words).status_code == 200
    assert khan.read(incident).json()["kept_before_the_lock"] is None
    locked(khan, incident)
    told = khan.read(incident).json()["kept_before_the_lock"]
    assert told.startswith("AK/1 (screenshot) was kept before the image lock and may show")
    assert "AK/2" not in told
    renamed = {"line": 2, "field": "exhibit", "new": "AK/7", "reason": "Miscounted."}
    assert khan.ask(f"{incident}/correct-line", renamed).status_code == 200
    assert khan.read(incident).json()["kept_before_the_lock"].startswith("AK/7 (screenshot)")
    locked(khan, incident, "no")
    assert khan.read(incident).json()["kept_before_the_lock"] is None


def test_a_locked_case_without_pictures_says_nothing_of_any(khan: SchoolApi) -> None:
    incident = khan.report()
    locked(khan, incident, "yes")
    assert khan.read(incident).json()["kept_before_the_lock"] is None


def test_the_lado_who_knows_of_one_adult_has_not_been_told_of_the_next(khan: SchoolApi) -> None:
    incident = khan.report(about_an_adult_here="yes")
    khan.ask(f"{incident}/link-person", {"full_name": "Alan Pike", **ADULT})
    khan.ask(f"{incident}/escalate-to-lado", {"lado": "Helen Frost", "discussed": "Mr Pike."})
    assert khan.read(incident).json()["lado_contacted"] is True
    khan.ask(f"{incident}/link-person", {"full_name": "Carol Lyle", **ADULT})
    assert khan.read(incident).json()["lado_contacted"] is False
    khan.ask(f"{incident}/escalate-to-lado", {"lado": "Helen Frost", "discussed": "Mrs Lyle."})
    assert khan.read(incident).json()["lado_contacted"] is True
