"""Other ways to search the same guide, each as good as an engineer would make it in an afternoon."""
