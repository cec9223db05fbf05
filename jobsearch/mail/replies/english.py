"""English phrases."""

from jobsearch.mail.replies.phrases import Phrases, any_of, near

_SENT = r"(?:job )?(?:application|cv\b|c\.v\.|resume|candidacy|submission|cover(?:ing)? letter|details|documents|profile\b|portfolio|paperwork)"
_NOT = r"(?:\bnot\b|n't\b|\bunable to|\bno longer|\bcannot)(?! (?:yet|need|hesitate|reply|respond|required|have to|worry|panic))"
_TALK = r"(?:interview\w*|chat|calls?\b|meet\b|meeting|talk|speak|conversation|assessment|trial|selection (?:day|event)|panel|screen\w*|audition|discussion|coffee|taster|catch-?up|walkthrough|visit|next (?:stage|step|round)|second (?:stage|round)|final (?:stage|round))"
_COME = r"(?:(?:come|pop|drop|stop|swing|nip|call) (?:and (?:see|meet|talk|chat|visit)|in|by|along|over|down|round|up|to (?:the|our|see|meet)|the\b|with us)|be with us|meet (?:me|us|with|the|up|for)|jump on|hop on|have (?:a|an) (?:\w+ )?(?:chat|call|coffee|word)|spare (?:\w+ ){0,3}(?:min|half|time|hour)|do (?:a|an) (?:\w+ )?(?:trial|shift|call|interview)|join (?:us|me|a|the)|attend|make (?:it|mon|tue|wed|thu|fri))"
_CHOSE = r"\b(?:go|going|gone|went|chose|chosen|choose|choosing|hired?|hiring|offer(?:ed|ing)?|appoint(?:ed|ing)?|mov(?:ed?|ing)|proceed\w*|progress\w*|continu\w+|decided|opted|elected|found|selected|given|taken|took|picked|pick|awarded|settled|landed|pursu\w+|prefer\w*|shortlisted|shortlist|interview\w*|invit\w+|fell|fallen|favou?r|accepted|ahead|forward|filled)\b"
_ELSE = r"(?:someone|somebody)\b(?! (?:from|in|on) (?:our|the|my) team)|\b(?:an)?other (?:\w+ ){0,3}(?:candidates?|applicants?|people|person|profiles?|individuals?|direction|way)\b|\bothers?\b(?: (?:who|whose|for|with)|$|[.,;!])|(?:an|the|our) internal|a different (?:\w+ )?(?:direction|route|way|person|candidate)|(?:candidates?|applicants?|person|people) (?:whose|who|with)\b"

ENGLISH = Phrases(
    common=r"\b(?:the|and|you|your|for|we|to|of|is|our|have|with)\b",
    rejected=any_of(
        r"(?:not|n't) (?:be )?(?:arrang\w+|schedul\w+|invit\w+|offer\w+|tak\w+|mak\w+|extend\w+) (?:\w+ ){0,3}(?:second|further|next|interview|offer)|(?:not|n't) (?:\w+ ){0,3}(?:think|feel|believe|see)\b.{0,50}(?:right|fit|match|suit\w*|work out)|(?:role|job|post|position|place)\b.{0,30}\b(?:went|gone|given) to\b",
        near(_CHOSE, _ELSE, 50),
        rf"{_NOT}(?: \w+){{0,4}} (?:mov|tak|progress|proceed|go|carry|pursu|advanc|continu|consider|bring|put)\w*(?: [\w']+){{0,5}} (?:forward|further|ahead|application|candidacy|cv|on this occasion|this time|at (?:this|the) (?:time|stage|moment)|next (?:stage|step|round)|with you|with it|you\b)",
        rf"{_NOT}(?: \w+){{0,4}} (?:selected|successful|shortlisted|chosen|progressed|invited|included|appointed|picked|taken forward|in the running|under consideration|considered|interviewed)",
        rf"{_NOT}(?: \w+){{0,3}} (?:offer|offering|make|making|extend|extending|give|giving|hire|hiring|appoint|appointing|employ|invite|inviting|interview|interviewing|shortlist|select|selecting) (?:you|your|an? (?:interview|offer|position|role|place)|the (?:role|position|job|post))\b",
        rf"{_NOT} (?:\w+ ){{0,2}}(?:a|an|the|enough|what)\b(?: \w+){{0,3}} (?:match|fit|looking for|we're after|are after|need\b|overlap|outcome|news|answer|result|right one|one for)",
        rf"{_NOT}(?: \w+){{0,3}} (?:make the|make it|make our|score|meet (?:the|all|our|every)|match (?:the|what|our)|fit (?:the|what|our)|align|demonstrat\w+|satisfy|in a position to (?:offer|take|progress|make|invite))",
        r"(?:is|it's|a|be|was) a no\b|no from us|say no\b|(?:have to|going to|decided to|we'll|will) pass (?:on (?:your|this)|this time|for now)|(?:not|n't) this time",
        r"(?:un|not )successful(?:ly)?\b(?! (?:submitted|uploaded|received))(?<!not successful)|(?:been|was|were|are|is|your application) unsuccessful|regret to|regrettably|with regret",
        r"\bother (?:applicants|candidates) for\b|without (?:making|offering|extending) you|(?:ahead|forward|on) without you|without (?:making|offering|extending) you|bad news|(?:news|answer|outcome|decision)(?: \w+){0,3} (?:isn't|is not|wasn't|was not|won't be) (?:good|great|what|the|positive)",
        r"(?:role|position|vacancy|opening|post|job|spot|place|slot)s?\b(?: \w+){0,4} (?:filled|taken|withdrawn|cancell?ed|frozen|on hold|paused|gone|no longer (?:available|open|exists?))",
        r"(?:closer|stronger|better|more suitable|more suited|more experienced|more relevant|more closely|greater)(?: \w+){0,5} (?:candidates?|applicants?|match\w*|fit\b|align\w*|suited|profiles?|qualified|met|meets?)",
        r"(?:more|greater|further|deeper) (?:\w+ ){0,3}experience (?:than|with|in|of)\b(?! us)",
        r"turn(?:ed|ing)? (?:you|it|your \w+) down|declin\w+ your|reject\w* (?:you|your)|decided (?:not|against)|(?:close|closing|closed) (?:your|out your) (?:application|file)|clos\w+ (?:this|the) search",
        r"(?:stop|ends?|ended|leave it|leaving it) (?:\w+ )?(?:here|there)\b|removed from consideration|not (?:the )?(?:good|positive) news|keep you in mind",
        near(
            r"unfortunately|sadly|afraid|sorry|regret|disappoint\w+",
            r"\bnot\b|n't\b|unable|another|else\b|unsuccessful|no longer|filled|declin\w+|\bno\b",
            90,
        ),
    ),
    regrets=(
        (2, r"unfortunately|regret|sadly|\bafraid|disappoint"),
        (1, r"\bsorry|apologi"),
        (
            2,
            r"(?:luck|success|the best|\bwell)\b.{0,30}(?:search|endeavou?rs?|career|hunt|future|wherever|whatever|next\b|elsewhere)",
        ),
        (
            1,
            r"(?:keep|hold|retain|stay)\b.{0,40}(?:on file|in mind|talent|future)|future (?:roles|openings|opportunit|vacanc|positions)|apply again|re-?apply|other (?:roles|vacancies)",
        ),
        (
            1,
            r"(?:high|large|strong|exceptional|record|sheer|huge|tough|difficult|close|hard|competitive|hundreds).{0,30}(?:applica|candidates|field|decision|choice|call|calibre|standard|number|volume)",
        ),
        (
            1,
            r"after (?:careful|much|thorough|review|consider|long)|having (?:\w+ )?(?:considered|reviewed)|carefully considered|careful consideration",
        ),
        (
            2,
            r"(?:looking for|needed|wanted|required|require) (?:someone|somebody|a (?:person|candidate|profile))|other (?:candidates|applicants)|other direction",
        ),
        (
            1,
            r"(?:thank\w*|appreciate|enjoyed|grateful).{0,30}(?:taking the time|coming (?:in|to|along)|meeting|your time|attending|interview|talking|speaking|the effort)",
        ),
    ),
    interview=any_of(
        rf"\b(?:invit\w+|invite)(?: [\w,'-]+){{0,7}} (?:to |for )?(?:{_TALK}|attend|come)\b|invitation (?:to|for)(?: [\w-]+){{0,4}} {_TALK}|interview invitation",
        r"you(?:'ve| have| are|'re| were)(?: \w+){0,2} (?:shortlisted|short-listed|longlisted|through to|selected (?:for|to)|chosen (?:for|to)|made it (?:to|through|on))",
        rf"(?:like|love|keen|happy|delighted|excited|want|hope|hoping|pleased|glad|wanted|eager|looking forward|be (?:great|good|nice|lovely|brilliant|fab|useful))(?: (?:to|for you to|if you could|if we could))? (?:\w+ ){{0,5}}(?:{_TALK}|see you|connect|hear more|discuss|get to know|know more|learn more|have you in|{_COME}|talking|speaking)",
        rf"(?:can|could|would|are|do|will|might) (?:you|we)\b.{{0,40}}?(?:{_COME}|\bfree\b|available|\bmeet\b|\bchat\b|\btalk\b|\bspeak\b|(?:have|got) (?:\w+ ){{0,4}}(?:minutes|mins|time)|\bcall\b)",
        rf"(?:fancy|up for|how about|what about|care for|shall we|let's)\b.{{0,40}}?(?:{_TALK}|{_COME}|\b(?:mon|tues|wednes|thurs|fri|satur)day)",
        r"(?:pick|choose|select|book|grab|reserve|schedule|find|propose|suggest|send|offer|name)(?: [\w-]+){0,6} (?:slots?|times?\b|dates?\b|min(?:ute)?s\b)|calendly|booking link|(?:my|our|the|this) (?:calendar|diary|scheduling)|scheduling link",
        r"(?:interview|call|screen|meeting|chat)(?: \w+){0,4} (?:is|has been|have been|was|are) (?:now )?(?:scheduled|confirmed|booked|arranged|set)|interview (?:confirmation|details|schedule|arrangements)|confirm\w*(?: \w+){0,3} interview|(?:schedule|arrange|set up|book|organi[sz]e|fix)(?: [\w-]+){0,5} (?:interview|call|chat|conversation|meeting|screen\w*)",
        r"let (?:me|us) know.{0,30}(?:when|what time|which|what day|times|days|availab|suits|works|convenient|you (?:can|will be able to|are able to) (?:make|attend|come))|(?:what|which|when|any)\b.{0,40}(?:suit|works?\b|free\b|available|convenient|best for you).{0,30}\?|your availability|availab\w+ (?:over|next|this|on|for (?:a|an|the))",
        rf"(?:required|requested|asked|scheduled|notified|report|need)(?: \w+){{0,3}} (?:to |for )(?:\w+ ){{0,2}}(?:attend|appear|interview|report)|appear (?:for|before)|attend (?:an?|the|your|for)(?: [\w-]+){{0,3}} {_TALK}",
        rf"(?:move|moving|progress\w*|taking|take|put|advance|advancing|forward)(?: \w+){{0,4}} (?:to|through to|on to) (?:the |an |our |your )?(?:\w+ )?(?:{_TALK}|stage|round)|next (?:stage|step|round)\b.{{0,40}}(?:interview|call\b|chat|conversation|meeting|assessment|panel|technical|task)|(?:phone|telephone|video) (?:screen|interview)",
        r"(?:meet|see) you (?:on|at|next|this|tomorrow|there|then)\b|(?:call|ring|phone) you (?:on|at|this|tomorrow|then)\b",
    ),
    meeting=rf"\b{_TALK}|\b{_COME}|\bzoom\b|\bteams\b|google meet|\bvideo\b|(?:ring|call|phone|see) you|\bdiary\b|shift",
    elsewhen=r"(?:thank\w*|was|were|enjoyed|appreciate\w*|pleasure|following|further to|after|since) (?:\w+ ){0,4}(?:interview|meeting|call|chat|conversation|talking|speaking|meet|talk|coming|visit)|\bfuture\b|\bagain\b|feedback|\busually|\bnormally|\btypically|\boutcome",
    acknowledged=any_of(
        near(
            _SENT,
            r"(?:was|were|has been|have been|is now) (?:\w+ )?(?:submitted|received|recorded|logged|forwarded|registered|passed)",
        ),
        rf"{_SENT}(?:'s)?(?:[ ,][\w'/-]*){{0,9}} (?:received|reached|on (?:the|our|my) (?:pile|list|desk)|submitted|registered|logged|arrived|landed|(?:come|came|gone) through|safely|in (?:the|our) (?:system|inbox|queue|hands|pile)|with (?:us|the|our)|successfully|been sent|(?:passed|forwarded|added|sent|go|gone) (?:on |across |over |along )?to|recorded|under review|under consideration|being (?:reviewed|considered|processed|assessed|looked)|is in\b|is complete|on (?:our )?file|acknowledged)",
        rf"(?:received|got|receipt of|acknowledg\w+|registered|recorded|logged|confirm\w*|passed|forwarded|shared|added|saved|put|entered|hold of|reviewing|reading|looking (?:at|through))(?: [\w/]+){{0,4}} {_SENT}|have (?:now )?(?:your|all your) {_SENT}",
        near(
            r"thank(?:s| you)|thx|cheers|much appreciated",
            r"appl(?:ying|ication|ied)|submitting|(?:your|the) (?:\w+ )?(?:cv|resume|documents|portfolio|cover|letter|details)|sending (?:that|this|it|your|over|in|through|across|us)|your interest in|getting in touch about",
        ),
        r"(?:application|submission) (?:confirmation|received|submitted|acknowledg\w+|complete)|successfully (?:applied|submitted)|you(?:'ve| have)(?: just| now| successfully)* applied|you applied (?:for|to)",
        r"acknowledg\w+ (?:receipt|of)|in receipt of|(?:got|have|put|added) you (?:\w+ )?(?:on|to|in) (?:the|our|my) (?:system|books|database|list|pile)|(?:your application|it) (?:will|is to) be (?:\w+ )?(?:reviewed|considered|assessed|processed|looked|passed|read|forwarded)|(?:review|assess|consider|read|look (?:at|over|through)|go through) (?:\w+ )?your (?:application|cv|resume|details|profile|submission)",
    ),
    receipts=(
        (
            1,
            r"(?:get|come|be) back to you|be in touch|(?:hear|heard) (?:back )?from (?:us|me)|contact you|let you know|keep you (?:posted|updated)|update you",
        ),
        (1, r"\b(?:review|read|look(?:ing)? (?:at|through|over)|consider|assess|process|shortlist)"),
        (1, r"\bthank|\bcheers|appreciate"),
        (1, r"\bref(?:erence)?\b|automated|automatic|do not reply|no-?reply|not monitored"),
        (1, r"received|got it|landed|arrived|safely|in the pile|\bnoted\b|submitted"),
    ),
    yours=r"your (?:[\w-]+ ){0,3}(?:application|cv\b|resume|candidacy|cover letter|interview)|(?:sending|dropping|sent|forwarding) (?:\w+ ){0,3}cv|you(?:'ve| have)? (?:recently )?(?:applied|submitted)|\bapplying|(?:dear|time) (?:applicant|candidate)|apprenticeship|your (?:email|letter|message) about|application (?:for|number|ref|has|is|was|received|landed)|(?:re|aw|fw): .{0,60}(?:cv|application|vacancy)|your (?:interest in|background|experience)|(?:hiring|recruitment|selection|interview) process",
    about=r"candidac|waiter|waitress|barista|bar (?:job|staff)|weekend job|kitchen (?:job|staff)|receptionist|vacancies|appl(?:ication|y\b|ied|ying)|shortlist|\bpanel\b|next employer|an offer\b|you interviewed|feedback|position|\brole\b|vacanc|candidate|interview|\bcv\b|resume|recruit|\bhir(?:e|ed|ing)\b|\bjobs?\b|\bpost of|\bthe post\b|trial (?:shift|day)|cover letter|\bshifts?\b|internship|apprentice",
    conditional=any_of(
        r"\b(?:if|unless|in case|in the event|once|whether(?! you (?:could|can|would|might|are able))|only if|until|provided)\b(?! (?:that|this|you) (?:works?|suits?))|\bshould (?:you|your|we|there|the)\b",
        r"\b(?:any|all) (?:\w+ ){0,3}(?:invitation|correspondence|interviews?)\b|(?:only|those|shortlisted|short-listed|successful|unsuccessful|suitable|selected|other|not every) (?:\w+ ){0,2}(?:applicants?|candidates?|those|who)\b(?=.{0,60}(?:will|may|can|are|contact|invited|hear|notified))|individual(?:ly)? (?:feedback|respon|repl)|(?:respond|reply|get back|feedback|write) (?:\w+ ){0,3}(?:individually|to (?:everyone|everybody|every|each|all))|\b(?:may|might) (?:be |then |also )?(?:contact|invit|ask|call|need)",
        r"interviews? (?:will|are|is expected|for this|take|dates?|process)(?! (?:place|confirm|schedul|book|be with (?:me|us)))(?! (?:\w+ ){0,3}with (?:you|me))|\bhow to\b|provisional(?:ly)?|anticipate|(?:first|next|then|typically|usually|normally),? (?:\w+ ){0,3}(?:we|our team|the team) (?:will |'ll )?(?:review|invite|read)",
    ),
    bulk=r"unsubscribe|manage (?:your )?(?:alerts|preferences|subscription)|job ?alerts?|new jobs|jobs (?:matching|for you|you)|read more|newsletter|webinar|register (?:now|here|today|free|by|your place)|\btickets?\b|(?:career|job|careers|jobs|virtual) fair|open (?:day|evening)|save your (?:seat|spot|place)|apply now|easy apply|limited (?:places|spaces)|\btips\b|masterclass|recommended (?:jobs|roles)|similar (?:jobs|roles)|podcast episode|view in browser",
    other=any_of(
        r"(?:came|come|stumbled) (?:across|upon) your|(?:found|saw|noticed|spotted) your (?:profile|details|cv) (?:on|through|via|online|and)|your (?:linkedin|github) (?:profile|and)?.{0,30}(?:caught|impress|stood)|(?:would|could) you be (?:interested|open)|open to (?:new|hearing|a new)|do you know anyone|(?:are|might) you (?:be )?(?:open|looking) (?:to|for) (?:a |new )|send (?:me|us|over) (?:your|an|a copy of your)(?: [\w-]+){0,3} (?:cv|resume)",
        r"(?:finish|complete|resume|continue|submit) your (?:\w+ )?application|application (?:is |remains )?(?:not (?:yet )?(?:been )?(?:submitted|complete)|incomplete|unfinished|started|in draft|saved)|draft application|(?:started|begun|saved) (?:\w+ ){0,3}application|haven't (?:submitted|finished|completed)|left .{0,20}unfinished",
        r"(?:verify|confirm|validate|activate) (?:your|the|this) (?:e-?mail|account|address)|reset your password|one-time (?:code|password)|verification code",
        r"\bdemo\b|sales team|research interview|paid (?:research|study)|(?:survey|questionnaire)\b.{0,60}(?:minutes|anonym|experience)|how did we do|rate your|your (?:opinion|views) (?:matter|count)|candidate experience|take the survey|feedback survey|anonymous",
        r"(?:pleased|delighted|happy|thrilled|excited|like|glad) to (?:formally |be able to |make you an |confirm (?:our|your) )?offer (?:you )?(?:the|a|an)?\b(?! (?:interview|chance|slot|call|opportunit|time|meet|chat|phone|video|place (?:on|at|in) the (?:interview|assess)))|offer letter|contract of employment|your (?:first|start) (?:day|date)\b|withdr[ae]w\w* your application|you have withdrawn|as a refere|reference request",
    ),
)
