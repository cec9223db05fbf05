"""Which occupations a title or a tag names, and to which fields of work they belong; pure.

A person who likes one "customer success manager" likes the next "client onboarding specialist" better than a
nurse, though no word is the same. Twenty answers cannot teach that; this table says it beforehand. It names
what job boards advertise, from common knowledge and from reading the titles of one board.
"""

from collections.abc import Iterable
from functools import lru_cache

from jobsearch.text.phrases import Phrases, words

_OCCUPATIONS = {
    # Software
    "software": (
        "software, developer, programmer, software engineer, software engineering, web engineer, swe, sde, "
        "application engineer, application developer, product engineer, development engineer, staff "
        "engineer, principal engineer, senior engineer, lead engineer, founding engineer, engineer i, "
        "engineer ii, full stack, fullstack, backend, back end, frontend, front end, rails, python, java, "
        "javascript, typescript, golang, ruby, php, net, c++, c#, react, node.js, django, laravel, rust, "
        "elixir, scala, software engineering manager, nodejs, asp.net"
    ),
    "backend": (
        "backend, back end, api, server side, golang, go developer, go engineer, python, django, fastapi, "
        "java, spring, rails, ruby, php, laravel, node.js, elixir, scala, rust, distributed systems, "
        "microservices, nodejs"
    ),
    "frontend": (
        "frontend, front end, react, angular, vue, vue.js, svelte, next.js, javascript, typescript, css, ui "
        "engineer, ui developer, ux engineer, web developer"
    ),
    "full stack": "full stack, fullstack",
    "mobile": "mobile, ios, android, flutter, react native, swift, kotlin",
    "infrastructure": (
        "devops, devsecops, sre, site reliability, reliability, platform engineer, infrastructure, cloud, "
        "kubernetes, terraform, aws, azure, gcp, linux, systems engineer, system administrator, network "
        "administrator, sysadmin, "
        "observability, production engineer, production operations, network engineer, release engineer, "
        "build engineer, mlops"
    ),
    "quality assurance": (
        "qa, quality assurance, quality engineer, quality control, test engineer, tester, testing, test "
        "automation, automation engineer, sdet"
    ),
    "security": (
        "security, cybersecurity, cyber, infosec, appsec, threat, vulnerability, penetration tester, "
        "offensive security, soc analyst, grc, privacy, ciso"
    ),
    "blockchain": (
        "blockchain, web3, smart contract, solidity, crypto, cryptocurrency, defi, protocol engineer, "
        "ethereum, bitcoin, token, nft"
    ),
    "engineering management": (
        "engineering manager, head of engineering, vp engineering, vp of engineering, director of "
        "engineering, engineering director, engineering lead, tech lead, technical lead, cto, lead "
        "engineer, software engineering manager, data engineering manager, product engineering manager, "
        "director of software engineering, head of software engineering, vp of software engineering, chief "
        "technology officer, evp engineering, software development manager"
    ),
    "architecture": (
        "software architect, solution architect, technical architect, system architect, enterprise architect"
    ),
    "games": "game, games, gameplay, game designer, level designer, game developer, unity, unreal, narrative",
    "hardware": (
        "firmware, embedded, hardware, electrical engineer, mechanical engineer, fpga, asic, electronics, "
        "robotics, rf engineer, manufacturing engineer, process engineer, industrial engineer, mechanical "
        "design, hardware design"
    ),
    # Data
    "data engineering": (
        "data engineer, data engineering, big data, data platform, data architect, data warehouse, data "
        "pipeline, data infrastructure, data modeler, analytics engineer, database, database administrator, "
        "dba, etl, hadoop, data engineering manager"
    ),
    "machine learning": (
        "machine learning, deep learning, ml, ai, artificial intelligence, genai, generative ai, llm, nlp, "
        "computer vision, data scientist, data science, research scientist, applied scientist, mlops, "
        "prompt engineer, large language model, language model"
    ),
    "data analysis": (
        "data analyst, data analytics, data analysis, data specialist, analytics, insights, business "
        "intelligence, bi, data scientist, data science, decision scientist, product analyst, marketing "
        "analyst, business analyst, reporting analyst, research analyst, quantitative, statistician, sql, "
        "tableau, director of product analytics, head of product analytics"
    ),
    "analysis": (
        "analyst, analysis, business analyst, systems analyst, functional analyst, configuration analyst, "
        "operations analyst"
    ),
    # Product, projects, design
    "product management": (
        "product manager, product management, product owner, product lead, product director, director of "
        "product, director product, head of product, vp of product, chief product officer, product "
        "operations, technical product manager"
    ),
    "project management": (
        "project manager, program manager, programme manager, project management, program director, project "
        "lead, project coordinator, project assistant, delivery manager, implementation manager, scrum "
        "master, agile coach, pmo, producer, chief of staff, it project manager"
    ),
    "product design": (
        "product designer, product design, ux, ui, user experience, user interface, user researcher, "
        "usability, interaction designer, service designer, web designer, designer, design, design lead, "
        "head of design, design system, director of product design, head of product design, vp of product "
        "design"
    ),
    "visual design": (
        "graphic designer, graphic, visual designer, brand designer, web designer, designer, creative, "
        "creative director, art director, art, artist, concept artist, environment artist, character "
        "artist, illustrator, animator, animation, rigging, 3d, motion, video, video editor, photographer, "
        "multimedia"
    ),
    # Words and markets
    "writing": (
        "writer, copywriter, copywriting, editor, editorial, content, content creator, technical writer, "
        "author, journalist, reporter, blog, proofreader, storyteller, podcast, newsletter, creative "
        "writer, seo"
    ),
    "languages": (
        "translator, translation, interpreter, linguist, localization, localisation, language, bilingual, "
        "transcription, transcriptionist, german speaking, french speaking, spanish, japanese, creole"
    ),
    "marketing": (
        "marketing, marketer, growth, brand, brand manager, brand strategist, campaign, seo, sem, ppc, paid "
        "media, paid search, demand generation, user acquisition, acquisition, performance marketing, "
        "product marketing, email marketing, content marketing, digital marketing, affiliate, influencer, "
        "lifecycle, crm, cro, conversion, advertising, media buyer, go to market, gtm, cmo, social media, "
        "app store optimization, director of product marketing, head of product marketing, vp of product "
        "marketing, director product marketing"
    ),
    "social media": (
        "social media, social, community, community manager, content creator, influencer, creator, tiktok"
    ),
    "communications": (
        "communications, public relations, pr, media relations, press, policy, public affairs, government "
        "affairs, external affairs"
    ),
    # Customers
    "sales": (
        "sales, account executive, business development, business developer, sdr, bdr, bd manager, sales "
        "manager, sales representative, sales rep, territory manager, field representative, client partner, "
        "closer, appointment setter, lead generation, revenue, telesales, partnerships, partner manager, "
        "alliances, enterprise account, strategic accounts"
    ),
    "account management": (
        "account manager, account director, account coordinator, key account, relationship manager, client "
        "success, customer success, client manager, client partner, client services, client service, client "
        "support, customer solution, partnerships, csm"
    ),
    "customer success": (
        "customer success, client success, customer experience, client experience, customer onboarding, "
        "onboarding, implementation, implementation manager, implementation specialist, customer solutions, "
        "customer operations, customer education, customer advocate, customer engagement, renewals, csm"
    ),
    "customer support": (
        "customer support, customer service, customer care, customer experience, customer advocate, "
        "customer happiness, customer representative, support, support specialist, support agent, support "
        "representative, support manager, service representative, client support, technical support, "
        "product support, chat support, help desk, call center, contact center, member care, care "
        "specialist, care advisor, guest services, atendimento"
    ),
    "it support": (
        "it support, it manager, it specialist, it technician, it service, help desk, helpdesk, service "
        "desk, desktop support, technical support, support engineer, system administrator, network "
        "administrator, network engineer, salesforce administrator, soporte, it help desk, it engineer, it "
        "operations, it administrator, it director, it analyst, it consultant, it project, it systems, it "
        "infrastructure"
    ),
    "solutions engineering": (
        "solutions engineer, solution engineer, solutions architect, solution architect, technical "
        "solutions, solutions consultant, technical consultant, technical account manager, sales engineer, "
        "pre sales, presales, forward deployed, field engineer, customer engineer, integration engineer, "
        "implementation engineer, professional services, partner solutions, developer relations, developer "
        "advocate, technical architect"
    ),
    # The office
    "people": (
        "hr, hrbp, human resources, people, people operations, people partner, people and culture, talent, "
        "talent acquisition, recruiter, recruiting, recruitment, sourcer, staffing, compensation, benefits, "
        "payroll, employee experience, diversity"
    ),
    "finance": (
        "finance, financial, accountant, accounting, controller, bookkeeper, cfo, audit, auditor, tax, "
        "treasury, accounts payable, accounts receivable, ar and ap, ar specialist, ap specialist, ap "
        "clerk, billing, payroll, pricing, investment, credit, banking, collections, cobros, actuary, "
        "underwriter, trader, venture, fp a"
    ),
    "legal": (
        "legal, lawyer, attorney, counsel, paralegal, law, litigation, compliance, regulatory, contract "
        "manager, contract specialist, contract administrator, contract negotiator, risk, policy"
    ),
    "insurance": (
        "insurance, claims, claims adjuster, adjuster, benefit, underwriter, actuary, insurance producer"
    ),
    "operations": (
        "operations, operational, operations manager, business operations, coo, chief operating officer, "
        "logistics, logistica, supply chain, procurement, purchasing, fulfillment, inventory, warehouse, "
        "dispatch, facilities, vendor manager, site manager, data center, strategy, chief of staff"
    ),
    "administration": (
        "administrative, administrative assistant, administrator, admin, assistant, virtual assistant, "
        "executive assistant, personal assistant, office assistant, office, office manager, receptionist, "
        "secretary, clerk, data entry, scheduling, coordinator, back office, administrativo, auxiliar"
    ),
    "consulting": (
        "consultant, consulting, advisor, advisory, strategist, strategy, entrepreneur, chief of staff"
    ),
    # Care, schools, laboratories, workshops
    "healthcare": (
        "medical, clinical, clinician, health, healthcare, telehealth, mental health, nurse, rn, physician, "
        "doctor, therapist, psychologist, pharmacist, pharmacy, pharmaceutical, patient, dental, dietitian, "
        "nutritionist, caregiver, care coordinator, care manager, social worker, veterinary, drug "
        "discovery, speech language pathologist, language pathologist, community nurse, phlebotomist, "
        "pathologist"
    ),
    "education": (
        "teacher, teaching, tutor, instructor, instructional, trainer, training, education, educator, "
        "curriculum, learning, course, professor, lecturer, coach, academic, assessor, facilitator, "
        "enablement, student, school"
    ),
    "ai training": (
        "ai trainer, ai training, ai tutor, annotator, annotation, data labeling, rater, evaluator, "
        "transcription"
    ),
    "research": (
        "research, researcher, scientist, scientific, lab, phd, biology, chemistry, chemist, economist"
    ),
    "nonprofit": (
        "nonprofit, non profit, philanthropy, fundraising, volunteer, trustee, grant, donor, charity, giving"
    ),
    "construction": (
        "civil engineer, structural engineer, estimator, construction, surveyor, interior, real estate"
    ),
    "trades": (
        "driver, delivery, courier, mail carrier, electrician, mechanic, technician, plumber, welder, "
        "carpenter, handyman, cook, chef, sandwich artist, barista, waiter, cashier, retail, store, "
        "cleaner, warehouse worker, security guard, labourer"
    ),
}

_FIELDS = {
    "software": (
        "software, backend, frontend, full stack, mobile, infrastructure, quality assurance, security, "
        "blockchain, data engineering, machine learning"
    ),
    "data": "data engineering, machine learning, data analysis",
    "design": "product design, visual design",
    "creation": "visual design, writing, games",
    "marketing": "marketing, social media, communications, writing",
    "sales": "sales, account management",
    "customers": "account management, customer success, customer support",
    "office": "people, finance, legal, operations, administration",
    "health": "healthcare",
    "management": "engineering management, product management, project management",
    "teaching": "education, ai training, languages",
}

_NAMED = Phrases(_OCCUPATIONS)
_FIELDS_OF = {
    occupation: [field for field, members in _FIELDS.items() if occupation in members.split(", ")]
    for occupation in _OCCUPATIONS
}


@lru_cache(maxsize=4096)
def occupations_in(text: str) -> tuple[str, ...]:
    """Return the occupations that a title or a tag names, as often as it names them."""
    return tuple(_NAMED.names_in(words(text)))


def fields_of(occupations: Iterable[str]) -> list[str]:
    """Return the fields of work of some occupations, once for each occupation that belongs to one."""
    return [field for occupation in occupations for field in _FIELDS_OF[occupation]]
