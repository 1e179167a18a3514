"""Overrides: what people decided about names, texts and events; a decision prevails over every rule."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Decision(_Strict):
    """Things that are one, or that are not, and why."""

    these: tuple[str, ...] = Field(min_length=2, description="names, or ids of articles, events or mentions")
    because: str = Field(min_length=5, description="why, in a sentence for whoever asks next year")

    @model_validator(mode="after")
    def _two_things(self) -> Self:
        if len(set(self.these)) != len(self.these):
            raise ValueError("one of these stands here twice")
        return self


class Decisions(_Strict):
    """Both directions: what is one, and what is not."""

    same: tuple[Decision, ...] = ()
    different: tuple[Decision, ...] = ()

    @model_validator(mode="after")
    def _no_contradiction(self) -> Self:
        joined = {frozenset((a, b)) for decision in self.same for a in decision.these for b in decision.these if a != b}
        for decision in self.different:
            for a in decision.these:
                for b in decision.these:
                    if frozenset((a, b)) in joined:
                        raise ValueError(f"{a!r} and {b!r} are said to be the same and different; keep one of the two")
        return self


class Overrides(_Strict):
    """All decisions: companies and products by name, texts by article id, events by event or mention id."""

    companies: Decisions = Decisions()
    products: Decisions = Decisions()
    texts: Decisions = Decisions()
    events: Decisions = Decisions()
