"""Weights that were trained from the labelled material of the repository, as files of config/learned hold them."""

from pydantic import BaseModel, ConfigDict, Field


class LearnedWeight(BaseModel):
    """What one feature adds to the score of one answer (natural logarithm of the odds)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: str = Field(min_length=1)
    feature: str = Field(min_length=1)
    weight: float


class LearnedWeights(BaseModel):
    """A linear model: a bias for every answer, and the weights of features."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    biases: dict[str, float]
    rows: tuple[LearnedWeight, ...]


class Learned(BaseModel):
    """All that is learned: which sentence tells which type, and which candidates are events, and news."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence_types: LearnedWeights
    judgement: LearnedWeights
