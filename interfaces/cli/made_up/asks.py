"""What a school asks of its record most often, in the fewest words."""

from datetime import date

from domain.facts import Answer, Fact
from domain.incident.commands import (
    AssignSupport,
    AssignTask,
    ChangeCapacity,
    Close,
    CompleteTask,
    DecideNotToInformParent,
    DecideSanctionOrSupport,
    InformParent,
    LinkPerson,
    MarkNamedInError,
    ProposeClosure,
    RecordDecision,
    ReportIncident,
    ReviewProcedures,
)
from domain.incident.words import (
    Capacity,
    Consideration,
    Finding,
    How,
    PersonKind,
    Received,
    ReporterKind,
    Supporter,
)
from interfaces.cli.made_up.telling import Asking

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN


def reported(
    summary: str,
    place: str | None = None,
    *,
    platform: str | None = None,
    danger: Answer = NO,
    adult: Answer = NO,
    received: Received = Received.SEEN_OR_HEARD,
    reporter: ReporterKind = ReporterKind.NAMED,
    reporter_name: str | None = None,
    own_words: str | None = None,
    late_because: str | None = None,
) -> ReportIncident:
    return ReportIncident(
        summary=summary,
        own_words=own_words,
        place=place,
        platform=platform,
        in_danger_now=danger,
        about_an_adult_here=adult,
        received=received,
        reporter=reporter,
        reporter_name=reporter_name,
        late_because=late_because,
    )


def pupil(name: str, year: str, capacity: Capacity) -> LinkPerson:
    return LinkPerson(full_name=name, kind=PersonKind.PUPIL, capacity=capacity, year_or_post=year)


def adult(
    name: str,
    kind: PersonKind,
    capacity: Capacity,
    post: str | None = None,
    *,
    has_account: bool = False,
) -> Asking:
    return lambda known: LinkPerson(
        full_name=name,
        kind=kind,
        capacity=capacity,
        year_or_post=post,
        account=known.account(name) if has_account else None,
    )


def unnamed(description: str, kind: PersonKind, capacity: Capacity) -> LinkPerson:
    return LinkPerson(description=description, kind=kind, capacity=capacity)


def now_seen_as(name: str, capacity: Capacity, why: str) -> Asking:
    return lambda known: ChangeCapacity(person=known.person(name), capacity=capacity, why=why)


def named_in_error(name: str, reason: str) -> Asking:
    return lambda known: MarkNamedInError(person=known.person(name), reason=reason)


def found(fact: Fact, answer: Answer, who: str, why: str) -> Finding:
    return Finding(fact=fact, answer=answer, who_said_so=who, why=why)


def supported(
    name: str,
    supporter: Supporter,
    supporter_name: str,
    what: str,
    *,
    wishes: str | None = None,
    review_on: date | None = None,
    declined: bool = False,
) -> Asking:
    return lambda known: AssignSupport(
        person=known.person(name),
        supporter=supporter,
        supporter_name=supporter_name,
        what=what,
        wishes=wishes,
        review_on=review_on,
        declined=declined,
    )


def parent_told(
    pupil: str,
    parent: str,
    said: str,
    response: str | None = None,
    *,
    how: How = How.PHONE,
    agencies_agree: Answer | None = None,
) -> Asking:
    return lambda known: InformParent(
        pupil=known.person(pupil),
        parent=parent,
        safe_to_tell=YES,
        agencies_agree=agencies_agree,
        how=how,
        said=said,
        response=response,
    )


def parent_not_told(
    pupil: str,
    parent: str,
    reason: str,
    *,
    safe: Answer = NOT_KNOWN,
    review_on: date | None = None,
) -> Asking:
    return lambda known: DecideNotToInformParent(
        pupil=known.person(pupil),
        parent=parent,
        safe_to_tell=safe,
        reason=reason,
        review_on=review_on,
    )


def decided_about(
    name: str,
    rationale: str,
    *,
    sanction: str | None = None,
    support: str | None = None,
    needs: str | None = None,
    policy: str = "the behaviour policy",
) -> Asking:
    return lambda known: DecideSanctionOrSupport(
        person=known.person(name),
        sanction=sanction,
        support=support,
        policy=policy,
        needs_considered=needs,
        rationale=rationale,
    )


def considered(
    question: str,
    yes: bool,
    rationale: str,
    consideration: Consideration = Consideration.OTHER,
    guidance: str | None = None,
    step: str | None = None,
) -> RecordDecision:
    return RecordDecision(
        consideration=consideration,
        question=question,
        yes=yes,
        rationale=rationale,
        guidance=guidance,
        step=step,
    )


def dsl_considered(yes: bool, rationale: str) -> RecordDecision:
    question = "Should the safeguarding lead be involved?"
    return considered(question, yes, rationale, Consideration.DSL_INVOLVEMENT)


def task(
    who: str,
    what: str,
    due: date | None = None,
    *,
    technician: bool = False,
    step: str | None = None,
) -> Asking:
    return lambda known: AssignTask(
        what=what,
        assignee_name=who,
        assignee=known.account(who),
        due=due,
        for_a_technician=technician,
        step=step,
    )


def done(what: str, result: str) -> Asking:
    return lambda known: CompleteTask(task=known.task(what), result=result)


def cancelled(what: str, because: str) -> Asking:
    return lambda known: CompleteTask(task=known.task(what), cancelled_because=because)


def procedures(
    what: str, *with_whom: str, changed: bool = False, step: str | None = None
) -> ReviewProcedures:
    return ReviewProcedures(changed=changed, what=what, reviewed_with=with_whom, step=step)


def proposed_and_closed(summary: str, how_followed_up: str, outcome: str) -> tuple[Asking, ...]:
    """By one and the same person, where one is enough."""
    proposed = ProposeClosure(summary=summary, how_followed_up=how_followed_up, outcome=outcome)
    return (proposed, Close())
