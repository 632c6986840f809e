"""Who may import whom: every rule holds, and every rule can fail."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("domain", "application", "interfaces")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {each["id"]: each for each in PYPROJECT["tool"]["importlinter"]["contracts"]}


@dataclass(frozen=True, slots=True)
class Offence:
    """An import that somebody might add in good faith, and the rule that turns it down."""

    contract: str
    file: str
    adds: str

    def __str__(self) -> str:
        return f"{self.contract}: {self.file}: {self.adds}"


OFFENCES = [
    Offence("inwards", "domain/offender.py", "import application"),
    Offence("inwards", "application/offender.py", "import interfaces"),
    Offence("pure-domain", "domain/offender.py", "import msgspec"),
    Offence("pure-domain", "domain/incident/offender.py", "from psutil import pid_exists"),
    Offence("no-web-no-database", "application/offender.py", "import psycopg"),
    Offence("no-web-no-database", "application/projections/offender.py", "import uvicorn"),
    Offence("wiring", "interfaces/cli/offender.py", "import interfaces.postgres"),
    Offence("wiring", "interfaces/http/offender.py", "from interfaces import keys"),
    Offence("wiring", "interfaces/postgres/offender.py", "import interfaces.keys"),
    Offence("ways-in", "interfaces/cli/offender.py", "import interfaces.http"),
    Offence("ways-in", "interfaces/http/offender.py", "import interfaces.cli"),
    Offence("past", "domain/incident/state.py", "import domain.incident.decisions"),
    Offence("past", "application/projections/offender.py", "import domain.incident.decisions"),
    Offence("no-cycles", "domain/incident/events.py", "import domain.incident.state"),
    Offence("no-cycles", "domain/people.py", "import domain.incident.commands"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("lint-imports", path=Path(sys.executable).parent)
    assert command, "import-linter is not installed beside this Python"
    return subprocess.run(
        [command, "--no-cache", "--no-logo", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("offence", OFFENCES, ids=str)
def test_a_broken_rule_is_noticed(copy: Path, offence: Offence) -> None:
    with (copy / offence.file).open("a", encoding="utf-8") as module:
        module.write(f"\n{offence.adds}\n")
    verdict = lint_imports(copy, "--contract", offence.contract)
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert f"{CONTRACTS[offence.contract]['name']} BROKEN" in verdict.stdout


def test_every_rule_is_broken_once_on_purpose() -> None:
    assert {offence.contract for offence in OFFENCES} == set(CONTRACTS)


def test_the_packages_as_they_are_keep_every_rule(copy: Path) -> None:
    verdict = lint_imports(copy)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in verdict.stdout


def test_the_domain_rule_names_everything_we_depend_on() -> None:
    forbidden = set(CONTRACTS["pure-domain"]["forbidden_modules"])
    assert import_names_of_our_dependencies() <= forbidden


def import_names_of_our_dependencies() -> set[str]:
    wanted = {each.split("==")[0].split("[")[0] for each in PYPROJECT["project"]["dependencies"]}
    return {
        name
        for name, distributions in packages_distributions().items()
        if not name.startswith("_") and wanted.intersection(distributions)
    }


# import-linter sees other people's packages as a whole, and only those that a contract
# names. The two tests below look at what it cannot.


def test_the_domain_imports_only_itself_and_the_standard_library() -> None:
    allowed = sys.stdlib_module_names | {"domain"}
    strangers = {
        f"{file}: {name}"
        for file, name in imports("domain")
        if name.partition(".")[0] not in allowed
    }
    assert strangers == set()


def test_the_application_leaves_the_librarys_database_alone() -> None:
    chosen = {
        f"{file}: {name}"
        for file, name in imports("application")
        if name.startswith(("eventsourcing.postgres", "eventsourcing.sqlite"))
    }
    assert chosen == set()


def imports(package: str) -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in imported(node):
                yield path.relative_to(ROOT), name


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str(module), level=0, names=names):
            return [f"{module}.{each.name}" for each in names]
        case _:
            return []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("import psutil, json", ["psutil", "json"]),
        ("from eventsourcing import postgres", ["eventsourcing.postgres"]),
        ("from . import events", []),
    ],
)
def test_an_import_is_seen_however_it_is_written(line: str, names: list[str]) -> None:
    assert imported(ast.parse(line).body[0]) == names
