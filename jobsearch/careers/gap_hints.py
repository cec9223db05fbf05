"""Recognize words in a résumé that suggest a skill without mentioning it.

Any recruiter will infer Hadoop from "Hive queries on Cloudera", and "ran split tests" may well satisfy "A/B
testing". Such a skill is neither missing nor mentioned. The words reflect general knowledge of many trades.

This module is pure.
"""

import re
from functools import cache

# The words by skill, which is spelled as in gap.py but in lowercase. A word ending in * matches all words
# with that prefix.
_HINTS: dict[str, str] = {
    # Languages, the web, and tools for code.
    "java": "spring, spring boot, hibernate, jvm, maven, gradle, junit, j2ee, jakarta ee",
    "c#": ".net, asp.net, dotnet, entity framework, blazor, unity, xamarin",
    ".net": "c#, asp.net, vb.net, entity framework, blazor, dotnet",
    ".net framework": ".net, c#, asp.net, vb.net, entity framework, dotnet",
    "asp.net": ".net, c#",
    "php": "laravel, symfony, wordpress, drupal, magento, composer",
    "ruby": "rails, sinatra, rspec",
    "ruby on rails": "rails",
    "python": (
        "django, flask, fastapi, pandas, numpy, scikit-learn, sklearn, pytorch, jupyter, pytest, airflow, "
        "pyspark"
    ),
    "javascript": (
        "typescript, react*, angular*, vue*, node, node.js, jquery, next.js, svelte, front-end, frontend, "
        "webpack, cypress, playwright, jest"
    ),
    "typescript": "angular, nestjs",
    "node.js": "node, express, expressjs, nestjs, next.js, npm, koa, fastify",
    "express.js": "express, node, node.js, nestjs, koa",
    "html": (
        "css, react*, angular*, vue*, front-end, frontend, web page*, website*, web developer, markup, "
        "bootstrap, jsx, wordpress, jquery, magento, drupal, landing page*, email template*"
    ),
    "css": (
        "sass, scss, less, tailwind, bootstrap, styled-components, styles, stylesheet*, front-end, "
        "frontend, web design*, responsive, html"
    ),
    "xml": "xslt, xpath, soap, xsd, xhtml",
    "perl": "cgi scripts",
    "c++": "qt, stl, boost, cmake, unreal, embedded c",
    "objective-c": "ios, xcode, cocoa",
    "ios": "swift, swiftui, xcode, iphone, ipad, app store, objective-c",
    "android": "kotlin, jetpack, play store, android studio, google play",
    "oop": "object-oriented, object oriented, java, c#, c++, design patterns",
    "dax": "power bi, powerbi, power pivot, semantic model*, calculated measure*",
    "mdx": "ssas, cubes, olap",
    "power query": "power bi, powerbi",
    "git": "github, gitlab, bitbucket, version control, pull request*, merge request*, code review*",
    "github": "git, pull request*, actions, self-hosted runner*",
    "linux": (
        "ubuntu, debian, red hat, rhel, centos, fedora, bash, shell script*, unix, "
        "kernel, suse, ssh, command line, terminal"
    ),
    "enterprise linux": "linux, red hat, rhel, centos, rocky",
    "unix shell": "bash, zsh, shell, linux, unix",
    "powershell": "windows server, active directory, azure automation",
    "windows server": "active directory, hyper-v, group policy, domain controller*",
    "rest apis": (
        "api, apis, restful, fastapi, flask, express, endpoint*, web service*, openapi, swagger, postman, "
        "microservice*"
    ),
    "graphql": "apollo, hasura, relay",
    "microservices": (
        "micro-service*, service-oriented, soa, grpc, kubernetes, service mesh, monolith, event-driven, "
        "distributed"
    ),
    "distributed systems": (
        "distributed, kafka, rabbitmq, consensus, raft, paxos, gossip, byzantine, shard*, replicat*, "
        "microservice*, cassandra, spark, hadoop, fault-toleran*, fault toleran*, eventual consistency, "
        "message queue*, peer-to-peer, kubernetes, event-driven, clusters"
    ),
    "caching": "cache*, redis, memcached, cdn, varnish, cloudfront, fastly",
    "unit testing": (
        "unit test*, junit, pytest, jest, mocha, nunit, xunit, rspec, phpunit, tdd, test-driven, "
        "automated test*, test suite*, test coverage"
    ),
    "junit": "java, testng, mockito",
    "test automation": (
        "selenium, cypress, playwright, appium, robot framework, pytest, junit, automated test*, "
        "automated the test*, automation test*, test suite*, end-to-end test*, webdriver, cucumber"
    ),
    "selenium": "webdriver, cucumber",
    "debugging": "debug*, troubleshoot*, root cause*, bug*, defect*, profil*, gdb, diagnos*, incident*",
    "troubleshooting": (
        "troubleshoot*, debug*, diagnos*, root cause*, resolv*, fix*, repair*, incident*, on-call, on "
        "call, support ticket*, ticket*, technical support, help desk, helpdesk, escalation*, fault*, "
        "maintenance"
    ),
    "refactoring": "refactor*, legacy, technical debt, rewrote, clean code, modernis*, moderniz*, monolith",
    "compilers": "compiler*, llvm, parser*, interpreter*",
    "design systems": (
        "design system*, component librar*, storybook, design token*, style guide*, pattern librar*, ui "
        "kit, reusable component*"
    ),
    "prototyping": (
        "prototyp*, figma, sketch, invision, mvp, proof of concept*, proofs of concept, mock-up*, "
        "mockup*, 3d print*, wireframe*, poc, breadboard*, solidworks"
    ),
    "user research": (
        "user interview*, usability, persona*, user test*, interviewed users, ux research*, diary stud*, "
        "card sort*, surveys, customer interview*, focus group*"
    ),
    "cms": "wordpress, drupal, contentful, joomla, sitecore, sanity, typo3, content management",
    "wordpress": "elementor, woocommerce, gutenberg",
    "cad": (
        "autocad, solidworks, catia, revit, inventor, creo, siemens nx, fusion 360, microstation, rhino, "
        "technical drawing*, 3d model*, drafting"
    ),
    "gis": (
        "arcgis, qgis, geospatial, spatial analys*, postgis, mapbox, cartograph*, geographic, remote sensing"
    ),
    "arcgis": "esri, gis",
    "uml": "sequence diagram*, class diagram*, enterprise architect, sysml",
    "fpga": "verilog, vhdl, vivado, xilinx, quartus, altera",
    "firmware": "embedded, microcontroller*, rtos, bootloader*, stm32, arduino, device driver*",
    # Operations.
    "aws": (
        "amazon web services, ec2, s3, lambda, redshift, dynamodb, sagemaker, cloudformation, eks, rds, "
        "cloudwatch, athena, kinesis, emr, fargate, aurora"
    ),
    "gcp": "google cloud, bigquery, gke, dataproc, dataflow, vertex ai, firebase, cloud run, pub/sub, looker",
    "azure": "aks, azure*, microsoft cloud, entra, synapse, microsoft fabric",
    "cloud computing": "aws, azure, gcp, google cloud, cloud*, ec2, s3, heroku, kubernetes, openstack",
    "docker": "kubernetes, container*, podman, ecs, docker-compose, openshift",
    "containers": "docker, kubernetes, podman, ecs, container*, openshift",
    "kubernetes": "eks, gke, aks, helm, openshift, k3s, rancher, argocd, istio, container orchestration",
    "terraform": "hcl, infrastructure as code, iac, opentofu, pulumi, cloudformation",
    "ansible": "infrastructure as code, configuration management, playbook*",
    "ci/cd": (
        "jenkins, github actions, gitlab ci, circleci, travis, teamcity, bamboo, azure devops, argocd, "
        "continuous integration, continuous delivery, continuous deployment, build pipeline*, deployment "
        "pipeline*, release pipeline*, deploy pipeline*, automated deploy*, devops, pull request*"
    ),
    "devops": (
        "ci, ci/cd, docker, kubernetes, terraform, ansible, jenkins, sre, site reliability, "
        "infrastructure as code, github actions, gitlab, deployment*, helm, platform engineer*"
    ),
    "jenkins": "ci/cd, continuous integration",
    "serverless": "lambda, cloud functions, azure functions, cloud run, fargate, step functions",
    "virtualization": (
        "vmware, hyper-v, kvm, esxi, proxmox, virtualbox, virtual machine*, xen, vsphere, nutanix, vms"
    ),
    "vmware": "esxi, vsphere, vcenter",
    "observability": (
        "datadog, prometheus, grafana, new relic, splunk, elk, kibana, opentelemetry, sentry, monitor*, "
        "tracing, pagerduty, cloudwatch, honeycomb, dynatrace, nagios, logs, logging, metrics, telemetry, "
        "alert*, rum, lighthouse, dashboards"
    ),
    "alerting": (
        "alert*, pagerduty, opsgenie, prometheus, grafana, datadog, monitor*, nagios, on-call, on call"
    ),
    "prometheus": "grafana, alertmanager",
    "grafana": "prometheus",
    "elasticsearch": "elk, kibana, opensearch, elastic, logstash, lucene",
    "cybersecurity": (
        "security, siem, penetration test*, pentest*, firewall*, vulnerabilit*, cissp, incident response, "
        "iam, iso 27001, nist, soc analyst, owasp, threat*, malware, cryptograph*, phishing"
    ),
    "firewalls": (
        "firewall*, palo alto, fortinet, fortigate, cisco asa, pfsense, iptables, checkpoint, waf, "
        "network security"
    ),
    "tcp": "dns, vpc*, network*, cisco, ccna, rout*, wireshark, dhcp, bgp, ospf, vpn, lan, wan, sockets",
    "dns": "network*, bind, route 53, dhcp, domain*, active directory, cloudflare",
    "vpn": "wireguard, openvpn, ipsec, network*",
    "ccna": "cisco",
    "helpdesk": (
        "help desk, service desk, it support, ticket*, first-line, second-line, desktop support, servicenow"
    ),
    "itil": "service desk, incident management, servicenow, change management, service management, itsm",
    "cryptography": (
        "crypto*, encrypt*, signing, signature*, tls, pki, zero-knowledge, zero knowledge, hash*, rsa, "
        "key management, certificates"
    ),
    "blockchain": (
        "solidity, ethereum, smart contract*, web3, bitcoin, defi, staking, proof of stake, "
        "proof-of-stake, hyperledger, nft*, on-chain, crypto*, rollup*, token*, validator*"
    ),
    # Data.
    "sql": (
        "sql*, mysql, postgres*, oracle, queries, query, database*, bigquery, redshift, snowflake, t-sql, "
        "pl/sql, sqlite, dbt, mariadb, percona, data warehouse*, stored procedure*"
    ),
    "sql server": "t-sql, tsql, mssql, ssis, ssrs, ssas, transact-sql, azure sql, ms sql",
    "transact-sql": "t-sql, tsql, sql server, mssql",
    "pl/sql": "oracle, stored procedure*",
    "ssis": "integration services, sql server",
    "ssrs": "reporting services, sql server",
    "relational databases": "sql, mysql, postgres*, oracle, mariadb, database*",
    "nosql": (
        "mongo*, cassandra, dynamodb, redis, hbase, couchbase, neo4j, couchdb, firestore, elasticsearch, "
        "cosmos db, document store*"
    ),
    "mongodb": "mongoose, nosql, document database*",
    "redis": "in-memory cache",
    "hadoop": (
        "hive, hdfs, mapreduce, map/reduce, cloudera, hortonworks, emr, pig, impala, sqoop, yarn, hbase, "
        "spark, dataproc"
    ),
    "hive": "hadoop, cloudera, hdfs, hortonworks, impala, hiveql",
    "hbase": "hadoop, cloudera, hortonworks, bigtable",
    "spark": "pyspark, databricks, spark*, emr, dataproc",
    "pyspark": "spark, databricks",
    "databricks": "spark, delta lake, lakehouse",
    "big data": (
        "hadoop, hive, spark, pyspark, bigquery, kafka, cloudera, terabyte*, petabyte*, tb, databricks, "
        "snowflake, redshift, large data*, emr, flink, million rows, billion*, million*, data lake*, "
        "large-scale data"
    ),
    "kafka": "confluent",
    "etl": (
        "elt, ssis, informatica, talend, airflow, dbt, glue, data pipeline*, pipelines, data load*, "
        "nightly load*, extract*, ingest*, fivetran, dagster, luigi, azure data factory, data "
        "integration, dataflow, nightly job*, data warehouse*, alteryx"
    ),
    "elt": "etl, dbt, fivetran, airflow, data pipeline*",
    "data engineering": (
        "etl, elt, data pipeline*, airflow, dbt, spark, kafka, data engineer*, data warehouse*, data "
        "lake*, ingest*"
    ),
    "data modeling": (
        "data model*, fact and dimension*, star schema*, dimensional, dbt, entity relationship, erd, "
        "schema design, schemas, "
        "normaliz*, normalis*, kimball, data vault, data mart*, database design, data warehouse*"
    ),
    "data warehousing": (
        "data warehouse*, warehouse*, snowflake, bigquery, redshift, synapse, teradata, star schema*, "
        "data mart*, kimball, dimensional, reporting database*, dwh, ssis"
    ),
    "bi": (
        "business intelligence, tableau, power bi, looker, qlik*, cognos, microstrategy, business "
        "objects, businessobjects, dashboard*, reporting, reports, ssrs, metabase, superset, sisense, "
        "domo, crystal reports"
    ),
    "business objects": "sap bo, sap bi",
    "data visualization": (
        "tableau, power bi, looker, qlik*, ggplot*, matplotlib, seaborn, plotly, d3*, chart*, dashboard*, "
        "visuali*, shiny, graphs, infographic*, kibana, grafana, looker studio, data studio, plots"
    ),
    "visualization": (
        "tableau, power bi, looker, qlik*, ggplot*, matplotlib, seaborn, plotly, d3*, chart*, dashboard*, "
        "visuali*, shiny, graphs, infographic*, render*, plots, looker studio, data studio"
    ),
    "tableau": "tableau*",
    "data analysis": (
        "analy*, statistic*, regression, spss, sas, stata, pandas, pivot table*, excel, reporting, sql, "
        "prism, jmp, minitab, matlab, tableau, power bi, looker, survey*, metrics, trends, insight*, "
        "econometric*, machine learning, dashboards, kpi*, data scien*"
    ),
    "machine learning": (
        "scikit-learn, sklearn, xgboost, lightgbm, catboost, random forest*, gradient boost*, "
        "gradient-boost*, neural net*, predictive model*, pytorch, tensorflow, keras, classifier*, "
        "classification, clustering, svm, deep learning, isolation forest*, recommender*, recommendation "
        "engine*, nlp, computer vision, bert, yolo, reinforcement learning, trained models, regression "
        "model*, logistic regression, churn model*, mlops, data scien*, ml, feature engineering, bayes*, "
        "prediction*"
    ),
    "deep learning": (
        "neural net*, cnn*, rnn*, lstm*, transformer*, bert, pytorch, tensorflow, keras, yolo, resnet, "
        "hugging face, llm*, gan, gans, u-net, fine-tun*, diffusion model*"
    ),
    "nlp": (
        "natural language, bert, gpt*, spacy, nltk, hugging face, llm*, text classif*, named entit*, "
        "topic model*, word2vec, transformer*, chatbot*, text mining, sentiment, text analy*, language "
        "model*, gensim, name extraction, information extraction, semantic search"
    ),
    "computer vision": (
        "opencv, yolo*, image classif*, image segment*, object detect*, ocr, image recogn*, image "
        "process*, photos, images, detector*, resnet, u-net, face recogn*, video analy*, segmentation "
        "model*"
    ),
    "llms": (
        "gpt*, claude, llama, prompt*, rag, langchain, gemini, openai, language model*, generative, chatbot*"
    ),
    "generative ai": (
        "gpt*, claude, llama, prompt*, rag, langchain, gemini, openai, llm*, language model*, stable "
        "diffusion, midjourney, chatbot*"
    ),
    "tensorflow": "keras, tf.keras, tfx",
    "keras": "tensorflow",
    "numpy": "pandas, scipy, scikit-learn, sklearn, jupyter",
    "pandas": "jupyter, dataframe*",
    "scikit-learn": "sklearn, scikit",
    "a/b testing": (
        "a/b, ab test*, split test*, split-test*, experiment*, multivariate test*, optimizely, holdout*, "
        "control group*, matched control*, randomi*, test and learn, vwo, uplift, sample size*"
    ),
    "forecasting": (
        "forecast*, time series, arima, prophet, projection*, fp&a, demand plan*, budget*, predict*, "
        "outlook, s&op, planning model*, estimat*"
    ),
    "bayesian": "bayes*, mcmc, stan, pymc*, posterior*, probabilistic, hierarchical model*, jags",
    "econometrics": (
        "econometr*, regression*, panel data, stata, instrumental variable*, economist, causal, time "
        "series, economics, difference-in-differences, eviews"
    ),
    "biostatistics": (
        "biostat*, clinical trial*, sas, survival, statistician, statistical analysis plan*, "
        "epidemiolog*, statistic*"
    ),
    "epidemiology": "epidemi*, cohort*, public health, surveillance, outbreak*, biostat*, infection control",
    "bioinformatics": (
        "bioinformat*, genom*, sequencing, rna-seq, ngs, blast, proteom*, bioconductor, computational "
        "biolog*, variant call*"
    ),
    "sas": "sas*",
    "matlab": "simulink, octave",
    "ontology": (
        "ontolog*, taxonom*, terminolog*, snomed, owl, rdf, sparql, knowledge graph*, semantic web, protégé"
    ),
    "linguistics": "linguist*, translat*, phonet*, syntax, corpus, lexic*, interpreter*, philolog*",
    # Offices, money and people.
    "microsoft office": (
        "office, word, excel, powerpoint, outlook, ms office, office 365, microsoft 365, pivot table*, "
        "vlookup, spreadsheet*, xlookup, mail merge*, visio, ms project, publisher"
    ),
    "excel": (
        "pivot table*, vlookup, xlookup, spreadsheet*, vba, power query, ms office, microsoft office, "
        "office 365, macros, financial model*"
    ),
    "spreadsheets": "excel, google sheets, pivot table*, vlookup, spreadsheet*",
    "powerpoint": "presentation*, slide*, deck*, ms office, microsoft office, office 365, keynote",
    "word": "ms office, microsoft office, office 365, documents, mail merge*",
    "visual basic": "vba, vb.net, macros, visual basic*",
    "visio": "flowchart*, process map*, process diagram*, ms office",
    "sharepoint": "microsoft 365, office 365, intranet",
    "microsoft project": "gantt, ms project, project plan*",
    "microsoft access": "ms access, access database*",
    "jira": "atlassian, confluence, agile board*, issue track*",
    "confluence": "atlassian, jira, wiki*",
    "agile": (
        "scrum*, kanban, sprint*, safe, stand-up*, standup*, retrospective*, retro*, jira, backlog*, "
        "product owner, user stor*, iteration*, extreme programming, lean"
    ),
    "scrum": (
        "sprint*, iteration*, jira, product owner, scrum*, agile, backlog*, stand-up*, standup*, "
        "retrospective*, csm, psm"
    ),
    "kanban": "agile, scrum, scrumban, lean",
    "project management": (
        "project manag*, pmp, prince2, managed project*, managed a project*, project lead*, led project*, "
        "led a project*, led the project*, milestone*, gantt, ms project, programme manag*, program "
        "manag*, coordinat*, project plan*, project coordinator, project*, deliver*, scrum master, rolled "
        "out, roll-out, rollout, timeline*, budget*, stakeholder*, led a team, deadline*, priorit*, led "
        "the migration, ran the "
        "migration"
    ),
    "pmp": "project management professional, pmi*",
    "account management": (
        "account manager*, account executive*, key account*, portfolio of, client portfolio*, renewal*, "
        "client*, customer success, accounts, book of business, relationship manag*"
    ),
    "negotiation": (
        "negotiat*, contract*, procure*, vendor*, supplier*, rates, clos*, deal*, payment plan*, settle*, "
        "mediat*, purchas*, agreed terms, tender*"
    ),
    "negotiating": (
        "negotiat*, rates, contract*, procure*, vendor*, supplier*, clos*, deal*, payment plan*, settle*, "
        "mediat*, purchas*, agreed terms, tender*"
    ),
    "facilitation": (
        "facilitat*, workshop*, moderat*, trainer*, training*, taught, teach*, coach*, led session*, ran "
        "session*, retrospective*, webinar*"
    ),
    "procurement": (
        "procure*, purchas*, sourcing, vendor*, supplier*, rfp*, tender*, buyer*, category manag*, "
        "bought, ordering, contract*"
    ),
    "pricing": (
        "pric*, quote*, quoting, tariff*, revenue manag*, margin*, rate card*, actuar*, discount*, valuation*"
    ),
    "payroll": (
        "payroll*, wages, w-2*, 941*, paychecks, semi-monthly pay, pay runs, adp, gusto, salaries, "
        "paychex, paye, timesheet*"
    ),
    "budgeting": (
        "budget*, p&l, cost control*, fp&a, forecast*, spend*, expenditure*, costs, profit and loss, grants"
    ),
    "reconciliation": (
        "reconcil*, month-end, month end, ledger*, bank statement*, close, closing, matched payment*, "
        "balanc*, postings"
    ),
    "accruals": "accrual*, month-end, month end, close, prepayment*, journal entr*",
    "invoicing": (
        "invoic*, billing, bills, billed, accounts receivable, accounts payable, credit memo*, credit "
        "note*, quickbooks, xero, dunning, statements to customers, receivable*, posts payment*, posted "
        "payment*"
    ),
    "accounts receivable": (
        "receivable*, collection*, cash application, invoic*, dunning, credit control, billing, ar clerk, "
        "ar specialist, dso, debtor*"
    ),
    "accounts payable": (
        "payable*, vendor invoice*, supplier payment*, supplier invoice*, invoic*, payment run*, "
        "ap specialist*, ap team, ap/ar, bill.com, creditor*, purchase order*, ap clerk, purchase ledger"
    ),
    "bookkeeping": (
        "bookkeep*, ledger*, quickbooks, xero, journal entr*, accountant, accounts, accounting, sage, "
        "datev, reconcil*"
    ),
    "quickbooks": "intuit",
    "gaap": "gaap*, cpa, audit*, financial statement*, fasb, asc, ifrs, accountant, sec filing*, 10-k",
    "ifrs": "ifrs*, acca, ias, financial statement*, statutory accounts, gaap",
    "cpa": "certified public accountant, chartered accountant, cpa*",
    "financial modeling": (
        "financial model*, dcf, valuation*, lbo, discounted cash flow*, three-statement, forecast*, "
        "models in excel, excel model*, fp&a, scenario analys*, investment bank*"
    ),
    "taxation": "tax*, vat, gst, hmrc, irs",
    "alm": "jira, azure devops, bitbucket, application lifecycle, jama, polarion, codebeamer",
    "actuarial": "actuar*, reserving, solvency ii, insurance pricing, mortality",
    "underwriting": "underwrit*, underwrote, credit analys*, credit risk, loan*, risk assessment*, insurance",
    "microsoft dynamics": "dynamics 365, dynamics, d365, navision, axapta",
    "erp": (
        "sap*, oracle*, netsuite, dynamics, jd edwards, workday, odoo, peoplesoft, infor, epicor, sage, "
        "s/4hana, mrp, navision"
    ),
    "sap": "s/4hana, abap, sap*, hana",
    "crm": (
        "salesforce*, hubspot, zoho, pipedrive, dynamics 365, sugarcrm, zendesk, customer database*, "
        "close.io, intercom, freshsales, gainsight, donor database*, raiser's edge"
    ),
    "salesforce": "sfdc, sales cloud, service cloud, trailhead, apex, crm",
    "algebra": "matrix, matrices, svd, eigen*, mathematic*, physics, numerical",
    "seo": (
        "search engine*, search terms, meta titles, search rank*, organic traffic, organic search, "
        "ahrefs, semrush, keyword*, search "
        "console, meta tag*, moz, backlink*, screaming frog"
    ),
    "sem": "google ads, adwords, paid search, bing ads, cpc, ppc, paid media, search campaign*, sea",
    "ppc": (
        "google ads, adwords, paid search, bing ads, cpc, sem, paid media, paid social, facebook ads, "
        "meta ads"
    ),
    "google ads": "adwords, paid search, ppc, sem, search campaign*, google campaign*",
    "google analytics": "ga4, google tag manager, web analytics, gtm, urchin",
    "content marketing": (
        "content*, blog*, newsletter*, editorial, seo, white paper*, whitepaper*, copywrit*, articles, "
        "case stud*"
    ),
    "email marketing": (
        "mailchimp, newsletter*, klaviyo, email campaign*, e-mail campaign*, marketo, drip, braze, "
        "mailing list*, sendgrid, customer.io, hubspot, pardot, nurtur*, crm campaign*"
    ),
    "copywriting": (
        "copywrit*, copy, blog*, newsletter*, headlines, wrote content, editor*, slogans, ad text*, "
        "product description*, content writ*"
    ),
    "technical writing": (
        "technical writ*, documentation, manual*, user guide*, docs, api reference*, wrote guides, sop, "
        "sops, standard operating procedure*, protocols, reports, specifications, publications"
    ),
    "proofreading": "proofread*, copyedit*, copy-edit*, editor*, edited, editing",
    "lead generation": (
        "lead gen*, leads, prospect*, outbound, cold call*, cold email*, sdr, bdr, demand gen*, pipeline, "
        "new business, business development"
    ),
    "prospecting": (
        "prospect*, outbound, cold call*, cold email*, sdr, bdr, lead gen*, leads, new business, business "
        "development, hunting, opportunities, sales call*, email sequence*, e-mail sequence*"
    ),
    "upselling": (
        "upsell*, up-sell*, cross-sell*, cross sell*, expansion, account growth, grew accounts, add-on*"
    ),
    "storyboards": (
        "storyboard*, animat*, articulate, illustrat*, scripts, e-learning, elearning, instructional "
        "design*, film*, video*"
    ),
    "figma": "figma*",
    "photoshop": "adobe creative, creative suite, creative cloud, photo edit*, retouch*, adobe cc",
    # Health and science.
    "oncology": (
        "oncolog*, cancer*, tumor*, tumour*, chemotherap*, carcinoma*, leuk*, lymphoma*, car-t, melanoma*"
    ),
    "immunology": (
        "immun*, antibod*, t cell*, t-cell*, elisa*, flow cytometr*, vaccin*, cytokine*, autoimmun*"
    ),
    "pharmacology": "pharmac*, pk/pd, dose*, dosing, drug*, adme, dmpk, medicines",
    "toxicology": "toxic*, safety stud*, glp, dose-response, preclinical, nonclinical, hazard*, admet",
    "genetics": "genet*, genom*, crispr, gene*, sequencing, dna, heredit*, gwas",
    "neuroscience": "neuro*, brain, eeg, fmri, cognitive, synap*",
    "cro": (
        "contract research, contract lab*, outside vendor*, external lab*, outsourc*, clinical vendor*, "
        "iqvia, syneos, parexel, covance, charles river, cros"
    ),
    "hipaa": (
        "hipaa*, patient data, phi, health record*, medical record*, patient privacy, ehr, emr, epic, "
        "clinical, hospital, nurs*"
    ),
    "rn": "registered nurse, nurs*, bsn",
}

_HINTS |= {"containerization": _HINTS["containers"], "reconciliations": _HINTS["reconciliation"]}


@cache
def _pattern(skill: str) -> re.Pattern[str] | None:
    if skill not in _HINTS:
        return None
    words = (re.escape(word.strip()).replace(r"\*", r"\w*") for word in _HINTS[skill].split(","))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def hint(skill: str, line: str) -> str:
    """Return the first words in a line of a résumé that suggest a skill, or "" if there are none."""
    pattern = _pattern(skill.casefold())
    found = pattern.search(line) if pattern else None
    return found[0] if found else ""
