"""Compares the files of a generation's packages with what each package's RECORD says of them, and conda's records.

Run with -I -S: nothing that was installed is started. Prints one line of JSON.
"""

import base64
import csv
import glob
import hashlib
import io
import json
import os
import stat
import sys

CHUNK_BYTES = 1 << 20
LONGEST_RECORD = 1 << 26
NAMED = 3
UNCHECKED = b"\x01\0\0\0"  # byte code that was made anew for a sealed generation


def opened(path):
    """What else may be read by whoever asks, through a link or a pipe, is not asked."""
    content = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb", buffering=0)
    if not stat.S_ISREG(os.fstat(content.fileno()).st_mode):
        content.close()
        raise OSError("no file of its own")
    return content


def digest(path):
    sha = hashlib.sha256()
    buffer = bytearray(CHUNK_BYTES)
    view = memoryview(buffer)
    with opened(path) as content:
        count = content.readinto(buffer)
        while count:
            sha.update(view[:count])
            count = content.readinto(buffer)
    return sha.digest()


def of_record(text):
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


def entries(record):
    """Paths with their digests; lines without one are those of caches. None where there is no record."""
    try:
        with opened(record) as content:
            text = content.read(LONGEST_RECORD).decode("utf-8", "surrogateescape")
    except OSError:
        return None
    lines = [line for line in csv.reader(io.StringIO(text, newline="")) if len(line) > 1]
    return [(line[0], of_record(line[1][len("sha256="):])) for line in lines if line[1].startswith("sha256=")]


def made_anew(path):
    try:
        with opened(path) as content:
            return content.read(8)[4:] == UNCHECKED
    except OSError:
        return False


def conda_entries(path):
    """Paths of a conda package with their digests. A file that got the prefix written into it is compared with what it
    became, where the linker noted that, and else cannot be; links and what the linker made has no digest."""
    try:
        with opened(path) as content:
            record = json.loads(content.read(LONGEST_RECORD))
        found = []
        for each in record["paths_data"]["paths"]:
            replaced = each.get("prefix_placeholder")
            expected = each.get("sha256_in_prefix") or (None if replaced else each.get("sha256"))
            if each.get("path_type") == "hardlink" and expected:
                found.append((each["_path"], bytes.fromhex(expected)))
        return set(record["files"]), found
    except (OSError, ValueError, KeyError, TypeError):
        return None


def complaint(generation, path, expected):
    if not path.startswith(generation + os.sep):
        return " (no file of its own)"
    try:
        return None if digest(path) == expected else ""
    except FileNotFoundError:
        return " (missing)"
    except OSError:
        return " (no file of its own)"


def compare(generation):
    compared = 0
    damaged = []
    of_conda = set()
    for path in sorted(glob.glob(os.path.join(glob.escape(generation), "conda-meta", "*.json"))):
        found = conda_entries(path)
        if found is None:
            damaged.append(os.path.relpath(path, generation))
            continue
        of_conda |= found[0]
        for name, expected in found[1]:
            path = os.path.normpath(os.path.join(generation, name))
            if name.endswith(".pyc") and made_anew(path):
                continue
            compared += 1
            complained = complaint(generation, path, expected)
            if complained is not None:
                damaged.append(name + complained)
    for packages in sorted(glob.glob(os.path.join(glob.escape(generation), "lib", "python*", "site-packages"))):
        for folder in sorted(glob.glob(os.path.join(glob.escape(packages), "*.dist-info"))):
            record = os.path.join(folder, "RECORD")
            if os.path.relpath(os.path.join(folder, "METADATA"), generation) in of_conda:
                continue  # compared above; conda's packagers alter files without a word in it
            found = entries(record)
            if not found:
                damaged.append(os.path.relpath(record, generation))
                continue
            for name, expected in found:
                compared += 1
                path = os.path.normpath(os.path.join(packages, name))
                complained = complaint(generation, path, expected)
                if complained is not None:
                    inside = path.startswith(generation + os.sep)
                    damaged.append((os.path.relpath(path, generation) if inside else path) + complained)
    return {"compared": compared, "damaged": len(damaged), "first": damaged[:NAMED]}


print(json.dumps(compare(sys.argv[1])))
