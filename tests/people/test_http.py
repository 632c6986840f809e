"""A list of people handed in over the web, looked at, applied; and people looked for."""

from collections.abc import Iterator
from hashlib import sha256
from uuid import uuid4

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from application.record import Line
from domain.people import Role
from domain.school import Counted, PeopleImported
from interfaces.http.app import create_app
from interfaces.people_files.reading import LARGEST_FILE
from interfaces.wiring import Daybook
from tests.http.school_api import SchoolApi, no, pointers, way_in
from tests.people.files import (
    HEADINGS,
    NIAMH,
    PUPILS,
    ZOE,
    csv_file,
    oneroster_file,
    xlsx_file,
)
from tests.postgres.schools import MONDAY_NINE, TOR_HILL, MadeUpSchool, open_school

PEOPLE = "/api/people"
IMPORTS = "/api/people/imports"


@pytest.fixture(scope="module")
def client(daybook: Daybook) -> Iterator[TestClient]:
    app = create_app(daybook, lambda: MONDAY_NINE)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def khan(client: TestClient, school: MadeUpSchool) -> SchoolApi:
    return way_in(client, school, school.khan)


@pytest.fixture
def jones(client: TestClient, school: MadeUpSchool) -> SchoolApi:
    return way_in(client, school, school.jones)


def hand_in(by: SchoolApi, file: bytes, query: str = "", kind: str = "text/csv") -> Response:
    return by.ask(f"{IMPORTS}{query}", file, Content_Type=kind)


def previewed(by: SchoolApi, file: bytes, query: str = "") -> tuple[str, dict[str, int]]:
    answer = hand_in(by, file, query)
    assert answer.status_code == 201, answer.text
    return f"{IMPORTS}/{answer.json()['id']}/apply", answer.json()["counts"]


def take_in(by: SchoolApi, file: bytes) -> None:
    address, _ = previewed(by, file)
    answer = by.ask(address, {})
    assert answer.status_code == 200, answer.text


def found(by: SchoolApi, asked: str) -> list[str]:
    answer = by.read(PEOPLE, q=asked)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


@pytest.mark.parametrize("file", [csv_file(), xlsx_file(PUPILS)], ids=["csv", "xlsx"])
def test_a_file_is_previewed_and_then_applied(khan: SchoolApi, file: bytes) -> None:
    address, counts = previewed(khan, file)
    assert counts["new"] == len(PUPILS)
    assert found(khan, "") == []
    answer = khan.ask(address, {})
    assert answer.status_code == 200
    assert answer.json()["counts"]["new"] == len(PUPILS)
    assert found(khan, "lukas wojcik") == ["Łukasz Wójcik-Green"]


def test_a_body_need_not_be_sent_to_apply(khan: SchoolApi) -> None:
    address, _ = previewed(khan, csv_file())
    assert khan.ask(address, b"").status_code == 200


def test_each_bad_row_is_reported_and_none_is_applied_unasked(khan: SchoolApi) -> None:
    rows = [ZOE, ("2", "", "", "7", "7A"), ("3", "Ashby", "Tom", "99", "7A")]
    told = hand_in(khan, csv_file(rows)).json()
    assert told["problems"] == [
        {"row": 3, "sentence": "There is no name in this row."},
        {"row": 4, "sentence": "There is no Year 99."},
    ]
    assert found(khan, "") == []
    khan.ask(f"{IMPORTS}/{told['id']}/apply", {})
    assert found(khan, "") == ["Zoë Winterbourne"]


def test_what_is_found_says_neither_number_nor_address(khan: SchoolApi) -> None:
    take_in(khan, oneroster_file())
    [item] = khan.read(PEOPLE, q="beth jones").json()["items"]
    assert set(item) == {"id", "kind", "name", "known_as", "year", "form", "post", "leaver"}
    assert (item["kind"], item["post"]) == ("staff", "teacher")


def test_a_row_in_doubt_is_decided_by_whoever_looks(khan: SchoolApi) -> None:
    take_in(khan, csv_file([ZOE[1:]], HEADINGS[1:]))
    told = hand_in(khan, csv_file([ZOE])).json()
    [doubt] = told["perhaps"]
    decision = {"row": doubt["row"], "person": doubt["candidates"][0]["id"]}
    answer = khan.ask(f"{IMPORTS}/{told['id']}/apply", {"decisions": [decision]})
    assert answer.json()["counts"]["confirmed_same"] == 1
    assert found(khan, "") == ["Zoë Winterbourne"]


def test_somebody_who_was_not_shown_cannot_be_chosen(khan: SchoolApi) -> None:
    address, _ = previewed(khan, csv_file())
    wrong = {"row": 2, "person": "00000000-0000-7000-8000-000000000000"}
    no(khan.ask(address, {"decisions": [wrong]}), 422, "not-one-of-them")
    assert found(khan, "") == []


def test_a_part_of_the_school_makes_nobody_a_leaver(khan: SchoolApi) -> None:
    take_in(khan, csv_file())
    assert previewed(khan, csv_file([ZOE]), "?part=true")[1]["leavers"] == 0
    assert previewed(khan, csv_file([ZOE]))[1]["leavers"] == len(PUPILS) - 1


def test_a_preview_is_applied_once(khan: SchoolApi) -> None:
    address, _ = previewed(khan, csv_file())
    assert khan.ask(address, {}).status_code == 200
    no(khan.ask(address, {}), 404, "no-such-preview")


def test_a_preview_belongs_to_whoever_made_it(
    khan: SchoolApi, client: TestClient, daybook: Daybook
) -> None:
    address, _ = previewed(khan, csv_file())
    school = khan.school
    head = daybook.directory.add(school.id, "R. Ellison", Role.HEAD, "Head", TOR_HILL)
    no(way_in(client, school, head).ask(address, {}), 404, "no-such-preview")
    next_door = open_school(daybook)
    no(way_in(client, next_door, next_door.khan).ask(address, {}), 404, "no-such-preview")


def test_a_preview_of_a_directory_that_has_changed_is_refused(khan: SchoolApi) -> None:
    address, _ = previewed(khan, csv_file([ZOE]))
    take_in(khan, csv_file([ZOE, NIAMH]))
    no(khan.ask(address, {}), 409, "directory-has-changed")


def test_imports_are_listed_with_counts_only(khan: SchoolApi) -> None:
    take_in(khan, csv_file())
    answer = khan.read(IMPORTS)
    [item] = answer.json()["items"]
    assert (item["by"], item["counts"]["new"]) == ("A. Khan", len(PUPILS))
    assert "Winterbourne" not in answer.text


def test_another_schools_people_are_not_found(
    khan: SchoolApi, client: TestClient, daybook: Daybook
) -> None:
    take_in(khan, csv_file())
    next_door = open_school(daybook)
    stranger = way_in(client, next_door, next_door.khan)
    assert stranger.read(PEOPLE, q="zoe").json() == {"items": [], "next": None}
    assert stranger.read(IMPORTS).json()["items"] == []


def test_a_long_list_is_read_page_by_page(khan: SchoolApi) -> None:
    take_in(khan, csv_file())
    first = khan.read(PEOPLE, limit=4).json()
    second = khan.read(PEOPLE, limit=4, cursor=first["next"]).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (4, 2, None)
    assert not {item["id"] for item in first["items"]} & {item["id"] for item in second["items"]}


def test_a_list_taken_in_is_a_line_of_the_record_without_anybodys_name(
    khan: SchoolApi, school: MadeUpSchool
) -> None:
    file = csv_file()
    take_in(khan, file)
    line = school.log.read(school.id).lines[-1]
    assert isinstance(line, Line)
    assert isinstance(line.event, PeopleImported)
    assert line.by.name == school.khan.name
    assert line.event.file_sha256 == sha256(file).hexdigest()
    assert Counted(what="new", number=len(PUPILS)) in line.event.counts
    assert school.daybook.verify(school.id).ok


def test_looking_for_somebody_tells_nothing_of_any_case(khan: SchoolApi, jones: SchoolApi) -> None:
    """Neither a number nor a time nor a better place in the list."""
    take_in(khan, csv_file())
    before = [jones.read(PEOPLE, q=asked).json() for asked in ("jo", "tom", "zoe")]
    tom = before[1]["items"][-1]
    link = {"full_name": tom["name"], "kind": "pupil", "capacity": "victim"}
    answer = khan.ask(f"{khan.report()}/link-person", {**link, "directory_id": tom["id"]})
    assert answer.status_code == 200, answer.text
    assert [jones.read(PEOPLE, q=asked).json() for asked in ("jo", "tom", "zoe")] == before
    assert set(tom) == {"id", "kind", "name", "known_as", "year", "form", "post", "leaver"}


def test_a_leaver_who_is_named_in_a_case_is_marked_and_stays(khan: SchoolApi) -> None:
    take_in(khan, csv_file())
    niamh = khan.read(PEOPLE, q="niamh").json()["items"][0]
    link = {"full_name": niamh["name"], "kind": "pupil", "capacity": "victim"}
    khan.ask(f"{khan.report()}/link-person", {**link, "directory_id": niamh["id"]})
    take_in(khan, csv_file([row for row in PUPILS if row != NIAMH]))
    (left,) = khan.read(PEOPLE, q="niamh").json()["items"]
    assert left == {**niamh, "leaver": True}


def test_a_colleague_linked_by_their_id_is_who_the_list_says_and_is_shut_out(
    khan: SchoolApi, jones: SchoolApi, school: MadeUpSchool
) -> None:
    """Only an account can be shut out: the one that has the listed name is theirs."""
    name = school.jones.name
    take_in(khan, csv_file([("BJ", name, "Teacher")], ("Staff code", "Name", "Post")))
    (listed,) = khan.read(PEOPLE, q=name).json()["items"]
    incident = khan.report()
    link = {"kind": "staff", "capacity": "instigator", "directory_id": listed["id"]}
    assert khan.ask(f"{incident}/link-person", link).status_code == 200
    (linked,) = [one for one in khan.timeline(incident) if one["name"] == "person-linked.1"]
    assert linked["fields"]["full_name"] == name
    assert linked["fields"]["account"] == str(school.jones.account)


def test_the_list_does_not_overrule_the_name_nor_hide_the_one_they_go_by(
    khan: SchoolApi, jones: SchoolApi, school: MadeUpSchool, client: TestClient
) -> None:
    """Whoever may be meant by either name is shut out."""
    bailey = school.daybook.directory.add(
        school.id, "Ruth Ellwood", Role.DEPUTY_DSL, "Deputy", TOR_HILL
    )
    rows = [("RB", "Ruth Bailey", "Ruth Ellwood"), ("VR", "Vani Raman", "")]
    take_in(khan, csv_file(rows, ("Staff code", "Name", "Known as")))
    for asked, name in (("bailey", None), ("raman", "Mrs Ellwood")):
        (listed,) = khan.read(PEOPLE, q=asked).json()["items"]
        incident = khan.report()
        link = {"kind": "staff", "capacity": "instigator", "directory_id": listed["id"]}
        answer = khan.ask(
            f"{incident}/link-person", {**link, **({"full_name": name} if name else {})}
        )
        assert answer.status_code == 200, answer.text
        assert way_in(client, school, bailey).read(incident).status_code == 404
    assert "Look again who is meant." in answer.json()["remarks"][-1]


def test_nobody_is_linked_by_an_id_that_nobody_has(khan: SchoolApi) -> None:
    link = {"kind": "pupil", "capacity": "victim", "directory_id": str(uuid4())}
    told = no(khan.ask(f"{khan.report()}/link-person", link), 422)
    assert pointers(told) == ["/directory_id"]


# Every no


def test_a_class_teacher_finds_people_and_takes_in_no_list(jones: SchoolApi) -> None:
    assert jones.read(PEOPLE, q="zoe").status_code == 200
    no(hand_in(jones, csv_file()), 403, "not-yours-to-take-in")
    no(jones.read(IMPORTS), 403, "not-yours-to-take-in")
    no(
        jones.ask(f"{IMPORTS}/00000000-0000-7000-8000-000000000000/apply", {}),
        403,
        "not-yours-to-take-in",
    )


def test_a_governor_sees_figures_and_not_people(
    client: TestClient, school: MadeUpSchool, daybook: Daybook
) -> None:
    reid = daybook.directory.add(school.id, "C. Reid", Role.GOVERNOR, "Governor", TOR_HILL)
    no(way_in(client, school, reid).read(PEOPLE), 403, "not-yours-to-look-for")


def test_nobody_comes_in_without_a_token(client: TestClient) -> None:
    no(client.get(PEOPLE), 401, "sign-in")
    no(client.post(IMPORTS, content=csv_file()), 401, "sign-in")


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.7", "wrong-kind-of-file"),
        (b"PK\x03\x04 cut short", "damaged"),
        (b"Colour,Size\nRed,4", "headings-not-recognised"),
        (b"Surname,Forename\nReid,Carol", "kind-not-said"),
        (b"Adno,Name,Year\n", "nobody-listed"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(
    khan: SchoolApi, file: bytes, kind: str
) -> None:
    no(hand_in(khan, file), 422, kind)


def test_a_form_is_told_to_send_the_file_itself(khan: SchoolApi) -> None:
    no(hand_in(khan, b"--x", kind="multipart/form-data; boundary=x"), 422, "wrong-kind-of-file")


def test_who_is_listed_may_be_said_beside_the_file(khan: SchoolApi) -> None:
    assert previewed(khan, b"Surname,Forename\nReid,Carol", "?kind=governor")[1]["new"] == 1
    told = no(hand_in(khan, csv_file(), "?kind=wizard"), 422, "invalid-field")
    assert pointers(told) == ["query:kind"]


def test_a_file_too_large_is_refused_and_a_large_one_is_not(khan: SchoolApi) -> None:
    told = no(hand_in(khan, b"x" * (LARGEST_FILE + 1)), 413, "too-large")
    assert "8192 KB" in told["detail"]
    no(hand_in(khan, b"\n" + b"x" * (1024 * 1024)), 422)


@pytest.mark.parametrize("cursor", ["x", "é", "LTE=", "OTk5OTk5OTk5OTk5"])
def test_a_cursor_that_is_not_ours_is_refused(khan: SchoolApi, cursor: str) -> None:
    assert pointers(no(khan.read(PEOPLE, cursor=cursor), 422)) == ["query:cursor"]


def test_who_handles_no_case_types_two_letters(khan: SchoolApi, jones: SchoolApi) -> None:
    for asked in ({}, {"q": "z"}, {"q": " z "}):
        assert pointers(no(jones.read(PEOPLE, **asked), 422, "invalid-field")) == ["query:q"]
        assert khan.read(PEOPLE, **asked).status_code == 200
    assert jones.read(PEOPLE, q="zo").status_code == 200
