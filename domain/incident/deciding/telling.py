"""Telling the DSL, parents and agencies, and what they answered."""

from uuid import UUID

from domain.facts import Answer, Fact
from domain.incident.commands import (
    Acknowledge,
    AlertDsl,
    Circumstances,
    DecideNotToInformParent,
    EscalateToLado,
    InformParent,
    MakeReferral,
    MakeStatutoryReport,
    RecordReferralAnswer,
    SeekAdvice,
    TellDsl,
)
from domain.incident.deciding.grounds import (
    before_the_lado,
    leads_on_safeguarding,
    marks,
    new_id,
    newest,
    of_another,
    once,
    person_of,
    shut_out_alone_by,
    written,
)
from domain.incident.events import (
    AdviceSought,
    DslAcknowledged,
    DslAlerted,
    DslTold,
    EscalatedToLado,
    Event,
    ParentInformed,
    ParentNotInformed,
    ReferralAnswered,
    ReferralMade,
    StatutoryReportMade,
)
from domain.incident.refusals import NotAPupil, OnlyTheDsl, OnYourWordAlone, ReviewIsPast
from domain.incident.state import Incident, Linked
from domain.incident.words import PersonKind
from domain.school_days import LONDON

CHILDREN = frozenset({PersonKind.PUPIL, PersonKind.EXTERNAL_CHILD, PersonKind.UNKNOWN})


def alert_dsl(incident: Incident, command: AlertDsl, circumstances: Circumstances) -> list[Event]:
    event = written(DslAlerted, command, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def tell_dsl(incident: Incident, command: TellDsl, circumstances: Circumstances) -> list[Event]:
    told_by = command.told_by or circumstances.by.name
    event = written(DslTold, command, told_by=told_by, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def acknowledge(
    incident: Incident, command: Acknowledge, circumstances: Circumstances
) -> list[Event]:
    if not leads_on_safeguarding(incident, circumstances):
        alone = shut_out_alone_by(incident, circumstances)
        raise OnYourWordAlone if alone else OnlyTheDsl
    untold = () if incident.dsl_told else ("acknowledged before anybody was recorded as telling",)
    event = written(DslAcknowledged, command, out_of_order=marks(incident, *untold))
    return once(incident, event, circumstances)


def inform_parent(
    incident: Incident, command: InformParent, circumstances: Circumstances
) -> list[Event]:
    pupil = child(incident, command.pupil)
    event = written(
        ParentInformed,
        command,
        pupil_name=pupil.name,
        out_of_order=marks(incident, *unsafe(incident, command)),
    )
    return once(incident, event, circumstances)


def child(incident: Incident, person: UUID) -> Linked:
    known = person_of(incident, person)
    if known.kind not in CHILDREN:
        raise NotAPupil
    return known


def unsafe(incident: Incident, command: InformParent) -> list[str]:
    found = []
    if before_the_lado(incident):
        found.append("told before the LADO was contacted about an adult here")
    if command.safe_to_tell is Answer.NO:
        found.append("told although it was not thought safe to tell")
    elif incident.may_be(Fact.UNSAFE_TO_TELL_PARENTS):
        found.append("told although it was or might be unsafe to tell the parents")
    elif command.safe_to_tell is Answer.NOT_KNOWN:
        found.append("told before it was known whether it was safe")
    if command.agencies_agree in (Answer.NO, Answer.NOT_KNOWN):
        found.append("told before the police or social care had agreed")
    return found


def decide_not_to_inform_parent(
    incident: Incident, command: DecideNotToInformParent, circumstances: Circumstances
) -> list[Event]:
    pupil = child(incident, command.pupil)
    event = written(
        ParentNotInformed, command, pupil_name=pupil.name, out_of_order=marks(incident)
    )
    decided = once(incident, event, circumstances)
    if decided:
        to_be_looked_at_again(command, circumstances)
    return decided


def to_be_looked_at_again(command: DecideNotToInformParent, circumstances: Circumstances) -> None:
    """Not before the day of the decision, which may be dated back."""
    occurred = circumstances.occurred
    decided = occurred.start if occurred else circumstances.now
    if command.review_on and decided and command.review_on < decided.astimezone(LONDON).date():
        raise ReviewIsPast("review_on")


def escalate_to_lado(
    incident: Incident, command: EscalateToLado, circumstances: Circumstances
) -> list[Event]:
    event = written(EscalatedToLado, command, out_of_order=marks(incident))
    if incident.adults_accused - incident.lado_told_of:
        return [event]
    return once(incident, event, circumstances)


def seek_advice(
    incident: Incident, command: SeekAdvice, circumstances: Circumstances
) -> list[Event]:
    event = written(AdviceSought, command, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def make_referral(
    incident: Incident, command: MakeReferral, circumstances: Circumstances
) -> list[Event]:
    event = written(
        ReferralMade, command, referral=new_id(circumstances), out_of_order=marks(incident)
    )
    return once(incident, event, circumstances)


def record_referral_answer(
    incident: Incident, command: RecordReferralAnswer, circumstances: Circumstances
) -> list[Event]:
    referral = command.referral or latest_referral(incident, command)
    known = incident.referrals.get(referral) if referral else None
    unasked = () if known else ("answered although no such referral is on the record",)
    event = written(
        ReferralAnswered,
        command,
        referral=referral if known else None,
        out_of_order=marks(incident, *unasked),
    )
    if command.referral and of_another(incident, event, "referral"):
        return [event]
    return once(incident, event, circumstances)


def latest_referral(incident: Incident, command: RecordReferralAnswer) -> UUID | None:
    """The latest to that agency that is still open, or else the latest, answered once more."""
    to_them = {
        key: referral
        for key, referral in incident.referrals.items()
        if referral.agency is command.agency
    }
    still = [key for key, referral in to_them.items() if referral.open]
    return newest(still or [*to_them])


def make_statutory_report(
    incident: Incident, command: MakeStatutoryReport, circumstances: Circumstances
) -> list[Event]:
    event = written(StatutoryReportMade, command, out_of_order=marks(incident))
    return [event]  # Two people may each owe one, in the same words.
