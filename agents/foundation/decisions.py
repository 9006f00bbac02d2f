"""Decisions: every moment at which luck has a say, one line each.

The number is part of the key of the draw (see `luck`), so a decision keeps its
number for ever: a new one gets the next free number, a dropped one leaves a gap.
"""

from enum import IntEnum


class Decision(IntEnum):
    """What is being decided; the third part of every draw's key."""

    # Who somebody is when they come
    HOUSEHOLD = 1
    CHILDREN = 2
    AGE = 3
    HEALTH = 5
    LANGUAGE = 6
    EDUCATION = 7
    ABILITY = 8
    NEARNESS = 9
    DISTANCE = 10
    HOUSING = 11
    OWN_INCOME = 12

    # How many come
    ARRIVALS = 20
    NEWLY_ARRIVED = 21
    TURNED_AWAY = 23

    # A household's month
    REORGANISED = 30
    REDISTRIBUTED = 31
    LEVELLED = 22
    ASSIGNMENT = 32
    """The next numbers belong to it too, from when one looked around several times."""
    ASSIGNMENT_LAST = 39
    CRISIS = 40
    QUEUE = 41
    APPOINTMENT = 42
    CRISIS_HOUSING = 43
    NEW_HOME = 44
    EXIT = 45
    RETURN = 46
    PLACEMENT = 47
    PLACEMENT_EMPLOYER = 48
    PLACEMENT_END = 49
    MATCH = 51

    # A caseworker's month
    SICK_LEAVE = 60
    RECOVERY = 61
    RESIGNATION = 62
    RECRUITMENT = 63
    CONSULTANT = 65
    WAVE = 66
    LOST_CONTACT = 68
    """The first of one draw for each kind of partner; twenty numbers are kept for them."""
    LOST_CONTACT_LAST = 87
    PARTNER_CONTACT = 88
    """The first of one draw for each partner and each page of the contact book."""
    PARTNER_CONTACT_LAST = 119
    NEW_EMPLOYER = 120
    """The first of one draw for each page of the contact book."""
    NEW_EMPLOYER_LAST = 135
    TENURE_BEFORE = 136
    TALENT = 137

    # Partners and employers
    CONTACT_PERSON = 140
    OPENINGS = 141
    HEADCOUNT = 143
    WILLINGNESS = 144

    # A child's month
    NEW_CASES = 150
    CHILD_AGE = 151
    STRAIN = 152
    FIRST_RISK = 154
    PREVENTION = 156
    PLANNED = 157
    PLACED_WHERE = 158
    FOSTER_FAMILY = 159
    BREAKDOWN = 160
    AFTER_BREAKDOWN = 161
    STEP_DOWN = 162
    INDEPENDENCE = 163
    RETURN_HOME = 164
    COMPLAINT = 165
    CASE_CLOSED = 166
    FAMILY_CHANGE = 167

    # Measures for a household; a place is held for a term, so the month in the key is a term's
    COURSE = 170
    DUTY_TO_STUDY = 171
    SHELTERED_PLACE = 172
    SUMMER_PLACE = 173
    REVIEW = 174

    # A trial within an office; who is in which arm is drawn in month 0 of luck, the same in all months
    ARM = 180
    FURTHER_MEETING = 181
    LOST_MEETING = 182
