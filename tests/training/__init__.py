"""Training of the light models from the labelled material of tests/gold: `make train`."""
