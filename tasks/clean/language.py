"""The language of an article, with how sure that is; short texts are unsure."""

import re
from functools import cache

from py3langid.langid import LanguageIdentifier

SURE_FROM_CHARS = 200
"""Below this length the confidence falls off in proportion: a headline's worth of letters proves little."""

_READ_CHARS = 600
_DECLARED = re.compile(r"^[a-zA-Z]{2}(?=$|[-_])")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)


def identify_language(text: str, declared: str | None = None) -> tuple[str | None, float | None]:
    """ISO 639-1 code and confidence from 0 to 1; a page's own declaration decides only where the text is too short.

    (None, None) for an empty text without a declaration.
    """
    match = _DECLARED.match(declared or "")
    own_word = match.group().lower() if match else None
    sample = text[:_READ_CHARS]
    if not sample.strip():
        return (own_word, 0.3) if own_word else (None, None)
    found, confidence = _identifier().classify(sample)
    confidence = round(float(confidence) * min(1.0, len(sample) / SURE_FROM_CHARS), 3)
    if own_word and own_word != found and confidence < 0.5:
        return own_word, 0.5
    return found, confidence
