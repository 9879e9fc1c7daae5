"""A question in other words, for when the documents seem not to answer it.

Lists and tables of agreements name the parties and what they will do; that somebody signed is in
no line of theirs. In "sign a deal" the noun says what is meant, the verb next to nothing: a light
verb (Jespersen 1942, A Modern English Grammar VI, 7.2). And some offices have two names, how many
days a stay had is told by its dates, where two met by where their meeting was held, and what fell
short by what went wrong. Besides, people say of a thing what no text says of it: "the deals that
they came away with" are the deals.
"""

from __future__ import annotations

import re

from assistant.ranking.office import office_asked, roles_alike
from assistant.ranking.stays import asks_how_long_a_stay
from assistant.words.clauses import clause_of, lower_first, upper_first
from assistant.words.patterns import any_case

_DEAL = (
    r"(?P<deal>(?:(?:an?|any|the|some|its|their) )?(?:[\w-]+ ){0,2}?)"
    r"(?:(?:deal|agreement|contract|accord|pact|partnership|arrangement|mou)(?P<s>s)?|"
    r"memorand(?:um|(?P<many>a|ums)))\b(?: of understanding)?(?: mous?)?"
)
_SIGN = (
    r"(?:sign(?:ed)?|str(?:ike|uck)|ma(?:k|d)e|concluded?|reach(?:ed)?|closed?|ink(?:ed)?|"
    r"seal(?:ed)?|enter(?:ed)?(?: into)?|g[eo]t|agreed? (?:on|to))"
)
_DID = r"(?:did|does|do|has|have|had)"
_X = r"[^,;:]{2,60}?(?<!\bto)(?<!\bbeing)(?<!\bany)"
_WITH = r"(?P<more>(?: with [^,;:]+)?)"  # what else is said, of a place or a time, would be lost
_WHO = rf"(?P<who>who|(?:what|which) {_X}(?<! did))(?: has| have| had)?"
_MEET = r"(?:meet|met|see|sit down|hold talks)"
_WHEN = r"(?P<when>when|where|(?:at|in|on) (?:what|which) \w+)"
_HELD = "{when} was the meeting of {who} and {other} held?"
_HOW_MANY_DAYS = any_case(r"^\W*(?:for )?how many (?:full |whole )?days\b")
_PLAIN = {
    "boss": "head", "bosses": "heads", "bigwigs": "leaders",
    **dict.fromkeys(("tycoons", "magnates", "moguls"), "business leaders"),
}  # fmt: skip
_CASUAL = any_case(rf"\b(?<!party )(?:{'|'.join(_PLAIN)})\b")
_NOT = any_case(r"^(why \w+?)n['’]t\b")
_SPENT = re.compile(r"\bspend\b")


_BAN = r"(?:(?:the|its|their|an?) )?(?:bans?|embargo|restrictions?|boycott|curbs?|blockade)"
_LIFTED = r"(?:lift(?:ed)?|end(?:ed)?|drop(?:ped)?|remov(?:e|ed)|eas(?:e|ed)|scrap(?:ped)?|over)"


def _form(pattern: str) -> re.Pattern[str]:
    return any_case(rf"^{pattern}$")


# What is asked, and the same in other words.
_FORMS = (
    (_form(rf"with (?P<with>who(?:m)?|which {_X}) {_DID} (?P<who>{_X}) {_SIGN} {_DEAL}{_WITH}"),
     "With {with} does {who} have {deal}{more}?"),
    (_form(rf"(?P<with>who(?:m)?|which {_X}) {_DID} (?P<who>{_X}) {_SIGN} {_DEAL} with(?P<more>)"),
     "With {with} does {who} have {deal}{more}?"),
    (_form(rf"{_DID} (?P<who>{_X}) {_SIGN} {_DEAL}{_WITH}"),
     "Does {who} have {deal}{more}?"),
    (_form(rf"(?P<which>what|which) {_DEAL} {_DID} (?P<who>{_X}) {_SIGN}{_WITH}"),
     "{which} {deal} does {who} have{more}?"),
    (_form(rf"{_WHO} {_SIGN} {_DEAL}{_WITH}"), "{who} has {deal}{more}?"),
    (_form(rf"what {_DID} (?P<who>{_X}) {_SIGN} with (?P<other>.+)"),
     "What is the deal between {who} and {other}?"),
    (_form(rf"what {_DID} (?P<who>{_X}) sign"), "What is the deal of {who}?"),
    (_form(rf"what(?: contents)? (?:is|was|are|were) {_DEAL} that (?P<who>{_X}) {_SIGN}"
           r"(?P<more>(?: with [^,;:]+?)?)(?: about)?"),
     "What is the deal of {who}{more}?"),
    (_form(rf"what does {_DEAL} (?:signed|made|concluded) by (?P<who>{_X}) "
           r"(?:say|cover|contain|involve)"),
     "What is the deal of {who}?"),
    (_form(rf"(?:is|was|has|have|did) {_BAN} on (?P<what>{_X}) (?:been |be |get )?{_LIFTED}"),
     "Did {what} resume?"),
    (_form(rf"{_DID} (?P<who>{_X}) {_LIFTED} (?:its|the|their|his|a) {_BAN} on (?P<what>{_X})"),
     "Did {what} to {who} resume?"),
    (_form(rf"(?:was|is|were|are) there {_DEAL} (?P<with>with .+)"), "What is {deal} {with}?"),
    (_form(rf"what {_DID} {_DEAL} (?P<with>(?:with|between) .+?) (?:say|cover|contain|involve)"),
     "What is {deal} {with}?"),
    (_form(rf"where did (?P<who>{_X}) (?:fall|come) short"), "What went wrong at {who}?"),
    (_form(rf"what {_DID} (?P<who>{_X}) (?:tell|promise|assure|pledge) "
           r"(?P<other>(?-i:[A-Z])[\w-]*(?: (?-i:[A-Z])[\w-]*)*)(?P<more>(?: (?:about|on) .+)?)"),
     "What did {who} say{more}?"),
    (_form(r"how many of the (?:\w+ )?(?P<what>(?:[\w-]+ )?[a-z]+s) "
           rf"(?P<did>{_DID}|was|were|is|are) (?P<more>.+)"),
     "How many {what} {did} {more}?"),
    (_form(r"who (?:leads|led|heads|headed|runs|ran) (?P<who>(?-i:[A-Z])[^,;:]{1,40}?)"
           r"(?: (?:at|in) .+)?"),
     "Who is the chairman of {who}?"),
    (_form(rf"{_WHEN} did (?P<who>{_X}) and (?P<other>{_X}) {_MEET}"), _HELD),
    (_form(rf"{_WHEN} did (?P<who>{_X}) {_MEET}(?: with)? (?P<other>{_X})"), _HELD),
    (_form(rf"{_WHEN} was (?P<who>{_X}) (?:hosted|received|welcomed) by (?P<other>{_X})"), _HELD),
)  # fmt: skip


_ASKS = r"(?:what|which|who|when|where|how|why)\b"
_SAYING = r"(?:say|tell|told|warn|ask|claim|argue|think|announce|report|agree|promise)"
_CLAUSE_LAST = any_case(
    rf"^(?P<asked>{_ASKS}(?!.*\b{_SAYING}\w*\b)[^,(]{{20,}}?[a-z]) (?:that|which|who) "
    r"(?!is\b|are\b|was\b|were\b)[^,(]{8,60}$"
)
_CLAUSE_INSIDE = any_case(
    rf"^(?P<asked>{_ASKS} {_DID} (?:the )?[\w -]{{3,40}}?) (?:that|which|who) [a-z]+ed "
    r"[^,(]{3,40} (?P<verb>[a-z]+)$"
)


def without_clause(question: str) -> str | None:
    """The question without a clause that says more of a thing; None where it has none.

    >>> without_clause("What was the value of the deals that the firms came away with?")
    'What was the value of the deals?'
    >>> without_clause("What did the delegation that accompanied Lee to Peru sign?")
    'What did the delegation sign?'
    >>> without_clause("Why did he warn the delegation that the talks might fail?")
    """
    plain = question.strip(" ?.!")
    if inside := _CLAUSE_INSIDE.match(plain):
        return f"{inside['asked']} {inside['verb']}?"
    last = _CLAUSE_LAST.match(plain)
    return f"{last['asked']}?" if last else None


def _not_apart(question: str) -> str | None:
    """The reason why something did not happen, its "not" a word of its own.

    >>> _not_apart("Why didn't the firms get in?")
    'Why did the firms not get in?'
    """
    plain = _NOT.sub(r"\1", question)
    clause = clause_of(plain)
    if plain == question or not (clause.subject and clause.rest):
        return None
    return f"Why {clause.auxiliary} {clause.subject} not {clause.rest}?"


def _without_slang(question: str) -> str | None:
    """The question with the plain word for a casual one.

    >>> _without_slang("Which tycoons came?")
    'Which business leaders came?'
    """
    plain = _CASUAL.sub(lambda word: _PLAIN[word[0].casefold()], question)
    return plain if plain != question else None


def in_other_words(question: str) -> str | None:
    """The question in other words; None where none are known.

    >>> in_other_words("Did Acme sign a deal with Bell?")
    'Does Acme have a deal with Bell?'
    >>> in_other_words("Which company signed an MOU with Bell?")
    'Which company has a deal with Bell?'
    >>> in_other_words("What did Acme agree on with Bell?")
    'What is the deal between Acme and Bell?'
    >>> in_other_words("Who is the Peruvian premier?")
    'Who is the prime minister of Peru?'
    >>> in_other_words("How many days did she spend in Peru?")
    'How long did she stay in Peru?'
    >>> in_other_words("Who signed the register?")
    """
    if said := _not_apart(question) or _without_slang(question):
        return said
    office = office_asked(question)
    if office and office.of and len(same := roles_alike(office.role)) > 1:
        other = next(role for role in same if role != office.role)
        return f"Who is the {other} of {upper_first(office.of)}?"
    if asks_how_long_a_stay(question) and _HOW_MANY_DAYS.match(question):
        return _SPENT.sub("stay", _HOW_MANY_DAYS.sub("How long", question))
    plain = question.strip(" ?.!")
    for form, reworded in _FORMS:
        if found := form.match(plain):
            words = {name: words or "" for name, words in found.groupdict().items()}
            many = words.get("s") or words.get("many")
            words["deal"] = f"{words.get('deal', '')}{'deals' if many else 'deal'}"
            if "with" in words:
                words["with"] = lower_first(words["with"])
            text = re.sub(r"\ban (?=deal)", "a ", reworded.format(**words))
            text = re.sub(r"^What is (?:an?|any|some) ", "What is the ", text)
            return upper_first(text)
    return None
