"""Everything that decides what a page becomes, read from configuration and compiled once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tasks
from config.decisions import load_overrides
from config.load import CONFIG, load_settings
from config.lookup import load_lookups
from config.models import EventType, Settings, Source
from config.models.lookups import Lookups
from config.models.overrides import Overrides
from config.taxonomy import load_event_types, load_word_sets
from config.weights import load_learned
from tasks.extract.engine import Extractor, build_extractor

CODE = Path(tasks.__file__).parent
RULE_FILES = (
    *((CONFIG, f"{folder}/*.*") for folder in ("event_types", "lookups", "learned", "overrides")),
    *((CODE, f"{stage}/**/*.py") for stage in ("clean", "extract", "dedupe", "resolve")),
)


@cache
def rules_version() -> str:
    """What stands for all that decides what a page becomes: a hash of the rule files and of the stages that apply them."""
    digest = hashlib.sha256()
    for root, pattern in RULE_FILES:
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return f"rules_{digest.hexdigest()[:20]}"


@dataclass(frozen=True)
class Rules:
    """Sources, event types, lookups, human decisions and the extractor built from them."""

    sources: Mapping[str, Source]
    event_types: Mapping[str, EventType]
    lookups: Lookups
    overrides: Overrides
    settings: Settings
    extractor: Extractor

    @property
    def kinds(self) -> dict[str, str]:
        """What each source is: news, wire, regulator or company."""
        return {source.id: source.kind for source in self.sources.values()}


def load_rules(sources: Mapping[str, Source]) -> Rules:
    """Read the configuration and build the extractor. Raises ConfigError."""
    event_types, lookups, settings = load_event_types(), load_lookups(), load_settings()
    extractor = build_extractor(
        event_types, lookups, load_word_sets(), load_learned(), extract_persons=settings.extract_persons
    )
    return Rules(sources, event_types, lookups, load_overrides(), settings, extractor)
