"""Compares the files of a generation's packages with what each package's RECORD says of them.

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
    return base64.urlsafe_b64encode(sha.digest()).rstrip(b"=").decode()


def entries(record):
    """Paths with their digests; lines without one are those of caches. None where there is no record."""
    try:
        with opened(record) as content:
            text = content.read(LONGEST_RECORD).decode("utf-8", "surrogateescape")
    except OSError:
        return None
    lines = [line for line in csv.reader(io.StringIO(text, newline="")) if len(line) > 1]
    return [(line[0], line[1][len("sha256="):].rstrip("=")) for line in lines if line[1].startswith("sha256=")]


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
    for packages in sorted(glob.glob(os.path.join(glob.escape(generation), "lib", "python*", "site-packages"))):
        for folder in sorted(glob.glob(os.path.join(glob.escape(packages), "*.dist-info"))):
            record = os.path.join(folder, "RECORD")
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
