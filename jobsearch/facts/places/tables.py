"""Tables of regions as country codes, and of the names that posts use for countries and towns.

The codes are ISO 3166-1 alpha-2 codes.
"""

# Continents come from geonames.tsv; these are the other regions that employers name.
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
_SUB_SAHARAN = (
    "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ NA NE "
    "NG RW SC SD SL "
    "SN SO SS ST SZ TD TG TZ UG ZA ZM ZW"
)
_CENTRAL_ASIA = "KG KZ TJ TM UZ"
_GERMAN_SPEAKING = "AT CH DE LI"
_ASIA_PACIFIC = f"{_SOUTHEAST_ASIA} {_SOUTH_ASIA} {_EAST_ASIA} {_OCEANIA}"
_NORTH_AMERICA = "CA MX US"
_LATIN_AMERICA = f"MX {_CENTRAL_AMERICA} {_SOUTH_AMERICA} CU DO HT PR"
_BALTIC = "EE LV LT"
_EASTERN_EUROPE = f"AL BA BG BY CZ {_BALTIC} HR HU MD ME MK PL RO RS RU SI SK UA XK"

# Each region's names in posts, and its countries beyond the continents'.
REGIONS = {
    "european union, eu, eu countries": EUROPEAN_UNION,
    "eea, european economic area": f"{EUROPEAN_UNION} IS LI NO",
    "efta": _EFTA,
    "schengen, schengen area": f"{EUROPEAN_UNION} {_EFTA}",
    "nordics, nordic countries, nordic region": "DK FI IS NO SE",
    "scandinavia": "DK NO SE",
    "baltics, baltic states, baltic countries": _BALTIC,
    "dach, dach region, gsa region": _GERMAN_SPEAKING,
    "benelux": "BE LU NL",
    "iberia": "ES PT",
    "balkans": "AL BA BG GR HR ME MK RO RS SI XK",
    "uki, uk i, ukie, uk ireland": "GB IE",
    "southern europe": "AD AL BA CY ES GR HR IT ME MK MT PT RS SI SM TR VA XK",
    "northern europe": f"{_BALTIC} DK FI GB IE IS NO SE",
    "southeast europe, south east europe, southeastern europe, "
    "see": "AL BA BG CY GR HR ME MK MD RO RS SI TR XK",
    "visegrad": "CZ HU PL SK",
    "british isles": "GB IE IM JE GG",
    "cee, eastern europe, central eastern europe, central and eastern europe": _EASTERN_EUROPE,
    "cis": "AM AZ BY KG KZ MD RU TJ UZ",
    "middle east": _MIDDLE_EAST,
    "levant": "IL JO LB PS SY",
    "maghreb": "DZ LY MA MR TN",
    "north africa, northern africa": _NORTH_AFRICA,
    "ssa, sub saharan africa, subsaharan africa": _SUB_SAHARAN,
    "east africa, eastern africa": "BI DJ ER ET KE RW SO SS TZ UG",
    "west africa, western africa": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SL SN TG",
    "southern africa": "BW LS MZ NA SZ ZA ZM ZW",
    "central asia": _CENTRAL_ASIA,
    "caucasus": "AM AZ GE",
    "mena, mena region": f"{_MIDDLE_EAST} {_NORTH_AFRICA}",
    "gcc": _GULF,
    "latam, lac, cala, latam region, latin america and the caribbean, latin america, américa latina, "
    "latinoamérica, latin american countries": _LATIN_AMERICA,
    "south america, sudamérica, américa do sul": _SOUTH_AMERICA,
    "central america": _CENTRAL_AMERICA,
    "southern cone, cono sur": "AR CL PY UY",
    "mercosur": "AR BR PY UY",
    "caribbean": _CARIBBEAN,
    "north america, northern america, norteamérica, namer, noam, noram, nam": _NORTH_AMERICA,
    "southeast asia, south east asia, se asia, asean, sea region": _SOUTHEAST_ASIA,
    "greater china": "CN HK MO TW",
    "south asia": _SOUTH_ASIA,
    "east asia": _EAST_ASIA,
    "asia pacific, apac, apj, apjc, japac, japac region": _ASIA_PACIFIC,
    "anz": "AU NZ",
}

# Continents by GeoNames' codes, and the other countries that their names include.
CONTINENTS = {
    "europe, europa, european countries, european continent": ("EU", "TR GE AM AZ"),
    "western europe": ("", f"{EUROPEAN_UNION} {_EFTA} GB AD MC SM"),
    "africa": ("AF", ""),
    "asia": ("AS", ""),
    "oceania": ("OC", ""),
    "americas, the americas, amer": ("NA SA", ""),
    "mea, middle east and africa, middle east africa": ("AF", _MIDDLE_EAST),
    "meta region, meneat": ("AF", _MIDDLE_EAST + " TR"),
    "ceemea, cemea": ("AF", f"{_EASTERN_EUROPE} {_MIDDLE_EAST} TR"),
    "emea": ("EU AF", _MIDDLE_EAST + " TR GE AM AZ"),
}

# Names missing from pycountry: short names, former names, parts of kingdoms, countries in their own language.
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

# Matched in uppercase, next to other names: "US/CAN".
ABBREVIATIONS = {"CA": "CAN", "AU": "AUS", "MX": "MEX"}

# Employers' names for parts of a country that are not states.
PARTS = {
    "US": "new england, pacific northwest, pnw, midwest, mid atlantic, tri state area, "
    "tristate area, rocky mountains, great lakes, sun belt, gulf coast, deep south, dmv area, research "
    "triangle, "
    "twin cities, puget sound, inland empire, central valley, upstate new york, us northeast, us southeast, "
    "us midwest, us south, us west",
    "GB": "east midlands, west midlands, east anglia, home counties, thames valley, m4 corridor, south "
    "wales, "
    "north wales, mid wales, scottish highlands, greater manchester, west country, uk north, uk south, "
    "south east england, south west england, north east england, north west england, northern england, "
    "southern england, central scotland",
    "CA": "gta, greater toronto area, atlantic canada, maritimes, the maritimes, lower mainland, prairies, "
    "golden horseshoe, western canada, eastern canada, greater vancouver",
    "AU": "hunter valley, gold coast, sunshine coast, south east queensland, top end",
    "IN": "delhi ncr, south india, north india",
    "BR": "sul do brasil, sudeste do brasil",
    "ZA": "western cape, eastern cape, northern cape, gauteng, kwazulu natal",
}

# Uppercase words that are a country's code but also have many other meanings: alone on a line, a company, a
# department, a region or a word. Their possible countries apply next to another place there.
LETTERS_OF_MUCH = {
    "NA": "US CA MX",
    "SA": "AU",
    "LA": "US",
    "NI": "GB",
    **dict.fromkeys(
        "AI AM AS AT BA BE BI BY CC CS CV DO GM HR IS IT ME ML MS MY NE NO PM PR PS QA SC SE SO TO "
        "TV".split(),
        "",
    ),
}

# US states with a town of a country's name; from GeoNames, with the smallest added by hand.
NAMESAKES = {
    "angola": "IN NY LA DE",
    "belgium": "WI",
    "bolivia": "NC",
    "brazil": "IN",
    "canada": "KY",
    "chad": "KY",
    "china": "ME TX",
    "congo": "OH WV",
    "cuba": "IL MO NM NY AL KS WI KY",
    "denmark": "ME SC WI IA KS",
    "egypt": "AL PA",
    "england": "AR",
    "finland": "MN",
    "gibraltar": "MI PA",
    "greece": "NY",
    "greenland": "AR NH",
    "grenada": "MS",
    "guernsey": "WY",
    "guinea": "VA",
    "holland": "AR IN MA MI NY OH TX VT PA GA",
    "honduras": "IN",
    "ireland": "IN WV",
    "italy": "TX NY",
    "jamaica": "NY VT",
    "jordan": "MN MT NY",
    "korea": "KY VA",
    "lebanon": "IL IN KY ME MO NH NJ OH OR PA TN VA CT OK KS NE SD WI",
    "macedonia": "OH",
    "malta": "IL MT OH ID",
    "mexico": "IN ME MO NY KY",
    "morocco": "IN",
    "nederland": "CO TX",
    "norway": "IA ME MI SC KS",
    "palestine": "AR IL TX",
    "panama": "OK NY",
    "peru": "IL IN MA ME NE NY VT",
    "poland": "ME OH NY IN",
    "russia": "OH",
    "saint helena": "CA",
    "saint martin": "MS",
    "samoa": "CA",
    "san marino": "CA",
    "scotland": "PA SD CT",
    "spain": "SD",
    "sudan": "TX",
    "sweden": "ME NY",
    "switzerland": "FL",
    "syria": "VA",
    "togo": "MN",
    "trinidad": "CO TX CA",
    "turkey": "TX NC",
    "wales": "MA WI AK ME UT",
}

# Newspaper abbreviations, after a town.
ABBREVIATED_STATES = dict(
    pair.split("=")
    for pair in (
        "ala=AL ariz=AZ ark=AR calif=CA cal=CA colo=CO conn=CT del=DE fla=FL ill=IL ind=IN kan=KS mass=MA "
        "mich=MI minn=MN miss=MS mont=MT neb=NE nev=NV okla=OK ore=OR penn=PA penna=PA tenn=TN tex=TX "
        "wash=WA wis=WI wisc=WI wyo=WY"
    ).split()
)

# Large towns whose names are also words or companies, and so ambiguous alone on a line.
NAMES_OF_MUCH = (
    "nice van batman toyota mango oral man sale samba bo fuji bath derby paradise golfe mage sari essen date "
    "bali midlands salt visa alpha delta orange"
)

# Towns and regions whose names are everyday words of a language that posts are written in: places on a line
# of their own, but not in "We hire worldwide" and "Most of our customers". Chosen from the lowercase words
# of spelling dictionaries, by how often they are used.
ORDINARY_WORDS = frozenset(
    (
        "acre afar agar allen allier aloha ami anda annex antelope antique apex ascension assis "
        "atlantique aube azul baise baja bake bale banda banning bay bela bell bello bend bender beni "
        "billings bled bol bong bonito bosse bras bray brick bury bush butte cair canning canton "
        "carrefour cascade cela celle centennial centrale centro cher chico chin chino chu clay collines "
        "colon come commonwealth como confederation corona cove creuse deal dig dire dome drama eisen elk "
        "ende engels esperanza eure falcon fate fiche fier fleet flint flores floresta fondi forest "
        "frontera gap gardez gare gay gent goes gore grad grasse guarda guider gulf hail halle hanno "
        "harper hickory highland hire hit homestead horn hub huizen imperial independence independencia "
        "isla jam jette kamen keren komen lacs lage lakes lander langen largo latina leer lend lens leste "
        "liberdade libertad liberty linden littoral loja luce mach maio male manche marche maritime marks "
        "mascara mason massa mayo mentor meridian mestre meta metro mie mila mim minas mission mono "
        "montagnes moron moss most nada nomme nord norte obra ode ouest papa para paramount pare parla "
        "parola passi peine pen pita plaisir plano plantation plateau plateaux plunge police pool portage "
        "portuguesa posse potenza praia principe pueblo quarto racine reading registro reservoir "
        "resistencia revere rivers rogers roman rouge ruse saga sandy savage save seaside seria serra "
        "sete shaping shone shoreline somme sparks spring springs stains store stow sucre sunrise sunset "
        "sur surprise swords taal tank tanta tema temple tendo than tigre tire tome torrent tours una "
        "unity universidad upland uptown vienne vinto vista vite vittoria voi volta walnut wedding welkom "
        "wheeling woodland zeta"
    ).split()
)

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

# Towns' other names in posts, and towns whose namesakes a post may also mean; "" removes a name that means
# something else in a post.
CITY_NAMES = {
    "US": "new york, nyc, bay area, san francisco bay area, silicon valley, socal, norcal, washington dc, "
    "saint louis, st louis, saint paul, st paul, salem, norfolk, alexandria, hanover, durham, odessa, "
    "georgetown",
    "IN": "salem, bangalore, bombay, calcutta, madras, gurgaon, delhi ncr, trivandrum, cochin, pan india, "
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
    "ZW": "midlands",
    "ID": "bali",
    "IT": "roma, milano, torino, napoli, firenze",
    "PL": "warszawa, kraków, wroclaw, lodz, gdansk",
    "CZ": "praha",
    "RO": "bucuresti, cluj",
    "UA": "kiev, київ, odessa",
    "RU": "moskva",
    "CA": "windsor, vancouver, surrey, saint johns, st johns, kingston, halifax, victoria",
    "MX": "cdmx, ciudad de méxico, mérida, león, guadalajara, córdoba",
    "PH": "metro manila, manilla, bgc, ncr philippines, santiago",
    "VN": "saigon, hcmc",
    "MY": "kl",
    "TW": "台北",
    "JP": "東京",
    "GB": "greater london, midlands, surrey, windsor, norfolk, durham, halifax, newcastle",
    "": "mobile, union, enterprise, of, most, best, normal, university, bar, date, male, central, same, "
    "un, of, "
    "asia, remote, split, san, man, ho, cary, reading, us, manager, orange, march, young, opportunity, "
    "cork board",
}
