from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.dumps.dates.times import join_times, read_times
from archive.dumps.records import Precision
from archive.dumps.rows.reading import unglue

CAPTURED = datetime(2016, 3, 31, 12, 30)


def found_in(text, **options):
    return read_times([text], **options).found[0]


def values(*texts, **options):
    page = read_times(texts, **options)
    return [line[0].time.isoformat() if line else None for line in page.found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("September 30, 2015 at 4:52 pm", "2015-09-30T16:52"),
        ("30.09.2015 um 16:52 Uhr", "2015-09-30T16:52"),
        ("30. September 2015, 16:52", "2015-09-30T16:52"),
        ("Wed, 30 Sep 2015 16:52:11 +0000", "2015-09-30T16:52:11"),
        ("Wed Sep 30 16:52:11 EDT 2015", "2015-09-30T16:52:11"),
        ("2015-09-30T16:52:11.123+02:00", "2015-09-30T16:52:11"),
        ("2015-09-30T16:52Z", "2015-09-30T16:52"),
        ("09/30/2015 04:52 PM", "2015-09-30T16:52"),
        ("30/09/15 16:52", "2015-09-30T16:52"),
        ("2015年9月30日 下午4:52", "2015-09-30T16:52"),
        ("2015年9月30日 16時52分", "2015-09-30T16:52"),
        ("2015. 9. 30. 오후 4:52", "2015-09-30T16:52"),
        ("2015/09/30(水) 16:52", "2015-09-30T16:52"),
        ("mercredi 30 septembre 2015 à 16h52", "2015-09-30T16:52"),
        ("30 września 2015 o godz. 16:52", "2015-09-30T16:52"),
        ("30 сентября 2015 г. в 16:52", "2015-09-30T16:52"),
        ("30 de setembro de 2015 às 16:52", "2015-09-30T16:52"),
        ("30 de septiembre de 2015 a las 16:52", "2015-09-30T16:52"),
        ("30 settembre 2015 alle ore 16:52", "2015-09-30T16:52"),
        ("30 september 2015 om 16:52", "2015-09-30T16:52"),
        ("30 září 2015 v 16:52", "2015-09-30T16:52"),
        ("30 Eylül 2015, 16:52", "2015-09-30T16:52"),
        ("Sept. 30th, 2015", "2015-09-30"),
        ("the 1st of May, 2015", "2015-05-01"),
        ("Sep 30, '15 4.52pm", "2015-09-30T16:52"),
        ("Sep 30, 2015 @ 12:05 a.m.", "2015-09-30T00:05"),
        ("16:52 Wednesday, Sep 30, 2015", "2015-09-30T16:52"),
        ("12:05 PM - 30 Sep 2015", "2015-09-30T12:05"),
        ("30.09.2015 um 21.11", "2015-09-30T21:11"),
        ("Mi., 30. September 2015 - 16:52 (GMT+1)", "2015-09-30T16:52"),
        ("30-Sep-2015 16:52 EST", "2015-09-30T16:52"),
        ("2015年9月30日 4:52 下午", "2015-09-30T16:52"),
        ("2015-09-30 水 16:52", "2015-09-30T16:52"),
        ("2015-09-30 Wed 16:52", "2015-09-30T16:52"),
        ("30. 9. 2015 16:52", "2015-09-30T16:52"),
        ("30 / 09 / 2015", "2015-09-30"),
        ("30.09, 2015", "2015-09-30"),
    ],
)
def test_whole_text_is_one_date(text, value):
    (found,) = found_in(text)
    start = len("the ") if text.startswith("the ") else 0
    assert (found.start, found.end) == (start, len(text))
    assert found.time.isoformat() == value
    assert found.kind == "absolute"


def test_precision_is_no_finer_than_written():
    texts = ["May 5, 2015", "May 5, 2015 10:30", "May 5, 2015 10:30:00"]
    found = [line[0].time.precision for line in read_times(texts).found]
    assert found == [Precision.DAY, Precision.MINUTE, Precision.SECOND]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#12 Ann Example 30.09.15, 16:52", "30.09.15, 16:52"),
        ("5 comments 12.03.2014 3 replies", "12.03.2014"),
        ("July 4, 2012 12 comments", "July 4, 2012"),
        ("Sep 30, 2015 · 4 min read", "Sep 30, 2015"),
        ("Reply #7 on: May 05, 2011, 10:11:12 AM", "May 05, 2011, 10:11:12 AM"),
        ("Am 30. September 2015 um 16:52 schrieb Ann:", "30. September 2015 um 16:52"),
        ("by Ann on Sep 30, 2015: a remark", "Sep 30, 2015"),
    ],
)
def test_span_is_tight_around_the_date(text, words):
    (found,) = found_in(text)
    assert text[found.start : found.end] == words == found.time.text


@pytest.mark.parametrize(
    "text",
    [
        "version 10.4.3 is out",
        "at 10.12.14.1 on the net",
        "call 06.12.34.56.78",
        "https://example.org/2015/09/30/a-title",
        "see example.org/2015-09-30-a-title.html",
        "31 Feb 2015",
        "30.13.2015",
        "we won 3:2",
        "it costs 12.50 or 9/10 of that",
        "I was 2 hours late",
        "",
    ],
)
def test_what_is_no_date_is_not_found(text):
    assert found_in(text) == ()


@pytest.mark.parametrize("text", ["12 May 1066", "5 May 2900", "Sep 2015", "on Apr 24, 3:29 PM"])
def test_incomplete_date_keeps_its_words_and_has_no_value(text):
    (found,) = found_in(text)
    assert found.kind == "partial"
    assert found.time.value is None


def test_everyday_words_are_no_months_without_a_year():
    assert found_in("he set 3 of them out 10 times") == ()
    assert values("10 out 2015") == ["2015-10-10"]


def test_glued_dates_are_parted():
    text = "22. Mai 201923. Juni 2019 von Ann"
    assert [found.time.isoformat() for found in found_in(text)] == ["2019-05-22", "2019-06-23"]
    assert unglue("AnnAugust 27th, 2007 at 7:28 pm") == "Ann August 27th, 2007 at 7:28 pm"
    assert values("28.09.1913:39") == ["2019-09-28T13:39"]


def test_a_day_above_twelve_decides_for_the_page():
    assert values("03/04/2015", "03/25/2015") == ["2015-03-04", "2015-03-25"]
    assert values("03/04/2015", "25/04/2015") == ["2015-04-03", "2015-04-25"]


def test_separators_are_decided_apart():
    assert values("03/04/2015", "03/25/2015", "31.12.2014")[2] == "2014-12-31"


def test_consecutive_comments_decide_an_ambiguous_page():
    page = read_times(["05/03/2015", "06/03/2015", "07/03/2015"])
    assert page.numeric_order == "day-first"
    assert not page.is_order_guessed
    assert values("03/05/2015", "03/06/2015", "03/07/2015")[0] == "2015-03-05"


def test_weekday_decides_an_ambiguous_date():
    assert values("Thursday, 05/03/2015") == ["2015-03-05"]
    assert values("Sunday, 05/03/2015") == ["2015-05-03"]


def test_a_lone_weekday_is_weaker_than_the_days_of_all_comments():
    days = ["20/05/09", "20/05/09", "Sunday 21/05/09", "22/05/09", "24/05/09"]
    assert values(*days)[0] == "2009-05-20"


def test_a_weekday_of_two_words_belongs_to_its_date():
    (found,) = found_in("Ana • terça-feira, 28 de dezembro de 2004 00:18")
    assert found.time.text.startswith("terça-feira, 28")


def test_no_date_lies_after_the_capture():
    assert values("05/03/2016", captured_at=CAPTURED) == ["2016-03-05"]
    assert values("03/05/2016", captured_at=CAPTURED) == ["2016-03-05"]


def test_default_order_is_reported_as_a_guess():
    page = read_times(["05/03/2015 16:52"])
    assert page.is_order_guessed
    assert page.numeric_order == "day-first"
    assert read_times(["05/03/2015 4:52 PM"]).numeric_order == "month-first"


def test_equal_day_and_month_is_no_guess():
    assert not read_times(["05/05/2015"]).is_order_guessed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 hours ago", "2016-03-31T10:30"),
        ("vor 3 Tagen", "2016-03-28"),
        ("vor einem Tag", "2016-03-30"),
        ("il y a 2 jours", "2016-03-29"),
        ("hace 3 horas", "2016-03-31T09:30"),
        ("1 month ago", "2016-02-29"),
        ("1 year, 2 months ago", "2015-01-31"),
        ("3 дня назад", "2016-03-28"),
        ("3時間前", "2016-03-31T09:30"),
        ("yesterday at 16:52", "2016-03-30T16:52"),
        ("gestern, 16:52", "2016-03-30T16:52"),
        ("Gestern", "2016-03-30"),
        ("Tuesday at 4:52 PM", "2016-03-29T16:52"),
    ],
)
def test_relative_date_counts_from_the_capture(text, value):
    (found,) = found_in(text, captured_at=CAPTURED)
    assert found.kind == "relative"
    assert found.time.isoformat() == value
    assert (found.start, found.end) == (0, len(text))


def test_relative_date_has_no_value_without_a_capture():
    (found,) = found_in("2 hours ago")
    assert found.kind == "relative"
    assert found.time.value is None


def test_relative_date_before_the_web_has_no_value():
    (found,) = found_in("999 years ago", captured_at=CAPTURED)
    assert found.time.value is None


def test_german_here_is_not_french_yesterday():
    assert found_in("hier steht nichts", captured_at=CAPTURED) == ()


def test_date_and_clock_on_two_lines_are_joined():
    (day,), (clock,) = read_times(["30.09.2015", "16:52"]).found
    assert clock.kind == "clock"
    assert join_times(day, clock).isoformat() == "2015-09-30T16:52"
    assert join_times(clock, day) is None


def test_only_the_ends_of_a_very_long_line_are_read():
    text = "May 5, 2015 " + "word " * 1_000_000 + "May 6, 2015"
    found = found_in(text)
    assert [one.time.isoformat() for one in found] == ["2015-05-05", "2015-05-06"]
    assert text[found[1].start :] == "May 6, 2015"


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=80),
            st.text(alphabet="0123456789:./-, apmhTZUhr年月日時MayJun'ago", max_size=80),
        ),
        max_size=8,
    ),
    st.none() | st.datetimes(),
)
def test_any_text_is_read_without_raising(texts, captured_at):
    page = read_times(texts, captured_at=captured_at)
    assert len(page.found) == len(texts)
    for text, line in zip(texts, page.found, strict=True):
        ends = [0]
        for found in line:
            assert ends[-1] <= found.start < found.end <= len(text)
            assert found.time.text == text[found.start : found.end]
            ends.append(found.end)


def test_year_of_a_name_is_no_year_of_a_date_that_has_its_own() -> None:
    (found,) = found_in("ann 1962 September 30, 2015")
    assert found.time.isoformat() == "2015-09-30"


def test_ages_beyond_the_calendar_stay_text() -> None:
    for age in ("99999999 days ago", "120000 months ago", "1500 years ago"):
        found = found_in(age, captured_at=CAPTURED)
        assert all(one.time.value is None for one in found), age
