"""Kind: the number that stands for an event in the kernel's rows."""

from enum import IntEnum


class EventKind(IntEnum):
    """What happens; a number is never changed or used again."""

    POSTS = 1
    TRAINING = 2
    REORGANISATION = 3
    RESIGNATION_WAVE = 4
    ADMINISTRATIVE_SUPPORT = 5
    CONSULTANTS = 6
    EMPLOYMENT_PROGRAMME = 7
    JOINT_STEERING = 8
    NEWLY_ARRIVED = 9
    LABOUR_MARKET_SHOCK = 10
    PRICE_CHANGE = 11
    SETTING = 12
    ONE_DOOR = 13
    ACTIVITY_REQUIREMENT = 14
    DUTY_TO_STUDY = 15
    ADULT_EDUCATION = 16
    SHELTERED_WORK = 17
    AUTOMATED_DECISIONS = 18
    SPECIALISTS = 19
    TEAM_WORK = 20
    PLACEMENT_CONTROLLER = 21
    FRAUD_CONTROL = 22
    MAPPING = 23
    PHYSICIAN_REVIEW = 24
    HOUSING_OFFICER = 25
    DEMOGRAPHIC_CHANGE = 26
    PANDEMIC = 27
    AGENCY_REORGANISATION = 28
    CASELOAD_NORM = 29
