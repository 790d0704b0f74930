"""Deliveries to other people's repositories: our own repository, the target, the receipt."""

from titelei.delivery.counter import Office, office
from titelei.delivery.sending import Delivery, deliver, plan, plan_withdrawals, withdraw
from titelei.delivery.standings import Standing, Verified, standings, verify

__all__ = [
    "Delivery",
    "Office",
    "Standing",
    "Verified",
    "deliver",
    "office",
    "plan",
    "plan_withdrawals",
    "standings",
    "verify",
    "withdraw",
]
