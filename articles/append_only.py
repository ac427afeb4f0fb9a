"""What makes the database itself refuse to rewrite the moderation log.

An act can be neither changed nor taken away; its words can be emptied once, and say when
they were. Whoever owns the database can lift a trigger: a log that must hold
against its owner too needs a copy elsewhere.

On SQLite a migration that alters a column or constraint of these tables makes them anew,
without triggers: it has to put the guards up again. The tests of the log notice.
"""

# ruff: noqa: S608 - Every name in the statements is a constant.

from __future__ import annotations

LOG = "articles_moderationaction"
WORDS = "articles_moderationwords"
REFUSAL = "The moderation log is append-only."

# Words may change in one way alone: from something into nothing, for good.
IS_NO_ERASURE = (
    "OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR OLD.action_id <> NEW.action_id "
    "OR NEW.reason <> '' OR {before} <> '{{}}' OR {after} <> '{{}}'"
)
_SQLITE_RULE = IS_NO_ERASURE.format(before='NEW."before"', after='NEW."after"')
_POSTGRESQL_RULE = IS_NO_ERASURE.format(before="NEW.before::text", after="NEW.after::text")

SQLITE = [
    f"CREATE TRIGGER moderation_log_no_update BEFORE UPDATE ON {LOG} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER moderation_log_no_delete BEFORE DELETE ON {LOG} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER moderation_words_no_update BEFORE UPDATE ON {WORDS} "
    f"WHEN {_SQLITE_RULE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER moderation_words_no_delete BEFORE DELETE ON {WORDS} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # INSERT OR REPLACE takes a row away without telling the triggers above.
    f"CREATE TRIGGER moderation_log_no_replace BEFORE INSERT ON {LOG} "
    f"WHEN NEW.id IN (SELECT id FROM {LOG}) "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER moderation_words_no_replace BEFORE INSERT ON {WORDS} "
    f"WHEN NEW.action_id IN (SELECT action_id FROM {WORDS}) "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
]
SQLITE_DROP = [
    "DROP TRIGGER IF EXISTS moderation_log_no_update",
    "DROP TRIGGER IF EXISTS moderation_log_no_delete",
    "DROP TRIGGER IF EXISTS moderation_words_no_update",
    "DROP TRIGGER IF EXISTS moderation_words_no_delete",
    "DROP TRIGGER IF EXISTS moderation_log_no_replace",
    "DROP TRIGGER IF EXISTS moderation_words_no_replace",
]

POSTGRESQL = [
    "CREATE FUNCTION refuse_moderation_rewrite() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
    "END $$",
    f"CREATE TRIGGER moderation_log_no_rewrite BEFORE UPDATE OR DELETE ON {LOG} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_moderation_rewrite()",
    f"CREATE TRIGGER moderation_log_no_truncate BEFORE TRUNCATE ON {LOG} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_moderation_rewrite()",
    f"CREATE TRIGGER moderation_words_no_update BEFORE UPDATE ON {WORDS} FOR EACH ROW "
    f"WHEN ({_POSTGRESQL_RULE}) "
    "EXECUTE FUNCTION refuse_moderation_rewrite()",
    f"CREATE TRIGGER moderation_words_no_delete BEFORE DELETE ON {WORDS} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_moderation_rewrite()",
    f"CREATE TRIGGER moderation_words_no_truncate BEFORE TRUNCATE ON {WORDS} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_moderation_rewrite()",
]
POSTGRESQL_DROP = [
    f"DROP TRIGGER IF EXISTS moderation_log_no_rewrite ON {LOG}",
    f"DROP TRIGGER IF EXISTS moderation_log_no_truncate ON {LOG}",
    f"DROP TRIGGER IF EXISTS moderation_words_no_update ON {WORDS}",
    f"DROP TRIGGER IF EXISTS moderation_words_no_delete ON {WORDS}",
    f"DROP TRIGGER IF EXISTS moderation_words_no_truncate ON {WORDS}",
    "DROP FUNCTION IF EXISTS refuse_moderation_rewrite()",
]


def guards(vendor: str) -> list[str]:
    """The statements that put the guards up, for a database vendor as Django calls it."""
    return POSTGRESQL if vendor == "postgresql" else SQLITE


def guards_drop(vendor: str) -> list[str]:
    """The statements that take them down."""
    return POSTGRESQL_DROP if vendor == "postgresql" else SQLITE_DROP
