"""Put what the rules say into the wheel as JSON beside them: most of a start was the reading of TOML."""

import importlib.util
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesAsJson(BuildHookInterface[Any]):
    """Writes `compliance/_data/rules.json`; not for an editable installation, which reads the TOML that is edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file, and have the wheel include it."""
        self.folder = Path(tempfile.mkdtemp())
        if version != "editable":
            root = Path(self.root)
            made = self.folder / "rules.json"
            made.write_text(_exact(root).rules_as_json(root / "rules"), encoding="utf-8")
            build_data["force_include"][str(made)] = "compliance/_data/rules.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the file from where it was written."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _exact(root: Path) -> Any:
    """The module of the package that writes exact values, loaded by itself: what the package needs is not here."""
    path = root / "src" / "compliance" / "files" / "exact.py"
    spec = importlib.util.spec_from_file_location("exact", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
