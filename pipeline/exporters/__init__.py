"""Document → a published format, a file a format."""
