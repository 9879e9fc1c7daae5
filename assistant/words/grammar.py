"""Small words of English by what they do in a question. Lists only; `clauses` uses them to read."""

from __future__ import annotations

import calendar


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = _words("is are was were am")
DO = _words("do does did")
MODAL = _words("will would can could should shall may might must has have had")
AUXILIARIES = BE | DO | MODAL

ASKING = _words("who whom whose what which when where why how")

PREPOSITIONS = _words("""
    about after against among around as at before behind below beside besides between by despite
    during for from in inside into like near of off on onto outside over per since through
    throughout to toward towards under until up upon via with within without
""")
PLACE_PREPOSITIONS = _words("in at to from")

DETERMINERS = _words("""
    the a an this that these those his her its their our your my some any each every no both all
""")
PRONOUNS = _words("""
    he she it they him them we us you i me himself herself itself themselves there here this that
    these those
""")
HE = _words("he him his")
SHE = _words("she her hers")

JOINING = _words("and or but if that when while because although who which")
BOUNDARIES = AUXILIARIES | PREPOSITIONS | DETERMINERS | PRONOUNS | JOINING | ASKING | {"be", "been"}
"""Where a noun phrase ends."""

CLAUSE_STARTS = _words("""
    after although and because before but if or since than that when where whether which while who
    whose how why what say says said think thinks thought believe believes claim claims hope hopes
    know knows
""")
"""Behind these a pronoun may stand for what comes before them: "Lee said he …"."""

IRREGULAR_PASTS = _words("""
    became began begun born bought broken brought built came chose chosen cost did done drawn drew
    eaten fallen fell felt found gave given gone got grew grown held kept knew known led left lost
    made meant met paid put ran rose said sat saw seen sent set shown sold spent spoke spoken stood
    taken taught thought told took went won written wrote
""")
"""Past forms that do not end in "ed": "Which companies took part" would not show its verb."""

NO_DEEDS = _words("be been cost last mean include cover concern contain look cause")
"""Verbs whose subject does nothing: "they" that cost something are no people."""

SPEAKING = _words("""
    admit announce announced claim comment declare declared offer post promise propose replied reply
    said say state stated tell think thought told warn write written wrote
""")
"""What is asked in these verbs is somebody's words: "What did Ann announce?"."""

OWN_DEEDS = _words("""
    accompanied accompany apologise apologised apologize apologized applied applies apply appoint
    appointed appoints arrest arrested bake coin coined cook criticise criticised
    criticize criticized design designed edit edited elect elected establish established fire fired
    graduate graduated inspect inspected interpret interpreted invent invented married marry
    moderate moderated monitor monitors persuade persuaded ratified ratify resign resigned restate
    restated retire retired serve served studied study thank thanked translate translated vote voted
    wear wore
""")
"""Deeds that a text tells by their own name, if it tells them."""

VAGUE_ROLES = _words("chief head leader")
"""Roles that a text may well call something else."""

POSTS = _words("job post position role office rank")
"""What somebody is: it goes by no name that stands elsewhere."""

TAILS = _words("else exactly precisely specifically then again not so")
"""May follow asking words that have no verb: "Where exactly?"."""

REQUESTS = _words("""
    add book bye call check close compare continue cool count define delete describe explain find
    forget give go good goodbye great hello help hey hi ignore list make name nice no open please
    print really remove say send set show sorry stop summarise summarize sure tell thank thanks
    translate write yes
""")
"""First words of what is no scrap of a question."""

NO_NAMES = _words("""
    after against all also and another any anyone before besides between both but compare describe
    did during each else every exactly except explain find hello hi how i list may might more most
    must name nobody now ok okay one ones only or other please roughly she show since so some
    somebody someone summarise summarize tell thank thanks then those through together toward
    towards under until us well whether which while within without yes yet no
""")
"""With a capital at the start of a sentence they are no names, nor are the analyzer's stopwords."""

NO_NOUNS = _words("to need want not and or if because that")
"""A short answer that begins with one of these cannot take a pronoun's place."""

HEADS = _words("""
    agreement area case certificate company country date day deal decision event exchange figure
    forum function gesture group idea issue job list matter meeting month number occasion office
    pact part party person place plan point policy position post project question rank relation
    role share side step structure summit talk team thing time topic trip visit week year
""")
"""Nouns that end what "that" points at: "Why does that job matter?"."""

GATHERINGS = _words("""
    banquet briefing ceremony conference congress dinner event exhibition expo fair feast festival
    forum gathering lunch meeting reception roundtable seminar session summit talk workshop
""")
"""At such a thing something is done, as at no pact: "What did they agree at the summit?"."""

FIGURES = _words("figure number sum amount percentage")
"""Nouns for what was told as a number: "Who gave that figure?"."""

MEASURES = _words("age amount cost height length number price rate share size sum value width")
"""What something has: after "the cost of the bridge", "it" is sooner the bridge."""

ONES = tuple(str.split("one two three four five six seven eight nine"))
TEENS = tuple(
    str.split("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
)
TENS = tuple(str.split("twenty thirty forty fifty sixty seventy eighty ninety"))
NUMBERS = frozenset(ONES + TEENS + TENS) | _words(
    "hundred thousand million billion first second third"
)
"""A short answer of these alone is no thing that "it" could stand for."""

ORDINALS = tuple(str.split("first second third fourth fifth sixth seventh eighth ninth tenth"))
"""In their order; "first" is often no rank: "first of all"."""

MONTH = "|".join(calendar.month_name[1:])
"""The months, for a pattern."""

NOW = _words("year month week season spring summer autumn fall winter decade century morning")
"""In "this year", "this" points at nothing earlier."""
KINDS = _words("kind kinds sort sorts type types way")
"""In "forums of this kind", "this" points at nothing earlier."""
