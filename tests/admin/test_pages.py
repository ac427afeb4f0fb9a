"""Every page of every model is opened: Django ignores a misspelt admin option silently."""

import pytest
from django.contrib import admin
from django.urls import reverse

from archive.models import Acceptance, Dump, Excerpt, ImportRun, LedgerEntry
from archive.search.indexing import index_article
from articles.models import Article, ModerationAction, Site, Tag
from comments.models import Comment, Commenter, ErasedPerson, Redaction, Report
from tests.admin.builders import HOSTILE, build_user

OBJECTS = {
    Site: "site", Tag: "tag", Article: "article", Commenter: "commenter", ImportRun: "run",
    Dump: "dump", Excerpt: "excerpt", LedgerEntry: "entry", ModerationAction: "act",
    Redaction: "redaction", ErasedPerson: "erased", Report: "report", Acceptance: "acceptance",
}  # fmt: skip
READ_ONLY = [
    Commenter, ImportRun, Dump, Excerpt, LedgerEntry, ModerationAction, Redaction, ErasedPerson,
    Report, Acceptance,
]  # fmt: skip
MODELS = [*OBJECTS, Comment]


def object_of(archive, model):
    return archive.comments[1] if model is Comment else getattr(archive, OBJECTS[model])


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_model_of_the_archive_is_registered():
    assert {
        model for model in admin.site._registry if not model.__module__.startswith("django")
    } == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["changelist", "change", "history"])
def test_page_opens(admin_client, archive, model, page):
    args = [] if page == "changelist" else [object_of(archive, model).pk]
    response = admin_client.get(address(model, page, *args))
    assert response.status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_page_to_add_opens_where_adding_is_offered(admin_client, archive, model):
    expected = 200 if model in (Site, Tag) else 403
    assert admin_client.get(address(model, "add")).status_code == expected


@pytest.mark.parametrize("model", MODELS)
def test_page_to_delete_opens_where_deletion_is_offered(admin_client, archive, model):
    expected = 403 if model in READ_ONLY else 200
    response = admin_client.get(address(model, "delete", object_of(archive, model).pk))
    assert response.status_code == expected


@pytest.mark.parametrize("model", MODELS)
def test_whoever_may_only_view_can_open_list_and_object(client, archive, model):
    own = {Redaction: "read_redacted", ErasedPerson: "erase_person"}
    codename = own.get(model, f"view_{model._meta.model_name}")
    client.force_login(build_user(f"{model._meta.app_label}.{codename}"))
    assert client.get(address(model, "changelist")).status_code == 200
    response = client.get(address(model, "change", object_of(archive, model).pk))
    assert response.status_code == 200
    assert b'name="_save"' not in response.content


def test_whoever_may_only_view_an_article_reads_its_tags(client, archive):
    client.force_login(build_user("articles.view_article"))
    page = client.get(address(Article, "change", archive.article.pk)).content.decode()
    assert archive.tag.name in page


@pytest.mark.parametrize("model", READ_ONLY)
def test_read_only_model_refuses_every_write(admin_client, archive, model):
    row = object_of(archive, model)
    before = model.objects.values().get(pk=row.pk)
    for page, args in [("add", []), ("change", [row.pk]), ("delete", [row.pk])]:
        response = admin_client.post(address(model, page, *args), {"post": "yes", "name": "x"})
        assert response.status_code == 403
    assert model.objects.values().get(pk=row.pk) == before


@pytest.mark.parametrize("model", MODELS)
def test_search_finds(admin_client, archive, model):
    index_article(archive.article.pk)
    words = {Comment: "second line", ImportRun: str(archive.run.pk), Article: "Article", Tag: "t"}
    words[ModerationAction] = str(archive.act.target_id)
    words[Report] = words[Acceptance] = str(archive.comments[0].pk)
    response = admin_client.get(address(model, "changelist"), {"q": words.get(model, "e")})
    assert response.status_code == 200
    if model is not Excerpt:
        assert response.context["cl"].result_count >= 1


@pytest.mark.parametrize("model", MODELS)
def test_every_choice_of_every_filter_answers(admin_client, archive, model):
    address_of_list = address(model, "changelist")
    changelist = admin_client.get(address_of_list).context["cl"]
    for spec in changelist.filter_specs:
        for choice in spec.choices(changelist):
            response = admin_client.get(address_of_list + choice["query_string"])
            assert response.status_code == 200, choice


@pytest.mark.parametrize(
    ("model", "parameter", "name"),
    [
        (Comment, "article__id__exact", "article"),
        (Comment, "commenter__id__exact", "commenter"),
        (Article, "site__id__exact", "site"),
        (Article, "tags__id__exact", "tag"),
        (Commenter, "site__id__exact", "site"),
        (Dump, "article__id__exact", "article"),
        (Dump, "run__id__exact", "run"),
        (Excerpt, "dump__id__exact", "dump"),
        (LedgerEntry, "dump__id__exact", "dump"),
        (LedgerEntry, "dump__article__id__exact", "article"),
    ],
)
def test_filter_by_one_object(admin_client, archive, model, parameter, name):
    list_address = address(model, "changelist")
    response = admin_client.get(list_address, {parameter: getattr(archive, name).pk})
    assert response.status_code == 200
    assert response.context["cl"].result_count >= 1
    assert admin_client.get(list_address, {parameter: 10**9}).context["cl"].result_count == 0


def test_filter_by_nonsense_is_dropped(admin_client, archive):
    response = admin_client.get(address(Comment, "changelist"), {"article__id__exact": "x"})
    assert response.status_code == 302
    assert response.url.endswith("?e=1")


@pytest.mark.parametrize("page", ["index", "password_change", "logout"])
def test_page_of_the_admin_itself_opens(admin_client, page):
    assert admin_client.get(reverse(f"admin:{page}")).status_code in (200, 405)


def test_index_has_the_archives_name_and_moderation_first(admin_client, archive):
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert "Comment Archive" in page and "Django administration" not in page
    assert page.index("To look at") < page.index("app-comments") < page.index("app-articles")
    assert page.index("app-archive") < page.index("app-auth")
    assert 'href="/"' in page


def test_index_hides_queues_from_those_who_may_not_see_them(client, db):
    client.force_login(build_user("archive.view_dump"))
    assert "To look at" not in client.get(reverse("admin:index")).content.decode()


@pytest.fixture
def hostile(archive):
    """The same archive, every text of which is an attack."""
    Site.objects.update(name=HOSTILE)
    Tag.objects.update(name=HOSTILE)
    Article.objects.update(
        title=HOSTILE, title_text=HOSTILE, author_name=HOSTILE, body_text=HOSTILE,
        published_text=HOSTILE, state_reason=HOSTILE, image_caption=HOSTILE,
    )  # fmt: skip
    Commenter.objects.update(name=HOSTILE)
    Comment.objects.update(
        author_name=HOSTILE, author_text=HOSTILE, posted_text=HOSTILE, subject=HOSTILE,
        body_text=HOSTILE, state_reason=HOSTILE, posted_at=None, posted_precision=None,
    )  # fmt: skip
    ImportRun.objects.update(options={HOSTILE: HOSTILE}, report=[HOSTILE])
    Dump.objects.update(
        path=HOSTILE, content=HOSTILE.encode(), dialect=HOSTILE[:40],
        sections=[[HOSTILE, 1, 2, None, HOSTILE]],
    )  # fmt: skip
    LedgerEntry.objects.update(code=HOSTILE, decision=HOSTILE)
    return archive


@pytest.mark.parametrize("model", MODELS)
def test_hostile_text_is_escaped_on_every_page(admin_client, hostile, model):
    pk = object_of(hostile, model).pk
    addresses = [address(model, "changelist"), address(model, "change", pk)]
    addresses += [address(model, "history", pk)]
    if model not in READ_ONLY:
        addresses.append(address(model, "delete", pk))
    if model in (Article, Comment):
        addresses += [address(model, "hide", pk), f"{addresses[0]}?q=script"]
    if model is Comment:
        addresses.append(f"{addresses[0]}?article__id__exact={hostile.article.pk}")
    for opened in addresses:
        page = admin_client.get(opened)
        assert page.status_code == 200, opened
        assert b"<script>alert" not in page.content, opened
        assert b"<img src=x" not in page.content, opened


def test_bytes_of_a_dump_are_never_printed(admin_client, archive):
    Dump.objects.update(content=b"\xff\xfe<b>raw</b>", encoding="utf-8")
    page = admin_client.get(address(Dump, "change", archive.dump.pk)).content.decode()
    assert "&lt;b&gt;raw&lt;/b&gt;" in page
    assert "\\xff" not in page and "<b>raw" not in page


def test_long_dump_is_cut_with_a_note(admin_client, archive):
    Dump.objects.update(content=b"x" * 30_000)
    page = admin_client.get(address(Dump, "change", archive.dump.pk)).content.decode()
    assert "The first 20,000 of 30,000 characters." in page
    assert "x" * 20_001 not in page


@pytest.mark.parametrize("model", [Article, Comment, Commenter])
@pytest.mark.parametrize("number", ["abc", "999999999", "9" * 30, "_3B"])
def test_history_of_what_is_not_there_is_not_found(admin_client, archive, model, number):
    assert admin_client.get(address(model, "history", number)).status_code == 404


@pytest.mark.parametrize(
    ("model", "page"), [(Comment, "move"), (Comment, "merge"), (Commenter, "merge")]
)
def test_search_for_what_no_text_holds_answers(admin_client, archive, model, page):
    place = address(model, page, object_of(archive, model).pk)
    assert admin_client.get(place, {"q": "a\x00b"}).status_code == 200
