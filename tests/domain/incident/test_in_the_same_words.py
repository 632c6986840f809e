"""The same words about two requests are two facts; about the same one they are said once."""

from uuid import UUID

from domain.incident import commands as ask
from domain.incident.events import RemovalOutcomeRecorded
from domain.incident.words import Agency, Capacity, PersonKind, ReferralReply, RemovalResult
from tests.domain.incident.walked import Walked

GONE = "It is gone; we looked."
TAKEN_UP = "They have taken it up."


def begun() -> Walked:
    case = Walked()
    case.report()
    case.assess()
    case.ask(ask.KeepNoEvidence(reason="There was nothing to keep."))
    return case


def outcome(removal: UUID) -> ask.RecordRemovalOutcome:
    return ask.RecordRemovalOutcome(removal=removal, result=RemovalResult.REMOVED, said=GONE)


def test_two_requests_for_the_same_material_are_both_answered() -> None:
    case = begun()
    for asked in ("Jake Holt", "PicRing"):
        case.ask(ask.RequestRemoval(what="The film", asked_of=asked))
    for removal in case.incident.removals:
        (told,) = case.ask(outcome(removal))
        assert isinstance(told, RemovalOutcomeRecorded)
        assert case.ask(outcome(removal)) == []
    assert not any(removal.open for removal in case.incident.removals.values())


def test_two_referrals_to_the_police_are_both_answered() -> None:
    case = begun()
    for reason in ("The threat", "The second threat"):
        case.ask(ask.MakeReferral(agency=Agency.POLICE, reason=reason))
    for referral in case.incident.referrals:
        answer = ask.RecordReferralAnswer(
            referral=referral,
            agency=Agency.POLICE,
            reply=ReferralReply.ACCEPTED,
            said=TAKEN_UP,
        )
        assert len(case.ask(answer)) == 1
        assert case.ask(answer) == []
    assert not any(referral.open for referral in case.incident.referrals.values())


def test_two_sanctions_are_withdrawn_for_the_same_reason() -> None:
    case = begun()
    case.link("Jake Holt", PersonKind.PUPIL, Capacity.INSTIGATOR)
    (jake,) = case.incident.people
    for sanction in ("A detention", "A day in the inclusion room"):
        decided = ask.DecideSanctionOrSupport(
            person=jake, sanction=sanction, policy="6", rationale="He knew the rule."
        )
        case.ask(decided)
    for measure in case.incident.measures:
        it_was_not_him = ask.WithdrawSanction(
            measure=measure, person=jake, reason="It was not him."
        )
        assert len(case.ask(it_was_not_him)) == 1
    assert not any(measure.stands for measure in case.incident.measures.values())


def test_yes_it_could_be_illegal_said_twice_writes_nothing_new() -> None:
    case = begun()
    asked = ask.RecordDecision(
        question="Could any of it be illegal?",
        yes=True,
        rationale="There is a threat in it.",
        step="ask-again-if-illegal",
    )
    assert case.ask(asked)
    assert case.ask(asked) == []
