"""A synthetic archive for measuring: invented words in the frequencies of real text."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction

from archive.search.indexing import index_article
from articles.models import Article, ArticleTag, Site, Tag
from comments.identifiers import reserve_ids
from comments.models import Comment, Commenter
from comments.tree import number_discussion

VOCABULARY = 60_000
WORDS_A_COMMENT = 40
COMMENTS_AN_ARTICLE = 100
SITES, TAGS, PEOPLE = 12, 200, 3_000
START = datetime(2008, 1, 1, tzinfo=UTC)


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


def build(count: int, report: Callable[[str], None]) -> dict[str, float]:
    """Fill an empty archive; seconds spent on comments and on their index."""
    language = Language(seed=7)
    choose = language.random
    sites = [Site.objects.create(name=f"Site {n}") for n in range(SITES)]
    tags = [Tag.objects.create(name=f"Tag {n}", slug=f"tag-{n}") for n in range(TAGS)]
    people = Commenter.objects.bulk_create(
        [Commenter(site=sites[n % SITES], name=language.text(2) + f" {n}") for n in range(PEOPLE)]
    )
    spent = {"comments": 0.0, "index": 0.0}
    for number in range(count // COMMENTS_AN_ARTICLE):
        texts = [language.text(choose.randint(5, 2 * WORDS_A_COMMENT - 5)) for _ in range(100)]
        with transaction.atomic():
            began = time.perf_counter()
            article = _article(number, language, choose.choice(sites), choose.sample(tags, 3))
            _comments(article, texts, choose, people)
            between = time.perf_counter()
            index_article(article.pk)
            spent["comments"] += between - began
            spent["index"] += time.perf_counter() - between
        if number % 1000 == 999:
            report(f"{(number + 1) * COMMENTS_AN_ARTICLE:,} comments, {spent}")
    return spent


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


def _comments(
    article: Article, texts: list[str], choose: random.Random, people: list[Commenter]
) -> None:
    parents = [n - 1 if n % 3 else None for n in range(len(texts))]
    ids = reserve_ids(Comment, len(texts), using="default")
    rows = []
    for place, text in zip(number_discussion(parents), texts, strict=True):
        index = len(rows)
        person = choose.choice(people)
        rows.append(
            Comment(
                pk=ids[index],
                article=article,
                parent_id=None if parents[index] is None else ids[parents[index]],
                parent_certainty="indent",
                position=place.position,
                commenter=person,
                author_name=person.name,
                posted_at=article.published + timedelta(minutes=index * 7),
                posted_precision="minute",
                body_text=text,
                body_html=f"<p>{text}</p>",
                source_key=str(index),
                tree_id=ids[place.root],
                lft=place.lft,
                rght=place.rght,
                level=place.level,
            )
        )
    Comment.objects.bulk_create(rows, batch_size=500)
