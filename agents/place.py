"""Place: the town's situation this month, the same for all of its units."""

from typing import Annotated

from tillit.agents.foundation.records import Field, Record


class Place(Record):
    """The month, the labour market, prices and the population; one row."""

    month: Annotated[int, Field("month", 0, 4095, "i4")]
    """Months since the start of the run-in."""
    balance: Annotated[int, Field("0 or 1", 0, 1, "i4")]
    """1 during the run-in, when every household that leaves is replaced by one like it."""
    calendar: Annotated[int, Field("month", 0, 11, "i4")]
    """Calendar month in which the comparison begins, 0 for January."""
    market: Annotated[float, Field("factor", 0.0, 5.0)]
    """Labour market: 1 as usual, below 1 in a recession."""
    vacancies: Annotated[float, Field("factor", 0.0, 5.0)]
    """Openings of all employers: 1 when nobody asks them for some, more where caseworkers are in touch."""
    recovery: Annotated[float, Field("1/month", 0.0, 1.0)]
    """Share of the way back to normal that the labour market goes each month."""
    prices: Annotated[float, Field("currency/SEK of 2020", 0.0, 1e7)]
    """Units of the currency that buy what one Swedish krona bought in 2020: norm and rents."""
    wages: Annotated[float, Field("currency/SEK of 2020", 0.0, 1e7)]
    """The same for the cost of staff, and for wages."""
    refunded: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the assistance that the state pays back to the municipality."""
    growth: Annotated[float, Field("1/month", -1.0, 1.0)]
    """Growth of the number of applicants."""
    ageing: Annotated[float, Field("months/month", -12.0, 12.0)]
    """How much older applicants become."""
    growth_months: Annotated[int, Field("months", 0, 4095, "i4")]
    """Months that both still go on."""
    grown: Annotated[float, Field("share", -1.0, 9.0)]
    """Applicants more than at the start, as a share."""
    older: Annotated[float, Field("months", -1200.0, 1200.0)]
    """How much older applicants are than at the start."""
