"""Accounts, consent, organisations that change, evidence files, and the record of what happened."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = (
    "sign-in",
    "account",
    "access",
    "organisation",
    "answer",
    "sign-off",
    "moderation",
    "export",
    "consent",
    "privacy",
    "configuration",
)

# Rows of the record stay as they are; of one that stands, only the address may be taken away.
_KEPT = ("number", "at", "kind", "subject", "address_mark", "previous", "digest")
_MAYBE = ("person_id", "organisation_id")

_CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in _KEPT)
_CHANGED_TEXT = f"CAST(NEW.details AS TEXT) <> CAST(OLD.details AS TEXT) OR {_CHANGED}"

_SQLITE_GUARDS = (
    f"""CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
WHEN {_CHANGED_TEXT} OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _MAYBE)}
OR NEW.address IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the record of what happened cannot be changed'); END""",
    """CREATE TRIGGER audit_entries_last BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'the record of what happened cannot be changed'); END""",
)
_POSTGRESQL_GUARDS = (
    f"""CREATE FUNCTION audit_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT ({_CHANGED_TEXT}
      OR {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _MAYBE)}
      OR NEW.address IS NOT NULL OR NEW.salt IS NOT NULL) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the record of what happened cannot be changed';
END $$""",
    """CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON audit_entries
FOR EACH ROW EXECUTE FUNCTION audit_entries_stay()""",
    """CREATE TRIGGER audit_entries_last BEFORE TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_stay()""",
)


def upgrade() -> None:
    """Add what people, access and trust need."""
    _people()
    _accounts()
    _organisations()
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("file_token", sa.Text(), nullable=True))
        table.add_column(sa.Column("file_name", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("file_size", sa.Integer(), nullable=False, server_default="0"))
        table.create_unique_constraint(op.f("uq_evidence_file_token"), ["file_token"])
    with op.batch_alter_table("evidence") as table:
        table.alter_column("file_name", server_default=None)
        table.alter_column("file_size", server_default=None)
    _record()


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _people() -> None:
    with op.batch_alter_table("people") as table:
        for name in ("handle", "outside_identity", "authenticator_sealed"):
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
        table.add_column(sa.Column("authenticator_step", sa.Integer(), nullable=True))
        table.add_column(_time("left_at", nullable=True))
        table.add_column(_time("erased_at", nullable=True))
        table.create_unique_constraint(op.f("uq_people_handle"), ["handle"])
        table.create_unique_constraint(op.f("uq_people_outside_identity"), ["outside_identity"])
    # Sign-ins begun before this do not say how strong they are, so everybody signs in once more.
    op.execute("DELETE FROM sign_ins")
    with op.batch_alter_table("sign_ins") as table:
        table.add_column(_time("seen_at"))
        table.add_column(sa.Column("address", sa.Text(), nullable=False))
        table.add_column(sa.Column("browser", sa.Text(), nullable=False))
        table.add_column(sa.Column("strong", sa.Boolean(), nullable=False))


def _accounts() -> None:
    op.create_table(
        "mailed_links",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", _choice("purpose", "invitation", "reset"), nullable=False),
        _time("sent_at"),
        _time("expires_at"),
        _time("used_at", nullable=True),
        _time("revoked_at", nullable=True),
        sa.CheckConstraint("used_at IS NULL OR revoked_at IS NULL", name=op.f("ck_mailed_links_used_or_revoked")),
        _to("mailed_links", "person_id", "people"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_mailed_links")),
    )
    op.create_index(op.f("ix_mailed_links_person_id"), "mailed_links", ["person_id"])
    op.create_table(
        "recovery_codes",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        _time("used_at", nullable=True),
        _to("recovery_codes", "person_id", "people"),
        sa.PrimaryKeyConstraint("person_id", "digest", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _time("added_at"),
        _time("used_at", nullable=True),
        _to("passkeys", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_passkeys_person_id"), "passkeys", ["person_id"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counted_for", sa.Text(), nullable=False),
        _time("at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index("ix_attempts_counted_for_at", "attempts", ["counted_for", "at"])
    op.create_index(op.f("ix_attempts_at"), "attempts", ["at"])


def _to(table: str, column: str, target: str, ondelete: str | None = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def _organisations() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.Column("standing", _choice("standing", "not shown", "anonymous", "named"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        _time("recorded_at"),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_decisions_ends_after_it_starts")),
        _to("decisions", "organisation_id", "organisations"),
        _to("decisions", "partnership_id", "partnerships"),
        _to("decisions", "recorded_by_id", "people", None),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_organisation_id"), "decisions", ["organisation_id"])
    op.create_index(op.f("ix_decisions_partnership_id"), "decisions", ["partnership_id"])
    op.execute(
        "INSERT INTO decisions (organisation_id, standing, starts_on, decided_by, recorded_at) "
        "SELECT id, CASE WHEN named_in_comparisons THEN 'named' ELSE 'anonymous' END, naming_decided_on, "
        "'Recorded before names of deciders were kept', created_at FROM organisations "
        "WHERE naming_decided_on IS NOT NULL"
    )
    with op.batch_alter_table("organisations") as table:
        table.drop_constraint(op.f("ck_organisations_naming_is_dated"), type_="check")
        table.drop_column("named_in_comparisons")
        table.drop_column("naming_decided_on")
        table.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _time("asked_at"),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        _to("requests", "partnership_id", "partnerships"),
        _to("requests", "organisation_id", "organisations"),
        _to("requests", "asked_by_id", "people", None),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint(
            "partnership_id", "organisation_id", name=op.f("uq_requests_partnership_id_organisation_id")
        ),
    )
    op.create_index(op.f("ix_requests_organisation_id"), "requests", ["organisation_id"])
    op.create_table(
        "former_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        _to("former_names", "organisation_id", "organisations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_names")),
    )
    op.create_index(op.f("ix_former_names_organisation_id"), "former_names", ["organisation_id"])
    op.create_table(
        "successions",
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("later_id", sa.Integer(), nullable=False),
        sa.Column("change", _choice("change", "merged", "split"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint("earlier_id <> later_id", name=op.f("ck_successions_of_two_organisations")),
        _to("successions", "earlier_id", "organisations", None),
        _to("successions", "later_id", "organisations", None),
        sa.PrimaryKeyConstraint("earlier_id", "later_id", name=op.f("pk_successions")),
    )
    op.create_index(op.f("ix_successions_later_id"), "successions", ["later_id"])


def _record() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _time("at"),
        sa.Column("kind", _choice("kind", *KINDS), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("address_mark", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entries")),
    )
    for name in ("at", "kind", "person_id", "organisation_id"):
        op.create_index(op.f(f"ix_audit_entries_{name}"), "audit_entries", [name])
    for guard in _SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_GUARDS:
        op.execute(guard)


def downgrade() -> None:
    """Take it away again; consent that is dated or kept per partnership becomes yes or no for the area."""
    op.drop_table("audit_entries")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_entries_stay()")
    with op.batch_alter_table("evidence") as table:
        table.drop_constraint(op.f("uq_evidence_file_token"), type_="unique")
        for name in ("file_token", "file_name", "file_size"):
            table.drop_column(name)
    for table_name in ("successions", "former_names", "requests"):
        op.drop_table(table_name)
    with op.batch_alter_table("organisations") as table:
        table.drop_column("closed_on")
        table.add_column(sa.Column("named_in_comparisons", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("naming_decided_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE organisations SET named_in_comparisons = true, naming_decided_on = created_at "
        "WHERE EXISTS (SELECT 1 FROM decisions WHERE decisions.organisation_id = organisations.id "
        "AND decisions.partnership_id IS NULL AND decisions.standing = 'named')"
    )
    with op.batch_alter_table("organisations") as table:
        table.alter_column("named_in_comparisons", server_default=None)
        table.create_check_constraint(
            op.f("ck_organisations_naming_is_dated"),
            "(named_in_comparisons = false) OR (naming_decided_on IS NOT NULL)",
        )
    for table_name in ("decisions", "attempts", "passkeys", "recovery_codes", "mailed_links"):
        op.drop_table(table_name)
    with op.batch_alter_table("sign_ins") as table:
        for name in ("seen_at", "address", "browser", "strong"):
            table.drop_column(name)
    with op.batch_alter_table("people") as table:
        table.drop_constraint(op.f("uq_people_handle"), type_="unique")
        table.drop_constraint(op.f("uq_people_outside_identity"), type_="unique")
        for name in (
            "handle",
            "outside_identity",
            "authenticator_sealed",
            "authenticator_step",
            "left_at",
            "erased_at",
        ):
            table.drop_column(name)
