"""A real conda solver for machines that this one is not.

Each line of the input is a request as JSON, each line of the output its answer. Specs are read as conda and mamba read them; the
solver's own strict reading refuses `name=version=build`. A package comes from the first channel that has it.
"""

import asyncio
import json
import sys

from rattler import ChannelPriority, Gateway, GenericVirtualPackage, MatchSpec, PackageName, Version, solve
from rattler.exceptions import SolverError
from rattler.package.build_string import BuildString


def virtual_package(name, version):
    return GenericVirtualPackage(PackageName(name), Version(version), BuildString("0"))


async def answer(request, gateway):
    try:
        records = await solve(
            request["channels"],
            [MatchSpec(spec) for spec in request["specs"]],
            gateway=gateway,
            platforms=[request["subdir"], "noarch"],
            virtual_packages=[virtual_package(*each) for each in request["virtualPackages"].items()],
            channel_priority=ChannelPriority.Strict,
        )
    except SolverError as error:
        return {"packages": [], "unsatisfiable": str(error)}
    return {
        "packages": [
            {"name": each.name.normalized, "version": str(each.version), "build": str(each.build), "channel": each.channel}
            for each in records
        ],
        "unsatisfiable": None,
    }


async def main():
    gateway = Gateway()
    for line in sys.stdin:
        print(json.dumps(await answer(json.loads(line), gateway)), flush=True)


asyncio.run(main())
