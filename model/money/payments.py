"""Payments: the month's salaries, measures, benefits, wages and taxes.

Assistance, crises and temporary housing are booked where they happen.
"""

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.client import Destination
from tillit.agents.control import checking_posts
from tillit.agents.foundation.behaviours import stage
from tillit.agents.office import Office
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party, book
from tillit.model.now import Now
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit


@stage
def pay(town: Town, now: Now) -> None:
    """Pay everybody."""
    unit = town.assistance
    pay_staff(unit, now)
    pay_organisation(unit, now)
    _pay_measures(town, now)
    _pay_benefits(town, now)
    _pay_wages(town, now)
    _refund_assistance(now)


@stage
def pay_staff(unit: Unit, now: Now) -> None:
    """Pay caseworkers and consultants for their part of full time, and administrators."""
    office = unit.office
    p = now.parameters.prices
    employees = 0.0
    consultants = 0.0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post == Post.PRESENT or worker.post == Post.SICK:
            employees += worker.part
        elif worker.post == Post.CONSULTANT:
            consultants += worker.part
    wages = employees * p.post + office.administrators * p.administrator + _pay_of_others(office, now)
    wages *= now.place.wages
    book(now.page, Entry.STAFF, Party.MUNICIPALITY, Party.EMPLOYEES, wages)
    before = wages / (1.0 + p.contributions)
    book(now.page, Entry.TAXES, Party.EMPLOYEES, Party.STATE, wages - before)
    _tax_wages(before, Party.EMPLOYEES, now)
    fees = consultants * p.consultant * now.place.wages
    book(now.page, Entry.CONSULTANTS, Party.MUNICIPALITY, Party.EMPLOYERS, fees)


@stage
def pay_organisation(unit: Unit, now: Now) -> None:
    """Pay for reorganisation, steering and training."""
    office = unit.office
    p = now.parameters.prices
    if office.reorganising > 0:
        cost = office.posts * p.reorganisation * now.place.wages
        book(now.page, Entry.REORGANISATION, Party.MUNICIPALITY, Party.EMPLOYERS, cost)
    steering = office.steering / 12.0 * p.steering * now.place.wages
    book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.EMPLOYEES, steering)
    licences = office.automation * office.posts * p.licence * now.place.wages
    book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.EMPLOYERS, licences)
    if office.teaching_months > 0:
        cost = office.present * office.teaching * p.course * now.place.wages
        book(now.page, Entry.TRAINING, Party.MUNICIPALITY, Party.EMPLOYERS, cost)


@stage
def _pay_of_others(office: Office, now: Now) -> float:
    """Return the monthly pay of those who are neither caseworkers nor administrators, at 2020's wages."""
    p = now.parameters.prices
    officers = office.housing_officers + office.controllers
    officers += office.one_door * office.door_posts
    if now.mechanisms.demands == 1:
        officers += checking_posts(office, now.tally[Count.HOUSEHOLDS])
    saved = office.fewer_managers * p.manager
    return officers * p.officer + office.specialists * p.specialist - saved


@stage
def _pay_measures(town: Town, now: Now) -> None:
    """Pay for the employment programme and for trainees' supervision."""
    office = town.assistance.office
    p = now.parameters.prices
    held = town.supported[Destination.SUBSIDISED_WORK] * 1.0
    office.on_programme = held
    office.programme_room = max(0.0, 1.0 - held / office.programme) if office.programme > 0.0 else 0.0
    cost = held * p.programme * now.place.wages
    book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.HOUSEHOLDS, cost)
    book(now.page, Entry.MEASURES, Party.STATE, Party.MUNICIPALITY, cost * p.subsidy)
    supervision = now.tally[Count.TRAINEES] * p.supervision * now.place.wages
    book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.EMPLOYERS, supervision)


@stage
def _pay_benefits(town: Town, now: Now) -> None:
    """Let the state pay those who left to a benefit, activity support or studies."""
    p = now.parameters.prices
    prices = now.place.prices
    active = town.supported[Destination.ACTIVITY_SUPPORT] + town.supported[Destination.STUDIES]
    ill = _living_on(town, Destination.SICKNESS_BENEFIT) + _living_on(town, Destination.OTHER_BENEFIT)
    book(now.page, Entry.BENEFITS, Party.STATE, Party.HOUSEHOLDS, active * p.activity_support * prices)
    book(now.page, Entry.BENEFITS, Party.STATE, Party.HOUSEHOLDS, ill * p.sickness * prices)


@stage
def _living_on(town: Town, destination: int) -> float:
    """Return how many households live on a destination, those of whom nobody hears any more among them."""
    number: float = town.supported[destination] + town.lasting[destination]
    return number


@stage
def _pay_wages(town: Town, now: Now) -> None:
    """Let employers pay those who left to work, and both pay their taxes."""
    p = now.parameters.prices
    wages = _living_on(town, Destination.WORK) * p.wage * now.place.wages
    book(now.page, Entry.WAGES, Party.EMPLOYERS, Party.HOUSEHOLDS, wages)
    book(now.page, Entry.TAXES, Party.EMPLOYERS, Party.STATE, wages * p.contributions)
    _tax_wages(wages, Party.HOUSEHOLDS, now)


@stage
def _tax_wages(wages: float, earner: int, now: Now) -> None:
    """Let whoever earns wages pay local tax on them: one rule for new jobs and for the staff."""
    p = now.parameters.prices
    _book_tax(wages * p.municipal_tax, earner, Party.MUNICIPALITY, now)
    _book_tax(wages * p.regional_tax, earner, Party.REGION, now)


@stage
def _book_tax(tax: float, earner: int, party: int, now: Now) -> None:
    """Pay a tax to municipality or region, who keep little of it after equalisation."""
    book(now.page, Entry.TAXES, earner, party, tax)
    book(now.page, Entry.TAXES, party, Party.STATE, tax * (1.0 - now.parameters.prices.kept_tax))


@stage
def _refund_assistance(now: Now) -> None:
    """Let the state pay the municipality back what it bears of the month's assistance."""
    paid = now.page[Entry.ASSISTANCE, Party.HOUSEHOLDS]
    refund = paid * now.place.refunded
    book(now.page, Entry.ASSISTANCE, Party.STATE, Party.MUNICIPALITY, refund)
