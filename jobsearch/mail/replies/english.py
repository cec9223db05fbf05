"""English."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:job )?(?:application|cv|resume|profile\b|submission|candidacy)"

ENGLISH = Phrases(
    rejected=r"(?:chosen|decided|chose|elected|opted)(?: \w+){0,2} (?:pursue|interview|focus on|consider|go for|advance|prioriti\w+)(?: \w+){0,2} (?:other |another )?(?:candidate|applicant)s?|other (?:candidates|applicants) (?:who|whose)|(?:wo|will|would|can|could|did|do|have|are|were)(?:n't|not| not) (?:be )?(?:able to )?(?:tak|mov|progress|proceed|continu|advanc|offer|pursu)\w*(?: \w+){0,6} (?:further|forward|application|candidacy|role|position)|(?:move|moving|moved|proceed|proceeding|go|going|gone|progress|progressing|continue|continuing)"
    r" (?:forward |ahead )?with (?:an)?other (?:candidate|applicant)|"
    r"(?:not|n't|unable to|no longer)(?: \w+){0,4} (?:move|moving|proceed|proceeding|progress|progressing|"
    r"tak\w+|advanc\w+|consider\w*|pursu\w+|continu\w+|offer\w*|select\w*|shortlist\w*|successful)"
    r"(?: \w+){0,4} (?:forward|further|application|candidacy|you|position|role|process|occasion|time|interview)|"
    r"(?:was|were|been|is|are|has|have)(?: \w+)? (?:not|n't|unsuccessful|un successful)(?: \w+){0,3} "
    r"(?:selected|successful|shortlisted|chosen|on this occasion|this time|at this time)|unsuccessful|"
    r"(?:position|role|vacancy|job) (?:has|is|was)(?: now| already| since)?(?: been)? (?:filled|closed|cancelled)|"
    r"regret to (?:inform|tell|say|let)|"
    r"(?:chosen|selected|decided on|hired|offered (?:the|this) (?:role|position|job) to) (?:an)?other "
    r"(?:candidate|applicant|person)|decided (?:not|against)|will not be (?:inviting|offering|taking)|"
    r"not (?:be )?(?:a|the right|the best|quite the right) (?:match|fit)|keep you in mind for future",
    interview=r"confirm\w* (?:your|the|our)(?: \w+){0,2} interview|interview confirmation|(?:do|would|could|can) you (?:have|spare|make|join)(?: \w+){0,6} (?:call|chat|interview|conversation|minutes|time)|calendly|invite you (?:to|for)(?: \w+){0,4} (?:interview|call|chat|conversation|meeting|screen)|"
    r"invitation (?:to|for)(?: \w+){0,4} (?:interview|call|chat)|interview invitation|"
    r"(?:like|love|keen|happy|delighted|excited|want|hope|pleased|wanted|looking forward) to (?:speak|talk|meet|chat|"
    r"interview|invite|schedule|arrange|set up|discuss|get to know|learn more about you|connect)|"
    r"(?:schedule|arrange|set up|book|organi[sz]e)(?: \w+){0,5} (?:interview|call|chat|conversation|meeting|phone "
    r"screen|screening|time)|(?:pick|choose|select|book|find) (?:a|one|any)(?: \w+){0,3} (?:slot|time)|"
    r"(?:are|would) you (?:be )?(?:available|free)|(?:what|which) (?:times?|days?|slots?)(?: \w+){0,3} (?:suit|work)|"
    r"your availability|when (?:are|would) you (?:be )?(?:available|free)|interview (?:is|has been) "
    r"(?:scheduled|confirmed|booked)|selected for (?:an|a|the)(?: \w+){0,2} interview|shortlisted",
    acknowledged=rf"(?:received|got|receipt of|registered|recorded)(?: \w+){{0,3}} {_APPLICATION}|"
    rf"{_APPLICATION}(?: \w+){{0,6}} (?:received|reached|submitted|registered|under review|being reviewed|arrived|"
    r"come through)|thank(?:s| you)(?: \w+){0,3} for (?:applying|your (?:job )?application|submitting|sending)|"
    r"(?:review|reviewing|look at|looking at|go through|consider|considering|assess)(?: \w+){0,2} (?:your )?"
    rf"(?:{_APPLICATION}|it carefully)",
    yours=r"your (?:\w+ ){0,2}(?:application|cv|resume|candidacy|interview)|you applied|applying|you (?:have )?"
    r"submitted|(?:dear|time) (?:applicant|candidate)|to apply|application for|your (?:background|profile|experience)",
    about=r"appl(?:ication|y|ied|ying)|position|role|vacancy|candidate|interview|cv\b|resume|recruit|hiring|job",
    conditional=r"\b(?:if|should (?:you|your|we)|once|in case|unless|only able|those who|only those|only contact|"
    r"may contact|how to)\b",
    bulk=r"unsubscribe|manage (?:your )?(?:alerts|preferences|subscription)|job alert|new jobs|jobs matching|read more "
    r"on|newsletter",
)
