"""Learn what a copy editor changes: `pipeline/house/editing.npz`, the tuning of the language model."""
