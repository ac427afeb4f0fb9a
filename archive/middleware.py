"""What holds for every answer, whoever gives it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from archive.packing import ENCODING, accepts_packed, pack

View = Callable[[HttpRequest], HttpResponse]


def leave_out_body(get_response: View) -> View:
    """Answer HEAD without the body, which the server would leave out with a warning each time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response

    return middleware


def ask_each_time(get_response: View) -> View:
    """Let caches keep an answer, and have them ask each time whether it still holds.

    An answer that says nothing may be shown again for a tenth of its age (RFC 9111, 4.2.2):
    a feed of old comments for months, with what was taken out since. Its date is no help,
    because it is that of the newest comment and not of the act. So an answer without a rule
    of its own is told apart by its content alone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" in response:
            return response
        response["Cache-Control"] = "no-cache"
        del response["Last-Modified"]
        if response.status_code == 200 and not response.streaming:
            return _tagged(request, response)
        return response

    return middleware


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer under its tag and packed, or that nothing changed."""
    is_packed = accepts_packed(request)
    patch_vary_headers(response, ["Accept-Encoding"])
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'"{digest}{f"-{ENCODING}" if is_packed else ""}"'
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is response and is_packed:
        response.content = pack(response.content)
        response["Content-Encoding"] = ENCODING
    return answer
