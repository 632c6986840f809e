"""Which column of an export holds what, whoever made the export."""

from collections.abc import Sequence
from enum import StrEnum

from application.people.person import Kind
from domain.names import plain


class Column(StrEnum):
    MIS_ID = "mis_id"
    UPN = "upn"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    PREFERRED_GIVEN = "preferred_given"
    PREFERRED_FAMILY = "preferred_family"
    KNOWN_AS = "known_as"
    YEAR = "year"
    FORM = "form"
    POST = "post"
    KIND = "kind"
    ROLE = "role"
    EMAIL = "email"
    LEFT_ON = "left_on"
    LEAVER = "leaver"
    STATUS = "status"


# As SIMS, Arbor, Bromcom, ScholarPack and OneRoster 1.2 name them, letters only, the best first.
# A plain "Forename" is the legal one, unless the file has a legal one besides.
HEADINGS: dict[Column, str] = {
    Column.MIS_ID: "misid sourcedid admissionnumber admissionno adno admno admissionnum studentid"
    " pupilid learnerid arborid arborstudentid bromcomid simsid personid staffid staffcode"
    " employeeid employeenumber uniqueid externalid localid id identifier",
    Column.UPN: "upn uniquepupilnumber",
    Column.NAME: "name fullname legalname legalfullname pupilname studentname learnername"
    " staffname pupil student displayname surnameforename surnameandforename"
    " legalsurnameforename legalsurnamelegalforename lastnamefirstname",
    Column.GIVEN: "legalforename legalforenames legalfirstname forename forenames firstname"
    " firstnames givenname",
    Column.FAMILY: "legalsurname legallastname legalfamilyname surname lastname familyname",
    Column.PREFERRED_GIVEN: "preferredforename preferredfirstname preferredgivenname"
    " chosenforename chosenfirstname forename firstname givenname",
    Column.PREFERRED_FAMILY: "preferredsurname preferredlastname preferredfamilyname"
    " chosensurname chosenlastname surname lastname familyname",
    Column.KNOWN_AS: "knownas preferredname chosenname preferredfullname",
    Column.YEAR: "year yeargroup yr yrgrp yeargrp ncyear ncyearactual nationalcurriculumyear"
    " nationalcurriculumyeargroup curriculumyear currentyear currentyeargroup yeartaughtin"
    " grade grades",
    Column.FORM: "form reggroup reg reggrp registrationgroup registrationform registrationclass"
    " currentregistrationform currentform formgroup tutorgroup tutorgrp class classname",
    Column.POST: "post jobtitle job position posttitle businessrole staffrole mainrole",
    Column.KIND: "kind type persontype usertype",
    Column.ROLE: "role roles",
    Column.EMAIL: "email emailaddress workemail workemailaddress mainemail schoolemail"
    " primaryemail staffemail defaultemail",
    Column.LEFT_ON: "dateofleaving leavingdate dol leavedate dateleft employmentenddate",
    Column.LEAVER: "leaver isleaver hasleft",
    Column.STATUS: "status enrolmentstatus enrollmentstatus rollstatus",
}

NEEDED = "Needed: a full name, or a surname and a forename."

KIND_WORDS: dict[Kind, str] = {
    Kind.PUPIL: "pupil student learner child",
    Kind.STAFF: "staff teacher teachingassistant ta aide principal headteacher employee"
    " administrator counselor districtadministrator siteadministrator systemadministrator"
    " supportstaff supply volunteer",
    Kind.PARENT: "parent carer parentcarer parentorcarer guardian relative",
    Kind.GOVERNOR: "governor chairofgovernors",
    Kind.OUTSIDE: "outside external outsideprofessional professional agency proctor",
}
KIND_OF = {word: kind for kind, words in KIND_WORDS.items() for word in words.split()}

SAYS_PUPIL = ("pupil", "student", "learner", "admission", "adno", "admno")
SAYS_STAFF = ("staff", "employee", "employment")


def letters(heading: str) -> str:
    """`Legal Surname`, `legal_surname` and `LEGALSURNAME` are one heading."""
    return "".join(each for each in plain(heading) if each.isalpha())


def recognised(headings: Sequence[str]) -> dict[Column, int]:
    """Where each column stands. Empty when the line cannot be the one with the headings."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(letters(heading), place)
    columns: dict[Column, int] = {}
    for column, words in HEADINGS.items():
        free = [word for word in words.split() if places.get(word, -1) not in columns.values()]
        if best := next((word for word in free if word in places), None):
            columns[column] = places[best]
    return columns if names_somebody(columns) else {}


def names_somebody(columns: dict[Column, int]) -> bool:
    given = Column.GIVEN in columns or Column.PREFERRED_GIVEN in columns
    family = Column.FAMILY in columns or Column.PREFERRED_FAMILY in columns
    return Column.NAME in columns or (given and family)


def kind_of_list(headings: Sequence[str], columns: dict[Column, int]) -> Kind | None:
    """Whether the headings are those of a list of pupils or of staff; None when in doubt."""
    words = [letters(heading) for heading in headings]
    pupils = bool({Column.UPN, Column.YEAR, Column.FORM} & set(columns)) or any(
        word.startswith(SAYS_PUPIL) for word in words
    )
    staff = Column.POST in columns or any(word.startswith(SAYS_STAFF) for word in words)
    match pupils, staff:
        case True, False:
            return Kind.PUPIL
        case False, True:
            return Kind.STAFF
        case _:
            return None
