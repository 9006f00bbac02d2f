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
