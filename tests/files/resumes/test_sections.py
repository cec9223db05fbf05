"""Headings of résumés in the words of many writers, thought up before headings.tsv was looked at again."""

import pytest

from jobsearch.files.resumes.sections import about_work, is_resume, matter

ENGINEER = "Backend engineer, Example Pay\nPython services for card payments, PostgreSQL, Kafka"
SCHOOL = "Teacher training college, master's degree, student tutor"

# Language, how work, education, languages, interests and courses are headed.
HEADED = [
    ("English", "Work Experience", "Education", "Languages", "Interests", "Training"),
    (
        "English",
        "EMPLOYMENT HISTORY",
        "EDUCATION AND TRAINING",
        "LANGUAGE SKILLS",
        "HOBBIES",
        "CERTIFICATIONS",
    ),
    (
        "English",
        "Professional Experience:",
        "Academic Background:",
        "Languages:",
        "Hobbies & Interests:",
        "Courses:",
    ),
    (
        "English",
        "## Experience",
        "## Education",
        "## Languages",
        "## Interests",
        "## Licenses & Certifications",
    ),
    (
        "English",
        "1. Career history",
        "2. Qualifications",
        "3. Foreign languages",
        "4. Activities",
        "5. Workshops",
    ),
    ("German", "Berufserfahrung", "Ausbildung", "Sprachkenntnisse", "Interessen", "Weiterbildung"),
    ("German", "BERUFLICHER WERDEGANG", "STUDIUM", "SPRACHEN", "HOBBYS", "ZERTIFIKATE"),
    ("French", "Expérience professionnelle", "Formation", "Langues", "Centres d'intérêt", "Certifications"),
    ("French", "EXPÉRIENCES", "ÉTUDES", "LANGUES ÉTRANGÈRES", "LOISIRS", "FORMATION CONTINUE"),
    ("Spanish", "Experiencia laboral", "Formación académica", "Idiomas", "Intereses", "Cursos"),
    ("Spanish", "EXPERIENCIA PROFESIONAL", "EDUCACIÓN", "IDIOMAS", "AFICIONES", "CURSOS Y CERTIFICACIONES"),
    ("Portuguese", "Experiência profissional", "Formação acadêmica", "Idiomas", "Interesses", "Cursos"),
    (
        "Portuguese",
        "EXPERIÊNCIA",
        "HABILITAÇÕES LITERÁRIAS",
        "LÍNGUAS",
        "PASSATEMPOS",
        "FORMAÇÃO COMPLEMENTAR",
    ),
    ("Italian", "Esperienza lavorativa", "Istruzione e formazione", "Lingue", "Interessi", "Corsi"),
    ("Dutch", "Werkervaring", "Opleidingen", "Talen", "Hobby's", "Cursussen"),
    (
        "Polish",
        "Doświadczenie zawodowe",
        "Wykształcenie",
        "Języki obce",
        "Zainteresowania",
        "Kursy i szkolenia",
    ),
    ("Swedish", "Arbetslivserfarenhet", "Utbildning", "Språk", "Intressen", "Kurser"),
    ("Czech", "Pracovní zkušenosti", "Vzdělání", "Jazyky", "Zájmy", "Kurzy"),
]


def resume(work: str, education: str, languages: str, interests: str, training: str) -> str:
    return "\n\n".join(
        (
            "Curriculum Vitae\nAnn Example\nPorto",
            f"{work}\n{ENGINEER}",
            f"{education}\n2011-2016 {SCHOOL}",
            f"{training}\nTrainer certificate, public speaking",
            f"{languages}\nJapanese translator's diploma",
            f"{interests}\nYouth coach, school library",
        )
    )


@pytest.mark.parametrize("headings", HEADED, ids=lambda headings: f"{headings[0]} {headings[1]}")
def test_only_what_stands_below_work_tells_of_it(headings: tuple[str, ...]) -> None:
    lines = matter(resume(*headings[1:]))
    told = [line.text for line in lines if line.of_work and line.text]
    assert told == ["Ann Example", "Porto", *ENGINEER.splitlines()]


@pytest.mark.parametrize("headings", HEADED, ids=lambda headings: f"{headings[0]} {headings[1]}")
def test_headings_are_no_matter_and_courses_and_languages_are(headings: tuple[str, ...]) -> None:
    told = about_work(resume(*headings[1:]))
    assert not {"Curriculum Vitae", *headings[1:]} & set(told.splitlines())
    assert "Kafka" in told
    assert "Trainer certificate" in told
    assert SCHOOL not in told


@pytest.mark.parametrize(
    "line",
    [
        "Teacher",
        "Education Manager",
        "Head of Education",
        "High School Teacher",
        "Training Manager, Example Academy",
        "Language teacher",
        "IT Trainer",
        "Course Instructor",
        "Teaching experience",
        "Learning & Development Specialist",
        "Language School, Porto",
        "Certified Nurse",
        "Interests of clients represented in court",
    ],
)
def test_a_title_of_work_is_no_heading(line: str) -> None:
    lines = matter(f"Ann Example\n\nWORK EXPERIENCE\n{line}\nPorto 2019\n\nEDUCATION\nPorto")
    assert line in [one.text for one in lines if one.of_work]


@pytest.mark.parametrize(
    "text",
    [
        "teacher",
        "education manager",
        "training, languages",
        "education",
        "languages\ntraining",
        "curriculum developer, remote",
        "remote europe\neducation",
        "I want to work in education.\nLanguages are what I love",
    ],
)
def test_a_wish_in_a_line_or_two_is_no_resume(text: str) -> None:
    assert not is_resume(text)
    assert about_work(text) == text


@pytest.mark.parametrize(
    "heading",
    ["Education: ", "EDUCATION – ", "Ausbildung: ", "**Education:** ", "Formation : ", "• Education: "],
)
def test_a_heading_beside_its_matter_is_one(heading: str) -> None:
    lines = matter(f"PROFILE\nEngineer\nPorto\n\n{heading}{SCHOOL}\nteacher\n\nDeveloper")
    assert [line.text for line in lines if line.of_work and line.text] == ["Engineer", "Porto", "Developer"]


def test_languages_of_programs_are_followed_by_other_skills() -> None:
    lines = matter("Ann\n\nSKILLS\nLanguages: Python, Go\nDatabases: PostgreSQL\nDjango\n\nEDUCATION\nPorto")
    assert [line.text for line in lines if line.of_work and line.text] == ["Ann", "PostgreSQL", "Django"]


@pytest.mark.parametrize("heading", ["WHERE I WORKED", "CLIENTS", "SELECTED ENGAGEMENTS", "# Stations"])
def test_an_unknown_heading_like_the_others_ends_what_is_passed_over(heading: str) -> None:
    education = "# Education" if heading.startswith("#") else "EDUCATION"
    lines = matter(f"Ann\n\n{education}\nUNIVERSITY OF PORTO\nteacher\n\n{heading}\nDeveloper")
    assert [line.text for line in lines if line.of_work and line.text] == ["Ann", heading, "Developer"]


def test_a_resume_of_headings_alone_is_kept() -> None:
    assert (
        about_work("EDUCATION\nTRAINING\nLANGUAGES\nINTERESTS") == "EDUCATION\nTRAINING\nLANGUAGES\nINTERESTS"
    )


def test_a_graduate_with_nothing_but_education_is_judged_by_it() -> None:
    told = about_work(
        "Ann Example\n\nEDUCATION\nMSc Computer Science, University of Porto\nThesis on compilers, courses in"
        " databases, networks and machine learning"
    )
    assert "compilers" in told
    assert "EDUCATION" not in told
