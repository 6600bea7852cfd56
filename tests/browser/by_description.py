"""The API tried by its own description: whatever is sent, no answer is a defect of the server's.

python tests/browser/by_description.py [--examples N]
"""

import argparse
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def main() -> int:
    """Serve, and let schemathesis ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=10)
    asked = parser.parse_args()
    compliance, schemathesis = (str(Path(sys.executable).with_name(each)) for each in ("compliance", "schemathesis"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([compliance, "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}/openapi.json"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(address, timeout=30).read()
                break
            except OSError:
                time.sleep(0.1)
        command = [schemathesis, "run", address, "--checks", CHECKS, "--max-examples", str(asked.examples)]
        return subprocess.run([*command, "--phases", "examples,coverage,fuzzing"], check=False).returncode
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    sys.exit(main())
