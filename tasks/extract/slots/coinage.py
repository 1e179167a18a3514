"""Word -> whether somebody coined it: nonproprietary names carry a stem, other names are no words of the language."""

from collections.abc import Iterable
from functools import lru_cache

from config.models.lookups import InnStem, OrdinaryWords
from tasks.extract.slots.wordlists import words

_ENDINGS = tuple(
    words(
        """tion tions ment ments ness ing ings ed ly ity ities ism isms ist ists logy logies logic logical itis osis emia aemia pathy
    pathies oma omas ous able ible ical ance ence ances ences ship ships less ful ers ary ally graphy graph metry metric ectomy
    genic cyte cytes cytic kine kines phage phages some somes ize ise izes ated ates ating oid oids like wide based scopy plasty
    uria algia trophy trophic plegia genesis lysis lytic philic phobic static tropic cellular vascular muscular genous sion sions
    ians ian iality wise wards burg land ville ington antly ently ative ively axis ive ies est tor tors cide cides ty ry gy my cy phy ic ics al als ant ants ent ents ual ian ean man men"""
    )
)
_INFLECTIONS = (
    "s",
    "es",
    "d",
    "ed",
    "ing",
    "ly",
    "er",
    "ers",
    "r",
    "al",
    "ally",
    "y",
    "ies",
    "ion",
    "ions",
    "ive",
    "e",
    "'s",
)
_PREFIXES = tuple(
    words(
        "un re non pre anti inter over under multi sub micro bio immuno neuro cardio co post hyper hypo trans mis dis out"
    )
)
REMEMBERED = 50_000
"""Words of which it is remembered what they are."""


class Coinage:
    """Tells coined words from words of the language, by the lookups of stems and of ordinary words."""

    def __init__(self, stems: Iterable[InnStem], ordinary: Iterable[OrdinaryWords]) -> None:
        rows = tuple(stems)
        self._suffixes = tuple(sorted({row.stem for row in rows if row.place == "suffix"}))
        self._tails = frozenset(suffix[-3:] for suffix in self._suffixes)
        self._second = frozenset(row.stem for row in rows if row.place == "word")
        self._ordinary = frozenset(word for row in ordinary for word in row.words)
        self._ordinary |= {word for row in rows for word in row.exceptions}
        # Most words of an article stood in the articles before it.
        self.is_ordinary = lru_cache(maxsize=REMEMBERED)(self._is_ordinary)
        self.is_listed = lru_cache(maxsize=REMEMBERED)(self._is_listed)

    def is_nonproprietary(self, word: str) -> bool:
        """Whether a lower-case word carries a stem of international nonproprietary names."""
        if word in self._ordinary:
            return False
        if word in self._second or word.endswith("-cel"):
            return True
        plain = word[:-5] if word[-5:-4] in "-‑" else word
        return len(plain) > 6 and plain[-3:] in self._tails and plain.endswith(self._suffixes)

    def is_second_word(self, word: str) -> bool:
        """Whether the word never stands alone in a nonproprietary name (autoleucel, vedotin)."""
        return word in self._second

    def _is_ordinary(self, word: str) -> bool:
        """Whether a lower-case word is one of the language, by the list or by its ending."""
        return len(word) < 4 or word.endswith(_ENDINGS) or self.is_listed(word)

    def _is_listed(self, word: str) -> bool:
        """Whether a lower-case word is a listed one, inflected or prefixed or not."""
        known = self._ordinary
        if word in known:
            return True
        for ending in _INFLECTIONS if word.endswith(_INFLECTIONS) else ():
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if (
                    stem in known
                    or stem + "e" in known
                    or stem + "y" in known
                    or stem[:-1] in known
                    and stem[-1:] == stem[-2:-1]
                ):
                    return True
        return word.startswith(_PREFIXES) and any(
            word.startswith(prefix) and word[len(prefix) :] in known for prefix in _PREFIXES
        )
