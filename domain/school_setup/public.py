"""Numbers and ways in that are the same for every school, until it enters its own."""

from domain.school_setup.events import Contact, ContactKind

PUBLIC: tuple[Contact, ...] = (
    Contact(
        kind=ContactKind.POLICE,
        name="Police",
        phone="101",
        out_of_hours="999 in an emergency",
        note="By phone or online. Enter your local officer if you have one.",
    ),
    Contact(
        kind=ContactKind.POSH,
        name="Professionals Online Safety Helpline",
        phone="0344 381 4772",
        note="For people who work with children. Monday to Friday, 10 to 4.",
    ),
    Contact(
        kind=ContactKind.REPORT_REMOVE,
        name="Report Remove",
        note="Online, for somebody under 18 who is in the image, alone or with help.",
    ),
    Contact(
        kind=ContactKind.REPORT_HARMFUL_CONTENT,
        name="Report Harmful Content",
        note="Online, from 13 years on, after the platform has been asked without success.",
    ),
    Contact(
        kind=ContactKind.IWF,
        name="Internet Watch Foundation",
        note="Online: the web address only, never the image.",
    ),
    Contact(
        kind=ContactKind.CEOP,
        name="CEOP",
        note="Online: grooming and sexual contact of an adult with a child.",
    ),
)
