"""Faults planted on purpose, listed by subject; ``make mutants`` sees whether a test goes red."""

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

NO_SUBJECTS = ("__main__", "settings")


@dataclass(frozen=True)
class Mutant:
    """A rule broken: in the file ``path``, ``old`` becomes ``new``, and ``tests`` should see it."""

    fault: str
    path: str
    old: str
    new: str
    tests: str

    def __str__(self):
        return f"{self.path}: {self.fault}"

    def fits(self, root):
        """True when ``old`` stands exactly once in the file; else somebody must look at the row."""
        file = root / self.path
        return file.exists() and file.read_text().count(self.old) == 1

    def planted(self, root):
        """The file's text with the fault in it."""
        return (root / self.path).read_text().replace(self.old, self.new)


def faults(path, tests, *rows):
    """The Mutants of ``rows``, each ``(what is broken in words, old text, new text)``."""
    return [Mutant(fault, path, old, new, tests) for fault, old, new in rows]


def listed():
    """All Mutants of all subjects."""
    subjects = [name for _finder, name, _is_package in iter_modules(__path__)]
    modules = [import_module(f"{__name__}.{name}") for name in subjects if name not in NO_SUBJECTS]
    return [mutant for module in modules for mutant in module.MUTANTS]
