"""Amounts of money are read in every way the trade writes them."""

import pytest

from tasks.extract.slots.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("raised HK$1.34bn in Hong Kong", [(1.34e9, "HKD")]),
        ("an upfront payment of $85m", [(85e6, "USD")]),
        ("at $2.83 per share for about $3.2 million", [(2.83, "USD"), (3.2e6, "USD")]),
        ("receives CHF5M and 20% of the shares", [(5e6, "CHF")]),
        ("118 million euros of cash", [(118e6, "EUR")]),
        ("DKK 11.2bn a year", [(11.2e9, "DKK")]),
        ("RMB 1,340,000,000 in all", [(1.34e9, "CNY")]),
        ("1,5 Millionen Euro vorab", [(1.5e6, "EUR")]),
        ("12,5 millions d’euros", [(12.5e6, "EUR")]),
        ("Rs 450 crore plant", [(4.5e9, "INR")]),
        ("a grant of 40 lakh rupees", [(4e6, "INR")]),
        ("¥500 million or JPY 3.4 billion", [(5e8, "JPY"), (3.4e9, "JPY")]),
        ("1.200.000 EUR", [(1.2e6, "EUR")]),
        ("$1,200.50 a bottle", [(1200.5, "USD")]),
        ("closed at 10 cents or less", [(0.1, "USD")]),
        ("US$25M-US$30M", [(25e6, "USD"), (30e6, "USD")]),
        ("an outlook of $820-$845 million", [(820e6, "USD"), (845e6, "USD")]),
        ("a ¥700 million (US$97 million) round", [(7e8, "CNY"), (97e6, "USD")]),
        ("a ¥92 billion ($610 million) deal", [(92e9, "JPY"), (610e6, "USD")]),
        ("which in April 2025 won an award", []),
        ("62 of 73 employees in 2026, 49% of them", []),
    ],
)
def test_amounts_are_read(text: str, expected: list[tuple[float, str]]) -> None:
    found = find_amounts(text)
    assert [(amount.value, amount.currency) for amount in found] == expected
    assert all(text[amount.start : amount.end].strip() for amount in found)
