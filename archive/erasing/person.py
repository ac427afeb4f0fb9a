"""Erasing a person: the act, and what it would do.

One transaction for the rows; `scrubbing` then takes what is left out of the database's
files. The name is written nowhere: not into the log, not into the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from archive.erasing.rewriting import (
    find_rows,
    forget_acts,
    forget_comments,
    models_with_texts,
    rewrite_rows,
    rewrite_sessions,
    text_columns,
)
from archive.erasing.texts import (
    Read,
    merge_commenters,
    read_dumps,
    rewrite_articles,
    rewrite_comments,
    rewrite_dump,
    rewrite_tags,
)
from archive.importing.liveness import is_at_work
from archive.importing.rereading import reread_article
from archive.models import Dump, ImportRun
from archive.names import (
    Names,
    digest,
    is_long_enough,
    key_mark,
    letters,
    name_key,
    names_in_clear,
    spellings,
)
from archive.search.indexing import index_article
from articles.log import Done, Kind, Verb, record_acts
from articles.models import NAME_LENGTH, Article, Site
from articles.moderation import lock_articles, touch_articles
from comments.models import Comment, Commenter, ErasedName, ErasedPerson
from comments.people import hand_on_spellings

CONTEXT = 50
MOST_SAMPLES = 12


class ErasureError(ValueError):
    """Why nobody was erased, in a sentence for whoever asked."""


class Sample(NamedTuple):
    """A place where the name stands, and what it is in."""

    where: str
    before: str
    name: str
    after: str


class Preview(NamedTuple):
    """Rows that hold the name, by kind; comments that were written under it; some places."""

    counts: Counter[str]
    written: int
    samples: list[Sample]


class Erased(NamedTuple):
    """The person as they are called now, the rows that were rewritten, by kind, and what
    holds the name still, in sentences."""

    person: ErasedPerson
    counts: Counter[str]
    left: list[str]


def erase_person(
    names: Iterable[str],
    *,
    site: Site | None,
    reason: str,
    moderator: AbstractBaseUser | None,
    pseudonym: str = "",
    takes_texts: bool = False,
) -> Erased:
    """Replace a name, in these spellings, by a pseudonym everywhere, for good.

    `site` confines it to what comes from there. With `takes_texts` the person's comments
    lose their words as well. Raises ErasureError. Call `scrubbing.scrub_database` once the
    transaction is over: the database's files may hold what was there before.
    """
    chosen = check_names(names, reason=reason, pseudonym=pseudonym)
    if any(is_at_work(run) for run in ImportRun.objects.filter(status=ImportRun.Status.RUNNING)):
        raise ErasureError(_("An import is running, which does not know the name yet."))
    counts: Counter[str] = Counter()
    with transaction.atomic():
        person = _make_person(chosen, site, pseudonym)
        sought = names_in_clear(chosen, person.pseudonym)
        articles = _articles_of(site)
        lock_articles(articles.values_list("pk", flat=True))
        if sought.find(person.pseudonym):
            raise ErasureError(_("Neither the reason nor the pseudonym may hold the name."))
        changed = _rewrite(sought, site, counts, takes_texts=takes_texts, reason=reason)
        for pk in sorted(changed):
            index_article(pk)
        touch_articles(changed)
        after = {"pseudonym": person.pseudonym, "rows": counts.total()}
        done = Done(Kind.PERSON, person.pk, None, {}, after)
        record_acts(Verb.ERASE, [done], moderator=moderator, reason=reason)
    return Erased(person, +counts, _left_alone(sought))


def check_names(names: Iterable[str], *, reason: str, pseudonym: str) -> list[str]:
    """The names, each once. Raises ErasureError for what cannot be erased so."""
    chosen = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    if not chosen:
        raise ErasureError(_("Give the name that is to be erased."))
    for name in chosen:
        if not is_long_enough(name):
            raise ErasureError(_("Fewer than three letters stand in too many words."))
        if len(name) > NAME_LENGTH:
            raise ErasureError(_("A name has 200 characters at most."))
    sought = names_in_clear(chosen, "")
    if not reason.strip():
        raise ErasureError(_("Say why: the log keeps the reason."))
    if sought.find(reason) or sought.find(pseudonym):
        raise ErasureError(_("Neither the reason nor the pseudonym may hold the name."))
    if len(pseudonym) > NAME_LENGTH:
        raise ErasureError(_("A name has 200 characters at most."))
    return chosen


def preview_erasure(names: Iterable[str], *, site: Site | None) -> Preview:
    """Where the name stands; nothing is changed. Raises ErasureError."""
    chosen = check_names(names, reason="preview", pseudonym="")
    sought = names_in_clear(chosen, "\ufffd")
    counts: Counter[str] = Counter()
    samples: list[Sample] = []
    for rows, columns in _all_rows(site):
        kind = str(rows.model._meta.verbose_name_plural)
        for pk, changes in find_rows(rows, columns, sought):
            counts[kind] += 1
            if len(samples) < MOST_SAMPLES:
                samples += _samples(rows.model, pk, changes, sought)
    for dump in _dumps_of(site).iterator(chunk_size=20):
        counts[str(Dump._meta.verbose_name_plural)] += bool(sought.find(dump.text))
    people = [c.pk for c in _commenters_of(site) if sought.find(c.name)]
    written = Comment.objects.filter(commenter__in=people).count()
    return Preview(+counts, written, samples[:MOST_SAMPLES])


def _left_alone(names: Names) -> list[str]:
    """What holds the name and has to be changed by hand, told without it."""
    left = []
    for site in Site.objects.all():
        if names.find(site.name) or names.find(site.home_page):
            left.append(
                _("The name or address of site %(id)s holds it; its articles go by that.")
                % {"id": site.pk}
            )
    for user in get_user_model().objects.all():
        fields = (user.get_username(), user.first_name, user.last_name, user.email)
        if any(names.find(value) for value in fields):
            left.append(_("Account %(id)s holds it; the log names it.") % {"id": user.pk})
    return left


def _make_person(names: list[str], site: Site | None, pseudonym: str) -> ErasedPerson:
    key = name_key()
    person = ErasedPerson.objects.filter(site=site, pseudonym=pseudonym).first()
    if person is None:
        if pseudonym and Commenter.objects.filter(name=pseudonym).exists():
            raise ErasureError(_("Somebody is called by this pseudonym already."))
        pseudonym = pseudonym or _choose_pseudonym(names[0], key)
        person = ErasedPerson.objects.create(site=site, pseudonym=pseudonym, key_mark=key_mark(key))
    elif person.key_mark != key_mark(key):
        raise ErasureError(
            _("The secret key has changed since; give the person another pseudonym.")
        )
    forms = {form: words for name in names for form, words in spellings(name).items()}
    ErasedName.objects.bulk_create(
        [
            ErasedName(person=person, digest=digest(form, key), word_count=words)
            for form, words in forms.items()
        ],
        ignore_conflicts=True,
    )
    return person


def _choose_pseudonym(name: str, key: bytes) -> str:
    """A number that tells nothing to those without the key, and is the same another time."""
    number = int(digest(letters(name), key)[:8], 16) % 9000
    while True:
        with translation.override(settings.LANGUAGE_CODE):
            pseudonym = _("Reader %(number)s") % {"number": number + 1000}
        taken = Commenter.objects.filter(name=pseudonym).exists()
        if not taken and not ErasedPerson.objects.filter(pseudonym=pseudonym).exists():
            return pseudonym
        number = (number + 1) % 9000


def _rewrite(
    names: Names, site: Site | None, counts: Counter[str], *, takes_texts: bool, reason: str
) -> set[int]:
    """Rewrite every row; the articles whose readers see something else now."""
    # Redactions first: comments are rendered with their scars.
    for model in models_with_texts():
        counts[str(model._meta.verbose_name_plural)] += rewrite_rows(_rows_of(model, site), names)
    changed: set[int] = rewrite_tags(names)
    moved = merge_commenters(_commenters_of(site), names)
    comments, taken = rewrite_comments(
        Comment.objects.filter(article__in=_articles_of(site)),
        names,
        moved=moved,
        takes_texts=takes_texts,
        reason=reason,
    )
    for former, present in moved.items():
        Comment.objects.filter(commenter=former).update(commenter=present)
        hand_on_spellings(former, present)
    Commenter.objects.filter(pk__in=list(moved)).delete()
    forget_comments(list(taken))
    articles = rewrite_articles(_articles_of(site), names)
    counts[str(Comment._meta.verbose_name_plural)] = len(comments)
    counts[str(Article._meta.verbose_name_plural)] = len(articles)
    changed |= articles | set(_articles_by(comments))
    changed |= _rewrite_dumps(names, site, changed, taken, counts)
    counts[_("acts in the log")] = forget_acts(names)
    counts[_("sessions")] = rewrite_sessions(names)
    return changed


def _articles_by(comments: set[int]) -> Iterator[int]:
    ids = sorted(comments)
    for start in range(0, len(ids), 500):
        rows = Comment.objects.filter(pk__in=ids[start : start + 500]).order_by()
        yield from rows.values_list("article_id", flat=True)


def _rewrite_dumps(
    names: Names,
    site: Site | None,
    changed: set[int],
    taken: dict[int, str],
    counts: Counter[str],
) -> set[int]:
    """Rewrite dumps and read their articles again, so that what is derived holds no name."""
    concerned: dict[int | None, list[int]] = {}
    for dump in _dumps_of(site).iterator(chunk_size=20):
        holds = names.find(dump.text) or names.replace_in(
            [dump.path, dump.source_url, dump.provenance, dump.sections]
        ) != [dump.path, dump.source_url, dump.provenance, dump.sections]
        if holds or dump.article_id in changed:
            concerned.setdefault(dump.article_id, []).append(dump.pk)
    for article_id, ids in concerned.items():
        every = Dump.objects.filter(article=article_id) if article_id else Dump.objects.none()
        before = read_dumps(every.select_related("run"), names)
        authors = {author for read in before.values() for author in read.authors}
        for dump in Dump.objects.filter(pk__in=ids):
            counts[str(Dump._meta.verbose_name_plural)] += rewrite_dump(
                dump, names, authors=authors, taken=taken
            )
        if article_id:
            _renew_source_key(article_id, before, names)
            reread_article(article_id)
    return {pk for pk in concerned if pk}


def _renew_source_key(article_id: int, before: dict[int, Read], names: Names) -> None:
    """Let the article be known by what its capture says now, as later captures will."""
    article = Article.objects.only("source_key").get(pk=article_id)
    same = [pk for pk, read in before.items() if read.key == article.source_key]
    after = read_dumps(Dump.objects.filter(pk__in=same[:1]).select_related("run"), names)
    for key, _authors in after.values():
        if not Article.objects.filter(source_key=key).exists():
            Article.objects.filter(pk=article_id).update(source_key=key)


def _articles_of(site: Site | None) -> models.QuerySet[Article]:
    return Article.objects.filter(site=site) if site else Article.objects.all()


def _commenters_of(site: Site | None) -> models.QuerySet[Commenter]:
    return Commenter.objects.filter(site=site) if site else Commenter.objects.all()


def _dumps_of(site: Site | None) -> models.QuerySet[Dump]:
    """Those that were put by wait for their article, whatever its site."""
    rows = Dump.objects.order_by("pk")
    if site is None:
        return rows
    return rows.filter(models.Q(article__site=site) | models.Q(article=None))


SCOPES = {
    "ledgerentry": "dump__article__site",
    "redaction": "article__site",
    "report": "comment__article__site",
}
"""How rows hang on a site; those of other models are looked through whatever the site."""


def _rows_of(model: type[models.Model], site: Site | None) -> models.QuerySet:
    rows = model._base_manager.all()
    scope = SCOPES.get(model._meta.model_name)
    return rows.filter(**{scope: site}) if site and scope else rows


def _all_rows(site: Site | None) -> Iterator[tuple[models.QuerySet, list[str]]]:
    yield Comment.objects.filter(article__in=_articles_of(site)), _shown(Comment)
    yield _articles_of(site), _shown(Article)
    for model in models_with_texts():
        if columns := _shown(model):
            yield _rows_of(model, site), columns


def _shown(model: type[models.Model]) -> list[str]:
    return [column for column in text_columns(model) if column != "body_html"]


def _samples(
    model: type[models.Model], pk: object, changes: dict[str, object], names: Names
) -> Iterator[Sample]:
    where = f"{model._meta.verbose_name} {pk}"
    row = model._base_manager.filter(pk=pk).values(*changes).get()
    for value in row.values():
        if isinstance(value, str):
            for hit in names.find(value)[:1]:
                yield Sample(
                    where,
                    value[max(0, hit.start - CONTEXT) : hit.start],
                    value[hit.start : hit.end],
                    value[hit.end : hit.end + CONTEXT],
                )
