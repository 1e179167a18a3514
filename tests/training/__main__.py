"""`make train`: train both models from tests/gold and write them to config/learned; `make bench-extract` tells what they reach."""

from collections.abc import Sequence

from config.lookup import load_lookups
from config.models.learned import LearnedWeights
from config.taxonomy import load_event_types, load_word_sets
from config.weights import LEARNED
from tasks.extract.matcher import build_matcher
from tasks.extract.sentence_types import build_sentence_types
from tasks.extract.slots import build_recognisers
from tests.training.judgement import JudgedCandidate, candidates_of, train_judgement
from tests.training.linear import write_weights
from tests.training.material import LabelledArticle, examples_of, forms_of, labelled_articles, single_sentences
from tests.training.sentence_types import train_sentence_types

PARTS = 5
"""The judge learns from candidates of articles that the sentence model has not seen, a fifth at a time."""


def train() -> tuple[LearnedWeights, LearnedWeights]:
    """The weights of the sentence model and of the judge."""
    event_types = load_event_types()
    recognisers = build_recognisers(load_lookups())
    matcher = build_matcher(event_types, load_word_sets().sets)
    alone = single_sentences(event_types, recognisers)
    articles = labelled_articles(recognisers, heldout=False)
    names = sorted(event_types)
    examples = list(examples_of(event_types, recognisers))
    candidates: list[JudgedCandidate] = []
    for part in range(PARTS):
        others = train_sentence_types(alone, _without(articles, part), names)
        model = build_sentence_types(others)
        for one in articles[part::PARTS]:
            for form in forms_of(one, recognisers):
                candidates += candidates_of(form, matcher, model, event_types)
        for one in examples[part::PARTS]:
            candidates += candidates_of(one, matcher, model, event_types)
    return train_sentence_types(alone, articles, names), train_judgement(candidates)


def _without(articles: Sequence[LabelledArticle], part: int) -> list[LabelledArticle]:
    return [one for number, one in enumerate(articles) if number % PARTS != part]


if __name__ == "__main__":
    sentence_types, judgement = train()
    write_weights(LEARNED / "sentence_types.csv", sentence_types)
    write_weights(LEARNED / "judgement.csv", judgement)
