"""The register of documents for ФИС ФРДО: its forty columns in their order, and what each document lacks for them."""

from coaching.certificates.register.gathering import Gap, Register, register_of
from coaching.certificates.register.workbook import register_workbook

__all__ = ["Gap", "Register", "register_of", "register_workbook"]
