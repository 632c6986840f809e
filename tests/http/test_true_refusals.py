"""A refusal says the true reason, to the one who reads it."""

from application.permissions import NotYourRole, ReadsForItsManager, may_list_people
from domain.people import Role
from interfaces.http.errors import said_to


def test_the_safeguarding_lead_is_never_sent_to_herself() -> None:
    assert said_to(Role.DSL, NotYourRole()) == "Your role does not do this."
    assert "safeguarding lead" in said_to(Role.REPORTER, NotYourRole())
    told = said_to(Role.DSL, ReadsForItsManager())
    assert told == "Only the case manager sees who has read it."


def test_only_who_handles_cases_or_takes_in_lists_lists_everybody() -> None:
    few = {role for role in Role if not may_list_people(role)}
    assert few >= {Role.REPORTER, Role.CLASS_TEACHER, Role.TECHNICIAN, Role.AUDITOR}
    assert few.isdisjoint({Role.DSL, Role.HEAD, Role.DEPUTY_DSL, Role.ADMINISTRATOR})
