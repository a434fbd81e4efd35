"""Days of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0; earlier days are negative).

Years are numbered as in ISO 8601: year 0 is 1 BC, year -43 is 44 BC.
"""

_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_EPOCH = 719469
"""Days from 1 March of year 0 to 1970-01-01, plus one, as days of a month count from 1."""
_DAYS_IN_400_YEARS = 146097
_FIRST_LONG_YEAR = 10_000


def day_of_civil(year: int, month: int, day: int) -> int:
    """Return the number of a day. Months above 12 run on into the next year; day 0 ends the month before."""
    # Years are counted from March here, so that the leap day is the last of a year.
    before_march = (14 - month) // 12
    year -= before_march
    month += 12 * before_march - 3
    return day + (153 * month + 2) // 5 + 365 * year + year // 4 - year // 100 + year // 400 - _EPOCH


def civil_of_day(day: int) -> tuple[int, int, int]:
    """Return the year, month and day of the month of a day number."""
    cycle, day = divmod(day + _EPOCH - 1, _DAYS_IN_400_YEARS)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    of_month = day - (153 * month + 2) // 5 + 1
    year_later, month = divmod(month + 2, 12)
    return 400 * cycle + year + year_later, month + 1, of_month


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12)."""
    if month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS_IN_MONTH[month - 1]


def weekday_index(day: int) -> int:
    """Return the day of the week of a day number: 0 for a Monday, 6 for a Sunday."""
    return (day + 3) % 7


def iso_week(day: int) -> tuple[int, int]:
    """Return the ISO 8601 year and week of a day number: a week belongs to the year of its Thursday."""
    thursday = day - weekday_index(day) + 3
    year = civil_of_day(thursday)[0]
    return year, (thursday - day_of_civil(year, 1, 1)) // 7 + 1


def monday_of_week(year: int, week: int) -> int:
    """Return the number of the first day of an ISO 8601 week."""
    fourth = day_of_civil(year, 1, 4)
    return fourth - weekday_index(fourth) + 7 * (week - 1)


def year_text(year: int) -> str:
    """Write a year in EDTF: `1999`, `-0043`, `Y12000`."""
    if abs(year) >= _FIRST_LONG_YEAR:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def iso_day(day: int) -> str:
    """Write a day number as `1999-05-08`, with a sign if the year is negative or has more than four digits."""
    year, month, of_month = civil_of_day(day)
    sign = "-" if year < 0 else "+" if year >= _FIRST_LONG_YEAR else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"
