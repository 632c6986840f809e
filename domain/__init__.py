"""What an incident is and the rules a school acts by.

Standard library only: no clock, no randomness, no files, no framework.
"""
