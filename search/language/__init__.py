"""Dutch words, without a database: how they are written, sound and split. Imports no other part."""
