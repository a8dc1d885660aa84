from tasks.admin import plan, reporting
from tasks.mail import admin as delivery

__all__ = ["delivery", "plan", "reporting"]
