"""What documents and registers need to know of a person. Private: she sees it, and whoever exports the register."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.certificates.snils import validate_snils
from people.models import User
from people.names import validate_readable

RUSSIA_CODE = "643"


class Sex(models.TextChoices):
    """As registers ask."""

    MALE = "male", _("male")
    FEMALE = "female", _("female")


class EducationLevel(models.TextChoices):
    """The education that somebody has before the programme."""

    HIGHER = "higher", _("higher education")
    VOCATIONAL = "vocational", _("vocational education")


class RecipientDetails(models.Model):
    """How a person's name stands on documents, and what only a register asks: everything may be empty."""

    user = models.OneToOneField(
        User, models.CASCADE, related_name="recipient_details", verbose_name=_("person"), primary_key=True
    )
    family_name = models.CharField(_("family name"), max_length=66, blank=True, validators=[validate_readable])
    given_name = models.CharField(_("given name"), max_length=66, blank=True, validators=[validate_readable])
    middle_name = models.CharField(
        _("middle name"),
        max_length=66,
        blank=True,
        validators=[validate_readable],
        help_text=_("The patronymic or another middle name, if you have one."),
    )
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=8, choices=Sex.choices, blank=True)
    snils = models.CharField(
        _("SNILS"),
        max_length=14,
        blank=True,
        validators=[validate_snils],
        help_text=_("Eleven digits, for example 112-233-445 95. Their last two check the others."),
    )
    citizenship = models.CharField(
        _("citizenship"),
        max_length=3,
        blank=True,
        default=RUSSIA_CODE,
        validators=[RegexValidator(r"^\d{3}$", _("Three digits of the classifier of countries, for example 643."))],
        help_text=_("Three digits of the classifier of countries: 643 Russia, 398 Kazakhstan."),
    )
    education_level = models.CharField(
        _("education that you have"), max_length=16, choices=EducationLevel.choices, blank=True
    )
    diploma_family_name = models.CharField(
        _("family name in the diploma"),
        max_length=66,
        blank=True,
        validators=[validate_readable],
        help_text=_("As it stands in the diploma of that education, also if your name has changed since."),
    )
    diploma_series = models.CharField(_("series of the diploma"), max_length=20, blank=True)
    diploma_number = models.CharField(_("number of the diploma"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("details of a recipient")
        verbose_name_plural = _("details of recipients")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def full_name(self) -> str:
        """Return the parts in the order of documents: family name, given name, middle name."""
        return " ".join(filter(None, (self.family_name, self.given_name, self.middle_name)))
