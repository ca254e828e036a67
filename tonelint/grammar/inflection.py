"""Inflected forms of English words, so that a rule names a word once and no lemmatiser is needed at run time.

Regular forms follow the spelling rules of the Oxford guide (doubling, silent e, -y); irregular ones stand in a table.
"""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = """
be am is are was were been being|have has had having|do does did done doing|go goes went gone going|say says said saying
get gets got gotten getting|make makes made making|take takes took taken taking|give gives gave given giving
come comes came coming|see sees saw seen seeing|know knows knew known knowing|think thinks thought thinking
find finds found finding|tell tells told telling|feel feels felt feeling|leave leaves left leaving|keep keeps kept keeping
let lets letting|begin begins began begun beginning|show shows showed shown showing|hear hears heard hearing
run runs ran running|bring brings brought bringing|write writes wrote written writing|sit sits sat sitting
stand stands stood standing|lose loses lost losing|pay pays paid paying|meet meets met meeting|send sends sent sending
build builds built building|fall falls fell fallen falling|buy buys bought buying|spend spends spent spending
hold holds held holding|mean means meant meaning|put puts putting|set sets setting|cut cuts cutting|read reads reading
grow grows grew grown growing|win wins won winning|choose chooses chose chosen choosing|break breaks broke broken breaking
forget forgets forgot forgotten forgetting|understand understands understood understanding|sell sells sold selling
catch catches caught catching|speak speaks spoke spoken speaking|rise rises rose risen rising|drive drives drove driven driving
draw draws drew drawn drawing|slip slips slipped slipping|fly flies flew flown flying|wear wears wore worn wearing
throw throws threw thrown throwing|teach teaches taught teaching|fight fights fought fighting|lead leads led leading
hide hides hid hidden hiding|steal steals stole stolen stealing|bear bears bore borne bearing|cost costs costing
hit hits hitting|shut shuts shutting|split splits splitting|quit quits quitting|hurt hurts hurting|deal deals dealt dealing
fix fixes fixed fixing|bind binds bound binding|wake wakes woke woken waking|sleep sleeps slept sleeping
eat eats ate eaten eating|drink drinks drank drunk drinking|sing sings sang sung singing|swear swears swore sworn swearing
stick sticks stuck sticking|strike strikes struck striking|swing swings swung swinging|shake shakes shook shaken shaking
undo undoes undid undone undoing|redo redoes redid redone redoing|overcharge overcharges overcharged overcharging
mistake mistakes mistook mistaken mistaking|mislead misleads misled misleading|withdraw withdraws withdrew withdrawn withdrawing
child children|person people persons|man men|woman women|foot feet|life lives|half halves|thief thieves|shelf shelves
refer refers referred referring|prefer prefers preferred preferring|occur occurs occurred occurring|offer offers offered offering
regret regrets regretted regretting|commit commits committed committing|submit submits submitted submitting
permit permits permitted permitting|admit admits admitted admitting|cancel cancels cancelled canceled cancelling canceling
travel travels travelled traveled travelling traveling|focus focuses focused focusing|transfer transfers transferred transferring
label labels labelled labeled labelling labeling|die dies died dying|lie lies lied lying|tie ties tied tying
equip equips equipped equipping|forward forwards forwarded forwarding|upset upsets upsetting|input inputs inputting
ring rings rang rung ringing|hang hangs hung hanging|lay lays laid laying|feed feeds fed feeding|freeze freezes froze frozen freezing
tear tears tore torn tearing|blow blows blew blown blowing|bend bends bent bending|lend lends lent lending|seek seeks sought seeking
sink sinks sank sunk sinking|sweep sweeps swept sweeping|ride rides rode ridden riding|shrink shrinks shrank shrunk shrinking
burn burns burned burnt burning|spill spills spilled spilt spilling|spoil spoils spoiled spoilt spoiling
spell spells spelled spelt spelling|learn learns learned learnt learning|light lights lit lighted lighting|dig digs dug digging
misspell misspells misspelled misspelt misspelling|mishear mishears misheard mishearing|misread misreads misreading
misunderstand misunderstands misunderstood misunderstanding|oversleep oversleeps overslept oversleeping
overrun overruns overran overrunning|oversell oversells oversold overselling|overpay overpays overpaid overpaying
underpay underpays underpaid underpaying|repay repays repaid repaying|resend resends resent resending
rebuild rebuilds rebuilt rebuilding|forgive forgives forgave forgiven forgiving|swim swims swam swum swimming
"""
_TABLE = {group.split()[0]: tuple(group.split()) for line in _IRREGULAR.strip().splitlines() for group in line.split("|")}
# Past forms that cannot be a present: "forgot" is one whatever a parser makes of it.
PASTS = frozenset(form for group in _TABLE.values() for form in group[2:] if group[-1].endswith("ing") and not form.endswith("ing"))
PASTS -= _TABLE.keys() | {"are", "is"}
_VOWELS = "aeiou"
# Short words that double their last letter; longer ones mostly do not (open, visit, offer).
_DOUBLING_LENGTH = 5


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """Return the word with its plural or verb forms, in lower case; of several words only the first is inflected."""
    first, _, rest = word.partition(" ")
    found = frozenset(_TABLE.get(first) or _regular(first))
    return frozenset(f"{form} {rest}" for form in found) if rest else found


def _regular(word: str) -> tuple[str, ...]:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        stem = word[:-1]
        return (word, stem + "ies", stem + "ied", word + "ing")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word, word + "es", word + "ed", word + "ing")
    if word.endswith("e"):
        ing = word + "ing" if word.endswith("ee") else word[:-1] + "ing"
        return (word, word + "s", word + "d", ing)
    if _doubles(word):
        return (word, word + "s", word + word[-1] + "ed", word + word[-1] + "ing")
    return (word, word + "s", word + "ed", word + "ing")


def _doubles(word: str) -> bool:
    return (
        2 < len(word) < _DOUBLING_LENGTH  # noqa: PLR2004 - "stop", "ship", "tap", not "of"
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    ) or (len(word) == _DOUBLING_LENGTH and word[-1] in "bgpt" and word[-2] in _VOWELS and word[-3] not in _VOWELS and word[0] == "s")
