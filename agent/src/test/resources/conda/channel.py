"""Makes a conda channel of packages that can be installed, and a Python among them: that which runs this.

usage: channel.py CHANNEL PACKAGES.json

Each package is {"name", "version", "build", "number", "subdir", "noarch", "depends", "constrains", "files"}; files are texts by
path, and those of "placeholder" get the prefix written into them where they say @PREFIX@. Digests other than SHA-256 are
left out with "md5only".
"""

import hashlib
import io
import json
import os
import pathlib
import shutil
import sys
import sysconfig
import tarfile

PLACEHOLDER = "/placehold" * 20
LEFT_OUT = shutil.ignore_patterns(
    "test", "tests", "site-packages", "dist-packages", "__pycache__", "idlelib", "tkinter", "turtledemo", "config-*",
    "ensurepip", "lib2to3", "pydoc_data", "*.a", "sitecustomize.py", "EXTERNALLY-MANAGED")

# Debian's Python looks for packages elsewhere than all others.
SITE = """import site, sys, sysconfig
for name in ("posix_local", "deb_system"):
    if name in sysconfig._INSTALL_SCHEMES:
        sysconfig._INSTALL_SCHEMES[name] = sysconfig._INSTALL_SCHEMES["posix_prefix"]
if sys.prefix == sys.base_prefix:
    site.addsitedir("%s/lib/python%d.%d/site-packages" % (sys.prefix, *sys.version_info[:2]))
"""


def python_files():
    series = "python%d.%d" % sys.version_info[:2]
    files = {"bin/" + series: pathlib.Path(os.path.realpath(sys.executable)).read_bytes()}
    library = pathlib.Path(sysconfig.get_path("stdlib"))
    copy = pathlib.Path(sys.argv[1], "python")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(library, copy, ignore=LEFT_OUT)
    for file in sorted(copy.rglob("*")):
        if file.is_file():
            files["lib/%s/%s" % (series, file.relative_to(copy))] = file.read_bytes()
    shutil.rmtree(copy)
    files["lib/%s/sitecustomize.py" % series] = SITE.encode()
    files["lib/%s/site-packages/README.txt" % series] = b"Packages come here.\n"
    return files, {"bin/python": series, "bin/python3": series}


def add(archive, name, content, mode=0o644):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), mode
    archive.addfile(entry, io.BytesIO(content))


def build(channel, package):
    files = {path: text.encode() for path, text in package.get("files", {}).items()}
    links = {}
    if package["name"] == "python":
        files, links = python_files()
    paths = []
    for path, content in sorted(files.items()):
        entry = {"_path": path, "path_type": "hardlink"}
        if b"@PREFIX@" in content:
            files[path] = content = content.replace(b"@PREFIX@", PLACEHOLDER.encode())
            entry |= {"file_mode": "text", "prefix_placeholder": PLACEHOLDER}
        paths.append(entry | {"sha256": hashlib.sha256(content).hexdigest(), "size_in_bytes": len(content)})
    for path in links:
        paths.append({"_path": path, "path_type": "softlink", "sha256": hashlib.sha256(b"").hexdigest(), "size_in_bytes": 0})
    subdir = package["subdir"]
    index = {key: package[key] for key in ("name", "version", "build", "depends", "constrains")}
    index |= {"build_number": package["number"], "subdir": subdir, "arch": None, "platform": None, "license": "none"}
    if package.get("noarch"):
        index["noarch"] = package["noarch"]
    folder = channel / subdir
    folder.mkdir(parents=True, exist_ok=True)
    name = "%(name)s-%(version)s-%(build)s.tar.bz2" % package
    with tarfile.open(folder / name, "w:bz2", compresslevel=1) as archive:
        add(archive, "info/index.json", json.dumps(index).encode())
        add(archive, "info/paths.json", json.dumps({"paths": paths, "paths_version": 1}).encode())
        add(archive, "info/files", "\n".join(entry["_path"] for entry in paths).encode())
        if package.get("noarch") == "python":
            add(archive, "info/link.json", json.dumps({"noarch": {"type": "python"}, "package_metadata_version": 1}).encode())
        for path, content in files.items():
            add(archive, path, content, 0o755 if path.startswith("bin/") else 0o644)
        for path, target in links.items():
            entry = tarfile.TarInfo(path)
            entry.type, entry.linkname, entry.mode = tarfile.SYMTYPE, target, 0o777
            archive.addfile(entry)
    content = (folder / name).read_bytes()
    index |= {"md5": hashlib.md5(content).hexdigest(), "size": len(content)}
    if not package.get("md5only"):
        index["sha256"] = hashlib.sha256(content).hexdigest()
    return subdir, name, index


def main():
    channel = pathlib.Path(sys.argv[1])
    found = {"linux-64": {}, "noarch": {}}
    for package in json.loads(pathlib.Path(sys.argv[2]).read_text()):
        if package["version"] == "@PYTHON@":
            package["version"] = "%d.%d.%d" % sys.version_info[:3]
        subdir, name, index = build(channel, package)
        found[subdir][name] = index
    for subdir, packages in found.items():
        (channel / subdir).mkdir(parents=True, exist_ok=True)
        (channel / subdir / "repodata.json").write_text(json.dumps(
            {"info": {"subdir": subdir}, "packages": packages, "packages.conda": {}, "repodata_version": 1}))


main()
