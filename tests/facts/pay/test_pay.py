"""The pay of small posts, in their own words and by their boards; and any text about money at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.postings import posting

from jobsearch.facts import Pay, Period
from jobsearch.facts.pay.read import BoardsPay, read_pay
from jobsearch.facts.reading import read_facts


def read(text: str, title: str = "Engineer") -> Pay:
    """Return the pay that a post with this text states."""
    pay = read_pay(title, text, BoardsPay())
    assert pay is not None
    return pay


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "period", "currency"),
    [
        ("$225,000 - $250,000 a year", 225_000, 250_000, Period.YEAR, ""),
        ("The base salary range is 148,000 USD - 230,000 USD.", 148_000, 230_000, Period.YEAR, "USD"),
        (
            "The salary range is expected to be between 90-135k based on skills",
            90_000,
            135_000,
            Period.YEAR,
            "",
        ),
        ("Salary: £57,000-£70,000", 57_000, 70_000, Period.YEAR, "GBP"),
        ("₹20,00,000 - ₹40,00,000 a year", 2_000_000, 4_000_000, Period.YEAR, "INR"),
        ("Salary Range: PLN 350,700 - 474,400", 350_700, 474_400, Period.YEAR, "PLN"),
        ("INR 288000 - 300000 (Annual)", 288_000, 300_000, Period.YEAR, "INR"),
        ("$203,000—$214,000 CAD", 203_000, 214_000, Period.YEAR, "CAD"),
        ("$15 - $18 an hour", 15, 18, Period.HOUR, ""),
        ("Compensation: 50€/hour.", 50, 50, Period.HOUR, "EUR"),
        ("Compensation: $24 - $30.00 + equity", 24, 30, Period.HOUR, ""),
        ("Hourly contract · $45–$50/hour · Multiple openings", 45, 50, Period.HOUR, ""),
        ("€2,500–3,500/month (contractor)", 2_500, 3_500, Period.MONTH, "EUR"),
        ("Salario: RD$18,000 mensuales", 18_000, 18_000, Period.MONTH, "DOP"),
        ("Salário: 1.625,34", 1_625.34, 1_625.34, Period.MONTH, ""),
        ("Salary: PLN 6.000 - 10.000 + VAT", 6_000, 10_000, Period.MONTH, "PLN"),
        ("R$ 2.540,00 a R$ 2.650,00 (Bruto mensal).", 2_540, 2_650, Period.MONTH, "BRL"),
        ("$1,000 PER WEEK", 1_000, 1_000, Period.WEEK, ""),
        ("We pay 400 EUR per day.", 400, 400, Period.DAY, "EUR"),
        ("You will receive a pay rate of 0.50 USD per image", 0.5, 0.5, Period.PIECE, "USD"),
        ("$300/lecture", 300, 300, Period.PIECE, ""),
        ("or work experience Annual Salary $115,000.00 - $260,000.00", 115_000, 260_000, Period.YEAR, ""),
        ("is $95,000 - $115,000 USD, including base salary", 95_000, 115_000, Period.YEAR, "USD"),
        ("Range: $60,675- $101, 125 annually", 60_675, 101_125, Period.YEAR, ""),
        ("Base Salary: 90,000 - 130,00 USD per annum", 90_000, 130_000, Period.YEAR, "USD"),
        ("Salary: 100,000 - 80,000 USD", 80_000, 100_000, Period.YEAR, "USD"),
        ("Arts | Contract | $80 $120/hr", 80, 120, Period.HOUR, ""),
        ("Salary: 12 LPA", 1_200_000, 1_200_000, Period.YEAR, "INR"),
        ("CTC: 12-18 LPA", 1_200_000, 1_800_000, Period.YEAR, "INR"),
        ("₹12,00,000 - ₹18,00,000", 1_200_000, 1_800_000, Period.YEAR, "INR"),
        ("Salary: ₹1,25,000 per month", 125_000, 125_000, Period.MONTH, "INR"),
        ("Salary: 30,000 INR", 30_000, 30_000, Period.MONTH, "INR"),
        ("Salary Range$110,000\u2014$140,000 USD", 110_000, 140_000, Period.YEAR, "USD"),
        (
            "range for this job is USD $127,600.00 \u2013 USD $338,500.00 /Yr",
            127_600,
            338_500,
            Period.YEAR,
            "USD",
        ),
        ("The salary range is $71,000 to $90,000annually.", 71_000, 90_000, Period.YEAR, ""),
        ("The base salary range is $173,00 - $216,300", 173_000, 216_300, Period.YEAR, ""),
        (
            "A reasonable estimate of the range is $113,800 - $187,800 CAD.",
            113_800,
            187_800,
            Period.YEAR,
            "CAD",
        ),
        ("$40,000 base salary plus $3,000 annual variable pay", 40_000, 40_000, Period.YEAR, ""),
        ("$16.50 per page", 16.5, 16.5, Period.PIECE, ""),
        ("Up to $70k a year", 70_000, 70_000, Period.YEAR, ""),
        ("$60,000 a year, $100 internet allowance", 60_000, 60_000, Period.YEAR, ""),
        ("£45k salary", 45_000, 45_000, Period.YEAR, "GBP"),
    ],
)
def test_a_post_states_its_pay(
    text: str, minimum: float, maximum: float, period: Period, currency: str
) -> None:
    pay = read_facts(posting(description=text)).pay
    assert pay is not None
    assert (pay.minimum, pay.maximum, pay.period, pay.currency) == (minimum, maximum, period, currency)
    assert pay.words in text


@pytest.mark.parametrize(
    "text",
    [
        "We raised $110M at a US$1.1B valuation.",
        "401k match, $1,600 WFH stipend upon joining, $100 per month reimbursement for fitness",
        "Up to $25,000 for fertility coverage",
        "Customers process $1,000,000 per day with us.",
        "£0 - £0 a year",
        "5-7 years of experience, 24/7 support, 100% remote",
        "Equity: $20,000 - $40,000 per year in stock",
        "Manage a $200,000 per year ad spend",
        "You will own a budget of $200,000 per year",
        "We process $5,000 a day for our clients",
        "Close $1,000,000 in ARR a year",
        "We offer competitive compensation, benefits, 401k, lunch",
        "Up to 1000 EUR per year for conferences and books",
        "$50 monthly for good coffee",
        "Charitable contribution match up to $250 per year",
        "Scale ad spend of $100K+/month with precision",
        "Competitive salary!",
    ],
)
def test_other_sums_are_no_pay(text: str) -> None:
    assert read_facts(posting(description=text)).pay is None


@pytest.mark.parametrize(
    ("low", "high", "period"),
    [
        (60_000, 90_000, Period.YEAR),
        (25, 27, Period.HOUR),
        (None, 80_000, Period.YEAR),
        (114, 225, Period.HOUR),
    ],
)
def test_the_feeds_numbers_count_where_the_text_has_none(
    low: int | None, high: int | None, period: Period
) -> None:
    pay = read_facts(posting(salary_min=low, salary_max=high)).pay
    assert pay is not None
    assert (pay.minimum, pay.maximum, pay.period, pay.words) == (low or high, high, period, "")


def test_the_text_knows_better_than_the_feed() -> None:
    pay = read_facts(posting(description="$15 - $18 an hour", salary_min=45_000, salary_max=90_000)).pay
    assert pay is not None
    assert pay.yearly == (15 * 2080, 18 * 2080)


def test_nobody_knows_what_piecework_comes_to() -> None:
    pay = read_facts(posting(description="Pay: $3 per image")).pay
    assert pay is not None
    assert pay.yearly is None


@pytest.mark.parametrize(
    ("text", "minimum", "said"),
    [
        ("GROSS SALARY\n\n\u2022 From 4132 EUR/month.", 4_132, "From 4132 EUR/month"),
        ("Our compensation starts at: 8000 USD", 8_000, "starts at: 8000 USD"),
        ("It begins at $110,000+ per year", 110_000, "begins at $110,000+ per year"),
        ("Salary: $110,000+", 110_000, "$110,000+"),
        ("$100K+ OTE", 100_000, "$100K+"),
        ("Salary: 90,000 - 12,345 USD", 90_000, "90,000 - 12,345 USD"),
    ],
)
def test_a_pay_may_be_open_above(text: str, minimum: float, said: str) -> None:
    pay = read(text)
    assert (pay.minimum, pay.maximum, pay.words) == (minimum, None, said)
    assert pay.yearly is not None
    assert pay.yearly[1] is None


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "said"),
    [
        (
            "Zone A: $93,850 -$110,910 + equity\nZone D: $122,005- $$144,183 + equity",
            93_850,
            144_183,
            "$93,850 -$110,910 \u2026 $122,005- $$144,183",
        ),
        ("Salary: $75,000 - $85,000\nOTE: $156,000 - $181,000", 75_000, 181_000, None),
        ("$200,000 - $220,000 a year\nThe OTE is $350,000 - $400,000.", 200_000, 400_000, None),
        ("$25/hr for first 3 months, then $40/hr", 25, 40, "$25/hr \u2026 $40/hr"),
        (
            "Pay ranges from $100,000 per year in our lowest market up to $171,000 in our highest market.",
            100_000,
            171_000,
            "from $100,000 per year \u2026 $171,000",
        ),
        ("Salary: $20,000 - $100,000 a year", 20_000, 100_000, "$20,000 - $100,000 a year"),
        ("$15/hour\nPay: $15 - $20 an hour", 15, 20, "$15 - $20 an hour"),
        ("$100,000 a year and up to $50,000 bonus", 100_000, 100_000, "$100,000 a year"),
        ("$90,000 a year\n$2,000 a year for whatever you like", 90_000, 90_000, "$90,000 a year"),
    ],
)
def test_several_amounts_are_one_pay_from_the_lowest_to_the_highest(
    text: str, minimum: float, maximum: float, said: str | None
) -> None:
    pay = read(text)
    assert (pay.minimum, pay.maximum) == (minimum, maximum)
    assert said in {None, pay.words}


def test_a_currency_may_be_named_beside_the_same_amounts_elsewhere() -> None:
    pay = read("Annual Salary ranges from $120,000-$160,000 CAD\n\n$120,000 - $160,000 a year")
    assert (pay.maximum, pay.currency) == (160_000, "CAD")


def test_a_title_says_it_best() -> None:
    assert read("SALARY:\n$1,000 PER WEEK", title="Assistant $28 Per Hour").period is Period.HOUR


def test_a_letter_that_only_looks_like_that_of_a_currency_names_none() -> None:
    pay = read("Salary: 50,000 \u0131nr a year.")
    assert (pay.minimum, pay.period, pay.currency) == (50_000, Period.YEAR, "")


LOOKALIKES = "\u0131 \u0130 \u017f \u212a k \u0131nr u\u017fd \u212an la\u212ahs r\u017f \u0661\u0662"
SIGNS = (
    "50,000 12 1,5 130,00 $101, 125 $ \u20b9 R$ usd inr lpa - to + . a year /hr per month salary: pay from "
    "up OTE zone a:"
)
signs = st.sampled_from([*LOOKALIKES.split(), *SIGNS.split(), "\n"])
money = st.lists(signs, max_size=40).map(" ".join) | st.lists(signs, max_size=40).map("".join)


@given(title=money, text=money)
@settings(max_examples=settings().max_examples * 5, deadline=None)
def test_any_text_about_money_is_read(title: str, text: str) -> None:
    pay = read_pay(title, text, BoardsPay())
    if pay:
        assert pay.is_stated
        assert 0 < pay.minimum <= (pay.minimum if pay.maximum is None else pay.maximum)
        for part in pay.words.split(" \u2026 "):
            assert part in " ".join(title.split()) or part in " ".join(text.split())
