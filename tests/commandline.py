"""Pandoc's own command line: what the tests compare with, and what makes their Word files."""

import subprocess

from pipeline.engines.pandoc import binary


def pandoc(data: bytes, from_: str, to: str, *options: str) -> bytes:
    """What pandoc makes of a file's bytes, in a process of its own."""
    command = (binary(), "-f", from_, "-t", to, *options, "-o", "-")
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout
