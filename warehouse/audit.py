"""Staged rows are checked before readers see them."""
