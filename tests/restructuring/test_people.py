"""Merging commenters, imports afterwards, and parting them again."""

import pytest

from archive.importing.loader import Outcome
from archive.importing.rereading import reread_article
from archive.restructuring.people import find_merge, merge_commenters, undo_merge_commenters
from archive.search.indexing import index_article
from articles.log import ModerationAction
from articles.states import State
from comments.models import Comment, Commenter
from comments.moderation import correct_comment, hide_commenters
from comments.refusals import Refused
from tests.builders import make_commenter, make_site
from tests.importing.pages import a_comment
from tests.restructuring.reading import faults, find

pytestmark = pytest.mark.django_db

PAGE = [
    a_comment("One.", author="Ann Rowe"),
    a_comment("Two.", author="ann rowe"),
    a_comment("Three.", author="Bob"),
    a_comment("Four.", author="ann rowe"),
]


@pytest.fixture
def page(import_page):
    return import_page(*PAGE)


def person(name):
    return Commenter.objects.get(name=name)


@pytest.fixture
def merge(moderator):
    def merge(goes="ann rowe", stays="Ann Rowe"):
        return merge_commenters(
            person(goes), into=person(stays), moderator=moderator, reason="Same person"
        )

    return merge


@pytest.fixture
def part(moderator):
    def part(name="ann rowe"):
        return undo_merge_commenters(find_merge(person(name)), moderator=moderator)

    return part


def written_by(name):
    rows = Comment.objects.filter(commenter__name=name).in_reading_order()
    return [(comment.body_text, comment.author_name) for comment in rows]


def test_comments_are_the_others_and_keep_the_name_as_written(page, merge):
    assert merge() == 2
    expected = [("One.", "Ann Rowe"), ("Two.", "ann rowe"), ("Four.", "ann rowe")]
    assert written_by("Ann Rowe") == expected
    assert written_by("ann rowe") == []
    assert faults() == []


def test_merge_stands_after_every_kind_of_import(page, merge):
    merge()
    assert page.imported(*PAGE) is Outcome.UNCHANGED
    assert not reread_article(page.article.pk)
    page.imported(*PAGE, a_comment("Five.", author="ann rowe"), a_comment("Six.", author="Bob"))
    assert find("Five.").commenter == person("Ann Rowe")
    assert find("Five.").author_name == "ann rowe"
    assert find("Two.").commenter == person("Ann Rowe")
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_another_article_under_the_merged_name_is_the_others(page, merge):
    from archive.importing.loader import load_capture
    from tests.importing.pages import a_capture, a_page

    merge()
    other = a_page(a_comment("Elsewhere.", author="ann rowe"), title="Another")
    load_capture(a_capture(other), run=page.run)
    assert find("Elsewhere.").commenter == person("Ann Rowe")


def test_pages_of_the_merged_name_lead_to_the_other(page, merge, client):
    merge()
    stays, goes = person("Ann Rowe"), person("ann rowe")
    for tail in ("", "feed/"):
        response = client.get(goes.get_absolute_url() + tail)
        assert response.status_code == 301
        assert response.headers["Location"] == stays.get_absolute_url() + tail
    text = client.get(stays.get_absolute_url()).content.decode()
    assert text.count("<bdi>ann rowe</bdi>") == 1
    assert text.count('<bdi class="author">ann rowe</bdi>') == 2
    discussion = client.get(page.article.get_absolute_url()).content.decode()
    assert discussion.count("<bdi>ann rowe</bdi></a>") == 2
    assert discussion.count(f"/commenters/{goes.pk}/") == 0


def test_parting_gives_back_just_what_was_moved(page, merge, part):
    correct_comment(find("Three."), {"author_name": "ann rowe"}, moderator=None)
    before = list(Comment.objects.order_by("pk").values())
    merge()
    assert part() == 3
    assert list(Comment.objects.order_by("pk").values()) == before
    assert find_merge(person("ann rowe")) is None
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_parting_gives_back_what_came_since_under_the_merged_name(page, merge, part):
    merge()
    page.imported(*PAGE, a_comment("Five.", author="ann rowe"), a_comment("S.", author="Ann Rowe"))
    assert part() == 3
    assert find("Five.").commenter == person("ann rowe")
    assert find("S.").commenter == person("Ann Rowe")
    page.imported(*PAGE, a_comment("Seven.", author="ann rowe"), content=b"third")
    assert find("Seven.").commenter == person("ann rowe")
    assert not reread_article(page.article.pk)


def test_what_was_given_to_somebody_else_meanwhile_stays_there(page, merge, part):
    merge()
    correct_comment(find("Two."), {"author_name": "Cid"}, moderator=None)
    assert part() == 1
    assert find("Two.").commenter == person("Cid")


def test_correction_to_the_merged_name_is_the_others(page, merge):
    merge()
    correct_comment(find("Three."), {"author_name": "ann rowe"}, moderator=None)
    assert find("Three.").commenter == person("Ann Rowe")


def test_chains_end_at_the_last_and_are_parted_in_turn(page, merge, part, client):
    merge()
    merge("Ann Rowe", "Bob")
    assert len(written_by("Bob")) == 4
    location = client.get(person("ann rowe").get_absolute_url()).headers["Location"]
    assert location == person("Bob").get_absolute_url()
    page.imported(*PAGE, a_comment("Five.", author="ann rowe"))
    part("Ann Rowe")
    assert [words for words, _ in written_by("Ann Rowe")] == ["One.", "Two.", "Four.", "Five."]
    assert part("ann rowe") == 3
    assert [words for words, _ in written_by("Ann Rowe")] == ["One."]


def test_what_was_withheld_of_the_other_since_stays_withheld(page, merge, part, moderator):
    merge()
    hide_commenters(Commenter.objects.filter(name="Ann Rowe"), moderator=moderator, reason="Asked")
    part()
    assert person("ann rowe").state == State.HIDDEN


def test_impossible_merges_are_refused(page, merge, moderator):
    elsewhere = make_commenter("Eve", make_site("Elsewhere"))
    with pytest.raises(Refused, match="different sites"):
        merge_commenters(person("Bob"), into=elsewhere, moderator=moderator, reason="")
    with pytest.raises(Refused, match="themselves"):
        merge("Bob", "Bob")
    Commenter.objects.filter(name="Bob").update(state=State.REMOVED)
    with pytest.raises(Refused, match="same state"):
        merge("Bob", "Ann Rowe")
    merge()
    with pytest.raises(Refused, match="merged already"):
        merge()
    assert ModerationAction.objects.count() == 1


def test_parted_people_are_not_parted_again(page, merge, part, moderator):
    merge()
    act = find_merge(person("ann rowe"))
    part()
    with pytest.raises(Refused, match="undone already"):
        undo_merge_commenters(act, moderator=moderator)


def test_search_finds_by_the_person(page, merge, part, client):
    index_article(page.article.pk)
    merge()
    stays = person("Ann Rowe")
    address = f"/search/?author={stays.pk}"
    assert "Four." in client.get(address).content.decode()
    part()
    assert "Four." not in client.get(address).content.decode()


def test_thousand_comments_are_merged_in_few_queries(
    import_page, merge, part, django_assert_max_num_queries
):
    import_page(*(a_comment(f"{n}.", author=["Ann Rowe", "ann rowe"][n % 2]) for n in range(2000)))
    with django_assert_max_num_queries(60):
        assert merge() == 1000
    with django_assert_max_num_queries(60):
        assert part() == 1000


def test_self_check_finds_comments_of_somebody_merged(page, merge):
    merge()
    Comment.objects.filter(body_text="Two.").update(commenter=person("ann rowe"))
    (fault,) = (fault for fault in faults() if "search" not in fault)
    assert fault.startswith(f"commenter-merged: comment {find('Two.').pk}")
