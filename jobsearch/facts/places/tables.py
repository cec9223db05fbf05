"""Parts of the world as ISO 3166-1 alpha-2 codes, and how posts call countries and towns; tables only."""

# Continents come from geonames.tsv; these are the parts that employers name besides.
EUROPEAN_UNION = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
_EFTA = "IS LI NO CH"
_MIDDLE_EAST = "AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE"
_GULF = "AE BH KW OM QA SA"
_NORTH_AFRICA = "DZ EG LY MA TN"
_CENTRAL_AMERICA = "BZ CR GT HN NI PA SV"
_CARIBBEAN = "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"
_SOUTH_AMERICA = "AR BO BR CL CO EC FK GF GY PE PY SR UY VE"
_SOUTHEAST_ASIA = "BN ID KH LA MM MY PH SG TH TL VN"
_SOUTH_ASIA = "AF BD BT IN LK MV NP PK"
_EAST_ASIA = "CN HK JP KP KR MN MO TW"
_OCEANIA = "AU FJ FM KI MH NR NZ PG PW SB TO TV VU WS"
_LATIN_AMERICA = f"MX {_CENTRAL_AMERICA} {_SOUTH_AMERICA} CU DO HT PR"
_BALTIC = "EE LV LT"
_EASTERN_EUROPE = f"AL BA BG BY CZ {_BALTIC} HR HU MD ME MK PL RO RS RU SI SK UA XK"

# Each region, the names that posts give it, and its countries besides the continents'.
REGIONS = {
    "european union, eu, eu countries": EUROPEAN_UNION,
    "eea, european economic area": f"{EUROPEAN_UNION} IS LI NO",
    "efta": _EFTA,
    "schengen, schengen area": f"{EUROPEAN_UNION} {_EFTA}",
    "nordics, nordic countries, nordic region": "DK FI IS NO SE",
    "scandinavia": "DK NO SE",
    "baltics, baltic states, baltic countries": _BALTIC,
    "dach, dach region": "AT CH DE LI",
    "benelux": "BE LU NL",
    "iberia": "ES PT",
    "balkans": "AL BA BG GR HR ME MK RO RS SI XK",
    "british isles": "GB IE IM JE GG",
    "cee, eastern europe, central eastern europe, central and eastern europe": _EASTERN_EUROPE,
    "cis": "AM AZ BY KG KZ MD RU TJ UZ",
    "middle east": _MIDDLE_EAST,
    "mena, mena region": f"{_MIDDLE_EAST} {_NORTH_AFRICA}",
    "gcc": _GULF,
    "latam, latin america, américa latina, latinoamérica, latin american countries": _LATIN_AMERICA,
    "south america, sudamérica, américa do sul": _SOUTH_AMERICA,
    "central america": _CENTRAL_AMERICA,
    "caribbean": _CARIBBEAN,
    "north america": "CA MX US",
    "southeast asia, south east asia, sea region": _SOUTHEAST_ASIA,
    "south asia": _SOUTH_ASIA,
    "east asia": _EAST_ASIA,
    "asia pacific, apac": f"{_SOUTHEAST_ASIA} {_SOUTH_ASIA} {_EAST_ASIA} {_OCEANIA}",
    "anz": "AU NZ",
}

# Continents by GeoNames' codes, and what else their names take in.
CONTINENTS = {
    "europe, europa, european countries, european continent": ("EU", "TR GE AM AZ"),
    "western europe": ("", f"{EUROPEAN_UNION} {_EFTA} GB AD MC SM"),
    "africa": ("AF", ""),
    "asia": ("AS", ""),
    "oceania": ("OC", ""),
    "americas, the americas": ("NA SA", ""),
    "emea": ("EU AF", _MIDDLE_EAST + " TR GE AM AZ"),
}

# What pycountry's names lack: short names, former names, parts of kingdoms, countries in their own language.
COUNTRY_NAMES = {
    "US": "us, usa, united states of america, u.s.a, stateside, the states, estados unidos, contiguous "
    "united states",
    "GB": "uk, great britain, britain, england, scotland, wales, northern ireland, reino unido",
    "AE": "uae, emirates",
    "KR": "korea, republic of korea",
    "RU": "russia",
    "CZ": "czech republic, czech, česko",
    "TR": "turkey",
    "NL": "holland, the netherlands, nederland",
    "CI": "ivory coast",
    "CD": "drc, democratic republic of the congo",
    "MK": "macedonia",
    "SZ": "swaziland",
    "CV": "cape verde",
    "TL": "east timor",
    "MM": "burma",
    "VA": "vatican",
    "XK": "kosovo",
    "PS": "palestine",
    "VI": "us virgin islands",
    "MO": "macau",
    "BA": "bosnia",
    "TT": "trinidad",
    "SA": "ksa",
    "IE": "republic of ireland, éire",
    "BR": "brasil",
    "ES": "españa, espanha",
    "DE": "deutschland, alemania, alemanha",
    "AT": "österreich",
    "CH": "schweiz, suisse, svizzera",
    "PL": "polska",
    "IT": "italia",
    "SE": "sverige",
    "DK": "danmark",
    "NO": "norge",
    "FI": "suomi",
    "BE": "belgique, belgië",
    "HU": "magyarország",
    "RO": "românia",
    "UA": "україна",
    "MX": "méxico",
    "PE": "perú",
    "PA": "panamá",
    "DO": "república dominicana",
    "CA": "canadá",
    "CO": "república de colombia",
    "JP": "日本",
    "TW": "台灣, 台湾",
    "CN": "中国, 中國",
    "PH": "phillipines, philipines, pilipinas",
}

# Written in capitals, and beside others: "US/CAN".
ABBREVIATIONS = {"CA": "CAN", "AU": "AUS", "MX": "MEX"}

# "A US citizen", "Canadian residents".
DEMONYMS = {
    "american": "US",
    "canadian": "CA",
    "british": "GB",
    "australian": "AU",
    "indian": "IN",
    "brazilian": "BR",
    "mexican": "MX",
    "german": "DE",
    "filipino": "PH",
}

# How posts call towns besides GeoNames' names, and towns whose namesakes a post may mean as well; "" takes a
# name out that means something else in a post.
CITY_NAMES = {
    "US": "new york, nyc, bay area, san francisco bay area, silicon valley, socal, norcal, washington dc, "
    "saint louis, st louis, saint paul, st paul, alexandria, hanover, durham, odessa, georgetown",
    "IN": "bangalore, bombay, calcutta, madras, gurgaon, delhi ncr, trivandrum, cochin, pan india, "
    "bhubaneswar",
    "DE": "münchen, köln, nürnberg, hannover, hanover, frankfurt",
    "CH": "zürich, geneva, genève",
    "AT": "wien",
    "BE": "brussels, bruxelles, brussel, antwerp, ghent",
    "NL": "den haag, the hague",
    "DK": "københavn",
    "SE": "göteborg, malmo",
    "PT": "lisboa, oporto",
    "ES": "barcelona, sevilla, córdoba, mérida, león, cartagena, guadalajara, santiago",
    "AR": "córdoba",
    "CL": "santiago",
    "DO": "santiago",
    "CO": "cartagena",
    "VE": "mérida",
    "NI": "león",
    "GY": "georgetown",
    "EG": "alexandria",
    "LB": "tripoli",
    "LY": "tripoli",
    "JM": "kingston",
    "AU": "newcastle",
    "IT": "roma, milano, torino, napoli, firenze",
    "PL": "warszawa, kraków, wroclaw, lodz, gdansk",
    "CZ": "praha",
    "RO": "bucuresti, cluj",
    "UA": "kiev, київ, odessa",
    "RU": "moskva",
    "CA": "vancouver, saint johns, st johns, kingston, halifax, victoria",
    "MX": "cdmx, ciudad de méxico, mérida, león, guadalajara, córdoba",
    "PH": "metro manila, manilla, bgc, ncr philippines, santiago",
    "VN": "saigon, hcmc",
    "MY": "kl",
    "TW": "台北",
    "JP": "東京",
    "GB": "greater london, durham, halifax, newcastle",
    "": "mobile, union, enterprise, of, most, best, normal, university, bar, date, male, central, same, "
    "un, of, "
    "asia, remote, split, san, man, ho, cary, reading, us, manager, orange, march, young, opportunity, "
    "cork board",
}
