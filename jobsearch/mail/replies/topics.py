"""Determine whether a message is about a job application or another matter.

An employer may also be the reader's bank, shop, or university, so its address alone proves nothing. All
patterns match folded text in any of the five languages; none depends on the language of the message.

message, title and company applied to -> words about hiring, words of an application, words of other matters -> Topic
"""

import re
from dataclasses import dataclass

from jobsearch.mail.messages import Message
from jobsearch.mail.replies.phrases import any_of
from jobsearch.text.folding import fold, names

# Words that are used for hiring alone: one is enough.
_HIRING = any_of(
    r"\bcvs?\b|\bc\.v\.|curriculum|your resume|cover(?:ing)? letter|\bvacanc(?:y|ies)|\bapplicants?\b|candidacy|"
    r"short-?listed for|offered (?:the|this) (?:job|role|position|post)|recruit(?:er|ers|ing|ment)\b|hiring|job (?:application|interview|offer|title)|"
    r"human resources|"
    r"\btalent (?:acquisition|team|partner)|\bpeople (?:team|operations|partner)|trial shift|\bthe post (?:has|is|was)\b|internship|apprenticeship",
    r"\blebenslauf|vorstellungsgesprach|bewerbungsgesprach|bewerbungs(?:unterlagen|verfahren|prozess)|personalabteilung|"
    r"personalreferent|stellen(?:angebot|ausschreibung|anzeige)|ausgeschriebene|\bstelle als\b|probearbeit|probetag|"
    r"ausbildungsplatz|praktikumsplatz|\bbewerberinnen|vakanz|einstellungstest|(?:fur|um|auf) die (?:\w+ )?stelle\b|\bdie stelle\b.{0,60}(?:besetzt|vergeben)",
    r"lettre de motivation|recrut(?:ement|eur|euse)|embauche|ressources humaines|\brh\b|"
    r"\b(?:au|le|ce|du|un) poste (?:de|d'|a pourvoir)|offre d'emploi|entretien d'embauche|(?:proposer|pourvoir|prendre|discuter) (?:le|du|ce) poste|\ble poste (?:est|a ete)",
    r"curriculo|hoja de vida|proceso (?:de seleccion|selectivo)|entrevista de (?:trabajo|empleo)|"
    r"recursos humanos|equipo de (?:seleccion|talento)|oferta de (?:empleo|trabajo)|solicitud de (?:empleo|trabajo)|"
    r"\b(?:el|al|del|un) puesto (?:de|como)\b|inscri\w+ en la oferta|preseleccionad|bolsa de trabajo",
    r"processo (?:seletivo|de recrutamento|de selecao)|recrutamento|entrevista de emprego|banco de talentos|"
    r"\bvaga (?:de|para) (?!estacionamento|garagem)|procedimento concursal",
)
# Words of an application that also serve for flats, cards and courses: enough unless such a matter is named.
_APPLYING = any_of(
    r"\bappl(?:ication|ied|ying)\b|\bbeworben|\bbewerb(?:ung|er)|candidature",
    r"\bpostul(?:e|er|ation|acion|aste|ado|arte)\b|candidatura|candidatou",
    r"\byour interview|\binterview (?:with (?:us|our|me)|for (?:the|our|a)|at our)|you interviewed",
    r"\b(?:candidates?|kandidat\w*|candidatos?|candidatas?|candidats?)\b|\bentrevue|\b(?:tu|su|la) entrevista|\b(?:sua|tua|a) entrevista",
    r"inscrit[oa]? .{0,20}en la oferta|apuntad[oa] a la oferta|dossier de candidature",
)
# Three kinds of words that are used of work and of other things: two kinds are enough.
_WORK = (
    any_of(
        r"\b(?:the|this|our|your|of|(?<!in )a) (?:[\w&/-]+ ){0,4}(?:role|position|vacancy|post)\b|\bjobs?\b|\bsalary|\bwages?\b",
        r"\b(?:die|diese[rn]?|der|unsere[rn]?) (?:[\w-]+ ){0,2}(?:stelle|position)\b|\bposte\b|\bgehalt|\bemploi\b|salaire",
        r"\b(?:puesto|vacante)\b|\bplaza de\b|\b(?:vaga|posicao|emprego)\b|\b(?:el|del|un|o|do) (?:empleo|trabajo|trabalho)\b",
        r"\b(?:sueldo|salario)\b",
    ),
    any_of(
        r"\b(?:to|for) an? (?:\w+ )?interview|\b(?:un|d'|votre|ton) ?entretien\b|\buna entrevista|\buma entrevista",
        r"\bkennen(?: ?zu)?lernen|mit mehr erfahrung|more experience|plus d'experience|mas experiencia|mais experiencia",
    ),
    any_of(
        r"your (?:background|skills|experience with)|\bprobe(?:schicht|zeit)|\bschnupper|\bvorstellung\b",
        r"(?:deine|ihre) qualifikation|portfolio|votre profil|(?:votre|ton) parcours",
        r"\b(?:un|l'|d')(?:\w+ )?essai\b(?! gratuit)|\b(?:una|dia de) prueba\b(?! gratuita)|(?:tu|su) proceso\b",
        r"(?:cerr\w+|esta) (?:la )?busqueda|tu perfil|(?:seu|teu) perfil",
    ),
)
# What companies write about to their customers, members, students, patients and tenants.
_MATTERS = any_of(
    r"(?<!in )\borders?\b|refund|\breturn(?:s|ed) |invoice|billing|\bpayments?\b|parcel|\bdeliver(?:y|ed|ies)\b|(?:been|is|was|be|has) shipped(?! on)|shipping|"
    r"customer|purchas|warranty|subscription|\bsubscribe|\bmembership|\b(?:dear|our|all) members?\b|password|sign-?in\b|\bcards?\b|\bloans?\b|"
    r"mortgage|\bcredit|insurance|\b(?:your|the) (?:policy|claim|plan|account|trial|subscription|booking|bill|complaint)\b|"
    r"reservation|flight|\btickets?\b|\bproducts?\b|\bdemo\b|free trial|trial of|upgrade|pricing|new features?|"
    r"support (?:team|case|request)|technician|install|repair|broadband|dentist|dental|patient|\bcourse\b|\bclass(?:es)?\b|"
    r"on stage|\blivestream|webinar|donat|survey|tenan(?:t|cy)|\b(?:flat|apartment|rent)\b|savings|pension|investment|"
    r"\d ?% off|\bsale\b|voucher|discount|newsletter|account (?:executive|manager)|followed by drinks|alumni|keynote|"
    r"\bscholarship|\bgrant\b|\bpermit\b|library|shopping|landlord|household|\bhomes\b|this home|our board|your (?:setup|stay|visit|meter|device|request|query|enquiry)",
    r"bestell(?:ung|t)|erstatt|rucksend|retoure|rechnung|zahlung|paket|liefer|versand|kund(?:e|in|en)\b|kundenservice|"
    r"kundendienst|kundennummer|einkauf|garantie|gewahrleistung|abonnement|\babo\b|mitglied|kundigung|passwort|anmeldedaten|"
    r"kredit|darlehen|\bkarte\b|versicher|schaden|(?:ihr|dein|mobilfunk|strom|handy)\w* ?vertrag|(?:kunden|giro|spar|ihr|dein)\w* ?konto\b|\bantrag|beratung|altersvorsorge|geldanlage|filiale|buchung|"
    r"reservierung|\bflug|produkt|testversion|preise|reparatur|installation|techniker|praxistermin|behandlung|\bkurs|"
    r"stream\b|veranstaltung|konzert|spende|umfrage|mieter|wohnung|rabatt|gutschein|newsletter|zahlerstand|\bversion \d|"
    r"anfrage|reklamation|beschwerde|entschadigung|studienplatz|stipendium",
    r"command(?:e|es)\b|rembours|retour (?:de|produit)|facture|paiement|colis|livraison|\bclients?\b|achat|garantie|abonnement|"
    r"adheren|adhesion|mot de passe|\bpret\b|\bcarte\b|assurance|sinistre|votre contrat|votre (?:compte|demande|epargne|panier)|"
    r"agence|reservation|\bvol\b|billet|produit|depannage|technicien|installation|patient|(?<!en )(?<!au )\bcours (?:de|d')|atelier d|"
    r"spectacle|dedicace|\bdon\b|sondage|locataire|appartement|logement|loyer|locati(?:f|on)\b|proprietaire|reduction|promotion|reclamation|"
    r"prelevement|consultation|bourse\b|formation\b",
    r"pedido|reembols|devolucion|factura|\bpago\b|paquete|envio de|entrega|client[ea]|compra|garantia|suscripcion|soci[oa]s?\b|"
    r"contrasena|prestamo|hipoteca|credito|tarjeta|\b(?:tu|su|el|del|de) seguro\b|siniestro|poliza|tu cuenta|su cuenta|reserva|vuelo|viaje|"
    r"billete|producto|reparacion|(?:nuestro|un|el) tecnico|instalacion|paciente|\bcita\b|clinica|\bcurso|\bclases?\b|evento|concierto|"
    r"donacion|encuesta|inquilin|\b(?:el|del|tu|su|un|este) piso\b|alquiler|descuento|promocion|reclamacion|consulta\b|ahorro|beca\b|sorteamos",
    r"encomenda|\btroca\b|devolucao|fatura|boleto|pagamento|\bentreg|cliente|garantia|assinatura|associad|\bsenha|"
    r"emprestimo|financiamento|cartao|credito|\b(?:seu|o|do|de) seguro\b|sinistro|apolice|sua conta|reserva\b|\bvoo\b|viagem|bilhete|ingresso|"
    r"produto|reparacao|conserto|(?:nosso|um) tecnico|instalacao|paciente|consulta\b|clinica|\bcurso|\baulas?\b|concerto|doacao|inquilino|"
    r"apartamento|aluguel|arrendamento|desconto|promocao|reclamacao|\bplano\b|poupanca|bolsa de|renovacao|mensalidade",
)
# What else people submit, enter or apply for, in all languages.
_SUBMITTED = (
    r"\bm\.?sc\b|\bb\.?a\.? in\b|\bdegree\b|undergraduate|bachelor|admissions?\b|volunteer|manuscript|\bnovel\b|"
    r"call for (?:papers|speakers)|\baward\b|competition|contest\b|tender\b|supplier|exhibitor|franchise|adopt(?:ion|ing)\b|"
    r"licen[cs]e\b|planning permission|beta (?:program|tester)|waiting list|nursery|allotment|feedback session|research study|"
    r"ehrenamt|manuskript|vortrag|einreichung|preisverleihung|wettbewerb|ausschreibung der|lieferant|\bkita\b|anmeldung|"
    r"warteliste|studium\b|tierheim|genehmigung|fordermittel|forderung|zuschuss|benevol|manuscrit|concours|appel d'offres|"
    r"fournisseur|licence\b|\bmaster\b|liste d'attente|subvention|creche|vehicule|chaudiere|\brevision|conference|"
    r"voluntari|manuscrito|concurso de|licitacion|proveedor|master en|lista de espera|subvencion|guarderia|\bbecas\b|"
    r"premio\b|\boriginal\b|\bromance\b|fornecedor|licitacao|mestrado|creche|\bpremio|edital|garagem|condominio|vistoria"
)
# An application for something that is called no job; unless it is the title applied to, it is another matter.
_JOB = (
    r"(?!(?:[\w&/'-]+ ){0,5}(?:role|position|post|job|vacancy|opening|internship|traineeship|team|company|stelle|ausbildung|"
    r"praktik\w+|lehrstelle|poste|stage|emploi|puesto|vacante|oferta|empleo|vaga|emprego|estagio|posto)\b)"
)
_OF_SOMETHING = re.compile(
    rf"\bappl(?:ication|ied|ying) (?:for|to) (?:an?|the|your|our|this) {_JOB}|"
    rf"\bbewerb\w+ (?:um|fur|auf) (?:eine[nr]?|die|den|das|diese\w?|ihre\w?) {_JOB}|"
    rf"\bcandidature (?:pour|a|au|aux) (?:une? |la |le |l'|les |ce |cet |cette |votre ){_JOB}|"
    rf"\b(?:candidatura|postulacion) (?:para|a|al|ao) (?:una? |la |el |uma? |o |este |esta ){_JOB}"
)
_MOST_BEFORE = 20  # characters before a title that tell whose it is
_SOMEBODY = re.compile(
    r"\b(?:our|your|unser\w*|ihr\w*|dein\w*|notre|votre|nos|nuestr[oa]|su|tu|noss[oa]|seu|sua|"
    r"(?:i am|i'm|je suis|ich bin|soy|sou) ?(?:an?|the|une?|le|la|eine?|der|die|el|o|a)?|"
    r"(?:le|la|el|o|der|die|the) (?:new|neue|nouveau|nouvelle|nuev[oa]|nov[oa])) $"
)
_HIRING_ADDRESS = re.compile(
    r"^(?:jobs?|careers?|karriere|carrieres?|recruit\w*|recrut\w*|hiring|talent\w*|resourcing|hr|rh|rrhh|gente|personal\w*|bewerb\w*|"
    r"ausbildung|apply|applications?|applicants?|seleccion|selecao|empleos?|vacantes|candidat\w*|carreiras?|vagas|"
    r"emplois?|people)$"
)
_HIRING_NAME = re.compile(
    r"\b(?:recruit(?:ing|ment|er)|careers|talento?|resourcing|hiring|karriere|hr|human resources|rh|recrutement|recrutamento|"
    r"equipo de seleccion|personalabteilung)\b"
)
_SERVICE_ADDRESS = re.compile(
    r"^(?:service\w*|support|care|help\w*|kunden\w*|client\w*|customer\w*|news\w*|marketing|events?|billing|orders?|sales|"
    r"security|alumni|atendimento|sac|apoio|ayuda|facture\w*|reserv\w*|bookings?|citas|schaden|sinis\w*|mitglied\w*|"
    r"members\w*|lettings|aufnahme|adherents|secretar\w*|tickets?|returns|refunds?|press\w*|vertrieb|ventas|vendas|accounts?|welcome|deals|offers|promo\w*|updates)$"
)
_WORD = re.compile(r"[^a-z0-9]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)|[*:/_]-?in(?:nen)?\b")
# Addresses that anything may come from, where a person's own would say who writes.
_SHARED_ADDRESS = re.compile(
    r"^(?:info\w*|hello|hi|hallo|hola|ola|bonjour|salut|contact\w*|contat\w*|kontakt|office|mail|team|equip[eo]|post|"
    r"no|noreply|donotreply|nao|nepasrepondre|notifications?|mailer|verwaltung|leitung|direc\w*|geral|sekretariat|"
    r"registro|accueil|recep\w*|empfang|admin\w*)$"
)
_ENOUGH = 2  # weight of ambiguous evidence; one more if the message has several words of other matters


@dataclass(frozen=True)
class Topic:
    """The topic of a message.

    Attributes:
        is_application: whether it is about an application for a job, judging by its words or sender.
        is_other: whether it is about another matter of the sender's, judging by its words, or because the
            company rather than a person writes without mentioning an application.
        is_unnamed: whether no word refers to an application or to work.

    """

    is_application: bool
    is_other: bool
    is_unnamed: bool


def topic(message: Message, folded: str, *, title: str = "", company: str = "") -> Topic:
    """Return the topic of a message.

    `folded` is its folded subject and text; `title` and `company` are those of the application, or "" if
    unknown.
    """
    title, company = fold(_IN_BRACKETS.sub("", title)).strip(), fold(company).strip()
    matters = len(set(re.findall(f"{_MATTERS}|{_SUBMITTED}", _without(folded, title, company))))
    matters += _is_from(_SERVICE_ADDRESS, message) or bool(company and _is_department(message))
    matters += not _is_named(title, folded) and _OF_SOMETHING.search(folded) is not None
    evidence = _evidence(folded, has_matters=matters > 0)
    if _is_named(title, folded):
        evidence += 1 + (names(fold(message.subject), title) and (" " in title or not matters))
    is_hiring = _is_hiring(message) or re.search(_HIRING, folded) is not None
    is_unnamed = not is_hiring and not evidence
    is_silent = bool(company) and is_unnamed and _is_impersonal(message, company)
    return Topic(
        is_application=is_hiring or evidence >= _ENOUGH + (matters > 1),
        is_other=not is_hiring and (matters > evidence or is_silent),
        is_unnamed=is_unnamed,
    )


def _is_named(title: str, folded: str) -> bool:
    """Return whether a message names the title, except as someone else's ("our technician")."""
    if not title or not names(folded, title):
        return False
    starts = [found.start() for found in re.finditer(re.escape(title), folded)]
    return not starts or any(not _SOMEBODY.search(folded[max(0, at - _MOST_BEFORE) : at]) for at in starts)


def _evidence(folded: str, *, has_matters: bool) -> int:
    """Return the total weight of the words that suggest a job application."""
    applying = re.search(_APPLYING, folded) is not None
    work = sum(re.search(words, folded) is not None for words in _WORK)
    return work + applying * (1 if has_matters else _ENOUGH)


def _is_hiring(message: Message) -> bool:
    return _is_from(_HIRING_ADDRESS, message) or _HIRING_NAME.search(fold(message.sender)) is not None


def _is_impersonal(message: Message, company: str) -> bool:
    """Return whether the message is from the company itself rather than from a person at the company."""
    return _is_from(_SHARED_ADDRESS, message) or company in fold(message.sender)


def _is_department(message: Message) -> bool:
    """Return whether an address belongs to a department other than hiring, such as "planning@"."""
    if not message.sender or _is_from(_SHARED_ADDRESS, message) or _is_hiring(message):
        return False
    sender = fold(message.sender)
    return not any(word in sender for word in _WORD.split(message.address.partition("@")[0]) if len(word) > 1)


def _is_from(kind: re.Pattern[str], message: Message) -> bool:
    """Return whether a word in the address before the @ is of a given kind."""
    return any(kind.match(word) for word in _WORD.split(message.address.partition("@")[0]))


def _without(folded: str, *named: str) -> str:
    """Return the text without names such as "Nordsee Insurance", whose words say nothing about its topic."""
    for name in filter(None, named):
        folded = folded.replace(name, " ")
    return folded
