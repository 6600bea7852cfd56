"""Install the second engine where it can be built, and say what is missing where it cannot: run with a venv's Python.

Exit 1 where it is not there afterwards: without it everything runs, on one engine.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

EXTRA = ".[durable]"
ROOT = Path(__file__).resolve().parents[1]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def is_there() -> bool:
    """Whether this Python can import it; tried in another process, because it is compiled code."""
    run = [sys.executable, "-c", "import durable.engine"]
    return subprocess.run(run, capture_output=True, check=False).returncode == 0


def missing() -> list[str]:
    """What a build needs and this machine lacks: the compiler with which this Python builds, and its headers."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    header = Path(sysconfig.get_path("include")) / "Python.h"
    lacking = [] if shutil.which(compiler) else [f"a C compiler (`{compiler}`)"]
    return lacking if header.is_file() else [*lacking, f"the headers of this Python (`{header}`)"]


def install() -> str:
    """What pip said where it failed, or nothing."""
    environment, options = dict(os.environ), ["-e", EXTRA]
    if sys.version_info >= (3, 13):
        # The last release calls a function that Python 3.13 took away, and PyObject_CallObject does the same. A wheel
        # in the cache may have been built without this.
        environment["CPPFLAGS"] = f"{environment.get('CPPFLAGS', '')} -DPyEval_CallObject=PyObject_CallObject"
        options.insert(0, "--no-cache-dir")
        subprocess.run([*PIP, "uninstall", "--yes", "durable-rules"], capture_output=True, check=False)
    pip = [*PIP, "install", *options]
    done = subprocess.run(pip, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr or done.stdout or "pip failed"


def say(text: str) -> None:
    """Tell it on standard error."""
    sys.stderr.write(f"second engine: {text}\n")


def main() -> int:
    """Install it unless it is there, and tell what came of it where that is nothing."""
    if is_there():
        return 0
    if lacking := missing():
        say(f"durable_rules is not installed: building it needs {' and '.join(lacking)}")
        say("on Debian `apt-get install gcc python3-dev`, then the same again; until then one engine runs")
    elif failed := install():
        say(f"durable_rules was not installed; one engine runs. pip said:\n{failed.rstrip()}")
    elif not is_there():
        say("durable_rules was built and cannot be imported by this Python; one engine runs")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
