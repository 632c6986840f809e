"""Who has no business with a case, who is let in, and who opened it."""

from typing import assert_never

from application.projections.background import Background
from application.projections.phrases import moment, quoted, said, words
from domain.access import AccessEvent, CaseRead, GlassBroken, GlassReviewed, ListRead
from domain.incident.events import AccessGranted, AccessRevoked, ConflictDeclared, ConflictLifted
from domain.incident.state import is_in_doubt
from domain.incident.words import IN_DOUBT

Access = ConflictDeclared | ConflictLifted | AccessGranted | AccessRevoked | AccessEvent


def told(event: Access, known: Background) -> str:
    match event:
        case ConflictDeclared() if is_in_doubt(event):
            return doubt(event)
        case ConflictDeclared():
            return f"declared {conflict(event, known.by)}: {event.reason}"
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
        case _:
            assert_never(event)


def doubt(event: ConflictDeclared) -> str:
    by_when = f" by {moment(event.confirm_by)}" if event.confirm_by else ""
    named = event.reason.removeprefix(IN_DOUBT)
    return (
        f"shut out {event.account_name}, who may be meant by the name {named}, until somebody "
        f"confirms or lifts it{by_when}"
    )


def conflict(event: ConflictDeclared, by: str) -> str:
    kind = words(event.kind.value)
    if event.account_name == by:
        return f"a conflict of interest ({kind}), and has no more to do with this case"
    return (
        f"that {event.account_name} has a conflict of interest ({kind}) and may not have to do "
        "with this case"
    )
