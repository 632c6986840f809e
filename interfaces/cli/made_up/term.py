"""The whole autumn term of 2026."""

from interfaces.cli.made_up import (
    about_adults,
    between_pupils,
    images,
    in_lessons,
    staff_as_victims,
    strangers,
    wellbeing,
)

STORIES = (
    *in_lessons.STORIES,
    *between_pupils.STORIES,
    *staff_as_victims.STORIES,
    *images.STORIES,
    *about_adults.STORIES,
    *strangers.STORIES,
    *wellbeing.STORIES,
)

# What the record holds once all of it is told, the opening of the school included. Some things
# that are asked for write two lines, so this is counted once, and a test counts it again.
LINES = 363
