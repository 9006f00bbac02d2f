"""Office: how a unit is organised this month. Events change it; behaviours read it."""

from typing import Annotated

from tillit.agents.foundation.records import Field, Record

MOST_POSTS = 50_000
"""More than all assistance workers of a country."""

HALF = 0.5
"""What posts come in: half of full time."""


class Office(Record):
    """A unit's posts, rules and measures; one row."""

    # Posts and cases
    posts: Annotated[float, Field("posts", 0, MOST_POSTS)]
    """Full-time posts that the unit has money for, the last perhaps a half."""
    seats: Annotated[int, Field("rows", 0, 2**31 - 1, "i4")]
    """Rows of caseworkers in use, posts that were cut among them."""
    first_post: Annotated[int, Field("number", 0, 2**24 - 1, "i4")]
    """Number of the unit's first post among those of all units; part of its holders' ids."""
    caseload_limit: Annotated[float, Field("households/caseworker", 1.0, 1e6)]
    """Most cases a caseworker is given; further households wait."""
    interval: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months between two planned meetings of a case, by a rule of the office; 0 without one."""
    late: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of last month's duties that nobody had hours for."""
    present: Annotated[float, Field("caseworkers", 0.0, 1e6)]
    """Caseworkers at work in full time, consultants among them."""
    uncovered: Annotated[float, Field("hours", 0.0, 1e9)]
    """Statutory hours of households without a present caseworker."""
    seeking: Annotated[float, Field("cases", 0.0, 1e9)]
    """Cases for which a caseworker is sought this month; all the room that there is, if that is more."""
    further_hours: Annotated[float, Field("hours/case/month", 0.0, 100.0)]
    """Hours that what is asked of caseworkers besides takes of each case, this month."""
    # A caseload norm
    norm: Annotated[float, Field("cases/post", 0.0, 300.0)]
    """Cases for each post by which posts are counted out; 0 without such a norm."""
    norm_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months from one counting out to the next."""
    norm_due: Annotated[int, Field("month", 0, 8191, "i4")]
    """Month of the comparison in which the next one is due, 0 for the first."""
    norm_fewer: Annotated[int, Field("0 or 1", 0, 1, "i4")]
    """1 if posts become fewer by it, too."""
    surplus: Annotated[float, Field("posts", 0, MOST_POSTS)]
    """Posts that it found too many, and that are closed as they fall vacant."""
    # Who comes, and the rows of those who came
    inflow: Annotated[float, Field("factor", 0.0, 10.0)]
    """New applicants against the town's usual number."""
    usual: Annotated[float, Field("cases/month", 0.0, 1e6)]
    """Usual new child cases a month; the children's unit only."""
    refused: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of those who ask for assistance that was turned away as the town was; 0 if that is not known."""
    care: Annotated[float, Field("share", 0.0, 1.0)]
    """How well caseworkers find another way for who asks, of late; see `door`."""
    care_before: Annotated[float, Field("share", 0.0, 1.0)]
    """The same as the town was."""
    arriving: Annotated[float, Field("households/month", 0.0, 1e6)]
    """Newly arrived households a month, beside the ordinary inflow."""
    arriving_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that they keep coming."""
    leavers: Annotated[int, Field("cases", -(2**31), 2**31 - 1, "i4")]
    """Child cases to replace in the run-in; the children's unit only."""
    rows: Annotated[int, Field("rows", 0, 2**31 - 1, "i4")]
    """Rows of clients in use, those who are gone among them; the next household gets the next row."""
    gone: Annotated[int, Field("rows", 0, 2**31 - 1, "i4")]
    """How many of those rows belong to households that are gone."""
    assisted: Annotated[int, Field("households", 0, 2**31 - 1, "i4")]
    """Households on assistance this month, those who came back among them."""
    away: Annotated[int, Field("households", 0, 2**31 - 1, "i4")]
    """Households that were away as the month began."""
    told: Annotated[int, Field("rows", 0, 2**62, "i8")]
    """Rows of the histories that are written."""
    # How the staff is treated
    resignations: Annotated[float, Field("factor", 0.0, 10.0)]
    """Pull of other workplaces on the staff, 1 as usual."""
    wave: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the staff that resigns together this month."""
    consultants: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the vacancies for which a consultant is sought."""
    consultant_found: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Chance that one is found, when one is sought."""
    consultant_competence: Annotated[float, Field("share", 0.0, 1.0)]
    """Competence of a consultant."""
    consultant_goes: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Chance that a consultant's assignment ends."""
    teaching: Annotated[float, Field("hours/caseworker/month", 0.0, 160.0)]
    """Hours of training."""
    lesson: Annotated[float, Field("1/hour", 0.0, 1.0)]
    """Share of the missing competence that an hour of it teaches."""
    teaching_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that the training still goes on."""
    reorganising: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that the present reorganisation still goes on."""
    moved: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of cases and partner contacts that this month's reorganisation gives to others."""
    reorganisation_hours: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the hours that it takes while it goes on."""
    reorganisation_stress: Annotated[float, Field("share", 0.0, 1.0)]
    """Stress of it, while it goes on."""
    # Help with the work
    administration: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the statutory work that administrators take over."""
    administrators: Annotated[float, Field("posts", 0.0, 1e6)]
    """Administrators who do that."""
    automation: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the decisions that a machine prepares and takes."""
    automated: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the statutory work that goes when it takes every decision."""
    specialists: Annotated[float, Field("posts", 0.0, 1e6)]
    """Specialists whom caseworkers ask."""
    specialist_span: Annotated[float, Field("caseworkers/post", 0.0, 1e3)]
    """Caseworkers whom one of them can help."""
    guided: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of a new case's further hours that their help saves."""
    eased: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the other statutory work that it saves."""
    coached: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of what a new colleague does not manage alone that it makes up for."""
    taught: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Share of the missing competence that it teaches."""
    guidance: Annotated[float, Field("share", 0.0, 1.0)]
    """How far their help suffices for all caseworkers, this month."""
    fewer_managers: Annotated[float, Field("posts", 0.0, 1e6)]
    """Managers' posts that were saved."""
    shared_cases: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the cases that two caseworkers know."""
    second_hours: Annotated[float, Field("hours/case/month", 0.0, 100.0)]
    """Time that such a case takes of the second."""
    second_keeps: Annotated[float, Field("share", 0.0, 1.0)]
    """Further share of the trust that a successor keeps in such a case."""
    together: Annotated[float, Field("factor", 0.0, 100.0)]
    """How much faster colleagues get to know each other when all cases are shared."""
    # Partners
    steering: Annotated[float, Field("meetings/year", 0.0, 52.0)]
    """Meetings of a steering group that is shared with the partners."""
    steering_hours: Annotated[float, Field("hours/meeting", 0.0, 160.0)]
    """Hours that one of them costs each caseworker."""
    steered: Annotated[float, Field("share", 0.0, 1.0)]
    """How far they are joint steering in full."""
    steering_keeps: Annotated[float, Field("share", 0.0, 1.0)]
    """Further share of the trust that a successor keeps then."""
    joint: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of what ties to partners lose that these meetings take away."""
    one_door: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the contacts with employers that are kept in one register for all."""
    door_opens: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of what is lost on the way through a colleague that such a register takes away."""
    door_posts: Annotated[float, Field("posts", 0.0, 1e6)]
    """Post that keeps it, for all contacts."""
    upset_partners: Annotated[int, Field("bits", 0, 8191, "i4")]
    """Partner agencies that are being reorganised, a bit for each kind of partner."""
    upset_now: Annotated[int, Field("bits", 0, 8191, "i4")]
    """Those of them whose reorganisation begins this month."""
    upset_contacts: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of their contact persons who change this month."""
    upset_capacity: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of their capacity that is lost meanwhile."""
    upset_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that it still goes on."""
    # What is asked of households, and checked
    demands: Annotated[float, Field("share", 0.0, 1.0)]
    """How much activity is demanded, and controlled, in return for assistance."""
    asked: Annotated[float, Field("share", 0.0, 1.0)]
    """Demands that act this month, with that requirement."""
    activity_hours: Annotated[float, Field("hours/week", 0.0, 40.0)]
    """Hours of activity that are required for assistance."""
    activity_days: Annotated[float, Field("days", 0.0, 365.0)]
    """Days from the application to the first of it."""
    activity_delay: Annotated[float, Field("days", 0.0, 365.0)]
    """Days to the first of it after which half of what it adds to the demands is left."""
    requirement: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of what is missing to full demands that full-time activity from the first day adds."""
    withdrawal: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Chance that a new applicant withdraws to nothing under such a requirement."""
    new_for: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months in which an applicant is new."""
    followup: Annotated[float, Field("hours/case/month", 0.0, 100.0)]
    """Caseworker's time that following up full-time activity takes."""
    active: Annotated[float, Field("share", 0.0, 1.0)]
    """How far that requirement is felt this month: 1 for full time from the first day."""
    control: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the payments that are checked for fraud and errors."""
    stopped: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Chance that a household's assistance is stopped, where every payment is checked."""
    suspicion: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Share of the missing anxiety that being checked adds."""
    mistrust: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Share of the trust in the caseworker that being checked costs."""
    control_hours: Annotated[float, Field("hours/case/month", 0.0, 100.0)]
    """Caseworker's time that checking every payment takes."""
    checked: Annotated[float, Field("households/post", 0.0, 1e6)]
    """Households for each post that does nothing else."""
    mapping_hours: Annotated[float, Field("hours/long case/month", 0.0, 100.0)]
    """Hours that the mapping of long-term cases takes of each."""
    mapping_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that it still goes on."""
    priority: Annotated[float, Field("share", 0.0, 1.0)]
    """How far long-term cases are met before others."""
    remote: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the meetings that are held at a distance."""
    remote_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that they still are."""
    # Places and officers for single cases
    measures: Annotated[int, Field("0 or 1", 0, 1, "i4")]
    """1 in a month in which there are measures for single households; see `model.households.measures`."""
    programme: Annotated[float, Field("places", 0.0, 1e9)]
    """Places in the employment programme."""
    programme_chance: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Chance of a place for somebody who is helped fully, while places are free."""
    programme_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that one is held at most."""
    on_programme: Annotated[float, Field("households", 0.0, 1e9)]
    """Households that hold one."""
    programme_room: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the places that was free at the end of last month."""
    duty: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of those with little education who must study."""
    courses: Annotated[float, Field("places", 0.0, 1e9)]
    """Places in vocational training that is combined with the language."""
    course_room: Annotated[float, Field("share", 0.0, 1.0)]
    """How far they suffice for those who need one, this month."""
    little_language: Annotated[float, Field("share", 0.0, 1.0)]
    """Command of the language below which they are for somebody."""
    combined_pace: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Distance that a month of such training takes away."""
    fluent: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of what it takes away beyond an ordinary course that full command of the language costs."""
    study_health: Annotated[float, Field("share", 0.0, 1.0)]
    """Health from which somebody can be obliged to study."""
    little_education: Annotated[float, Field("share", 0.0, 1.0)]
    """Education below which somebody counts as having little."""
    course_pace: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Distance that a month in an ordinary course takes away."""
    lessons: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Share of the missing language, and of the missing education, that a month of teaching gives."""
    locked_in: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of one's own chance of work that studying takes meanwhile."""
    funded: Annotated[float, Field("factor", 0.0, 100.0)]
    """How much likelier funded studies become for somebody who already studies."""
    lasting: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of a job's missing match that a full course makes up for."""
    full_course: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months of a full course."""
    sheltered: Annotated[float, Field("places", 0.0, 1e9)]
    """Sheltered places."""
    sheltered_from: Annotated[float, Field("share", 0.0, 1.0)]
    """Distance from which a sheltered place is for somebody."""
    sheltered_pace: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Distance that a month in one takes away."""
    sheltered_calm: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Share of the anxiety that such a month takes away."""
    sheltered_room: Annotated[float, Field("share", 0.0, 1.0)]
    """How far they suffice."""
    summer: Annotated[float, Field("places", 0.0, 1e9)]
    """Places for the young in June, July and August."""
    summer_age: Annotated[int, Field("months", 0, 1200, "i4")]
    """Age below which a summer place is for somebody."""
    summer_pace: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Distance that a month of summer work takes away."""
    summer_room: Annotated[float, Field("share", 0.0, 1.0)]
    """How far they suffice; 0 in the other months."""
    reviews: Annotated[float, Field("reviews/month", 0.0, 1e6)]
    """Medical histories that a physician can review."""
    review_after: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months on assistance after which a history is reviewed."""
    review_opens: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of what the partners' reach lacks that a review makes up for."""
    review_care: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the reviews after which health care is asked for more."""
    review_room: Annotated[float, Field("share", 0.0, 1.0)]
    """How far that suffices this month."""
    housing_officers: Annotated[float, Field("posts", 0.0, 1e6)]
    """Housing officers."""
    officer_finds: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Chance of a lasting home that one of them gives a household that finds none otherwise."""
    officer_keeps: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the homes which crises would cost that one of them keeps."""
    officer_cases: Annotated[float, Field("households/post", 0.0, 1e3)]
    """Households in temporary housing whom one of them can help at a time."""
    housing_help: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the households in temporary housing whom they help this month."""
    controllers: Annotated[float, Field("posts", 0.0, 1e6)]
    """Placement controllers."""
    controlled: Annotated[float, Field("children/post", 0.0, 1e4)]
    """Placed children whose way on one of them can follow."""
    sooner: Annotated[int, Field("months", 0, 4095, "i4")]
    """How much shorter a placement may be when its end is planned from the first day."""
    planned: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of what a caseworker does not know of the child that such planning makes up for."""
    planning: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the placed children whose way on is planned from the first day, this month."""
    # What is tried with those whom the lot has drawn
    lot_cases: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the cases that the lot draws."""
    lot_staff: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the caseworkers that it draws."""
    trial_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months since it was drawn first, this one among them; 0 if it was not."""
    further: Annotated[float, Field("meetings/month", 0.0, 10.0)]
    """Meetings with each treated case beside the ordinary one, in hours of their own."""
    further_first: Annotated[int, Field("month", 0, 4095, "i4")]
    """First month of the treatment in which they are held."""
    further_last: Annotated[int, Field("month", 0, 4095, "i4")]
    """Last one."""
    lost_first: Annotated[int, Field("month", 0, 4095, "i4")]
    """First month of the treatment in which a planned meeting may be cancelled."""
    lost_last: Annotated[int, Field("month", 0, 4095, "i4")]
    """Last one; 0 if none is cancelled."""
    swap_first: Annotated[int, Field("month", 0, 4095, "i4")]
    """Month of the treatment in which a case is given to another caseworker; 0 for none."""
    swap_each: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months from then to the next such change; 0 if it is the only one."""
    arm_demands: Annotated[float, Field("share", 0.0, 1.0)]
    """Demands on treated households, if these are more than on the others."""
    arm_hours: Annotated[float, Field("hours/week", 0.0, 40.0)]
    """Hours of activity that are required of them."""
    arm_asked: Annotated[float, Field("share", 0.0, 1.0)]
    """Demands that act on them this month."""
    arm_active: Annotated[float, Field("share", 0.0, 1.0)]
    """How far they feel a required activity this month."""
    ability: Annotated[float, Field("standard deviations", -5.0, 5.0)]
    """How much better treated caseworkers are than they were."""
    staff_load: Annotated[float, Field("factor", 0.0, 10.0)]
    """Cases that a treated caseworker is given, against the others; 0 for as many."""
    relief: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the stress that support of the organisation takes from everybody."""
    employer_hours: Annotated[float, Field("hours/caseworker/month", 0.0, 200.0)]
    """Hours that each caseworker gives to employers first of all."""
    employer_staff: Annotated[int, Field("0 or 1", 0, 1, "i4")]
    """1 if staff of their own gives these hours."""
