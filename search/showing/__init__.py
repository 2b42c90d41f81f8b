"""From matches to what is shown, asked through visibility. Imports planning and what stands below it, no engine."""
