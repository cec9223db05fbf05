"""Map descriptions to the categories of skills they ask for.

Like the table of occupations, this relates terms such as "Zendesk" and "live chat" before there are any
answers.

This module is pure.
"""

from collections.abc import Sequence

from jobsearch.text.phrases import Phrases

SKILLS = {
    "python": "python, django, flask, fastapi, pandas, celery, sqlalchemy, pytest",
    "jvm": "java, kotlin, scala, spring boot, jvm, hibernate, clojure",
    "web front end": "javascript, typescript, react, vue, vue.js, angular, next.js, svelte, redux, html, css",
    "node.js": "node.js, nodejs, express.js, nestjs",
    "ruby": "ruby, rails, sidekiq",
    "php": "php, laravel, symfony, wordpress, drupal, magento",
    ".net": "c#, asp.net, blazor, dotnet, net core, net framework",
    "go": "golang",
    "systems programming": (
        "rust, c++, embedded, low level, assembly, firmware, systems programming, linux kernel"
    ),
    "mobile": "ios, android, swift, kotlin, flutter, react native, objective c, swiftui",
    "cloud": (
        "aws, gcp, azure, google cloud, kubernetes, docker, terraform, ansible, ci cd, jenkins, linux, "
        "github actions, prometheus, grafana, cloudformation, serverless, lambda, ec2, infrastructure as "
        "code, observability, datadog, helm chart"
    ),
    "databases": (
        "postgresql, postgres, mysql, mongodb, redis, elasticsearch, cassandra, sql, nosql, dynamodb, "
        "clickhouse"
    ),
    "architecture": (
        "microservices, distributed systems, scalability, system design, high availability, event driven, "
        "rest api, api, grpc, graphql, restful, concurrency, backend"
    ),
    "data pipelines": (
        "airflow, dbt, kafka, snowflake, bigquery, redshift, databricks, hadoop, etl, data warehouse, data "
        "pipeline, flink, apache spark, pyspark"
    ),
    "machine learning": (
        "machine learning, deep learning, pytorch, tensorflow, scikit learn, nlp, llm, large language "
        "model, generative ai, hugging face, mlops, computer vision, rag"
    ),
    "analytics": (
        "tableau, looker, power bi, google analytics, dashboard, data visualization, sql, statistics, "
        "amplitude, mixpanel, microsoft excel, advanced excel, excel spreadsheets, ms excel"
    ),
    "testing": (
        "test case, test plan, test automation, automated tests, manual testing, regression testing, "
        "selenium, cypress, playwright, appium, qa"
    ),
    "security": (
        "penetration testing, vulnerability, vulnerabilities, siem, incident response, threat modeling, "
        "threat intelligence, soc 2, iso 27001, owasp, iam, zero trust, edr, malware, security controls, "
        "nist, fedramp"
    ),
    "blockchain": (
        "blockchain, smart contract, solidity, ethereum, web3, defi, crypto, evm, bitcoin, token, dapp, "
        "nft, cryptography, layer 2, solana, wallet"
    ),
    "design": (
        "figma, sketch, photoshop, illustrator, adobe, adobe creative suite, after effects, prototyping, "
        "wireframe, user research, usability, design system, typography"
    ),
    "game making": (
        "unreal, unreal engine, maya, zbrush, blender, houdini, gameplay, substance painter, unity3d, unity "
        "engine"
    ),
    "writing": (
        "writing, editing, editorial, copywriting, article, blog, proofreading, grammar, storytelling, "
        "journalism, content creation, style guide"
    ),
    "marketing": (
        "seo, sem, ppc, google ads, facebook ads, meta ads, paid social, social media, email marketing, "
        "content marketing, marketing campaign, campaign, lead generation, hubspot, marketo, mailchimp, "
        "klaviyo, tiktok"
    ),
    "sales": (
        "salesforce, crm, sales pipeline, quota, cold calling, prospecting, outbound, closing deals, close "
        "deals, negotiation, sales cycle, sales target, upsell, outreach, territory, qualified leads"
    ),
    "customer success": (
        "customer success, retention, churn, renewal, adoption, qbr, business review, customer journey, "
        "account management, customer relationship, upsell, stakeholder, nps, implementation, customer "
        "onboarding, client onboarding"
    ),
    "customer support": (
        "zendesk, intercom, freshdesk, gorgias, ticket, ticketing, live chat, help desk, phone support, "
        "csat, customer inquiries, troubleshooting, escalation"
    ),
    "product": (
        "roadmap, product strategy, product vision, user story, user stories, backlog, product "
        "requirements, product management, prioritization, okr, stakeholder"
    ),
    "projects": (
        "project management, project plan, agile, scrum, kanban, jira, pmp, deliverable, timeline, "
        "milestone, asana, smartsheet"
    ),
    "leadership": (
        "direct reports, mentoring, team leadership, lead a team, manage a team, people management, line "
        "management, strategic vision, executive leadership, hiring and managing"
    ),
    "accounting": (
        "quickbooks, xero, netsuite, gaap, ifrs, accounts payable, accounts receivable, reconciliation, "
        "month end, general ledger, cpa, budgeting, financial modeling, financial statement, "
        "audit, tax"
    ),
    "people": (
        "recruiting, talent acquisition, applicant tracking, hris, payroll, benefits administration, "
        "employee relations, workday, bamboohr, shrm, performance management"
    ),
    "office": (
        "microsoft office, microsoft word, google workspace, spreadsheet, data entry, typing, calendar, "
        "scheduling, travel arrangements, filing, administrative support"
    ),
    "logistics": (
        "supply chain, logistics, inventory, warehouse, vendor, supplier, procurement, shipping, "
        "fulfillment, purchase order, erp, sap"
    ),
    "law": (
        "legal advice, legal research, contract law, compliance, regulatory, regulation, attorney, law "
        "firm, litigation, juris doctor, gdpr, aml, kyc"
    ),
    "health care": (
        "patient care, clinical, clinical trial, clinician, physician, nursing, hipaa, medical record, ehr, "
        "diagnosis, medicare, medicaid, fda, pharmacy, registered nurse, board certified, patient "
        "experience"
    ),
    "teaching": (
        "student, curriculum, teaching, lesson plan, learner, training material, training program, "
        "training session, facilitate, facilitation, instructional design, adult learning, lms, e learning, "
        "elearning, coaching"
    ),
    # Not a skill, despite containing its words.
    "": "student loan, compliance training, retention bonus, adoption assistance, api key",
    "manual work": (
        "heavy lifting, lift up to, pounds, lbs, vehicle, driver license, driver's license, valid driver, "
        "forklift, hand tools, power tools, standing for"
    ),
}

NAMED = Phrases(SKILLS)


def skills_in(text: Sequence[str]) -> list[str]:
    """Return the skill categories mentioned in a tokenized text, with repeats."""
    return NAMED.names_in(text)
