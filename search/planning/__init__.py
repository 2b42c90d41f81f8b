"""From topics to matches: the plan, the engine asked, order, near answers. Imports understand, engines and below."""
