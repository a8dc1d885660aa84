"""The ledger on a migrated database that was made before, one for each worker."""

import os

from baoan_rule.settings import *  # noqa: F403
from baoan_rule.settings import DATABASES

DATABASES["default"]["TEST"] = {"NAME": os.environ["MADE_DATABASE"], "MIGRATE": False}
