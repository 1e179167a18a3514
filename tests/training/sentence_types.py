"""Trains which sentence tells which type of event."""

from collections.abc import Sequence

from config.models.learned import LearnedWeights
from tasks.extract.quiet import quiet_sentences
from tasks.extract.sentence_types import features_of, sentence_words
from tests.training.linear import Table, fit
from tests.training.material import LabelledArticle, LabelledSentence, sentences_of

MET_AT_LEAST = 2
STRICTNESS = 1.0
STRONGEST = 1_500
"""Weights of each type: more of them hardly tell more, and each costs time in every sentence."""
WEIGHT_OF_YES = 2.0


def train_sentence_types(
    alone: Sequence[LabelledSentence], articles: Sequence[LabelledArticle], types: Sequence[str]
) -> LearnedWeights:
    """Weights from single sentences and from the sentences of articles."""
    sentences = [*alone, *(one for labelled in articles for one in _heard(labelled))]
    table = Table([sentence_features(one) for one in sentences], MET_AT_LEAST)
    answers = {name: [name in one.types for one in sentences] for name in types}
    return fit(table, answers, strictness=STRICTNESS, strongest=STRONGEST, weight_of_yes=WEIGHT_OF_YES)


def sentence_features(labelled: LabelledSentence) -> frozenset[str]:
    """The features of a sentence, as extraction reads it."""
    return features_of(sentence_words(labelled.document, labelled.sentence))


def _heard(labelled: LabelledArticle) -> list[LabelledSentence]:
    """The sentences in which extraction looks for events at all."""
    quiet = quiet_sentences(labelled.document)
    return [one for one in sentences_of(labelled) if one.sentence.index not in quiet]
