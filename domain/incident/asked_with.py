"""With which command each event that can end a step is recorded, by its name in the API."""

from collections.abc import Iterable

from domain.playbook.acts import name_in, names_of

RECORDED_WITH: dict[str, str] = {
    "incident-reported": "report",
    "person-linked": "link-person",
    "capacity-changed": "change-capacity",
    "assessed": "assess",
    "facts-changed": "change-facts",
    "made-safe": "make-safe",
    "evidence-kept": "keep-evidence",
    "evidence-not-kept": "keep-no-evidence",
    "exhibit-handed-over": "hand-over-exhibit",
    "dsl-alerted": "alert-dsl",
    "dsl-told": "tell-dsl",
    "dsl-acknowledged": "acknowledge",
    "parent-informed": "inform-parent",
    "parent-not-informed": "decide-not-to-inform-parent",
    "escalated-to-lado": "escalate-to-lado",
    "advice-sought": "seek-advice",
    "referral-made": "make-referral",
    "referral-answered": "record-referral-answer",
    "statutory-report-made": "make-statutory-report",
    "removal-requested": "request-removal",
    "removal-outcome-recorded": "record-removal-outcome",
    "meeting-held": "hold-meeting",
    "letter-sent": "send-letter",
    "support-assigned": "assign-support",
    "sanction-or-support-decided": "decide-sanction-or-support",
    "safety-plan-agreed": "agree-safety-plan",
    "harm-threshold-assessed": "assess-harm-threshold",
    "intent-determined": "determine-intent",
    "course-of-action-decided": "decide-course-of-action",
    "decision-recorded": "record-decision",
    "step-completed": "complete-step",
    "task-assigned": "assign-task",
    "task-done": "complete-task",
    "note-added": "add-note",
    "paused-for-police": "pause-for-police",
    "resumed": "resume",
    "procedures-reviewed": "review-procedures",
    "linked-to": "link",
    "owner-changed": "change-owner",
    "case-manager-appointed": "appoint-case-manager",
    "legal-hold-placed": "place-hold",
    "closure-proposed": "propose-closure",
    "countersigned": "countersign",
    "closed": "close",
    "file-sent": "send-file",
    "file-receipt-confirmed": "confirm-file-receipt",
}


def commands_for(acts: Iterable[str]) -> frozenset[str]:
    """The commands that record any of these acts."""
    return frozenset(RECORDED_WITH[name] for name in names_of(acts) if name in RECORDED_WITH)


def in_order_of_use(acts: Iterable[str]) -> tuple[str, ...]:
    """The same, each once: a technician's task is given before it can be ended."""
    names = [one for act in acts for one in BEFORE.get(name_in(act), (name_in(act),))]
    return tuple(dict.fromkeys(RECORDED_WITH[name] for name in names if name in RECORDED_WITH))


BEFORE = {"task-done": ("task-assigned", "task-done")}
