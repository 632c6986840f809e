"""The closed list of facts that a playbook may ask about (DESIGN section 4)."""

from enum import StrEnum


class Answer(StrEnum):
    """ "Not known" is an answer, and it opens the protective route."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


class Fact(StrEnum):
    ILLEGAL = "illegal"
    SEXUAL_IMAGE_OF_UNDER_18 = "sexual-image-of-under-18"
    INTIMATE_IMAGE_OF_ADULT = "intimate-image-of-adult"
    CHILD_AT_RISK = "child-at-risk"
    IMMEDIATE_DANGER = "immediate-danger"
    STAFF_INSTIGATOR = "staff-instigator"
    SUBJECT_IS_HEAD = "subject-is-head"
    OUTSIDE_ADULT = "outside-adult"
    COERCION_OR_GROOMING = "coercion-or-grooming"
    VIOLENT_OR_UNUSUAL_FOR_AGE = "violent-or-unusual-for-age"
    PUPIL_VICTIM = "pupil-victim"
    PUPIL_INSTIGATOR = "pupil-instigator"
    STAFF_VICTIM_OF_PARENT = "staff-victim-of-parent"
    STAFF_VICTIM_OF_PUPIL = "staff-victim-of-pupil"
    STAFF_VICTIM_OF_STAFF = "staff-victim-of-staff"
    OTHER_VICTIM = "other-victim"
    OTHER_INSTIGATOR = "other-instigator"
    SERIOUS = "serious"
    PERSISTENT = "persistent"
    DELIBERATE = "deliberate"
    UNDER_13 = "under-13"
    REMOVAL_REFUSED = "removal-refused"
    DEVICE_HELD = "device-held"
    RADICALISATION = "radicalisation"
    UNSAFE_TO_TELL_PARENTS = "unsafe-to-tell-parents"
    TECHNICAL = "technical"
    PUPIL_LEAVING = "pupil-leaving"
