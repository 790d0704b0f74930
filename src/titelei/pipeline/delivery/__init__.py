"""Deliveries to other people's repositories: our own repository, the target, the receipt."""

from titelei.pipeline.delivery.counter import Office, office
from titelei.pipeline.delivery.sending import Delivery, deliver, plan, plan_withdrawals, withdraw
from titelei.pipeline.delivery.standings import Standing, Verified, standings, verify

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
