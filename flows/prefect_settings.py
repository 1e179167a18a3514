"""How Prefect is set up before it is imported; whatever the environment already says is left alone."""

import os
from pathlib import Path

DEFAULTS = {
    # the first flow on a fresh machine migrates a database before it answers
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}


def set_up_prefect(home: Path | None = None) -> None:
    """Set Prefect's environment; `home` keeps its database apart from the user's own, unless a server is named."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    if home and not os.environ.get("PREFECT_API_URL"):
        os.environ.setdefault("PREFECT_HOME", str(home))
