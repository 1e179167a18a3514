"""Words -> hashes of four-word shingles, all of a short text and a fixed quarter of a long one (FracMinHash)."""

from collections.abc import Collection, Sequence

import numpy as np
import xxhash

SHINGLE_WORDS = 4
ALL_UP_TO = 120
"""Texts of at most so many shingles keep all of them; a quarter of less would leave too few to compare."""

_QUARTER = np.int64(-(2**62))
_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64
)


def hash_words(words: Sequence[str]) -> int:
    """A signed 64-bit hash of words in order."""
    return int(np.uint64(xxhash.xxh3_64_intdigest("\x1f".join(words).encode())).astype(np.int64))


def shingle_hashes(words: Sequence[str]) -> np.ndarray:
    """The distinct signed 64-bit hashes of all four-word shingles, sorted; fewer than four words make one shingle."""
    return np.unique(_in_order(words))


def without(words: Sequence[str], worn: Collection[int]) -> list[str]:
    """The words outside of passages made of worn shingles, as far as what `sample` keeps of a text shows them."""
    hashes = _in_order(words)
    kept = np.flatnonzero(in_quarter(hashes) if len(np.unique(hashes)) > ALL_UP_TO else np.ones(len(hashes), bool))
    is_worn = np.fromiter((value in worn for value in hashes[kept].tolist()), bool, len(kept))
    if not is_worn.any():
        return list(words)
    places = np.arange(len(words))
    before = np.searchsorted(kept, places, side="right") - 1
    after = np.searchsorted(kept, places - SHINGLE_WORDS + 1, side="left")
    # Beyond the first and the last shingle kept, that one alone says what the words are.
    last = len(kept) - 1
    is_passage = is_worn[before.clip(0, last)] & is_worn[after.clip(0, last)]
    return [word for word, skip in zip(words, is_passage.tolist(), strict=True) if not skip]


def _in_order(words: Sequence[str]) -> np.ndarray:
    if not words:
        return np.empty(0, dtype=np.int64)
    hashes = np.array([xxhash.xxh3_64_intdigest(word.encode()) for word in words], dtype=np.uint64)
    size = min(SHINGLE_WORDS, len(words))
    with np.errstate(over="ignore"):
        mixed = sum(
            (hashes[place : len(hashes) - size + place + 1] * _MULTIPLIERS[place] for place in range(size)),
            start=np.zeros(len(hashes) - size + 1, dtype=np.uint64),
        )
        mixed = _scrambled(mixed)
    return mixed.astype(np.int64)


def sample(hashes: np.ndarray) -> tuple[list[int], bool]:
    """What is kept of an article's shingles, and whether that is a quarter rather than all."""
    is_sampled = len(hashes) > ALL_UP_TO
    return (hashes[in_quarter(hashes)] if is_sampled else hashes).tolist(), is_sampled


def in_quarter(hashes: np.ndarray) -> np.ndarray:
    """Which hashes fall into the quarter that every long text keeps."""
    return hashes < _QUARTER


def is_in_quarter(value: int) -> bool:
    """Whether one hash falls into that quarter."""
    return value < int(_QUARTER)


def _scrambled(values: np.ndarray) -> np.ndarray:
    """The finaliser of SplitMix64: spreads sums of products evenly, so that a fixed range of values is a fair sample."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
