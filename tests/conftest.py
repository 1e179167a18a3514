"""What all tests share: laws are tried without a stopwatch, because a busy machine is no failure."""

from hypothesis import settings

settings.register_profile("presslake", deadline=None)
settings.load_profile("presslake")
