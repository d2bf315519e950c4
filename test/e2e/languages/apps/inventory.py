"""Writes the types of the module, and their members, by the names that jsii has for them."""

import inspect
import json

import cdk_gcp_federation as module


def names(member: object) -> list[str]:
    functions = [member.fget, member.fset] if isinstance(member, property) else [member]
    return [getattr(function, "__jsii_name__") for function in functions if hasattr(function, "__jsii_name__")]


def members(declared: type) -> list[str]:
    mapping = getattr(declared, "__jsii_name_mapping__", None)
    if mapping is not None:
        return sorted(mapping.values())
    return sorted(name for member in vars(declared).values() for name in names(member))


print(json.dumps({
    name: members(getattr(module, name))
    for name in module.__all__
    if inspect.isclass(getattr(module, name))
}))
