"""What the checks compare the tables with: configuration as Arrow tables."""

from collections.abc import Mapping

import pyarrow as pa

from config.models import EventType, Source


def references(event_types: Mapping[str, EventType], sources: Mapping[str, Source]) -> dict[str, pa.Table]:
    """Arrow tables `event_types` (event_type, family, status: one row a status, null always allowed) and `expectations`."""
    statuses = [(kind.id, kind.family, status) for kind in event_types.values() for status in (None, *kind.statuses)]
    return {
        "event_types": pa.table(
            {
                "event_type": pa.array([row[0] for row in statuses], pa.string()),
                "event_family": pa.array([row[1] for row in statuses], pa.string()),
                "status": pa.array([row[2] for row in statuses], pa.string()),
            }
        ),
        "expectations": _expectations(list(sources.values())),
    }


def _expectations(sources: list[Source]) -> pa.Table:
    lowest, highest = [source.expect.min for source in sources], [source.expect.max for source in sources]
    return pa.table(
        {
            "source_id": pa.array([source.id for source in sources], pa.string()),
            "min_articles_per_week": pa.array([least.articles_per_week for least in lowest], pa.float64()),
            "min_published_at_filled": pa.array([least.published_at_filled for least in lowest], pa.float64()),
            "max_articles_per_day": pa.array([most.articles_per_day for most in highest], pa.float64()),
        }
    )
