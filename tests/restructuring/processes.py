"""Moderators at work in one article while an import adds to it: processes of their own.

Run as `python -m tests.restructuring.processes SCENARIO FOLDER`, with DATABASE_URL naming an
empty database: it makes the tables, forks the moderators and an importer of the dumps in
the folder, the first of which is imported before. Prints what it found wrong.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.importing.processes import start_importer, wait_for

# The module above has made Django ready.
from django.contrib.auth.models import User  # isort: skip
from django.core.management import call_command
from django.db import connections

from archive.importing import captures
from archive.importing.rereading import reread_article
from archive.models import Dump
from archive.restructuring.merges import merge_comments
from archive.restructuring.people import merge_commenters, undo_merge_commenters
from archive.restructuring.splits import SecondComment, split_comment
from archive.verification import find_faults
from articles.log import ModerationAction
from articles.models import Article
from comments.models import Comment, Commenter
from comments.moderation import remove_comments, restore_comments
from comments.moves import move_comment
from comments.refusals import Refused
from tests.importing.dumps import parse_dump

ACTS = 60
"""How many acts each moderator tries at least; they go on until the import has ended."""

Act = Callable[[User, random.Random], int]


def any_comment(chance: random.Random) -> Comment:
    pks = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
    return Comment.objects.get(pk=chance.choice(pks))


def move(moderator: User, chance: random.Random) -> int:
    parent = any_comment(chance) if chance.random() < 0.8 else None
    move_comment(any_comment(chance), parent=parent, moderator=moderator, reason="It fits")
    return 1


def remove(moderator: User, chance: random.Random) -> int:
    chosen = Comment.objects.filter(pk__in=[any_comment(chance).pk, any_comment(chance).pk])
    return len(remove_comments(chosen, moderator=moderator, reason="Spam").changed)


def restore(moderator: User, chance: random.Random) -> int:
    chosen = Comment.objects.filter(pk=any_comment(chance).pk)
    return len(restore_comments(chosen, moderator=moderator, reason="No spam").changed)


def split(moderator: User, chance: random.Random) -> int:
    comment = any_comment(chance)
    at = comment.body_text.find(" ")
    split_comment(comment, at=at, second=SecondComment(), moderator=moderator, reason="Two")
    return 1


def merge(moderator: User, chance: random.Random) -> int:
    first, second = any_comment(chance), any_comment(chance)
    merge_comments(first, second, moderator=moderator, reason="One")
    return 1


def merge_people(moderator: User, chance: random.Random) -> int:
    goes, stays = chance.sample(list(Commenter.objects.order_by("pk")), 2)
    merge_commenters(goes, into=stays, moderator=moderator, reason="The same")
    return 1


def part_people(moderator: User, chance: random.Random) -> int:
    acts = ModerationAction.objects.filter(verb="merge", kind="commenter")
    action = acts.select_related("words").order_by("?").first()
    if action is None:
        return 0
    undo_merge_commenters(action, moderator=moderator, reason="Not the same")
    return 1


def start_moderator(name: str, acts: list[Act], folder: Path) -> int:
    """A moderator in a process of their own, who notes how many acts they did; its id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        moderator, chance = User.objects.get(username=name), random.Random(name)
        tried, done = 0, Counter[str]()
        while tried < ACTS or not (folder / "imported").exists():
            act = chance.choice(acts)
            tried += 1
            try:
                done[act.__name__] += act(moderator, chance)
            except (Refused, Comment.DoesNotExist):
                done["refused"] += 1
        (folder / f"{name}.json").write_text(json.dumps(done))
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def play(folder: Path, acts: dict[str, list[Act]]) -> Iterator[str]:
    """Everybody at once; then what each says they did against what the log says."""
    dumps = sorted(folder.glob("*.txt"))
    call_command("import_dumps", str(dumps[0]), verbosity=0)
    for name in acts:
        User.objects.create_user(name)
    pids = [start_moderator(name, mine, folder) for name, mine in acts.items()]
    importers = [wait_for(start_importer(str(path))) for path in dumps[1:]]
    (folder / "imported").touch()
    statuses = [*importers, *(wait_for(pid) for pid in pids)]
    if any(statuses):
        yield f"they left with {statuses}"
    for name in acts:
        told = json.loads((folder / f"{name}.json").read_text())
        print(name, told, file=sys.stderr)
        logged = ModerationAction.objects.filter(moderator_name=name).count()
        count = sum(number for act, number in told.items() if act != "refused")
        if logged != count:
            yield f"{name} did {count} acts and the log has {logged}"
    if Dump.objects.count() != len(dumps):
        yield f"{Dump.objects.count()} dumps of {len(dumps)}"
    yield from map(str, find_faults())
    reread_article(Article.objects.get().pk)
    yield from (f"after reading it again: {fault}" for fault in find_faults())


def last_words(verb: set[str], field: str) -> dict[int, object]:
    """What the last act of its kind left of each comment."""
    acts = ModerationAction.objects.filter(kind="comment", verb__in=verb).order_by("pk")
    rows = acts.values_list("target_id", f"words__after__{field}")
    return dict(rows)


def moving_and_removing(folder: Path) -> Iterator[str]:
    acts = [move, move, remove, restore]
    yield from play(folder, {"ada": acts, "ben": acts})
    states = dict(Comment.objects.values_list("pk", "state"))
    for pk, state in last_words({"remove", "restore"}, "state").items():
        if states[pk] != state:
            yield f"comment {pk} is {states[pk]} and was left {state}"
    parents = dict(Comment.objects.values_list("pk", "parent"))
    for pk, parent in last_words({"move"}, "parent").items():
        if parents[pk] != parent:
            yield f"comment {pk} answers {parents[pk]} and was put below {parent}"


def everything(folder: Path) -> Iterator[str]:
    acts = [move, remove, restore, split, merge]
    people = [merge_people, part_people, move, merge]
    yield from play(folder, {"ada": acts, "ben": acts, "cleo": people})
    left = Comment.objects.filter(commenter__merged_into__isnull=False).count()
    if left:
        yield f"{left} comments are by people who were merged"


def main() -> None:
    captures.parse_page = parse_dump
    call_command("migrate", verbosity=0)
    scenario = {"moving": moving_and_removing, "everything": everything}[sys.argv[1]]
    for fault in scenario(Path(sys.argv[2])):
        print(fault)


if __name__ == "__main__":
    main()
