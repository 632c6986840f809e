"""The history of an incident: one true sentence for every line, as a head teacher would read it.

Names, posts and titles are those that stand on the line itself, as they were then.
"""

from typing import assert_never

from application.projections.phrases import (
    as_told,
    day,
    day_and_time,
    findings,
    happened,
    listed,
    lock,
    more,
    quoted,
    said,
    stop,
    when,
    words,
    yes_or_no,
)
from application.projections.setup_sentences import set_up
from application.record import AnyLine, ErasedLine, Line, UnknownLine
from application.wording import moment
from domain.access import AccessEvent, CaseRead, GlassBroken, GlassReviewed, ListRead
from domain.facts import Answer, Fact
from domain.incident.events import (
    AccessGranted,
    AccessRevoked,
    AdviceSought,
    Assessed,
    CapacityChanged,
    CaseManagerAppointed,
    Closed,
    ClosureProposed,
    ClosureRefused,
    ConflictDeclared,
    ConflictLifted,
    Countersigned,
    CourseOfActionDecided,
    DecisionRecorded,
    DslAcknowledged,
    DslAlerted,
    DslTold,
    EditionAdoptedForCase,
    EscalatedToLado,
    Event,
    EvidenceKept,
    EvidenceNotKept,
    ExhibitHandedOver,
    FactsChanged,
    FileReceiptConfirmed,
    FileSent,
    HarmThresholdAssessed,
    IncidentReported,
    IntentDetermined,
    InterviewHeld,
    LegalHoldLifted,
    LegalHoldPlaced,
    LetterSent,
    LineCorrected,
    LinkedTo,
    MadeSafe,
    MeetingHeld,
    NamedInError,
    NoteAdded,
    OwnerChanged,
    ParentInformed,
    ParentNotInformed,
    PausedForPolice,
    PersonLinked,
    ProceduresReviewed,
    ReferralAnswered,
    ReferralMade,
    RemovalOutcomeRecorded,
    RemovalRequested,
    Reopened,
    Resumed,
    RoutesOpened,
    SafetyPlanAgreed,
    SanctionOrSupportDecided,
    SanctionWithdrawn,
    StatutoryReportMade,
    StepCompleted,
    StepNotNeeded,
    StruckOut,
    SupportAssigned,
    TaskAssigned,
    TaskDone,
)
from domain.incident.words import (
    Basis,
    Capacity,
    ImageLock,
    Intent,
    RemovalThrough,
    ReporterKind,
    called,
)
from domain.school import CaseDisposed, SchoolEvent, SchoolOpened, TrustJoined
from domain.school_setup import events as setup

# The time that is said is not that of the report or the recording, but of what it tells.
TELLS_OF_ANOTHER_TIME = (
    IncidentReported,
    InterviewHeld,
    RemovalOutcomeRecorded,
    ReferralAnswered,
    TaskDone,
    FileReceiptConfirmed,
)


def sentence(line: AnyLine) -> str:
    """What was done, by whom, when it is said to have happened, and what was out of order."""
    match line:
        case Line():
            return told(line)
        case ErasedLine():
            return "This line was disposed of: what it said can no longer be read."
        case UnknownLine():
            return "This line was written by a newer Daybook. Update this one to read it."
        case _:
            assert_never(line)


def told(line: Line) -> str:
    who = f"{line.by.name} ({line.by.post})"
    if isinstance(line.event, TELLS_OF_ANOTHER_TIME):
        story = f"{stop(f'{who} {deed(line.event)}')}{happened(line.occurred)}"
    else:
        story = stop(f"{who}{when(line.occurred)} {own_deed(line)}")
    marks: tuple[str, ...] = getattr(line.event, "out_of_order", ())
    return f"{story} Out of order: {'; '.join(marks)}." if marks else story


def own_deed(line: Line) -> str:
    """Whoever did it and wrote it down is named once."""
    match line.event:
        case DslTold() | ExhibitHandedOver():
            return deed(line.event).removeprefix(f"recorded that {line.by.name} ")
        case event:
            return deed(event)


def deed(event: Event | SchoolEvent | setup.Event | AccessEvent) -> str:
    match event:
        case SchoolOpened(school_name=name):
            return f"opened the record of {name}"
        case TrustJoined(trust_name=name):
            return f"joined the school to {name}, which is told numbers and nothing else"
        case CaseDisposed(lines=lines, reads=reads, authority=authority):
            who_read = f", and of {reads} that told who had opened it," if reads else ""
            return f"disposed of a case of {lines} lines{who_read} under {authority}"
        case (
            setup.CalendarSet()
            | setup.ContactsSet()
            | setup.CaseManagersSet()
            | setup.CoverSet()
            | setup.EditionAdopted()
        ):
            return set_up(event)
        case IncidentReported():
            return reported(event)
        case PersonLinked():
            return linked(event)
        case CapacityChanged():
            return (
                f"changed the part of {event.person_name} from {event.was} to {event.capacity}: "
                f"{event.why}"
            )
        case NamedInError():
            whom = "; ".join(event.to_be_corrected) or "nobody else"
            return (
                f"recorded that {event.person_name} had been named in error: "
                f"{stop(event.reason)} To be corrected: {whom}"
            )
        case Assessed():
            return assessed(event)
        case FactsChanged():
            return (
                f"answered questions of fact: {findings(event.findings)}."
                f"{lock(event.image_lock)}{unlocked(event)}"
            )
        case MadeSafe():
            steps = listed(tuple(words(step) for step in event.steps))
            seen = f" It had been seen by accident by {listed(event.viewed_by)}."
            accident = seen if event.viewed_by_accident else ""
            return f"made it safe ({steps}): {stop(event.what)}{accident}"
        case EvidenceKept():
            return (
                f"kept exhibit {event.exhibit} ({words(event.kind)}), captured "
                f"{by_whom(event)}: {event.description}"
            )
        case EvidenceNotKept():
            return f"kept no evidence: {event.reason}"
        case ExhibitHandedOver():
            return (
                f"recorded that {event.handed_by} handed exhibit {event.exhibit} to "
                f"{event.received_by}{more(' of ', event.received_for)}: {event.reason}"
            )
        case RemovalRequested():
            return (
                f"asked {event.asked_of} {through(event.through)}to remove "
                f"{quoted(event.what)}{said(', citing ', event.agreement_cited)}"
                f"{more('. It did not wait: ', event.not_waiting_because)}"
            )
        case RemovalOutcomeRecorded():
            return (
                f"recorded the outcome of asking for removal of {quoted(event.what)}: "
                f"{words(event.result)}{said('; ', event.said)}"
            )
        case DslAlerted():
            return f"alerted the designated safeguarding lead: {event.why}"
        case DslTold():
            how = words(event.how)
            return f"recorded that {event.told_by} told {event.dsl} ({how}): {event.what}"
        case DslAcknowledged():
            return f"acknowledged as safeguarding lead{said(' and wrote ', event.next_act)}"
        case ParentInformed():
            return (
                f"told {event.parent}, parent of {event.pupil_name} ({words(event.how)}): "
                f"{quoted(event.said)}{safe(event)}{said('. The answer: ', event.response)}"
            )
        case ParentNotInformed():
            review = (
                f" To be looked at again on {day(event.review_on)}." if event.review_on else ""
            )
            return (
                f"decided not to tell {event.parent}, parent of {event.pupil_name}: "
                f"{stop(event.reason)}{review}"
            )
        case EscalatedToLado():
            return (
                f"contacted {event.lado}, the LADO ({words(event.how)}), about "
                f"{quoted(event.discussed)}{said('; the advice was ', event.advice)}"
                f"{said('; agreed: ', event.agreed)}{more('; reference ', event.reference_given)}"
            )
        case AdviceSought():
            return (
                f"sought advice from {event.adviser} ({words(event.how)}) on "
                f"{quoted(event.question)}{said('; the advice was ', event.advice)}"
            )
        case ReferralMade():
            return (
                f"made a referral to {called(event.agency, event.agency_name)} "
                f"({words(event.how)}; consent: {words(event.consent)}"
                f"{more('; reference ', event.reference_given)}): {event.reason}"
            )
        case ReferralAnswered():
            return (
                f"recorded the answer of {called(event.agency)} to a referral, "
                f"{words(event.reply)}: {event.said}"
            )
        case StatutoryReportMade():
            return (
                f"made a statutory report of their own ({words(event.duty)})"
                f"{more(' to ', event.reported_to)}{said(': ', event.what)}"
                f"{more(', reference ', event.reference_given)}"
            )
        case CaseManagerAppointed():
            manager = f"{event.manager_name} ({event.manager_post})"
            return f"appointed {manager} as case manager: {event.why}"
        case HarmThresholdAssessed():
            return harm_threshold(event)
        case InterviewHeld():
            present = f" in the presence of {listed(event.present)}" if event.present else ""
            return (
                f"recorded that an interview was held with {event.with_whom}{present}: "
                f"{quoted(event.account_given)}"
            )
        case IntentDetermined():
            relied = f", relying on {listed(event.relied_on)}" if event.relied_on else ""
            return f"{intent(event.intent)}{relied}: {event.rationale}"
        case CourseOfActionDecided():
            return (
                f"decided on a course of action, {quoted(event.course)}"
                f"{more('; the allegation was found ', event.outcome)}: {event.rationale}"
            )
        case PausedForPolice():
            return (
                f"paused the school's own inquiry for {event.force}"
                f"{more(' at the request of ', event.officer)}: {event.terms}"
            )
        case Resumed():
            told_by = more(", as told by ", event.officer)
            return f"resumed the school's own inquiry{told_by}: {event.terms}"
        case MeetingHeld():
            return (
                f"held a meeting with {listed(event.with_whom)}, {quoted(event.purpose)}: "
                f"{stop(event.points)}{more(' Outcome: ', event.outcome)}"
            )
        case LetterSent():
            return f"wrote to {event.sent_to} ({words(event.how)}) about {quoted(event.subject)}"
        case SupportAssigned():
            declined = " It was declined." if event.declined else ""
            return (
                f"arranged for {event.supporter_name} ({words(event.supporter)}) to support "
                f"{event.person_name}: {stop(event.what)}"
                f"{more(' Wishes: ', event.wishes)}{declined}"
            )
        case SanctionOrSupportDecided():
            return (
                f"decided about {event.person_name} under {event.policy}"
                f"{said('; sanction: ', event.sanction)}{said('; support: ', event.support)}; "
                f"the reason: {event.rationale}"
            )
        case SanctionWithdrawn():
            return f"withdrew what had been decided about {event.person_name}: {event.reason}"
        case SafetyPlanAgreed():
            return (
                f"agreed a safety plan for {event.person_name} with {listed(event.agreed_with)}: "
                f"{event.plan}"
            )
        case DecisionRecorded():
            answer = "yes" if event.yes else "no"
            return f"considered {quoted(event.question)} and decided {answer}: {event.rationale}"
        case RoutesOpened():
            return routes_opened(event)
        case StepCompleted():
            return f"completed the step {quoted(words(event.step))}: {event.what_was_done}"
        case StepNotNeeded():
            return f"found the step {quoted(words(event.step))} not needed: {event.reason}"
        case EditionAdoptedForCase():
            before = more(" from edition ", event.was)
            return f"moved the case{before} to edition {event.edition}: {event.reason}"
        case TaskAssigned():
            due = f", due on {day(event.due)}" if event.due else ""
            return f"gave {event.assignee_name} a task{due}: {event.what}"
        case TaskDone():
            if event.cancelled_because:
                return f"cancelled the task {quoted(event.what)}: {event.cancelled_because}"
            return f"recorded that the task {quoted(event.what)} was done: {event.result}"
        case ProceduresReviewed():
            outcome = "changed something" if event.changed else "changed nothing"
            return f"reviewed the school's procedures and {outcome}: {event.what}"
        case NoteAdded():
            return f"{noted(event.basis)}: {event.text}"
        case LineCorrected():
            return corrected(event)
        case LinkedTo():
            return (
                f"linked this incident with {event.other_reference} ({words(event.link)}): "
                f"{event.why}"
            )
        case OwnerChanged():
            return f"handed the incident to {event.owner_name}: {event.handover}"
        case ConflictDeclared():
            return (
                f"declared that {event.account_name} has a conflict of interest "
                f"({event.kind.value}) and may not have to do with this case: {event.reason}"
            )
        case ConflictLifted():
            return f"lifted the conflict of interest of {event.account_name}: {event.reason}"
        case AccessGranted():
            until = f" until {moment(event.until)}" if event.until else ""
            level = words(event.level.value)
            return f"let {event.account_name} in by name ({level}){until}: {event.reason}"
        case AccessRevoked():
            return f"took back the access of {event.account_name}: {event.reason}"
        case ListRead(what=page):
            return f"opened the page {quoted(words(page.value))}"
        case CaseRead():
            return f"opened the case ({words(event.what.value)}){said(': ', event.why)}"
        case GlassBroken():
            return f"opened the case as an exception until {moment(event.until)}: {event.reason}"
        case GlassReviewed():
            verdict = "justified" if event.justified else "not justified"
            return f"found exception {event.glass} {verdict}: {event.remark}"
        case LegalHoldPlaced():
            return f"placed a legal hold for {event.authority}: {event.reason}"
        case LegalHoldLifted():
            return f"lifted the legal hold for {event.authority}: {event.reason}"
        case StruckOut():
            return (
                f"struck the incident out{more(' as a duplicate of ', event.duplicate_of)}: "
                f"{event.reason}"
            )
        case FileSent():
            apart = ", apart from the main file" if event.separately else ""
            return (
                f"sent the file of {event.pupil_name} to {event.recipient} at "
                f"{event.school_name} ({words(event.how)}){apart}"
            )
        case FileReceiptConfirmed():
            return (
                f"recorded that {event.confirmed_by} of {event.school_name} confirmed receipt of "
                f"the file of {event.pupil_name} ({words(event.how)})"
            )
        case ClosureProposed():
            return f"proposed to close the incident: {three_texts(event)}"
        case Countersigned():
            return f"countersigned the closure{said(' and wrote ', event.remark)}"
        case ClosureRefused():
            return f"refused the closure: {event.reason}"
        case Closed():
            return f"closed the incident: {three_texts(event)}"
        case Reopened():
            return (
                f"reopened the incident: {stop(event.reason)}"
                f"{more(' New: ', event.new_information)}"
            )
        case _:
            assert_never(event)


def reported(event: IncidentReported) -> str:
    source = {
        ReporterKind.NAMED: more(" on the word of ", event.reporter_name),
        ReporterKind.CONFIDENTIAL: " for somebody who asked not to be named",
        ReporterKind.ANONYMOUS: " from somebody who gave no name",
    }[event.reporter]
    return (
        f"reported ({words(event.received)}){source}"
        f"{more(', on behalf of ', event.on_behalf_of)}: {stop(event.summary)}"
        f"{said(' In their own words: ', event.own_words)}"
        f"{said(' It was reported late because ', event.late_because)}"
        f"{restricted(event)}{lock(event.image_lock)}"
    )


def routes_opened(event: RoutesOpened) -> str:
    """Which routes, how many steps, and when the first of them is due."""
    titles = tuple(quoted(route.title) for route in event.routes)
    opened = f"opened {listed(titles)}" if titles else "added to the open routes"
    count = f"{len(event.steps)} step{'' if len(event.steps) == 1 else 's'}"
    dues = [step.due for step in event.steps if step.due]
    first = f", the first due {day_and_time(min(dues))}" if dues else ""
    return f"{opened} (edition {event.edition}) by {event.because}: {count}{first}"


def restricted(event: IncidentReported) -> str:
    match event.about_an_adult_here:
        case Answer.YES:
            return " It is about an adult who works or helps here, so it is restricted."
        case Answer.NOT_KNOWN:
            return " It may be about an adult who works or helps here, so it is restricted."
        case Answer.NO:
            return ""


def linked(event: PersonLinked) -> str:
    name = event.full_name or event.description or "somebody whose name is not known"
    known = more(", ", event.year_or_post)
    unknown = event.capacity is Capacity.UNKNOWN
    part = ", whose part in it is not known" if unknown else f" as {event.capacity}"
    return f"linked {name} ({words(event.kind)}{known}){part}"


def intent(found: Intent) -> str:
    if found is Intent.UNDETERMINED:
        return "could not determine whether it was accidental or deliberate"
    return f"determined that it was {found}"


def by_whom(event: EvidenceKept) -> str:
    if event.captured_by == event.held_by:
        return f"and held by {event.held_by}"
    return f"by {event.captured_by} and held by {event.held_by}"


def noted(basis: Basis | None) -> str:
    match basis:
        case None:
            return "noted"
        case Basis.VERBATIM:
            return "noted, word for word"
        case _:
            return f"noted, as {words(basis)}"


def assessed(event: Assessed) -> str:
    lowered = more(", lowered because ", event.lowered_because)
    also = f" (and as {listed(event.secondary)})" if event.secondary else ""
    facts = f" Facts: {findings(event.findings)}." if event.findings else ""
    return (
        f"assessed this as {event.category} “{event.category_title}”{also}, "
        f"{event.severity}{lowered}: {stop(event.rationale)}{facts}{lock(event.image_lock)}"
    )


def unlocked(event: FactsChanged) -> str:
    no_image = any(
        (one.fact, one.answer) == (Fact.SEXUAL_IMAGE_OF_UNDER_18, Answer.NO)
        for one in event.findings
    )
    open_again = no_image and event.image_lock is ImageLock.OPEN
    return " Pictures may be kept." if open_again else ""


def through(way: RemovalThrough) -> str:
    return "" if way is RemovalThrough.PERSON else f"({words(way)}) "


def safe(event: ParentInformed) -> str:
    agreed = event.agencies_agree
    agencies = f"; agencies agree: {yes_or_no(agreed)}" if agreed else ""
    return f" (safe to tell: {yes_or_no(event.safe_to_tell)}{agencies})"


def harm_threshold(event: HarmThresholdAssessed) -> str:
    limbs = (
        ("harmed or may have harmed a child", event.harmed_a_child),
        ("possible offence", event.possible_offence),
        ("risk of harm", event.risk_of_harm),
        ("may not be suitable", event.not_suitable),
    )
    answers = "; ".join(f"{limb}: {yes_or_no(answer)}" for limb, answer in limbs)
    return f"assessed the harm threshold ({answers}): {event.rationale}"


def corrected(event: LineCorrected) -> str:
    if event.new_occurred is not None:
        field, old, new = "when it happened", as_told(event.old), as_told(event.new)
    else:
        field = event.field.replace("_", " ")
        old, new = (said("", text) or "nothing" for text in (event.old, event.new))
    return f"corrected line {event.line} ({field}) from {old} to {new}: {event.reason}"


def three_texts(event: ClosureProposed | Closed) -> str:
    return " ".join(stop(text) for text in (event.summary, event.how_followed_up, event.outcome))
