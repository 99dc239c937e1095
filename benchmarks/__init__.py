"""Quality and speed, measured side by side in one run: `make bench`."""
