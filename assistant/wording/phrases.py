"""Every sentence that the assistant says in its own words. None carries a fact of its own.

Answers are composed in English; `in_language` puts the fixed phrases of a finished answer into the
language of its question. Quotes stay as they stand in the document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.words.language import language_of

if TYPE_CHECKING:
    from assistant.answer import Answer

NOT_FOUND = "The documents do not say."
"""The one sentence of a `not_found` answer; the three below say a little more."""

NOT_FOUND_UNKNOWN = (
    "The documents do not say: a name or number in your question does not occur in them."
)
NOT_FOUND_DETAIL = (
    "The documents do not say: words of your question occur, but no sentence answers it."
)
NOT_FOUND_FAR = (
    "The documents do not say: nothing in them comes near your question, so ask about their own "
    "subjects."
)

NOT_SURE_ENOUGH = "The documents may say it, but not surely enough for “strict”."
"""In their place where a less strict choice would give an answer."""

GREETING = "Hello! Ask me anything about the documents, for example who, when, where or why."
THANKS = "You are welcome; ask on whenever you like."
FAREWELL = "Goodbye, and come back with your next question about the documents."
ABILITIES = (
    "Ask who, what, when, where, why or how many, for a comparison or a summary, or which "
    "documents there are: I quote what they say, with the place."
)
NO_COMMANDS = "I can only answer questions about the documents by quoting them, untranslated."
"""What small talk and commands get: a `not_found` answer without `nearest`."""

DOCUMENTS_HELD = "I answer from these documents:"
DOCUMENTS_AMONG_OTHERS = "I answer from these documents, among others:"
AUTHORS_NAMED = "The authors are named here:"
NO_AUTHOR_IN_OTHERS = "The other documents name no author."
PUBLISHER_NAMED = "The publisher is named here:"
NO_PUBLISHER_IN_OTHERS = "The other documents name no publisher."
DATED_HERE = "This is dated here:"
NO_DATE_IN_OTHERS = "The other documents give no date of their own."
TITLE_HERE = "This is the title:"
NO_TITLE_IN_OTHERS = "The other documents have no title of their own."
LAST_PAGE = "The last page ends as follows; its number stands beside the quote:"
NO_PAGES_IN_OTHERS = "The other documents are not divided into pages."
NO_AUTHOR = "The text names no author."
NO_PUBLISHER = "The text names no publisher."
NO_DATE = "The text gives no date of its own."
NO_TITLE = "The text has no title of its own."
NO_PAGES = "The text is not divided into pages."
KNOWN_BESIDES = "The text does not say it; what is known besides stands in the list of documents."
"""Of what the metadata of the documents meant does not know, or no sentence of them tells."""

NO_WORD_IN_OTHER = "The other document holds no word of what you ask about."
NO_WORD_IN_OTHERS = "The other documents hold no word of what you ask about."
PERHAPS_IN_OTHER = "The other document may speak of it in other words: look there, too."
PERHAPS_IN_OTHERS = "The other documents may speak of it in other words: look there, too."
NOT_NAMED_IN_OTHER = "The other document does not name what you ask about."
NOT_NAMED_IN_OTHERS = "The other documents do not name what you ask about."
NOT_THE_REST = "To the rest of your question the documents give no answer."
SUMMARY = "Central sentences of this document:"
SUMMARIES = "Central sentences of each document:"
CLOSING = "How this document ends:"
CLOSINGS = "How each document ends:"
OPENING = "How this document begins:"
OPENINGS = "How each document begins:"
NO_DOCUMENTS = "There are no documents to answer from yet."
LANGUAGES_UNDERSTOOD = "Questions are understood in English and Korean."

QUOTES_AS_WRITTEN = "The quotes are in the document's own words."
"""Stands beside an answer, not in it; see `about_quotes`."""

DIFFERENT_FIGURES = "The documents give different figures:"
DIFFERENT_DATES = "The documents give different dates:"
"""Neutral: neither side is called right or wrong."""

SECOND_DIFFERENCE = "A second difference:"
THIRD_DIFFERENCE = "A third difference:"
FOURTH_DIFFERENCE = "A fourth difference:"
FURTHER_DIFFERENCES = (SECOND_DIFFERENCE, THIRD_DIFFERENCE, FOURTH_DIFFERENCE)
"""Over each further pair where several are told, so that the pairs stand apart."""

DIFFERENCES = frozenset({DIFFERENT_FIGURES, DIFFERENT_DATES, *FURTHER_DIFFERENCES})

SMALL_TALK = {
    "greeting": GREETING,
    "thanks": THANKS,
    "farewell": FAREWELL,
    "abilities": ABILITIES,
    "command": NO_COMMANDS,
}
"""The kinds of `small_talk` and what each gets."""

_NOT_FOUND_KO = "문서에는 그 내용이 나와 있지 않습니다"

IN_KOREAN = {
    NOT_FOUND: f"{_NOT_FOUND_KO}.",
    NOT_FOUND_UNKNOWN: f"{_NOT_FOUND_KO}: 질문에 있는 이름이나 숫자가 문서에 없습니다.",
    NOT_FOUND_DETAIL: f"{_NOT_FOUND_KO}: 질문의 단어는 나오지만 답이 되는 문장은 없습니다.",
    NOT_FOUND_FAR: f"{_NOT_FOUND_KO}: 질문과 가까운 내용이 없으니 문서의 주제로 질문해 주세요.",
    NOT_SURE_ENOUGH: "문서에 나와 있을 수 있지만, ‘엄격하게’ 답할 만큼 확실하지는 않습니다.",
    GREETING: "안녕하세요! 누가, 언제, 어디서, 왜와 같이 문서에 대해 무엇이든 질문해 주세요.",
    THANKS: "천만에요. 언제든지 더 질문해 주세요.",
    FAREWELL: "안녕히 가세요. 문서에 대해 궁금한 점이 있으면 다시 질문해 주세요.",
    ABILITIES: (
        "누가, 무엇을, 언제, 어디서, 왜, 얼마나를 묻거나 비교, 요약, 문서 목록을 요청해 보세요. "
        "문서에 나온 문장을 그 위치와 함께 그대로 인용해 드립니다."
    ),
    NO_COMMANDS: ("문서에 대한 질문에만, 문서를 번역 없이 인용하여 답할 수 있습니다."),
    DIFFERENT_FIGURES: "문서마다 수치가 다릅니다:",
    DIFFERENT_DATES: "문서마다 날짜가 다릅니다:",
    SECOND_DIFFERENCE: "두 번째 차이입니다:",
    THIRD_DIFFERENCE: "세 번째 차이입니다:",
    FOURTH_DIFFERENCE: "네 번째 차이입니다:",
    DOCUMENTS_HELD: "다음 문서들을 바탕으로 답합니다:",
    DOCUMENTS_AMONG_OTHERS: "다음 문서들을 비롯한 여러 문서를 바탕으로 답합니다:",
    AUTHORS_NAMED: "저자는 다음과 같이 나와 있습니다:",
    NO_AUTHOR_IN_OTHERS: "나머지 문서에는 저자가 나와 있지 않습니다.",
    PUBLISHER_NAMED: "발행 기관은 다음과 같이 나와 있습니다:",
    NO_PUBLISHER_IN_OTHERS: "나머지 문서에는 발행 기관이 나와 있지 않습니다.",
    DATED_HERE: "날짜는 다음과 같이 나와 있습니다:",
    NO_DATE_IN_OTHERS: "나머지 문서에는 작성일이 나와 있지 않습니다.",
    TITLE_HERE: "제목은 다음과 같습니다:",
    NO_TITLE_IN_OTHERS: "나머지 문서에는 제목이 없습니다.",
    LAST_PAGE: "마지막 쪽은 다음과 같이 끝나며, 쪽 번호는 인용문 옆에 있습니다:",
    NO_PAGES_IN_OTHERS: "나머지 문서는 쪽으로 나뉘어 있지 않습니다.",
    NO_AUTHOR: "본문에는 저자가 나와 있지 않습니다.",
    NO_PUBLISHER: "본문에는 발행 기관이 나와 있지 않습니다.",
    NO_DATE: "본문에는 작성일이 나와 있지 않습니다.",
    NO_TITLE: "본문에는 제목이 없습니다.",
    NO_PAGES: "본문은 쪽으로 나뉘어 있지 않습니다.",
    KNOWN_BESIDES: "본문에는 없으며, 그 밖에 알려진 것은 문서 목록에 있습니다.",
    NO_WORD_IN_OTHER: "나머지 한 문서에는 질문하신 내용의 단어가 나오지 않습니다.",
    NO_WORD_IN_OTHERS: "나머지 문서에는 질문하신 내용의 단어가 나오지 않습니다.",
    PERHAPS_IN_OTHER: "나머지 한 문서는 다른 말로 언급할 수 있으니 직접 확인해 보세요.",
    PERHAPS_IN_OTHERS: "나머지 문서는 다른 말로 언급할 수 있으니 직접 확인해 보세요.",
    NOT_NAMED_IN_OTHER: "나머지 한 문서에는 질문하신 이름이 나오지 않습니다.",
    NOT_NAMED_IN_OTHERS: "나머지 문서에는 질문하신 이름이 나오지 않습니다.",
    NOT_THE_REST: "나머지 질문하신 내용은 문서에 나와 있지 않습니다.",
    SUMMARY: "이 문서의 핵심 문장입니다:",
    SUMMARIES: "각 문서의 핵심 문장입니다:",
    CLOSING: "이 문서의 마지막 부분입니다:",
    CLOSINGS: "각 문서의 마지막 부분입니다:",
    OPENING: "이 문서의 첫 부분입니다:",
    OPENINGS: "각 문서의 첫 부분입니다:",
    NO_DOCUMENTS: "아직 답할 문서가 없습니다.",
    QUOTES_AS_WRITTEN: "인용문은 문서의 원문 그대로입니다.",
    LANGUAGES_UNDERSTOOD: "질문은 영어와 한국어로 할 수 있습니다.",
}
"""Each phrase and its Korean form: a new phrase gets a line here."""

NO_ANSWERS = frozenset(
    form
    for phrase in (*SMALL_TALK.values(), LANGUAGES_UNDERSTOOD)
    for form in (phrase, IN_KOREAN[phrase])
)
"""What is said to words that ask nothing of the documents, in either language."""

ALL = frozenset(IN_KOREAN) | frozenset(IN_KOREAN.values())
"""What a sentence marked `own` may say, and nothing else."""


def is_talk(answer: Answer) -> bool:
    """Whether it only answers a greeting or the like: the documents were not asked."""
    return any(s.own and s.text in NO_ANSWERS for s in answer.sentences)


def is_unsure(answer: Answer) -> bool:
    """Whether the answer is withheld only because the choice is strict."""
    forms = (NOT_SURE_ENOUGH, IN_KOREAN[NOT_SURE_ENOUGH])
    return any(s.own and s.text in forms for s in answer.sentences)


def in_language(answer: Answer, language: str) -> Answer:
    """`answer` with its own sentences in `language`; there are forms for English and Korean."""
    if language != "ko":
        return answer
    return replace(
        answer,
        sentences=tuple(
            replace(s, text=IN_KOREAN.get(s.text, s.text)) if s.own else s for s in answer.sentences
        ),
    )


def about_quotes(answer: Answer) -> str | None:
    """What is to be said of quotes in another language than the question; None: nothing."""
    asked = language_of(answer.question)
    if all(language_of(citation.quote) == asked for citation in answer.citations):
        return None
    return IN_KOREAN[QUOTES_AS_WRITTEN] if asked == "ko" else QUOTES_AS_WRITTEN
