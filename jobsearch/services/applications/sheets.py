"""Parse spreadsheets of applications, whose columns are recognized by name."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from jobsearch.domain.application import MOST_NOTE, Stage
from jobsearch.errors import ApplicationsMalformed
from jobsearch.text.characters import one_line, printable
from jobsearch.text.folding import fold
from jobsearch.text.moments import Order, order_of, when

# Case-folded names of columns in English, German, French, Spanish and Portuguese.
_NAMES: Mapping[str, str] = {
    "key": "key|job key|post key",
    "url": "url|link|job link|job url|posting|job posting|address|web address|website|adresse|lien|"
    "enlace|ligacao|job ad|anzeige|annonce|anuncio",
    "company": "company|company name|employer|organisation|organization|firm|firma|unternehmen|arbeitgeber|"
    "entreprise|employeur|societe|empresa|empleador|compania|empregador",
    "title": "title|job title|position|role|job|job role|stelle|titel|berufsbezeichnung|stellenbezeichnung|"
    "poste|intitule|intitule du poste|puesto|cargo|vacante|vaga|funcao|titulo",
    "date": "date|applied|applied at|applied on|applied date|date applied|application date|date sent|sent on|"
    "datum|beworben am|bewerbungsdatum|date de candidature|date d'envoi|candidature|fecha|"
    "fecha de solicitud|fecha de candidatura|data|data da candidatura|data de candidatura",
    "stage": "stage|status|state|outcome|result|response|stand|ergebnis|etat|statut|resultat|estado|etapa|"
    "resultado|situacao",
    "at": "at|when|interview date|next date|status date|last update|updated|termin",
    "note": "note|notes|comment|comments|remarks|notiz|notizen|bemerkung|bemerkungen|kommentar|commentaire|"
    "commentaires|notas|comentario|comentarios|observaciones|observacoes",
}
_IN_NAMES: Sequence[tuple[str, re.Pattern[str]]] = (
    ("stage", re.compile(r"\b(?:status|stage|outcome|statut|ergebnis|estado|resultado)\b")),
    (
        "date",
        re.compile(r"\b(?:applied|beworben|bewerbungsdatum|postule|date sent)\b"),
    ),
    (
        "company",
        re.compile(r"^(?:the )?(?:name of )?(?:the )?(?:employer|company|firm|firma|empresa)(?: name)?$"),
    ),
)
_COLUMNS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_STAGES: Mapping[Stage, str] = {
    "saved": "bookmarked|wishlist|to apply|todo|to do|interested|not applied|gemerkt|vorgemerkt|a postuler|"
    "guardado|guardada|salvo|por enviar",
    "applied": "sent|submitted|application sent|pending|waiting|open|no response|no answer|no reply|"
    "ghosted|in progress|in review|under review|waiting for response|awaiting response|"
    "processing|in bearbeitung|en cours|en proceso|em andamento|"
    "beworben|gesendet|offen|keine antwort|postule|envoye|envoyee|"
    "candidature envoyee|en attente|sans reponse|enviado|enviada|aplicado|pendiente|sin respuesta|pendente|"
    "candidatado|sem resposta",
    "acknowledged": "received|confirmed|confirmation|eingangsbestatigung|bestatigt|eingegangen|recu|"
    "accuse de reception|recibido|recibida|recebido|recebida",
    "screening": "phone screen|phone interview|telephone interview|screen|phone call|recruiter call|phone|"
    "telefonat|appel|llamada|chamada|triagem",
    "interview": "interviewing|interviewed|1st interview|first interview|onsite|gesprach|"
    "vorstellungsgesprach|bewerbungsgesprach|entretien|entrevista",
    "task": "assignment|test|take home|take-home|challenge|aufgabe|probeaufgabe|exercice|prueba|tarefa|teste",
    "offer": "offered|offer received|angebot|offre|oferta|proposta",
    "accepted": "hired|offer accepted|angenommen|zusage|eingestellt|acceptee|accepte|embauche|aceptada|"
    "aceptado|contratado|aceite|aceita",
    "rejected": "rejection|declined|refused|denied|turned down|absage|abgelehnt|refuse|refusee|refus|"
    "rechazado|rechazada|rejeitado|rejeitada|recusado|recusada",
    "withdrawn": "withdrew|cancelled|canceled|zuruckgezogen|retire|retiree|retirado|retirada|desistencia",
}
_WORDS: Mapping[str, Stage] = {
    **{word: stage for stage, words in _STAGES.items() for word in words.split("|")},
    **{stage: stage for stage in get_args(Stage)},
}
_UNSAID = frozenset(("", "-", "--", "\u2013", "\u2014", "n/a", "na", "none", "?", "tbd"))
_DENIALS = frozenset("no not never without kein keine nicht ohne non sans pas sin sem nao".split())
_SEPARATORS = ",;\t|"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LONGEST = 500  # characters of a company, title or address


@dataclass(frozen=True)
class SheetRow:
    """A spreadsheet row: the job, the date of the application, and its result.

    Attributes:
        line: the last line of the row in the file, from 1.
        key: the key of a post, or "" if the row has none.
        url: the post's page, or "" if there is none.
        company: the company, or "" if there is none.
        title: the job title, or "" if there is none.
        applied_at: the date of the application, or None if not given.
        stage: the stage reached.
        at: the date of that stage, or None if not given.
        note: the note, or "" if there is none.

    """

    line: int
    key: str
    url: str
    company: str
    title: str
    applied_at: datetime | None
    stage: Stage
    at: datetime | None
    note: str


@dataclass(frozen=True)
class Sheet:
    """The contents of a CSV file: its header, and each following row with its line number."""

    header: tuple[str, ...]
    lines: tuple[tuple[int, list[str]], ...]


def read_csv(text: str, name: str) -> Sheet:
    """Parse CSV; the separator is the most frequent of comma, semicolon, tab, and "|" in the first line.

    Raises ApplicationsMalformed.
    """
    text = text.removeprefix("\ufeff")
    first = text.lstrip("\r\n ").split("\n", 1)[0]
    if first.lower().startswith("sep=") and "\n" in text:
        text = text.lstrip("\r\n ").split("\n", 1)[1]
        first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        read = [(reader.line_num, [without_apostrophe(cell) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise malformed(name, reader.line_num, str(error)) from error
    lines = [(line, cells) for line, cells in read if any(cell.strip() for cell in cells)]
    if not lines:
        raise malformed(name, 1, "the file is empty")
    return Sheet(tuple(one_line(cell).lower() for cell in lines[0][1]), tuple(lines[1:]))


def malformed(name: str, line: int | None, cause: str) -> ApplicationsMalformed:
    """Return the error for a line of a file, or for the whole file if `line` is None."""
    return ApplicationsMalformed(path=name, place=f", line {line}" if line else "", cause=cause)


def guarded(cell: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    """Escape a cell so that spreadsheets do not treat it as a formula; without_apostrophe reverses this."""
    if isinstance(cell, str) and cell.lstrip("'").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def without_apostrophe(cell: str) -> str:
    """Undo `guarded`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def guessed(header: Sequence[str]) -> dict[str, int]:
    """Return the column for each recognized field; if several columns match, the first one wins.

    A match of the full name takes precedence over a match of words within a longer name.
    """
    found: dict[str, int] = {}
    names = [re.sub(r"[\s_:#?.]+", " ", fold(cell)).strip() for cell in header]
    for place, name in enumerate(names):
        if (field := _COLUMNS.get(name)) is not None:
            found.setdefault(field, place)
    for place, name in enumerate(names):
        by_word = next((field for field, words in _IN_NAMES if words.search(name)), None)
        if by_word is not None and place not in found.values():
            found.setdefault(by_word, place)
    return found


def unread(sheet: Sheet, columns: Mapping[str, int]) -> tuple[str, ...]:
    """Return the names of the columns that contain values but were not assigned to a field."""
    return tuple(
        name
        for place, name in enumerate(sheet.header)
        if place not in columns.values()
        and any(place < len(cells) and cells[place].strip() for _line, cells in sheet.lines)
    )


def sheet_rows(sheet: Sheet, columns: Mapping[str, int], name: str, now: datetime) -> Iterator[SheetRow]:
    """Yield the parsed rows. Raises ApplicationsMalformed at the first invalid one."""
    places = [columns[field] for field in ("date", "at") if field in columns]
    dates = [cells[place] for _line, cells in sheet.lines for place in places if place < len(cells)]
    order = order_of(dates)
    for line, cells in sheet.lines:
        if any(cell.strip() for cell in cells[len(sheet.header) :]):
            raise malformed(name, line, "the line has more fields than the first one")
        given = {
            field: cells[place].strip() if place < len(cells) else "" for field, place in columns.items()
        }
        try:
            yield _row(line, given, order, now)
        except ValueError as error:
            raise malformed(name, line, str(error).rstrip(".")) from error


def _row(line: int, given: Mapping[str, str], order: Order, now: datetime) -> SheetRow:
    company, title, url = (one_line(given.get(field, "")) for field in ("company", "title", "url"))
    if not (given.get("key") or url or company):
        raise ValueError("the row has no employer, address or key")
    if any(len(text) > _LONGEST for text in (company, title, url)):
        raise ValueError(f"a field has more than {_LONGEST} characters")
    note = printable(given.get("note", "")).strip()
    if len(note) > MOST_NOTE:
        raise ValueError(f"a note can have at most {MOST_NOTE:,} characters")
    stage = _stage(given.get("stage", ""))
    return SheetRow(
        line,
        given.get("key", ""),
        url,
        company,
        title,
        _moment(given.get("date", ""), order, now),
        stage,
        _moment(given.get("at", ""), order, now),
        note,
    )


def _stage(text: str) -> Stage:
    plain = re.sub(r"\s+", " ", fold(text)).strip(" .!")
    if plain in _UNSAID:
        return "applied"
    found = _WORDS.get(plain) or _only_stage(plain)
    if found is None:
        raise ValueError(f"{text[:40]!r} is not a stage; use {', '.join(get_args(Stage))}")
    return found


def _only_stage(plain: str) -> Stage | None:
    """Return the only stage mentioned ("Interview scheduled"), or None if there are none or several."""
    words = re.findall(r"[^\W\d_]+", plain)
    if _DENIALS & set(words):
        begun = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in _WORDS), "")
        return _WORDS.get(begun)
    found = {_WORDS[word] for word in words if word in _WORDS}
    return found.pop() if len(found) == 1 else None


def _moment(text: str, order: Order, now: datetime) -> datetime | None:
    return when(text, now, order=order).astimezone(UTC) if text else None
