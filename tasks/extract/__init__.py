"""Extract: from a clean article to its mentions, each proven by a quote."""
