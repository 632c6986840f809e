"""A case that walks its charts over HTTP: each open step is ended by what people really do.

A story says what is reported, about whom, and what is so. The rest is read from `/steps`.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response

from application import permissions
from application.case import state_of
from domain.facts import Fact
from domain.incident.commands import COMMANDS, LinkPerson, ReportIncident
from domain.incident.refusals import (
    EndsOtherwise,
    LadoFirst,
    NoSuchPerson,
    NotAnExhibitReference,
    Refused,
)
from interfaces.http.bodies import CommandBody, body_of, command_from
from tests.domain.playbook.edition import PLAYBOOK
from tests.http.school_api import INCIDENTS, incident_of, no
from tests.journeys.fellside import Colleague, Fellside, as_said, fact, moment
from tests.journeys.routes.acts import ACTS, SAID_INSTEAD, Act, Ask, without_an_act_of_its_own

Step = dict[str, Any]

A_MINUTE = timedelta(minutes=1)
THREE_TEXTS = ("summary", "how_followed_up", "outcome")
ABOUT_SOMEBODY = ("person", "pupil")
NOT_ASKED_EVERYWHERE = ("adviser_kind",)
STILL_OPEN = ("open", "overdue")
OF_CLOSING = ("propose-closing", "second-person")

# They are for those alone whose step it is, and who that is at Fellside.
DECISIONS = ("record-decision", "mark-step-not-needed")
OF_POSTS = {
    "dsl": "dsl",
    "deputy-dsl": "doyle",
    "online-safety-coordinator": "jones",
    "head": "head",
    "senior-leader": "vance",
    "chair-of-governors": "obi",
}

# What each command writes down, where that ends steps which do not have to be named.
WRITES = {
    "make-safe": "made-safe",
    "keep-evidence": "evidence-kept",
    "keep-no-evidence": "evidence-not-kept",
    "link-person": "person-linked",
    "tell-dsl": "dsl-told",
    "acknowledge": "dsl-acknowledged",
    "inform-parent": "parent-informed",
    "decide-not-to-inform-parent": "parent-not-informed",
    "escalate-to-lado": "escalated-to-lado",
    "seek-advice": "advice-sought",
    "make-referral": "referral-made",
    "record-referral-answer": "referral-answered",
    "request-removal": "removal-requested",
    "record-removal-outcome": "removal-outcome-recorded",
    "hold-meeting": "meeting-held",
    "send-letter": "letter-sent",
    "assign-support": "support-assigned",
    "decide-sanction-or-support": "sanction-or-support-decided",
    "agree-safety-plan": "safety-plan-agreed",
    "assess-harm-threshold": "harm-threshold-assessed",
    "determine-intent": "intent-determined",
    "decide-course-of-action": "course-of-action-decided",
    "appoint-case-manager": "case-manager-appointed",
    "pause-for-police": "paused-for-police",
    "resume": "resumed",
    "place-hold": "legal-hold-placed",
    "assign-task": "task-assigned",
    "add-note": "note-added",
    "review-procedures": "procedures-reviewed",
    "change-owner": "owner-changed",
    "hand-over-exhibit": "exhibit-handed-over",
    "send-file": "file-sent",
    "confirm-file-receipt": "file-receipt-confirmed",
    "change-facts": "facts-changed",
}


SHAPES = {shape.__name__: shape for shape in (ReportIncident, *COMMANDS.values())}


@cache
def body_for(shape: str) -> type[CommandBody]:
    return body_of(SHAPES[shape])


@dataclass(frozen=True, kw_only=True)
class Someone:
    """Somebody in the case. `later`: it takes a step of the chart to find out who."""

    name: str | None
    kind: str
    capacity: str
    post: str | None = None
    description: str | None = None
    account: str | None = None
    later: bool = False


@dataclass(frozen=True, kw_only=True)
class Story:
    """What is reported, about whom, and what is so. Whatever is not said to be so is not.

    `names` are the words of this story for what every story has: {material}, {parent} and so on.
    """

    summary: str
    own_words: str | None = None
    in_danger: str = "no"
    about_an_adult: str = "no"
    category: str
    secondary: tuple[str, ...] = ()
    severity: str | None = None
    lowered_because: str | None = None
    rationale: str
    people: Mapping[str, Someone] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    yes: Mapping[str, str] = field(default_factory=dict)
    not_known: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, Act] = field(default_factory=dict)
    closing: tuple[str, str, str]
    reporter: str = "barlow"
    lead: str = "jones"
    dsl: str = "khan"
    head: str = "ainsley"
    second: str = "ainsley"
    reported_at: str = "Mon 7 Sep 09:05"


@dataclass
class Case:
    """One telling of a story; quietly, it asks the log itself what is not the point of it.

    The web takes eight times as long, and has its say in the journeys.
    """

    fellside: Fellside
    story: Story
    quiet: bool = False
    address: str = ""
    ids: dict[str, str] = field(default_factory=dict)

    # Who

    def somebody(self, who: str) -> Colleague:
        """A colleague by name, or by the part they have in this story."""
        colleague: Colleague = getattr(self.fellside, getattr(self.story, who, who))
        return colleague

    @property
    def lead(self) -> Colleague:
        return self.somebody(self.story.lead)

    @property
    def names(self) -> dict[str, str]:
        parts = ("reporter", "lead", "dsl", "head")
        known = {part: self.somebody(part).person.name for part in parts}
        named = {key: one.name for key, one in self.story.people.items() if one.name}
        return {**known, **named, **self.story.names}

    # What is asked

    def ask(self, who: str, command: str, /, **told: Any) -> Response:
        self.fellside.clock.time += A_MINUTE
        return self.somebody(who).ask(f"{self.address}/{command}", told)

    def asks(self, who: str, command: str, /, **told: Any) -> None:
        if self.quiet:
            self.asks_the_log(who, command, told)
            return
        answer = self.ask(who, command, **told)
        assert answer.status_code == 200, (command, told, answer.text)

    def asks_the_log(self, who: str, command: str, told: dict[str, Any]) -> UUID:
        """Raises Refused."""
        shape = ReportIncident if command == "report" else COMMANDS[command]
        wish = command_from(shape, body_for(shape.__name__).model_validate_json(json.dumps(told)))
        self.fellside.clock.time += A_MINUTE
        now, by = self.fellside.clock(), self.somebody(who).person
        known = incident_of(self.address) if self.address else None
        return self.fellside.made_up.log.ask(known, wish, by=by, now=now).id

    def does(self, ask: Ask, step: Step) -> Response:
        """One sentence of an act, in the words of this story, whatever the answer."""
        return self.ask(self.who_says(ask, step), ask.command, **self.in_words(ask, step))

    def tells(self, ask: Ask, step: Step) -> None:
        if ask.command == "link-person":
            self.link(str(ask.told["key"]), ask.who, step["id"])
        else:
            self.asks(self.who_says(ask, step), ask.command, **self.in_words(ask, step))

    def who_says(self, ask: Ask, step: Step) -> str:
        return self.who_decides(step, ask.who) if ask.command in DECISIONS else ask.who

    def who_decides(self, step: Step, who: str) -> str:
        """They themself if the chart names their post, or else the first whom it names."""
        posts = [self.manager_now() if post == "case-manager" else post for post in step["who"]]
        if self.somebody(who).person.role.value in posts:
            return who
        named = (OF_POSTS[post] for post in posts if post in OF_POSTS)
        return next(filter(self.may_know, named), who)

    def may_know(self, who: str) -> bool:
        state = state_of(self.fellside.made_up.read(incident_of(self.address)).lines)
        return state is not None and permissions.may_know_of(self.somebody(who).person, state)

    def manager_now(self) -> str:
        """The post of whoever manages the case; the DSL's while nobody does."""
        account = self.lead.case(self.address)["case_manager"]
        known = (self.somebody(who).person for who in OF_POSTS.values())
        return next((one.role.value for one in known if str(one.account) == account), "dsl")

    def in_words(self, ask: Ask, step: Step) -> dict[str, Any]:
        known = {each.name for each in fields(COMMANDS[ask.command])}
        told = {
            key: self.said(key, value)
            for key, value in ask.told.items()
            if key in known or key not in NOT_ASKED_EVERYWHERE
        }
        if "step" in known:
            told["step"] = step["id"]
        match ask.command:
            case "record-decision":
                told.setdefault("question", step["say"])
            case "complete-task":
                told["task"] = self.lead.case(self.address)["tasks"][-1]["id"]
            case "hand-over-exhibit":
                told |= self.exhibit_of(ask)
            case "appoint-case-manager":
                told |= self.manager(str(told.pop("manager")))
        return told

    def said(self, key: str, value: Any) -> Any:
        match value:
            case str() if key in ABOUT_SOMEBODY and value not in self.ids:
                raise NoSuchPerson
            case str() if key in ABOUT_SOMEBODY:
                return self.ids[value]
            case str():
                return value.format(**self.names)
            case list():
                return [self.said("", one) for one in value]
            case _:
                return value

    def exhibit_of(self, ask: Ask) -> dict[str, str]:
        """The latest exhibit, from the hands that it is in."""
        exhibits = self.lead.case(self.address)["exhibits"]
        if not exhibits:
            raise NotAnExhibitReference
        exhibit, holder = list(exhibits.items())[-1]
        return {"exhibit": exhibit, "handed_by": holder}

    def manager(self, who: str) -> dict[str, str]:
        person = self.somebody(who).person
        return {
            "manager": str(person.account),
            "manager_name": person.name,
            "manager_post": person.post,
            "manager_role": person.role.value,
        }

    # How it begins

    def is_reported(self) -> None:
        story = self.story
        told = {
            "own_words": story.own_words,
            "in_danger_now": story.in_danger,
            "about_an_adult_here": story.about_an_adult,
        }
        if self.quiet:
            told["summary"] = story.summary
            self.address = f"{INCIDENTS}/{self.asks_the_log('reporter', 'report', told)}"
        else:
            self.address = self.somebody("reporter").reports(story.summary, **told)

    def is_assessed(self) -> None:
        for key, one in self.story.people.items():
            if not one.later:
                self.link(key, "dsl")
        self.asks(
            "dsl",
            "assess",
            category=self.story.category,
            secondary=self.story.secondary,
            severity=self.story.severity,
            lowered_because=self.story.lowered_because,
            findings=self.findings(),
            rationale=self.story.rationale,
        )

    def findings(self) -> list[dict[str, str]]:
        """Every question is answered."""
        story, who = self.story, self.somebody("dsl").person.name
        answers = {
            **{each.value: ("no", "Nothing speaks for it.") for each in Fact},
            **{name: ("yes", why) for name, why in story.yes.items()},
            **{name: ("not-known", why) for name, why in story.not_known.items()},
        }
        return [fact(name, answer, who, why) for name, (answer, why) in answers.items()]

    def link(self, key: str, who: str, step: str | None = None) -> None:
        one = self.story.people[key]
        account = self.somebody(one.account).person.account if one.account else None
        told = {
            "full_name": one.name,
            "kind": one.kind,
            "capacity": one.capacity,
            "year_or_post": one.post,
            "description": one.description,
            "account": str(account) if account else None,
        }
        if step and "step" in LinkPerson.__slots__:
            told["step"] = step
        self.asks(who, "link-person", **told)
        self.ids[key] = self.linked_last()

    def linked_last(self) -> str:
        if not self.quiet:
            return str(self.lead.case(self.address)["people"][-1]["id"])
        state = state_of(self.fellside.made_up.read(incident_of(self.address)).lines)
        assert state is not None
        return str([*state.people][-1])

    # What the charts ask

    def steps(self) -> dict[str, Step]:
        answer = self.lead.read(f"{self.address}/steps")
        assert answer.status_code == 200, answer.text
        return {item["id"]: item for item in answer.json()["items"]}

    def step(self, id: str) -> Step:
        return self.steps()[id]

    def open(self) -> list[Step]:
        return self.waiting(self.steps())

    def waiting(self, steps: dict[str, Step]) -> list[Step]:
        """What has to end, soonest first, but for what closing itself ends."""
        return [
            step
            for id, step in steps.items()
            if step["state"] in STILL_OPEN and step["kind"] != "may" and id not in OF_CLOSING
        ]

    def dues(self, *routes: str) -> dict[str, str]:
        """By when each step of these routes is due, as people say it."""
        return {
            id: as_said(datetime.fromisoformat(step["due"])) if step["due"] else ""
            for id, step in self.steps().items()
            if step["route"] in routes
        }

    def states(self, *routes: str) -> dict[str, str]:
        return {id: s["state"] for id, s in self.steps().items() if s["route"] in routes}

    def routes(self) -> set[str]:
        return {route["id"] for route in self.lead.case(self.address)["routes"]}

    def done_by(self) -> dict[str, frozenset[str]]:
        """By which events each step ends, as the case itself keeps it."""
        state = state_of(self.fellside.made_up.read(incident_of(self.address)).lines)
        given = state.walk.steps if state else {}
        return {
            id: frozenset(name.partition(":")[0] for name in one.due.done_by)
            for id, one in given.items()
        }

    # How each step ends

    def act(self, step: Step) -> Act:
        known = self.story.acts.get(step["id"]) or ACTS.get(step["id"])
        return known or without_an_act_of_its_own(step["kind"])

    def take(self, step: Step) -> None:
        for one in self.act(step):
            self.tells(one, step)

    def take_all(self) -> None:
        """Each open step by its own act; what one answer opens is taken too."""
        while waiting := self.open():
            for step in waiting:
                self.take(step)
            assert not {step["id"] for step in self.open()} & {step["id"] for step in waiting}

    def take_all_but(self, *ids: str) -> None:
        for step in self.open():
            if step["id"] not in ids:
                self.take(step)

    def set_aside(self, step: Step) -> None:
        """A question is answered no; everything else is found not needed."""
        reason = "The head says that it can be left out."
        who = self.who_decides(step, "lead")
        if step["kind"] == "consider" or "record-decision (yes: " in step["how_to_record"]:
            alone = step["id"] == "school-only"
            said = {"question": step["say"], "yes": alone, "rationale": reason}
            return self.asks(who, "record-decision", step=step["id"], **said)
        self.asks(who, "mark-step-not-needed", step=step["id"], reason=reason)

    def hears_back(self) -> None:
        """Whoever was asked has answered."""
        case = self.lead.case(self.address)
        for one in case["referrals"]:
            if one["open"]:
                told = {"referral": one["id"], "agency": one["agency"], "reply": "accepted"}
                self.asks("dsl", "record-referral-answer", **told, said="They have taken it up.")
        for one in case["removals"]:
            if one["open"]:
                told = {"removal": one["id"], "result": "removed"}
                self.asks("lead", "record-removal-outcome", **told, said="It is gone; we looked.")

    # How it ends

    @property
    def texts(self) -> dict[str, str]:
        return dict(zip(THREE_TEXTS, self.story.closing, strict=True))

    def closes(self) -> None:
        """By two people if one is not enough, and whatever is missing fails the story."""
        self.hears_back()
        self.asks("lead", "propose-closure", **self.texts)
        alone = self.ask("lead", "close")
        if alone.status_code != 200:
            no(alone, 409, "countersignature-needed")
            self.asks("second", "countersign", remark="I have read it from its first line.")
            self.asks("lead", "close")
        assert alone.status_code == 409 or not self.needs_two(), alone.text
        assert self.lead.case(self.address)["status"] == "closed"

    def needs_two(self) -> bool:
        case = self.lead.case(self.address)
        asked = any(step["id"] == "second-person" for step in case["steps"])
        return asked or case["restricted"] or case["severity"] in ("serious", "critical")

    def what_stands_in_the_way(self) -> list[str]:
        return refusal(self.ask("lead", "close", **self.texts))

    def history(self) -> str:
        """All of its sentences, for those who look for one."""
        return "\n".join(line["sentence"] for line in self.lead.timeline(self.address))


def told(fellside: Fellside, story: Story, *, quiet: bool = False) -> Case:
    """Reported and assessed, so that its charts are open; told again, a little later."""
    fellside.clock.time = max(fellside.clock.time, moment(story.reported_at))
    case = Case(fellside, story, quiet)
    case.is_reported()
    case.is_assessed()
    return case


def taken(fellside: Fellside, story: Story) -> Case:
    """Every step is taken, so that there is nothing left but to close it."""
    case = told(fellside, story, quiet=True)
    case.take_all()
    case.quiet = False
    return case


def walked(fellside: Fellside, story: Story) -> Case:
    """From the report to closure, each step in its turn."""
    case = told(fellside, story)
    case.take_all()
    case.closes()
    return case


# Skipping a step

# Without them the LADO has not been told, and what comes after that stays open.
TELLS_THE_LADO = frozenset({"contact-lado", "lado-advice"})
# One act tells the LADO and brings the advice, and neither can be passed over.
WITH_THE_LADO = TELLS_THE_LADO.union(step.id for step in PLAYBOOK.steps if step.after)

# Who did it may be found out by a step, which brings the steps of whoever that is.
ONE_BRINGS_ANOTHER = range(2)


def cannot_be_skipped(
    fellside: Fellside,
    subtests: pytest.Subtests,
    story: Story,
    *routes: str,
    besides: tuple[Story, ...] = (),
) -> set[str]:
    """Each must of these routes is left out in a telling of its own; closing is refused for it.

    `besides` are stories that have tried their steps elsewhere.
    """
    elsewhere = {id for other in besides for id in musts(fellside, other, *routes)}
    tried = {id for id in musts(fellside, story, *routes) if id not in elsewhere}
    for id in sorted(tried):
        with subtests.test(id):
            all_but(fellside, story, id)
    return tried


def musts(fellside: Fellside, story: Story, *routes: str) -> list[str]:
    """Every must of these routes that a story is given and that telling it has not ended."""
    waiting = told(fellside, story, quiet=True).open()
    return [s["id"] for s in waiting if s["kind"] == "must" and s["route"] in routes]


def all_but(fellside: Fellside, story: Story, skipped: str) -> None:
    """All but one step is taken. Closing names it, and no other; then it is taken too."""
    case = told(fellside, story, quiet=True)
    ends = case.done_by()[skipped]
    for _ in ONE_BRINGS_ANOTHER:
        for step in case.open():
            if step["id"] != skipped:
                take_or_set_aside(case, step, ends)
    case.quiet = False
    steps = case.steps()
    left = steps[skipped]
    waiting = {step["id"] for step in case.waiting(steps)}
    assert skipped in waiting
    assert waiting == {skipped} or (skipped in TELLS_THE_LADO and waiting <= WITH_THE_LADO), (
        waiting
    )
    said = case.what_stands_in_the_way()
    assert names(left, said), (left["say"], said)
    assert not [s["id"] for s in steps.values() if ended(s) and s["say"] in str(said)]
    case.take(left)
    assert not any(left["say"] in one for one in left_to_do(case))


def ended(step: Step) -> bool:
    return step["state"] not in STILL_OPEN


def left_to_do(case: Case) -> list[str]:
    """What closing still waits for once the skipped step is taken; nothing if it is closed."""
    answer = case.ask("lead", "close", **case.texts)
    return [] if answer.status_code == 200 else refusal(answer)


def refusal(answer: Response) -> list[str]:
    """All that closing is refused for; one sentence if it is one thing of its own kind."""
    assert answer.status_code == 409, answer.text
    problem = answer.json()
    return [one["detail"] for one in problem.get("errors", [])] or [problem["title"]]


def names(step: Step, said: list[str]) -> bool:
    """In the words of the step, or of the rule that asks for the same."""
    wanted = (step["say"], *SAID_INSTEAD.get(step["id"], ()))
    return any(words in one for one in said for words in wanted)


def take_or_set_aside(case: Case, step: Step, ends: frozenset[str]) -> None:
    """By its own act, unless that would end the skipped step too, or has to wait for it."""
    act = case.act(step)
    if ends & {WRITES.get(one.command) for one in act}:
        try:
            case.set_aside(step)
        except LadoFirst:
            pass
        except EndsOtherwise:  # It is no choice here: what is its alone is done.
            for one in act:
                if WRITES.get(one.command) not in ends:
                    case.tells(one, step)
        return
    try:
        for one in act:
            case.tells(one, step)
    except Refused:
        with suppress(LadoFirst):  # Until the LADO knows it is not even passed over.
            case.set_aside(step)
