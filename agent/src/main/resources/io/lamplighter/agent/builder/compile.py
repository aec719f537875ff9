"""Makes byte code of all that is installed: run isolated and without site (-I -S), so that no package has a say.

usage: compile.py FOLDER

Nobody can write here later, so that nothing has to be compared when a module is loaded, and the code names no folder:
what is equal in two generations then has equal files. What cannot be compiled, like a template, stays as it is. What
conda compiled is done again, for it is compared by time, and sealing alters times.
"""
import compileall
import os
import py_compile
import sys

compileall.compile_dir(
    sys.argv[1],
    maxlevels=100,
    ddir="site-packages",
    quiet=2,
    workers=0,
    force=os.path.isdir(os.path.join(os.path.dirname(sys.argv[1]), "conda-meta")),
    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
)
