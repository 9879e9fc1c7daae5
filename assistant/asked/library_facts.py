"""Questions about the documents themselves: which there are, who wrote them, how long they are."""

from __future__ import annotations

from typing import Literal

from assistant.asked.document_words import NOUNS, TEXT

Fact = Literal["documents", "authors", "pages", "dated", "publisher", "title"]
"""What may be asked of documents as such, which their metadata may know."""

# Of a document, and not "of the treaty".
_THE_AUTHORS = (
    r"the (?:\w+ ){0,2}(?:author|writer)s?\b"
    rf"(?! of (?!(?:the|this|both|these) (?:\w+ )?{NOUNS}\b))"
)
_POST = r"(?:position|role|job|title|post|affiliation|name)s?"
# The texts themselves may tell of a report, who wrote it and when.
_BETWEEN = r"(?: (?!(?:of|in|on|to|by|for|from|about|with|and|that|the)\b)[\w&.-]+){0,2}"
_DOCUMENT = (
    rf"(?:(?:the|this|these|your|both|each|either){_BETWEEN} "
    rf"(?!reports?\b)(?:{TEXT}|newsletter|commentary|analysis)s?)"
)
_IS = r"(?:['’]s| is| are| was| were)"
_TELL = rf"(?:what{_IS}|(?:please )?(?:tell|give|show) me|name)"

PATTERNS: tuple[tuple[Fact, str], ...] = (
    (
        "documents",
        rf"\b(which|what|how many|list( of)?( all)?( the)?) ({TEXT}s|files)\b"
        r"(.{0,20}\b(you|here|available|hold|held|loaded|search)\b| (are|is) there\W*$)|"
        rf"^\W*(please )?(list|show|name)( me)?( all)?( of)?( the| your)? ({TEXT}s|files)\W*$|"
        rf"^\W*what are your ({TEXT}s|files)\W*$",
    ),
    (
        "authors",
        r"^\W*(who (wrote|authored)|who('s| is| are| was| were) the (author|writer)s?)\b"
        rf"(?=.{{0,25}}\b(this|these|it|th(e|is|ese) \w* ?(?!report){NOUNS})\b)|"
        rf"^\W*who (made|prepared|compiled|drafted) (this|{_DOCUMENT})\W*$|"
        rf"^\W*(who are|(please )?(tell me (more )?about|name|list)) {_THE_AUTHORS}|"
        rf"^\W*(what|tell me|list|name)\b.{{0,20}}\b({_POST} of {_THE_AUTHORS}|"
        rf"{_THE_AUTHORS}['’]s? {_POST})|^\W*what do {_THE_AUTHORS} do\W*$|"
        rf"\bwhat {_POST} (do|does) {_THE_AUTHORS} (hold|have)\b",
    ),
    (
        "pages",
        rf"^\W*how (many pages (are (there )?in|do|does|has|have|long{_IS})|long{_IS}) "
        rf"{_DOCUMENT}( have| contain| span| long)?\W*$|"
        rf"^\W*{_TELL} the (length|page count|number of pages) of {_DOCUMENT}\W*$",
    ),
    (
        "dated",
        rf"^\W*when{_IS} {_DOCUMENT} "
        r"(written|published|issued|released|dated|printed|made|posted|from)\W*$|"
        rf"^\W*{_TELL} the ((publication|release|issue) )?date of {_DOCUMENT}\W*$|"
        rf"^\W*how (old|recent){_IS} {_DOCUMENT}\W*$",
    ),
    (
        "publisher",
        rf"^\W*who (published|issued|released|publishes) (this|{_DOCUMENT})\W*$|"
        rf"^\W*who{_IS} the publishers? of {_DOCUMENT}\W*$|"
        r"^\W*(which|what) (institut\w+|organi[sz]ation|publisher|think tank|outlet) "
        rf"(published|issued|released|publishes) {_DOCUMENT}\W*$|"
        rf"^\W*where{_IS} {_DOCUMENT} (published|from)\W*$",
    ),
    (
        "title",
        rf"^\W*{_TELL} the (full )?titles? of {_DOCUMENT}\W*$|"
        rf"^\W*what{_IS} {_DOCUMENT} (called|titled|entitled)\W*$",
    ),
)
"""What asks for each, in English; the first match wins."""
