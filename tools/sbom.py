"""Adds the front end that is bundled with the package to a bill of materials (CycloneDX JSON).

usage: python tools/sbom.py ENVIRONMENT.json web/package-lock.json OUTPUT.json
"""

import base64
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote


def front_end(lock: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the components that npm's lock file pins for the bundle; what only builds it is left out."""
    return [
        _component(path.rpartition("node_modules/")[2], package)
        for path, package in sorted(lock["packages"].items())
        if path and not package.get("dev") and not package.get("optional")
    ]


def _component(name: str, package: dict[str, Any]) -> dict[str, Any]:
    version = package["version"]
    scope, _, short = name.rpartition("/")
    purl = f"pkg:npm/{quote(scope)}/{short}@{version}" if scope else f"pkg:npm/{short}@{version}"
    kind, _, hashed = package["integrity"].partition("-")
    component = {
        "type": "library",
        "bom-ref": purl,
        "name": short,
        "version": version,
        "purl": purl,
        "hashes": [{"alg": kind.upper().replace("SHA", "SHA-"), "content": base64.b64decode(hashed).hex()}],
    }
    if scope:
        component["group"] = scope
    if licence := package.get("license"):
        component["licenses"] = [{"expression": licence}]
    return component


def with_front_end(bom: dict[str, Any], lock: dict[str, Any]) -> dict[str, Any]:
    """Return the bill with the front end as parts of it that the main component needs."""
    parts = front_end(lock)
    main = bom["metadata"]["component"]["bom-ref"]
    needs = [
        {**one, "dependsOn": sorted({*one.get("dependsOn", ()), *(part["bom-ref"] for part in parts)})}
        if one["ref"] == main
        else one
        for one in bom["dependencies"]
    ]
    needs += [{"ref": part["bom-ref"]} for part in parts]
    return {**bom, "components": [*bom["components"], *parts], "dependencies": needs}


def main(environment: str, lock: str, output: str) -> None:
    """Read both, check the result against the schema, and write it."""
    from importlib import metadata

    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bom = with_front_end(
        json.loads(Path(environment).read_text("utf-8")), json.loads(Path(lock).read_text("utf-8"))
    )
    bom["metadata"]["component"]["version"] = metadata.version("sinoru")
    text = json.dumps(bom, indent=2, ensure_ascii=False) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault:
        sys.exit(f"{output}: not CycloneDX 1.6: {fault!r}")
    Path(output).write_text(text, encoding="utf-8")
    print(f"{output}: {len(bom['components'])} components")


if __name__ == "__main__":
    if len(sys.argv) != 4:  # noqa: PLR2004
        sys.exit(__doc__)
    main(*sys.argv[1:])
