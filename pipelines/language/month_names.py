"""A written month or weekday, in a score of languages -> its number; a word that could be two months -> None.

The names are those in common use in each language, without accents. A shortened name is read where three letters or
more of it fit one month only; where languages disagree ("lis"), English decides, else nobody.
"""

import re
import unicodedata
from functools import lru_cache

_ENGLISH = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may june july aug sept oct nov dec",
)
_OTHERS = (
    "januar februar marz april mai juni juli august september oktober november dezember",  # German
    "janner feber maerz april mai juni juli august september oktober november dezember",  # Austrian
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",  # French
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",  # Italian
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",  # Spanish
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",  # Portuguese
    "januari februari maart april mei juni juli augustus september oktober november december",  # Dutch
    "januari februari mars april maj juni juli augusti september oktober november december",  # Swedish
    "januar februar marts april maj juni juli august september oktober november december",  # Danish, Norwegian
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesakuu heinakuu elokuu syyskuu lokakuu marraskuu joulukuu",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",  # Polish
    "styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien",
    "ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince",  # Czech
    "leden unor brezen duben kveten cerven cervenec srpen zari rijen listopad prosinec",
    "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december",  # Hungarian
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",  # Romanian
    "ocak subat mart nisan mayıs haziran temmuz agustos eylul ekim kasım aralık",  # Turkish
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",  # Russian
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",  # Ukrainian
    "ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου "
    "ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου",
    "ιανουαριος φεβρουαριος μαρτιος απριλιος μαιος ιουνιος "
    "ιουλιος αυγουστος σεπτεμβριος οκτωβριος νοεμβριος δεκεμβριος",
    "januari februari maret april mei juni juli agustus september oktober november desember",  # Indonesian
)
# Monday first. Short forms stand beside long ones: two letters are too few to be cut from a name safely.
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "mo tues weds thurs fr sa su",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "lun mar mer gio ven sab dom",
    "lunes martes miercoles jueves viernes sabado domingo",
    "lun mar mie jue vie sab dom",
    "segunda terca quarta quinta sexta sabado domingo",
    "seg ter qua qui sex sab dom",
    "segunda-feira terca-feira quarta-feira quinta-feira sexta-feira sabado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
    "mandag tirsdag onsdag torsdag fredag lordag sondag",
    "man tir ons tor fre lor son",
    "mandag tisdag onsdag torsdag fredag lordag sondag",
    "poniedziałek wtorek sroda czwartek piatek sobota niedziela",
    "pon wt sr czw pt sob niedz",
    "pondeli utery streda ctvrtek patek sobota nedele",
    "po ut st ct pa so ne",
    "hetfo kedd szerda csutortok pentek szombat vasarnap",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "пн вт ср чт пт сб вс",
    "δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη",
    "δευ τρι τετ πεμ παρ σαβ κυρ",
)
_SHORTEST = 3
_MARKS = re.compile(r"[\u0300-\u036f]")


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """The word in small letters and without accents."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", word.casefold()))


def month_number(word: str) -> int | None:
    """1 to 12, or None for a word that names no month, or more than one."""
    return _MONTH_OF.get(folded(word))


def weekday_numbers(word: str) -> frozenset[int]:
    """The weekdays (Monday 0) that the word may name in some language: none, one, or two ("mar", "so")."""
    return _WEEKDAYS_OF.get(folded(word), frozenset())


def _month_table() -> dict[str, int]:
    english = _by_name(_ENGLISH)
    others = _by_name(_OTHERS)
    found: dict[str, set[int]] = {}
    for name, months in others.items():
        for stop in range(_SHORTEST, len(name) + 1):
            found.setdefault(name[:stop], set()).update(months)
    table = {word: next(iter(months)) for word, months in found.items() if len(months) == 1}
    table |= {name: next(iter(months)) for name, months in others.items() if len(months) == 1}
    return table | {name: next(iter(months)) for name, months in english.items()}


def _by_name(lines: tuple[str, ...]) -> dict[str, set[int]]:
    names: dict[str, set[int]] = {}
    for line in lines:
        for number, name in enumerate(line.split(), 1):
            names.setdefault(folded(name), set()).add(number)
    return names


_MONTH_OF = _month_table()
_WEEKDAYS_OF = {name: frozenset(number - 1 for number in numbers) for name, numbers in _by_name(_WEEKDAYS).items()}
