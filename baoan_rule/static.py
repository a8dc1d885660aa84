"""Style sheets and scripts, served by WhiteNoise."""

from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):
    """Serves everything but the list of all files, which is for the product alone."""

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        if not url.endswith(f"/{ManifestFilesMixin.manifest_name}"):
            super().add_file_to_dictionary(url, path, stat_cache)
