"""The editor's desk: a folder of drafts, their review pages and what is decided, served to a browser on this machine.

`serve` runs it. Nothing leaves the machine: it listens at 127.0.0.1 alone, and answers only who has the address that it
printed (`_guard`). What it writes are decisions files, the output folder, and, when asked to apply, drafts.
"""

from pipeline.desk._server import serve

__all__ = ["serve"]
