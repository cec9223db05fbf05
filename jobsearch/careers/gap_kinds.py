"""Recognize tools of the same type.

A post that asks for infrastructure as code, "e.g. Terraform", or for "Salesforce or a similar CRM" is
satisfied by another tool of that type. The types reflect general knowledge of many trades.

This module is pure.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from jobsearch.careers.gap_capitals import is_common
from jobsearch.careers.gap_names import mentions, plain
from jobsearch.careers.gap_words import BETWEEN_ITEMS
from jobsearch.careers.occupations.naming import sentences
from jobsearch.text.phrases import words_as_written

# Each line, with the indented lines after it, is a type. A tool may be of several types.
_KINDS = """
salesforce, hubspot, zoho, pipedrive, dynamics, dynamics 365, sugarcrm, copper, close.io, zendesk,
    insightly, nimble
hubspot, marketo, pardot, eloqua, mailchimp, klaviyo, activecampaign, braze, iterable, customer.io,
    sendgrid
zendesk, intercom, freshdesk, help scout, servicenow, gorgias, kustomer, front, jira service desk,
    salesforce
jira, asana, trello, monday, monday.com, clickup, basecamp, wrike, smartsheet, notion, linear, ms
    project, rally
confluence, notion, sharepoint, google docs, wiki
slack, microsoft teams, ms teams, zoom, google meet, webex, discord
terraform, ansible, pulumi, cloudformation, chef, puppet, saltstack, salt, opentofu, bicep, arm
    templates
aws, amazon web services, azure, gcp, google cloud, digitalocean, heroku, oracle cloud, ibm cloud,
    alibaba cloud
kubernetes, docker swarm, ecs, nomad, openshift, mesos, eks, gke, aks
docker, podman, containerd, vagrant
jenkins, github actions, gitlab ci, gitlab, circleci, travis, travis ci, teamcity, bamboo, azure
    devops, drone, argo cd
prometheus, grafana, datadog, new relic, splunk, nagios, zabbix, dynatrace, cloudwatch, elk, kibana,
    sentry
splunk, qradar, sentinel, arcsight, logrhythm, elastic
kafka, rabbitmq, kinesis, pulsar, activemq, sqs, pub/sub, nats
airflow, luigi, dagster, prefect, azure data factory, step functions, oozie, control-m
informatica, talend, ssis, fivetran, stitch, matillion, glue, airbyte, alteryx, pentaho, datastage,
    dbt
snowflake, redshift, bigquery, synapse, teradata, databricks, vertica, netezza, clickhouse,
    greenplum
spark, hadoop, flink, hive, presto, trino, dask, beam, databricks, pyspark, mapreduce, storm
sql, postgresql, postgres, mysql, oracle, sql server, mariadb, db2, sqlite, aurora
mongodb, cassandra, dynamodb, couchbase, redis, hbase, neo4j, elasticsearch, firestore, cosmos db
elasticsearch, solr, opensearch, lucene, algolia
tableau, power bi, powerbi, looker, qlik, qlikview, qlik sense, microstrategy, cognos, metabase,
    superset, domo, sisense
power bi, ssrs, crystal reports, business objects, tableau, looker studio, data studio, mode,
    spotfire
sas, spss, stata, r, matlab, minitab, jmp, python, graphpad, prism, julia
tensorflow, pytorch, keras, jax, mxnet, caffe, theano
scikit-learn, sklearn, xgboost, lightgbm, h2o, mllib
pandas, numpy, dplyr, polars, tidyverse
react, angular, vue, vue.js, svelte, ember, ember.js, backbone, next.js, knockout
django, flask, fastapi, rails, ruby on rails, laravel, spring, spring boot, express, symfony,
    asp.net, phoenix, nestjs
react native, flutter, xamarin, ionic, cordova, swiftui, kotlin multiplatform
java, c#, c, c++, kotlin, scala, go, golang, rust, swift, python, ruby, php, perl, javascript, node.js,
    typescript, r, matlab, julia, sas, vb.net, visual basic, .net, objective c, elixir, clojure, haskell,
    f#, dart
bash, powershell, python, perl, shell, zsh
selenium, cypress, playwright, puppeteer, appium, testcafe, webdriverio, robot framework
junit, testng, pytest, jest, mocha, rspec, nunit, xunit, phpunit, jasmine, vitest
git, svn, subversion, mercurial, perforce, tfs
github, gitlab, bitbucket, azure devops
figma, sketch, adobe xd, xd, invision, axure, balsamiq, framer, zeplin, marvel, protopie
photoshop, illustrator, indesign, affinity designer, affinity photo, coreldraw, gimp, canva,
    inkscape
premiere, premiere pro, final cut, final cut pro, davinci resolve, avid, after effects, camtasia
maya, blender, 3ds max, cinema 4d, houdini, zbrush
autocad, solidworks, revit, catia, inventor, creo, siemens nx, fusion 360, rhino, microstation,
    onshape
arcgis, qgis, mapinfo, google earth engine
quickbooks, xero, sage, freshbooks, netsuite, zoho books, wave, myob, tally, peachtree
sap, oracle, netsuite, dynamics, dynamics 365, workday, infor, epicor, odoo, jd edwards, peoplesoft
workday, bamboohr, adp, ukg, ultipro, gusto, successfactors, peoplesoft, paycom, paylocity, rippling
greenhouse, lever, workable, icims, taleo, jobvite, ashby, bullhorn, smartrecruiters, workday
salesloft, outreach, apollo, gong, zoominfo, linkedin sales navigator, hubspot
google analytics, adobe analytics, mixpanel, amplitude, heap, matomo, segment, hotjar, piwik
ahrefs, semrush, moz, screaming frog, google search console, sistrix, majestic
google ads, facebook ads, meta ads, bing ads, linkedin ads, microsoft ads, tiktok ads, dv360, adroll
hootsuite, buffer, sprout social, later, sprinklr, agorapulse
wordpress, drupal, joomla, contentful, webflow, sitecore, adobe experience manager, aem,
    squarespace, wix, ghost, sanity
shopify, magento, woocommerce, bigcommerce, salesforce commerce cloud, prestashop
epic, cerner, meditech, allscripts, athenahealth, eclinicalworks, nextgen, kareo
medidata, medidata rave, veeva, veeva vault, oracle clinical, redcap, openclinica, inform
benchling, labware, starlims, labvantage, lims, electronic lab notebook
flowjo, cytobank, fcs express
excel, google sheets, sheets, spreadsheets, microsoft office, numbers
powerpoint, google slides, keynote, prezi
looker, dbt, tableau, power bi
qualtrics, surveymonkey, typeform, google forms
articulate, articulate storyline, captivate, adobe captivate, camtasia, lectora, rise
moodle, canvas, blackboard, google classroom, schoology
unity, unreal, unreal engine, godot, cryengine
solidity, vyper, rust, move
active directory, okta, azure ad, entra, ldap, auth0, ping
vmware, hyper-v, kvm, proxmox, xen, nutanix, vsphere
cisco, juniper, arista, fortinet, palo alto, meraki, mikrotik
linux, unix, ubuntu, red hat, rhel, centos, debian, suse
westlaw, lexisnexis, lexis, practical law, bloomberg law
bloomberg, factset, capital iq, refinitiv, morningstar, eikon
"""
_FEWEST_ITEMS = 3
_SHORT = 2  # letters; languages such as Go and R
_CERTIFICATES = frozenset(
    (
        "acca aws cams capm ccna ccnp cfa cfe cfp ceh cia cipp cisa cism cissp cka cma cpa cpc csm cspo "
        "frm gmp hcs itil lpn mcse nclex oscp pcmh phr pmi pmp prince2 rhce rhia rhit rn scrum series "
        "shrm sphr togaf"
    ).split()
)
_CERTIFIED = re.compile(r"\b(?:certif(?:ied|icate|ication)s?|licen[cs]ed?|chartered)\b", re.IGNORECASE)


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    kinds = _KINDS.replace("\n    ", " ").strip().splitlines()
    return (
        *(frozenset(plain(name) for name in re.split(", ?", kind)) for kind in kinds),
        _CERTIFICATES,
    )


def kinds_of(tools: AbstractSet[str]) -> tuple[frozenset[str], ...]:
    """Return the types that all of these tools have in common, each as the set of its tools.

    `tools` is in plain form. All certificates are of one type.
    """
    return tuple(kind for kind in _kinds() if tools <= kind)


def has_any_of(kinds: Iterable[frozenset[str]], resume: str) -> bool:
    """Return whether a résumé mentions a tool of any of these types.

    For certificates, a word such as "certified" is enough.
    """
    return any(
        any(is_mentioned(tool, resume) for tool in kind)
        or (kind is _CERTIFICATES and _CERTIFIED.search(resume) is not None)
        for kind in kinds
    )


def has_substitute(tool: str, resume: str) -> bool:
    """Return whether a résumé mentions another tool of the same type.

    `tool` is in plain form. A programming language or a certificate has no substitute.
    """
    kinds = (kind - {tool} for kind in kinds_of({tool}) if not (kind is _CERTIFICATES or "python" in kind))
    return has_any_of(kinds, resume)


def is_mentioned(tool: str, resume: str) -> bool:
    """Return whether a résumé mentions a tool, given in plain form.

    A common word that names no known tool, such as "Monday", is not enough.
    """
    text, named, capitalized = _read(resume)
    if f" {tool} " not in text:
        return False
    if len(tool) <= _SHORT:
        return tool in capitalized
    return tool in named or " " in tool or not is_common(tool)


@lru_cache(maxsize=4)  # called for each skill of a post
def _read(resume: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return a résumé, its tools, and its capitalized words, all in plain form; spaces surround the text."""
    lines = sentences(resume)
    tools = [plain(one.name) for line in lines for one in mentions(line)]
    tools += [item for line in lines for item in _items(line)]
    words = (word for word in words_as_written(resume) if not word.islower())
    return f" {plain(resume)} ", frozenset(tools), frozenset(map(plain, words))


def _items(line: str) -> list[str]:
    """Return the items of a list in plain form, or no items if a line has too few of them to be a list."""
    items = [plain(item) for item in BETWEEN_ITEMS.split(line)]
    return items if len(items) >= _FEWEST_ITEMS else []
