"""What a flow works on: a data directory and the sources it reads."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from config.load import CONFIG, ConfigError, load_sources
from config.models import Source
from flows.data_dir import DataDir


class Scope(BaseModel):
    """Parameters that every flow takes; `names` empty means all enabled sources of the folder."""

    model_config = ConfigDict(frozen=True)

    data_dir: Path
    sources_folder: Path = CONFIG / "sources"
    names: tuple[str, ...] = ()

    @property
    def data(self) -> DataDir:
        """The data directory."""
        return DataDir(self.data_dir.absolute())

    @property
    def label(self) -> str:
        """What Prefect calls a run over this scope."""
        return ", ".join(self.names) or "all sources"

    def known_sources(self) -> dict[str, Source]:
        """All sources of the folder, by id, those that are not enabled included. Raises ConfigError."""
        return load_sources(self.sources_folder)

    def sources(self) -> dict[str, Source]:
        """The sources of this scope, by id. Raises ConfigError, also where a name is unknown."""
        known = self.known_sources()
        unknown = sorted(set(self.names) - known.keys())
        if unknown:
            raise ConfigError(
                self.sources_folder, None, f"holds no source {unknown[0]!r}; there are {', '.join(known)}"
            )
        chosen = self.names or tuple(name for name, source in known.items() if source.enabled)
        return {name: known[name] for name in sorted(chosen)}
