"""Reads exported locks as their own tools do, and prints what they say, a line each.

usage: read_lock.py cyclonedx FILE          validates strictly; prints the package URLs
       read_lock.py explicit FILE PREFIX    links into PREFIX; prints what is there
       read_lock.py environment FILE        solves; prints what is taken, and the lines for pip
"""

import asyncio
import json
import os
import pathlib
import sys
import tempfile
import urllib.request

import rattler
import yaml
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from rattler import ChannelPriority, Gateway, MatchSpec
from rattler.explicit_environment import ExplicitEnvironmentSpec


def words(record):
    return "%s %s %s" % (record.name.normalized, record.version, record.build)


def cyclonedx(file):
    text = pathlib.Path(file).read_text()
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        sys.exit("invalid: %s" % wrong)
    return [str(each.purl) for each in Bom.from_json(json.loads(text)).components]


def listed(url, digest):
    """What the channel says of a file, if its digest is the one of the list."""
    channel, subdir, name = url.rsplit("/", 2)
    with tempfile.NamedTemporaryFile(suffix=".json") as copy:
        with urllib.request.urlopen("%s/%s/repodata.json" % (channel, subdir)) as page:
            copy.write(page.read())
        copy.flush()
        data = rattler.RepoData.from_path(copy.name)
    found = [each for each in data.into_repo_data(rattler.Channel(channel)) if each.url == url]
    if [each.sha256.hex() for each in found] != [digest]:
        sys.exit("%s is not the file of the list" % url)
    return found[0]


async def explicit(file, prefix):
    records = [listed(*each.url.split("#")) for each in ExplicitEnvironmentSpec.from_path(file).packages]
    await rattler.install(records, target_prefix=prefix, cache_dir=prefix + ".cache", show_progress=False)
    return [words(rattler.PrefixRecord.from_path(each)) for each in pathlib.Path(prefix, "conda-meta").glob("*.json")]


async def environment(file):
    content = yaml.safe_load(pathlib.Path(file).read_text())
    specs = [each for each in content["dependencies"] if isinstance(each, str)]
    channels = [each for each in content["channels"] if each != "nodefaults"]
    records = await rattler.solve(
        channels, [MatchSpec(spec) for spec in specs], gateway=Gateway(), platforms=["linux-64", "noarch"],
        channel_priority=ChannelPriority.Strict)
    pip = [line for each in content["dependencies"] if isinstance(each, dict) for line in each["pip"]]
    return [words(each) for each in records] + ["pip: " + line for line in pip]


async def main(form, *arguments):
    if form == "cyclonedx":
        return cyclonedx(*arguments)
    return await {"explicit": explicit, "environment": environment}[form](*arguments)


print("\n".join(sorted(asyncio.run(main(*sys.argv[1:])))), flush=True)
# rattler's own threads may still run, and crash an interpreter that takes itself apart
os._exit(0)
