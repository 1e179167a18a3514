"""Who a line speaks to: a report speaks to nobody, a pitch to the reader."""

import re

from tasks.clean.blocks import Block
from tasks.clean.own import CLOSING, before_last_link, is_bold_line
from tasks.clean.region import prose_chars

SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_ADDRESSES_READER = re.compile(r"\b(?:(?i:you|your|yours|our|we|click|sign up|subscribe|download)|[Uu]s)\b")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_OF_US = re.compile(r"\b(?:(?i:our|we)|[Uu]s)\b")
_TO_READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_SPEECH = re.compile(r"\b(?:said|says|told|added|explained|wrote|according to)\b|[“\"]")
_IMPERATIVE = re.compile(
    r"(?:please |simply )?(?:access|apply|attend|become|book|bookmark|browse|buy|check|chip in|claim|click|compare|contact|discover|donate|"
    r"download|enter|explore|find|follow|gain|get|go|hear|help|join|keep|learn|listen|make|meet|nominate|order|play|put|reach|read|"
    r"register|request|reserve|save|search|secure|see|send|share|shop|sign|start|stay|submit|subscribe|support|take|talk|tell|try|unlock|upgrade|view|"
    r"visit|vote|watch|win|write)\b(?![-’']| (?:of|in|by)\b)",
    re.IGNORECASE,
)
_QUOTES = ("“", '"', "‘", "'", "«", "„")
_PITCH_AT_MOST = 260
_QUESTION = 160
_CALL = 60
_PARAGRAPH = 120
_ALL_ALONG = 0.15


def reads_as_report(block: Block) -> bool:
    """Whether a line may be an article's although other articles have it too: a heading, or a sentence to nobody."""
    if block.is_heading or is_bold_line(block):
        return True
    if block.link_share >= 0.7 or not SENTENCE_END.search(block.text):
        return False
    return block.text.startswith(_QUOTES) or not addresses_reader(block.text)


def addresses_reader(text: str) -> bool:
    """Whether a text says you, we or our, or names what is done on a website."""
    return _ADDRESSES_READER.search(text) is not None


def sounds_like_a_pitch(block: Block, names: tuple[str, ...]) -> bool:
    """Whether a short line speaks to the reader, tells him to do something, or is a label with the site's own name."""
    text = block.text
    if len(text) > _PITCH_AT_MOST or is_spoken(text):
        return False
    if _TO_READER.search(text) or tells_reader_to(text):
        return True
    return not SENTENCE_END.search(text) and names_site(text, names)


def is_spoken(text: str) -> bool:
    """Whether a text quotes somebody."""
    return text.startswith(_QUOTES) or _SPEECH.search(text) is not None


def solicits(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text tells the reader what to do with us, sets us beside you, or speaks of the site itself."""
    of_us, to_you = _OF_US.search(text) is not None, _TO_READER.search(text) is not None
    return (tells_reader_to(text) and (of_us or to_you)) or (of_us and to_you) or names_site(text, names)


def names_site(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text speaks of the site itself."""
    folded = text.casefold()
    return any(name in folded for name in names)


def tells_reader_to(text: str) -> bool:
    """Whether a text begins by telling the reader to do something."""
    return _IMPERATIVE.match(text) is not None


def calls_on_reader(text: str) -> bool:
    """Whether any sentence of a text begins by telling the reader to do something."""
    return any(tells_reader_to(sentence) for sentence in _SENTENCES.split(text))


def ends_in_link_of_its_own(block: Block) -> bool:
    """Whether the last sentence of a line is a short link: what it links to is not told of but offered."""
    before, link = before_last_link(block), block.last_link.rstrip(CLOSING)
    return before is not None and before.endswith((".", "?", "!")) and len(link) <= _CALL and link[0].isupper()


def is_question(block: Block) -> bool:
    """Whether a block is one question and no more, as interviewers put it."""
    return block.text.endswith("?") and len(block.text) < _QUESTION and not block.links


def speaks_of_us(text: str) -> bool:
    """Whether a text says we, us or our."""
    return _OF_US.search(text) is not None


def speaks_to_reader(blocks: list[Block]) -> bool:
    """Whether the article itself says "you" all along, as guides and blogs do, so that the word proves nothing."""
    return _recurs(_TO_READER, blocks)


def speaks_as_us(blocks: list[Block]) -> bool:
    """Whether the article itself says "we" all along."""
    return _recurs(_OF_US, blocks)


def _recurs(word: re.Pattern[str], blocks: list[Block]) -> bool:
    prose = [block for block in blocks if prose_chars(block) > _PARAGRAPH and not is_spoken(block.text)]
    return sum(word.search(block.text) is not None for block in prose) > _ALL_ALONG * len(prose)
