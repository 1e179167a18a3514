"""Clean: from a page as it came to the article's text and metadata, with a ledger of everything that was cut."""

from tasks.clean.memory import SiteMemory
from tasks.clean.page import Cleaned, Uncleanable, clean_page, learn_site_memory
from tasks.clean.plain_text import CleanText, CutLine, clean_text
from tasks.clean.raw_page import RawPage
from tasks.clean.rules_version import RULES_VERSION

__all__ = [
    "RULES_VERSION",
    "CleanText",
    "Cleaned",
    "CutLine",
    "RawPage",
    "SiteMemory",
    "Uncleanable",
    "clean_page",
    "clean_text",
    "learn_site_memory",
]
