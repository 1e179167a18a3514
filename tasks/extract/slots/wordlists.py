"""Lists of words as one writes them: in a row, parted by blanks."""


def words(text: str) -> frozenset[str]:
    """The words of the text."""
    return frozenset(text.split())
