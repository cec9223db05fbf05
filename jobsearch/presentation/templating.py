"""Jinja's templates, one environment a package: every value is escaped, and a missing one is a mistake."""

import re
from functools import cache

# Jinja2 escapes whatever a template shows, and a template reads like the page that it makes.
from jinja2 import Environment, PackageLoader, StrictUndefined

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


@cache
def environment(package: str) -> Environment:
    """Return the environment of the folder `templates` of a package, for it to add its own filters."""
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
    """Return a template of a package with its values, all of them escaped and fit for XML."""
    return _NOT_XML.sub("\ufffd", environment(package).get_template(template).render(values))
