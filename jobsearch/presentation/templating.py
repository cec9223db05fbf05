"""Jinja environments, one per package, in which values are escaped and missing values are errors."""

import re
from functools import cache

# Jinja2 escapes all values, and its templates look like the pages they produce.
from jinja2 import Environment, PackageLoader, StrictUndefined

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


@cache
def environment(package: str) -> Environment:
    """Return the Jinja environment for a package's `templates` folder, to which callers can add filters."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )


def rendered(package: str, template: str, **values: object) -> str:
    """Render a template of a package, with all values escaped and valid in XML."""
    return _NOT_XML.sub("\ufffd", environment(package).get_template(template).render(values))
