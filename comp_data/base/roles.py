"""The roles that every company has a guide for, and the ladder among them."""

from typing import Final

LADDER: Final = ("software-engineer", "senior-software-engineer", "staff-software-engineer")
"""Roles of one track, from the lowest to the highest."""

STANDARD_ROLES: Final = (
    *LADDER,
    "engineering-manager",
    "product-manager",
    "product-designer",
    "data-scientist",
    "data-engineer",
    "ml-ai-engineer",
    "devops-engineer",
    "security-engineer",
    "solutions-architect",
    "technical-program-manager",
)
"""The slugs of the standard roles; every other role is a specialty."""
