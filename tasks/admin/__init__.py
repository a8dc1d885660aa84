from tasks.admin import delivery, plan, reporting

__all__ = ["delivery", "plan", "reporting"]
