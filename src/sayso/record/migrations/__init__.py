"""The steps from each shape of the tables to the next, run by Alembic.

Importing this package imports Alembic, which takes half a second: only `schema.bring_forward`
does, and only where there is something to migrate.
"""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, scripts: Path, target: str) -> None:
    """Run the steps up to the revision `target` within the transaction of `connection`."""
    # Alembic tells each step to the log; a person who opens a case is not to see that.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
