"""Files written whole or not at all."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

MODE = 0o644
"""What a new file may be: read by all, written by its owner, less what the umask takes away."""


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`: a reader sees the old file or the new one, and so does who looks after a power cut.

    The folder must exist. A file that is there keeps its mode and, where that is allowed, its owner; a symbolic link
    stays, and what it leads to is written. Raises OSError.
    """
    target = path.resolve()
    before = target.stat() if target.exists() else None
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        if before is not None and hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(name, before.st_uid, before.st_gid)
        Path(name).chmod(stat.S_IMODE(before.st_mode) if before else MODE & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if os.name == "posix":  # the rename itself must be on the disk, too
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
