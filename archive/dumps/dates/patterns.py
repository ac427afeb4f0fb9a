"""Every regular expression for dates and clocks, each under an example line it matches.

Patterns that begin with a number are matched at a known place and never searched for.
"""

from __future__ import annotations

import re

from archive.dumps.dates.words import CJK_UNITS, ZONES

# any digit of a date
DIGIT = re.compile(r"[0-9]")
# "in [2015]", "下午[4]:52"; not the numbers of "v1", "10.4", "$12", "#12", "a=3", "/2015/"
# It begins with the digit and looks back over it: that lets the engine skip to digits.
NUMBER = re.compile(
    r"[0-9](?<![0-9A-Za-z_#$€£=&%/\\][0-9])(?<![0-9][.,:/-][0-9])[0-9]{0,3}(?![0-9])"
)
# the next number, glued to the date before it: "2015[30]. September", "30.09.15[16]:52"
GLUED = re.compile(r"[0-9]{1,2}(?![0-9])")

_CLOCK_AHEAD = r"(?![0-9]{1,2}[:h][0-9]{2})"
_GLUED_CLOCK = r"(?=[0-9]{1,2}:[0-9]{2})"
_NOT_MORE = rf"(?![0-9]|[A-SU-Za-z_]|[./-]{_CLOCK_AHEAD}[0-9]|/{_CLOCK_AHEAD}|-[A-Za-z])"
# "30.09.2015", "9/30/15", "30.09.15" glued to "16:52"
NUMERIC = re.compile(
    r"([0-9]{1,2})([./-])([0-9]{1,2})\2"
    rf"((?:19|20)[0-9]{{2}}(?:{_GLUED_CLOCK}|(?!:[0-9]){_NOT_MORE})"
    rf"|[0-9]{{2}}(?:{_GLUED_CLOCK}|{_NOT_MORE}))"
)
# "2015-09-30", "2015. 9. 30."
YEAR_FIRST = re.compile(
    r"([0-9]{4})(?:([./-])([0-9]{1,2})\2([0-9]{1,2})|\. ?([0-9]{1,2})\. ?([0-9]{1,2})\.)"
    + _NOT_MORE
)
# "30. 9. 2015", "30 / 09 / 2015"
SPACED = re.compile(r"([0-9]{1,2})(\.\s|\s/\s|\s-\s)([0-9]{1,2})\2([0-9]{4})(?![0-9])")
# "17.07, 2011"
COMMA_YEAR = re.compile(r"([0-9]{1,2})\.([0-9]{1,2}),\s([0-9]{4})(?![0-9])")
# "2015年9月30日", "2015년 9월 30일", "9月30日"
CJK_DATE = re.compile(
    r"(?:([0-9]{4}|[0-9]{2})\s?[年년]\s?)?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일号號]"
)
# "30.09." and "30/09", believed only beside a clock
DAY_AND_MONTH = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2})\.|[/-]([0-9]{2}))(?![0-9./-])")

# "30. September", "1st of May", "30-Sep"; the word must be a month's
DAY_NAME = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|er|\.º|[ºª.])?[\s/,-]{0,3}(?:(?:de|of|d')\s)?([^\W\d_]{3,12})\.?"
)
# "2015 September 30", "2015-Sep-30", but not "1962 September 30th"
YEAR_NAME_DAY = re.compile(
    r"([0-9]{4})[\s.-]{1,2}([^\W\d_]{3,12})[\s.-]{1,2}([0-9]{1,2})(?![0-9]|st|nd|rd|th)\.?"
)
# the rest of "September [30th]", "Sept. [30]"
DAY_AFTER_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?(?![0-9A-Za-z])")
# "September " of "September 30", "terça-feira, ": the last word before a number
WORD_BEFORE = re.compile(r"([^\W\d_]+(?:-feira)?)[.,]{0,2}[\s/-]{0,2}\Z")

# "Friday " of "Pat Friday 29.07.2020": behind a weekday there is more often a comma
SURNAME = re.compile(r"[^\W\d_]{5,}\s")

# ", 2015", " de 2015", "-2015", " '15", ", 15" before a clock or an end
YEAR = re.compile(
    r"(?:[\s,./-]{0,3}(?:(?:de|del|of)\s)?((?:19|20)[0-9]{2})"
    r"(?:(?![0-9]|:[0-9])|(?=[0-9]{1,2}[.:/ ]))"
    r"|[\s,-]{0,2}['’]([0-9]{2})(?![0-9]|:[0-9])"
    r"|[\s,-]{1,2}([0-9]{2})(?=\s*$|\s*[,)\]|·•–-]|\s+[0-9]{1,2}[:.h][0-9]{2}|\s+(?:at|um|à)\s))"
)
# " 2015" after the clock of "Sep 30 16:52:11 EDT 2015"
YEAR_AFTER_CLOCK = re.compile(r",?\s(?:[A-Z]{2,5}\s)?((?:19|20)[0-9]{2})(?![0-9]|:[0-9])")

# "16:52:11", "4.52pm", "16h52", "12:05 a.m.", "4 PM"
CLOCK = re.compile(
    r"([0-9]{1,2})(?:(\s?[:.hH]\s?)([0-9]{2})(?:[:.m]([0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"(?:\s?([AaPp])(?:[Mm]\b|\.\s?[Mm]\.))?(?![0-9]|[:%][0-9]|[./-][0-9])"
)
# "16h52" and "16 h 52", a clock without a date; "21.11" is none
HOURS_WITH_H = re.compile(r"[0-9]{1,2}\s?[hH]\s?[0-9]{2}\Z")
# a clock after a date: "4:52", "21.11", "4 pm"; not the 3 of "30.09.2015 3 replies"
FULL_CLOCK = re.compile(r"[0-9]{1,2}(?:\s?[:.hH]\s?[0-9]{2}|\s?[時时點点시h]|\s?[Uu]hr)")
# "16:", "4 p", "16 U", "16時": what no clock can do without
CLOCK_AHEAD = re.compile(r"[0-9]{1,2}\s?[:.hHaApPuUч時时點点시]")
# "16時52分11秒"
CJK_CLOCK = re.compile(
    r"([0-9]{1,2})\s?[時时點点시](?!間)\s?(?:([0-9]{1,2})\s?[分분]\s?(?:([0-9]{1,2})\s?[秒초])?)?"
)
# "下午" of "下午4:52"
CJK_HALF_DAY = re.compile(r"(上午|午前|오전|凌晨|早上|下午|午後|오후|晚上|AM|PM)\s?\Z")
# " 下午" of "4:52 下午"
CJK_HALF_DAY_AFTER = re.compile(r"\s?(上午|午前|오전|凌晨|早上|下午|午後|오후|晚上)")
AFTERNOON = frozenset(("下午", "午後", "오후", "晚上", "PM"))
# " Uhr", "h"
OCLOCK = re.compile(r"\s?(?:Uhr|uhr|uur|hrs|hs|h|ч)(?![^\W\d_])\.?")
# " UTC", " +0000", " (GMT+1)", "Z"
_ZONE = (
    r"(?:(?:"
    + "|".join(ZONES)
    + r")(?![A-Za-z])(?:\s?[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{2}:?[0-9]{2})"
)
ZONE = re.compile(rf"\s?(?:\({_ZONE}\)|{_ZONE})(?![0-9])")

# from the end of a date to the next number: " at [4:52]", ", [16:52]", " (水) [16:52]"
TO_NEXT_NUMBER = re.compile(r"[^0-9]{0,28}(?=[0-9])")
# what may not stand between a date and its clock
NOT_A_GAP = re.compile(r"[0-9_#$€£%=+\\{}?!]")

# "3時間前", "2 小时前"
CJK_AGO = re.compile(
    r"([0-9]{1,3})\s?(" + "|".join(sorted(CJK_UNITS, key=len, reverse=True)) + r")\s?(?:以?前|전)"
)
# "2" of "2 hours", "2h"
SHORT_NUMBER = re.compile(r"([0-9]{1,3})(?![0-9])")
# " hours", "h"
UNIT = re.compile(r"\s?([^\W\d_]+)\b\.?")
# ", 3" of "1 year, 3 months ago"
NEXT_QUANTITY = re.compile(r"(?:,|\s(?:and|et|und|y|e|и|i))?\s([0-9]{1,2})(?![0-9])")
# " ago"
NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
# "il y a " of "il y a 2 jours"
IL_Y_A = re.compile(r"[Ii]l y a \Z")
# "aujourd'hui"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
