"""Taking passages out of texts, and putting them back.

Articles are locked before comments, one entry a text goes into the log, and readers' caches
learn of it, as with every act (`comments.moderation`). The search index and the dumps are
`archive.redaction`'s, which calls these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.log import Done, ModerationWords, Verb, forget_words, record_acts
from articles.models import Article
from articles.moderation import lock_articles, touch_articles
from articles.passages import find_passage, fold, holds_passage
from articles.rendering import render_comment
from comments.models import Comment
from comments.redactions import Owner, Redaction
from comments.reports import Report
from comments.scars import (
    Cut,
    clear_words,
    find_scars,
    places,
    plan_cuts,
    replace_stretch,
    scar_words,
)

FIELDS = {
    Owner.ARTICLE: ("title", "title_text", "body_text", "image_caption", "image_credit"),
    Owner.COMMENT: ("subject", "body_text"),
}
"""What may be redacted; the first one is what a text is known by, the names of people none."""

LONGEST_REASON = 200
SHORTEST_STANDING = 4
"""Letters and digits of a passage that later imports look for: fewer are in too many words."""


class PassageError(ValueError):
    """Why nothing was redacted, in a sentence for the moderator."""


class Found(NamedTuple):
    """Where a passage stands in an article: how often in its own fields and in each comment."""

    article: int
    comments: dict[int, int]

    @property
    def total(self) -> int:
        return self.article + sum(self.comments.values())


class Outcome(NamedTuple):
    """The redactions that were made, and the texts that they changed."""

    redactions: list[Redaction]
    comment_ids: list[int]
    has_article: bool


def redact_comment(
    comment: Comment,
    *,
    passage: str,
    moderator: AbstractBaseUser | None,
    reason: str,
    is_standing: bool = False,
) -> Outcome:
    """Take a passage out of a comment, wherever it stands in it.

    With `is_standing` also out of every other text of its article, where it stands between
    ends of words, and out of those that later imports bring. Raises PassageError.
    """
    return _redact(
        comment.article_id, comment, passage, reason, moderator=moderator, is_standing=is_standing
    )


def redact_article(
    article: Article,
    *,
    passage: str,
    moderator: AbstractBaseUser | None,
    reason: str,
    is_standing: bool = False,
) -> Outcome:
    """The same for an article's own title, text, image caption and credit."""
    return _redact(
        article.pk, article, passage, reason, moderator=moderator, is_standing=is_standing
    )


def _redact(
    article_id: int,
    target: Article | Comment,
    passage: str,
    reason: str,
    *,
    moderator: AbstractBaseUser | None,
    is_standing: bool,
) -> Outcome:
    reason = " ".join(reason.split())
    check_passage(passage, reason, is_standing=is_standing)
    with transaction.atomic():
        lock_articles([article_id])
        target = type(target).objects.get(pk=target.pk)
        made = _cut_out(target, passage, reason, is_standing=is_standing, whole_words=False)
        if not made:
            raise PassageError(_missing(target, passage))
        if is_standing:
            for other in _holding(article_id, passage):
                made += _cut_out(other, passage, reason, is_standing=True, whole_words=True)
        _record(made, moderator=moderator, reason=reason)
        forget_passage(article_id, passage)
        redact_reports(article_id, passage, reason)
        touch_articles([article_id])
    return _outcome(made)


def check_passage(passage: str, reason: str, *, is_standing: bool = False) -> None:
    """Raises PassageError, with a sentence, for what cannot be redacted so."""
    letters = sum(character.isalnum() for character in fold(passage)[0])
    if not fold(passage)[0].strip():
        raise PassageError(_("Select the words to take out: nothing but white space is chosen."))
    if is_standing and letters < SHORTEST_STANDING:
        raise PassageError(
            _("Fewer than four letters stand in too many words to be taken out everywhere.")
        )
    if not reason:
        raise PassageError(_("Say why: readers are shown the reason in place of the words."))
    if len(reason) > LONGEST_REASON:
        raise PassageError(_("The reason stands in the text: 200 characters at most."))
    if holds_passage(reason, passage):
        raise PassageError(_("The reason repeats the passage, and so would show it."))


def _missing(target: Article | Comment, passage: str) -> str:
    in_scar = any(holds_passage(getattr(target, name), passage) for name in fields_of(target))
    if in_scar:
        return _("These words stand in the mark of an earlier redaction only.")
    return _(
        "The passage does not stand in this text. Copy it from there: line ends, spaces and case "
        "may differ, words may not."
    )


def redact_again(article_id: int, *, comment_ids: Iterable[int], has_article: bool) -> Outcome:
    """Take out of new texts what moderators took out of others of the article.

    For whoever writes texts from dumps, inside the transaction that locks the article: what
    is everywhere goes from every text, and the rest from other versions of the same
    author's comment.
    """
    rules = list(Redaction.objects.filter(article=article_id).select_related("comment"))
    made: list[Redaction] = []
    if rules:
        texts: list[Article | Comment] = list(Comment.objects.filter(pk__in=list(comment_ids)))
        if has_article:
            texts.append(Article.objects.get(pk=article_id))
        for text in texts:
            for rule in rules:
                if _concerns(rule, text):
                    made += _cut_out(
                        text, rule.passage, rule.reason, is_standing=rule.is_standing,
                        whole_words=True,
                    )  # fmt: skip
        for reason, group in _by_reason(made):
            _record(group, moderator=None, reason=reason)
    return _outcome(made)


def _concerns(rule: Redaction, text: Article | Comment) -> bool:
    if rule.is_standing:
        return True
    if isinstance(text, Article):
        return rule.owner == Owner.ARTICLE
    return bool(rule.comment and rule.comment.author_name == text.author_name)


def _by_reason(made: Sequence[Redaction]) -> Iterator[tuple[str, list[Redaction]]]:
    for reason in dict.fromkeys(redaction.reason for redaction in made):
        yield reason, [redaction for redaction in made if redaction.reason == reason]


def find_in_article(article_id: int, passage: str) -> Found:
    """Where a passage stands that is to be taken out everywhere."""
    article, comments = 0, Counter[int]()
    for text in _holding(article_id, passage):
        count = sum(
            len(_free_spans(text, name, passage, whole_words=True)) for name in fields_of(text)
        )
        if isinstance(text, Article):
            article += count
        elif count:
            comments[text.pk] += count
    return Found(article, dict(comments))


def count_in(text: Article | Comment, passage: str) -> int:
    """How often a passage stands in one text."""
    return sum(len(_free_spans(text, name, passage, whole_words=False)) for name in fields_of(text))


def fields_of(text: models.Model) -> tuple[str, ...]:
    return FIELDS[Owner(text._meta.model_name)]


def _holding(article_id: int, passage: str) -> Iterator[Article | Comment]:
    """The texts of an article that hold the passage, scars included."""
    article = Article.objects.get(pk=article_id)
    if any(holds_passage(getattr(article, name), passage) for name in FIELDS[Owner.ARTICLE]):
        yield article
    rows = Comment.objects.filter(article=article_id).order_by("position")
    found = [
        pk
        for pk, *texts in rows.values_list("pk", *FIELDS[Owner.COMMENT]).iterator()
        if any(holds_passage(text, passage) for text in texts)
    ]
    for start in range(0, len(found), 500):
        yield from Comment.objects.filter(pk__in=found[start : start + 500]).order_by("position")


def _cut_out(
    text: Article | Comment, passage: str, reason: str, *, is_standing: bool, whole_words: bool
) -> list[Redaction]:
    """Redact every field of one row that holds the passage, and write the row."""
    made: list[Redaction] = []
    for name in fields_of(text):
        spans = find_passage(getattr(text, name), passage, whole_words=whole_words)
        # Most texts do not hold it, and need not be asked for their scars.
        scars = scars_of(text, name) if spans else []
        cuts = plan_cuts(spans, scars)
        # From the end, so that the places before stay what they are.
        made += [
            _cut(text, name, cut, scars, reason, is_standing=is_standing) for cut in reversed(cuts)
        ]
    if made:
        _write(text)
    return made


def _free_spans(
    text: Article | Comment, name: str, passage: str, *, whole_words: bool
) -> list[Cut]:
    spans = find_passage(getattr(text, name), passage, whole_words=whole_words)
    return plan_cuts(spans, scars_of(text, name)) if spans else []


def _cut(
    text: Article | Comment,
    name: str,
    cut: Cut,
    scars: list[Redaction],
    reason: str,
    *,
    is_standing: bool,
) -> Redaction:
    value = getattr(text, name)
    words = value[cut.start : cut.end]
    made = Redaction.objects.create(
        **owner_values(text),
        field=name,
        place=cut.start,
        scar=scar_words(reason),
        words=words,
        passage=clear_words(words, cut.start, cut.inner),
        reason=reason,
        is_standing=is_standing,
    )
    for scar in cut.inner:
        scars.remove(scar)
        scar.within, scar.place = made, scar.place - cut.start
        scar.save(update_fields=["within", "place"])
    setattr(text, name, replace_stretch(value, cut.start, cut.end, made.scar, scars))
    Redaction.objects.bulk_update(scars, ["place"])
    scars.append(made)
    return made


def owner_values(text: Article | Comment) -> dict[str, object]:
    if isinstance(text, Article):
        return {"article": text, "owner": Owner.ARTICLE}
    return {"article_id": text.article_id, "owner": Owner.COMMENT, "comment": text}


def scars_of(text: Article | Comment, name: str) -> list[Redaction]:
    """The redactions whose scars stand in a field, at their places in it as it is now."""
    scars = _kept_scars(text, name)
    value = getattr(text, name)
    if any(value[scar.place : scar.end] != scar.scar for scar in scars):
        return find_scars(value, scars)
    return scars


def _kept_scars(text: Article | Comment, name: str) -> list[Redaction]:
    """The same as the rows say: whoever edits a text by another way may move them."""
    rows = Redaction.objects.filter(field=name, within=None, place__isnull=False)
    if isinstance(text, Article):
        rows = rows.filter(article=text, owner=Owner.ARTICLE)
    else:
        rows = rows.filter(comment=text)
    return list(rows.order_by("place"))


def render_text(text: Article | Comment) -> SafeString:
    """Its body as safe HTML. An article that is redacted loses its headings and lists."""
    return render_comment(text.body_text, places(scars_of(text, "body_text")))


def _write(text: Article | Comment) -> None:
    """Write the fields that may be redacted, and what follows from them."""
    values = {name: getattr(text, name) for name in fields_of(text)}
    if not isinstance(text, Article) or scars_of(text, "body_text"):
        values["body_html"] = text.body_html = render_text(text)
    if isinstance(text, Article):
        slug = slugify(text.title, allow_unicode=True)[:80].strip("-")
        values["slug"] = text.slug = slug or "article"
    type(text).objects.filter(pk=text.pk).update(**values)


def settle_scars(comment: Comment, values: dict[str, str]) -> None:
    """Find the scars of a comment again in texts that a correction gives it.

    `values` holds the new `subject` or `body_text`; a new text gets its HTML beside it.
    """
    for name in FIELDS[Owner.COMMENT]:
        if name in values:
            scars = _kept_scars(comment, name)
            standing = find_scars(values[name], scars)
            Redaction.objects.bulk_update(scars, ["place"])
            if name == "body_text":
                values["body_html"] = render_comment(values[name], places(standing))


def write_text(comment: Comment, text: str) -> None:
    """Give a comment another text, its scars found again in it and its HTML made anew.

    The instance stays as it was read.
    """
    values: dict[str, str] = {"body_text": text}
    settle_scars(comment, values)
    Comment.objects.filter(pk=comment.pk).update(**values)


def part_scars(first: Comment, second: Comment, at: int) -> None:
    """Give a comment that was split off the scars of its text, which began at `at`."""
    for scar in scars_of(first, "body_text"):
        if scar.place >= at:
            scar.comment, scar.place = second, scar.place - at
            scar.save(update_fields=["comment", "place"])


def join_scars(first: Comment, second: Comment) -> None:
    """Give a comment the redactions of one whose text is to follow its own.

    Its subject goes, and with it the scars of that. `settle_scars` finds the others' places.
    """
    Redaction.objects.filter(comment=second, field="subject", within=None).update(place=None)
    standing = Redaction.objects.filter(comment=second, within=None, place__isnull=False)
    standing.update(place=models.F("place") + len(first.body_text))
    Redaction.objects.filter(comment=second).update(comment=first)


def clear_text(comment: Comment) -> str:
    """Its text with what was redacted in it, for comparing it with dumps; never to be shown."""
    return clear_words(comment.body_text, 0, scars_of(comment, "body_text"))


def restore_passage(
    redaction: Redaction, *, moderator: AbstractBaseUser | None, reason: str
) -> Redaction:
    """Put a passage back where its scar is, and log it."""
    with transaction.atomic():
        lock_articles([redaction.article_id])
        done = undo_redaction(redaction)
        record_acts(Verb.RESTORE, [done], moderator=moderator, reason=reason)
        touch_articles([redaction.article_id])
    return redaction


def undo_redaction(redaction: Redaction, *, undoes: int | None = None) -> Done:
    """Put a passage back where its scar is; what the log is to hold of it.

    Redactions within it keep their scars. Where its own was edited away the text stays, and
    only its dumps show the passage again. Call it in a transaction that locks the article.
    """
    with transaction.atomic():
        kept = Redaction.objects.select_related("within").get(pk=redaction.pk)
        inner = list(kept.inner.filter(place__isnull=False).order_by("place"))
        if kept.within and kept.place is not None:
            _put_back_within(kept, inner)
        elif kept.place is not None:
            _put_back(kept, inner)
        kept.inner.filter(within=kept).exclude(pk__in=[i.pk for i in inner]).update(within=None)
        before = {"redaction": kept.pk}
        kept.delete()
    return _done(redaction)._replace(before=before, after={}, undoes=undoes)


def _put_back(kept: Redaction, inner: list[Redaction]) -> None:
    owner = kept.comment if kept.owner == Owner.COMMENT else kept.article
    if owner is None:
        return
    owner = type(owner).objects.get(pk=owner.pk)
    scars = {scar.pk: scar for scar in scars_of(owner, kept.field)}
    if kept.pk not in scars:
        return
    kept = scars.pop(kept.pk)
    others = list(scars.values())
    value = replace_stretch(getattr(owner, kept.field), kept.place, kept.end, kept.words, others)
    setattr(owner, kept.field, value)
    _hand_on(kept, inner, others, to=None)
    was_body = kept.field == "body_text"
    Redaction.objects.filter(pk=kept.pk).update(place=None)
    _write(owner)
    if was_body and isinstance(owner, Article) and not scars_of(owner, "body_text"):
        html = render_comment(owner.body_text)
        Article.objects.filter(pk=owner.pk).update(body_html=html)


def _put_back_within(kept: Redaction, inner: list[Redaction]) -> None:
    outer = kept.within
    if outer.words[kept.place : kept.end] != kept.scar:
        return
    others = list(outer.inner.filter(place__isnull=False).exclude(pk=kept.pk))
    outer.words = replace_stretch(outer.words, kept.place, kept.end, kept.words, others)
    outer.save(update_fields=["words"])
    _hand_on(kept, inner, others, to=outer)


def _hand_on(
    kept: Redaction, inner: list[Redaction], others: list[Redaction], *, to: Redaction | None
) -> None:
    """What lay within a passage lies beside it once it is back."""
    for scar in inner:
        scar.place += kept.place
        scar.within = to
    Redaction.objects.bulk_update([*inner, *others], ["place", "within"])


def forget_passage(article_id: int, passage: str) -> int:
    """Empty the words of those acts on an article in the log that hold the passage."""
    words = ModerationWords.objects.filter(action__article_id=article_id, erased_at=None)
    holding = [
        pk
        for pk, *values in words.values_list("pk", "reason", "before", "after")
        if any(holds_passage(text, passage) for value in values for text in texts_in(value))
    ]
    return forget_words(holding)


def redact_reports(article_id: int, passage: str, reason: str) -> None:
    """What readers wrote about comments of an article may quote the passage too."""
    reports = Report.objects.filter(comment__article=article_id)
    for pk, words in reports.values_list("pk", "words"):
        spans = find_passage(words, passage)
        for start, end in reversed(spans):
            words = words[:start] + scar_words(reason) + words[end:]
        if spans:
            Report.objects.filter(pk=pk).update(words=words)


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value of JSON, the names of its fields included; no recursion."""
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            pending += [*each, *each.values()]
        elif isinstance(each, list):
            pending += each


def _record(made: Sequence[Redaction], *, moderator: AbstractBaseUser | None, reason: str) -> None:
    if made:
        done = [_done(redaction) for redaction in made]
        record_acts(Verb.REDACT, done, moderator=moderator, reason=reason)


def _done(redaction: Redaction) -> Done:
    """The log keeps which redaction it was, and none of the words."""
    pk = redaction.comment_id if redaction.owner == Owner.COMMENT else redaction.article_id
    after = {"redaction": redaction.pk, "field": redaction.field}
    return Done(redaction.owner, pk or 0, redaction.article_id, {}, after)


def _outcome(made: Sequence[Redaction]) -> Outcome:
    comments = {redaction.comment_id for redaction in made if redaction.comment_id}
    return Outcome(list(made), sorted(comments), any(r.owner == Owner.ARTICLE for r in made))
