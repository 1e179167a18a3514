"""The three kinds of feed that an outlet can have, each read by a module of its own."""
