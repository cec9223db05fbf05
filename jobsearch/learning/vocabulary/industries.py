"""Classify posts by industry, based on how often they mention each industry.

Some people want to work in a particular industry, or to avoid one: a designer in health care, a developer
anywhere but gambling. An industry is independent of the field of work. Each industry is recognized by words
that its companies use about themselves, taken from general knowledge rather than from the posts of one board.

This module is pure.
"""

from collections import Counter
from collections.abc import Sequence

from jobsearch.text.phrases import Phrases

INDUSTRIES = {
    "crypto": (
        "blockchain, web3, crypto, cryptocurrency, cryptocurrencies, defi, decentralized finance, "
        "bitcoin, ethereum, solana, stablecoin, nft, smart contract, on chain, onchain, digital asset, "
        "tokenomics, dao, layer 2"
    ),
    "health": (
        "healthcare, health care, patient, clinical, hospital, telehealth, telemedicine, medical device, "
        "mental health, digital health, clinician, ehr, hipaa, medtech, biotech, "
        "biotechnology, pharma, pharmaceutical, life science, drug discovery, therapeutics, genomics, "
        "wellness"
    ),
    "games": (
        "video game, mobile game, game studio, game development, gameplay, gaming industry, esports, "
        "unity, unreal engine, unreal, player experience, free to play, live ops, aaa, game design, games "
        "industry, gaming company, indie game"
    ),
    "education": (
        "edtech, e learning, elearning, student, school, university, classroom, curriculum, teacher, "
        "higher education, k 12, k12, tutoring, online course, learner, educational, education company, "
        "learning platform"
    ),
    "fintech": (
        "fintech, payment, payments, banking, neobank, lending, credit card, financial service, financial "
        "technology, trading platform, brokerage, wealth management, remittance, insurtech, open banking, "
        "card issuing, payment processing, capital market, hedge fund, asset management"
    ),
    "defence": (
        "defense, defence, military, dod, department of defense, security clearance, aerospace, national "
        "security, weapon, armed forces, intelligence community, missile, drone, unmanned, us navy, air "
        "force, ts sci"
    ),
    "gambling": (
        "gambling, casino, igaming, sportsbook, betting, sports betting, poker, slots, wagering, lottery, "
        "bookmaker"
    ),
    "adult": (
        "adult content, adult entertainment, adult industry, porn, onlyfans, nsfw, cam model, erotic, sex toy"
    ),
    "energy": (
        "renewable, solar, wind energy, energy storage, energy transition, climate, climate tech, "
        "decarbonization, carbon, cleantech, electric vehicle, ev charging, smart grid, utility, "
        "utilities, battery, oil and gas, net zero, sustainability"
    ),
    "commerce": (
        "e commerce, ecommerce, online store, online shop, retail, shopify, marketplace, dropshipping, "
        "consumer brand, dtc, d2c, direct to consumer, merchandising, fashion, apparel, amazon seller"
    ),
    "travel": (
        "travel, hotel, hospitality, tourism, airline, vacation rental, booking platform, short term "
        "rental, restaurant"
    ),
    "media": (
        "publisher, publishing, journalism, newsroom, streaming, podcast, film, television, broadcast, "
        "music, entertainment, media company"
    ),
    "public sector": (
        "government, public sector, municipality, federal agency, public policy, civic, ngo, nonprofit, "
        "non profit, charity, philanthropy, humanitarian, united nations, advocacy"
    ),
    "security": (
        "cybersecurity, cyber security, threat intelligence, endpoint protection, siem, zero trust, "
        "security vendor, identity security"
    ),
    "transport": (
        "logistics, freight, shipping, supply chain, trucking, fleet, last mile, mobility, ride hailing, "
        "autonomous vehicle, automotive, railway"
    ),
    "real estate": (
        "real estate, proptech, property management, mortgage, rental property, construction, "
        "architecture firm, homeowner"
    ),
    "insurance": "insurance, insurtech, underwriting, claims handling, policyholder, reinsurance",
    "legal": "law firm, legal tech, legaltech, legal service, litigation",
    "marketing": (
        "marketing agency, digital agency, advertising agency, adtech, ad tech, martech, media buying"
    ),
    "food": (
        "food delivery, grocery, food and beverage, beverage, agriculture, agtech, farming, farm, "
        "nutrition, meal"
    ),
    "telecom": "telecom, telecommunications, 5g, broadband, wireless, satellite",
    "manufacturing": (
        "manufacturing, factory, industrial automation, robotics, semiconductor, hardware company, machinery"
    ),
    "staffing": (
        "staffing agency, recruitment agency, outsourcing, bpo, talent marketplace, our client, on behalf "
        "of our client"
    ),
    # Not an industry, despite containing its words: common benefits, requirements and promises.
    "": (
        "health insurance, dental insurance, vision insurance, life insurance, disability insurance, "
        "medical insurance, accident insurance, pet insurance, travel insurance, unemployment insurance, "
        "social insurance, insurance coverage, insurance premium, insurance plan, insurance benefit, "
        "insurance policy, insurance option, insurance package, insurance contribution, healthcare benefit, "
        "healthcare coverage, healthcare plan, healthcare insurance, healthcare package, healthcare cover, "
        "health care benefit, health care coverage, health care plan, health care insurance, private "
        "healthcare, private health care, mental health day, mental health benefit, mental health support, "
        "mental health resource, mental health service, mental health coverage, mental health program, "
        "wellness day, wellness stipend, wellness program, wellness benefit, wellness allowance, wellness "
        "budget, wellness reimbursement, wellness fund, wellness initiative, wellness perk, wellness "
        "resource, health and wellness, be patient, patient listener, patient and empathetic, military "
        "status, military leave, military spouse, military service, military discharge, military veteran, "
        "military and veteran, veteran or military, high school, school diploma, university degree, "
        "accredited university, accredited school, college or university, university or college, university "
        "or equivalent, student loan, educational background, educational assistance, educational "
        "qualification, educational requirement, tuition, willing to travel, willingness to travel, ability "
        "to travel, able to travel, must travel, may travel, travel required, travel is required, travel "
        "requirement, travel expense, travel cost, travel reimbursement, travel stipend, travel allowance, "
        "travel up to, up to travel, travel to, travel for, travel as needed, travel time, business travel, "
        "occasional travel, some travel, minimal travel, frequent travel, international travel, domestic "
        "travel, required travel, travel arrangement, travel booking, travel planning, streaming data, data "
        "streaming, kafka streaming, event streaming, spark streaming, streaming pipeline, real time "
        "streaming, music streaming subscription, retail price, retail discount, wireless mouse, wireless "
        "headset, wireless keyboard, meal allowance, meal stipend, meal voucher, free meal, provided meal, "
        "government issued, government id"
    ),
}

_OFTEN = 3  # mentions that are more than incidental
_LOUDER = 2  # the weight of a mention in a title or tag

NAMED = Phrases(INDUSTRIES)


def industries_in(text: Sequence[str]) -> list[str]:
    """Return the industries mentioned in the words of a title or tag, with repeats."""
    return NAMED.names_in(text)


def industry_of(named: Sequence[str], louder: Sequence[str]) -> list[str]:
    """Return the industry mentioned most often, in a list.

    The list is empty if no industry is mentioned often enough. `named` contains the mentions in the text of a
    post, and `louder` those in the title and tags, which count more. In a tie, the industry mentioned first
    wins.
    """
    found = Counter(named)
    for industry in louder:
        found[industry] += _LOUDER
    return [industry for industry, count in found.most_common(1) if count >= _OFTEN]
