from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from samgak.core.audit import tracked_except


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A person who can sign in; without a password only by code, link or passkey."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


# The trail says who someone is, not when they came or what could be guessed at.
@tracked_except("password", "last_login", "sign_in_round")
class User(AbstractBaseUser):
    """Somebody who signs in. What the user may do comes from dated roles, never from here."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, default="en")
    timezone = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # One more, and every session that began before is over.
    sign_in_round = models.PositiveIntegerField(default=0)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="email_once")]

    def __str__(self):
        return self.name or self.email

    def _get_session_auth_hash(self, secret=None):
        salt = f"{__name__}.sessions"
        value = f"{self.password}{self.sign_in_round}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
