"""Candidate -> event or not, news or background: two linear models over its traits.

Logistic regressions over yes-or-no features, trained on the labelled articles of the repository (`make train`).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from config.models.learned import LearnedWeights

IS_EVENT, IS_PRIMARY = "is_event", "is_primary"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How probable it is that a candidate is an event, and that it is the news rather than background."""

    event: float
    primary: float


@dataclass(frozen=True)
class Judge:
    """The trained models: for each question its bias and the weights of its features."""

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def verdict(self, features: Iterable[str]) -> Verdict:
        """The answers to both questions."""
        names = list(features)
        return Verdict(self._probability(IS_EVENT, names), self._probability(IS_PRIMARY, names))

    def _probability(self, question: str, features: list[str]) -> float:
        weights = self.weights[question]
        known = (weights[name] for name in features if name in weights)
        return 1 / (1 + math.exp(-math.fsum((self.biases[question], *known))))  # exact, so that no order tells


def build_judge(learned: LearnedWeights) -> Judge:
    """Arrange the weights for look-up by question and feature."""
    weights: dict[str, dict[str, float]] = {question: {} for question in learned.biases}
    for row in learned.rows:
        weights[row.answer][row.feature] = row.weight
    return Judge(learned.biases, weights)
