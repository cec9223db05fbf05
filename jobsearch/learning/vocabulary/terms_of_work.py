"""Extract required languages other than English, and contract types, from titles and tags.

This module is pure.
"""

from collections.abc import Sequence

from jobsearch.text.phrases import Phrases

_LANGUAGES = {
    "german": "german, deutsch, deutschsprachig, deutschsprachige, deutschsprachiger, deutschsprachigen",
    "french": "french, francais, francophone",
    "spanish": "spanish, espanol, castellano, latam spanish, hispanohablante",
    "catalan": "catalan, catala",
    "portuguese": "portuguese, portugues, brazilian",
    "italian": "italian, italiano",
    "dutch": "dutch, nederlands, flemish",
    # Never on its own, because polish is also a verb.
    "polish": (
        "polish speaking, polish speaker, polish language, with polish, in polish, polski, polish "
        "customer, polish support, polish sale, polish market, polish content, polish translator, "
        "polish interpreter, polish linguist, polish teacher, polish tutor, polish native, native "
        "polish, fluent polish, and polish, polish and english, polish or english, english and polish, "
        "polish desk, polish moderator"
    ),
    "baltic": "lithuanian, latvian, estonian",
    "nordic": (
        "swedish, danish, norwegian, finnish, nordic languages, icelandic, suomi, suomea, svenska, "
        "svensk, svensktalande, dansk, norsk, norsktalende"
    ),
    "russian": (
        "russian, ukrainian, русский, русского, русскоязычный, русскоязычная, український, українська"
    ),
    "chinese": "chinese, mandarin, cantonese, 中文, 普通话, 粤语",
    "japanese": "japanese, nihongo, 日本語",
    "korean": "korean, 한국어",
    "arabic": "arabic, العربية",
    "persian": "farsi, persian, dari",
    "african": "swahili, amharic, yoruba, hausa, zulu, afrikaans, somali",
    "hebrew": "hebrew",
    "turkish": "turkish, turkce",
    "indian": "hindi, tamil, telugu, bengali, punjabi, urdu, marathi, gujarati",
    "southeast asian": "thai, vietnamese, indonesian, bahasa, tagalog, malay, filipino",
    "slavic": "czech, slovak, bulgarian, serbian, croatian, slovenian",
    "romanian": "romanian",
    "greek": "greek",
    "hungarian": "hungarian",
    "signs": "asl, sign language",
    # Not a language, despite containing its word.
    "": (
        "greek yogurt, danish pastry, french fry, french press, french bulldog, german shepherd, nail polish"
    ),
}

_CONTRACTS = {
    "freelance": (
        "freelance, freelancer, freelancing, independent contractor, project based, freiberuflich, "
        "freiberufler, freiberuflerin, autonomo, zzp"
    ),
    "contract": (
        "contract, contractor, c2c, w2, corp to corp, fixed term, contract to hire, befristet, 1099, cdd"
    ),
    "temporary": (
        "temporary, temp, seasonal, interim, per diem, prn, locum, maternity cover, zeitarbeit, "
        "leiharbeit, interimaire"
    ),
    "part time": (
        "part time, parttime, teilzeit, temps partiel, mi temps, minijob, medio tiempo, media jornada, "
        "jornada parcial, tempo parcial, meio periodo, tempo parziale, deeltijd, deltid"
    ),
    "internship": (
        "internship, intern, apprenticeship, apprentice, working student, werkstudent, werkstudentin, "
        "praktikum, praktikant, praktikantin, ausbildung, stage de, stage en, stage pfe, stagiaire, "
        "alternance, alternant, estagio, estagiario, tirocinio, tirocinante, becario, becaria, "
        "practicas, trainee, fellowship, thesis"
    ),
    "volunteer": "volunteer, unpaid, ehrenamtlich, pro bono",
    # Not the job's own contract, despite containing its word: the subject of the work.
    "": (
        "smart contract, contract manager, contract management, contract attorney, contract lawyer, "
        "contract counsel, contract paralegal, contract administrator, contract administration, "
        "contract specialist, contract analyst, contract negotiator, contract negotiation, contract "
        "officer, contract director, contract lead, contract coordinator, contract associate, contract "
        "law, contract lifecycle, contract research, contract manufacturing, contractor payment, "
        "contractor management, contractor sale, contractor success, contractor relation, contractor "
        "compliance, freelancer success, freelancer community, freelancer management, internship "
        "program, internship coordinator, internship manager, intern program, intern coordinator, "
        "apprenticeship program, apprenticeship manager, thesis advisor, thesis supervisor, fellowship "
        "program, volunteer coordinator, volunteer manager, volunteer management, volunteer engagement, "
        "volunteer program, volunteer recruitment, volunteer service, temporary works engineer, "
        "temporary works designer, temporary structure, temp agency"
    ),
}

_SPOKEN = Phrases(_LANGUAGES)
_EMPLOYED = Phrases(_CONTRACTS)


def languages_in(text: Sequence[str]) -> list[str]:
    """Return the distinct languages that the words of a title or tag mention as requirements."""
    return list(dict.fromkeys(_SPOKEN.names_in(text)))


def contracts_in(text: Sequence[str]) -> list[str]:
    """Return the distinct contract types that the words of a title or tag mention."""
    return list(dict.fromkeys(_EMPLOYED.names_in(text)))
