"""Draft → Document, a file a kind of draft."""
