"""The closed lists of words that lines of an incident are written in."""

from dataclasses import dataclass
from enum import StrEnum

from domain.facts import Answer, Fact


class Received(StrEnum):
    """How the person who writes it down came to know."""

    SEEN_OR_HEARD = "seen-or-heard"
    TOLD_IN_PERSON = "told-in-person"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    ONLINE_FORM = "online-form"
    FILTER_ALERT = "filter-alert"
    OTHER = "other"
    NOT_SAID = "not-said"


class ReporterKind(StrEnum):
    NAMED = "named"
    CONFIDENTIAL = "confidential"  # Known to the school, not to be told to others.
    ANONYMOUS = "anonymous"


class Capacity(StrEnum):
    """What somebody was in this incident, as alleged: one for each person."""

    VICTIM = "victim"
    INSTIGATOR = "instigator"
    WITNESS = "witness"
    BYSTANDER = "bystander"
    REPORTER = "reporter"
    SUPPORTER = "supporter"
    UNKNOWN = "unknown"


class PersonKind(StrEnum):
    PUPIL = "pupil"
    STAFF = "staff"
    SUPPLY = "supply"
    VOLUNTEER = "volunteer"
    GOVERNOR = "governor"
    PARENT = "parent"
    EXTERNAL_ADULT = "external-adult"
    EXTERNAL_CHILD = "external-child"
    UNKNOWN = "unknown"


ADULTS_HERE = frozenset(
    {PersonKind.STAFF, PersonKind.SUPPLY, PersonKind.VOLUNTEER, PersonKind.GOVERNOR}
)
# Until somebody says otherwise.
MAY_WORK_HERE = ADULTS_HERE | {PersonKind.UNKNOWN}


class ImageLock(StrEnum):
    OPEN = "open"
    UNTIL_THE_DSL_DECIDES = "until-the-dsl-decides"
    FOR_EVER = "for-ever"


class Basis(StrEnum):
    """Whether a text is fact, reported speech or opinion."""

    OBSERVED = "observed"
    REPORTED_SPEECH = "reported-speech"
    VERBATIM = "verbatim"
    PROFESSIONAL_OPINION = "professional-opinion"


class SafetyStep(StrEnum):
    MONITOR_OFF = "monitor-off"
    LAPTOP_CLOSED = "laptop-closed"
    TOLD_STAFF = "told-staff"
    DEVICE_ISOLATED = "device-isolated"
    ACCOUNT_SUSPENDED = "account-suspended"
    OTHER = "other"


class EvidenceKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    SCREENSHOT = "screenshot"
    PRINTOUT = "printout"
    AUDIO = "audio"
    DOCUMENT = "document"
    WORDS = "words"  # Described, not copied.
    CORRESPONDENCE = "correspondence"  # Text only, such as letters of the police or the LADO.
    WEB_ADDRESS = "web-address"  # Dead text: never followed, never previewed.
    ACCOUNT_LOG = "account-log"
    DEVICE = "device"
    OTHER = "other"


# A list of what stays open, so that a kind added later is shut until somebody opens it.
OPEN_UNDER_THE_IMAGE_LOCK = frozenset(
    {
        EvidenceKind.WORDS,
        EvidenceKind.CORRESPONDENCE,
        EvidenceKind.WEB_ADDRESS,
        EvidenceKind.ACCOUNT_LOG,
        EvidenceKind.DEVICE,
    }
)


class How(StrEnum):
    IN_PERSON = "in-person"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    ONLINE_FORM = "online-form"
    MESSAGE = "message"
    OTHER = "other"
    NOT_SAID = "not-said"  # Nobody wrote it down; sentences leave it out.


class Agency(StrEnum):
    SOCIAL_CARE = "childrens-social-care"
    POLICE = "police"
    EARLY_HELP = "early-help"
    MENTAL_HEALTH = "camhs"
    CEOP = "ceop"
    IWF = "iwf"
    PREVENT = "prevent"
    NATIONAL_REFERRAL_MECHANISM = "national-referral-mechanism"
    BARRING_SERVICE = "dbs"
    TEACHING_REGULATION = "tra"
    LOCAL_AUTHORITY = "local-authority"
    OTHER = "other"


AGENCY_WORDS: dict[Agency, str] = {
    Agency.SOCIAL_CARE: "children's social care",
    Agency.POLICE: "the police",
    Agency.MENTAL_HEALTH: "CAMHS",
    Agency.CEOP: "CEOP",
    Agency.IWF: "the IWF",
    Agency.PREVENT: "the Prevent team",
    Agency.NATIONAL_REFERRAL_MECHANISM: "the national referral mechanism",
    Agency.BARRING_SERVICE: "the DBS",
    Agency.TEACHING_REGULATION: "the TRA",
    Agency.LOCAL_AUTHORITY: "the local authority",
    Agency.EARLY_HELP: "early help",
    Agency.OTHER: "another agency",
}


def called(agency: Agency, name: str | None = None) -> str:
    return name or AGENCY_WORDS[agency]


class Adviser(StrEnum):
    """Who was asked for advice."""

    LADO = "lado"
    HR = "schools-hr"
    ONLINE_SAFETY_TEAM = "online-safety-team"
    HEALTH_AND_WELLBEING = "health-education-and-wellbeing-adviser"
    EFFECTIVENESS_ADVISER = "school-effectiveness-adviser"
    GOVERNANCE = "schools-governance"
    LEGAL_SERVICES = "legal-services"
    UNION = "union"
    POLICE = "police"
    SOCIAL_CARE = "childrens-social-care"
    HELPLINE = "professionals-helpline"
    OTHER = "other"


class ReferralReply(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MORE_INFORMATION = "more-information"
    NO_REPLY_EXPECTED = "no-reply-expected"


class Consent(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    NOT_SOUGHT_FOR_SAFETY = "not-sought-for-safety"
    NOT_NEEDED = "not-needed"
    NOT_KNOWN = "not-known"


class Duty(StrEnum):
    CHILD_SEXUAL_ABUSE = "child-sexual-abuse"
    FEMALE_GENITAL_MUTILATION = "female-genital-mutilation"
    OTHER = "other"


class Recipient(StrEnum):
    """As what somebody received an exhibit."""

    POLICE = "police"
    OWNER_OR_PARENT = "owner-or-parent"
    COLLEAGUE = "colleague"
    OTHER = "other"


class RemovalThrough(StrEnum):
    PERSON = "person"
    PLATFORM = "platform"
    REPORT_REMOVE = "report-remove"
    REPORT_HARMFUL_CONTENT = "report-harmful-content"
    IWF = "iwf"
    PROFESSIONALS_HELPLINE = "professionals-helpline"
    OTHER = "other"


class RemovalResult(StrEnum):
    REMOVED = "removed"
    PARTLY_REMOVED = "partly-removed"
    REFUSED = "refused"
    NO_ANSWER = "no-answer"


class Supporter(StrEnum):
    CLASS_TEACHER = "class-teacher"
    COORDINATOR = "online-safety-coordinator"
    SENIOR_LEADER = "senior-leader"
    HEAD = "head"
    DSL = "dsl"
    SCHOOL_POLICE_OFFICER = "school-police-officer"
    UNION = "union"
    HR = "hr"
    OTHER = "other"


class Intent(StrEnum):
    ACCIDENTAL = "accidental"
    DELIBERATE = "deliberate"
    UNDETERMINED = "undetermined"


class AllegationOutcome(StrEnum):
    SUBSTANTIATED = "substantiated"
    MALICIOUS = "malicious"
    FALSE = "false"
    UNSUBSTANTIATED = "unsubstantiated"
    UNFOUNDED = "unfounded"


# Why an account is shut out that may be the accused one's; the name as it was linked follows.
IN_DOUBT = "May be the person named: "

# The mark on the appointment of somebody who cannot sign in.
WITHOUT_ACCOUNT = "the case manager has no account here, so name and post are as they were told"

# Part four of Keeping children safe in education: nothing else may stand in a reference.
FOR_REFERENCES = frozenset({AllegationOutcome.SUBSTANTIATED})


class Consideration(StrEnum):
    """The questions a school is told to consider, each answered yes or no with a reason."""

    DSL_INVOLVEMENT = "dsl-involvement"
    CHAIR_INVOLVEMENT = "chair-involvement"
    GOVERNOR_REPORT = "governor-report"
    REFERRAL = "referral"
    OTHER_PUPILS = "other-pupils"
    BARRING_REFERRAL = "barring-referral"
    EMPLOYMENT = "employment"
    CONFISCATION = "confiscation"
    OTHER = "other"


class LinkKind(StrEnum):
    RELATED = "related"
    DUPLICATE = "duplicate"
    SAME_PEOPLE = "same-people"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact as answered, with who said so and why."""

    fact: Fact
    answer: Answer
    who_said_so: str
    why: str
