"""Import a marking-scheme file, or only tell what it holds."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from championships.schemes import importing
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport
from people.models import Organisation, User


class Command(BaseCommand):
    """`import_scheme FILE [--dry-run] [--json]`: status 0 if it can be imported, else 1 and the reason in one line."""

    help = "Import a marking-scheme file, or only tell what it holds (--dry-run)."
    # A dry run needs neither the database nor the rest of the house.
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the arguments."""
        parser.add_argument("file", type=Path, help="The file.")
        parser.add_argument("--dry-run", action="store_true", help="Store nothing; the database is not needed.")
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")
        parser.add_argument("--owner", metavar="EMAIL", help="Whose scheme it is (default: the first superuser).")
        parser.add_argument("--organisation", metavar="NAME", help="The organisation that keeps it.")
        parser.add_argument("--new-version", action="store_true", help="Add a version if the scheme is already here.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read the file, print the report, and store the scheme unless it is a dry run."""
        report = self._read(options["file"])
        printed = report.as_json()
        if report.errors or options["dry_run"]:
            self._print(printed, as_json=options["json"])
            if report.errors:
                raise CommandError(_one_line(_reason(report)))
            return
        printed["version"] = self._store(report, options)
        self._print(printed, as_json=options["json"])

    def _read(self, path: Path) -> ImportReport:
        try:
            with path.open("rb") as file:
                return importing.read(file, path.name)
        except OSError as error:
            raise CommandError(_one_line(f"{path}: {error.strerror}")) from error
        except FileRefused as refusal:
            raise CommandError(_one_line(refusal.message)) from refusal

    def _store(self, report: ImportReport, options: dict[str, Any]) -> str:
        owner = _owner(options["owner"])
        organisation = _organisation(options["organisation"])
        same = importing.same_scheme(report, None) if options["new_version"] else None
        try:
            version = importing.apply_import(
                actor=owner, report=report, organisation=organisation, version_of=same.scheme if same else None
            )
        except importing.ImportRefused as refusal:
            raise CommandError(_one_line(str(refusal))) from refusal
        return str(version)

    def _print(self, report: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        aspects = report["aspects"]
        self.stdout.write(f"{report['skill']} ({report['layout_name']})")
        for criterion in report["criteria"]:
            self.stdout.write(f"  {criterion['code']}  {criterion['marks']:>6}  {criterion['name']}")
        counts = f"{aspects['measurement']} M + {aspects['judgement']} J aspects"
        self.stdout.write(f"  {report['total']} marks, {report['sub_criteria']} sub-criteria, {counts}")
        for sheet in report["awarded"]:
            name = sheet["name"] or sheet["source"]
            self.stdout.write(f"  marks given: {name}, {sheet['total']} in {sheet['aspects']} aspects")
        if report["members"]:
            self.stdout.write(f"  people: {', '.join(member['name'] for member in report['members'])}")
        if report["grades"]:
            thresholds = ", ".join(f"{row['grade']} from {row['from']} %" for row in report["grades"])
            self.stdout.write(f"  grades: {thresholds}")
        for remark in [*report["errors"], *report["warnings"]]:
            self.stdout.write(f"  {remark['severity']}: {remark['sheet']} {remark['row'] or ''} {remark['message']}")


def _reason(report: ImportReport) -> str:
    first = report.errors[0]
    where = f"{first.sheet}, {first.row}: " if first.row else ""
    return f"{where}{first.message}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _owner(email: str | None) -> User | None:
    if email is None:
        return User.objects.filter(is_superuser=True).order_by("pk").first()
    owner = User.objects.filter(email=email.lower()).first()
    if owner is None:
        message = f"There is no user {email}."
        raise CommandError(message)
    return owner


def _organisation(name: str | None) -> Organisation | None:
    if name is None:
        return None
    organisation = Organisation.objects.filter(name=name).first()
    if organisation is None:
        message = f"There is no organisation {name}."
        raise CommandError(message)
    return organisation
