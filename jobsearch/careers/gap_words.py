"""Vocabulary for comparing a post with a résumé, from general knowledge of many trades.

This module is pure.
"""

import re

# Words in skill_words.KNOWN and O*NET names that are ambiguous or not a skill on their own.
NEVER_ALONE = frozenset(
    (
        "access accounting acrobat adobe advertising advocacy ajax amazon analytics animation ant apache "
        "api apis apple appraisal apps arbitration asp assays assembly attribution audit auditing "
        "automation backend backends backups banking bash bid bidding billing biology blogging branding "
        "bridge brokerage budgets bundling business c calibration caregiving case cd checkups chemistry "
        "chrome churn ci claims classification cloud clustering cms coaching cohort collaboration "
        "concurrency consulting containers contracts conversion cooking copy copywriting counseling "
        "counselling creative crypto customization dam dashboards database deals demos derivatives design "
        "diagnosis diagnostics docs drafting drawing drive dynamics eclipse ecommerce economics editing "
        "editorial embedded encryption engineering enterprise entries estimating ethics exact excel "
        "exchange experimentation express facebook financials firefox flickr forecasts form frontend "
        "fundraising funnels genomics go google governance graphics growth gtm hci hr illustration imaging "
        "imovie inbound indexing informatics infrastructure instagram instrumentation interfaces "
        "interviewing interviews inventor invoices journalism journals keynote kpi kpis lambda latency "
        "layouts ledger licensing lifecycle linkedin litigation localization logistics lpn maintenance "
        "mapping maps marketplaces master mathematics mba mechanical meet merchandising mergers microsoft "
        "migrations mining mis moderation monitoring n negotiations networking notes nps nursing office "
        "okrs onboarding optimization oracle orchestration outbound outlook outreach packaging patents "
        "personas photography physics pig pinterest pipeline plm podcasts pos pr prime privacy probability "
        "profiling project projects promotions proofs prototypes provisioning psychology publishing "
        "purchasing qa quota quotas quoting r reconcile recruiting recruitment referrals regression "
        "renewals replication rest restful retention rfp rfps roadmap roadmaps robotics saas safari sales "
        "sampling scoring screening sdk sdks segmentation selling simulation simulations skype slack "
        "snapchat sociology sourcing spring sprints sre statements statistics storytelling suite support "
        "surveys swift syndication tax taxes teaching teams telemetry testing therapy ticketing tik tok "
        "trading training transcription translation treasury triage twitter typography ui unity unix "
        "usability ux valuation virtual vision visual visualizations waterfall welding windows wireframes "
        "word workday workshops youtube zoom"
    ).split()
)

# Fields, methods, laws, and types of software, which a résumé may describe in countless other words.
FIELDS = frozenset(
    (
        "accruals actuarial agile ai alerting algebra anthropology api apis bayesian bi bioinformatics "
        "biostatistics blockchain bookkeeping bpm budgeting caching cad calculus case cms compilers "
        "containerization containers copyediting copywriting crm cro cryptography cybersecurity database "
        "debugging devops dns econometrics elt epidemiology erp ethnography etl facilitation firewalls "
        "firmware forecasting forensics gaap genetics gis helpdesk hipaa ide ifrs immunology invoicing itil "
        "kanban linguistics llms machining maintenance mechanical microservices ml mlops mrp multithreading "
        "negotiating negotiation neuroscience nlp nosql observability oncology ontology oop patternmaking "
        "payroll pentesting pharmacology plumbing ppc pricing procurement proofreading prospecting "
        "prototyping reconciliation reconciliations refactoring retouching scraping scrum sem seo "
        "serverless spreadsheets storyboarding storyboards taxation tcp togaf toxicology trafficking "
        "troubleshooting underwriting upsell upselling virtualization visualization vpn warehousing "
        "wireframing"
    ).split()
) | {
    "a b testing",
    "ci cd",
    "generative ai",
    "management information systems",
    "microsoft office",
    "rest apis",
}

# Words in the names of tools that do not indicate the tool on their own: vendors, types, and common words.
COMMON_IN_NAMES = frozenset(
    (
        "access active adobe ads after amazon analytics apache apple basic business c central cloud core "
        "creative crystal data design dynamics engine enterprise for framework google ibm js maker "
        "management marketing microsoft ms net of on online oracle planning platform point power pro "
        "project red sap server service services smart social software studio suite system systems the "
        "visual web word work"
    ).split()
)

# Names that are also common words: recognized only if capitalized, and not at the start of a sentence.
CAPITALIZED = frozenset(
    (
        "airflow ansible asana bamboo cassandra chef confluence dart django docker drupal eclipse elixir "
        "express figma flask gainsight hive illustrator invision jenkins jira julia kafka keras linux lisp "
        "looker maya minitab nagios nest notion oracle outreach perl puppet rails react redis redux revit "
        "ruby rust sage sap sas scala segment selenium sketch solr spark splunk spring stata stripe swift "
        "tableau teradata unity vue zeplin"
    ).split()
)

SPELLED = {
    "sql": "SQL", "aws": "AWS", "gcp": "GCP", "css": "CSS", "html": "HTML", "php": "PHP", "xml": "XML",
    "python": "Python", "java": "Java", "javascript": "JavaScript", "typescript": "TypeScript",
    "docker": "Docker", "kubernetes": "Kubernetes", "postgresql": "PostgreSQL", "mysql": "MySQL",
    "mongodb": "MongoDB", "c++": "C++", "c#": "C#", "node.js": "Node.js", "react": "React",
    "vue.js": "Vue.js", "git": "Git", "github": "GitHub", "linux": "Linux", "terraform": "Terraform",
    "jenkins": "Jenkins", "tensorflow": "TensorFlow", "pytorch": "PyTorch", "tableau": "Tableau",
    "salesforce": "Salesforce", "hubspot": "HubSpot", "etl": "ETL", "seo": "SEO", "sem": "SEM",
    "ppc": "PPC", "crm": "CRM", "erp": "ERP", "jira": "Jira", "graphql": "GraphQL", "golang": "Go",
    "netsuite": "NetSuite", "sap": "SAP", "cpa": "CPA", "sas": "SAS",
    "matlab": "MATLAB", "wordpress": "WordPress", "powershell": "PowerShell", "powerpoint": "PowerPoint",
    "spark": "Spark", "hadoop": "Hadoop", "kafka": "Kafka", "nosql": "NoSQL", "ios": "iOS",
    "android": "Android", "kotlin": "Kotlin", "figma": "Figma", "nlp": "NLP", "bi": "BI", "gaap": "GAAP",
    "azure": "Azure", "django": "Django", "ruby": "Ruby", "rust": "Rust", "scala": "Scala",
    "redis": "Redis",
}  # fmt: skip

ALIASES = {
    "js": "javascript", "k8s": "kubernetes", "postgres": "postgresql", "amazon web services": "aws",
    "google cloud platform": "gcp", "google cloud": "gcp", "microsoft azure": "azure", "react.js": "react",
    "reactjs": "react", "nodejs": "node.js", "vuejs": "vue.js",
    "d3": "d3.js", "d3js": "d3.js", "vue": "vue.js", "ci cd": "CI/CD",
    "continuous integration": "CI/CD", "rest api": "REST APIs", "rest apis": "REST APIs",
    "restful apis": "REST APIs", "restful api": "REST APIs", "microsoft excel": "Excel",
    "ms excel": "Excel", "ms office": "Microsoft Office", "office 365": "Microsoft Office",
    "microsoft 365": "Microsoft Office", "ms project": "Microsoft Project", "ms word": "Word",
    "microsoft word": "Word", "power bi": "Power BI", "powerbi": "Power BI", "scikit learn": "scikit-learn",
    "sklearn": "scikit-learn", "scikit": "scikit-learn", "ror": "Ruby on Rails",
    "t sql": "SQL", "pl sql": "SQL",
    "search engine optimization": "seo", "gen ai": "generative AI", "large language models": "LLMs",
    "llms": "LLMs", "llm": "LLMs", "a b testing": "A/B testing", "a b tests": "A/B testing",
    "ab testing": "A/B testing",
    "machine learning": "machine learning", "ml": "machine learning", "natural language processing": "nlp",
    "adwords": "Google Ads", "google adwords": "Google Ads", "google ads": "Google Ads",
    "salesforce.com": "salesforce", "microsoft office": "Microsoft Office",
    "sfdc": "salesforce", "dot net": ".NET", "net core": ".NET",
    "objective c": "Objective-C", "c sharp": "c#", "angularjs": "Angular", "angular": "Angular",
    "business intelligence": "bi", "ruby on rails": "Ruby on Rails",
    "project management": "project management", "test automation": "test automation",
    "data analysis": "data analysis", "data engineering": "data engineering",
    "data modeling": "data modeling", "data visualization": "data visualization",
    "deep learning": "deep learning", "financial modeling": "financial modeling",
    "user research": "user research", "unit testing": "unit testing",
    "content marketing": "content marketing", "email marketing": "email marketing",
    "lead generation": "lead generation", "account management": "account management",
    "technical writing": "technical writing", "copywriting": "copywriting",
    "accounts payable": "accounts payable", "accounts receivable": "accounts receivable",
    "data warehousing": "data warehousing", "data warehouse": "data warehousing",
    "data warehouses": "data warehousing", "big data": "big data", "computer vision": "computer vision",
    "distributed systems": "distributed systems", "design systems": "design systems",
}  # fmt: skip

# Skills that a name in a résumé implies.
SHOWN_BY: dict[str, tuple[str, ...]] = {
    "mysql": ("SQL", "relational databases"), "postgresql": ("SQL", "relational databases"),
    "sql server": ("SQL", "relational databases"), "microsoft sql server": ("SQL",), "bigquery": ("SQL",),
    "redshift": ("SQL",), "snowflake": ("SQL",), "pl/sql": ("SQL",), "react": ("JavaScript", "frontend"),
    "angular": ("JavaScript",), "vue.js": ("JavaScript",), "typescript": ("JavaScript",),
    "node.js": ("JavaScript",), "jquery": ("JavaScript",), "next.js": ("JavaScript", "React"),
    "github": ("Git",), "django": ("Python",), "flask": ("Python",), "pandas": ("Python", "data analysis"),
    "numpy": ("Python",), "pytorch": ("machine learning", "deep learning", "Python"),
    "tensorflow": ("machine learning", "deep learning"), "keras": ("machine learning", "deep learning"),
    "scikit-learn": ("machine learning", "Python"), "ruby on rails": ("Ruby",), "spring boot": ("Java",),
    "pyspark": ("Python", "Spark"), "kubernetes": ("containers", "Docker"), "scrum": ("agile",),
    "kanban": ("agile",), "hubspot": ("CRM",), "salesforce": ("CRM",), "jenkins": ("CI/CD",),
    "airflow": ("ETL",), "wordpress": ("CMS",), "nlp": ("machine learning",),
    "microsoft office": ("Excel", "Word"), "netsuite": ("ERP",), "sap": ("ERP",),
    "excel": ("Microsoft Office",), "swift": ("iOS",),
    "kotlin": ("Android",), "quickbooks": ("bookkeeping",), "tableau": ("data visualization", "BI"),
    "power bi": ("data visualization", "BI"), "aws": ("cloud computing",), "azure": ("cloud computing",),
    "gcp": ("cloud computing",), "google ads": ("PPC", "SEM"), "llms": ("generative AI",),
}  # fmt: skip

VENDORS = (
    "Adobe Systems Adobe", "Adobe Systems", "Amazon Web Services AWS", "Amazon", "Apache", "Apple",
    "Atlassian", "Autodesk", "Dassault Systemes", "ESRI", "Google", "Intuit", "Microsoft",
    "National Instruments", "Oracle", "Red Hat", "SAP", "The MathWorks", "Trimble",
)  # fmt: skip

REFUSING = frozenset({"no", "not", "without"})  # negations shortly before a name

# Words after a type of work, such as "project management", for the people or software that do it.
DOERS = frozenset(
    (
        "board company department departments director directors division executive executives firm group "
        "groups lead leads leader leaders manager managers organization office partner partners practice "
        "professionals staff team teams unit platform platforms software system systems tool tools"
    ).split()
)

# A sentence about the requirements or the work.
ASKING = re.compile(
    r"\b(?:experience[ds]?|knowledge|skills?|skilled|proficien\w+|familiar\w*|understanding|expertise|"
    r"expert|able to|"
    r"ability|background in|degree in|required|requirements?|must|qualifications?|certifi\w+|fluen\w+|"
    r"competen\w+|"
    r"hands-on|track record|trained in|responsible for|responsibilities)\b",
    re.IGNORECASE,
)

METHODS = frozenset({"agile", "scrum", "kanban"})  # "scrum team" means a team that uses the method

# A cloud and a part that follows it are the name of a product: "Azure Machine Learning".
CLOUDS = frozenset("azure amazon aws google oracle sagemaker snowflake databricks ibm".split())
PARTS = frozenset(
    {"devops", "machine learning", "data warehousing", "big data", "data analysis", "data visualization"}
)

# Words that follow "agile" if it means the method.
AGILE = frozenset(
    (
        "scrum kanban lean devops xp safe software development product project projects "
        "program delivery methodology methodologies method methods environment environments team "
        "teams process processes practice practices framework frameworks sdlc principles ceremonies "
        "coach tools way ways approach approaches engineering setting squad squads values mindset "
        "workflow workflows working"
    ).split()
)

MONEY = re.compile(
    r"[$€£]\s?\d[\d,.]*[km]?(?:\s?(?:CAD|PHP)\b)?|\d[\d,.]*[km]?\s?(?:CAD|PHP)\b(?!-)|"
    r"\b(?:CAD|PHP)\b(?=\s?[$₱]?\d{3})"
)

BETWEEN_ITEMS = re.compile(r"[,;:/|()•·]|\band\b")  # of a list in a résumé

# Introduces fields of study: "BS/MS in Math or Econometrics" asks for a degree.
DEGREE = re.compile(
    r"\b(?:degrees?|diploma|bachelor\W?s?|master\W?s?|ph\.?d\.?|doctorate|b\.?sc?\.?|m\.?sc?\.?|"
    r"b\.?a\.?|majors?) "
    r"(?:degrees? )?(?:in|of)\b",
    re.IGNORECASE,
)
# Things to be learned on the job: "the ability to learn tools such as Tableau".
TO_LEARN = re.compile(
    r"\b(?:(?:ability|able|willing(?:ness)?|eager(?:ness)?|desire|opportunity|keen|motivated|open|"
    r"interest(?:ed)?) "
    r"(?:to|in) (?:quickly )?(?:learn(?:ing)?|(?:gett?|becom)(?:e|ing)? familiar|"
    r"familiari[sz]e|pick(?:ing)? up)|"
    r"(?:you.ll|will) (?:quickly )?learn)\b.*",
    re.IGNORECASE | re.DOTALL,
)

# The end of the fields of study.
AFTER_DEGREE = re.compile(
    r"\b(?:experience|years?|with|plus|knowledge|skills?|proficien\w+|familiar\w*)\b", re.IGNORECASE
)

# A sentence about the employer's own work.
OURS = re.compile(r"\A\W*(?:our|we) (?!(?:are|\W?re) (?:looking|seeking|hiring|searching)\b)", re.IGNORECASE)
ASKS_OF_YOU = re.compile(
    r"\b(?:you|your|candidates?|experience (?:with|using)|knowledge|proficien\w+|familiar\w*|"
    r"we (?:use|need|expect|require|want|value)|"
    r"(?:technology|tech|our) stack)\b|\A\W*our (?:stack|tools)\b",
    re.IGNORECASE,
)

# The part of a sentence about what the employer uses; other parts may state requirements.
WE_USE = re.compile(
    r"\bwe (?:\w+ ){0,2}?(?:use|run|rely on|work (?:with|in|on)|are using)\b[^;.!?)]*", re.IGNORECASE
)

# A sentence about the work of colleagues or of the company.
OF_OTHERS = re.compile(
    r"\A\W*(?:(?:work|collaborat|partner|liais|interact|coordinat|consult|meet)\w* (?:\w+ )?with|"
    r"report\w* to|about)\b|"
    r"\b(?:offers|provides|delivers|brings|consists|speciali[sz]es?|enables|helps|powers|fuels|is focused|"
    r"develops|works|span)\b",
    re.IGNORECASE,
)

# A sentence about benefits or the employer, or a legally required statement.
OFFERING = re.compile(
    r"\b(?:insurance|401\(?k\)?|benefits?|vacation|paid time|pto|perks?|equal[- ]opportunity|regardless of|"
    r"race|religion|disabilit\w+|veterans?|accommodations?|salary|compensation|bonus|stock options?|equity|"
    r"parental leave|"
    r"stipend|follow us|our (?:clients|customers|mission|investors)|founded in|headquartered|"
    r"apply (?:now|via|here)|"
    r"privacy (?:policy|notice)|cookies?|"
    r"(?:(?:will|you.ll|to) join|(?:be|become) (?:a )?part of) (?:an?|our|the)\b[^.]*? "
    r"(?:team|group|company|community)|"
    r"(?:is|are) (?:an?|the|one of the) (?:world.s |global |market )?"
    r"(?:lead(?:er|ing)|fast\w*|largest|innovative))\b",
    re.IGNORECASE,
)

# Capitalized words after the name of a tool that do not continue it: "AWS Certified", "SQL Experience".
AFTER_NAMES = frozenset(
    (
        "ability administrator analyst architect certificate certification certified consultant developer "
        "developers development engineer engineers experience experienced expert expertise familiarity "
        "knowledge proficiency proficient programmer programming required skills strong working"
    ).split()
)

# Words that make the name of a system before them mean hardware: "an Android device".
DEVICES = frozenset("computer computers device devices laptop laptops phone phones smartphone tablet".split())

# Acronyms with other meanings (GCP: good clinical practice), certain only in a sentence with another tool.
AMBIGUOUS = frozenset("adp asp gcp ise mis php sas".split())

# A sentence about how to apply, in which names are those of people and files.
APPLYING = re.compile(
    r"\b(?:please e-?mail|e-?mail (?:us|me|your)|contact|reach out|apply(?:ing)?|"
    r"your (?:application|cv|r[eé]sum[eé])|recruiters?|sponsor\w*)\b",
    re.IGNORECASE,
)

# Capitalized words that are not skills: degrees, places, times, job titles, and the like.
NO_SKILLS = frozenset(
    (
        "ab ai american asap asia atleast ba baccalaureate bba bcom bs bs/ms bsc btech cd ceo cet cfo ci co "
        "coo cs cto cv e-verify edt eeo emea est eu europe european gmt headset hr india ip latin li "
        "linkedin london ma mba md mph ms msc mst n/a north ok pc pdt phd pst remote restful saturday stem "
        "sunday sundays timezone tz uk us usa usd utc vp weekends york"
    ).split()
)
