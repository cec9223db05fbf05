"""Edit TOML in place, preserving comments and everything else that does not change."""

from collections.abc import Mapping

Value = str | int | bool | tuple[str, ...]


def edited(text: str, changes: Mapping[tuple[str, str], Value | None]) -> str:
    """Return TOML with the given changes, keyed by table and key; None removes a key.

    Raises ValueError for invalid TOML.
    """
    import tomlkit  # noqa: PLC0415 - preserves comments, unlike tomllib; rarely needed

    written = tomlkit.parse(text)
    for (table, key), value in changes.items():
        if value is not None:
            section = written.setdefault(table, tomlkit.table())
            section[key] = list(value) if isinstance(value, tuple) else value
        elif table in written:
            written[table].pop(key, None)
    return tomlkit.dumps(written)
