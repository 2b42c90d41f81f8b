"""Acute danger: which situation, whom to ring. Imports understand, language and the word files; needs no engine."""
