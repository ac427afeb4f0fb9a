from types import SimpleNamespace

import pytest

from comments.models import ErasedPerson
from tests.admin import builders


@pytest.fixture
def archive(db):
    """One of everything, with a discussion of seven comments."""
    site = builders.build_site()
    article = builders.build_article(site=site, title_text="Article as written")
    commenter = builders.build_commenter(site)
    comments = builders.build_discussion(article, commenter=commenter)
    dump = builders.build_dump(article, "Reader 0 says:\nFirst line\n")
    return SimpleNamespace(
        site=site,
        article=article,
        commenter=commenter,
        comments=comments,
        tag=builders.build_tag(article),
        dump=dump,
        run=dump.run,
        excerpt=builders.build_excerpt(dump, comments[0]),
        entry=builders.build_ledger_entry(dump, comments[0]),
        act=builders.build_act(comments[0]),
        erased=ErasedPerson.objects.create(pseudonym="Reader 1234"),
        report=builders.build_report(comments[0]),
        acceptance=builders.build_acceptance(comments[0]),
        redaction=builders.build_redaction(comments[4]),
    )
