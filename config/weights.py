"""From the CSV files of config/learned to the weights that `make train` put there."""

from pathlib import Path

from pydantic import ValidationError

from config.load import CONFIG, ConfigError, load_rows
from config.models.learned import Learned, LearnedWeight, LearnedWeights

LEARNED = CONFIG / "learned"
BIAS = "(bias)"


def load_learned(folder: Path = LEARNED) -> Learned:
    """Read all trained weights. Raises ConfigError with file and line."""
    return Learned(**{name: load_weights(Path(folder) / f"{name}.csv") for name in Learned.model_fields})


def load_weights(path: Path) -> LearnedWeights:
    """Read one file with the columns answer, feature, weight; the feature "(bias)" holds everywhere. Raises ConfigError."""
    if not path.exists():
        raise ConfigError(path, None, "is missing; `make train` writes it")
    rows = []
    for line, cells in load_rows(path):
        try:
            rows.append(LearnedWeight.model_validate(cells))
        except ValidationError as error:
            first = error.errors()[0]
            raise ConfigError(path, line, f"{first['loc'][0]}: {first['msg']}") from error
    biases = {row.answer: row.weight for row in rows if row.feature == BIAS}
    return LearnedWeights(biases=biases, rows=tuple(row for row in rows if row.feature != BIAS))
