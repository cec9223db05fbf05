"""Patterns for phrases that state where applicants may live, used by statements.py."""

import re

# Sentence boundaries within a line: not in "U.S. based", but in "EngineerLocation:", where a board lost a
# newline.
BOUNDARY = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z\W])|(?<=[a-z.!?)])(?=(?:Job )?Location\s*:)")
UNSAID = re.compile(
    r"e-verify|form i-9|"
    r"regardless(?! of (?:your |their |any |the )?(?:\w+ )?(?:location|where))|"
    r"without regard|discriminat|protected veteran|fair chance|arrest|convicti|"
    r"privacy|personal data|data protection|accommodation|scam|unsolicited|all qualified applicants|"
    r"background check",
    re.IGNORECASE,
)
OF_PAY = re.compile(
    r"salar|compensation|pay (?:range|scale|transparen)|base pay|\bpay\b|wage|benefits|\d{2,3},\d{3}|"
    r"\d{2,3}k\b|insurance|\breceives?\b|\b(?:is|are|be) paid\b",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"prefer|ideal|a plus|nice to have|bonus|encouraged|advantage|desir|would be great|not required|"
    r"not (?:a )?(?:strict )?requirement|not mandatory",
    re.IGNORECASE,
)
CONDITIONAL = re.compile(
    r"\b(?:if|when|while|whether|"
    r"unless(?! otherwise (?:specified|stated|noted|indicated))|"
    r"(?<!role )(?<!position )(?<!reserved )(?<!open )for (?:those|"
    r"candidates|applicants|employees|"
    r"residents|roles|positions|"
    r"individuals|people)|employees|wherever|se você|si)\b",
    re.IGNORECASE,
)
SOUGHT = re.compile(
    r"\b(?:must|need to|needs to|required|requires?|requirement|should|candidates?|applicants?|you|who|role|"
    r"position|job|individuals?|someone|(?<!of )people|(?<!of )professionals?|person|(?<!of )talent|anyone|"
    r"those|contractors?|freelancers?|"
    r"looking for|seeking|open to|open for|hiring|remote|only|residency|opportunity)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:we|our|company|companies|office|offices|headquarter\w*|hq|teams?|customers?|clients?|partners?|"
    r"startup|firm|firms|business|businesses|studio|brand|founders?|employees|colleagues|members|teammates|"
    r"servers?|stores?|managers?|users|patients|organi[sz]ations?|agency|fund|investors?|facilit\w+|sites?|"
    r"hospitals?|vendors?|suppliers?|stakeholders|region|territory|experience)\b",
    re.IGNORECASE,
)
NOT_A_HOME = re.compile(
    r"\W{0,3}(?:(?:and|or|&)\W)?\W{0,2}"
    r"(?:(?:based |friendly |compatible )?(?:time\W?zones?|timezones?|hours?|business hours|"
    r"working hours|markets?|customers?|clients?|users?|teams?|compan(?:y|ies)|dollars?|holidays?|tax|"
    r"laws?|gaap|"
    r"english|leads?|offices?|subsidiar\w+|entit\w+|operations|regulat\w+|payroll|patients|students|"
    r"shift|overlap))\b",
    re.IGNORECASE,
)

LABEL = re.compile(
    r"^\W{0,8}(?:\w+ ){0,2}?(?:locations?|based in|country|countries|province|where you.{0,20}|ubicación|"
    r"lugar|"
    r"standort|localização|local|lieu|sede|residency|residence|eligible countries|hiring regions?)"
    r"(?:\s*\([^)]{0,40}\))?\s*(?:requirements?|restrictions?)?\s*[:\-–—]\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"^\W{0,8}(?:(?:job|work|role|remote) )?(?:locations?|where)(?: requirements?| restrictions?)?\W{0,4}$",
    re.IGNORECASE,
)
HEADQUARTERS = re.compile(r"\W*(?:headquarters?|hq)\b", re.IGNORECASE)
OFFICES = re.compile(r"\boffices? in\b|headquarter|\bHQ\b|customers|clients|team members", re.IGNORECASE)
LIVING = re.compile(
    r"\b(?P<verb>based|located|resid(?:e|es|ing|ents?|ency)|liv(?:e|es|ing)|domiciled|situated)\b"
    r"(?: and (?:legally )?(?:authori[sz]ed|able|eligible) to work)?"
    r"(?:,? (?:permanently|physically|currently|legally|full[- ]time|remotely|here))?\s+"
    r"(?:(?:in or near|in or around|in|within|from|across|throughout|near|inside|anywhere|around|out of)\s+"
    r"(?:(?:reasonable )?(?:commuting|driving) distance (?:of|to|from)\s+|"
    r"(?:an? )?\d+[- ](?:miles?|km|minutes?)[\w -]{0,12} (?:of|from)\s+)?|(?:either )?in\b)",
    re.IGNORECASE,
)
OUTSIDE = re.compile(
    r"\b(?:based|located|resid(?:e|es|ing)|liv(?:e|es|ing)|location:?|candidates|applicants|"
    r"applications(?: from)?|"
    r"people|those|anyone|(?P<we>hire|hiring))\s+(?:strictly |from )?outside(?: of)?(?: the)?\s+",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|cannot|unable|no)\b|n['’]t\b", re.IGNORECASE)
REFUSED_AFTER = re.compile(
    r"[^.;:]{0,20}\b(?:not|cannot|n['’]t)\b[^.;:]{0,20}\b(?:consider\w*|accept\w*|eligible|hired?)",
    re.IGNORECASE,
)
OBLIGED = re.compile(
    r"\b(?:must|should|needs? to|required|only|exclusively|strictly|has to|have to|location)\b", re.IGNORECASE
)
BASED = re.compile(r"[ \-‑–/]based\b(?P<after>[^.;]{0,40})", re.IGNORECASE)
OF_OTHERS = re.compile(
    r"\b(?:our|with|(?<!looking )(?<!open )for|supporting|by|serve|of)\s+(?:the |a |an )?[\w.]+\W*$",
    re.IGNORECASE,
)
OR_PREFERRED = re.compile(r"\W{0,3}or\b.{0,120}\bpreferred\W*\Z", re.IGNORECASE)  # "US-based or … preferred"
BASED_PERSON = re.compile(
    r"^[\s,)\]*.•\-|&]*$|^\W{0,3}(?:and |or |only|fully |100% |full[- ]time )?\s*"
    r"(?:remote|roles?|positions?|candidates?|applicants?|contractors?|talent|only|individuals?|"
    r"professionals?|freelancers?|opportunit\w+|person|people|residents?|hire|applications?|job|temp|"
    r"developers?|engineers?|eastern|central|pacific|in|preferred|strongly)\b|^\W*[,.)]",
    re.IGNORECASE,
)
ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
BEFORE_ONLY = re.compile(
    r"\W{0,3}(?:\bbased\W)?(?:\b(?:residents?|candidates?|applicants?|applications?|citizens?|nationals?|"
    r"locations?|remote)\W{0,2}){0,2}\Z",
    re.IGNORECASE,
)
ALLOWED = re.compile(
    r"\b(?:authori[sz](?:ed|ation)|(?:legal )?right|eligib(?:le|ility)|permi(?:tted|ssion|t)|entitled|"
    r"(?:legally )?able|ability|allowed|cleared)\s+to\s+(?:legally\s+|live and |reside and )?work\b"
    r"(?:[\w, ]{0,50}?)\s(?:in|within|from|throughout|across)\s+",
    re.IGNORECASE,
)
PERMIT = re.compile(
    r"\b(?:work (?:permit|visa|authori[sz]ation|rights?)|citizenship|permanent residen\w+)\s+"
    r"(?:for|in|within|of)\s+",
    re.IGNORECASE,
)
PERSONS = re.compile(r"citizens?\b|persons?\b|nationals?\b|residents?\b|candidates\b|applicants\b")
JOINED_BEFORE = re.compile(r"\s*(?:[,/&]|\b(?:and|or)\b)\s*(?:(?:and|or)\s+)?\Z")
NATIONAL = re.compile(
    r"\b(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]*)?)\s+(?:work(?:ing)? (?:authori[sz]ation|permit|visa|rights)|"
    r"citizens?(?:hip)?|residency|persons?\b|nationals?|permanent residen\w+|residents?|security clearance|"
    r"government clearance|"
    r"clearance|secret clearance|candidates|applicants)",
)
CLEARANCE = re.compile(
    r"\b(?:TS/SCI|(?:public trust|secret) (?:security )?clearance|DoD secret|"
    r"clearance\s*:\s*(?:top )?secret)\b",
    re.IGNORECASE,
)
REMOTE = re.compile(
    r"\bremot(?:e|ely)\b[ -]?(?:roles?|positions?|jobs?|work(?:ing)?|opportunity|opportunities|only|friendly|"
    r"contract|employees?|team members?)?"
    r"\s{0,2}(?:[-–—,:(|/]|\b(?:in|within|from|across|throughout|anywhere|located in|based in|for|to|but)\b)"
    r"(?:\s*(?:in|within|from|anywhere|only|the country of|country of|based in|located in)\b)*\s*",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:(?:work(?:ing)?(?: fully| 100%)?|remote[^.;]{0,60}?)\s+(?:from|across|throughout)|"
    r"work(?:ing)?(?: fully| 100%)? remotely\s+(?:from|in|within|across|throughout))\s+"
    r"(?:anywhere\s+)?(?:in|within|across|throughout)?\s*",
    re.IGNORECASE,
)
FROM_ANYWHERE_IN = re.compile(r"\banywhere\s+(?:in|within|across|throughout)\s+(?:the\s+)?", re.IGNORECASE)
HIRING = re.compile(
    r"\b(?:(?:hir(?:e|ing)|recruit(?:ing)?|employ(?:ing| individuals)?|applications?|applicants?|"
    r"candidates?|talent)\b"
    r"(?:\s+[\w()\-]+){0,4}?\s+(?:in|across|within|from)\s+(?:the following\s+)?|"
    r"(?:(?:open|available|offered|eligible)\s+(?:only\s+)?(?:to|for|in)|"
    r"(?:restricted|limited|reserved|exclusively)\s+(?:only\s+)?(?:to|for))\s+"
    r"(?:only\s+)?(?:(?:people|those|candidates|applicants|residents|citizens|talent)\s+(?:in|from|of|"
    r"within)\s+)?)",
    re.IGNORECASE,
)
SEEKING = re.compile(
    r"\b(?:seeking|looking for|hiring|recruiting|join our)\b(?P<who>[^.:;]{0,110}?)\b(?:in|within|across)\s+",
    re.IGNORECASE,
)
OTHER_PURPOSE = re.compile(
    r"\b(?:to|with|experience|expertise|who|that|market|customers?|grow\w*|expan\w+)\b", re.IGNORECASE
)
REFUSED = re.compile(
    r"(?:\b(?:not|cannot|unable|no longer|never)|n['’]t)\b(?!\W+(?:only|just|limit|restrict|have to|need))"
    r"(?:\W+\w+){0,4}?\W+(?:hire|hiring|employ|accept|"
    r"accepting|"
    r"consider|considering|support employment|onboard|engage|open|available|eligible)\b(?:\W+\w+){0,6}?\s"
    r"(?:in|from|to|of|within)\s+(?:residents of |candidates in )?|"
    r"\b(?:except|excluding|other than)\s+(?:for\s+)?(?:in\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
# Only one country has states in which an employer may or may not be registered.
STATES_REFUSED = re.compile(
    r"(?:\b(?:not|cannot|unable|no longer)|n['’]t)\b[^.;:]{0,40}\b(?:hire|hiring|employ|accept|consider|"
    r"support)[^.;:]{0,60}\b(?<!member )states\b",
    re.IGNORECASE,
)
OF_THINGS = re.compile(r"experience|market|customers?|clients?|degrees?|agenc|mail", re.IGNORECASE)
SPONSORED = re.compile(r"sponsor|visa|relocat|outside", re.IGNORECASE)
SHORT_REMOTE = re.compile(r"\bremot[eo]", re.IGNORECASE)
LONGEST_SHORT = 80
COLUMNS = re.compile(r"\s[|·•]\s")

PERK = re.compile(
    r"up to|part of the year|\bweeks?\b|\bdays?\b|months?|temporar|\btrip\b|travel|\bper year\b|annual|"
    r"almost "
    r"anywhere|retreat|customers?\b|clients?\b|users?\b|patients?\b|enabl\w+ |allow\w* (?:it|our)|devices|"
    r"connect|students|members\b|talent network|ship|deploy",
    re.IGNORECASE,
)
ANYWHERE = re.compile(
    r"\b(?:(?:from|live|located|based|reside|work|hire|hiring|candidates?|applicants?|people|talent|remote|"
    r"remotely|role|position|open|available)\b[^.;:]{0,40}?\b(?:anywhere (?:in|across|"
    r"around) (?:the )?(?:world|globe|planet)|"
    r"any country|any location)|"
    r"(?:freelancers?|contractors?|applications?|applicants?|candidates?) from "
    r"(?:(?:all|any|every|other) countr(?:y|ies)|everywhere)|"
    r"(?:applications?|applicants?|candidates?) from anywhere(?: else)?(?! (?:in|within|across|but|outside))|"
    r"(?:(?:hire|hiring|candidates?|applicants?|role|position|open)\b(?:\W+\w+){0,3}?|remote(?:ly)?)\W+"
    r"(?:around the (?:world|globe)|worldwide|globally(?! (?:distributed|accessible|known|dispersed|"
    r"diverse|leading)))|"
    r"(?:candidates?|applicants?|hires|employees|those|"
    r"based) outside (?:of )?(?:the )?U\.?S\.?A?\.?[^.]{0,40}"
    r"(?:contractors?|employer of record|EOR\b|welcome)|"
    r"no (?:location|geographic\w*|country) (?:restrictions?|requirements?|limits?)|"
    r"location[- ](?:agnostic|independent)|(?:globally|worldwide|fully|100%) remote\W{0,3}(?:worldwide|"
    r"global|anywhere)|"
    r"(?:globally|worldwide) remote|remote\W{0,4}(?:worldwide|global(?:ly)?\b|anywhere(?! in| within|"
    r" across))|"
    r"work remote worldwide|open globally|regardless of (?:your |their )?(?:location|where)|"
    r"wherever you (?:are|live)(?: in the world)|"
    r"desde cualquier (?:lugar|parte)(?: del mundo)?|(?:de|em) qualquer lugar do mundo|"
    r"(?:in|from) any part of the world)\b",
    re.IGNORECASE,
)
MAYBE_ANYWHERE = re.compile(
    r"\b(?:(?:work|working|live|remotely|remote)\b[^.;:]{0,30}?\bfrom (?:anywhere|any location|"
    r"wherever)(?! (?:in|within|across))|"
    r"work anywhere|desde cualquier ubicación)\b",
    re.IGNORECASE,
)
# A company whose people work everywhere may name only its office in the board's line.
DISTRIBUTED = re.compile(
    r"(?<!manage )(?<!lead )(?<!grow )(?<!geographically )(?<!across )\bdistributed "
    r"(?:team(?!s)|company|workforce|organi[sz]ation)|"
    r"\b(?:team|people|talent(?:ed individuals)?|colleagues|engineers|employees)\b[^.;:]{0,30}"
    r"\b(?:globally|worldwide|around the (?:world|globe))\b",
    re.IGNORECASE,
)
LABEL_END = re.compile(r"\.\s|(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])")
HIRED = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)
APPLYING = re.compile(r"applications?|applicants?|candidates?|freelancers?|contractors?", re.IGNORECASE)
# "We hire worldwide", but not "we help companies hire worldwide".
WE_HIRE = re.compile(
    r"\bwe\b(?:(?!\b(?:help|enabl|allow|let|make|support|power|customer|client|compan|business)\w*)[^.;:]){0,60}?"
    r"\bhir(?:e|ing)\b",
    re.IGNORECASE,
)
NOT_ACCEPTED = re.compile(
    r"(?:\b(?:not|cannot|unable to|no longer)|n['’]t)\s+(?:\w+\s+)?"
    r"(?:accept\w*|consider\w*|tak\w+|hir\w+)\s*\Z",
    re.IGNORECASE,
)
NOT_HIRING = re.compile(r"\b(?:be|have been|experience)\b")
SOUGHT_END = re.compile(r"(?:\W*$|[.!,)]|to\b|who\b|for\b)")
# "If you are based in the US you must be authorized …"
IF_THERE = re.compile(
    r"(?:\A|[.;:(]\s)for (?:those|candidates|applicants|residents|people|anyone|individuals)\b[^.;:]*\Z|"
    r"\b(?:if|when|while|where|should you)\b[^.;]{0,40}?"
    r"\b(?:based|located|liv(?:e|ing)|resid\w+|outside|relocat\w+|join|from the|in the|hired in)\b[^.;]*\Z",
    re.IGNORECASE,
)
MUST = re.compile(r"\bmust\b", re.IGNORECASE)
# Cues that "between Lisbon and Helsinki" is where people live, and cues that it is a route.
RANGE_OF_HOMES = re.compile(
    r"\b(?:based|located|situated|resid(?:e|es|ing|ents?)|liv(?:e|es|ing)|anywhere|somewhere|remot\w+|"
    r"work(?:ing)?|candidates?|applicants?|applications?|people|hir(?:e|ing)|recruit(?:ing)?|time\W?zones?|"
    r"location|you(?:['’]re| are| can be))\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
APPLICANTS = re.compile(
    r"\b(?:you|candidates?|applicants?|applications?|hir(?:e|ing)|recruit(?:ing)?)\b", re.IGNORECASE
)
WAY = re.compile(
    r"\b(?:travel|fl(?:y|ight|ights)|trips?|commut\w+|mov(?:e|ing)|relocat\w+|driv\w+|trains?|ship\w*|"
    r"transfer\w*|migrat\w+|expan\w+|routes?)\b",
    re.IGNORECASE,
)
TIME_ZONES = re.compile(r"\W{0,2}time\W?zones?\b", re.IGNORECASE)
