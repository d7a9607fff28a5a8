"""The bases of all pages, the home page and the standard page, what search finds pages by, and the footer."""

from pages.models.base import BasePage, Crumbs
from pages.models.footer import Footer, FooterLink
from pages.models.found import FoundPage, FoundWord
from pages.models.standard import HomePage, StandardPage

__all__ = [
    "BasePage",
    "Crumbs",
    "Footer",
    "FooterLink",
    "FoundPage",
    "FoundWord",
    "HomePage",
    "StandardPage",
]
