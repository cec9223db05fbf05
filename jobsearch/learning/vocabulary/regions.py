"""In which parts of the world a place lies; pure.

Only for the taste, which wants to know that Lyon and Porto are alike; whether a person may work there is
another question, and not answered here.
"""

import re
from functools import lru_cache

from jobsearch.text.phrases import Phrases, words

_REGIONS = {
    "anywhere": "anywhere, worldwide, global, globally, international",
    "united states": (
        "usa, us, u.s, u.s.a, united states, america, north america, alabama, alaska, arizona, arkansas, "
        "california, colorado, connecticut, delaware, florida, georgia, hawaii, idaho, illinois, indiana, "
        "iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, "
        "mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york, "
        "north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, "
        "south dakota, tennessee, texas, utah, vermont, virginia, washington, west virginia, wisconsin, "
        "wyoming, atlanta, austin, baltimore, boston, charlotte, chicago, cleveland, columbus, dallas, "
        "denver, detroit, fort worth, houston, indianapolis, jacksonville, las vegas, los angeles, miami, "
        "milwaukee, minneapolis, nashville, new orleans, nyc, orlando, palo alto, philadelphia, phoenix, "
        "pittsburgh, portland, sacramento, salt lake city, san antonio, san diego, san francisco, san jose, "
        "savannah, seattle, silicon valley, st louis, tampa, americas, bay area, brooklyn, oakland, "
        "raleigh, new england, st. louis"
    ),
    "canada": (
        "canada, north america, alberta, british columbia, manitoba, new brunswick, newfoundland, nova "
        "scotia, ontario, quebec, saskatchewan, calgary, edmonton, halifax, hamilton, labrador, montreal, "
        "ottawa, toronto, vancouver, winnipeg, mississauga, americas"
    ),
    "united kingdom": (
        "uk, united kingdom, great britain, england, scotland, wales, northern ireland, belfast, "
        "birmingham, bristol, cambridge, cardiff, edinburgh, glasgow, leeds, liverpool, london, manchester, "
        "oxford, sheffield"
    ),
    "europe": (
        "europe, european, eu, emea, cet, uk, united kingdom, great britain, england, scotland, wales, "
        "northern ireland, london, manchester, edinburgh, albania, austria, vienna, belarus, belgium, "
        "brussels, bosnia, bulgaria, sofia, croatia, zagreb, cyprus, czech, czechia, prague, brno, denmark, "
        "copenhagen, estonia, tallinn, finland, helsinki, france, paris, lyon, germany, deutschland, "
        "berlin, hamburg, munich, frankfurt, cologne, greece, athens, hungary, budapest, iceland, ireland, "
        "dublin, italy, milan, rome, kosovo, latvia, riga, lithuania, vilnius, luxembourg, macedonia, "
        "malta, moldova, montenegro, netherlands, amsterdam, rotterdam, norway, oslo, poland, polska, "
        "warsaw, warszawa, krakow, gdansk, wroclaw, portugal, lisbon, porto, romania, bucharest, cluj, "
        "serbia, belgrade, slovakia, bratislava, slovenia, ljubljana, spain, madrid, barcelona, valencia, "
        "sweden, stockholm, gothenburg, switzerland, schweiz, zurich, geneva, ukraine, kyiv, lviv, dach, "
        "nordics, benelux, baltics, cee, russia, moscow, kiev, kharkiv, malaga, bilbao, seville, turin, "
        "naples, stuttgart, dusseldorf, koln, munchen, wien, praha, lodz, poznan, kobenhavn, malmo, "
        "marseille, toulouse, bordeaux, santiago de compostela"
    ),
    "latin america": (
        "latam, latin america, south america, central america, argentina, buenos aires, cordoba, bolivia, "
        "brazil, brasil, sao paulo, rio de janeiro, brasilia, belo horizonte, curitiba, florianopolis, "
        "porto alegre, recife, fortaleza, campinas, chile, santiago, colombia, bogota, medellin, cali, "
        "costa rica, cuba, dominican republic, santo domingo, ecuador, quito, el salvador, guatemala, "
        "haiti, honduras, jamaica, mexico, mexico city, ciudad de mexico, guadalajara, monterrey, "
        "nicaragua, panama, paraguay, peru, lima, puerto rico, uruguay, montevideo, venezuela, caracas, "
        "americas, cdmx, san jose costa rica"
    ),
    "india": (
        "india, ahmedabad, bengaluru, bangalore, chennai, coimbatore, delhi, new delhi, gujarat, gurgaon, "
        "gurugram, haryana, hyderabad, indore, jaipur, karnataka, kerala, kochi, kolkata, lucknow, "
        "maharashtra, mumbai, noida, pune, punjab, rajasthan, tamil nadu, telangana, uttar pradesh"
    ),
    "asia and the pacific": (
        "apac, asia, australia, adelaide, brisbane, melbourne, sydney, perth, bangladesh, dhaka, cambodia, "
        "china, beijing, shanghai, shenzhen, hong kong, indonesia, jakarta, japan, tokyo, osaka, "
        "kazakhstan, korea, seoul, malaysia, kuala lumpur, mongolia, myanmar, nepal, new zealand, auckland, "
        "wellington, pakistan, karachi, lahore, islamabad, philippines, manila, quezon city, cebu, davao, "
        "singapore, sri lanka, colombo, taiwan, taipei, thailand, bangkok, vietnam, hanoi, ho chi minh, new "
        "south wales, queensland, nsw, canberra, kyoto, bali, penang, makati"
    ),
    "africa and the middle east": (
        "africa, south africa, cape town, johannesburg, durban, algeria, cameroon, egypt, cairo, ethiopia, "
        "addis ababa, ghana, accra, kenya, nairobi, morocco, casablanca, nigeria, lagos, abuja, rwanda, "
        "kigali, senegal, tanzania, tunisia, uganda, kampala, zambia, zimbabwe, middle east, mena, bahrain, "
        "dubai, abu dhabi, uae, united arab emirates, israel, tel aviv, jordan, kuwait, lebanon, beirut, "
        "qatar, doha, saudi arabia, riyadh, turkey, turkiye, istanbul, ankara, emea, jeddah, iran, iraq, "
        "oman, muscat"
    ),
}
# A state's two letters are a word of some language, so they count where addresses have them: "Troy, MI".
_STATE = re.compile(
    r"(?<=[,|/-])\s*(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])(?=\s*(?:$|[,|/(-]|\d{5}))"
)
_NO_PLACE_IN_A_TITLE = {"anywhere"}  # an international sales manager works somewhere
_PRONOUN = re.compile(r"\bus\b")

_NAMED = Phrases(_REGIONS)
REGIONS = tuple(_REGIONS)


@lru_cache(maxsize=4096)
def regions_in(text: str) -> tuple[str, ...]:
    """Return the parts of the world that a place names, as often as it names them."""
    named = _NAMED.names_in(words(text))
    # Of "Toronto, CA" and "Berlin, DE" the city tells more: such letters may be a country's, too.
    return tuple(named) if named else ("united states",) * len(_STATE.findall(text))


def regions_of_title(text: str) -> tuple[str, ...]:
    """Return the parts of the world that a title names, where its words cannot mean anything else."""
    return tuple(name for name in regions_in(_PRONOUN.sub("", text)) if name not in _NO_PLACE_IN_A_TITLE)
