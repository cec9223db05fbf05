"""In which parts of the world a place lies; pure.

Only for the taste, which wants to know that Lyon and Porto are alike; whether a person may work there is
another question, and not answered here.
"""

from functools import lru_cache

from jobsearch.phrases import Phrases, words

_REGIONS = {
    "anywhere": "anywhere, worldwide, global, globally, international, all",
    "united states": (
        "usa, us, u.s, united states, america, alabama, arizona, arkansas, california, colorado, "
        "connecticut, delaware, florida, georgia, idaho, illinois, indiana, iowa, kansas, kentucky, "
        "louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, "
        "nebraska, nevada, new hampshire, new jersey, new mexico, new york, north carolina, north dakota, "
        "ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, "
        "texas, utah, vermont, virginia, washington, west virginia, wisconsin, wyoming, atlanta, austin, "
        "boston, chicago, dallas, denver, houston, los angeles, miami, philadelphia, phoenix, portland, san "
        "diego, san francisco, seattle, tampa, ny, ca, tx, fl, il, ma, wa, az, mt, pa, va, md, de, nc, nj, "
        "oh, ga"
    ),
    "canada": (
        "canada, alberta, british columbia, manitoba, new brunswick, newfoundland, nova scotia, ontario, "
        "quebec, saskatchewan, calgary, edmonton, halifax, montreal, ottawa, toronto, vancouver"
    ),
    "united kingdom": (
        "uk, united kingdom, england, scotland, wales, northern ireland, birmingham, cambridge, edinburgh, "
        "glasgow, london, manchester, oxford"
    ),
    "europe": (
        "europe, european, eu, emea, cet, uk, united kingdom, england, london, austria, vienna, belgium, "
        "brussels, bulgaria, sofia, croatia, cyprus, czech, czechia, prague, denmark, copenhagen, estonia, "
        "tallinn, finland, helsinki, france, paris, lyon, germany, berlin, hamburg, munich, frankfurt, "
        "cologne, greece, athens, hungary, budapest, iceland, ireland, dublin, italy, milan, rome, latvia, "
        "riga, lithuania, vilnius, luxembourg, malta, netherlands, amsterdam, norway, oslo, poland, warsaw, "
        "krakow, gdańsk, wrocław, portugal, lisbon, porto, romania, bucharest, serbia, belgrade, slovakia, "
        "slovenia, spain, madrid, barcelona, sweden, stockholm, gothenburg, switzerland, zurich, geneva, "
        "ukraine, kyiv"
    ),
    "latin america": (
        "latam, latin america, south america, argentina, buenos aires, bolivia, brazil, brasil, são paulo, "
        "rio de janeiro, brasília, chile, santiago, colombia, bogotá, costa rica, dominican republic, "
        "ecuador, guatemala, mexico, méxico, panama, paraguay, peru, perú, lima, uruguay, montevideo, "
        "venezuela"
    ),
    "india": (
        "india, bengaluru, bangalore, chennai, delhi, gurgaon, gurugram, hyderabad, karnataka, kolkata, "
        "mumbai, noida, pune"
    ),
    "asia and the pacific": (
        "apac, asia, australia, brisbane, melbourne, sydney, perth, bangladesh, china, beijing, shanghai, "
        "hong kong, indonesia, jakarta, japan, tokyo, korea, seoul, malaysia, kuala lumpur, new zealand, "
        "auckland, pakistan, philippines, manila, quezon city, cebu, singapore, sri lanka, taiwan, taipei, "
        "thailand, bangkok, vietnam"
    ),
    "africa and the middle east": (
        "africa, south africa, cape town, johannesburg, egypt, cairo, ghana, accra, kenya, nairobi, "
        "morocco, nigeria, lagos, senegal, sénégal, middle east, mena, dubai, uae, united arab emirates, "
        "israel, tel aviv, saudi arabia, turkey, istanbul"
    ),
}

_NAMED = Phrases(_REGIONS)


@lru_cache(maxsize=4096)
def regions_in(text: str) -> tuple[str, ...]:
    """Return the parts of the world that a place or a title names, as often as it names them."""
    return tuple(_NAMED.names_in(words(text)))
