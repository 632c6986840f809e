"""Opening a list, or searching: written down before anything is shown."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from application import permissions
from domain.access import Page
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.opening import Why, WhyInHeader, must_say_why


def listing(page: Page, search: Page | None = None) -> Callable[..., None]:
    """A dependency for every list: `Depends(listing(Page.WORK))`, after whatever may refuse it.

    With a `q` it counts as the page `search`, if there is one. What was looked for is not told.
    """

    def dependency(
        request: Request,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        why: Why = None,
        daybook_why: WhyInHeader = None,
    ) -> None:
        if not permissions.may_open(who.person.role, page):
            raise permissions.NotYourRole
        said = why or daybook_why
        must_say_why(who.person, said)
        opened = search if search and request.query_params.get("q") else page
        daybook.list_reads(log).note(opened, who.person, said, now)

    return dependency


def audited(page: Page) -> Callable[..., None]:
    """For what everybody opens every day: noted of those alone who must say why they open it.

    Who may open it is asked elsewhere, and first.
    """

    def dependency(
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        why: Why = None,
        daybook_why: WhyInHeader = None,
    ) -> None:
        if who.person.role not in permissions.SAYS_WHY:
            return
        said = why or daybook_why
        must_say_why(who.person, said)
        daybook.list_reads(log).note(page, who.person, said, now)

    return dependency


IncidentsListed = Annotated[None, Depends(listing(Page.INCIDENTS, Page.SEARCH))]
LogListed = Annotated[None, Depends(listing(Page.LOG, Page.SEARCH))]
WorkListed = Annotated[None, Depends(listing(Page.WORK))]
ColleaguesListed = Annotated[None, Depends(listing(Page.COLLEAGUES))]
PeopleListed = Annotated[None, Depends(listing(Page.PEOPLE))]
ConcernsListed = Annotated[None, Depends(listing(Page.CONCERNS))]
NoticesListed = Annotated[None, Depends(listing(Page.NOTICES))]
SetupAudited = Annotated[None, Depends(audited(Page.SCHOOL))]
ImportsAudited = Annotated[None, Depends(audited(Page.PEOPLE_IMPORT))]
ProofsAudited = Annotated[None, Depends(audited(Page.RECORD))]
