"""Erasing a person: the look before, and the act.

The act goes through the archive article by article, and what is done is kept: whoever stops
it gives the same command again, and it goes on. The name is written nowhere: not into the
log, not into the report. `scrubbing` then takes what is left out of the database's files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from archive.erasing.looking import (
    Found,
    Tell,
    articles_of,
    commenters_of,
    dump_holds,
    look_at_articles,
)
from archive.erasing.rewriting import (
    Shield,
    find_holding,
    forget_acts,
    models_with_texts,
    rewrite_rows,
    rewrite_sessions,
    text_columns,
)
from archive.erasing.texts import (
    Erasure,
    forget_moved,
    glued_authors,
    rewrite_article,
    rewrite_commenters,
    rewrite_dump,
    rewrite_tags,
)
from archive.importing.liveness import is_at_work
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
from articles.log import Done, Kind, ModerationAction, Verb, record_acts
from articles.models import NAME_LENGTH, Article, Site
from comments.models import Comment, Commenter, ErasedName, ErasedPerson

CONTEXT = 50
MOST_SAMPLES = 12

MANY_PAGES = 20
COMMON = 5
"""A name that stands on so many pages, and on so many for each that somebody of this name
wrote on, may be a word."""


def _tell_nobody(done: int, total: int) -> None: ...


class ErasureError(ValueError):
    """Why nobody was erased, in a sentence for whoever asked."""


class Sample(NamedTuple):
    """A place where the name stands, and what it is in."""

    where: str
    before: str
    name: str
    after: str


class Preview(NamedTuple):
    """Rows that hold the name, by kind; comments that were written under it; some places.

    `pages` is the number of articles that hold it, and `pages_written` that of those on
    which somebody of this name wrote.
    """

    counts: Counter[str]
    written: int
    samples: list[Sample]
    pages: int
    pages_written: int

    @property
    def warning(self) -> str:
        """A sentence where the name seems to be a word of the language, else empty."""
        if self.pages < max(MANY_PAGES, COMMON * self.pages_written):
            return ""
        numbers = {"pages": self.pages, "written": self.pages_written}
        return (
            _(
                "It stands on %(pages)s pages, and nobody of this name wrote on more than "
                "%(written)s of them. It may be a common word: every one of them is replaced."
            )
            % numbers
        )


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
    tell: Tell = _tell_nobody,
    shield: Shield = nullcontext,
) -> Erased:
    """Replace a name, in these spellings, by a pseudonym everywhere, for good.

    `site` confines it to what comes from there. With `takes_texts` the person's comments
    lose their words as well. Raises ErasureError. Call `scrubbing.scrub_database` once it is
    over: the database's files may hold what was there before.

    Each article is a transaction of its own, inside of `shield`. Imports leave the name out
    from the first one on. Called again with the same names, it goes on where it was stopped.
    """
    chosen = check_names(names, reason=reason, pseudonym=pseudonym)
    if any(is_at_work(run) for run in ImportRun.objects.filter(status=ImportRun.Status.RUNNING)):
        raise ErasureError(_("An import is running, which does not know the name yet."))
    with shield(), transaction.atomic():
        person = _begin(chosen, site, pseudonym, moderator=moderator, reason=reason)
        sought = names_in_clear(chosen, person.pseudonym)
        if sought.find(person.pseudonym):
            raise ErasureError(_("Neither the reason nor the pseudonym may hold the name."))
    counts: Counter[str] = Counter()
    # The log first: nobody is to undo an act meanwhile that would bring the name back.
    last_act = ModerationAction.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    counts[_("acts in the log")] = forget_acts(sought, shield)
    # Redactions before comments: these are rendered with their scars.
    for model in models_with_texts():
        kind = str(model._meta.verbose_name_plural)
        counts[kind] += rewrite_rows(_rows_of(model, site), sought, shield)
    rewrite_tags(sought, shield)
    erasure = Erasure(
        names=sought,
        moved=rewrite_commenters(commenters_of(site), sought, shield),
        takes_texts=takes_texts,
        reason=reason,
    )
    for found in look_at_articles(articles_of(site), sought, erasure.moved, tell):
        for article_id in found.concerned:
            with shield(), transaction.atomic():
                counts += rewrite_article(article_id, erasure)
    counts[str(Dump._meta.verbose_name_plural)] += _rewrite_waiting(sought, shield)
    counts[_("acts in the log")] += forget_acts(sought, shield, since=last_act)
    with shield(), transaction.atomic():
        counts[_("sessions")] = rewrite_sessions(sought)
        forget_moved(erasure.moved)
        ErasedPerson.objects.filter(pk=person.pk).update(is_finished=True)
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


def preview_erasure(
    names: Iterable[str], *, site: Site | None, tell: Tell = _tell_nobody
) -> Preview:
    """Where the name stands; nothing is changed. Raises ErasureError."""
    chosen = check_names(names, reason="preview", pseudonym="")
    sought = names_in_clear(chosen, "\ufffd")
    people = {c.pk for c in commenters_of(site) if sought.find(c.name)}
    counts: Counter[str] = Counter()
    samples: list[Sample] = []
    pages: set[int] = set()
    written_on: set[int] = set()
    for found in look_at_articles(articles_of(site), sought, people, tell):
        rows = {Comment: found.comments, Article: found.articles, Dump: found.dumps}
        counts += Counter({str(m._meta.verbose_name_plural): len(ids) for m, ids in rows.items()})
        for model in (Comment, Article):
            samples += _samples(model, sorted(rows[model]), sought, MOST_SAMPLES - len(samples))
        pages |= _holding(found)
        written_on |= set(found.written.values())
    for dump in _waiting():
        counts[str(Dump._meta.verbose_name_plural)] += dump_holds(dump, sought)
    for model in models_with_texts():
        if columns := _shown(model):
            ids = list(find_holding(_rows_of(model, site), columns, sought))
            counts[str(model._meta.verbose_name_plural)] += len(ids)
            samples += _samples(model, ids, sought, MOST_SAMPLES - len(samples))
    written = Comment.objects.filter(commenter__in=people).count()
    return Preview(+counts, written, samples, len(pages), len(written_on))


def _holding(found: Found) -> set[int]:
    """The articles of which something holds the name."""
    return found.articles.union(found.comments.values(), found.dumps.values())


def _waiting() -> Iterator[Dump]:
    """Dumps that were put by: they wait for their article, whatever its site."""
    return Dump.objects.filter(article=None).select_related("run").iterator(chunk_size=20)


def _rewrite_waiting(names: Names, shield: Shield) -> int:
    """Rewrite the dumps that were put by; how many changed."""
    count = 0
    for pk in [dump.pk for dump in _waiting() if dump_holds(dump, names)]:
        with shield(), transaction.atomic():
            dump = Dump.objects.select_related("run").get(pk=pk)
            count += rewrite_dump(dump, names, authors=glued_authors([dump], names), taken={})
    return count


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


def _begin(
    names: list[str],
    site: Site | None,
    pseudonym: str,
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
) -> ErasedPerson:
    """The person, known to imports from now on; the one of an erasure that was stopped."""
    key = name_key()
    forms = {form: words for name in names for form, words in spellings(name).items()}
    marks = {digest(form, key): words for form, words in forms.items()}
    person = _find_unfinished(site, pseudonym, set(marks))
    if person is not None:
        return person
    person = _make_person(names, site, pseudonym)
    ErasedName.objects.bulk_create(
        [ErasedName(person=person, digest=mark, word_count=words) for mark, words in marks.items()],
        ignore_conflicts=True,
    )
    done = Done(Kind.PERSON, person.pk, None, {}, {"pseudonym": person.pseudonym})
    record_acts(Verb.ERASE, [done], moderator=moderator, reason=reason)
    return person


def _find_unfinished(site: Site | None, pseudonym: str, marks: set[str]) -> ErasedPerson | None:
    """Whoever was begun to be erased by the same names, and the same pseudonym if any."""
    people = ErasedPerson.objects.filter(site=site, is_finished=False)
    if pseudonym:
        people = people.filter(pseudonym=pseudonym)
    for person in people:
        if marks <= set(person.names.values_list("digest", flat=True)):
            return person
    return None


def _make_person(names: list[str], site: Site | None, pseudonym: str) -> ErasedPerson:
    """A new one, or one who was erased under this pseudonym before."""
    key = name_key()
    person = ErasedPerson.objects.filter(site=site, pseudonym=pseudonym).first()
    if person is None:
        if pseudonym and Commenter.objects.filter(name=pseudonym).exists():
            raise ErasureError(_("Somebody is called by this pseudonym already."))
        pseudonym = pseudonym or _choose_pseudonym(names[0], key)
        return ErasedPerson.objects.create(
            site=site, pseudonym=pseudonym, key_mark=key_mark(key), is_finished=False
        )
    if person.key_mark != key_mark(key):
        raise ErasureError(
            _("The secret key has changed since; give the person another pseudonym.")
        )
    ErasedPerson.objects.filter(pk=person.pk).update(is_finished=False)
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


def _shown(model: type[models.Model]) -> list[str]:
    return [column for column in text_columns(model) if column != "body_html"]


def _samples(
    model: type[models.Model], ids: Iterable[object], names: Names, most: int
) -> list[Sample]:
    """The first place in each text of these rows."""
    found: list[Sample] = []
    for pk in ids:
        if len(found) >= most:
            break
        row = model._base_manager.filter(pk=pk).values(*_shown(model)).get()
        for value in row.values():
            if isinstance(value, str):
                found += (
                    Sample(
                        f"{model._meta.verbose_name} {pk}",
                        value[max(0, hit.start - CONTEXT) : hit.start],
                        value[hit.start : hit.end],
                        value[hit.end : hit.end + CONTEXT],
                    )
                    for hit in names.find(value)[:1]
                )
    return found[: max(most, 0)]
