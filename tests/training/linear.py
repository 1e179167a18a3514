"""Logistic regression over yes-or-no features, one for each answer, and the file that its weights go to."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from config.models.learned import LearnedWeight, LearnedWeights
from config.weights import BIAS


class Table:
    """The features of all rows as a sparse matrix; features that fewer than `at_least` rows have are left out."""

    def __init__(self, rows: Sequence[frozenset[str]], at_least: int) -> None:
        counts = Counter(feature for row in rows for feature in row)
        self.names = sorted(name for name, count in counts.items() if count >= at_least)
        column = {name: number for number, name in enumerate(self.names)}
        columns = [sorted(column[feature] for feature in row if feature in column) for row in rows]
        starts = np.cumsum([0, *map(len, columns)]).astype(np.int32)
        indices = np.array([number for row in columns for number in row], dtype=np.int32)
        self.matrix = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), len(self.names)))


def fit(
    table: Table,
    answers: Mapping[str, Sequence[bool]],
    *,
    strictness: float,
    strongest: int | None = None,
    weight_of_yes: float = 1.0,
) -> LearnedWeights:
    """Weights for every answer, rounded so that every machine writes the same file.

    strictness: the weight of the penalty on large weights; strongest: so many of them are kept for each answer, all where it is None.
    """
    biases: dict[str, float] = {}
    rows: list[LearnedWeight] = []
    for answer, yes in sorted(answers.items()):
        model = LogisticRegression(
            C=1 / strictness,
            solver="liblinear",
            dual=True,
            tol=0.01,
            max_iter=10_000,
            class_weight={False: 1.0, True: weight_of_yes},
            intercept_scaling=10.0,
            random_state=0,
        )
        model.fit(table.matrix, np.asarray(yes, dtype=bool))
        biases[answer] = round(float(model.intercept_[0]), 2)
        weights = sorted(zip(table.names, model.coef_[0], strict=True), key=lambda pair: (-abs(pair[1]), pair[0]))
        rows += [
            LearnedWeight(answer=answer, feature=name, weight=round(float(weight), 2))
            for name, weight in weights[:strongest]
            if abs(weight) >= NEGLIGIBLE
        ]
    return LearnedWeights(biases=biases, rows=tuple(rows))


NEGLIGIBLE = 0.1
"""Weights below this are left out of the file."""


def write_weights(path: Path, learned: LearnedWeights) -> None:
    """Write a file of config/learned: answer, feature, weight, sorted."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["answer", "feature", "weight"])
        for answer, bias in sorted(learned.biases.items()):
            writer.writerow([answer, BIAS, f"{bias:.2f}"])
        for row in sorted(learned.rows, key=lambda row: (row.answer, row.feature)):
            writer.writerow([row.answer, row.feature, f"{row.weight:.2f}"])
