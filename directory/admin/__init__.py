"""The editing screens of the guide: forms, rights, lists, word lists, and the views beside the forms."""
