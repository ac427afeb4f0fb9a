"""The words that dates are written with, as flat tables: one line a meaning, all languages on it.

English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Swedish,
Danish, Norwegian, Czech, Turkish and some months of others; Japanese, Chinese and Korean
mostly write numbers and are read by pattern. Words are lower case and without a final full stop.
"""

from __future__ import annotations


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_MONTH_LINES = (
    "jan january januar januari jänner janvier janv enero ene gennaio gen janeiro stycznia "
    "styczeń sty января январь янв leden ledna led ocak oca ianuarie gener tammikuuta január "
    "січня "
    "ιανουαρίου ιαν يناير ינואר 一月",
    "feb febr february februar februari februarij feber febbraio février fevrier févr fév "
    "fevr febrero fevereiro fev lutego luty lut февраля февраль фев февр únor února úno şubat "
    "şub februarie febrer helmikuuta február лютого "
    "φεβρουαρίου φεβ فبراير פברואר 二月",
    "mar march märz maerz mär mrz mars marzo março marco maart mrt marca marzec марта март "
    "мар březen března bře mart martie març maaliskuuta március березня "
    "μαρτίου μαρ مارس מרץ 三月",
    "apr april avril avr abril abr aprile aprilis kwietnia kwiecień kwi апреля апрель апр "
    "duben dubna dub nisan nis aprilie huhtikuuta április квітня "
    "απριλίου απρ أبريل ابريل אפריל 四月",
    "may mai mayo maggio mag maio mei maja maj мая май květen května kvě mayıs maig "
    "toukokuuta május травня "
    "μαΐου μαι مايو מאי 五月",
    "jun june juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн červen "
    "června čer haziran haz iunie juny kesäkuuta június червня "
    "ιουνίου ιουν يونيو יוני 六月",
    "jul july juli juil juillet julio luglio lug julho lipca lipiec lip июля июль июл "
    "červenec července čvc temmuz tem iulie juliol heinäkuuta július липня "
    "ιουλίου ιουλ يوليو יולי 七月",
    "aug august août aout aoû agosto ago augustus augusti sierpnia sierpień sie августа "
    "август авг srpen srpna srp ağustos ağu agost elokuuta augusztus agustus серпня "
    "αυγούστου αυγ أغسطس اغسطس אוגוסט 八月",
    "sep sept september septembre septiembre setiembre settembre set setembro września "
    "wrzesień wrz сентября сентябрь сен сент září zář eylül eyl septembrie setembre syyskuuta "
    "szeptember вересня "
    "σεπτεμβρίου σεπ سبتمبر ספטמבר 九月",
    "oct october okt oktober octobre octubre ottobre ott outubro out października październik "
    "paź октября октябрь окт říjen října říj ekim eki octombrie lokakuuta október жовтня "
    "οκτωβρίου οκτ أكتوبر اكتوبر אוקטובר 十月",
    "nov november novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб "
    "listopadu kasım kas noiembrie marraskuuta листопада "
    "νοεμβρίου νοε نوفمبر נובמבר 十一月",
    "dec december dez dezember décembre decembre déc diciembre dic dicembre dezembro grudnia "
    "grudzień gru desember des декабря декабрь дек prosinec prosince pro aralık ara decembrie "
    "desembre joulukuuta грудня "
    "δεκεμβρίου δεκ ديسمبر דצמבר 十二月",
)

MONTHS: dict[str, int] = {
    word: number for number, line in enumerate(_MONTH_LINES, 1) for word in line.split()
}
"""Month names and abbreviations: the number of the month."""

MONTH_ENDS = frozenset(word[-3:] for word in MONTHS)
"""The last letters of a month's name: what does not end so needs no slower look."""

ENGLISH_MONTHS = _words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)

MONTHS_THAT_NEED_A_YEAR = _words("ago ara dub gen led lip lis lug mag out pro set sie tem")
"""Words of everyday language: "out 10" is a date only as "10 out 2015"."""

_WEEKDAY_LINES = (
    "mon monday montag mo lundi lun lunes lunedì lunedi segunda segunda-feira seg maandag ma "
    "poniedziałek pon понедельник пн måndag mandag mån man pondělí po pazartesi",
    "tue tues tuesday dienstag di mardi mar martes martedì martedi terça terça-feira ter dinsdag "
    "wtorek wt вторник вт tisdag tirsdag tis tir úterý út salı",
    "wed wednesday mittwoch mi mercredi mer mié mie miércoles miercoles mercoledì mercoledi quarta "
    "quarta-feira qua woensdag wo środa śr среда ср onsdag ons středa st çarşamba",
    "thu thur thurs thursday donnerstag do jeudi jeu jueves jue giovedì giovedi gio quinta "
    "quinta-feira qui donderdag czwartek czw четверг чт torsdag tor tors čtvrtek čt perşembe",
    "fri friday freitag fr vendredi ven viernes vie venerdì venerdi sexta sexta-feira sex vrijdag "
    "vr piątek pt пятница пт fredag fre pátek pá cuma",
    "sat saturday samstag sonnabend sa samedi sam sábado sabado sáb sab sabato zaterdag za sobota "
    "sob суббота сб lördag lørdag lör lør so cumartesi",
    "sun sunday sonntag so dimanche dim domingo dom domenica zondag zo niedziela nd niedz "
    "воскресенье вс söndag søndag sön søn neděle ne pazar",
)

WEEKDAYS: dict[str, frozenset[int]] = {
    word: frozenset(day for day, line in enumerate(_WEEKDAY_LINES) if word in line.split())
    for all_words in _WEEKDAY_LINES
    for word in all_words.split()
}
"""Names of weekdays: Monday is 0; "so" is Sunday in German and Saturday in Czech."""

CJK_WEEKDAYS = "月火水木金土日"

CONNECTORS = _words(
    "at on the um at à a ale alle às as a las la le il ore om o ob godz godzinie kl klokken den der"
    " du de del di of dnia w v ve в г года r roku saat uhr le am klockan hora horas dia"
)
"""Words that may stand between a date and its clock, on either side."""

UNITS: dict[str, str] = {
    word: unit
    for unit, line in (
        (
            "second",
            "s sec secs second seconds sekunde sekunden sek seconde secondes segundo segundos "
            "secondo secondi seconden sekundę sekundy sekund секунду секунды секунд сек sekunder "
            "sekund vteřinami sekundami saniye",
        ),
        (
            "minute",
            "m min mins minute minutes minuten minuto minutos minuti minuut minutę minuty minut "
            "минуту минуты минут мин minuter minutter minutt minutami minutou dakika",
        ),
        (
            "hour",
            "h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren "
            "godzinę godziny godzin godz час часа часов timme timmar time timer hodinami hodinou "
            "saat",
        ),
        (
            "day",
            "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen dzień "
            "dni день дня дней dagar dager dage dny dnem gün",
        ),
        (
            "week",
            "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane "
            "weken tydzień tygodnie tygodni неделю недели недель vecka veckor uke uker uge uger "
            "týdny týdnem hafta",
        ),
        (
            "month",
            "mo mos month months monat monate monaten mois mes meses mese mesi mês maand maanden "
            "miesiąc miesiące miesięcy месяц месяца месяцев månad månader måned måneder měsíci "
            "měsícem ay",
        ),
        (
            "year",
            "y yr yrs year years jahr jahre jahren an ans année années año años anno anni ano anos "
            "jaar jaren rok lata lat год года лет år lety rokem yıl",
        ),
    )
    for word in line.split()
}
"""Units of a relative date, in the cases that "ago" asks for."""

CJK_UNITS: dict[str, str] = {
    "秒": "second", "秒钟": "second", "초": "second",
    "分": "minute", "分钟": "minute", "分鐘": "minute", "분": "minute",
    "小时": "hour", "小時": "hour", "時間": "hour", "시간": "hour",
    "天": "day", "日": "day", "일": "day",
    "周": "week", "週": "week", "週間": "week", "주": "week",
    "个月": "month", "個月": "month", "ヶ月": "month", "か月": "month", "カ月": "month",
    "개월": "month",
    "年": "year", "년": "year",
}  # fmt: skip

AGO_AFTER = _words(
    "ago fa atrás atras geleden temu назад sedan siden önce earlier zuvor plus her sitten zpět lalu"
)
"""Words after a quantity: "2 hours ago"."""

AGO_BEFORE = _words("vor hace há ha a för for před")
"""Words before a quantity: "vor 3 Tagen". "a" stands for French "il y a"."""

ONE = _words("a an one ein eine einem einer un une una uno um uma een jeden en ett et")

DAY_WORDS: dict[str, int] = {
    "today": 0, "heute": 0, "aujourd'hui": 0, "aujourd’hui": 0, "hoy": 0, "oggi": 0, "hoje": 0,
    "vandaag": 0, "dzisiaj": 0, "dziś": 0, "сегодня": 0, "idag": 0, "dnes": 0, "bugün": 0,
    "今日": 0, "今天": 0,
    "yesterday": 1, "gestern": 1, "hier": 1, "ayer": 1, "ieri": 1, "ontem": 1, "gisteren": 1,
    "wczoraj": 1, "вчера": 1, "igår": 1, "včera": 1, "dün": 1, "昨日": 1, "昨天": 1,
    "vorgestern": 2, "anteayer": 2, "позавчера": 2, "przedwczoraj": 2, "前天": 2,
}  # fmt: skip
"""Names of a day as seen from the day of the capture: how many days back."""

DAY_WORDS_THAT_NEED_A_CLOCK = frozenset({"hier"})
"""French "yesterday" is German "here"."""

_ZONE_NAMES = (
    "UTC GMT Z EST EDT CST CDT MST MDT PST PDT AKST AKDT HST ET CT MT PT BST IST WET WEST CET CEST "
    "EET EEST MEZ MESZ MSK MSD JST KST HKT SGT AEST AEDT ACST AWST NZST NZDT SAST BRT ART WIB"
)
ZONES = tuple(_ZONE_NAMES.split())
