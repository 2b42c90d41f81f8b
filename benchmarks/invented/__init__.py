"""Invented people and texts that vary like real ones, for measuring; nobody here exists and no number can ring."""
