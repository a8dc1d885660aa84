"""What can be asked, read from the OpenAPI description: paths, parameters and fields for a page."""

from typing import Any

from django.utils.translation import gettext


def described(schema: dict[str, Any], slug: str) -> list[dict[str, Any]]:
    """One entry for each path of ``schema``: what it tells, its parameters, its fields, an example
    address for the plan ``slug``.
    """
    return [
        {
            "path": path,
            "example": path.replace("{slug}", slug),
            "title": in_words(get["summary"]),
            "parameters": [parameter(one) for one in get["parameters"]],
            "fields": fields(schema, reference(get)),
        }
        for path, get in ((path, methods["get"]) for path, methods in schema["paths"].items())
    ]


def reference(get: dict[str, Any]) -> str:
    """The name of the answer's schema."""
    content = get["responses"][200]["content"]["application/json"]
    return str(content["schema"]["$ref"]).rpartition("/")[2]


def parameter(one: dict[str, Any]) -> dict[str, Any]:
    told = one["schema"]
    return {
        "name": one["name"],
        "kind": kind_of(told),
        "about": in_words(one.get("description", "")),
    }


def fields(schema: dict[str, Any], name: str, before: str = "") -> list[dict[str, Any]]:
    """The fields of the schema ``name``, those inside others below them."""
    schemas, found = schema["components"]["schemas"], []
    for key, told in schemas[name].get("properties", {}).items():
        about = in_words(told.get("description", ""))
        found.append({"name": before + key, "kind": kind_of(told), "about": about})
        inner = inner_of(told)
        if inner and "enum" not in schemas[inner]:
            found += fields(schema, inner, f"{before}{key}.")
    return found


def inner_of(told: dict[str, Any]) -> str:
    """The name of the schema that a field holds, alone, in a list or perhaps; empty where none."""
    candidates = [told, told.get("items", {}), *told.get("anyOf", [])]
    names = (one["$ref"].rpartition("/")[2] for one in candidates if "$ref" in one)
    return next(names, "")


def kind_of(told: dict[str, Any]) -> str:
    """What a value is, in a few words; a question mark where it may be missing."""
    either = told.get("anyOf")
    if either:
        return kind_of(either[0]) + "?"
    inner = inner_of(told)
    if told.get("type") == "array":
        return f"[{inner or kind_of(told['items'])}]"
    return inner or str(told.get("format") or told.get("type", ""))


def in_words(text: str) -> str:
    """``text`` of the description, which is English, in the person's language."""
    return gettext(text) if text else ""
