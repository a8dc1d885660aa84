from tasks.admin import plan, reporting

__all__ = ["plan", "reporting"]
