"""The benchmarks run, and say what is not there. What they measure is read by people, never asserted."""

import subprocess
import sys
from pathlib import Path


def test_quality_says_what_is_not_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "quality", "--gold", str(tmp_path), "--clean", str(tmp_path / "absent")],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "no annotated drafts" in done.stdout
    assert "no clean prose" in done.stdout
