"""What can be edited by hand, what cannot, and what follows from an edit."""

from datetime import UTC, datetime

import html5lib
import pytest
from django.contrib import admin
from django.urls import reverse

from archive.models import Dump
from archive.search.checking import count_stale_entries
from archive.search.indexing import index_article
from articles.models import Article, Site, Tag
from comments.models import Comment
from tests.admin.builders import build_discussion, build_tag, build_user

TREE = {"tree_id", "lft", "rght", "level", "position", "parent", "article", "id"}
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def change(model, pk):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


def values_of(response):
    """What a browser would send back from the form as it stands."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    form = page.find(".//div[@id='content-main']/form")
    values = {}
    for field in form.iter():
        name = field.get("name") if field.tag in ("input", "textarea", "select") else None
        if not name or field.get("type") == "submit":
            continue
        if field.tag == "textarea":
            # The first line end after the tag is not content; the others are sent as CRLF.
            values[name] = (field.text or "").removeprefix("\n").replace("\n", "\r\n")
        elif field.tag == "select":
            values[name] = [
                o.get("value") for o in field.iter("option") if o.get("selected") is not None
            ]
        else:
            values[name] = field.get("value", "")
    return values


@pytest.fixture
def comment(archive):
    Article.objects.update(changed_at=LONG_AGO)
    return archive.comments[1]


@pytest.mark.parametrize("name", ["site", "tag", "article", "run", "dump", "excerpt", "entry"])
def test_columns_of_the_tree_are_in_no_form(admin_client, archive, name):
    for row in (getattr(archive, name), archive.comments[1], archive.commenter):
        fields = values_of(admin_client.get(change(type(row), row.pk)))
        assert not TREE & set(fields)
        assert not {"state", "body_html", "author_text", "posted_text"} & set(fields)


def test_sent_columns_of_the_tree_are_ignored(admin_client, comment):
    before = Comment.objects.values(*TREE).get(pk=comment.pk)
    values = values_of(admin_client.get(change(Comment, comment.pk)))
    sent = {**values, "author_name": "Adeline", **dict.fromkeys(TREE, "99")}
    assert admin_client.post(change(Comment, comment.pk), sent).status_code == 302
    assert Comment.objects.values(*TREE).get(pk=comment.pk) == before


def test_form_sent_back_untouched_changes_nothing(admin_client, comment):
    before = Comment.objects.values().get(pk=comment.pk)
    values = values_of(admin_client.get(change(Comment, comment.pk)))
    assert admin_client.post(change(Comment, comment.pk), values).status_code == 302
    assert Comment.objects.values().get(pk=comment.pk) == before
    assert Article.objects.get().changed_at == LONG_AGO


def test_edited_text_is_rendered_anew(admin_client, comment):
    values = values_of(admin_client.get(change(Comment, comment.pk)))
    values["body_text"] = "one\r\n\r\ntwo <i>"
    assert admin_client.post(change(Comment, comment.pk), values).status_code == 302
    comment.refresh_from_db()
    assert comment.body_text == "one\n\ntwo <i>"
    assert comment.body_html == "<p>one</p>\n<p>two &lt;i&gt;</p>"
    assert Article.objects.get().changed_at > LONG_AGO


def test_search_finds_corrected_words_and_old_ones_no_more(admin_client, comment):
    index_article(comment.article_id)
    values = values_of(admin_client.get(change(Comment, comment.pk)))
    values["body_text"] = "quincunx"
    admin_client.post(change(Comment, comment.pk), values)
    assert count_stale_entries(comment.article_id) == 0
    values = values_of(admin_client.get(change(Article, comment.article_id)))
    admin_client.post(change(Article, comment.article_id), {**values, "title": "Corrected"})
    assert count_stale_entries(comment.article_id) == 0
    admin_client.post(delete(Comment, comment.article.comments.last().pk), {"post": "yes"})
    assert count_stale_entries(comment.article_id) == 0


def test_renamed_tag_asks_for_a_new_index(admin_client, archive):
    address = change(Tag, archive.tag.pk)
    page = admin_client.post(address, {"name": "Renamed"}, follow=True).content.decode()
    assert "rebuild_search_index" in page


def test_words_as_written_stand_beside_the_reading(admin_client, comment):
    page = admin_client.get(change(Comment, comment.pk)).content.decode()
    assert "<q>Reader 1 says:</q>" in page
    assert "<q>September 30, 2015 at 4:52 pm</q>" in page
    assert 'name="author_text"' not in page and 'name="posted_text"' not in page


def test_times_are_on_the_clock_of_the_page(admin_client, comment):
    values = values_of(admin_client.get(change(Comment, comment.pk)))
    assert (values["posted_at_0"], values["posted_at_1"]) == ("2015-09-30", "16:52:00")
    values["posted_at_1"] = "17:00:00"
    assert admin_client.post(change(Comment, comment.pk), values).status_code == 302
    comment.refresh_from_db()
    assert comment.posted_at == datetime(2015, 9, 30, 15, 0, tzinfo=UTC)


def test_time_and_precision_are_known_together(admin_client, comment):
    values = values_of(admin_client.get(change(Comment, comment.pk)))
    page = admin_client.post(change(Comment, comment.pk), {**values, "posted_precision": ""})
    assert "Say how finely the page gives the time." in page.content.decode()
    untimed = {**values, "posted_at_0": "", "posted_at_1": ""}
    page = admin_client.post(change(Comment, comment.pk), untimed)
    assert "An unknown time has no precision." in page.content.decode()
    both = {**untimed, "posted_precision": ""}
    assert admin_client.post(change(Comment, comment.pk), both).status_code == 302
    comment.refresh_from_db()
    assert comment.posted_at is None


def test_lines_of_the_dump_stand_beside_the_text(admin_client, archive):
    page = admin_client.get(change(Comment, archive.comments[0].pk)).content.decode()
    assert "Reader 0 says:\nFirst line</pre>" in page


def test_article_is_corrected_and_its_counts_stay(admin_client, archive):
    Article.objects.update(changed_at=LONG_AGO)
    values = values_of(admin_client.get(change(Article, archive.article.pk)))
    new = build_tag()
    sent = {**values, "title": "Corrected", "keywords": [archive.tag.pk, new.pk]}
    sent["comment_count"] = 99
    assert admin_client.post(change(Article, archive.article.pk), sent).status_code == 302
    article = Article.objects.get()
    assert (article.title, article.title_text) == ("Corrected", "Article as written")
    assert (article.comment_count, article.changed_at > LONG_AGO) == (7, True)
    assert list(article.tags.order_by("articletag__position")) == [archive.tag, new]


@pytest.mark.parametrize(("model", "name"), [(Site, "site"), (Tag, "tag")])
def test_change_of_what_articles_show_tells_their_caches(admin_client, archive, model, name):
    Article.objects.update(changed_at=LONG_AGO)
    address = change(model, getattr(archive, name).pk)
    sent = {**values_of(admin_client.get(address)), "time_zone": "Europe/Rome", "name": "New"}
    assert admin_client.post(address, sent).status_code == 302
    assert Article.objects.get().changed_at > LONG_AGO


def test_what_later_imports_recognise_stays(admin_client, archive):
    sent = {"name": "Renamed", "slug": "renamed", "time_zone": "Europe/Rome", "home_page": ""}
    admin_client.post(change(Site, archive.site.pk), sent)
    admin_client.post(change(Tag, archive.tag.pk), sent)
    assert not Site.objects.filter(name="Renamed").exists()
    assert not Tag.objects.filter(slug="renamed").exists()


def delete(model, pk):
    return change(model, pk).replace("/change/", "/delete/")


def test_comment_with_replies_is_not_deleted_and_the_page_says_why(admin_client, archive):
    address = delete(Comment, archive.comments[0].pk)
    assert "2 replies, which would lose their place." in admin_client.get(address).content.decode()
    admin_client.post(address, {"post": "yes"})
    assert Comment.objects.count() == 7


def test_comment_without_replies_is_deleted_by_a_superuser(admin_client, archive):
    assert admin_client.post(delete(Comment, archive.comments[-1].pk), {"post": "yes"}).url
    assert (Comment.objects.count(), Article.objects.get().comment_count) == (6, 6)


@pytest.mark.parametrize("model", [Comment, Article, Site, Tag])
def test_permission_to_delete_is_not_enough(client, archive, model):
    name = model._meta.model_name
    client.force_login(build_user(f"{model._meta.app_label}.delete_{name}"))
    row = archive.comments[-1] if model is Comment else getattr(archive, name)
    assert client.post(delete(model, row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_article_is_deleted_with_all_that_hangs_on_it(admin_client, archive):
    build_discussion(archive.article, [None, 0, 1, 2])
    page = admin_client.get(delete(Article, archive.article.pk)).content.decode()
    assert "Comments: 11" in page and "Dumps: 1" in page
    admin_client.post(delete(Article, archive.article.pk), {"post": "yes"})
    assert not Article.objects.exists() and not Comment.objects.exists()
    assert not Dump.objects.exists()


def test_site_in_use_is_not_deleted(admin_client, archive):
    page = admin_client.get(delete(Site, archive.site.pk)).content.decode()
    assert "1 article" in page
    admin_client.post(delete(Site, archive.site.pk), {"post": "yes"})
    assert Site.objects.exists()


def test_deleted_tag_tells_the_caches_of_its_articles(admin_client, archive):
    Article.objects.update(changed_at=LONG_AGO)
    admin_client.post(delete(Tag, archive.tag.pk), {"post": "yes"})
    assert not Tag.objects.exists()
    assert Article.objects.get().changed_at > LONG_AGO


def test_no_list_offers_deletion_in_bulk(admin_client, archive):
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label in ("archive", "articles", "comments"):
            address = reverse(
                model_admin.opts.label_lower.replace(".", "_").join(["admin:", "_changelist"])
            )
            assert "delete_selected" not in admin_client.get(address).content.decode()
