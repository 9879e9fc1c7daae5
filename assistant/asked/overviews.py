"""What a request for an overview is about, without the words that only ask for one.

"Give me a quick summary of the talks" asks for the talks: no document says the words before them.
"""

from __future__ import annotations

from assistant.words.patterns import any_case
from index.lexical import analyze

_FORM = (
    r"(?:summary|overview|outline|recap|rundown|run-?through|synopsis|gist|picture|idea|sense|briefing|"
    r"(?:main |key )?(?:points?|takeaways?|essentials|highlights|facts))"
)
_KIND_OF = r"(?:(?:very|quick|short|brief|rough|general|concise|overall|broad|main|key|basic) )*"
_OF = r"(?:of|on|about|regarding|concerning|around)"
_POLITE = (
    r"(?:(?:please|pls|and|so|ok(?:ay)?|hi|hello),? )*"
    r"(?:(?:can|could|would|will) you (?:please )?|(?:I|we)(?:['’]d like| (?:need|want|would like))"
    r"(?: you)?(?: to)? )?"
)
_GIVE = rf"(?:give|get|show|write|send|make|find) (?:me|us) {_POLITE}"
_AHEAD = any_case(
    rf"^{_POLITE}(?:"
    r"(?:summari[sz]e|sum up|outline|recap|brief (?:me|us) on|(?:walk|talk|run) (?:me|us) through|"
    rf"(?:{_GIVE})?(?:(?:a|an|the|some) )?{_KIND_OF}{_FORM} {_OF}|"
    r"(?:tell|say) (?:(?:me|us) )?(?:something |more |a bit |all )?about|"
    r"what(?:['’]s| is) the (?:\w+ )?(?:story|picture|situation|state of play|deal) "
    rf"(?:with|{_OF}))) "
)
_SAID = any_case(
    rf"^{_POLITE}(?:"
    r"(?:(?:is|are) there |(?:do|does) (?:they|it|we|you) (?:have|say|know) |got )?"
    rf"(?:anything|something)(?: at all)?(?: said| written| there)? {_OF}|"
    r"what(?:['’]s| is| are| was| has been)(?: being)? (?:said|written|reported|known|there) "
    rf"{_OF}|"
    r"what (?:do|can|did) (?:we|I|one|you|they) (?:learn|know|read|find(?: out)?|hear|say|tell) "
    rf"(?:(?:me|us) )?{_OF}) "
)
# "The submarine: what was said about it?"
_SAID_OF_IT = any_case(
    r"^(?:(?:ok(?:ay)?|and|so|now|next|right),? )*(?P<topic>[^:?]{3,60}): "
    rf"what(?:['’]s| is| was| has been) (?:said|written|reported|told) {_OF} "
    r"(?:it|this|that|them|these|those)\W*$"
)
# "What did the letter say about drums?"
_ONE_SAYS = any_case(
    r"^(?:(?:and|so|but|then),? )*what (?:does|did|do|has|have|can) [^,?]{2,60}? "
    r"(?:say|said|tell (?:us|me)|told us|report|reported|write|written|mention|mentioned|have)"
    rf"(?: to say)? {_OF} "
)
IN_SO_MANY = (
    r"in (?:a few|a single|\w+)(?: (?:short|brief|bullet))* "
    r"(?:points?|bullets?|sentences?|lines?|words?|paragraphs?)\b"
)
"""A pattern of how long an overview is to be: "in three bullet points"."""

_PLEASE = (
    r"(?:in short|in brief|briefly|in a nutshell|in general|in (?:broad|general) terms|please|pls|"
    rf"thanks|thank you|for me|for a briefing|{IN_SO_MANY})"
)
_BEHIND = any_case(
    rf"(?:[,.?!]? {_PLEASE}(?=[ ,.?!]|$)|[,.?!] (?:an? )?{_KIND_OF}{_FORM}(?=[ ,.?!]|$))+[.?!]*$"
)


def said_of(text: str) -> str:
    """What all that is said of is asked for, in so many words; empty where nothing is.

    >>> said_of("Anything on seafood?"), said_of("Is seafood dear?")
    ('seafood', '')
    >>> said_of("What is said about the price of seafood?")
    'the price of seafood'
    >>> said_of("Now seafood: what was said about it?")
    'seafood'
    """
    if of_it := _SAID_OF_IT.match(text):
        return of_it["topic"]
    begins = _SAID.match(text)
    about = _BEHIND.sub("", text[begins.end() :]).strip(" ?.!") if begins else ""
    return about if analyze(about) else ""


def said_by_one(text: str) -> str:
    """What is asked about where one is asked for all it says of it; empty where nothing is.

    >>> said_by_one("What did the letter say about drums?"), said_by_one("What does it cost?")
    ('drums', '')
    """
    begins = _ONE_SAYS.match(text)
    return _BEHIND.sub("", text[begins.end() :]).strip(" ?.!") if begins else ""


def asked_overview_of(text: str) -> str:
    """What an overview is asked of, which is no question any more.

    >>> asked_overview_of("Could you give me a quick summary of the talks, please?")
    'the talks'
    >>> asked_overview_of("Summarise it.")
    'Summarise it.'
    """
    about = _BEHIND.sub("", _AHEAD.sub("", text))
    return about.strip(" ?.!") if about != text and analyze(about) else text.rstrip("?")
