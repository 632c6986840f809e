"""What kinds of online-safety incident there are: content, contact, conduct, commerce.

The four heads are those of Keeping children safe in education. Every assessment
writes down the title as it stood that day, so this list may change each September.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.facts import Answer, Fact


class Severity(StrEnum):
    LOW = "low"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Category(StrEnum):
    CT_01 = "CT-01"
    CT_02 = "CT-02"
    CT_03 = "CT-03"
    CT_04 = "CT-04"
    CT_05 = "CT-05"
    CT_06 = "CT-06"
    CT_07 = "CT-07"
    CT_08 = "CT-08"
    CT_09 = "CT-09"
    CT_10 = "CT-10"
    CT_11 = "CT-11"
    CT_12 = "CT-12"
    CN_01 = "CN-01"
    CN_02 = "CN-02"
    CN_03 = "CN-03"
    CN_04 = "CN-04"
    CN_05 = "CN-05"
    CN_06 = "CN-06"
    CN_07 = "CN-07"
    CN_08 = "CN-08"
    CD_01 = "CD-01"
    CD_02 = "CD-02"
    CD_03 = "CD-03"
    CD_04 = "CD-04"
    CD_05 = "CD-05"
    CD_06 = "CD-06"
    CD_07 = "CD-07"
    CD_08 = "CD-08"
    CD_09 = "CD-09"
    CD_10 = "CD-10"
    CD_11 = "CD-11"
    CD_12 = "CD-12"
    CD_13 = "CD-13"
    CD_14 = "CD-14"
    CM_01 = "CM-01"
    CM_02 = "CM-02"
    CM_03 = "CM-03"
    CM_04 = "CM-04"


class Handling(StrEnum):
    """What a category brings with it besides its default severity."""

    ILLEGAL_ROUTE = "illegal-route"
    IMAGE_LOCK = "image-lock"
    STAFF_ROUTE = "staff-route"
    DSL_NOW = "dsl-now"
    PREVENT = "prevent"
    HATE = "hate"
    MAY_BE_ILLEGAL = "may-be-illegal"
    TAKEDOWN_48_HOURS = "takedown-48-hours"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True)
class Kind:
    title: str
    severity: Severity
    handling: frozenset[Handling] = frozenset()


def _kind(title: str, severity: Severity, *handling: Handling) -> Kind:
    return Kind(title, severity, frozenset(handling))


_LOW, _MODERATE, _SERIOUS, _CRITICAL = Severity
_ILLEGAL, _IMAGES = Handling.ILLEGAL_ROUTE, Handling.IMAGE_LOCK

KINDS: dict[Category, Kind] = {
    Category.CT_01: _kind("Child sexual abuse material seen", _CRITICAL, _ILLEGAL, _IMAGES),
    Category.CT_02: _kind("Pornography", _MODERATE),
    Category.CT_03: _kind("Racism, antisemitism or other hate", _SERIOUS, Handling.HATE),
    Category.CT_04: _kind("Misogyny", _MODERATE),
    Category.CT_05: _kind("Self-harm", _SERIOUS, Handling.DSL_NOW),
    Category.CT_06: _kind("Suicide", _CRITICAL, Handling.DSL_NOW),
    Category.CT_07: _kind("Extreme sexual or physical violence", _SERIOUS),
    Category.CT_08: _kind("Radicalisation or extremism", _SERIOUS, Handling.PREVENT),
    Category.CT_09: _kind("Misinformation, disinformation or conspiracy theories", _LOW),
    Category.CT_10: _kind("Eating disorders or dangerous challenges", _MODERATE),
    Category.CT_11: _kind("A site against school policy, such as games or social networks", _LOW),
    Category.CT_12: _kind("Filter failed or blocked too much", _LOW, Handling.TECHNICAL),
    Category.CN_01: _kind("Grooming, or an adult posing as a child", _CRITICAL, _ILLEGAL),
    Category.CN_02: _kind("Sexual exploitation or coercion", _CRITICAL, _ILLEGAL),
    Category.CN_03: _kind("Threat to share sexual images", _CRITICAL, _ILLEGAL, _IMAGES),
    Category.CN_04: _kind("Criminal or financial exploitation", _SERIOUS),
    Category.CN_05: _kind("Peer pressure", _MODERATE),
    Category.CN_06: _kind("Harm by an AI companion or chatbot", _MODERATE),
    Category.CN_07: _kind("Contact by an unknown adult, not sexual", _MODERATE),
    Category.CN_08: _kind(
        "Inappropriate contact of staff with a pupil", _CRITICAL, Handling.STAFF_ROUTE
    ),
    Category.CD_01: _kind("Nudes or semi-nudes: own image shared", _SERIOUS, _IMAGES),
    Category.CD_02: _kind(
        "Nudes or semi-nudes: passed on without consent", _CRITICAL, _ILLEGAL, _IMAGES
    ),
    Category.CD_03: _kind(
        "Sexual image of a pupil made or altered by AI", _CRITICAL, _ILLEGAL, _IMAGES
    ),
    Category.CD_04: _kind(
        "Intimate image or deepfake of an adult", _CRITICAL, _ILLEGAL, Handling.TAKEDOWN_48_HOURS
    ),
    Category.CD_05: _kind("Sharing pornography", _MODERATE),
    Category.CD_06: _kind("Online bullying of a pupil", _MODERATE, Handling.MAY_BE_ILLEGAL),
    Category.CD_07: _kind("Abuse of staff online", _SERIOUS),
    Category.CD_08: _kind("Impersonation or a fake account", _MODERATE),
    Category.CD_09: _kind("Using another person's username and password", _MODERATE),
    Category.CD_10: _kind("Filming in a lesson", _LOW),
    Category.CD_11: _kind("Hacking or getting round protection", _SERIOUS),
    Category.CD_12: _kind("Hate conduct by a pupil", _SERIOUS, Handling.HATE),
    # A nudifying tool is an offence: the assessor raises it to critical.
    Category.CD_13: _kind("Misuse of AI", _LOW, Handling.MAY_BE_ILLEGAL),
    Category.CD_14: _kind("Another breach of the acceptable use agreement", _LOW),
    Category.CM_01: _kind("Gambling or loot boxes", _LOW),
    Category.CM_02: _kind("Inappropriate advertising", _LOW),
    Category.CM_03: _kind("Phishing", _MODERATE),
    Category.CM_04: _kind("Scam, fraud or money mule", _SERIOUS),
}

# The questions that a category itself raises: until somebody answers, each counts as not known.
RAISES: dict[Category, frozenset[Fact]] = {
    Category.CT_01: frozenset({Fact.ILLEGAL, Fact.SEXUAL_IMAGE_OF_UNDER_18, Fact.CHILD_AT_RISK}),
    Category.CT_05: frozenset({Fact.CHILD_AT_RISK}),
    Category.CT_06: frozenset({Fact.CHILD_AT_RISK}),
    Category.CT_08: frozenset({Fact.RADICALISATION}),
    Category.CT_12: frozenset({Fact.TECHNICAL}),
    Category.CN_01: frozenset({Fact.ILLEGAL, Fact.COERCION_OR_GROOMING, Fact.CHILD_AT_RISK}),
    Category.CN_02: frozenset({Fact.ILLEGAL, Fact.COERCION_OR_GROOMING, Fact.CHILD_AT_RISK}),
    Category.CN_03: frozenset(
        {
            Fact.ILLEGAL,
            Fact.COERCION_OR_GROOMING,
            Fact.SEXUAL_IMAGE_OF_UNDER_18,
            Fact.CHILD_AT_RISK,
        }
    ),
    Category.CN_04: frozenset({Fact.CHILD_AT_RISK}),
    Category.CN_07: frozenset({Fact.OUTSIDE_ADULT}),
    Category.CN_08: frozenset({Fact.STAFF_INSTIGATOR, Fact.CHILD_AT_RISK}),
    Category.CD_01: frozenset({Fact.SEXUAL_IMAGE_OF_UNDER_18}),
    Category.CD_02: frozenset({Fact.ILLEGAL, Fact.SEXUAL_IMAGE_OF_UNDER_18}),
    Category.CD_03: frozenset({Fact.ILLEGAL, Fact.SEXUAL_IMAGE_OF_UNDER_18}),
    Category.CD_04: frozenset({Fact.ILLEGAL, Fact.INTIMATE_IMAGE_OF_ADULT}),
    Category.CD_06: frozenset({Fact.PUPIL_VICTIM}),
    Category.CD_07: frozenset(
        {Fact.STAFF_VICTIM_OF_PARENT, Fact.STAFF_VICTIM_OF_PUPIL, Fact.STAFF_VICTIM_OF_STAFF}
    ),
}
# Of these, what cannot wait for an assessment: it counts where a category is only guessed as well.
CANNOT_WAIT = frozenset(
    {
        Fact.ILLEGAL,
        Fact.SEXUAL_IMAGE_OF_UNDER_18,
        Fact.CHILD_AT_RISK,
        Fact.IMMEDIATE_DANGER,
        Fact.COERCION_OR_GROOMING,
        Fact.RADICALISATION,
    }
)
# By whom a member of staff was hurt: where one of these is so, the others need no answer.
ALTERNATIVES = RAISES[Category.CD_07]
GRAVE = frozenset({Severity.SERIOUS, Severity.CRITICAL})

SECONDARY_AT_MOST = 2


def default_severity(*categories: Category) -> Severity:
    """The highest of the defaults, so that a second category never hides behind the first."""
    return max((KINDS[category].severity for category in categories), key=lambda s: s.rank)


def suggests_images(*categories: Category) -> bool:
    return any(Handling.IMAGE_LOCK in KINDS[category].handling for category in categories)


def needs_dsl_now(*categories: Category) -> bool:
    return any(Handling.DSL_NOW in KINDS[category].handling for category in categories)


def raised_by(categories: Iterable[Category]) -> frozenset[Fact]:
    """The questions that an assessment of these raises."""
    return frozenset[Fact]().union(*(RAISES.get(one, frozenset()) for one in categories))


def raised_by_guess(category: Category | None) -> frozenset[Fact]:
    """Those that the category guessed with a report raises until the first assessment."""
    return raised_by((category,)) & CANNOT_WAIT if category else frozenset()


def unanswered(raised: frozenset[Fact], facts: Mapping[Fact, Answer]) -> frozenset[Fact]:
    """Those that nobody has answered; one of the alternatives speaks for the others."""
    opens = (Answer.YES, Answer.NOT_KNOWN)
    settled = any(facts.get(fact) in opens for fact in ALTERNATIVES)
    return raised - frozenset(facts) - (ALTERNATIVES if settled else frozenset())
