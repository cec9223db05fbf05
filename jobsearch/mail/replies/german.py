"""German; folded, ü is u and ß stays."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:online-?)?(?:bewerbung|bewerbungsunterlagen|unterlagen|lebenslauf)"

GERMAN = Phrases(
    rejected=r"nicht[^.!?]*?(?:nachsten? (?:schritt|runde|phase)|weiter\b|weitergehen)|talentpool|mittlerweile[^.!?]*?(?:vergeben|besetzt)|"
    r"nicht (?:\w+ ){0,4}(?:auswahlen|auszuwahlen|nehmen|einstellen|anstellen|berucksichtigen)|"
    r"(?:unterlagen|mappe)[^.!?]*?zuruck\b|"
    r"(?:ander\w+) (?:\w+ und )?(?:bewerber\w*|kandidat\w*)|"
    r"(?:mit|fur|an) (?:jemand\w*|eine\w*) (?:ander\w+|interne\w*)|nachstes mal|im nachsten jahr erneut|"
    r"(?:festgelegt|entschieden|entscheidung|wahl)[^.!?]*?(?:nicht|ander\w*|gegen)|"
    r"nicht[^.!?]*?(?:gehor\w*|dabei|geklappt|gereicht|erfull\w*)|"
    r"absag\w*|"
    r"jemand\w* mit (?:mehr|anderer|langerer)|mehr (?:\w+ )?(?:erfahrung|berufserfahrung) (?:mit|in|als)|"
    r"ohne (?:sie|dich)|anderen weg|abgeschlossen[^.!?]*?nicht|nicht (?:ganz )?(?:zu uns|gereicht)|"
    r"(?:jemand\w*|einen|eine|einem|einer) (?:ander\w+|intern\w+)\b[^.!?]*|"
    r"ander\w+ (?:bewerb\w+|kandidat\w+|person\w*|profil\w*)|"
    r"nicht (?:\w+ ){0,6}(?:uberzeug\w*|entsprich\w*|entsprech\w*|weiterverfolg\w*|zusage\w*|zusagen|anbieten|aufnehmen|weitergeh\w*|fortsetz\w*|fortfuhr\w*|eingeladen|ausgewahlt|in frage)|"
    r"(?:alles gute|viel (?:erfolg|gluck)|erfolg)[^.!?]*?(?:weiter\w*|zukunft|suche|beruf\w*|karriere|lebensweg)|"
    r"(?:stelle|position|vakanz)[^.!?]*?(?:intern|anderweitig|bereits|inzwischen|nicht) (?:mehr )?(?:besetz\w*|vergeben)|"
    r"(?:kopf nicht hangen|nicht entmutigen|keine wertung)|"
    r"(?:bedauern|tut uns leid|schade)[^.!?]*?(?:nicht|kein\w*|ander\w*|absag\w*)|"
    r"passt(?:e|en)?[^.!?]{0,60}?nicht|nicht (?:ganz |so |optimal |gut )?(?:passt|passend|zusammen)|"
    r"(?:nicht|keine)(?:[^.!?]{0,40}?)berucksichtig\w*|(?:mit|fur) ander\w+ (?:kandidat|bewerb)\S*(?: \w+)* (?:weiter\w*|fort\w*|entschieden)|gegen (?:sie|dich|eine einstellung) entschieden|entschieden, (?:ihre|deine) bewerbung nicht|nicht weiterverfolg\w*|(?:leider|bedauern|bedauerlicherweise)(?:[^.!?]*?)(?:mitteilen|nicht|keine?n?|absag\w*|besetzt|andere\w*)|"
    r"(?:fur|uns) (?:eine|einen) ander\w+(?: \w+)? (?:bewerber\w*|kandidat\w*|person)|"
    r"ander\w+ (?:bewerber\w*|kandidat\w*|person) (?:entschieden|ausgewahlt|den vorzug|besetzt)|"
    r"nicht (?:weiter |mehr |langer )?(?:berucksichtig\w*|in betracht|verfolg\w*|anbieten|in die engere|einladen)|"
    r"keine (?:positive|bessere)\w* (?:nachricht|ruckmeldung|antwort)|absage|"
    r"(?:stelle|position)(?: \w+){0,4} (?:anderweitig |bereits |inzwischen )?(?:besetzt|vergeben)|"
    r"nicht (?:fur|in)(?: \w+){0,3} auswahl",
    interview=r"(?:magst|mogen|konnten|konntest|kannst|wollen|willst)[^.!?]*?(?:reinschauen|vorbeikommen|kaffee|treffen|telefonieren|besuchen)|"
    r"ruf\w*[^.!?]*?\ban\b|probearbeit\w*|probetag|einen tag zum|schnupper\w*|"
    r"\b(?:gesprach\w*|vorstellungsgesprach\w*|treffen|kommen|vorbei\w*|telefon\w*|kennen\w*|besuch\w*|interview|austausch\w*|call|sprechen|reden|zoom|teams|kaffee)\b[^.!?]*?(?:\d ?uhr\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag)|termin|nachste woche|kommende woche|\d+ ?min|kalender)|"
    r"(?:\d ?uhr\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag)|termin|nachste woche|kommende woche|\d+ ?min|kalender)[^.!?]*?\b(?:gesprach\w*|vorstellungsgesprach\w*|treffen|kommen|vorbei\w*|telefon\w*|kennen\w*|besuch\w*|interview|austausch\w*|call|sprechen|reden|zoom|teams|kaffee)\b|"
    r"(?:lust|zeit) (?:auf|fur) (?:\w+ ){0,4}(?:gesprach|telefonat|kaffee|call|treffen|austausch)|"
    r"mehr (?:uber|von) (?:sie|dich|ihnen|dir)|"
    r"(?:mochten?|wurden?|wollen|freuen uns)[^.!?]*?(?:austausch\w*|sprechen|treffen|telefonieren|kennen\w*|unterhalten|einladen|gesprach)|"
    r"(?:schlag\w*|vorschlag\w*)[^.!?]*?(?:\buhr|montag|dienstag|mittwoch|donnerstag|freitag|termin)|"
    r"(?:gesprach|interview|telefonat|videocall|call|vorstellung|treffen)\b[^.!?]*?(?:\buhr|montag|dienstag|mittwoch|donnerstag|freitag|nachste woche|morgen)|"
    r"(?:wann|welche[rsmn]?|wie)[^.!?]*?(?:zeit|passt|passen|termin\w*|erreich\w*|moglich)\b[^.!?]*\?|"
    r"nachste[nrs]? (?:runde|stufe|schritt|phase)|zweite[nr]? (?:runde|gesprach)|probetag|probearbeit\w*|hospitation|assessment|"
    r"(?:bestatig\w+|termin)(?:[^.!?]*?)(?:vorstellungs|bewerbungs)gesprach|kennen ?(?:zu)?lernen|passt (?:dir|ihnen|es)|(?:laden|lade|einladen|einzuladen|einladung)(?:[^.!?]*?)(?:gesprach|interview|kennenlernen|ein\b|telefonat|"
    r"probearbeit|termin)|(?:personlich|gerne?|naher|bald) kennen ?(?:zu)?lernen|kennenlernen|"
    r"(?:hattest|hatten|hast|haben) (?:du|sie)(?: \w+){0,4} zeit(?:[^.!?]*)(?:telefonat|gesprach|interview|call|"
    r"video|austausch)?|(?:such|wahl|buch)\w*(?:[^.!?]*?)termin|terminvorschl\w+|termin(?: \w+){0,3} vereinbaren|"
    r"(?:vorstellungs|bewerbungs|erst)gesprach (?:am|um|mit)|wann (?:wurde|passt|hattest|hatten|konnen)",
    acknowledged=r"(?:bewerbung|unterlagen)[^.!?]*?(?:ist|sind) (?:da|bei uns|angekommen)|(?:schaut|schauen|sieht|sehen)[^.!?]*?(?:bewerbung|unterlagen|\ban\b)|"
    r"(?:unterlagen|bewerbung\w*|lebenslauf)[^.!?]*?(?:dankend|weitergeleitet|gesichtet|pruf\w*|bearbeit\w*|vor\b)|bestatig\w+[^.!?]*?(?:eingang|erhalt)|"
    r"(?:bewerbung|unterlagen|lebenslauf)[^.!?]*?(?:gelandet|eingegangen|erhalten|angekommen|eingetroffen|liegt uns vor|liegen uns vor|bei uns)|"
    r"(?:melden uns|kommen (?:\w+ )?auf (?:sie|dich) zu|horen von uns|geben (?:ihnen|dir) bescheid)|"
    r"dank\w* fur (?:ihr|dein) interesse|"
    rf"(?:eingang|erhalt|empfang)(?: \w+){{0,2}} {_APPLICATION}|eingangsbestatigung|"
    rf"{_APPLICATION}(?: \w+){{0,6}} (?:eingegangen|erhalten|angekommen|eingetroffen|uns erreicht|vorliegt)|"
    rf"(?:haben|habe)(?: \w+){{0,3}} {_APPLICATION}(?: \w+){{0,2}} erhalten|"
    r"(?:dank|danke|danken)(?:[^.!?]*?)bewerbung|bei uns beworben|(?:schauen|prufen|sichten)(?:[^.!?]*?)"
    r"(?:bewerbung|unterlagen)",
    yours=r"(?:ihre|deine|ihrer|deiner) (?:\w+ )?bewerbung|bewerbung (?:eingegangen|vom|als|bei)|(?:ihr|dein) (?:profil|lebenslauf|interesse an)|"
    r"(?:ihre|deine|ihrer|deiner|ihren|deinen) (?:\w+ )?(?:online-?)?(?:bewerbung|unterlagen|bewerbungsunterlagen|"
    r"profil)|dein profil|ihr profil|beworben",
    about=r"ausschreibung|volontariat|ausbildungsplatz|praktikum|auswahlverfahren|probearbeit|"
    r"bewerb|stelle\b|position|kandidat|vorstellungsgesprach|lebenslauf|recruiting|personal",
    conditional=r"\b(?:sollten?(?: sie| du| ihr| wir)|falls|wenn|sofern|sobald|gegebenenfalls)\b",
    bulk=r"abbestellen|abmelden|suchagent|jobagent|newsletter|neue stellen|jobs fur sie|lesen sie (?:im|in)",
)
