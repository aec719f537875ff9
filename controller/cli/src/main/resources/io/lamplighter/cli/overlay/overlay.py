"""Makes a virtual environment over one generation, or puts one that there is over another.

Run with the generation's own Python by the environment's launcher, which holds the generation's lock meanwhile.
Arguments: the overlay's directory, the environment's name, the agent's directory.
"""
import json
import os
import shlex
import subprocess
import sys
import sysconfig
import venv

RECORD = "lamplighter-overlay.json"

MODULE = '''"""Made by Lamplighter: every Python of this overlay holds the lock of the generation it stands on."""
import fcntl
import os
import site
import sys

GENERATION = {generation!r}

try:
    LOCK = os.open(os.path.join(GENERATION, ".lock"), os.O_RDONLY)
    fcntl.flock(LOCK, fcntl.LOCK_SH)
    os.stat(os.path.join(GENERATION, ".lock"))  # it may have gone while we waited
    for path in {paths!r}:
        site.addsitedir(path)
except OSError:
    sys.stderr.write({gone!r} + "\\n")
'''

ACTIVATE = """
# Made by Lamplighter. This shell holds the lock of the generation that the overlay stands on until it ends.
if [ -r {lock} ]; then
    if [ -z "${{BASH_VERSION-}}${{ZSH_VERSION-}}" ]; then
        _lamplighter_overlay_lock=9
        exec 9< {lock}
    else
        if [ -n "${{_lamplighter_overlay_lock-}}" ]; then
            eval 'exec {{_lamplighter_overlay_lock}}<&-'
        fi
        eval 'exec {{_lamplighter_overlay_lock}}< '{quoted_lock}
    fi
    command -p flock -s "$_lamplighter_overlay_lock"
    if [ "$(command -p readlink -f -- {link})" != {generation} ]; then
        echo {replaced} >&2
    fi
else
    echo {gone} >&2
fi
"""


def base_python():
    """The interpreter that the generation was made with; before 3.11 the guess may name a file that is not there."""
    guess = sys._base_executable
    folder = os.path.dirname(guess)
    series = "python%d.%d" % sys.version_info[:2]
    for name in (guess, os.path.join(folder, series), os.path.join(folder, "python3")):
        if os.path.exists(name):
            return name
    sys.exit("The Python that the environment was made with is gone: %s" % guess)


def replace(path, text):
    with open(path + ".next", "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".next", path)


def provide_pip(directory):
    """Without a pip of its own name in the overlay, people would reach the system's."""
    python = os.path.join(directory, "bin", "python")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if subprocess.call([python, "-m", "pip", "--version"], **quiet) != 0:
        if subprocess.call([python, "-m", "ensurepip"], **quiet) != 0:
            print(
                "It has no pip: this Python comes without ensurepip (Debian keeps it in python3-venv).",
                file=sys.stderr,
            )
    pip = os.path.join(directory, "bin", "pip")
    replace(pip, "#!/bin/sh\nexec %s -m pip \"$@\"\n" % shlex.quote(python))
    os.chmod(pip, 0o755)


def main(directory, environment, agent):
    generation = os.environ["VIRTUAL_ENV"]
    directory = os.path.abspath(directory)
    site_packages = os.path.join(directory, "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
    if os.path.exists(os.path.join(directory, RECORD)) and not os.path.isdir(site_packages):
        sys.exit(
            "%s was made for another Python than the %d.%d that %s has now; what is installed in it does not run "
            "there. Make a new one, and install again what is in its lib folder."
            % ((directory,) + sys.version_info[:2] + (environment,))
        )
    sys._base_executable = base_python()
    venv.EnvBuilder(symlinks=True, prompt=os.path.basename(directory)).create(directory)

    renew = "lamp overlay --renew " + shlex.quote(directory)
    gone = "The generation of %s that %s stands on was removed; put it over the present one: %s" % (
        environment,
        directory,
        renew,
    )
    replaced = "%s uses another generation than the one that %s stands on, which still works; to change over: %s" % (
        environment,
        directory,
        renew,
    )
    paths = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    replace(
        os.path.join(site_packages, "_lamplighter_overlay.py"),
        MODULE.format(generation=generation, paths=paths, gone=gone),
    )
    replace(os.path.join(site_packages, "_lamplighter_overlay.pth"), "import _lamplighter_overlay\n")
    lock = shlex.quote(os.path.join(generation, ".lock"))
    script = os.path.join(directory, "bin", "activate")
    with open(script, encoding="utf-8") as file:
        text = file.read()
    replace(
        script,
        text
        + ACTIVATE.format(
            lock=lock,
            quoted_lock=shlex.quote(lock),
            link=shlex.quote(os.path.join(agent, "environments", environment, "current")),
            generation=shlex.quote(generation),
            replaced=shlex.quote(replaced),
            gone=shlex.quote(gone),
        ),
    )
    provide_pip(directory)
    replace(
        os.path.join(directory, RECORD),
        json.dumps({"environment": environment, "generation": generation, "agent": agent}, indent=2) + "\n",
    )


main(*sys.argv[1:])
