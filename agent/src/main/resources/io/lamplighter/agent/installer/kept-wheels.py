"""Makes wheels again of what uv keeps of them unpacked, by the digest that they had.

usage: kept-wheels.py CACHE FOLDER DIGEST NAME [DIGEST NAME...]

Prints `made NAME` for each that is there. Beside the link to an unpacked wheel uv writes down its digest.
"""

import os
import pathlib
import sys
import zipfile


def unpacked(cache, digest):
    for note in cache.glob("wheels-v*/**/*"):
        if note.suffix in (".http", ".rev") and digest.encode() in note.read_bytes():
            folder = note.with_suffix("")
            if folder.is_dir():
                return folder
    return None


def main(cache, folder, *files):
    os.makedirs(folder)
    for digest, name in zip(files[::2], files[1::2]):
        kept = unpacked(pathlib.Path(cache), digest)
        if kept is not None:
            with zipfile.ZipFile(pathlib.Path(folder, name), "w", strict_timestamps=False) as wheel:
                for file in sorted(kept.rglob("*")):
                    if file.is_file():
                        wheel.write(file, file.relative_to(kept))
            print("made " + name, flush=True)


main(*sys.argv[1:])
