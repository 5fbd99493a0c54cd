import smtplib

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samgak.accounts import services

# A mail server that is away for a while; whoever asked has long gone on or asked again after that.
PATIENCE = RetryStrategy(
    max_attempts=6, exponential_wait=3, retry_exceptions={OSError, smtplib.SMTPException}
)


@app.task(name="accounts.send_sign_in_link", retry=PATIENCE)
def send_sign_in_link(email: str, next_path: str) -> None:
    """Mail a link to sign in; the page that asks learns nothing about whether the account exists."""
    services.send_sign_in_link(email=email, next_path=next_path)
