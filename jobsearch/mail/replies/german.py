"""German; folded, ü is u and ß stays."""

from jobsearch.mail.replies.phrases import Phrases

_APPLICATION = r"(?:online-?)?(?:bewerbung|bewerbungsunterlagen|unterlagen|lebenslauf)"

GERMAN = Phrases(
    rejected=r"(?:nicht|keine)(?:[^.!?]{0,40}?)berucksichtig\w*|(?:mit|fur) ander\w+ (?:kandidat|bewerb)\S*(?: \w+)* (?:weiter\w*|fort\w*|entschieden)|gegen (?:sie|dich|eine einstellung) entschieden|entschieden, (?:ihre|deine) bewerbung nicht|nicht weiterverfolg\w*|(?:leider|bedauern|bedauerlicherweise)(?:[^.!?]*?)(?:mitteilen|nicht|keine?n?|absag\w*|besetzt|andere\w*)|"
    r"(?:fur|uns) (?:eine|einen) ander\w+(?: \w+)? (?:bewerber\w*|kandidat\w*|person)|"
    r"ander\w+ (?:bewerber\w*|kandidat\w*|person) (?:entschieden|ausgewahlt|den vorzug|besetzt)|"
    r"nicht (?:weiter |mehr |langer )?(?:berucksichtig\w*|in betracht|verfolg\w*|anbieten|in die engere|einladen)|"
    r"keine (?:positive|bessere)\w* (?:nachricht|ruckmeldung|antwort)|absage|"
    r"(?:stelle|position)(?: \w+){0,4} (?:anderweitig |bereits |inzwischen )?(?:besetzt|vergeben)|"
    r"nicht (?:fur|in)(?: \w+){0,3} auswahl",
    interview=r"(?:bestatig\w+|termin)(?:[^.!?]*?)(?:vorstellungs|bewerbungs)gesprach|kennen ?(?:zu)?lernen|passt (?:dir|ihnen|es)|(?:laden|lade|einladen|einzuladen|einladung)(?:[^.!?]*?)(?:gesprach|interview|kennenlernen|ein\b|telefonat|"
    r"probearbeit|termin)|(?:personlich|gerne?|naher|bald) kennen ?(?:zu)?lernen|kennenlernen|"
    r"(?:hattest|hatten|hast|haben) (?:du|sie)(?: \w+){0,4} zeit(?:[^.!?]*)(?:telefonat|gesprach|interview|call|"
    r"video|austausch)?|(?:such|wahl|buch)\w*(?:[^.!?]*?)termin|terminvorschl\w+|termin(?: \w+){0,3} vereinbaren|"
    r"(?:vorstellungs|bewerbungs|erst)gesprach (?:am|um|mit)|wann (?:wurde|passt|hattest|hatten|konnen)",
    acknowledged=rf"(?:eingang|erhalt|empfang)(?: \w+){{0,2}} {_APPLICATION}|eingangsbestatigung|"
    rf"{_APPLICATION}(?: \w+){{0,6}} (?:eingegangen|erhalten|angekommen|eingetroffen|uns erreicht|vorliegt)|"
    rf"(?:haben|habe)(?: \w+){{0,3}} {_APPLICATION}(?: \w+){{0,2}} erhalten|"
    r"(?:dank|danke|danken)(?:[^.!?]*?)bewerbung|bei uns beworben|(?:schauen|prufen|sichten)(?:[^.!?]*?)"
    r"(?:bewerbung|unterlagen)",
    yours=r"(?:ihre|deine|ihrer|deiner|ihren|deinen) (?:\w+ )?(?:online-?)?(?:bewerbung|unterlagen|bewerbungsunterlagen|"
    r"profil)|dein profil|ihr profil|beworben",
    about=r"bewerb|stelle\b|position|kandidat|vorstellungsgesprach|unterlagen|lebenslauf|recruiting|personal",
    conditional=r"\b(?:sollten?(?: sie| du| ihr| wir)|falls|wenn|sofern|sobald|gegebenenfalls)\b",
    bulk=r"abbestellen|abmelden|suchagent|jobagent|newsletter|neue stellen|jobs fur sie|lesen sie (?:im|in)",
)
