"""Whom notices speak to."""

from enum import Enum


class Audience(Enum):
    """The sender (“you read …”), or an organizer who writes for others (“they read …”)."""

    SENDER = "sender"
    ORGANIZER = "organizer"
