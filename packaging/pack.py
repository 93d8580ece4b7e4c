"""Pack the folder of the self-contained program: `python packaging/pack.py dist/appealgen dist/NAME`.

A zip for Windows, a tar for the others, because only that keeps the mode of the program. The same folder gives the
same bytes: names are sorted, times and owners fixed.
"""

from __future__ import annotations

import gzip
import sys
import tarfile
import zipfile
from pathlib import Path

DAY = (1980, 1, 1, 0, 0, 0)


def packed(folder: Path, name: Path) -> Path:
    """The archive of the folder, beside `name`, with the suffix of its kind."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if any(path.suffix == ".exe" for path in folder.iterdir()):
        target = name.with_name(f"{name.name}.zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                entry = zipfile.ZipInfo(f"appealgen/{path.relative_to(folder).as_posix()}", DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
        return target
    target = name.with_name(f"{name.name}.tar.gz")
    with (
        target.open("wb") as stream,
        gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packing,
        tarfile.open(fileobj=packing, mode="w") as archive,
    ):
        for path in files:
            archive.add(path, f"appealgen/{path.relative_to(folder).as_posix()}", filter=_plain)
    return target


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime = entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o755 if entry.mode & 0o100 else 0o644
    return entry


if __name__ == "__main__":
    print(packed(Path(sys.argv[1]), Path(sys.argv[2])))
