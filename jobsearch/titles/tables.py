"""Vocabulary of English job titles: nouns, levels, synonyms, and irrelevant words.

The tables were compiled from general knowledge, and were not fitted to the posts of any board. In each table,
the comma-separated phrases on the right map to the name on the left. The tables are used by parse.py.

This module is pure.
"""

# Nouns for people's occupations; an occupation's name ends with one.
NOUNS = frozenset(
    (
        "accountant actor actuary administrator advisor advocate agent ambassador analyst animator "
        "annotator architect artist assessor assistant associate attorney auditor banker biologist "
        "bookkeeper broker buyer carpenter cashier chef chemist cleaner clerk coach consultant controller "
        "cook coordinator copywriter counsel counselor creator curator dentist designer developer director "
        "dispatcher doctor drafter driver economist editor electrician engineer estimator evaluator "
        "evangelist executive expert facilitator founder gardener generalist geologist head hygienist "
        "illustrator inspector instructor interpreter investigator journalist lawyer lead lecturer "
        "librarian linguist machinist manager marketer master mathematician mechanic mentor merchandiser "
        "modeler moderator nanny negotiator nurse nutritionist officer operator owner paralegal paramedic "
        "partner pharmacist photographer physician physicist planner plumber practitioner president "
        "producer professor programmer proofreader psychiatrist psychologist rater receptionist recruiter "
        "reporter representative researcher reviewer scheduler scientist scrummaster secretary seller "
        "sourcer specialist statistician strategist superintendent supervisor surgeon surveyor teacher "
        "technician technologist tester therapist trader trainer transcriptionist translator tutor "
        "underwriter veterinarian videographer vp welder worker writer"
    ).split()
)

# Too vague to name the work on their own, and never the general term of another occupation; most are also in
# NOUNS.
VAGUE = frozenset(
    (
        "administrator advisor advocate agent analyst architect assistant associate business consultant "
        "coordinator designer developer director engineer executive expert generalist head lead manager "
        "master mba officer operator owner partner phd planner practitioner president producer programmer "
        "representative researcher reviewer scientist specialist strategist supervisor technician "
        "technologist tester trainer vp worker writer"
    ).split()
)

# Levels before or after the noun; some are nouns themselves if nothing follows.
LEVELS = {
    "intern": "intern, internship, trainee, apprentice, working student",
    "junior": (
        "junior, jr, entry level, graduate, new grad, university graduate, undergraduate, graduate program"
    ),
    "associate": "associate, assoc",
    "assistant": "assistant, asst",
    "mid-level": "mid, mid level, intermediate",
    "senior": "senior, sr, snr",
    "lead": "lead, team lead, team leader",
    "staff": "staff",
    "principal": "principal",
}
# Phrases that only look like levels: the beginning of a field, or a description of a person.
NO_LEVELS = "lead generation, lead gen, lead qualification, inbound lead, staff augmentation, mid market"
NO_LEVELS_NOUNS = "assistant principal, school principal, head chef, head hunter"
# The same for phrases that look like noise, or are both a level and an occupation.
KEPT = "smart contract, remote sensing, urgent care, master data"
KEPT_NOUNS = (
    "chief of staff, contract manager, contract administrator, contract analyst, contract negotiator, "
    "contract specialist, hiring manager, hiring coordinator, hiring specialist, member of technical staff"
)
# Only after the noun.
NUMBERS = {"1": "1, i", "2": "2, ii", "3": "3, iii", "4": "4, iv", "5": "5, v"}

SPELLINGS = {
    # Numbered levels
    "1": "level 1, level i",
    "2": "level 2, level ii",
    "3": "level 3, level iii",
    "4": "level 4, level iv",
    "5": "level 5, level v",
    # Abbreviations
    "administrator": "admin",
    "advisor": "adviser",
    "big data": "bigdata",
    "business development": "biz dev, bizdev, biz development",
    "business development representative": "bdr",
    "business intelligence": "bi",
    "chief executive officer": "ceo",
    "chief financial officer": "cfo",
    "chief information officer": "cio",
    "chief information security officer": "ciso",
    "chief marketing officer": "cmo",
    "chief operating officer": "coo",
    "chief product officer": "cpo",
    "chief technology officer": "cto, chief technical officer",
    "counselor": "counsellor",
    "customer success": "client success",
    "customer success manager": "csm",
    "database administrator": "dba",
    "developer": "dev",
    "engineer": "eng, engr",
    "executive": "exec",
    "founder": "co founder, cofounder",
    "hr": "human resources, people operations",
    "hr business partner": "hrbp",
    "licensed practical nurse": "lpn",
    "machine learning": "ml",
    "machine learning engineer": "mle",
    "manager": "mgr",
    "operations": "ops",
    "power bi": "power bi, powerbi",
    "program": "programme",
    "qa": "quality assurance",
    "registered nurse": "rn, r.n",
    "representative": "rep",
    "sales development representative": "sdr",
    "site reliability engineer": "sre, sre engineer",
    "software engineer": "swe, sde, software development engineer",
    "supervisor": "supv",
    "support technical lead": "support tech lead",
    "support technician": "support tech",
    "technical": "tech",
    "test engineer": (
        "sdet, engineer in test, software engineer in test, software development engineer in test"
    ),
    "ui": "user interface",
    "ux": "user experience, ui / ux, ux / ui, ui ux, ux ui, ui and ux, ux and ui",
    "vp": "vice president, v.p, avp, svp, evp",
    # Spelling variants
    "backend": "back end",
    "bookkeeper": "book keeper",
    "business systems analyst": "business system analyst",
    "copywriter": "copy writer",
    "devops": "dev ops",
    "devsecops": "dev sec ops, devsec ops",
    "ecommerce": "e commerce",
    "frontend": "front end",
    "full stack": "fullstack",
    "go": "golang",
    "java": "j2ee, java ee",
    "mlops": "ml ops",
    "net": "dotnet, asp.net, dot net",
    "node.js": "node, nodejs, node js",
    "react": "reactjs, react.js, react js",
    "recruiting": "talent acquisition",
    "seo": "search engine optimization",
    "ruby": "ruby on rails, rails, ror",
    "scrummaster": "scrum master",
    "solutions architect": "solution architect",
    "solutions consultant": "solution consultant",
    "solutions engineer": "solution engineer",
    "systems administrator": "sysadmin, sys admin, system admin, system administrator, systems admin",
    "systems analyst": "system analyst",
    "systems engineer": "system engineer",
    "vue": "vue.js, vuejs",
}

# Synonyms of an occupation, under its most common name. DevOps and site reliability are kept separate.
SYNONYMS = {
    "android developer": "android engineer, android software engineer",
    "backend engineer": "backend developer, backend software engineer, backend software developer",
    "business intelligence developer": "business intelligence engineer",
    "counsel": "legal counsel, corporate counsel, lawyer, attorney",
    "customer service representative": "customer service agent, customer service specialist",
    "customer support specialist": "customer support agent, customer support representative",
    "etl developer": "etl engineer",
    "frontend engineer": "frontend developer, frontend software engineer, frontend web developer",
    "full stack engineer": "full stack developer, full stack software engineer, full stack web developer",
    "hadoop developer": "hadoop engineer",
    "ios developer": "ios engineer, ios software engineer",
    "java developer": "java engineer, java software engineer, java programmer",
    "mobile developer": "mobile engineer, mobile app developer, mobile software engineer",
    "net developer": "net engineer, net software engineer, net programmer",
    "nurse": "registered nurse",
    "python developer": "python engineer, python software engineer, python programmer",
    "qa engineer": (
        "qa tester, qa analyst, software tester, test engineer, software test engineer, software qa "
        "engineer, software quality engineer, quality engineer, test automation engineer, automation test "
        "engineer, qa automation engineer, automation engineer in test, software qa test engineer, "
        "software test automation engineer"
    ),
    "recruiter": "technical recruiter, recruiting specialist, recruiting partner",
    "software engineer": "software developer, software programmer",
    "ux designer": "ui designer, user interface designer",
    "web developer": "web engineer",
}

# A field of work -> its occupation, for titles without a noun: "Data Science Intern".
FIELDS = {
    "accountant": "accounting",
    "data analyst": "data analysis, data analytics",
    "data engineer": "data engineering",
    "data scientist": "data science",
    "graphic designer": "graphic design",
    "hardware engineer": "hardware engineering",
    "machine learning engineer": "machine learning, machine learning engineering",
    "mechanical engineer": "mechanical engineering",
    "product designer": "product design",
    "product manager": "product management",
    "program manager": "program management",
    "project manager": "project management",
    "recruiter": "recruiting",
    "site reliability engineer": "site reliability engineering",
    "software engineer": "software engineering, software development",
    "ux designer": "ux design",
    "ux researcher": "ux research",
    "web developer": "web development",
}

# Workplace and location, which are unrelated to the work.
NOISE = (
    "remote, remotely, fully remote, hybrid, on site, onsite, in office, work from home, wfh, freelance, "
    "freelancer, contract, contractor, contract to hire, temporary, permanent, full time, fulltime, part "
    "time, parttime, fixed term, w2, c2c, 1099, fte, urgent, immediate requirement, hiring, now hiring, "
    "opening, opportunity, opportunities, position, vacancy, wanted, needed, all genders, m f d, m w d, f "
    "m d, w m d, m f x, h f, d f m, worldwide, anywhere, global, international, emea, apac, latam, amer, "
    "anz, dach, mena, cee, uki, nordics, benelux, eu, eea, us, u.s, usa, u.s.a, united states, uk, u.k, "
    "united kingdom, gbr, america, americas, north america, latin america, south america, europe, "
    "european, asia, africa, middle east, australia, austria, argentina, belgium, brazil, bulgaria, "
    "canada, chile, china, colombia, croatia, cyprus, czechia, czech republic, denmark, egypt, england, "
    "estonia, finland, france, germany, greece, hong kong, hungary, india, indonesia, ireland, israel, "
    "italy, japan, kenya, korea, latvia, lithuania, malaysia, mexico, morocco, netherlands, new zealand, "
    "nigeria, norway, pakistan, peru, philippines, poland, portugal, romania, saudi arabia, scotland, "
    "serbia, singapore, slovakia, slovenia, south africa, spain, sweden, switzerland, taiwan, thailand, "
    "turkey, uae, ukraine, united arab emirates, vietnam, wales, amsterdam, atlanta, austin, barcelona, "
    "bangalore, bengaluru, berlin, boston, bucharest, budapest, chicago, copenhagen, dallas, denver, "
    "dubai, dublin, hamburg, houston, lisbon, london, los angeles, madrid, manchester, melbourne, mexico "
    "city, miami, milan, montreal, munich, new york, new york city, nyc, paris, philadelphia, portland, "
    "prague, san diego, san francisco, seattle, stockholm, sydney, tel aviv, tokyo, toronto, vancouver, "
    "vienna, warsaw, zurich, california, florida, texas"
)

# Introduce a beneficiary, a place or a tool.
PREPOSITIONS = frozenset("at for from in on to using w with within".split())

# Between two words, they indicate that a title is not in English.
FOREIGN = frozenset("das de del der des du et für het las les mit och og para pour til und voor zur".split())
