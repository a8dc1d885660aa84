"""A cache of pages in Redis, without which the house stays open. Loaded only where Redis is used:
its library is 7 MB in every worker.
"""

import logging

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class PageCache(RedisCache):
    """A Redis that fails costs time, not the page: nothing was kept, and nothing is."""

    def get(self, key, default=None, version=None):
        try:
            return super().get(key, default, version)
        except RedisError as error:
            logger.warning("Kept pages cannot be read: %s", error)
            return default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        try:
            super().set(key, value, timeout, version)
        except RedisError as error:
            logger.warning("Pages cannot be kept: %s", error)
