"""From the YAML files of config/overrides to the decisions of people that dedupe and resolve obey."""

from pathlib import Path

from config.load import CONFIG, ConfigError, load_model
from config.models.overrides import Decisions, Overrides


def load_overrides(folder: Path = CONFIG / "overrides") -> Overrides:
    """Read every file of a folder: companies.yml, products.yml, texts.yml, events.yml; a missing one decides nothing.

    Raises ConfigError with file and line, also for a file of another name.
    """
    for path in sorted(Path(folder).glob("*.y*ml")):
        if path.name not in {f"{name}.yml" for name in Overrides.model_fields}:
            raise ConfigError(
                path, None, f"is about nothing known; rename it to {', '.join(Overrides.model_fields)}.yml"
            )
    decisions = {
        name: load_model(path, Decisions)
        for name in Overrides.model_fields
        if (path := Path(folder) / f"{name}.yml").exists()
    }
    return Overrides(**decisions)
