"""axe-core finds nothing to complain of on any kind of page, light or dark, wide or narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Tag
from articles.states import State
from comments.models import Certainty, Comment
from comments.moderation import hide_comments
from tests.builders import make_article, make_commenter, make_comments, make_dump, make_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses():
    article = make_article(
        title="Bridges", tags=["Brooks"], image_caption="A brook", declared_count=14
    )
    ann = make_commenter("Ann")
    comments = make_comments(
        article,
        [None, *range(11), None],
        commenter=[ann] * 13,
        author_name=["Ann"] * 12 + [""],
        parent_certainty=[None] * 12 + [Certainty.GUESSED],
        posted_at=None,
        posted_text=[""] * 6 + ["3 hours ago"] * 7,
        subject=["On ropes"] + [""] * 12,
        body_text=["The brook is deep."] + ["> The brook is deep.\n\nIt is not."] * 12,
    )
    comments[5].state, comments[5].state_reason = State.REMOVED, "personal attack"
    comments[5].save(update_fields=["state", "state_reason"])
    hidden = Comment.objects.filter(pk=comments[6].pk)
    hide_comments(hidden, moderator=None, reason="An insult")
    excerpts = [(comments[0], 2, 2), (comments[5], 3, 4)]
    dump = make_dump(article, ["Bridges", "Ann", "Mallory", "Words.", "End"], excerpts=excerpts)
    make_entry(dump, comment=comments[0])
    for number in range(40):
        make_article(title=f"Article {number}")
    home = article.get_absolute_url()
    return [
        "/",
        "/about/",
        "/articles/",
        "/articles/?page=2",
        "/articles/?tag=brooks&year=2015",
        "/years/",
        "/2015/",
        Tag.objects.get().get_absolute_url(),
        home,
        f"{home}?order=flat",
        f"{home}?fold=all",
        f"{home}source/",
        f"{home}ledger/",
        f"{home}statistics/",
        comments[3].get_absolute_url(),
        comments[9].get_absolute_url() + "thread/",
        ann.get_absolute_url(),
        "/search/?q=words",
        "/moderation/",
        f"{comments[3].get_absolute_url()}report/",
        f"{comments[3].get_absolute_url()}report/thanks/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", ["phone", "desk"])
def test_no_page_breaks_a_rule(open_page, addresses, window, scheme):
    page = open_page("/", window=window, color_scheme=scheme, bypass_csp=True)
    axe = Axe()
    broken = []
    for address in addresses:
        page.goto(address)
        found = axe.run(page).response
        assert found["passes"]
        for rule in found["violations"]:
            where = [" ".join(map(str, node["target"])) for node in rule["nodes"][:3]]
            broken.append(f"{address} {rule['id']}: {rule['help']} {where}")
    assert broken == []
