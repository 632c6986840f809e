"""Lists of invented people, as the systems of schools write them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from application.people.lists import PeopleList, read_list
from application.people.person import Kind
from interfaces.people_files.reading import sheets_of

TODAY = date(2026, 9, 7)

HEADINGS = ("Admission No", "Legal Surname", "Legal Forename", "Year Group", "Reg Group")
ZOE = ("001", "Winterbourne", "Zoë", "7", "7A")
LUKASZ = ("002", "Wójcik-Green", "Łukasz", "7", "7B")
PUNJABI = ("003", "ਕੌਰ", "ਪੰਜਾਬੀ", "8", "8A")
NIAMH = ("004", "O'Brien", "Niamh", "9", "9C")
# Two boys of one name in one year; only their numbers and forms differ.
TOM, OTHER_TOM = ("005", "Ashby", "Tom", "8", "8A"), ("006", "Ashby", "Tom", "8", "8B")
PUPILS = (ZOE, LUKASZ, PUNJABI, NIAMH, TOM, OTHER_TOM)
IN_CP1252 = (ZOE, NIAMH, TOM, OTHER_TOM)  # Windows has no letters for the other two.

Row = Sequence[str]


def csv_text(rows: Iterable[Row], headings: Row = HEADINGS, separator: str = ",") -> str:
    file = StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows([headings, *rows])
    return file.getvalue()


def csv_file(rows: Iterable[Row] = PUPILS, headings: Row = HEADINGS) -> bytes:
    return csv_text(rows, headings).encode()


def packed(**files: str | bytes) -> bytes:
    """A ZIP. `users_csv="…"` becomes a file called users.csv."""
    return zipped({name.replace("_", "."): content for name, content in files.items()})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def xlsx_file(rows: Iterable[Row], headings: Row = HEADINGS, title: str = "") -> bytes:
    """The smallest workbook that there can be. Cells of digits only are numbers, as in Excel."""
    above: list[Row] = [(title,), ()] if title else []
    lines = "".join(
        f'<row r="{at}">{"".join(cell(text, at, place) for place, text in enumerate(row))}</row>'
        for at, row in enumerate([*above, headings, *rows], start=1)
    )
    return workbook(lines)


def cell(text: str, row: int, place: int) -> str:
    where = f"{chr(65 + place)}{row}"
    if text.isdigit():
        return f'<c r="{where}"><v>{text}</v></c>'
    return f'<c r="{where}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def workbook(lines: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
            f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Pupils" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}'
            "</sheetData></worksheet>",
        }
    )


USER_HEADINGS = (
    *("sourcedId", "status", "dateLastModified", "enabledUser", "username", "userIds"),
    *("givenName", "familyName", "middleName", "identifier", "email", "sms", "phone"),
    *("agentSourcedIds", "grades", "password", "userMasterIdentifier", "resourceSourcedIds"),
    *("preferredGivenName", "preferredMiddleName", "preferredFamilyName"),
    *("primaryOrgSourcedId", "pronouns"),
)
ROLE_HEADINGS = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId"


def oneroster_user(id: str, given: str, family: str, **more: str) -> Row:
    said = {"sourcedId": id, "givenName": given, "familyName": family, "enabledUser": "true"}
    said |= {"password": "not-to-be-kept", **more}
    return [said.get(heading, "") for heading in USER_HEADINGS]


def oneroster_file(processing: str = "bulk") -> bytes:
    users = [
        oneroster_user("u1", "Zoë", "Winterbourne", grades="07", email="zoe@school.example"),
        oneroster_user("u2", "Beth", "Jones", email="b.jones@school.example"),
        oneroster_user("u3", "Dilys", "Winterbourne", email="dilys@home.example"),
        oneroster_user("u4", "Gareth", "Left", grades="11", status="tobedeleted"),
    ]
    roles = [
        ROLE_HEADINGS,
        "r1,,,u1,primary,student,s",
        "r0,,,u2,secondary,parent,s",
        "r2,,,u2,primary,teacher,s",
        "r3,,,u3,primary,guardian,s",
        "r4,,,u4,primary,student,s",
    ]
    manifest = f"propertyName,value\noneroster.version,1.2\nfile.users,{processing}\n"
    return packed(
        manifest_csv=manifest,
        users_csv=csv_text(users, USER_HEADINGS),
        roles_csv="\n".join(roles),
    )


def listed(data: bytes, kind: Kind | None = None) -> PeopleList:
    return read_list(sheets_of(data), TODAY, kind)


def names(people: PeopleList) -> list[str]:
    return [row.details.name for row in people.rows]
