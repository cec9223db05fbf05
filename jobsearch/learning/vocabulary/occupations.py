"""Map titles and tags to occupations, and occupations to fields of work.

Someone who likes a job as a "customer success manager" will prefer one as a "client onboarding specialist" to
one as a nurse, even though the titles have no word in common. Twenty answers cannot teach a model this, but
this table provides it in advance. The table contains common titles on job boards, from general knowledge and
from reading titles. A developer's technologies are skills, not occupations.

This module is pure.
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
        "engineer ii, full stack, fullstack, backend, back end, frontend, front end, c++, software "
        "engineering manager, member of technical staff, softwareentwickler, softwareentwicklung, "
        "softwareentwicklerin, entwickler, developpeur, desarrollador, desenvolvedor, programador, "
        "ontwikkelaar"
    ),
    "backend": (
        "backend, back end, api, server side, golang, go developer, go engineer, python, django, fastapi, "
        "java, spring, rails, ruby, php, laravel, node.js, elixir, scala, rust, net, c#, asp.net, "
        "distributed systems, microservices, nodejs, drupal, wordpress"
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
        "build engineer, mlops, systemadministrator, systemadministration, fachinformatiker, netzwerk, "
        "desktop engineer, scada"
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
        "software architect, solution architect, technical architect, system architect, enterprise "
        "architect, integration architect, architecture"
    ),
    "games": "game, games, gameplay, game designer, level designer, game developer, unity, unreal, narrative",
    "hardware": (
        "firmware, embedded, hardware, electrical engineer, mechanical engineer, fpga, asic, electronics, "
        "robotics, rf engineer, manufacturing engineer, process engineer, industrial engineer, mechanical "
        "design, hardware design, silicon, chip, cad, welding engineer, materials engineer, ingenieur, "
        "ingenieurin, bauingenieur, elektroingenieur, maschinenbau, systemingenieur, elektrotechnik, "
        "ingeniero, engenheiro"
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
        "tableau, director of product analytics, head of product analytics, head of data, data "
        "professional, data enrichment, data integrity, analytical lead, datenanalyst"
    ),
    "analysis": (
        "analyst, analysis, business analyst, systems analyst, functional analyst, configuration analyst, "
        "operations analyst, business systems, requirements engineer, analista, change manager, "
        "organizational change, transition manager"
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
        "master, agile coach, pmo, producer, chief of staff, it project manager, engagement manager, "
        "projektleiter, projektleitung, projektmanager, projektmanagement, chef de projet, jefe de proyecto, "
        "projektcontroller"
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
        "artist, illustrator, animator, animation, rigging, 3d artist, 3d designer, 3d modeler, 3d modeller, "
        "3d animator, 3d generalist, motion designer, motion graphics, video producer, video production, "
        "video editor, videographer, photographer, multimedia, grafikdesigner, grafiker"
    ),
    # Words and markets
    "writing": (
        "writer, copywriter, copywriting, editorial, managing editor, senior editor, associate editor, "
        "assistant editor, copy editor, content editor, news editor, story editor, line editor, editor in "
        "chief, freelance editor, text editor, editor and writer, content, content creator, technical "
        "writer, author, journalist, reporter, blog, proofreader, storyteller, podcast, newsletter, creative "
        "writer, seo, redakteur, redakteurin, redacteur, redactor"
    ),
    "languages": (
        "translator, translation, interpreter, linguist, localization, localisation, language, bilingual, "
        "transcription, transcriptionist, creole, ubersetzer, dolmetscher, traductor"
    ),
    "marketing": (
        "marketing, marketer, growth, brand, brand manager, brand strategist, campaign, seo, sem, ppc, paid "
        "media, paid search, demand generation, user acquisition, acquisition, performance marketing, "
        "product marketing, email marketing, content marketing, digital marketing, affiliate, influencer, "
        "lifecycle, crm, cro, conversion, advertising, media buyer, go to market, gtm, cmo, social media, "
        "app store optimization, director of product marketing, head of product marketing, vp of product "
        "marketing, director product marketing, measurement, attribution, branding, promoter, events"
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
        "sales, seller, business development, business developer, bd manager, sales manager, territory "
        "manager, field representative, client partner, revenue, enterprise account, strategic accounts, "
        "industry manager, relationship banker, vertrieb, vertriebsmitarbeiter, vertriebsleiter, "
        "verkaufer, verkauf, aussendienst, innendienst, commercial terrain, ventas, vendedor, vendas, vendeur"
    ),
    "sales development": (
        "sdr, bdr, sales development, business development representative, appointment setter, lead "
        "generation, outbound, cold caller, telesales, telemarketing, inside sales, sales representative, "
        "sales rep"
    ),
    "account executive": (
        "account executive, enterprise account executive, ae, closer, sales executive, commercial account, "
        "mid market account"
    ),
    "partnerships": (
        "partnerships, partner manager, partner development, alliances, channel manager, channel sales, "
        "channel partner, strategic partner, partner success, affiliate manager"
    ),
    "account management": (
        "account manager, account director, account coordinator, key account, relationship manager, client "
        "success, customer success, client manager, client partner, client services, client service, client "
        "support, customer solution, csm"
    ),
    "customer success": (
        "customer success, client success, customer experience, client experience, customer onboarding, "
        "onboarding, implementation, implementation manager, implementation specialist, customer solutions, "
        "customer operations, customer education, customer advocate, customer engagement, customer "
        "activation, technical success, renewals, csm"
    ),
    "customer support": (
        "customer support, customer service, customer care, customer experience, customer advocate, "
        "customer happiness, customer representative, support, support specialist, support agent, support "
        "representative, support manager, service representative, client support, technical support, "
        "product support, chat support, help desk, call center, contact center, member care, care "
        "specialist, care advisor, guest services, atendimento, kundenservice, kundenbetreuer, "
        "kundenberater, kundensupport, serviceberater, service client, atencion al cliente, "
        "resident experience"
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
        "advocate, technical architect, technical specialist, product advocate"
    ),
    # The office
    "people": (
        "hr, hrbp, human resources, people, people operations, people partner, people and culture, talent, "
        "talent acquisition, recruiter, recruiting, recruitment, sourcer, staffing, compensation, benefits, "
        "payroll, employee experience, diversity, total rewards, personalreferent, personalsachbearbeiter, "
        "personalmanager, rh, recursos humanos, accommodation specialist"
    ),
    "finance": (
        "finance, financial, accountant, accounting, controller, bookkeeper, cfo, audit, auditor, tax, "
        "treasury, accounts payable, accounts receivable, ar and ap, ar specialist, ap specialist, ap "
        "clerk, billing, payroll, pricing, investment, credit, banking, collections, cobros, actuary, "
        "underwriter, trader, venture, fp a, procure to pay, corporate development, banker, buchhalter, "
        "finanzbuchhalter, finanzen, steuerberater, steuerfachangestellte, steuerfachangestellter, "
        "wirtschaftsprufer, bilanzbuchhalter, lohnbuchhalter, vertriebscontroller, controlling, comptable, "
        "contador, contable"
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
        "dispatch, facilities, vendor manager, site manager, station manager, branch manager, category "
        "manager, merchandising, sourcing, material handler, process specialist, data center, "
        "strategy, chief of staff, founders associate, founder s associate, entrepreneur in residence, "
        "logistik, disponent, niederlassungsleiter, einkauf, einkaufer, lagerlogistik, program quality"
    ),
    "administration": (
        "administrative, administrative assistant, administrator, admin, assistant, virtual assistant, "
        "executive assistant, personal assistant, office assistant, office, office manager, receptionist, "
        "secretary, clerk, data entry, scheduling, coordinator, back office, administrativo, auxiliar, "
        "sachbearbeiter, sachbearbeiterin, assistenz, burokaufmann, burokauffrau, case reviewer"
    ),
    "consulting": (
        "consultant, consulting, advisor, advisory, strategist, strategy, entrepreneur, chief of staff, "
        "berater, beraterin, beratung, consultor, conseil"
    ),
    # Care, schools, laboratories, workshops
    "healthcare": (
        "medical, clinical, clinician, health, healthcare, telehealth, mental health, nurse, rn, physician, "
        "doctor, therapist, psychologist, pharmacist, pharmacy, pharmaceutical, patient, dental, dietitian, "
        "nutritionist, caregiver, care coordinator, care manager, social worker, veterinary, drug "
        "discovery, speech language pathologist, language pathologist, community nurse, phlebotomist, "
        "pathologist, endocrinologist, cardiologist, radiologist, surgeon, psychiatrist, dentist, hygienist, "
        "paramedic, optometrist, hha, pca, cna, lpn, lvn, pflege, pflegefachkraft, pflegefachmann, "
        "krankenpfleger, arzt, arztin, therapeut, medizin, infirmier, infirmiere, enfermero, enfermera, "
        "enfermagem"
    ),
    "education": (
        "teacher, teaching, tutor, instructor, instructional, trainer, training, education, educator, "
        "curriculum, learning, course, professor, lecturer, coach, academic, assessor, facilitator, "
        "enablement, student, school, lehrer, lehrerin, erzieher, erzieherin, padagoge, dozent, profesor, "
        "professeur, campus"
    ),
    "ai training": (
        "ai trainer, ai training, ai tutor, annotator, annotation, data labeling, rater, evaluator, "
        "transcription, subject matter expert, domain expert, sme, curator, collectable, antiques"
    ),
    "research": (
        "research, researcher, scientist, scientific, lab, phd, biology, chemistry, chemist, economist"
    ),
    "nonprofit": (
        "nonprofit, non profit, philanthropy, fundraising, volunteer, trustee, grant, donor, charity, giving"
    ),
    "construction": (
        "civil engineer, structural engineer, estimator, construction, surveyor, interior, real estate, "
        "property manager, drafter, urban planner, urban planning, bauleiter, bauleiterin, bauleitung, "
        "stadtplanung, bauplanung, architekt, innenausbau"
    ),
    "trades": (
        "driver, delivery, courier, mail carrier, electrician, mechanic, technician, plumber, welder, "
        "carpenter, handyman, cook, chef, sandwich artist, barista, waiter, cashier, retail, store, "
        "cleaner, warehouse worker, security guard, labourer, laborer, border patrol, protective services, "
        "investigator, food service, techniker, fahrzeugtechniker, elektriker, elektroniker, mechatroniker, "
        "mechaniker, monteur, schlosser, lagerist, lagermitarbeiter, fahrer, kraftfahrer, koch, kellner, "
        "handwerker, servicetechniker, maintainer, operator, machinist, installer"
    ),
}

# Title words that name none of these occupations.
_ROLES = {
    "engineering": "engineer, engineering, technical, technology, technologist, architect, technik",
    "internship": (
        "intern, internship, trainee, apprentice, apprenticeship, graduate, rotational program, praktikant, "
        "praktikum, werkstudent, werkstudentin, ausbildung, stagiaire, alternance, becario, estagio, "
        "estagiario"
    ),
    "leadership": (
        "manager, director, head, vp, vice president, president, lead, leader, chief, ceo, executive, "
        "management, supervisor, leiter, leiterin, leitung, teamleiter, geschaftsfuhrer, responsable, "
        "directeur, gerente, coordenador, owner, partner"
    ),
    "specialist": (
        "specialist, expert, associate, professional, representative, agent, officer, spezialist, referent, "
        "referentin, mitarbeiter, mitarbeiterin, fachkraft, medewerker, especialista, maker, contractor"
    ),
}

_FIELDS = {
    "software": (
        "software, backend, frontend, full stack, mobile, infrastructure, quality assurance, security, "
        "blockchain, data engineering, machine learning, architecture"
    ),
    "infrastructure": "infrastructure, it support",
    "engineering": "hardware, engineering",
    "data": "data engineering, machine learning, data analysis, analysis",
    "design": "product design, visual design",
    "creation": "visual design, writing, games",
    "marketing": "marketing, social media, communications, writing",
    "sales": "sales, sales development, account executive, partnerships, account management",
    "customers": "account management, customer success, customer support",
    "solutions": "solutions engineering, consulting",
    "office": "people, finance, legal, insurance, operations, administration",
    "health": "healthcare",
    "management": "engineering management, product management, project management, leadership",
    "teaching": "education, ai training, languages",
    "research": "research",
    "nonprofit": "nonprofit",
    "trades": "trades, construction",
    "beginning": "internship",
    "other": "specialist",
}

OCCUPATIONS = (*_OCCUPATIONS, *_ROLES)
_NAMED = Phrases(_OCCUPATIONS)
_NAMED_ROLES = Phrases(_ROLES)
_FIELDS_OF = {
    occupation: [field for field, members in _FIELDS.items() if occupation in members.split(", ")]
    for occupation in OCCUPATIONS
}


@lru_cache(maxsize=4096)
def occupations_in(text: str) -> tuple[str, ...]:
    """Return the occupations mentioned in a title or tag, with repeats."""
    return tuple(_NAMED.names_in(words(text)))


def occupations_or_roles_in(title: str) -> tuple[str, ...]:
    """Return a title's occupations or, if there are none, its roles.

    This lets an area manager count as a leader.
    """
    return occupations_in(title) or tuple(_NAMED_ROLES.names_in(words(title)))


def fields_of(occupations: Iterable[str]) -> list[str]:
    """Return the fields of work of the occupations, with repeats."""
    return [field for occupation in occupations for field in _FIELDS_OF[occupation]]
