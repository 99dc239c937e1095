"""Report → what a person or a program reads, a file a format."""
