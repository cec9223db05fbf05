"""Words that are skills or that end the name of a skill.

The lists come from general knowledge of many trades, and were not fitted to the posts of any board. Names of
products and methods do not need to be listed, because they are recognized by their capital letters.

This module is pure.
"""

# On their own, or at the end of a phrase.
KNOWN = frozenset(
    (
        "accounting accruals actuarial advertising advocacy agile airflow alerting algebra android "
        "animation ansible anthropology apache api apis appraisal arbitration asp.net assays assembly "
        "attribution auditing aws axure azure backend backups banking bash bayesian bi bidding bigquery "
        "billing bioinformatics biology biostatistics blockchain blogging bookkeeping branding brokerage "
        "budgeting budgets bundling c c# c++ caching calculus calibration caregiving cassandra ccna cd cfa "
        "checkups chemistry churn ci cissp claims classification clustering coaching cobol cohort compilers "
        "concurrency confluence containerization containers contracts conversion cooking copy copyediting "
        "copywriting counseling counselling cpa crm cro crypto cryptography css customization cybersecurity "
        "d3.js dashboards databricks dax deals debugging demos derivatives devops diagnosis diagnostics "
        "django dns docker drafting drawing ecommerce econometrics economics editing editorial "
        "elasticsearch elt embedded encryption entries epidemiology erp estimating ethics ethnography etl "
        "experimentation express.js facilitation figma firewalls firmware flask forecasting forecasts "
        "forensics fortran frontend fundraising funnels gaap gainsight gcp genetics genomics git github "
        "golang governance grafana graphics graphql grpc gtm hadoop hbase hci helpdesk hipaa hive hr html "
        "hubspot ifrs illustration imaging immunology inbound indexing informatics instrumentation "
        "interfaces interviewing interviews invision invoices invoicing ios itil java javascript jenkins "
        "jira journalism journals jquery kafka kanban keras kotlin kpi kpis kubernetes lambda laravel "
        "latency layouts ledger licensing linguistics linux litigation localization logistics looker lookml "
        "lpn machining marketo marketplaces mathematics matlab merchandising mergers microservices "
        "migrations mining ml mlops moderation mongodb multithreading mysql negotiating negotiation "
        "negotiations networking neuroscience next.js nginx nlp node.js nosql nps numpy nursing "
        "observability okrs onboarding oncology ontology oop oracle orchestration outbound outreach "
        "packaging pandas patents payroll pentesting perl personas pharmacology photography photoshop php "
        "plumbing pmp podcasts postgres postgresql powerpoint powershell ppc pr pricing privacy probability "
        "procurement profiling prometheus promotions proofreading prospecting prototypes prototyping "
        "provisioning psychology publishing puppet purchasing pyspark python pytorch qa quota quotas "
        "quoting r rails react reconcile reconciliation reconciliations recruiting recruitment redis "
        "redshift redux refactoring referrals regression renewals replication restful retention retouching "
        "rfp rfps rn roadmap roadmaps robotics ruby rust saas salesforce salesforce.com sampling sap sas "
        "scala scikit scoring scraping screening scrum sdk sdks segmentation selenium selling sem seo "
        "serverless simulation simulations sketch snowflake sociology solidity sourcing spark splunk "
        "spreadsheets spring sprints sql sqlite sre ssis ssrs statements statistics storyboarding "
        "storyboards storytelling surveys swift syndication tableau tax taxation taxes tcp teaching "
        "telemetry tensorflow terraform therapy ticketing togaf tomcat toxicology trading trafficking "
        "transcription translation treasury triage troubleshooting typescript typography ui underwriting "
        "unity unix upsell upselling usability ux valuation virtualization visio visualization "
        "visualizations vmware vue vue.js warehousing waterfall webflow welding wireframes wireframing "
        "wordpress workday workshops xml yaml zendesk zeplin"
    ).split()
)

# Only at the end of a phrase, after another word.
HEADS = frozenset(
    (
        "acquisition administration advice agreements algorithms allocation analyses analysis analytics "
        "architecture architectures assurance audit automation calls campaign campaigns channels cloud code "
        "coding communication communications compliance control controls cycle cycles dashboard data "
        "database databases datasets design designs development engagement engineering evaluation "
        "experiments finance frameworks funnel generation improvement infrastructure instruments "
        "integration integrations intelligence interpretation inventory language languages law laws "
        "learning libraries lifecycle literacy maintenance management manufacturing mapping marketing "
        "measurement media methodologies methodology methods metrics model modeling modelling models "
        "monitoring network networks operations optimization partnerships payable performance pipeline "
        "pipelines planning plans platforms policy portfolio positioning presentations procedures process "
        "processing production programming proposals protocols queries query receivable regulations "
        "relations releases reporting reports repositories research review reviews risk safety sales "
        "scheduling science sciences scripting scripts search security series server servers services "
        "software solving speaking standards storage store stores strategies strategy structures studies "
        "support system systems testing tests tooling tracking training transactions trees vision warehouse "
        "warehouses workflow workflows writing"
    ).split()
)
