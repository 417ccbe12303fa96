"""The two published contracts, read from their files: schemas with all they inherit, and what answers must be like."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "vectors/botapi"
FILES = ("tamtam-bot-api-0.5.6.yaml", "max-bot-api-0.0.32.yaml")


@cache
def contract(file: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((FOLDER / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if file.startswith("max"):  # its own clients' fixtures have all three
        found["components"]["schemas"]["ChatType"]["enum"] = ["dialog", "chat", "channel"]
    return found


@cache
def kinds() -> frozenset[str]:
    """Whatever either dialect tells apart: one server speaks both."""
    return frozenset(
        kind
        for file in FILES
        for schema in schemas(file).values()
        for kind in schema.get("discriminator", {}).get("mapping", ())
    )


NEWER = {"comment_created", "comment_edited", "comment_removed"}
"""In no contract, but told by MAX to its newest published clients."""


def schemas(file: str) -> dict[str, Any]:
    found: dict[str, Any] = contract(file)["components"]["schemas"]
    return found


def named(ref: str) -> str:
    return ref.rsplit("/", 1)[-1]


def whole(file: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Properties and required names, inherited ones included; without what a discriminator says."""
    found: dict[str, Any] = {"properties": {}, "required": set()}
    for part in schema.get("allOf", []):
        inner = schemas(file)[named(part["$ref"])] if "$ref" in part else part
        deeper = whole(file, inner)
        found["properties"] |= deeper["properties"]
        found["required"] |= deeper["required"]
    found["properties"] |= schema.get("properties", {})
    found["required"] |= set(schema.get("required") or ())
    return found


def resolved(file: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind a reference."""
    while "$ref" in schema:
        schema = schemas(file)[named(schema["$ref"])]
    if (
        set(schema) <= {"allOf", "description", "nullable", "readOnly", "default", "type", "example"}
        and len(schema.get("allOf", ())) == 1
    ):
        return resolved(file, schema["allOf"][0]) | ({"nullable": True} if schema.get("nullable") else {})
    return schema


def faults(file: str, schema: dict[str, Any], value: Any, path: str = "$") -> list[str]:
    """What about an answer is not as the contract says; [] where all is well."""
    nullable = schema.get("nullable", False)
    schema = resolved(file, schema)
    if value is None:
        return [] if nullable or schema.get("nullable") else [f"{path} is null"]
    if "discriminator" in schema:
        key = schema["discriminator"]["propertyName"]
        mapping = schema["discriminator"]["mapping"]
        target = mapping.get(value.get(key))
        if target is None:
            return [] if value.get(key) in kinds() | NEWER else [f"{path}.{key}: {value.get(key)} is unknown"]
        inner = schemas(file)[named(target["$ref"] if isinstance(target, dict) else target)]
        return object_faults(file, inner, value, path)
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{path}: {value} is none of its values"]
    if "properties" in schema or "allOf" in schema:
        return object_faults(file, schema, value, path)
    return plain_faults(file, schema, value, path)


KEPT_OUT = {("MessageBody", "attachments"), ("MessageBody", "link")}
"""Required by the schemas, left out by the real services where there is nothing: clients iterate over them."""


def object_faults(file: str, schema: dict[str, Any], value: Any, path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path} is no object"]
    shape = whole(file, schema)
    lenient = {name for _, name in KEPT_OUT} if "mid" in shape["properties"] else set()
    found = [f"{path}.{name} is missing" for name in shape["required"] - set(value) - lenient]
    for name, inner in shape["properties"].items():
        if name in value:
            found += faults(file, inner, value[name], f"{path}.{name}")
    return found


def plain_faults(file: str, schema: dict[str, Any], value: Any, path: str) -> list[str]:
    kind = schema.get("type")
    if kind == "array":
        if not isinstance(value, list):
            return [f"{path} is no list"]
        return [f for i, one in enumerate(value) for f in faults(file, schema["items"], one, f"{path}[{i}]")]
    wanted: dict[str, type | tuple[type, ...]] = {
        "string": str, "integer": int, "boolean": bool, "number": (int, float), "object": dict,
    }  # fmt: skip
    if kind in wanted and (
        not isinstance(value, wanted[kind]) or (kind == "integer" and isinstance(value, bool))
    ):
        return [f"{path}: {value!r} is no {kind}"]
    if isinstance(value, str) and not schema.get("minLength", 0) <= len(value) <= schema.get(
        "maxLength", 1e9
    ):
        return [f"{path} is too long or too short"]
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return [
            f
            for k, v in value.items()
            for f in faults(file, schema["additionalProperties"], v, f"{path}.{k}")
        ]
    return []


def answer_schema(file: str, method: str, path: str) -> dict[str, Any] | None:
    """Of a 200 to this request; None where this contract does not know it. `path`: as it was asked."""
    for known, operations in contract(file)["paths"].items():
        parts, asked = known.strip("/").split("/"), path.strip("/").split("/")
        if len(parts) != len(asked) or method.lower() not in operations:
            continue
        if not all(p == a or p.startswith("{") for p, a in zip(parts, asked, strict=True)):
            continue
        answer = operations[method.lower()].get("responses", {}).get("200") or operations[method.lower()].get(
            "responses", {}
        ).get(200)
        if answer is None:
            continue
        if "$ref" in answer:
            answer = contract(file)["components"]["responses"][named(answer["$ref"])]
        found: dict[str, Any] = answer["content"]["application/json"]["schema"]
        return found
    return None


def check_answer(method: str, path: str, body: Any) -> None:
    """An answer is as every contract says that knows the operation."""
    for file in FILES:
        schema = answer_schema(file, method, path)
        found = faults(file, schema, body) if schema is not None else []
        assert not found, f"{method} {path} by {file}: {found} in {body}"
