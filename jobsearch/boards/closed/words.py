"""Multilingual patterns for the notices that boards use to mark a post as closed.

A sentence must match in full: "This position has been filled by freelancers until now" is not such a notice.

This module is pure.
"""

import re
from dataclasses import dataclass

_LONGEST = 400  # the maximum length of a notice, in characters
_SENTENCES = re.compile(r"[^.!?]+[.!?…]*")
_STRIPPED = " \t\"'“”«»()[]*•·–—:;,.!…⚠\ufe0f🚫😢😔🙁❌-"  # noqa: RUF001 - characters found on real pages

_OPENER = re.compile(
    r"(?:(?:we(?:'re| are) |so )?(?:very )?sorry|o+ps|whoops|uh[- ]oh|hmm+|oh no|unfortunately|apologies|"
    r"(?:please )?note(?: that)?|update|404(?: error)?|error|"
    r"(?:many )?(?:thank you|thanks)(?: so much)? for your interest(?: in .{1,80}?)?(?=[!.,]|$)|"
    r"(?:sorry, )?we couldn't find anything here|"
    r"helaas|leider|désolée?|oups|lo sentimos|infelizmente|purtroppo|tyvärr|desværre|dessverre|niestety)"
    r"[\s,!.:;–—-]*(?:but )?"  # noqa: RUF001 - same
)
_KIND = (
    "job|position|role|vacancy|opening|posting|post|listing|offer|ad|advert|advertisement|opportunity|"
    "requisition|description"
)
_NOUN = rf"(?:(?:job|work)[ -]?)?(?:{_KIND})(?: (?:{_KIND}))?"
_SOUGHT = (
    r"(?: (?:that |which )?(?:you(?:'re| are| were|'ve| have)(?: been)? "
    r"(?:looking for|trying to \w+|requested|selected|searching for)|"
    r"you (?:requested|selected|want|wanted|followed)))?"
)
_HOW = r"(?: (?:now|already|since|unfortunately|sadly|currently|recently|probably|successfully|either))*"
_APPLICATIONS = r"(?: any)?(?: new| further)? (?:applications|applicants|candidates|submissions|responses)"
_STATE = (
    rf"(?:no longer|not) (?:available|active|open|accepting{_APPLICATIONS}|posted|published|listed|online|"
    r"valid|live|vacant|(?:being )?advertised)"
)
_END = (
    r"(?:closed|filled|expired|ended|removed|unpublished|archived|deleted|taken down|taken offline|withdrawn|"
    r"deactivated|cancell?ed|closed (?:to|for)(?: new)? (?:applications|applicants))"
)
_LATER = r"(?: (?:any ?more|any longer|at this time|at the moment))?"
_PREDICATE = (
    rf"(?:(?:is|are|seems to be|appears to be){_HOW} {_STATE}{_LATER}"
    rf"|(?:is|are|has|have|was|were){_HOW}(?: been)?{_HOW} {_END}"
    rf"|(?:might|may|could) have{_HOW}(?: been)? {_END}"
    rf"|(?:is )?no longer (?:exists?|available)|(?:does not|doesn't|did not|didn't) exist{_LATER}"
    r"|(?:could not|couldn't|cannot|can't|was not|wasn't) (?:be )?found)"
)
_MORE = rf"(?:,? (?:and|or|so) (?:it |the (?:position|job|role) |which )?(?:{_PREDICATE}|{_STATE}|{_END}))*"
_APPLYING = (
    r"(?:the |all )?(?:applications?|application (?:period|window|process|deadline)|recruitment|hiring)"
)
_SENTENCE = re.compile(
    rf"(?:this|the|that|your)(?: (?:specific|requested|selected|particular))? {_NOUN}{_SOUGHT}(?: either)? "
    rf"{_PREDICATE}{_MORE}"
    rf"|{_APPLYING}(?: (?:for|to) (?:this|the) {_NOUN})? (?:is|are|has|have){_HOW}(?: been)? "
    r"(?:closed|ended|over|passed|expired|no longer (?:being )?accepted)"
    rf"|(?:we are|we're)(?: no longer| not) accepting (?:new )?applications for this {_NOUN}"
    rf"|(?:we have|we've) stopped accepting (?:new )?applications for this {_NOUN}"
    rf"|we (?:could not|couldn't|cannot|can't|were unable to) find (?:this|the|that) {_NOUN}{_SOUGHT}"
    rf"|we(?:'ve| have)(?: already| now)? (?:filled|closed) this {_NOUN}"
)
_HEADING = re.compile(
    rf"(?:{_NOUN}|page)(?: (?:is|has|has been|was|is now|is being))? "
    rf"(?:not found|no longer (?:available|exists|active)|unavailable|{_END})"
)
_LABEL = re.compile(r"(?:page|job|job posting|position) not found|(?:position|job) (?:filled|closed|expired)")


@dataclass(frozen=True)
class _Language:
    """The grammar of closing notices in one language: subjects, verbs, fillers, and states.

    The verb precedes the state, and may also come first if `inverts` is set: "leider ist diese Stelle
    besetzt".
    """

    subject: str
    verb: str
    state: str
    between: str = ""
    inverts: bool = False

    @property
    def pattern(self) -> str:
        between = rf"(?: (?:{self.between}))*" if self.between else ""
        forms = [rf"(?:{self.subject}) (?:{self.verb}){between} (?:{self.state})"]
        if self.inverts:
            forms.append(rf"(?:{self.verb}) (?:{self.subject}){between} (?:{self.state})")
        return "|".join(forms)


_LANGUAGES = (
    _Language(  # German
        subject=(
            "(?:diese|die|dieser|der|dieses|das) (?:stelle|position|stellenanzeige|stellenausschreibung|"
            "anzeige|ausschreibung|vakanz|job|jobangebot|stellenangebot)"
        ),
        verb="ist|wurde",
        between="leider|bereits|inzwischen|schon|derzeit|aktuell",
        state=(
            "nicht mehr (?:verfügbar|aktiv|online|offen|vakant|ausgeschrieben|aktuell)|geschlossen|besetzt|"
            "abgelaufen|vergeben|entfernt|deaktiviert"
        ),
        inverts=True,
    ),
    _Language(  # French
        subject="(?:cette|cet|ce) (?:offre(?: d'emploi)?|annonce|poste|emploi)|l'(?:offre|annonce)",
        verb="est|a|n'est",
        between="malheureusement|déjà|désormais|été",
        state=(
            "plus (?:disponible|en ligne|active?|d'actualité)|pourvue?|expirée?|clôturée?|fermée?|supprimée?|"
            "retirée?|expiré"
        ),
    ),
    _Language(  # Dutch
        subject="(?:deze|de) (?:vacature|functie|baan|positie)",
        verb="is",
        between="helaas|inmiddels|al|reeds",
        state=(
            "niet (?:meer|langer) (?:beschikbaar|actief|open|vacant|online)|vervuld|gesloten|verlopen|"
            "ingevuld"
        ),
        inverts=True,
    ),
    _Language(  # Spanish
        subject="(?:esta|este|la|el) (?:oferta|vacante|puesto|empleo|posición)(?: de (?:empleo|trabajo))?",
        verb="ya no|ha|está|ha sido",
        state=(
            "(?:está|se encuentra) (?:disponible|activ[ao]|abiert[ao]|vigente)|expirado|caducado|finalizado|"
            "cerrad[ao]|cubiert[ao]|retirad[ao]"
        ),
    ),
    _Language(  # Portuguese
        subject="(?:esta|essa|este) (?:vaga|oferta|posição)",
        verb="não|já não|foi|está",
        state="está(?: mais)? (?:disponível|aberta|ativa)|encerrada|preenchida|fechada|expirada",
    ),
    _Language(  # Italian
        subject=(
            "(?:questa|questo|la|il) (?:offerta|posizione|annuncio|lavoro)(?: di lavoro)?|"
            "l'(?:offerta|annuncio)"
        ),
        verb="non|è|è stat[ao]",
        state="è più (?:disponibile|attiv[ao]|apert[ao])|scadut[ao]|chius[ao]|copert[ao]|rimoss[ao]",
    ),
    _Language(  # Swedish
        subject="(?:det här|detta|den här|denna) (?:jobbet|tjänsten|annonsen|rollen)",
        verb="är|går|har",
        state="inte längre (?:att söka|tillgängligt?|aktivt?|öppe[nt]|aktuellt?)|tillsatt?|stängd|utgått",
    ),
    _Language(  # Danish and Norwegian
        subject="(?:denne|dette) (?:stilling(?:en)?|jobopslag|job|annonse[n]?)|stillingen|jobbet",
        verb="er",
        state="ikke (?:længere|lenger) (?:tilgængelig|tilgjengelig|aktiv|ledig|åben|åpen)|besatt?|lukket",
    ),
    _Language(  # Polish
        subject="(?:ta|to) (?:oferta(?: pracy)?|ogłoszenie|rekrutacja)",
        verb="jest już|nie|została|zostało",
        state="nieaktualn[ae]|jest już (?:dostępn[ae]|aktualn[ae])|zakończon[ae]|zamknięt[ae]",
    ),
    _Language(  # Finnish
        subject="tämä (?:työpaikka|ilmoitus|paikka)",
        verb="ei ole enää",
        state="avoinna|haettavissa|saatavilla",
    ),
)
_OTHERS = re.compile("|".join(language.pattern for language in _LANGUAGES))


def says_closed(text: str, *, heading: bool) -> bool:
    """Return whether a block of text begins with a notice that the post is closed.

    Only words of regret may precede the notice; a heading may omit the article: "Position filled".
    """
    if len(text) > _LONGEST:
        return False
    plain = " ".join(text.casefold().replace("\u2019", "'").split())
    for sentence in _SENTENCES.findall(plain):
        said = _OPENER.sub("", sentence.strip(_STRIPPED), count=1).strip(_STRIPPED)
        if said:
            return not said.endswith("?") and _is_such(said, _HEADING if heading else _LABEL)
    return False


def _is_such(sentence: str, short: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(sentence) for pattern in (_SENTENCE, short, _OTHERS))
