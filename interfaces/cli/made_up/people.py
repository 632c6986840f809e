"""Who may come into the made-up school: at least one account for each role. Nobody is real."""

from domain.people import Role

SCHOOL = "Tor Hill School (made up)"
COUNCIL = "Tor Valley Council (made up)"

AMINA = "Amina Khan"
DANIEL = "Daniel Okafor"
RUTH = "Ruth Ellison"
OWEN = "Owen Pryce"
PRIYA = "Priya Raman"
BETH = "Beth Jones"
CALLUM = "Callum Reid"
GRACE = "Grace Adeyemi"
MARTIN = "Martin Frome"
MARTA = "Marta Kowalska"
JOSH = "Josh Tanner"
MARGARET = "Margaret Doyle"
IMRAN = "Imran Siddiqui"
SUNITA = "Sunita Patel"

# Name, role, post, organisation.
PEOPLE = (
    (AMINA, Role.DSL, "Designated safeguarding lead", SCHOOL),
    (DANIEL, Role.DEPUTY_DSL, "Deputy safeguarding lead", SCHOOL),
    (RUTH, Role.HEAD, "Head of school", SCHOOL),
    (OWEN, Role.COORDINATOR, "Online safety coordinator", SCHOOL),
    (PRIYA, Role.SENIOR_LEADER, "Assistant head, pastoral", SCHOOL),
    (BETH, Role.CLASS_TEACHER, "Form tutor, Year 8", SCHOOL),
    (CALLUM, Role.CLASS_TEACHER, "Geography teacher", SCHOOL),
    (GRACE, Role.CLASS_TEACHER, "Science teacher", SCHOOL),
    (MARTIN, Role.REPORTER, "Teaching assistant", SCHOOL),
    (MARTA, Role.REPORTER, "Lunchtime supervisor", SCHOOL),
    (JOSH, Role.TECHNICIAN, "Network technician", SCHOOL),
    (MARGARET, Role.CHAIR_OF_GOVERNORS, "Chair of governors", SCHOOL),
    (IMRAN, Role.GOVERNOR, "Parent governor", SCHOOL),
    ("Helen Tranter", Role.HR_ADVISER, "Schools HR adviser", COUNCIL),
    ("Colin Bexley", Role.DATA_PROTECTION_OFFICER, "Data protection officer", COUNCIL),
    (SUNITA, Role.OUTSIDE_COUNTERSIGNER, "Head of Mill Lane School", "Mill Lane School (made up)"),
    ("Frances Webb", Role.AUDITOR, "Safeguarding auditor", COUNCIL),
    (
        "Stephen Hale",
        Role.TRUST_LEAD,
        "Trust safeguarding lead",
        "Tor Valley Trust (made up)",
    ),
    ("Kate Lowe", Role.ADMINISTRATOR, "School office manager", SCHOOL),
)
