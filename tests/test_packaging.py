"""Our three short package names are ours, and what we depend on is written down."""

import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT_TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads(PYPROJECT_TEXT)

DEPENDENCIES: list[str] = (
    PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"]
)
PINNED: list[str] = [
    *DEPENDENCIES,
    *PYPROJECT["build-system"]["requires"],
    *PYPROJECT["tool"]["uv"]["constraint-dependencies"],
]

# Put together here, so that this file does not name what it looks for.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("proxy.golang", "org"),
        ("rubygems", "org"),
        ("anaconda", "org"),
        ("ghcr", "io"),
        ("docker", "io"),
        ("quay", "io"),
    ]
]
REGISTRY_HOST = re.compile("|".join(map(re.escape, REGISTRY_HOSTS)), re.IGNORECASE)
# A path of somebody's own machine. The look-behind lets "/api/work/…" and "~/…" through.
HOME_FOLDERS = "|".join(["home", "Users", "root", "work"])
MACHINE_PATH = re.compile(rf"(?<![\w.~-])(?:/(?:{HOME_FOLDERS})/\w|[A-Z]:\\Users\\)")


@pytest.mark.parametrize("name", ["domain", "application", "interfaces"])
def test_a_short_package_name_leads_into_this_repository(name: str) -> None:
    found = find_spec(name)
    assert found is not None
    assert found.submodule_search_locations == [str(ROOT / name)]


@pytest.mark.parametrize("name", ["domain", "application", "interfaces"])
def test_nobody_else_installed_a_package_of_that_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"daybook"}


@pytest.mark.parametrize("dependency", PINNED)
def test_a_dependency_is_pinned_to_one_version(dependency: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+(\[[a-z0-9,]+\])?==[0-9][0-9A-Za-z.]*", dependency)


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_a_dependency_says_what_it_is_for(dependency: str) -> None:
    line = rf'^\s*"{re.escape(dependency)}",[ ]+# \S'
    assert re.search(line, PYPROJECT_TEXT, re.MULTILINE)


def tracked_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so nothing is tracked")
    # Continuous integration may run as another user than the one who owns the checkout.
    git = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(git, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_the_lock_file_is_not_kept() -> None:
    assert "uv.lock" not in {path.name for path in tracked_files()}


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRY_HOST) == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert places(MACHINE_PATH) == []


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in tracked_files()
        if path.is_file()
        for number, line in enumerate(lines(path), start=1)
        if pattern.search(line)
    ]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_a_registry_would_be_noticed(host: str) -> None:
    assert REGISTRY_HOST.search(f"index-url = https://files.{host}/simple")


@pytest.mark.parametrize("folder", ["home", "Users", "root", "work"])
def test_a_folder_of_somebodys_machine_would_be_noticed(folder: str) -> None:
    assert MACHINE_PATH.search(f'DATA = "/{folder}/b.jones/daybook"')
    assert not MACHINE_PATH.search(f"GET https://school.example/api/{folder}/steps")
