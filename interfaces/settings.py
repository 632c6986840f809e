"""What a Daybook is told from outside: where its data lies, and which PostgreSQL to use."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` names a PostgreSQL of your own; without it the embedded one is used.
    `proxies` are the addresses whose word is taken for where a visitor comes from.
    """

    data: Path
    database_url: str | None = None
    proxies: str | None = None

    @classmethod
    def read(cls, data: Path | None = None) -> "Settings":
        """From the option `--data`, else DAYBOOK_DATA, else the platform's data folder."""
        chosen = data or os.environ.get("DAYBOOK_DATA") or user_data_path("daybook", False)
        database_url = os.environ.get("DAYBOOK_DATABASE_URL") or None
        return cls(Path(chosen), database_url, os.environ.get("FORWARDED_ALLOW_IPS") or None)
