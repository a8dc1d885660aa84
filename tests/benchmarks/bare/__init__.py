"""A Django project that does nothing but show a table: what any page costs on this machine."""
