"""Every box and bullet of the two flowcharts this began with, and where each is answered.

An answer is the id of a step whose source names the line, or it begins with "register:", "page:",
"rule:", "category:" or "route:" and says which: a register by its address and the lines that are
written in it (and a field of them), a page by its address or as a document.
"""

from typing import NamedTuple


class SeedLine(NamedTuple):
    key: str
    words: str
    answered: tuple[str, ...]


INCIDENT_FLOWCHART = (
    SeedLine(
        "seed-1: title",
        "Online Safety Incident Flowchart, for Headteachers, Senior Leaders and Coordinators",
        ("page: docs/playbooks/index.md",),
    ),
    SeedLine(
        "seed-1: no illegal activity",
        "If the incident did not involve any illegal activity, then follow this flowchart",
        ("stop", "ask-again-if-illegal", "route: illegal"),
    ),
    SeedLine(
        "seed-1: the coordinator or head should",
        "The Online Safety Coordinator and/ or Headteacher should:",
        ("rule: both posts stand in `who` of the steps that record and keep evidence",),
    ),
    SeedLine(
        "seed-1: record in the log",
        "Record in the school Online Safety Incident Log",
        ("record-in-log", "register: /api/log: incident-reported"),
    ),
    SeedLine("seed-1: keep any evidence", "Keep any evidence", ("keep-evidence", "keep-no-image")),
    SeedLine(
        "seed-1: member of staff?",
        "Did the incident involve a member of staff? Yes / No",
        ("assess", "route: staff-instigator"),
    ),
    SeedLine(
        "seed-1: harmed a child",
        "Behaved in a way that has harmed a child or may have harmed a child",
        ("harm-threshold",),
    ),
    SeedLine(
        "seed-1: possible criminal offence",
        "Possibly committed a criminal offence against or related to a child",
        ("harm-threshold",),
    ),
    SeedLine(
        "seed-1: risk of harm",
        "Would pose a risk of harm if they work regularly or closely with children",
        ("harm-threshold",),
    ),
    SeedLine("seed-1: contact the LADO", "Contact the LADO", ("contact-lado",)),
    SeedLine("seed-1: review the evidence", "Review the evidence", ("review-evidence",)),
    SeedLine(
        "seed-1: accidental or deliberate",
        "determine if the incident is accidental or deliberate",
        ("review-evidence",),
    ),
    SeedLine(
        "seed-1: course of action",
        "Decide upon the appropriate course of action",
        ("course-of-action",),
    ),
    SeedLine(
        "seed-1: disciplinary procedures",
        "Follow the school disciplinary procedures (if deliberate)",
        ("disciplinary",),
    ),
    SeedLine("seed-1: school HR", "contact school HR", ("staff-case-hr", "disciplinary")),
    SeedLine(
        "seed-1: another person's username and password",
        "Using another person's username and password",
        ("reset-passwords", "category: CD-09"),
    ),
    SeedLine(
        "seed-1: websites against school policy",
        "Accessing websites which are against school policy e.g. games, social networks",
        ("mend-the-filter", "category: CT-11"),
    ),
    SeedLine(
        "seed-1: video during a lesson",
        "Using a mobile phone to take video during a lesson",
        ("category: CD-10",),
    ),
    SeedLine(
        "seed-1: upset or bully",
        "Using the technology to upset or bully",
        ("category: CD-06",),
    ),
    SeedLine(
        "seed-1: could be illegal",
        "(in extreme cases could be illegal)",
        ("ask-again-if-illegal",),
    ),
    SeedLine(
        "seed-1: victim or instigator?",
        "Was the child the victim or the instigator? Pupil as victim / Pupil as instigator",
        ("link-people", "assess", "route: pupil-victim", "route: pupil-instigator"),
    ),
    SeedLine(
        "seed-1: support by class teacher",
        "In-school action to support pupil by one or more: Class teacher",
        ("support-the-pupil",),
    ),
    SeedLine(
        "seed-1: support by online safety coordinator",
        "Online Safety Coordinator",
        ("support-the-pupil",),
    ),
    SeedLine(
        "seed-1: support by senior leader or headteacher",
        "Senior Leader or Headteacher",
        ("support-the-pupil",),
    ),
    SeedLine("seed-1: support by DSL", "Designated Safeguarding (DSL)", ("support-the-pupil",)),
    SeedLine("seed-1: support by school PCSO", "School PCSO", ("support-the-pupil",)),
    SeedLine(
        "seed-1: inform parents as appropriate",
        "Inform parents/ carer as appropriate",
        ("victim-parents", "victim-parents-safe"),
    ),
    SeedLine(
        "seed-1: child at risk inform DSL",
        "If the child is at risk inform DSL immediately",
        ("tell-the-dsl", "victim-at-risk", "dsl-takes-over"),
    ),
    SeedLine(
        "seed-1: confiscate the device",
        "Confiscate the device, if appropriate",
        ("victim-device", "confiscation-record"),
    ),
    SeedLine(
        "seed-1: other pupils involved",
        "Review incident and identify if other pupils were involved",
        ("others-involved",),
    ),
    SeedLine(
        "seed-1: sanctions and support",
        "Decide appropriate sanctions and/ or support based on school rules/ guidelines",
        ("sanction-or-support",),
    ),
    SeedLine(
        "seed-1: inform parents if serious or persistent",
        "Inform parents/ carers if serious or persistent incident",
        ("instigator-parents", "instigator-parents-safe"),
    ),
    SeedLine(
        "seed-1: consider informing the DSL",
        "In serious incidents consider informing the DSL as the child instigator could be at risk",
        ("instigator-dsl",),
    ),
    SeedLine(
        "seed-1: review procedures",
        "Review school procedures/ policies to develop best practice",
        ("instigator-review", "review-the-procedures", "lessons"),
    ),
    SeedLine(
        "seed-1: switch off the monitor",
        "Users must know to switch off their monitor or close laptop",
        ("make-safe", "page: /poster"),
    ),
    SeedLine(
        "seed-1: talk to a member of staff",
        "and then talk to a member of staff or the Online Safety Coordinator",
        ("make-safe", "page: /poster"),
    ),
)

STAFF_AS_VICTIMS = (
    SeedLine("seed-2: title", "Flow Chart managing staff as victims", ("route: staff-support",)),
    SeedLine(
        "seed-2: instigator or victim",
        "Staff, parents, children, young people, governors and others can all become involved",
        ("link-people", "who-they-are", "other-victim-support", "route: others"),
    ),
    SeedLine(
        "seed-2: acceptable use policies",
        "Have up to date acceptable use policies for all users with signed agreements",
        ("register: /api/prevention/agreements: document-version-published, agreement-signed",),
    ),
    SeedLine(
        "seed-2: policies on the website",
        "These policies are all available on our school website",
        (
            "register: /api/prevention/agreements: document-version-published.website",
            "register: /api/prevention/policies: document-version-published.website",
        ),
    ),
    SeedLine(
        "seed-2: sentence in the home school agreement",
        "Include a sentence in our home school agreement regarding supporting the approach",
        ("register: /api/prevention/agreements: document-version-published.clause",),
    ),
    SeedLine(
        "seed-2: awareness sessions",
        "Hold regular online safety awareness sessions for staff, governors, pupils and parents",
        (
            "register: /api/prevention/awareness-sessions: awareness-session-held",
            "register: /api/prevention/awareness-sessions: prevention-opened.audience",
        ),
    ),
    SeedLine(
        "seed-2: complaints system",
        "Have an effective school complaints system",
        ("register: /api/prevention/complaints: complaint-received, complaint-answered",),
    ),
    SeedLine(
        "seed-2: curriculum",
        "Embed online safety throughout the curriculum and beyond",
        ("register: /api/prevention/curriculum: curriculum-coverage-recorded",),
    ),
    SeedLine(
        "seed-2: unable to report",
        "If you feel unable to report to your Head of school/Executive Principal you can talk to",
        ("outside-route", "page: /api/school/contacts"),
    ),
    SeedLine(
        "seed-2: parents as instigators",
        "Parents/carers as instigators, follow some of the steps below",
        ("route: staff-victim-of-parent",),
    ),
    SeedLine(
        "seed-2: contact and invite",
        "Contact the person and invite them to school using some of the examples below",
        ("invite-the-parent",),
    ),
    SeedLine(
        "seed-2: aware of the discussions",
        "You have become aware of the discussions taking place online",
        ("invite-the-parent",),
    ),
    SeedLine("seed-2: want to discuss", "You want to discuss this", ("invite-the-parent",)),
    SeedLine(
        "seed-2: open door policy",
        "You have an open door policy so are disappointed they did not approach you first",
        ("invite-the-parent",),
    ),
    SeedLine(
        "seed-2: home school agreement",
        "They have signed the home school agreement which clearly states",
        ("invite-the-parent",),
    ),
    SeedLine(
        "seed-2: request removal",
        "Request the offending material be removed",
        ("parent-removal", "parent-platform"),
    ),
    SeedLine(
        "seed-2: involve the chair of governors",
        "If this does not solve the problem consider involving the Chair of Governors",
        ("parent-chair",),
    ),
    SeedLine(
        "seed-2: send a letter",
        "You may also wish to send a letter to the parent",
        ("parent-letter",),
    ),
    SeedLine(
        "seed-2: bully, intimidate or make hurtful comments",
        "Setting up a social network to deliberately bully, intimidate or make hurtful comments",
        ("category: CD-07",),
    ),
    SeedLine(
        "seed-2: videos in school uploaded",
        "Use a mobile phone to take videos in school, upload onto social network",
        ("category: CD-07",),
    ),
    SeedLine(
        "seed-2: pupils as instigators",
        "Pupils as instigators, follow some of the steps below",
        ("route: staff-victim-of-pupil",),
    ),
    SeedLine("seed-2: identify the pupil", "Identify the pupil involved", ("identify-the-pupil",)),
    SeedLine(
        "seed-2: ask pupil to remove",
        "Ask pupil to remove offensive material, refer to signed/read Acceptable Use Policy",
        ("pupil-takes-it-down", "pupil-removal"),
    ),
    SeedLine(
        "seed-2: under 13",
        "refuses to remove the material and is under 13 contact the Social Network",
        ("under-13-account",),
    ),
    SeedLine(
        "seed-2: actions in line with policies",
        "Take appropriate actions in line with school policies/rules",
        ("pupil-action",),
    ),
    SeedLine(
        "seed-2: inform parents if serious or persistent",
        "Inform parents/carers if serious or persistent incident",
        ("pupil-parents",),
    ),
    SeedLine(
        "seed-2: all incidents reported",
        "All incidents should be reported to the Head of School/Executive Principal/Governors",
        ("tell-the-head", "tell-the-chair"),
    ),
    SeedLine(
        "seed-2: record in the log",
        "Record in the school online safety log",
        ("record-in-log", "register: /api/log: incident-reported"),
    ),
    SeedLine(
        "seed-2: evidence, print outs and screen shots",
        "Keep any evidence, print outs and screen shots",
        ("keep-evidence", "keep-no-image"),
    ),
    SeedLine(
        "seed-2: consider chair of governors",
        "Consider including the Chair of Governors",
        ("consider-the-chair",),
    ),
    SeedLine(
        "seed-2: reporting to the governing body",
        "and or reporting the incident to the governing body",
        ("consider-the-governing-body",),
    ),
    SeedLine(
        "seed-2: online safety team",
        "contact the Lancs Online Safety Team for advice, guidance and report the incident",
        ("online-safety-team", "page: /api/school/contacts"),
    ),
    SeedLine(
        "seed-2: inform your local police",
        "For serious incidents or further advice: Inform your local police",
        ("serious-police", "police"),
    ),
    SeedLine(
        "seed-2: health, education and wellbeing team",
        "Lancashire Health Education and Well Being Team",
        ("serious-police", "page: /api/school/contacts"),
    ),
    SeedLine(
        "seed-2: child at risk talk to DSL",
        "If a child is at risk talk to school DSL",
        ("staff-case-child", "tell-the-dsl"),
    ),
    SeedLine(
        "seed-2: may decide to contact LADO",
        "who may decide to contact LADO",
        ("lado-or-social-care", "staff-case-child"),
    ),
    SeedLine(
        "seed-2: district school effectiveness adviser",
        "District School Effectiveness Advisor",
        ("support-contacts", "page: /api/school/contacts"),
    ),
    SeedLine(
        "seed-2: school online safety coordinator",
        "School Online Safety Coordinator",
        ("support-contacts",),
    ),
    SeedLine(
        "seed-2: schools HR", "Schools HR", ("support-contacts", "page: /api/school/contacts")
    ),
    SeedLine(
        "seed-2: schools governance",
        "Schools Governance",
        ("support-contacts", "page: /api/school/contacts"),
    ),
    SeedLine(
        "seed-2: police as contact",
        "Lancashire Police",
        ("support-contacts", "page: /api/school/contacts"),
    ),
    SeedLine(
        "seed-2: schools legal services",
        "Lancashire Schools Legal Services",
        ("support-contacts", "page: /api/school/contacts"),
    ),
    SeedLine(
        "seed-2: single point of contact",
        "can be a single point of contact to coordinate responses",
        ("single-contact",),
    ),
    SeedLine(
        "seed-2: union advice",
        "The member of staff may also wish to take advice from their union",
        ("union-advice",),
    ),
    SeedLine(
        "seed-2: staff as instigator",
        "Staff as instigator, follow some of these steps below",
        ("route: staff-victim-of-staff",),
    ),
    SeedLine(
        "seed-2: HR for initial advice",
        "Contact school HR for initial advice, in all serious cases this is the first step",
        ("hr-first", "hr-advice", "child-before-hr"),
    ),
    SeedLine(
        "seed-2: schools online safety coordinator for advice",
        "and or contact schools online safety coordinator",
        ("hr-first", "hr-advice"),
    ),
    SeedLine(
        "seed-2: request removal immediately",
        "Contact the member of staff and request the offending material be removed immediately",
        ("staff-removal",),
    ),
    SeedLine(
        "seed-2: advised not to discuss",
        "In serious cases you may be advised not to discuss the incident with the member of staff",
        ("not-to-discuss", "tell-the-person"),
    ),
    SeedLine(
        "seed-2: acceptable use policy, code of conduct and contract",
        "Refer to the signed Acceptable Use Policy, Professional Code of Conduct, Contract",
        ("code-and-contract", "staff-contract"),
    ),
)

SEED_LINES = INCIDENT_FLOWCHART + STAFF_AS_VICTIMS
