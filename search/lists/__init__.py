"""What words mean here, by the word lists and the guide: terms, agencies, places, codes. Imports language."""
