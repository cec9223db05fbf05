"""Words that are skills, or end the name of one; pure.

From common knowledge of many trades, and not fitted to any one board's posts. Names of products and methods
need not be here: they are told by their capitals.
"""

# Alone, or at the end of a phrase.
KNOWN = frozenset(
    (
        "accounting accruals actuarial advertising advocacy agile agreements airflow alerting algebra "
        "algorithms analytics android animation ansible anthropology apache api apis appraisal "
        "arbitration asp.net assays assembly attribution audit auditing automation aws axure azure "
        "backend backups banking bash bayesian bi bidding bigquery billing bioinformatics biology "
        "biostatistics blockchain blogging bookkeeping branding brokerage budgeting budgets bundling c c# "
        "c++ caching calculus calibration campaigns caregiving cassandra ccna cd cfa checkups "
        "chemistry churn ci cissp claims classification cloud clustering coaching cobol coding cohort "
        "compilers compliance concurrency confluence containerization containers contracts conversion "
        "cooking copy copyediting copywriting counseling counselling cpa crm cro crypto cryptography css "
        "customization cybersecurity d3.js dashboards databases databricks datasets dax deals debugging "
        "demos derivatives devops diagnosis diagnostics django dns docker drafting drawing ecommerce "
        "econometrics economics editing editorial elasticsearch elt embedded encryption entries "
        "epidemiology erp estimating ethics ethnography etl experimentation express.js facilitation figma "
        "finance firewalls firmware flask forecasting forecasts forensics fortran frontend fundraising "
        "funnels gaap gainsight gcp genetics genomics git github golang governance grafana graphics "
        "graphql grpc gtm hadoop hbase hci helpdesk hipaa hive hr html hubspot ifrs illustration imaging "
        "immunology inbound indexing informatics infrastructure instrumentation integrations interfaces "
        "interviewing interviews inventory invision invoices invoicing ios itil java javascript jenkins "
        "jira journalism journals jquery kafka kanban keras kotlin kpi kpis kubernetes lambda laravel "
        "latency layouts leads ledger licensing linguistics linux litigation localization logistics "
        "looker lookml lpn machining marketing marketo marketplaces mathematics matlab merchandising "
        "mergers microservices migrations mining ml mlops modeling modelling moderation mongodb "
        "multithreading mysql negotiating negotiation negotiations networking neuroscience next.js nginx "
        "nlp node.js nosql nps numpy nursing observability okrs onboarding oncology ontology oop "
        "optimization oracle orchestration outbound outreach packaging pandas patents payroll pentesting "
        "perl personas pharmacology photography photoshop php pipelines planning plumbing pmp podcasts "
        "postgres postgresql powerpoint powershell ppc pr pricing privacy probability procurement "
        "profiling programming prometheus promotions proofreading proposals prospecting prototypes "
        "prototyping provisioning psychology publishing puppet purchasing pyspark python pytorch qa "
        "queries query quota quotas quoting r rails react reconcile reconciliation reconciliations "
        "recruiting recruitment redis redshift redux refactoring referrals regression renewals "
        "replication reporting research restful retention retouching rfp rfps risk rn roadmap roadmaps "
        "robotics ruby rust saas sales salesforce salesforce.com sampling sap sas scala scheduling scikit "
        "scoring scraping screening scripting scrum sdk sdks security segmentation selenium selling sem "
        "seo serverless simulation simulations sketch snowflake sociology solidity sourcing spark splunk "
        "spreadsheets spring sprints sql sqlite sre ssis ssrs statements statistics storyboarding "
        "storyboards storytelling surveys swift syndication tableau tax taxation taxes tcp teaching "
        "telemetry tensorflow terraform testing therapy ticketing togaf tomcat tooling toxicology trading "
        "trafficking training transactions transcription translation treasury triage troubleshooting "
        "typescript typography ui underwriting unity unix upsell upselling usability ux valuation "
        "virtualization visio visualization visualizations vmware vue vue.js warehousing waterfall "
        "webflow welding wireframes wireframing wordpress workday workshops writing xml yaml zendesk "
        "zeplin"
    ).split()
)

# Only at the end of a phrase.
HEADS = frozenset(
    (
        "acquisition administration advice allocation analyses analysis architecture architectures "
        "assurance calls campaign channels code communication communications control controls cycle "
        "cycles dashboard data database design designs development engagement engineering evaluation "
        "experiments frameworks funnel generation improvement instruments integration intelligence "
        "interpretation language languages law laws learning libraries lifecycle literacy maintenance "
        "management manufacturing mapping measurement media methodologies methodology methods metrics "
        "model models monitoring network networks operations partnerships payable performance pipeline "
        "plans platforms policy portfolio positioning presentations procedures process processing "
        "production protocols receivable regulations relations releases reports repositories review "
        "reviews safety science sciences scripts search series server servers services software solving "
        "speaking standards storage store stores strategies strategy structures studies support system "
        "systems tests tracking trees vision warehouse warehouses workflow workflows"
    ).split()
)
