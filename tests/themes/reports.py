"""Seeded articles of an invented trade press: their lines are the truth that the themes then hide among boxes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

_FIRST = [
    "Vel",
    "Ard",
    "Nor",
    "Tam",
    "Oly",
    "Kes",
    "Bri",
    "Qua",
    "Mer",
    "Sol",
    "Hex",
    "Lum",
    "Cor",
    "Fen",
    "Jov",
    "Pax",
    "Rhe",
    "Syl",
    "Tor",
    "Ulm",
    "Wex",
    "Yar",
    "Zen",
    "Ost",
]
_LAST = [
    "mora",
    "enta",
    "vance",
    "ibio",
    "axis",
    "onix",
    "etics",
    "agen",
    "udia",
    "istra",
    "ovan",
    "eris",
    "alto",
    "ymed",
    "orphia",
]
_FORMS = ("Therapeutics", "Pharma", "Biosciences", "Bio", "Oncology", "Medicines", "Laboratories", "Health")
_DISEASES = (
    "gastric cancer", "relapsed multiple myeloma", "plaque psoriasis", "moderate-to-severe asthma", "Crohn’s disease", "heart failure",
    "non-small cell lung cancer", "geographic atrophy", "treatment-resistant depression", "type 2 diabetes", "sickle cell disease", "IgA nephropathy",
)  # fmt: skip
_REGULATORS = (
    "US Food and Drug Administration (FDA)",
    "European Medicines Agency (EMA)",
    "Medicines and Healthcare products Regulatory Agency",
    "Pharmaceuticals and Medical Devices Agency",
)
_PLACES = ("Basel", "Boston", "Osaka", "Leiden", "Cambridge", "Toronto", "Shanghai", "Lyon", "Copenhagen")
_LEADS = (
    "{company} has received clearance from the {regulator} to begin a Phase {phase} trial of {product} in {disease}.",
    "{company} has dosed the first patient in a Phase {phase} study of {product}, its experimental treatment for {disease}.",
    "The {regulator} has accepted an application from {company} for {product} in adults with {disease}.",
    "{company} said on {weekday} that {product} met the main goal of a Phase {phase} trial in {disease}.",
    "{company} and {partner} have agreed to develop {product} together in a deal worth up to ${million}m.",
    "{company} has raised ${million}m in a financing round to advance {product} through Phase {phase} in {disease}.",
    "Shares in {company} fell {percent}% after the {regulator} asked for more data on {product} in {disease}.",
)
_SENTENCES = (
    "The trial will enrol about {number} adults at {sites} sites in {place} and elsewhere in the region.",
    "{product} is given once every {weeks} weeks and blocks a protein that drives {disease}.",
    "In an earlier study, {percent}% of the {number} patients who received {product} responded after {weeks} weeks.",
    "Analysts had expected a decision before {later}, and most of them keep their view of {company}.",
    "{partner} holds the rights to {product} outside North America under an agreement signed in {year}.",
    "The most common side effects of {product} were headache, fatigue and nausea, most of them mild.",
    "Serious adverse events were reported in {percent}% of patients on {product} and in {other}% of those on placebo.",
    "Chief executive {person} told investors that the company has enough cash to operate until {later}.",
    "“We have worked on {disease} for more than a decade, and this is the data set that we hoped for,” said {person}.",
    "“Patients who fail two lines of therapy have few choices left,” {person}, an investigator at a hospital in {place}, said.",
    "A second study, which compares {product} with standard care, should report in {later}.",
    "The primary endpoint is survival at {weeks} weeks; response rate and quality of life under {product} are secondary endpoints.",
    "In {month} {year}, the {regulator} granted orphan drug designation to {product} for {disease}.",
    "{company}, which is based in {place}, employs around {number} people and was founded in {year}.",
    "The agency is expected to decide by {later}, and an advisory committee may meet before that.",
    "Rivals include {partner}, whose own candidate is about a year behind in clinical development.",
    "Under the terms, {partner} pays ${million}m upfront and up to ${more}m on reaching milestones.",
    "About {number} people a year are diagnosed with {disease} in {place} and the surrounding area.",
    "The independent monitoring committee saw no new safety signal and advised {company} to go on unchanged.",
    "Enrolment should be complete in {later}, the company added.",
    "Detailed results will be presented at a medical meeting in {place} later this year.",
    "Do payers accept the price of {product}? {sites} insurers in the country have already said that they do.",
    "The group also discontinued an older programme in {disease} and will take a charge of ${million}m.",
    "A spokesperson for {partner} declined to comment.",
)
_HEADINGS = (
    "Background", "What the data show", "Next steps for {product}", "Competition from {partner}", "Safety of {product}", "A crowded field in {disease}",
    "The road ahead for {company}", "Why {place} matters", "How {product} works", "A blow to {partner}",
)  # fmt: skip
_ITEMS = ("overall response rate of {percent}%", "median follow-up of {weeks} weeks", "discontinuation in {other}% of patients", "{number} patients randomised", "a hazard ratio of 0.{percent}")  # fmt: skip
_ROWS = (
    "Arm | Patients | Responders to {product}",
    "{product} | {number} | {percent}%",
    "Placebo | {sites} | {other}%",
)
_NAMES = (
    "Ines Falk",
    "Tomas Reyle",
    "Amara Odell",
    "Jonas Brandvik",
    "Mei Tanaka-Ross",
    "Paolo Verdi",
    "Sunita Rahl",
    "Claire Dumont",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of an article with what it is: p, h2, li, quote or tr."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article whose every line is known."""

    title: str
    author: str
    published: datetime
    section: str
    pieces: tuple[Piece, ...]

    @property
    def lines(self) -> list[str]:
        """The truth, line by line."""
        return [piece.text for piece in self.pieces]


def company_name(random: Random) -> str:
    """An invented company."""
    return f"{random.choice(_FIRST)}{random.choice(_LAST)} {random.choice(_FORMS)}"


def write_report(random: Random) -> Report:
    """An article drawn from the sentences above; two draws share a sentence only by its shape."""
    facts = _facts(random)
    lead = random.choice(_LEADS).format(**facts)
    pieces = [Piece("p", lead)]
    sentences = random.sample(_SENTENCES, len(_SENTENCES))
    for _ in range(random.randint(5, 10)):
        count = random.choice((1, 1, 2, 2, 3))
        taken, sentences = sentences[:count], sentences[count:] or list(_SENTENCES)
        pieces.append(Piece("p", " ".join(sentence.format(**(facts | _numbers(random))) for sentence in taken)))
        pieces.extend(_extra(random, facts))
    if pieces[-1].kind == "h2":
        pieces.pop()
    return Report(
        _title(facts), random.choice(_NAMES), _moment(random), random.choice(("News", "Trials", "Deals")), tuple(pieces)
    )


def _extra(random: Random, facts: dict[str, str]) -> list[Piece]:
    """Now and then a heading, a list, a quotation or a table."""
    draw = random.random()
    if draw < 0.12:
        return [Piece("h2", random.choice(_HEADINGS).format(**facts))]
    if draw < 0.18:
        return [
            Piece("li", item.format(**(facts | _numbers(random))).capitalize()) for item in random.sample(_ITEMS, 3)
        ]
    if draw < 0.24:
        return [
            Piece(
                "quote",
                f"“The result in {facts['disease']} speaks for itself, and it holds in every subgroup that we planned to look at.”",
            )
        ]
    if draw < 0.28:
        return [Piece("tr", row.format(**(facts | _numbers(random)))) for row in _ROWS]
    return []


def _title(facts: dict[str, str]) -> str:
    return f"{facts['company']} moves {facts['product']} forward in {facts['disease']}"


def _facts(random: Random) -> dict[str, str]:
    product = f"{random.choice('ABCDEFGHKLMNPRSTVXZ')}{random.choice('BDKLMNRTVX')}{random.choice('ABCDE')}-{random.randint(100, 9899)}"
    return {
        "company": company_name(random),
        "partner": company_name(random),
        "product": product,
        "disease": random.choice(_DISEASES),
        "regulator": random.choice(_REGULATORS),
        "place": random.choice(_PLACES),
        "person": random.choice(_NAMES),
        "weekday": random.choice(("Monday", "Tuesday", "Wednesday", "Thursday")),
        "phase": random.choice(("I", "II", "IIb", "III", "1/2")),
    } | _numbers(random)


def _numbers(random: Random) -> dict[str, str]:
    year = random.randint(2016, 2023)
    return {
        "number": str(random.randint(24, 980)),
        "sites": str(random.randint(4, 90)),
        "weeks": str(random.choice((2, 3, 4, 8, 12, 24, 48))),
        "percent": str(random.randint(11, 79)),
        "other": str(random.randint(2, 10)),
        "million": str(random.randint(11, 420)),
        "more": str(random.randint(430, 1900)),
        "year": str(year),
        "month": random.choice(("March", "June", "October", "December")),
        "later": f"{random.choice(('the first half', 'the third quarter', 'the end'))} of {random.choice((2027, 2028))}",
    }


def _moment(random: Random) -> datetime:
    day = date(2025, 1, 6) + timedelta(days=random.randint(0, 500))
    return datetime(
        day.year, day.month, day.day, random.randint(5, 20), random.randint(0, 59), random.randint(0, 59), tzinfo=UTC
    )
