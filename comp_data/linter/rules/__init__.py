"""Every rule in the order of the codes: a rule is found by its file, in the folder of its family."""

from importlib import import_module
from operator import attrgetter
from pkgutil import walk_packages

from comp_data.linter.rule import Rule

_MODULES = [import_module(found.name) for found in walk_packages(__path__, f"{__name__}.")]
_FOUND = [one for module in _MODULES for one in vars(module).values() if isinstance(one, Rule)]

RULES: tuple[Rule, ...] = tuple(sorted(_FOUND, key=attrgetter("code")))
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
