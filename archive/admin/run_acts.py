"""Publishing an import and taking one back: a preview, a reason, and as much as time allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.doors import ReasonForm
from archive.importing.liveness import StillRunningError, is_at_work
from archive.importing.publishing import (
    Addition,
    Publication,
    foresee_additions,
    foresee_publication,
    publish,
)
from archive.importing.rollback import Losses, foresee_losses, roll_back
from archive.models import ImportRun

SECONDS = 20.0
"""How long one request works; the page that follows goes on. Servers give up after 30."""

SHOWN_ADDITIONS = 10
SHOWN_COMMENTS = 3


class RunForm(ReasonForm):
    expected = None


class RunAct(NamedTuple):
    """One act on a whole import; `is_open` says whether there is anything left to do."""

    permission: str
    verb: str
    is_open: Callable[[ImportRun], bool]
    foresee: Callable[[ImportRun], Publication | Losses]
    perform: Callable[..., Publication | Losses]
    describe: Callable[[Any], list[str]]
    is_destructive: bool = False


def describe_publication(done: Publication) -> list[str]:
    new = _("at most %(comments)s new") if done.is_forecast else _("%(comments)s new")
    new %= {"comments": _comments(done.added)}
    sentences = [
        _("Readers get: %(articles)s with %(comments)s.")
        % {"articles": _articles(done.articles), "comments": _comments(done.comments)},
        _("Merged into known articles: %(dumps)s; %(new)s.")
        % {"dumps": _dumps(done.dumps), "new": new},
    ]
    if done.waiting:
        sentences.append(
            _("Goes on waiting, for another import: %(articles)s.")
            % {"articles": _articles(done.waiting)}
        )
    return sentences


def describe_losses(losses: Losses) -> list[str]:
    sentences = [
        _("Goes: %(dumps)s, with %(articles)s and %(comments)s that no other import shows.")
        % {
            "dumps": _dumps(losses.dumps),
            "articles": _articles(losses.articles),
            "comments": _comments(losses.comments),
        }
    ]
    if losses.moderated:
        sentences.append(
            _("Withheld by a moderator, of these: %(comments)s.")
            % {"comments": _comments(losses.moderated)}
        )
    if losses.kept:
        sentences.append(
            _("Stays, for comments of other imports answer it: %(comments)s.")
            % {"comments": _comments(losses.kept)}
        )
    return sentences


PUBLISH = RunAct(
    permission="archive.publish_importrun",
    verb=gettext_lazy("Publish"),
    is_open=lambda run: run.is_held,
    foresee=foresee_publication,
    perform=publish,
    describe=describe_publication,
)
ROLL_BACK = RunAct(
    permission="archive.roll_back_importrun",
    verb=gettext_lazy("Take back"),
    is_open=lambda run: run.dumps.exists(),
    foresee=foresee_losses,
    perform=roll_back,
    describe=describe_losses,
    is_destructive=True,
)
ACTS = {"publish": PUBLISH, "roll-back": ROLL_BACK}


class RunActsAdmin(admin.ModelAdmin):
    """Leads from an import's own page to what can be done with all of it."""

    change_form_template = "admin/moderated_change_form.html"

    def has_view_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        """Nobody can act on what they may not see, so that one permission is enough."""
        may_act = any(request.user.has_perm(act.permission) for act in ACTS.values())
        return may_act or super().has_view_permission(request, obj)

    def get_urls(self) -> list:
        own = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(self.act_view),
                {"name": name},
                name=f"archive_importrun_{name}",
            )
            for name in ACTS
        ]
        return own + super().get_urls()

    def act_view(self, request: HttpRequest, object_id: int, name: str) -> HttpResponse:
        act = ACTS[name]
        if not request.user.has_perm(act.permission):
            raise PermissionDenied
        run = get_object_or_404(ImportRun, pk=object_id)
        form = RunForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and act.is_open(run):
            return self.perform(request, run, act, form)
        return self.ask(request, run, act, form)

    def perform(
        self, request: HttpRequest, run: ImportRun, act: RunAct, form: RunForm
    ) -> HttpResponse:
        """Work until it is done or the time is up; then the page asks to go on."""
        reason = form.cleaned_data["reason"]
        try:
            done = act.perform(run, moderator=request.user, reason=reason, seconds=SECONDS)
        except StillRunningError as error:
            self.message_user(request, str(error), messages.ERROR)
            return self.ask(request, run, act, form)
        if not done.is_finished:
            return self.ask(request, run, act, form, done=done)
        words = " ".join([_("Done."), *act.describe(done)])
        self.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "change"), args=[run.pk]))

    def ask(
        self,
        request: HttpRequest,
        run: ImportRun,
        act: RunAct,
        form: RunForm,
        *,
        done: Publication | Losses | None = None,
    ) -> TemplateResponse:
        is_open = act.is_open(run)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{act.verb}: {run}",
            "opts": self.opts,
            "run": run,
            "act": act,
            "form": form,
            "is_at_work": is_at_work(run),
            "is_open": is_open,
            "forecast": act.describe(act.foresee(run)) if is_open else [],
            "done": act.describe(done) if done else [],
            "failures": getattr(done, "failures", []),
            "additions": list(_describe_additions(run)) if act is PUBLISH and not done else [],
        }
        return TemplateResponse(request, "admin/run_act.html", context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        run = kwargs.get("obj")
        if run is not None:
            context["doors"] = [
                {"verb": act.verb, "url": f"../{name}/"}
                for name, act in ACTS.items()
                if request.user.has_perm(act.permission) and act.is_open(run)
            ]
        return super().render_change_form(request, context, *args, **kwargs)


class ShownAddition(NamedTuple):
    """What one dump would add to an article, as the page names it."""

    addition: Addition
    count: str
    beginnings: list[str]
    more: int


def _describe_additions(run: ImportRun) -> Iterator[ShownAddition]:
    for addition in foresee_additions(run, most=SHOWN_ADDITIONS):
        comments = addition.comments
        beginnings = [
            f"{comment.author or _('[author not in the saved page]')}: "
            f"{Truncator(' '.join(comment.body.split())).chars(160)}"
            for comment in comments[:SHOWN_COMMENTS]
        ]
        more = max(len(comments) - SHOWN_COMMENTS, 0)
        yield ShownAddition(addition, _comments(len(comments)), beginnings, more)


def _articles(count: int) -> str:
    return ngettext("%(count)s article", "%(count)s articles", count) % {"count": f"{count:,}"}


def _comments(count: int) -> str:
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": f"{count:,}"}


def _dumps(count: int) -> str:
    return ngettext("%(count)s dump", "%(count)s dumps", count) % {"count": f"{count:,}"}
