"""Words by which a question speaks of documents, of who wrote them and of how they see things."""

from __future__ import annotations

import re

from assistant.words.patterns import any_case

KINDS_OF_DOCUMENTS = frozenset(
    ("newsletter", "commentary", "analysis", "brief", "report", "article", "paper", "memo", "study",
     "statement", "speech", "minutes", "note", "letter", "release", "bulletin", "factsheet",
     "handbook", "manual", "transcript", "circular", "interview", "reply", "blog", "column",
     "glossary", "faq", "code")
)  # fmt: skip
"""What a question may call a document; the glossary holds most Korean words for them."""

TEXT = r"(?:doc|document|text|source|brief|paper|piece|publication|article|report|write-?up)"
"""Words for a document of any library; its texts may tell of statements, speeches and studies."""

NOUNS = rf"(?:{TEXT}|newsletter|commentary|analysis|author|writer)s?"
"""The same with its kinds and with who wrote it: the author says what the text says."""

HERE = "\0"
"""Stands where documents were named."""

EVERY = (
    rf"(?:(?:the|these) two(?: \w+)? {NOUNS}|"
    rf"(?<!\bits )(?:both|two)(?: the| of the(?: two)?)?(?: \w+)?? {NOUNS}|"
    rf"(?:each|either)(?: one)?(?: of the(?: two)?| of these| author| of)? {NOUNS})(?! and )"
)
"""Words for each of the documents."""

VIEW = (
    r"(?:view|verdict|judge?ment|assessment|opinion|take|reading|account|portrayal|picture|coverage|"
    r"words|eyes|count|telling)s?"
)
"""Words for how a document sees a thing."""

SEVERAL = any_case(
    rf"\b(?:(?:do|does|did|is|are) )?(?:of )?(?:{EVERY}|"
    rf"(?:the|these) (?:{TEXT}|author)s|(?:the|this) (?:{TEXT}|author)"
    r"(?= (?:say|said|write|report|think|state|mention|discuss|cover|address|touch|talk)\w*)|"
    r"(?<=\bin )(?:both|each)(?: of them)?(?=[?.!,;]|$)|"
    r"(?:(?<=\bcompare what )|(?<=\bcompare how ))(?:they|both|the two)|"
    r"(?<=\bcompare )the two(?= on\b))"
    r"(?: teams?)?(?:['’]s?)?(?: each)?(?!\w)"
)
"""Words for all documents at once, or for the only one: "what does the document say about …"."""

SAYS_EACH = any_case(
    r"\b(?:what|how|where) (?:(?:do|does|did) )?(?:each|both)(?: one| of them)? "
    r"(?:(?:have|has) to )?(?:say|write|report|tell|put|see|judge|describe|mention)s?\b|"
    r"\b(?:said|says?|mentioned) (?:of it )?in (?:each|both)(?: of them)?(?=[?.!,;]|$)"
)
"""A question for what each of them says, whoever they are."""

# Of an institute these are also said, and only where it speaks is it a name for its document.
_SPEAKING = (
    r"(?:say|write|report|state|claim|mention|note|describe|discuss|see|judge|think|believe|view|argue|"
    r"make(?= of\b)|"
    r"conclude|present|portray|explain|assess|put|call|consider|draw|give|count|find|name|point|rate|"
    r"praise|criticise|criticize|recommend|suggest|propose|advise|warn|doubt|regret|welcome)s?"
)
# "How does it open its piece?", "what is its last sentence?", "is it critical of …?"
_OPENS = r"(?:begin|open|start|end|close|finish)s? (?:its|with|by)\b"
_OPENING = (
    r"(?:(?:opening|closing|first|last|final|concluding) "
    r"(?:sentences?|lines?|paragraphs?|words?|remarks?|points?|messages?)|conclusions?)\b"
)
_JUDGING = (
    r"(?:(?:more|less|as|so|very|too) )?(?:critical|positive|negative|upbeat|optimistic|"
    r"pessimistic|s[ck]eptical|supportive|hopeful|cautious)\b"
)


def speaking(name: str) -> re.Pattern[str]:
    """Where somebody of that name speaks: the institute that published a document, not a topic.

    Args:
        name: a pattern.

    >>> speaking("KEI").sub(HERE, "Who heads KEI, in KEI's view?") == f"Who heads KEI, in {HERE}?"
    True
    """
    return re.compile(
        rf"(?:\b[Tt]he )?\b{name}(?:['’]s)?(?: own)? (?i:{NOUNS}|{VIEW}(?! (?:on|of|about)))\b|"
        rf"(?<=\b[Aa]ccording to ){name}(?!['’])\b|(?<=\bper ){name}(?!['’])\b|"
        rf"(?<![Ww]hat is )(?<=\bis ){name}(?= (?:about|on|of|towards?)\b)|"
        rf"\b{name}(?= (?:{_SPEAKING})\b)|\b{name}(?= {_OPENS})|\b{name}(?=['’]s {_OPENING})|"
        rf"(?<=^Is ){name}(?= {_JUDGING})|\b{name}['’]s(?= (?:\w+ )?(?:{VIEW}) (?:on|of|about)\b)"
    )
