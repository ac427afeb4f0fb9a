"""A synthetic archive for measuring: invented words in the frequencies of real text."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction

from archive.search.indexing import index_article
from articles.bulk import insert_rows
from articles.identifiers import reserve_ids
from articles.models import Article, ArticleTag, Site, Tag
from comments.models import Comment, Commenter
from comments.tree import number_discussion

VOCABULARY = 60_000
WORDS_A_COMMENT = 40
COMMENTS_AN_ARTICLE = 100
SITES, TAGS, PEOPLE = 12, 200, 3_000
START = datetime(2008, 1, 1, tzinfo=UTC)


COLUMNS = (
    "id article_id parent_id position commenter_id author_name posted_at posted_precision "
    "body_text body_html source_key tree_id lft rght level"
).split()
ARTICLES_A_TRANSACTION = 20


class Language:
    """Words of two to four syllables; the nth is as frequent as 1/n (Zipf)."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            count = self.random.choice((2, 3, 3, 4))
            words["".join(self.random.choices(syllables, k=count))] = None
        self.words = list(words)
        self._weights = list(itertools.accumulate(1 / (n + 3) for n in range(VOCABULARY)))

    def text(self, length: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=length))


def build(count: int, report: Callable[[str], None]) -> None:
    """Fill an empty archive with this many comments and index them."""
    language = Language(seed=7)
    choose = language.random
    sites = [Site.objects.create(name=f"Site {n}") for n in range(SITES)]
    tags = [Tag.objects.create(name=f"Tag {n}", slug=f"tag-{n}") for n in range(TAGS)]
    people = Commenter.objects.bulk_create(
        [Commenter(site=sites[n % SITES], name=language.text(2) + f" {n}") for n in range(PEOPLE)]
    )
    articles = range(count // COMMENTS_AN_ARTICLE)
    for start in articles[::ARTICLES_A_TRANSACTION]:
        with transaction.atomic():
            for number in articles[start : start + ARTICLES_A_TRANSACTION]:
                article = _article(number, language, choose.choice(sites), choose.sample(tags, 3))
                _comments(article, language, people)
                index_article(article.pk)
        if start % 1_000 == 0:
            report(f"{start * COMMENTS_AN_ARTICLE:,} comments")


def _article(number: int, language: Language, site: Site, tags: list[Tag]) -> Article:
    article = Article.objects.create(
        site=site,
        title=language.text(6),
        slug=f"article-{number}",
        source_key=f"{number}",
        published=START + timedelta(hours=number * 9 % 100_000),
        published_precision="minute",
        body_text=language.text(300),
        comment_count=COMMENTS_AN_ARTICLE,
    )
    ArticleTag.objects.bulk_create(
        ArticleTag(article=article, tag=tag, position=place) for place, tag in enumerate(tags)
    )
    return article


def _comments(article: Article, language: Language, people: list[Commenter]) -> None:
    choose = language.random
    lengths = (choose.randint(5, 2 * WORDS_A_COMMENT - 5) for _ in range(COMMENTS_AN_ARTICLE))
    texts = [language.text(length) for length in lengths]
    parents = [n - 1 if n % 3 else None for n in range(len(texts))]
    ids = reserve_ids(Comment, len(texts), using="default")
    rows = []
    for index, (place, text) in enumerate(zip(number_discussion(parents), texts, strict=True)):
        person = choose.choice(people)
        parent = parents[index]
        moment = article.published + timedelta(minutes=index * 7)
        rows.append(
            (ids[index], article.pk, None if parent is None else ids[parent], place.position,
             person.pk, person.name, moment, "minute", text, f"<p>{text}</p>", str(index),
             ids[place.root], place.lft, place.rght, place.level)
        )  # fmt: skip
    insert_rows(Comment, COLUMNS, rows)
