"""The parts of search_scale.py, each run in a process of its own so that its memory can be told."""
