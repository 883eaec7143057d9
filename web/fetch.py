"""What the pages load in the browser, fetched by name and version and checked before it is kept.

    python web/fetch.py

`package-lock.json` beside this file pins each package by its sha512. The tarballs come from the
registry that npm's own settings name (`NPM_CONFIG_REGISTRY`, or `registry=` in an .npmrc), by
default the public one; nothing of Node is needed, and nothing that a package brings is run.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import sys
import tarfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "package-lock.json"
TARGET = HERE.parent / "src" / "sayso" / "show" / "workbench" / "static" / "vendor"
# Which files of each package the pages load; its licence comes with them.
FILES = {
    "cose-base": "cose-base.js",
    "cytoscape": "dist/cytoscape.min.js",
    "cytoscape-fcose": "cytoscape-fcose.js",
    "htmx.org": "dist/htmx.min.js",
    "layout-base": "layout-base.js",
}
PUBLIC = "https://registry.npmjs.org"
TRIES, WAIT, TIMEOUT = 3, 2.0, 60
STAMP = ".lock"


def registry() -> str:
    """The registry that npm itself would ask."""
    told = os.environ.get("NPM_CONFIG_REGISTRY") or os.environ.get("npm_config_registry")  # noqa: SIM112 - npm sets both
    for file in (Path.home() / ".npmrc", Path("/etc/npmrc")):
        if not told and file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            rows = (line.partition("=") for line in lines)
            told = next((value.strip() for key, _, value in rows if key.strip() == "registry"), "")
    return (told or PUBLIC).rstrip("/")


def download(name: str, version: str) -> bytes:
    """The tarball of a package."""
    url = f"{registry()}/{name}/-/{name}-{version}.tgz"
    for attempt in range(1, TRIES + 1):
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
                return bytes(answer.read())
        except (urllib.error.URLError, TimeoutError) as error:
            if attempt == TRIES:
                raise SystemExit(
                    f"{name} {version} could not be fetched from {url}: {error}. The pages of "
                    "the workbench need it: go online once, or name a registry that you reach "
                    "in NPM_CONFIG_REGISTRY."
                ) from error
            time.sleep(WAIT * attempt)
    raise AssertionError("unreachable")


def checked(name: str, data: bytes, integrity: str) -> bytes:
    """The bytes, where they are those that the lock names."""
    kind, _, told = integrity.partition("-")
    found = base64.b64encode(hashlib.new(kind, data).digest()).decode()
    if kind != "sha512" or found != told:
        raise SystemExit(f"{name} is not what package-lock.json names: {kind}-{found}")
    return data


def unpack(name: str, data: bytes, target: Path) -> None:
    """Keep the files that the pages load, and the licence."""
    wanted = {
        f"package/{FILES[name]}": Path(FILES[name]).name,
        "package/LICENSE": f"{name}.LICENSE",
    }
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as tar:
        for member, file in wanted.items():
            found = tar.extractfile(member)
            if found is None:
                raise SystemExit(f"{name} has no file {member}")
            (target / file).write_bytes(found.read())


def fetch(target: Path = TARGET) -> bool:
    """Bring the files to `target`; False where they are there already."""
    lock = LOCK.read_bytes()
    mark = hashlib.sha256(lock).hexdigest()
    stamp = target / STAMP
    there = all((target / Path(file).name).is_file() for file in FILES.values())
    if there and stamp.is_file() and stamp.read_text(encoding="utf-8") == mark:
        return False
    target.mkdir(parents=True, exist_ok=True)
    packages = json.loads(lock)["packages"]
    for name in FILES:
        pinned = packages[f"node_modules/{name}"]
        data = download(name, pinned["version"])
        unpack(name, checked(name, data, pinned["integrity"]), target)
    stamp.write_text(mark, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.stdout.write("fetched\n" if fetch() else "already there\n")
