"""From config/event_types/*.yml to checked event types and the word sets that their patterns share."""

from pathlib import Path

from config.load import CONFIG, ConfigError, load_model
from config.models import EventType, WordSets

EVENT_TYPES = CONFIG / "event_types"


def load_event_types(folder: Path = EVENT_TYPES) -> dict[str, EventType]:
    """Read every event type of a folder, by id, sorted. Raises ConfigError, also where a type names an unknown type."""
    files = sorted(path for path in Path(folder).glob("*.yml") if not path.name.startswith("_"))
    if not files:
        raise ConfigError(Path(folder), None, "holds no event type (*.yml)")
    types = {path.stem: load_model(path, EventType, id=path.stem) for path in files}
    for path in files:
        _refuse_unknown_types(path, types[path.stem], known=types.keys() | {"none"})
    return types


def load_word_sets(folder: Path = EVENT_TYPES) -> WordSets:
    """Read the word sets that patterns call by name (`<regulator>`). Raises ConfigError."""
    return load_model(Path(folder) / "_words.yml", WordSets)


def _refuse_unknown_types(path: Path, event_type: EventType, *, known: set[str]) -> None:
    named = [
        *event_type.confusable,
        *event_type.outranks,
        *(example.instead for example in event_type.examples.negative),
    ]
    for name in named:
        if name not in known:
            raise ConfigError(
                path, None, f"names the event type {name!r}, which has no file here; correct its spelling"
            )
