"""What trade-press themes push between the paragraphs: the words of the boxes, drawn by seed; never part of the truth."""

from dataclasses import dataclass
from random import Random

from tests.themes.reports import company_name, write_report


@dataclass(frozen=True, slots=True)
class Box:
    """A box: what it is, and its lines, the last of them a call to action where there is one."""

    kind: str
    heading: str | None
    lines: tuple[str, ...]
    action: str | None = None

    @property
    def all_lines(self) -> list[str]:
        """Everything that must not reach the article."""
        return [line for line in (self.heading, *self.lines, self.action) if line]


_PITCHES = (
    ("Marketing that reaches the lab bench", "Put your brand in front of 90,000 decision makers across our network of trade titles.", "Discover more"),
    ("Tender season is coming. Is your pipeline ready?", "Our analysts track 14,000 assets in real time so that you do not have to.", "Request a demo"),
    ("{brand} Intelligence Centre", "Prices are moving again - will you watch or will you act? Stay ahead with forecasts that are updated daily.", "Find out more"),
    ("Company Profile – free sample", "Get a head start on your competitors with the most complete company profiles on the market.", "View profile"),
    ("Premium insights from {brand}", "Make better decisions with unrivalled data and expert analysis.", "Start your free trial"),
    ("Looking for a contract manufacturer?", "Compare more than 300 suppliers in the {brand} Buyer’s Guide.", "Browse suppliers"),
    ("Advertise with {brand}", "Reach senior buyers in 40 countries with one campaign.", "Download media pack"),
)  # fmt: skip
_AWARDS = (
    ("{brand} Excellence Awards – Nominations Closed", "Nominations are now closed for the {brand} Excellence Awards. Thank you to everyone who entered.", None),
    ("Excellence in Action", "{company} has won the Innovation Award in the Patient Access category for its home visit platform. Explore how its approach is changing recruitment.", "Discover the Impact"),
    ("{brand} Awards 2026", "Entries are open until 30 September. Nominate a colleague whose work deserves recognition.", "Enter now"),
)  # fmt: skip
_LETTERS = (
    (
        "Sign up for our daily news round-up!",
        "Give your business an edge with our leading industry insights.",
        "Sign up",
    ),
    ("The Morning Dose", "The stories that matter, delivered to your inbox every weekday.", "Subscribe"),
    ("Subscribe to {brand} Daily", "Join 60,000 readers who start the day with our newsletter.", "Sign me up"),
)
_DOWNLOADS = (
    ("Free Whitepaper: Decentralised trials in practice", "{company}", "Download Free Whitepaper"),
    ("Free Report", "How cell therapy makers cut vein-to-vein time", "Get the report"),
    (
        "Webinar: Bioanalysis without bottlenecks",
        "Join our panel on 12 November and put your questions to the experts.",
        "Register now",
    ),
)
_PRIVACY = (
    "By downloading this whitepaper, you acknowledge that we may share your information with our partners. Visit our Privacy Policy for more information about our services, how we may use, process and share your personal data, and how you can unsubscribe from future marketing communications.",
    "We will use the details that you provide to send you updates. You can opt out at any time. Please read our privacy notice.",
    "Our services are intended for corporate subscribers and you warrant that the email address submitted is your corporate email address.",
)
_CAPTIONS = ("Credit: {name} / Shutterstock.", "The laboratory of {company} in Basel. Image: {name}/Getty Images", "{company} headquarters. (Photo: company handout)", "A scientist prepares samples. Credit: Adobe Stock")  # fmt: skip


def draw_boxes(random: Random, brand: str) -> list[Box]:
    """The boxes of one page: what this brand's theme pushes in today, in random order."""
    makers = (_pitch, _pitch, _award, _letter, _download, _related, _related, _caption)
    return [make(random, brand) for make in random.sample(makers, random.randint(3, 6))]


def _fill(random: Random, brand: str, text: str | None) -> str | None:
    return (
        text.format(brand=brand, company=company_name(random), name=random.choice(("Kolonko", "Maren Ash", "T. Ruiz")))
        if text
        else None
    )


def _of_pool(
    random: Random, brand: str, kind: str, pool: tuple[tuple[str | None, ...], ...], more: tuple[str, ...] = ()
) -> Box:
    heading, line, action = (_fill(random, brand, text) for text in random.choice(pool))
    return Box(kind, heading, tuple(text for text in (line, *more) if text), action)


def _pitch(random: Random, brand: str) -> Box:
    return _of_pool(random, brand, "promotion", _PITCHES)


def _award(random: Random, brand: str) -> Box:
    return _of_pool(random, brand, "award", _AWARDS)


def _letter(random: Random, brand: str) -> Box:
    return _of_pool(random, brand, "newsletter", _LETTERS, tuple(random.sample(_PRIVACY, random.randint(0, 1))))


def _download(random: Random, brand: str) -> Box:
    return _of_pool(random, brand, "download", _DOWNLOADS, (random.choice(_PRIVACY),))


def _related(random: Random, brand: str) -> Box:
    titles = tuple(write_report(random).title for _ in range(random.randint(1, 3)))
    return Box(
        "related",
        random.choice(("Related", "Read more", "See also:", "More on this topic", "Recommended reading")),
        titles,
    )


def _caption(random: Random, brand: str) -> Box:
    return Box("caption", None, (_fill(random, brand, random.choice(_CAPTIONS)) or "",))
