"""`python -m pipeline` is `copydesk`."""

from pipeline.cli import main

main()
