"""What an index holds: documents, their marks, the words in them. Imports lists and language."""
