"""A page's comments to rows of the tree."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from archive.dumps.records import Defect, ParsedComment, ParsedPage
from archive.importing.keys import comment_keys
from archive.importing.people import is_person
from archive.importing.times import is_on_clock, to_moment
from articles.models import Article, Site
from articles.rendering import render_comment
from comments.identifiers import reserve_ids
from comments.models import Comment, Commenter
from comments.tree import number_discussion, renumber_discussion

BATCH = 500


def load_discussion(
    article: Article, page: ParsedPage, *, site: Site | None, zone: ZoneInfo, defects: list[Defect]
) -> list[int]:
    """Add what is new in the page's discussion; the id of each of its comments, in its order.

    The article is locked by the caller. Comments that are known keep their row as it is:
    a moderator may have changed it. `defects` gains what only the site's clock can show.
    """
    keys = comment_keys(page.comments)
    known = dict(article.comments.order_by("position").values_list("source_key", "pk"))
    new = [index for index, key in enumerate(keys) if key not in known]
    ids = dict(zip(new, reserve_ids(Comment, len(new), using="default"), strict=True))
    comment_ids = [known.get(key) or ids[index] for index, key in enumerate(keys)]
    commenters = _commenters(site, [page.comments[index].author for index in new])
    rows = []
    for index in new:
        comment = page.comments[index]
        row = _row(comment, article, zone, defects, index)
        row.pk, row.source_key = comment_ids[index], keys[index]
        row.commenter_id = commenters.get(comment.author or "")
        row.parent_id = None if comment.parent is None else comment_ids[comment.parent]
        rows.append(row)
    _insert(rows)
    if known and rows:
        order = merged_order(list(known.values()), comment_ids)
        renumber_discussion(article.pk, order=order)
    return comment_ids


def merged_order(old: list[int], capture: list[int]) -> list[int]:
    """All comments: the old ones as they stood, each new one after what it follows here."""
    is_old = set(old)
    followers: dict[int | None, list[int]] = {}
    before = None
    for pk in capture:
        if pk in is_old:
            before = pk
        else:
            followers.setdefault(before, []).append(pk)
    order = followers.get(None, [])
    for pk in old:
        order += [pk, *followers.get(pk, [])]
    return order


def _insert(rows: list[Comment]) -> None:
    """Insert rows with their numbers, which are final if the article had no comments."""
    index_of = {row.pk: index for index, row in enumerate(rows)}
    places = number_discussion([index_of.get(row.parent_id) for row in rows])
    for row, place in zip(rows, places, strict=True):
        row.position, row.lft, row.rght = place.position, place.lft, place.rght
        row.level, row.tree_id = place.level, rows[place.root].pk
    Comment.objects.bulk_create(rows, batch_size=BATCH)


def _row(
    comment: ParsedComment, article: Article, zone: ZoneInfo, defects: list[Defect], index: int
) -> Comment:
    moment = to_moment(comment.posted, zone)
    if comment.posted and not is_on_clock(moment, comment.posted, zone):
        defects.append(
            Defect(
                code="time-not-on-clock",
                first_line=comment.first_line,
                last_line=comment.last_line,
                decision=f"{zone.key} skipped this hour for summer time; kept as the moment after.",
                comment=index,
            )
        )
    certainty = comment.parent_certainty
    return Comment(
        article=article,
        parent_certainty=certainty.value if certainty else None,
        author_name=comment.author or "",
        author_text=comment.author_text or "",
        posted_at=moment.value,
        posted_precision=moment.precision,
        posted_text=moment.text,
        subject=comment.subject or "",
        body_text=comment.body,
        body_html=render_comment(comment.body),
        kind=comment.kind.value,
    )


def _commenters(site: Site | None, names: list[str | None]) -> dict[str, int]:
    """Ids by name. Without a site nobody is the same person twice, so nobody is one."""
    people = sorted({name for name in names if name and is_person(name)})
    if site is None or not people:
        return {}
    # By name, so that two importers cannot wait for each other.
    Commenter.objects.bulk_create(
        [Commenter(site=site, name=name) for name in people],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    found: dict[str, int] = {}
    for start in range(0, len(people), BATCH):
        part = people[start : start + BATCH]
        found.update(Commenter.objects.filter(site=site, name__in=part).values_list("name", "pk"))
    return found
