from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.former_names import UnitQuerySet
from units.names import FoldedNameField
from units.people.models import PeopleSheet, SignInCode
from units.pinyin import SortKeyField, key_of_person, key_of_words
from units.reminders import every_day
from units.stand_ins import ActingHead, Deputy

__all__ = [
    "ActingHead",
    "Deputy",
    "PeopleSheet",
    "SignInCode",
    "Unit",
    "UnitAlias",
    "User",
    "UserManager",
]


class Unit(models.Model):
    """A body that does the work. A group counts as itself and reaches its members' staff."""

    class Kind(models.TextChoices):
        PARTY = "party", _("Party body")
        CONGRESS = "congress", _("People's congress")
        GOVERNMENT = "government", _("Government")
        JUDICIARY = "judiciary", _("Judiciary")
        ORGANISATION = "organisation", _("Organisation")
        SUBDISTRICT = "subdistrict", _("Subdistrict")
        GROUP = "group", _("Group of units")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent unit"),
    )
    members = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="groups",
        verbose_name=_("members"),
        help_text=_("Only for groups: the units that the group's name stands for."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=1000, help_text=_("Lists follow this number, the document's order.")
    )
    sort_name = SortKeyField()
    # From this day on it is no more; who takes its place, if somebody does.
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.CheckConstraint(
                name="unit_kind_known",
                condition=Q(
                    kind__in=[
                        "party",
                        "congress",
                        "government",
                        "judiciary",
                        "organisation",
                        "subdistrict",
                        "group",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="unit_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(name="unit_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="unit_that_is_merged_is_dissolved",
                condition=Q(merged_into=None) | Q(dissolved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="unit_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self):
        return self.name

    def sort_key(self):
        return key_of_words(self.name)


class UnitAlias(models.Model):
    """Another name under which documents call a unit; a former name was its own before ``until``."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=100)
    until = models.DateField(_("its name until"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.CheckConstraint(name="alias_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                name="alias_of_one_unit",
                fields=["name"],
                condition=Q(until=None),
                violation_error_message=_("Another unit is called so."),
            ),
            models.UniqueConstraint(name="name_ends_once", fields=["unit", "until"]),
        ]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def get_queryset(self):
        """Every page names the signed-in person's unit, so it comes along."""
        return super().get_queryset().select_related("unit")

    def get_by_natural_key(self, username):
        return self.get(username=username)

    def active(self):
        return self.filter(is_active=True).order_by("role", "sort_name", "pk")

    def create_user(self, username, password=None, **fields):
        """Save and return a new account; without ``password`` nobody can sign in with it."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        return self.create_user(username, password, role=User.Role.ADMIN, **fields)


class User(AbstractBaseUser):
    """A person with one role; what a role may do is in ``units.roles``."""

    class Role(models.TextChoices):
        VIEWER = "viewer", _("Viewer")
        LIAISON = "liaison", _("Liaison officer")
        HEAD = "head", _("Head of unit")
        LEADER = "leader", _("District leader")
        SUPERVISOR = "supervisor", _("Supervisor")
        ADMIN = "admin", _("Administrator")

    username = FoldedNameField(
        _("user name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken.")},
    )
    name = models.CharField(_("name"), max_length=50)
    sort_name = SortKeyField()
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.VIEWER)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("unit"),
        help_text=_("Liaison officers and heads act for this unit."),
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=[("zh-hans", _("Simplified Chinese")), ("en", _("English"))],
    )
    reminder_days = models.JSONField(
        _("reminders"),
        default=every_day,
        blank=True,
        help_text=_("How many days before a due date a mail reminds."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick this instead of deleting the account: what the person did stays."),
    )
    is_demo = models.BooleanField(
        _("demonstration account"),
        default=False,
        editable=False,
    )
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now, editable=False)
    former_password = models.CharField(max_length=128, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["username"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="user_acts_for_a_unit",
                condition=~Q(role__in=["liaison", "head"]) | Q(unit__isnull=False),
                violation_error_message=_("A liaison officer or head needs a unit."),
            ),
            models.CheckConstraint(
                name="user_role_known",
                condition=Q(
                    role__in=["viewer", "liaison", "head", "leader", "supervisor", "admin"]
                ),
            ),
            models.CheckConstraint(
                name="user_language_known", condition=Q(language__in=["", "zh-hans", "en"])
            ),
            models.CheckConstraint(name="user_has_a_user_name", condition=~Q(username="")),
        ]

    def __str__(self):
        return self.name or self.username

    def sort_key(self):
        return key_of_person(self.name)

    def set_password(self, raw_password):
        """Set it, and remember the hash of the one before (units.passwords.NotTheLast)."""
        self.former_password = self.password
        super().set_password(raw_password)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    # Django's admin asks these five; the answer is the role, so that no second right exists.
    @property
    def is_staff(self):
        return self.role == self.Role.ADMIN

    @property
    def is_superuser(self):
        return self.is_staff

    def has_perm(self, perm, obj=None):
        return self.is_active and self.is_staff

    def has_perms(self, perms, obj=None):
        return self.has_perm(None)

    def has_module_perms(self, app_label):
        return self.has_perm(None)
