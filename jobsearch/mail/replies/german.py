"""German phrases; when folded, ü becomes u, and ß is kept."""

from jobsearch.mail.replies.phrases import Phrases, any_of, both, near

_SENT = r"(?:\b[\w-]*(?:bewerbung(?!sgesprach|sprozess|sverfahren|sfrist|sschluss)\w*|unterlagen|lebenslauf|anschreiben|dossier|mappe|motivationsschreiben))"
_YOU = r"(?:sie|dich|du|ihnen|dir|ihre?\w*|deine?\w*)"
_NOT = r"(?:\bnicht\b|\bkeine?[nrms]?\b|\bleider\b)"
_ELSE = r"(?:jemand\w*(?: \w+){0,3} (?:ander\w+|mit|mehr|schon|bereits|der\b|die\b)|jemand\w* (?:der|die|gefunden)|(?:ander\w+|intern\w+|externe\w*|weitere\w*) (?:\w+ ){0,3}(?:bewerb\w+|kandidat\S*|person\w*|profil\w*|mitbewerb\w+|losung|besetz\w+|interessent\w+|kolleg\w+)|mitbewerb\w+|(?:eine|einen|einer|einem) (?:andere\w*|interne\w*)|andere\b(?= (?:entschieden|gefallen|vorzug))|person (?:mit|die|der)\b|(?:bewerber|kandidat)\w* (?:entschieden|den vorzug|deren|dessen|die|mit))"
_TALK = r"(?:[\w-]*gesprach\w*|interview\w*|telefonat\w*|treffen|kennen ?(?:zu)?(?:ge)?lern\w*|kennenlern\w*|\bcalls?\b|videocall|video-?konferenz|austausch\w*|unterhalt\w+|sprechen|telefonier\w*|\bkaffee|vorbei\w+|probe(?:arbeit\w*|tag\w*|schicht\w*|unterricht)|schnupper\w*|hospit\w+|assessment\w*|auswahltag\w*|auswahlverfahren|vorstellung\w*|vorstellig|einstellungstest|eignungstest|plaudern|quatschen|schnacken|zoom\b|teams\b|hearing)"
_WANT = r"(?:mochte\w*|wurde\w*|wollen|freu\w+|lad\w+|laden|gern\w*|einzuladen|hatten? (?:\w+ )?lust|lust|bitte\w*|konn\w+|kannst|passt|hast du|haben sie|magst|schlag\w+|vorschlag\w*|vereinbar\w+|ausmachen|abmachen|anbieten|biete\w*)"

GERMAN = Phrases(
    common=r"\b(?:der|die|das|und|sie|ihre?|ihnen|wir|fur|ist|du|dich|dir|deine?|nicht|am|haben|mit)\b",
    rejected=any_of(
        both(
            r"entschied\w*|entschlossen|entscheid\w*|wahl\b|gefallen|vorzug|besetz\w*|weiter\w*|gefunden|vergeben|eingestellt|einzustellen|genommen|vorgezogen|fortsetz\w*|fortfuhr\w*|festgelegt|ausgewahlt|zusage\w*|berucksichtig\w*|\bging\b|\bgeht\b|gegeben",
            _ELSE,
            70,
        ),
        near(
            r"\bnicht\b|\bkeine?[nrms]?\b",
            r"berucksichtig\w*|weiterverfolg\w*|in (?:die )?(?:engere|nahere|weitere)\w*|ausgewahlt|auszuwahlen|auswahlen|einladen|einzuladen|anbieten|einstell\w*|eingestellt|zusage\w*|zusagen|entsprech\w*|entspricht|in frage|infrage|in betracht|uberzeug\w*|aufnehmen|zum zug\w*|zu (?:ihren|deinen) gunsten|geklappt|klappt|gereicht|reicht|durchsetz\w*|positiv\w*|einbezieh\w*|(?:nachste|weitere|zweite)\w* (?:schritt|runde|phase|auswahl)|weiter\b(?! entfernt)|weiterge\w+|weiterkomm\w*|fortsetz\w*|fortfuhr\w*|zusammen\w*|optimal|perfekt|ganz (?:zu|das|der|die)|verfolgen|dabei\b(?! sein)|zu uns|nehmen|gehor\w+|erfull\w*|verlangern|bessere\w* (?:nachricht|mitteilung|auskunft)|(?:gute\w*|schone\w*|erfreuliche\w*) (?:nachricht|neuigkeit|mitteilung)|stelle anzubieten|bericht\b|vermitteln",
        ),
        r"nicht (?:\w+ ){0,3}(?:passt\b|passend|gepasst)(?! (?:ihnen|dir))|passt\w*(?: \w+){0,6} nicht (?:ganz|so|zu|optimal|zusammen)",
        r"\babsag\w*|(?:leider|bedau\w+|ungern) (?:\w+ ){0,4}(?:absagen|abzusagen)|eine absage|abschlagig\w*|ablehn\w*|abgelehnt",
        r"uns (?:leider |nun |jetzt )?anders entschieden|stelle (?:nun |jetzt )?intern\b|ohne (?:sie|dich)\b|ander\w+ (?:weg|richtung)|gegen (?:sie|dich|eine (?:einstellung|weitere|zusammenarbeit)|ihre|deine)|unterlagen (?:\w+ ){0,6}zuruck\b|zu unserer entlastung",
        r"(?:stelle|position|vakanz|platz|ausbildungsplatz|job|rolle|praktik\w+)\b(?: [\w-]+){0,8} (?:besetzt|vergeben|gestrichen|zuruckgezogen|weg\b|nicht mehr (?:frei|verfugbar|offen|zu haben))|(?:besetzung|ausschreibung|stellenbesetzung)(?: \w+){0,6} (?:aufgehoben|eingestellt|gestoppt|zuruckgestellt|abgebrochen)|einstellungsstopp",
        near(
            r"leider|bedau\w+|schade|tut (?:uns|mir) (?:sehr |wirklich |echt |wahnsinnig )?leid",
            r"\bnicht\b|keine?[nrms]?\b|ander\w+|absag\w*|besetzt|vergeben|jemand\w*|vorzug|schwer",
            110,
        ),
        r"(?:alles gute|viel (?:erfolg|gluck)|daumen).{0,60}(?:weiter\w*|zukunft|suche|beruf\w*|karriere|lebensweg|bewerbungsweg)|kopf (?:nicht )?hangen|entmutigen|keine wertung|kein urteil",
        r"(?:knapp|eng|schwer|schwierig).{0,30}(?:entscheidung|rennen).{0,60}(?:nicht|ander)|nachstes mal|erneut (?:zu )?bewerben|talentpool|bewerberpool",
    ),
    regrets=(
        (2, r"\bleider\b|bedau(?:er|ern)|tut (?:uns|mir) .{0,10}leid|\bschade\b|enttausch"),
        (2, r"(?:alles gute|viel (?:erfolg|gluck)|daumen|erfolg)"),
        (
            1,
            r"(?:speicher|behalten|aufnehmen|aufbewahr|merken).{0,40}(?:pool|kartei|unterlagen|profil|daten)|evidenz|vormerken|in evidenz",
        ),
        (
            1,
            r"(?:zahlreich|viele|hohe|grosse|groß|starke).{0,30}(?:bewerb|interesse|resonanz|konkurrenz|feld)",
        ),
        (
            1,
            r"sorgfaltig\w* (?:pruf|abwag|durchsicht)|reiflich|eingehend\w* (?:pruf)|nach (?:pruf|sicht|durchsicht|abwag)|intensiv",
        ),
        (
            2,
            r"jemand\w* (?:suchen|brauchen|gesucht)|brauchen (?:\w+ ){0,3}jemand|suchen (?:\w+ ){0,4}(?:jemand|person)|mehr (?:\w+ )?erfahrung|andere bewerb|andere kandidat",
        ),
        (
            1,
            r"(?:dank\w*|freude|spaß|spass|gefreut).{0,50}(?:gesprach|zeit|kennenlern|offenheit|besuch|muhe|dabei)",
        ),
        (1, r"(?:fallt|fiel) (?:\w+ ){0,4}(?:schwer|nicht leicht)|entscheidung"),
    ),
    interview=any_of(
        r"komm\w* (?:sie |du )?(?:\w+ ){0,2}(?:am|um|morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag)\b",
        near(
            r"\b(?:lad\w*|laden|eingeladen|einladung|einzuladen|einladen|geladen)\b",
            rf"{_TALK}|\bein\b|termin|schulprobe|am \d|verfahren",
            90,
        ),
        both(rf"\b{_WANT}\b", rf"\b(?:{_TALK})(?<!sprechend)", 60),
        r"(?:wann|welche[rsmn]?|wie)\b.{0,50}?(?:zeit\b|passt|passen|pass\w*|termin\w*|erreich\w*|moglich|besten|geht|ausgehen|ginge)\b.{0,40}?\?|passt (?:dir|ihnen|es|euch|das)\b.{0,60}?(?:\?|tag|uhr)|geht (?:sich|es|das)\b.{0,60}?\?|(?:hatten|hattest|haben|hast) (?:sie|du)\b.{0,60}?(?:zeit|kapazitat|luft|minuten|stunde|lust)\b|zeit (?:und lust|fur (?:ein|einen))",
        r"(?:such|wahl|buch|reservier|trag|klick|vereinbar|schlag|nenn|schick|gib|geben|teilen|teil)\w*\b.{0,50}?(?:termin\w*|slot|zeitfenster|verfugbarkeit\w*|uhrzeit|wunschzeit)|termin(?:vorschl\w+|link|buchung|abstimmung|findung)|calendly|kalender(?:link)?\b|(?:folgende|diese|drei|zwei) (?:\w+ )?termin\w*|terminbestatigung",
        r"(?:vorstellungs|bewerbungs|erst|zweit|kennenlern|auswahl|fach)gesprach\w* (?:am|um|mit|findet|wird|ist|statt|bestatig)|(?:bestatig\w+|termin).{0,40}(?:vorstellungs|bewerbungs|auswahl)gesprach",
        r"mehr (?:uber|von) (?:sie|dich|ihnen|dir) (?:erfahren|horen|wissen)|(?:personlich|naher|besser|bald|live) kennen|nachste\w* (?:runde|stufe|schritt|phase)\b.{0,60}(?:gesprach|interview|call|treffen|test|aufgabe|einlad|\d)|in (?:die|der) (?:engere\w* (?:auswahl|wahl)|nachste\w* runde|zweite\w* runde)|ruf\w*\b.{0,40}?\ban\b(?=.{0,40}(?:termin|gesprach|zeit|kommen|vereinbar|durch))|(?:melden|melde) (?:sie |dich |du )?(?:sich )?(?:\w+ ){0,4}(?:fur|wegen|um|zur) (?:\w+ ){0,3}termin|vorstellig|vorsprechen|einfinden|komm\w* (?:doch |einfach |gern\w* |mal )+(?:vorbei|rein|zu uns|am|auf)|(?:schau|schauen) (?:\w+ ){0,4}(?:vorbei|rein)\b(?! auf)",
    ),
    meeting=rf"\b{_TALK}|\b(?:termin|einladung|komm\w*|anrufe?n?|einfinden|melden sie sich an|ruf\w* (?:sie|dich))\b",
    elsewhen=r"(?:dank\w*|nach|spaß|spass|gefreut|war|waren|hat) (?:\w+ ){0,6}(?:gesprach\w*|interview|treffen|kennenlern\w*|besuch|telefonat|austausch|probetag|kennen)|(?:gern|mochte|konnen).{0,30}(?:ruckmeldung|feedback)|\bzukunft|spater|ansprechpartner|(?:fur|bei) (?:ruck)?fragen|(?:stehen|steht|stehe).{0,40}verfugung|normalerweise|in der regel|ublicherweise|podcast|entsprechend",
    acknowledged=any_of(
        near(
            _SENT,
            r"\b(?:gelandet|bekommen|gekriegt|in unserem system|im system|eingegangen|erhalten|angekommen|eingetroffen|eingelangt|zugegangen|vorliegt|liegt|liegen|bei uns|ist da\b|sind da\b|erreicht|ubermittelt|weitergeleitet|weitergegeben|vorgelegt|vorgestellt|gespeichert|registriert|erfasst|eingereicht|abgeschickt|gesendet|aufgenommen|bestatig\w*|pruf\w*|gepruft|gesichtet|sichten|durchgeh\w*|angeschaut|anschauen|ansehen|bearbeit\w*|ubernommen|entgegengenommen|hinterlegt|in bearbeitung|vollstandig)\b|\ban\b$",
            90,
        ),
        near(
            r"\b(?:eingang|erhalt|empfang|bestatig\w+|erhalten|haben|bekommen|sichten|prufen|pruft|prufe|schauen?|lesen|lese|leiten?|sieht|ansehen|durchsehen|angekommen|da ist|gut)\b",
            rf"\b(?:{_YOU} )?{_SENT}",
            60,
        ),
        near(
            r"dank\w*|merci|freu\w+|vergelt",
            r"bewerbung|unterlagen|dossier|lebenslauf|mappe|interesse (?:an|bei|fur)|beworben|zusendung|anschreiben|zuschrift",
            90,
        ),
        r"eingangsbestatigung|empfangsbestatigung|(?:erfolgreich|gerade|soeben|hast dich|haben sich) (?:\w+ ){0,5}beworben|bewerbungseingang|bewerbung (?:eingegangen|erhalten|angekommen)",
    ),
    receipts=(
        (
            1,
            r"melde[nt]? (?:\w+ ){0,2}(?:uns|mich)|kommen (?:\w+ ){0,4}auf (?:sie|dich) zu|horst (?:\w+ ){0,5}von uns|horen (?:\w+ ){0,5}von uns|bescheid|ruckmeldung|informieren",
        ),
        (1, r"pruf|sicht|anschau|anseh|durchles|bearbeit|schauen|lesen"),
        (1, r"\bdank|\bmerci"),
        (1, r"automatisch|referenz|kennziffer|vorgangsnummer|bewerbernummer|nicht auf diese"),
        (1, r"eingegangen|erhalten|angekommen|gelandet|eingelangt|\bist da\b|eingetroffen"),
    ),
    yours=rf"(?:ihr|dein)\w* (?:[\w-]+ ){{0,3}}(?:{_SENT}|profil|interesse an|vorstellungsgesprach|kandidatur|motivation)|bewerbung (?:\w+ ){{0,2}}(?:eingegangen|vom|als|bei|fur|um|auf|erhalten)|\bbeworben|(?:re|aw|wg): .{{0,60}}(?:bewerbung|lebenslauf|stelle)|(?:liebe\w*|sehr geehrte\w*) (?:bewerber|kandidat)",
    about=r"kellner|verkaufer|minijob|servicekraft|werkstudium|festanstellung|saisonstelle|ausschreibung|volontariat|ausbildung|praktikum|auswahlverfahren|auswahlgesprach|probearbeit|probetag|schnupper|bewerb|stelle\b|position\b|kandidat|vorstellungsgesprach|lebenslauf|recruiting|personal|\bjob\b|aushilfe|stellenangebot|lehrstelle|werkstudent|dossier|\bteam\b",
    conditional=any_of(
        r"\b(?:sollten?|falls|wenn|sofern|sobald|gegebenenfalls|ggf|ob|erst danach|bis (?:dahin|zum abschluss))\b(?! (?:du magst|sie mogen|es (?:dir|ihnen) passt))",
        r"(?:nur|ausschließlich|ausgewahlte|geeignete|erfolgreiche|nicht berucksichtigte|alle|passende) (?:\w+ ){0,2}(?:bewerb\w+|kandidat\w+)|jede\w* (?:\w+ )?(?:einzeln|bewerbung|anfrage)|(?:gesprache|interviews|auswahlgesprache|auswahltage) (?:werden|sind|finden)|voraussichtlich|(?:nicht|keine) (?:\w+ ){0,3}(?:zuruckgesandt|zuruckgeschickt|erstattet|ubernommen|antworten)|kosten|rucksendung|reisekosten|\bdann (?:laden|melden|folgt|entscheid)|anschließend (?:laden|melden)|so geht",
    ),
    bulk=r"abbestellen|abmelden|suchagent|jobagent|job-?alarm|newsletter|neue (?:stellen|jobs)|jobs fur (?:sie|dich)|passende (?:jobs|stellen)|lesen sie (?:im|in)|webinar|messe\b|jobmesse|karriere(?:abend|tag|messe)|infoabend|infoveranstaltung|(?:jetzt|kostenlos|online|hier) (?:\w+ )?(?:anmelden|registrieren|bewerben)|anmeldung (?:bis|unter|erforderlich)|tag der offenen|\btickets?\b|platze sind|bewirb dich|bewerben sie sich|bewerbungstipps|workshop|im browser",
    other=any_of(
        r"(?:auf|uber) (?:\w+ )?(?:xing|linkedin)\b.{0,60}(?:gestoßen|aufmerksam|gefunden|gesehen|profil)|(?:ihr|dein) profil (?:\w+ ){0,6}(?:aufgefallen|gestoßen|gesehen|gefunden|aufmerksam)|(?:auf|uber) (?:ihr|dein) profil|grundsatzlich offen|offen fur (?:neue|einen wechsel|was neues)|wechselbereit|kennen sie jemanden|kennst du (?:vielleicht )?jemand",
        r"(?:bewerbung|bewerbungsformular) (?:\w+ ){0,5}(?:noch nicht|unvollstandig|nicht abgeschlossen|nicht abgeschickt|begonnen|angefangen|zwischengespeichert)|(?:noch nicht|nur noch|begonnene|angefangene|unvollstandige) (?:\w+ ){0,3}(?:abgeschickt|abgesendet|abgeschlossen|bewerbung)|bewerbung (?:jetzt )?(?:abschließen|fortsetzen|vervollstandigen|fertigstellen)|entwurf",
        r"bestatigen sie (?:\w+ ){0,6}(?:e-?mail|registrierung|konto)|bestatige (?:\w+ ){0,4}(?:e-?mail|registrierung|konto)|e-?mail-adresse (?:\w+ )?bestatigen|passwort|registrierung abzuschließen|(?:bestatigungs|sicherheits)code",
        r"umfrage|fragebogen|bewerten sie|wie zufrieden|deine meinung|ihre meinung|candidate experience",
        r"(?:freu\w+|gern\w*).{0,60}(?:stelle|position|vertrag|zusage) anbieten|arbeitsvertrag|vertragsangebot|(?:wir|ich) (?:konnen|kann|mochten?|durfen) (?:\w+ ){0,4}(?:eine )?zusage|bewerbung (?:\w+ )?zuruckgezogen|erster arbeitstag|als referenz (?:genannt|angegeben)",
    ),
)
