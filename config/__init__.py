"""What the pipeline is told: sources, event types, settings and lookups, as YAML and CSV."""
