"""People who are erased after comments were split and commenters merged."""

import pytest

from archive.erasing.person import erase_person
from archive.restructuring.people import merge_commenters
from archive.restructuring.splits import SecondComment, find_beginning, split_comment
from comments.models import Comment, Commenter
from tests.builders import make_article, make_commenter, make_comments
from tests.importing.pages import a_comment

pytestmark = pytest.mark.django_db

FIRST = "I walked there on Sunday."
SECOND = "Nobody walks on Sundays, not even the vicar who lives beside the brook."


@pytest.mark.parametrize("between", ["\n", " "])
def test_words_of_a_part_are_taken_out_of_the_dump(import_page, between):
    both = f"{FIRST}{between}{SECOND}"
    page = import_page(
        a_comment(both, author="Ann Rowe"),
        content=f"Title\n{both}\n".encode(),
        spans={both: (2, 2 + (between == "\n"))},
    )
    comment = Comment.objects.get()
    second = SecondComment(author_name="Bartholomew Quill")
    split_comment(
        comment, at=find_beginning(both, SECOND), second=second, moderator=None, reason=""
    )
    erase_person(
        ["Bartholomew Quill"], site=None, reason="Asked to", moderator=None, takes_texts=True
    )
    (dump,) = page.article.dumps.all()
    assert "vicar" not in dump.text and FIRST in dump.text
    assert not Comment.objects.filter(body_text__contains="vicar").exists()


@pytest.mark.parametrize("names", [("Ann Quill", "Annie Quill"), ("Annie Quill", "Ann Quill")])
def test_merged_spellings_of_an_erased_name_become_one_pseudonym(names):
    people = [make_commenter(name) for name in names]
    make_comments(make_article(), [None, None], commenter=people, author_name=list(names))
    merge_commenters(people[0], into=people[1], moderator=None, reason="")
    erase_person(names, site=None, reason="Asked to", moderator=None, pseudonym="X1")
    (person,) = {comment.commenter for comment in Comment.objects.filter(author_name="X1")}
    assert (person.name, person.merged_into) == ("X1", None)
    assert list(Commenter.objects.all()) == [person]
    assert Comment.objects.count() == 2
