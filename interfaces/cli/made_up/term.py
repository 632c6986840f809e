"""The whole autumn term of 2026."""

from interfaces.cli.made_up import (
    about_adults,
    among_adults,
    between_pupils,
    blackmail,
    contempt,
    fights,
    filtering,
    images,
    in_lessons,
    last_days,
    money,
    preventing,
    radicalisation,
    small_concerns,
    somebody_else,
    staff_as_victims,
    strangers,
    support,
    wellbeing,
)

STORIES = (
    *in_lessons.STORIES,
    *filtering.STORIES,
    *somebody_else.STORIES,
    *between_pupils.STORIES,
    *fights.STORIES,
    *contempt.STORIES,
    *radicalisation.STORIES,
    *staff_as_victims.STORIES,
    *about_adults.STORIES,
    *support.STORIES,
    *among_adults.STORIES,
    *images.STORIES,
    *strangers.STORIES,
    *blackmail.STORIES,
    *money.STORIES,
    *wellbeing.STORIES,
    *last_days.STORIES,
)

# What the record holds once all of it is told, the opening of the school included. Some things
# that are asked for write two lines, so this is counted once, and a test counts it again.
LINES = 763 + small_concerns.LINES + preventing.LINES
