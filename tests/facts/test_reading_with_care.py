"""What a careful reader makes of lines and sentences that a hurried one gets wrong, to somebody's loss."""

import pytest
from support.postings import posting

from jobsearch.facts import can_work_from
from jobsearch.facts.reading import read_facts


def differing(expected: str, **post: str) -> dict[str, str]:
    """Return the answers that differ from the expected ones, "US no, PT DE unknown", by country."""
    facts = read_facts(posting(title="Engineer", **post))
    wanted = {
        country: answer
        for group in expected.split(", ")
        for *countries, answer in (group.split(),)
        for country in countries
    }
    read = {country: str(can_work_from(facts, country).answer) for country in wanted}
    return {country: answer for country, answer in read.items() if answer != wanted[country]}


# What both a board's line and "Location: …" in a text may hold.
LINES = [
    # Regions beside each other are all meant.
    ("North America, Europe, Asia", "US PT IN yes, BR ZA no"),
    ("Europe, Middle East, Africa", "PT AE ZA yes, US no"),
    ("Western Europe, Eastern Europe", "PT PL yes, US no"),
    ("Americas, LATAM", "US CA BR yes, PT no"),
    ("Europe, EMEA", "PT ZA yes, US no"),
    ("EMEA / APAC", "PT ZA JP yes, US no"),
    ("Remote - Europe & LATAM", "PT BR yes, US IN no"),
    ("Remote (Asia, Oceania)", "IN NZ yes, US PT no"),
    ("UK, EU", "GB PT yes, US no"),
    ("London, Europe", "GB yes, US no"),
    ("US & CAN", "US CA yes, PT no"),
    ("US/CAN", "US CA yes, PT no"),
    ("USA, CAN, MEX", "US CA MX yes, PT no"),
    # The world beside a place.
    ("Berlin or remote worldwide", "DE US PT yes"),
    ("Global / US", "US PT yes"),
    ("Europe, Remote Worldwide", "PT US IN yes"),
    ("Remote - India / Philippines / Worldwide", "IN PH US PT yes"),
    ("US, Canada, or anywhere in the world", "US CA PT yes"),
    ("London or anywhere", "GB PT yes"),
    ("New York, London, Worldwide", "US GB IN yes"),
    ("Lisbon | Remote, anywhere in the world", "PT US yes"),
    ("Anywhere, United States", "US yes, PT no"),
    ("Anywhere (US)", "US yes, PT no"),
    ("Remote, anywhere in Europe", "PT yes, US no"),
    ("Worldwide (US only)", "US yes, PT unknown"),
    ("Europe or elsewhere", "PT yes, US unknown"),
    ("US, Canada and other countries", "US yes, PT unknown"),
    # Remote work as another choice than a town, and as what is done in it.
    ("Berlin or Remote", "DE yes, US PT unknown"),
    ("Remote / New York", "US yes, PT unknown"),
    ("Mumbai or Remote", "IN yes, PT unknown"),
    ("San Francisco, CA | Remote", "US yes, PT unknown"),
    ("Toronto, Montreal or fully remote", "CA yes, PT unknown"),
    ("Hybrid in London or remote", "GB yes, PT unknown"),
    ("Berlin, Lisbon, Remote", "DE PT yes, US unknown"),
    ("Switzerland, but open to remote", "CH yes, US unknown"),
    ("Remote or Hybrid (Berlin)", "DE yes, US unknown"),
    ("Remote (company based in Denmark)", "DK PT unknown"),
    ("Austin, Texas, Remote", "US yes, PT no"),
    ("Remote, US", "US yes, PT no"),
    ("US - Remote", "US yes, PT no"),
    ("Remote - Berlin, Germany", "DE yes, PT no"),
    ("Boston or Remote, US", "US yes, PT no"),
    ("London (Hybrid/Remote)", "GB yes, PT no"),
    ("London / Remote (UK)", "GB yes, PT no"),
    ("Poland/Remote", "PL yes, PT no"),
    ("Germany (remote)", "DE yes, PT no"),
    # Exceptions.
    ("Remote (except Russia)", "RU no, US PT unknown"),
    ("Worldwide except Iran", "IR no, US PT yes"),
    ("Worldwide (excluding US)", "US no, PT IN yes"),
    ("Anywhere but the US", "US no, PT yes"),
    ("Remote, not available in California", "US PT unknown"),
    ("Remote, US (not available in California)", "US yes, PT no"),
    ("Europe (UK excluded)", "GB US no, PT yes"),
    ("Europe, excluding Switzerland", "CH US no, PT yes"),
    ("EU (Hungary not eligible)", "HU US no, PT yes"),
    ("Germany, not Berlin", "DE yes, PT no"),
    ("Non-US", "US no, PT unknown"),
    # Wishes.
    ("Portugal preferred", "PT yes, US unknown"),
    ("Remote - US preferred", "US yes, PT unknown"),
    ("Remote, ideally Germany", "DE yes, PT unknown"),
    ("United States (NYC preferred)", "US yes, PT no"),
    ("Europe, preferably Portugal", "PT DE yes, US no"),
    # Hours of work are no home.
    ("Remote (US hours)", "US PT unknown"),
    ("remote (us-friendly timezone)", "US PT unknown"),
    ("Remote - US-friendly hours", "US PT unknown"),
    ("US timezones", "US PT unknown"),
    ("Europe-friendly time zones", "PT US unknown"),
    ("Remote (Timezone: Americas)", "US PT unknown"),
    ("Remote - UK business hours", "GB PT unknown"),
    ("Remote, US (Eastern time zone)", "US yes, PT no"),
    ("Canada, EST hours", "CA yes, PT no"),
    # Towns of one name.
    ("Ontario, CA", "CA US unknown, PT no"),
    ("Ontario, Canada", "CA yes, US no"),
    ("Cordoba", "AR ES unknown, US no"),
    ("Córdoba, Spain", "ES yes, AR US no"),
    ("Santiago", "CL DO ES unknown, US no"),
    ("Santiago, Chile", "CL yes, ES no"),
    ("Victoria", "AU CA unknown, US no"),
    ("Victoria, BC", "CA yes, AU no"),
    ("Melbourne, Victoria", "AU yes, CA no"),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_of_the_board_is_read_with_care(line: str, expected: str) -> None:
    assert differing(expected, location=line) == {}


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_of_the_text_is_read_with_care(line: str, expected: str) -> None:
    assert differing(expected, description=f"We build things.\nLocation: {line}\nApply now.") == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Must be based in Europe, Asia or Africa.", "PT IN ZA yes, US no"),
        ("You must live in North America (East Coast) or Europe (Norway).", "US CA NO yes, PT IN no"),
        ("Based in North America (East Coast/ET) or Europe (Norway, Sweden)", "US CA NO yes, IN PT unknown"),
        ("Remote: US, Canada, or anywhere in the world", "US CA PT yes"),
        ("Work remotely from Lisbon, Bali or wherever you like.", "PT US IN yes"),
        ("Remote first - work from anywhere in the US & CAN!", "US CA yes, PT no"),
        ("Only US, UK or Canadian citizens may apply.", "US GB CA yes, PT no"),
        ("US, UK and Canada residents only.", "US GB CA yes, PT no"),
        ("The role is open to candidates in Portugal, Spain and beyond.", "PT ES yes, US unknown"),
        ("We hire in the US, Canada and other countries.", "US CA yes, PT unknown"),
        ("Remote from any EU country or the UK", "PT GB yes, US no"),
    ],
)
def test_all_places_of_a_sentence_are_meant(sentence: str, expected: str) -> None:
    assert differing(expected, description=sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sorry, no US applicants.", "US no, PT unknown"),
        ("No candidates from Germany.", "DE no, PT unknown"),
        ("No applicants from India please", "IN no, PT unknown"),
        ("US candidates not accepted", "US no, PT unknown"),
        ("US residents are not eligible.", "US no, PT unknown"),
        ("Unfortunately we can't accept US candidates", "US no, PT unknown"),
        ("India and Pakistan applicants will not be considered.", "IN PK no, PT unknown"),
        ("Candidates from India will not be considered.", "IN no, PT unknown"),
        ("This position is open to candidates outside the US only.", "US no, PT unknown"),
        ("We are not accepting applications from India.", "IN no, PT unknown"),
        ("This job is not open to residents of India.", "IN no, PT unknown"),
        ("You must not be based in Russia or Belarus.", "RU BY no, PT unknown"),
        ("Applicants cannot be located in China.", "CN no, PT unknown"),
        ("We do not hire candidates based in Brazil.", "BR no, PT unknown"),
        ("Residents of France are ineligible; French residents need not apply.", "PT US unknown"),
        ("We're no longer hiring in Spain.", "ES no, PT unknown"),
        ("German residents are excluded from this programme.", "DE no, PT unknown"),
        ("Open worldwide, but not to US citizens.", "US no"),
    ],
)
def test_who_is_refused_is_not_who_is_wanted(sentence: str, expected: str) -> None:
    assert differing(expected, description=sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "line", "country"),
    [
        ("This is not a US-only role.", "United States", "US"),
        ("This role is not US only.", "United States", "US"),
        ("Not restricted to US residents.", "United States", "US"),
        ("This role is not limited to the US.", "United States", "US"),
        ("We're not only hiring in the US.", "United States", "US"),
        ("Applicants need not be located in Germany.", "Germany", "DE"),
        ("Candidates do not have to be located in Germany.", "Germany", "DE"),
        ("You do not need to be based in the US", "United States", "US"),
        ("You don't have to live in the US.", "United States", "US"),
        ("You don't need to be located in Germany, remote is fine.", "Germany", "DE"),
        ("There is no requirement to be based in the UK.", "United Kingdom", "GB"),
        ("There's no need to live in London; we are remote-first.", "London", "GB"),
        ("U.S. citizenship is not required.", "United States", "US"),
        ("No US citizenship needed.", "United States", "US"),
        ("US work authorization is not required.", "United States", "US"),
        ("We do not require US residency.", "United States", "US"),
        ("Being based in Portugal is not a must.", "Portugal", "PT"),
        ("Rather than being based in the US, you choose your place.", "United States", "US"),
        ("You never need to work from the US.", "United States", "US"),
        ("Our openings aren't tied to people living in the US.", "United States", "US"),
        ("We do not ask for US work authorization.", "United States", "US"),
    ],
)
def test_what_one_need_not_be_limits_nothing(sentence: str, line: str, country: str) -> None:
    assert differing("PT DE US GB BR IN unknown", description=sentence) == {}
    assert differing(f"{country} yes, MX unknown", location=line, description=sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("If you are based in the US you must be authorized to work in the US.", "US PT unknown"),
        (
            "You must have the right to work in the UK if you want to join our London office.",
            "GB PT unknown",
        ),
        ("Applicants must be authorized to work in Canada when hired there.", "CA PT unknown"),
        ("Should you live in the US, you will be employed through our entity.", "US PT unknown"),
        ("For candidates residing in Germany, we offer a local contract.", "DE PT unknown"),
        ("Applicants from India are especially welcome.", "IN yes, PT unknown"),
        ("We welcome applicants from the UK, the US and beyond.", "GB US yes, PT unknown"),
        ("Remote candidates from Spain to Japan are welcome.", "ES yes, PT unknown"),
        ("US citizens and non-US citizens are welcome", "PT IN unknown"),
        ("Must hold a valid EU work permit or be willing to relocate.", "US PT unknown"),
        (
            "This role is open to candidates in the US. We also accept applications from anywhere else",
            "US yes, PT IN unknown",
        ),
        ("Hiring in Portugal, Spain, Poland (other countries considered).", "PT yes, US unknown"),
        ("We're hiring in Poland, but open to other countries.", "PL yes, US unknown"),
        ("Freelancers from all countries welcome; employees must be based in Germany.", "DE yes, PT unknown"),
        ("Are you located in India? Then this is for you.", "IN yes, PT unknown"),
        ("Are you authorized to work in the US? (Y/N)", "US yes, PT unknown"),
        ("Perfect for candidates in Portugal.", "PT yes, US unknown"),
        ("Ideal candidates live in Mexico.", "MX yes, US unknown"),
        ("We encourage applicants from Kenya and Ghana to apply.", "KE yes, US unknown"),
        ("Candidates in Latin America preferred.", "BR yes, PT unknown"),
        ("Based in the US? Great. Elsewhere? Also great.", "PT IN unknown"),
    ],
)
def test_cases_and_invitations_rule_nobody_out(sentence: str, expected: str) -> None:
    assert differing(expected, description=sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "It does not matter whether you live in the US or Brazil.",
        "Candidates without US work permits are fine.",
        "Whether you live in the UK or in India, we want to hear from you.",
        "You'll join a team of people remote across the US and Canada.",
        "We're a fully distributed team across the US, Europe, and Asia.",
        "Our founders, based in India, look for people with grit who live in the moment.",
        "A network of professionals located in Germany and Austria awaits you.",
        "You'll be working remotely across Europe with our clients.",
        "Our first hire was based in Denmark.",
        "Must be willing to travel to Germany twice a year.",
        "Must have a US bank account.",
        "Must be fluent in English (UK or US).",
        "Must be in a US timezone.",
        "Remote, US hours",
        "Remote - US-friendly hours",
        "We do not consider experience in Germany a must.",
        "You are eligible to work in the country where you live.",
        "People outside the US are paid as contractors.",
        "Candidates outside the US can apply too.",
        "US-based candidates receive health insurance.",
        "Remote, EU/US overlap",
        "Headquarters location: San Francisco",
        "Our US-based team members enjoy unlimited vacation.",
        "No relocation to Germany is offered.",
        "Valid US visa required for travel.",
        "Although we are based in the US, we hire everywhere.",
        "Salaries follow the market in San Francisco.",
    ],
)
def test_what_is_said_of_others_limits_nobody(sentence: str) -> None:
    assert differing("PT US DE GB IN unknown", description=sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We cannot accept applicants who are not based in the UK.", "GB yes, US no"),
        ("Candidates who are not located in the US will not be considered.", "US yes, PT no"),
        ("We do not hire outside of the US.", "US yes, PT no"),
        ("Applicants outside Canada will not be considered.", "CA yes, PT no"),
        ("If you are interested in this role, you must be based in Canada.", "CA yes, PT no"),
        ("No agencies please, US residents only.", "US yes, PT no"),
        ("This isn't an office job: candidates must live in Spain.", "ES yes, PT no"),
        ("We do not sponsor visas, so you must be authorized to work in the US.", "US yes, PT no"),
        ("Open to US citizens who do not require sponsorship.", "US yes, PT no"),
        ("You must be authorized to work in the US without sponsorship.", "US yes, PT no"),
        ("Must be authorized to work in the US and not require sponsorship.", "US yes, PT no"),
        ("Must be a US person due to ITAR.", "US yes, PT no"),
        ("Candidates must reside in the EU or Switzerland.", "PT CH yes, US GB no"),
        ("Please note that we can only hire people who live in Australia.", "AU yes, PT no"),
        ("Everybody is welcome, as long as you are a person who resides in Italy.", "IT yes, PT no"),
        ("Only candidates located in Colombia, Peru or Argentina will be considered.", "CO yes, PT no"),
        ("We won't consider applicants outside the EU.", "PT yes, US no"),
        ("Must be located within 50 miles of Austin, Texas.", "US yes, PT no"),
        ("This position is remote but you must live within commuting distance of Toronto.", "CA yes, US no"),
        ("Remote within Germany or Austria.", "DE AT yes, PT no"),
        ("Must live in Berlin or be willing to relocate to Berlin.", "DE yes, PT no"),
        ("Candidates based in Cambridge, MA only.", "US yes, GB no"),
        ("This role is only open to residents of Mexico.", "MX yes, PT no"),
        ("Applications are only accepted from candidates living in Japan.", "JP yes, PT no"),
        ("Legally authorized to work in the United States (required)", "US yes, PT no"),
    ],
)
def test_a_limit_stays_one(sentence: str, expected: str) -> None:
    assert differing(expected, description=sentence) == {}
