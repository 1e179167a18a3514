"""The version of the cleaning rules: it changes whenever a rule or the procedure changes."""

from tasks.clean.boilerplate import TITLES
from tasks.clean.markup import MARKUP_RULES
from tasks.clean.memory import MEMORY_VERSION
from tasks.clean.wording import RULES
from warehouse.contracts import stable_id

PROCEDURE_VERSION = 5
"""Raised by hand when the procedure around the rules changes the articles that come out."""

RULES_VERSION = stable_id("clean", PROCEDURE_VERSION, MEMORY_VERSION, RULES, MARKUP_RULES, TITLES)
