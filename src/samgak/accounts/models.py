from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from samgak.core.audit import tracked


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A person who can sign in; without a password only by code, link or passkey."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


@tracked
class User(AbstractBaseUser):
    """Somebody who signs in. What the user may do comes from dated roles, never from here."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, default="en")
    timezone = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="email_once")]

    def __str__(self):
        return self.name or self.email
