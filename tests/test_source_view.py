from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_chat import (
    DOCUMENTS,
    EIGHT,
    HOSTILE,
    JOIN,
    NEWS,
    NOTE,
    PACT,
    ROW,
    SIX,
    ToyAssistant,
    disagreeing,
    quoted,
    unknown,
)
from toy_room import text_of

from assistant.answer import Answer, LookedFor, Position, Sentence
from assistant.app.conversation import Turn
from assistant.app.conversation import shown as shown_turn
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.library_view import LISTED_DOCUMENTS, library_html, status_html
from assistant.app.markup import escape, shortened
from assistant.app.message_view import answer_html, notice_html, question_html
from assistant.app.scope import Scope
from assistant.app.source_view import MAX_SIDE_CHARS, passage_html, sources_html, surroundings
from assistant.asked.question import as_read
from assistant.wording import phrases
from corpus.document import Document, Span, sha256_of


def panel(answer: Answer, turn: int = 1) -> str:
    return sources_html(answer, turn, DOCUMENTS.__getitem__, lambda doc_id, span: None, ENGLISH)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")))
def test_escaped_text_reads_as_it_was_and_holds_no_sign_that_means_anything(text: str) -> None:
    escaped = escape(text)
    assert html.unescape(escaped) == text
    assert not re.search(r"""[<>"'`*_${}\[\]()|~\\@!+=-]""", escaped)


def test_control_characters_and_lone_surrogates_become_the_replacement_character() -> None:
    assert escape("a\x00b\x1bc\ud800d\x9fe") == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert escape("a\tb\r\nc\u2028d") == "a b  c d"


def test_surroundings_are_the_paragraph_and_join_up_with_the_quote() -> None:
    start = NEWS.text.index(JOIN)
    around = surroundings(NEWS, Span(start, start + len(JOIN)))
    assert around.before == (f"{PACT} ",)
    assert around.quote.of(NEWS.text) == JOIN
    assert around.after == ("",)


def test_a_short_paragraph_comes_with_its_neighbours() -> None:
    start = NEWS.text.index(ROW)
    around = surroundings(NEWS, Span(start, start + len(ROW)))
    assert around.before == (f"{EIGHT} It was January.", "")
    assert around.after == ("", "A row below.")


def test_a_quote_over_two_paragraphs_and_a_document_without_line_breaks() -> None:
    document = Document("d", "D", None, "One two.\n\nThree four.")
    around = surroundings(document, Span(4, 15))
    assert (around.before, around.after) == (("One ",), (" four.",))
    assert around.quote.of(document.text) == "two.\n\nThree"
    whole = Document("d", "D", None, "One")
    assert surroundings(whole, Span(0, 3)).before == ("",)


def test_a_long_paragraph_is_cut_at_a_word_on_either_side() -> None:
    text = "left " * 400 + "QUOTE" + " right" * 400
    around = surroundings(Document("d", "D", None, text), Span(2000, 2005))
    assert around.before[0].startswith("… left ") and around.before[0].endswith("left ")
    assert around.after[0].startswith(" right ") and around.after[0].endswith("right …")
    assert len(around.before[0]) <= MAX_SIDE_CHARS + 2


@given(st.data())
def test_any_span_of_any_text_is_shown_whole(data: st.DataObject) -> None:
    text = data.draw(st.text("ab. \n", max_size=60))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = Document("d", "D", None, text)
    marked = re.search(
        r'<mark class="quote">(.*?)</mark>', passage_html(document, Span(start, end))
    )
    assert marked is not None
    assert html.unescape(marked[1]) == text[start:end].replace("\n", " ")


def test_the_words_of_the_short_answer_are_bold_inside_the_quote() -> None:
    answer = quoted("?", (NEWS, PACT), short="12")
    passage = passage_html(
        NEWS, Span(answer.citations[0].start, answer.citations[0].end), answer.spans
    )
    assert "comprises <strong>12</strong> economies" in passage


def test_each_source_has_its_own_id_label_page_and_section() -> None:
    markup = panel(quoted("How many?", (NEWS, PACT), (NEWS, JOIN)), turn=3)
    assert re.findall(r'<li class="source" id="([^"]+)" tabindex="-1">', markup) == [
        "cite-3-1",
        "cite-3-2",
    ]
    assert 'id="sources-3"' in markup
    assert text_of(markup).count("Page 2 · Visit to Japan") == 2
    assert "Not an answer" not in markup


def test_nearest_passages_are_marked_as_no_answer_in_panel_and_message() -> None:
    answer = unknown("Who knows?")
    markup = panel(answer, turn=2)
    assert re.findall(r'id="(near-2-\d)"', markup) == ["near-2-1", "near-2-2"]
    assert markup.count('<p class="not-answer">Not an answer</p>') == 2
    message = answer_html(answer, 2, words=ENGLISH)
    assert '<span class="badge">Not in the documents</span>' in message
    assert re.findall(r'id="ref-(near-2-\d)"', message) == ["near-2-1", "near-2-2"]
    assert 'class="marker"' not in message


@pytest.mark.parametrize("said", sorted(phrases.NO_ANSWERS))
def test_what_asks_nothing_of_the_documents_gets_no_badge_and_no_actions(said: str) -> None:
    answer = Answer("안녕하세요", "not_found", (Sentence(said, own=True),))
    message = answer_html(answer, 1, Scope(labels=("A brief",), documents=1), words=ENGLISH)
    assert escape(said) in message
    assert not re.search("badge|searched|answer-actions", message)


def test_an_answer_without_passages_says_so_in_the_panel() -> None:
    answer = Answer("?", "not_found", (Sentence("The documents do not say.", own=True),))
    assert "no passage to show" in text_of(panel(answer))


def test_the_original_wording_is_offered_only_where_it_differs() -> None:
    answer = quoted("?", (NEWS, PACT), (NEWS, JOIN))
    wording = {PACT: PACT.replace("comprises", "comyprises"), JOIN: JOIN.replace(" ", "\n")}
    markup = sources_html(
        answer, 1, DOCUMENTS.__getitem__, lambda doc_id, span: wording[span.of(NEWS.text)], ENGLISH
    )
    assert markup.count('<details class="original">') == 1
    assert "comyprises" in markup


def test_hostile_words_of_documents_are_shown_and_not_run() -> None:
    answer = quoted("?", (NOTE, HOSTILE), short="{{7*7}}")
    library = library_html([NOTE], 1, ENGLISH)
    for markup in (panel(answer), answer_html(answer, 1, words=ENGLISH), library):
        assert not re.search(r"<(img|b|script)\b|[${}]|\*", markup)
    assert HOSTILE in text_of(panel(answer))
    assert HOSTILE in text_of(answer_html(answer, 1, words=ENGLISH))
    assert "A note <b>in bold</b> & ${more}" in text_of(library_html([NOTE], 1, ENGLISH))


def test_quotes_and_own_phrases_look_different_and_markers_lead_to_sources() -> None:
    message = answer_html(disagreeing("How long?"), 4, words=ENGLISH)
    assert '<p class="own"><span class="words">The documents differ&#46;</span></p>' in message
    assert message.count('<p class="quoted">') == 2
    assert re.findall(r'<a class="marker" href="[^"]+" id="([^"]+)"', message) == [
        "ref-4-1-p0",
        "ref-4-2-p1",
    ]
    ids = re.findall(r' id="([^"]+)"', message)
    assert len(ids) == len(set(ids))


def test_each_side_of_a_disagreement_shows_value_quote_and_document_once() -> None:
    message = answer_html(disagreeing("How long?"), 4, words=ENGLISH)
    sides = re.findall(r"<li>(.*?)</li>", message)
    assert [text_of(side) for side in sides] == [
        f"eight years“{EIGHT}”1Korea Navigates Regional Volatility · Page 1",
        f"six years“{SIX}”2A note <b>in bold</b> & ${{more}}",
    ]
    said = text_of(message.partition('<div class="answer-actions">')[0])
    assert said.count(EIGHT) == said.count(SIX) == 1


def test_sides_stand_where_their_disagreement_is_told() -> None:
    first = quoted("When, and how many?", (NEWS, EIGHT), (NOTE, SIX), (NEWS, PACT), (NEWS, JOIN))
    own = Sentence("Not alike", own=True)
    eight, six, pact, join = first.sentences
    answer = replace(
        first,
        sentences=(pact, own, eight, six, own, join),
        positions=(Position("eight years", 1), Position("six years", 2), Position("Japan", 4)),
    )
    message = answer_html(answer, 1, words=ENGLISH)
    told = re.findall(r"<(?:strong|p class=.own.><span class=.words.)>([^<]*)", message)
    assert told == [own.text, "eight years", "six years", own.text, "Japan"]
    assert text_of(message).index(PACT) < text_of(message).index(own.text)
    assert message.count('<ul class="positions">') == 2


def test_a_korean_question_is_told_that_quotes_stay_as_they_are() -> None:
    said = "인용문은 문서의 원문 그대로입니다."
    korean = quoted("SWM은 어느 기업과 협력하나요?", (NEWS, ROW))
    for language in ("en", "ko"):
        shown = answer_html(korean, 1, words=labels_in(language))
        assert f"1{said}" in text_of(shown.partition('<div class="answer-actions">')[0])
    assert said not in text_of(answer_html(quoted("SWM?", (NEWS, ROW)), 1, words=labels_in("ko")))


def test_a_marker_leads_to_an_address_that_names_its_quote() -> None:
    message = answer_html(quoted("?", (NEWS, PACT)), 1, words=labels_in("ko"))
    address = html.unescape(re.findall(r'class="marker" href="([^"]+)"', message)[0])
    start = NEWS.text.index(PACT)
    assert address == (
        f"/source?doc=beijing-nara-newsletter&start={start}&end={start + len(PACT)}"
        f"&sha256={sha256_of(PACT)}&lang=ko#quote"
    )


def test_what_was_searched_is_said_where_nothing_was_found_or_not_all_was_to_be_searched() -> None:
    both = Scope(labels=["One", "Two"], documents=3)
    one = Scope(doc_ids=("d",), labels=["One"], documents=1, partly=True)
    found, not_found = quoted("?", (NEWS, PACT)), unknown("?")
    shown = text_of(answer_html(not_found, 1, both, words=ENGLISH))
    assert "Searched: One; Two; and 1 more" in shown
    assert "Searched" not in text_of(answer_html(found, 1, both, words=ENGLISH))
    assert "Searched only: One" in text_of(answer_html(found, 1, one, words=ENGLISH))


def test_where_documents_were_left_out_the_badge_says_so_and_all_can_be_searched() -> None:
    none = unknown("Merz?")
    some = answer_html(
        none, 3, Scope(doc_ids=("note",), labels=["One"], partly=True), words=ENGLISH
    )
    assert text_of(some).startswith("Not in the document searched Search all documents")
    assert 'href="#everywhere-3"' in some
    two = answer_html(none, 3, Scope(doc_ids=("a", "b"), documents=2, partly=True), words=ENGLISH)
    assert "Not in the documents searched" in text_of(two)
    # The question itself asked for one of them: there is nothing to widen, but the other may say.
    named = answer_html(none, 3, Scope(labels=["One"], partly=True), words=ENGLISH)
    assert text_of(named).startswith("Not in the document searched")
    assert "#everywhere-3" not in named and "Each document’s own answer" in text_of(named)
    everywhere = answer_html(none, 3, Scope(documents=2), words=ENGLISH)
    assert text_of(everywhere).startswith("Not in the documentsThe")
    assert "everywhere-" not in everywhere


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = f"{'It was so long ago. ' * 50}They met. {'It rained for a while. ' * 50}"
    start = text.index("They")
    shown = text_of(passage_html(Document("d", "D", None, text), Span(start, start + 9)))
    assert shown.startswith("… It was so long ago. ") and shown.endswith("It rained for a while. …")
    assert shown.count("It rained for a while.") == 30  # 30 of 23 characters, the limit is 700


def test_words_that_no_document_holds_are_named_and_small_talk_is_no_refusal() -> None:
    missing = replace(unknown("Merz?"), looked_for=LookedFor((), ("Merz",), ("d",)))
    shown = text_of(answer_html(missing, 1, Scope(labels=["One"]), words=ENGLISH))
    assert "Not found there: Merz" in shown
    hello = Answer("Hi", "not_found", (Sentence(phrases.GREETING, own=True),))
    sources = shown_turn(Turn(1, "Hi", ""), hello, ToyAssistant(), ENGLISH).sources
    assert text_of(sources) == "There is no passage to show for Hi"
    assert text_of(answer_html(hello, 1, Scope(labels=["One"]), words=ENGLISH)) == phrases.GREETING


def test_what_has_no_words_is_answered_in_the_language_of_the_page() -> None:
    lone = Answer("?", "not_found", (Sentence(phrases.ABILITIES, own=True),))
    assert text_of(answer_html(lone, 1, words=ENGLISH)) == phrases.ABILITIES
    in_korean = text_of(answer_html(lone, 1, words=labels_in("ko")))
    assert in_korean == phrases.IN_KOREAN[phrases.ABILITIES]
    hello = replace(lone, question="Hi")
    assert text_of(answer_html(hello, 1, words=labels_in("ko"))) == phrases.ABILITIES


def test_a_refusal_of_the_strict_choice_is_no_absence() -> None:
    own = (Sentence(phrases.NOT_SURE_ENOUGH, own=True),)
    shown = answer_html(Answer("Who?", "not_found", own), 1, words=ENGLISH)
    assert '<span class="badge">Not sure enough</span>' in shown


def test_a_quote_that_holds_quotation_marks_has_single_ones_around_it() -> None:
    text = "He called it a “new start.”"
    document = Document("d", "D", None, text)
    shown = answer_html(quoted("?", (document, text), (NEWS, PACT)), 1, words=ENGLISH)
    for kind, words, (opening, closing) in (
        ("quoted has-quotes", text, "‘’"),
        ("quoted", PACT, "“”"),
    ):
        marked = (
            f'<span class="quote-mark">{opening}</span><span class="words">{escape(words)}</span>'
            f'<span class="quote-mark">{closing}</span>'
        )
        assert f'<p class="{kind}">{marked}' in shown
    # What is copied is enclosed as what is shown.
    assert f"‘{escape(text)}’ <cite>" in shown and f"“{escape(PACT)}” <cite>" in shown


def test_asides_are_offered_under_an_answer() -> None:
    shown = answer_html(quoted("Who?", (NEWS, PACT)), 2, Scope(documents=2), words=ENGLISH)
    row = shown.partition('<div class="answer-actions">')[2]
    addresses = [html.unescape(found) for found in re.findall(r'href="([^"]+)"', row)]
    asides = [address for address in addresses if address.startswith(("/why", "/by"))]
    assert asides == ["/why?question=Who%3F&lang=en", "/by-document?question=Who%3F&lang=en"]
    assert "by-document" not in answer_html(quoted("Who?", (NEWS, PACT)), 2, words=ENGLISH)


def test_the_short_answer_stands_first_and_a_question_read_otherwise_is_named() -> None:
    answer = quoted("?", (NEWS, PACT), short="12")
    assert text_of(answer_html(answer, 1, words=ENGLISH)).startswith("12“The pact")
    read = Answer("And SWM?", "answered", answer.sentences, answer.citations, read_as="Who is SWM?")
    shown = answer_html(read, 2, Scope(asked_after=["Who came?", "Who is Lee?"]), words=ENGLISH)
    assert "Read as: Who is SWM? Ask as typed" in text_of(shown)
    assert "Ask as typed" not in text_of(answer_html(read, 1, words=ENGLISH))
    after = "history=Who+came%3F&history=Who+is+Lee%3F"
    assert f"/why?question=And+SWM%3F&{after}&lang=en" in html.unescape(shown)


def test_a_long_question_does_not_stand_again_over_its_answer() -> None:
    answer = replace(quoted("?", (NEWS, PACT)), read_as=f"Who {'and who ' * 40}met?")
    scope = Scope(history=("Who came?", "x" * 300))
    shown = text_of(answer_html(answer, 2, scope, words=ENGLISH))
    assert answer.read_as is not None and len(answer.read_as) == 328
    assert f"Read as: {answer.read_as[:280]}… (328 characters) Ask as typed" in shown
    assert f"Asked after: Who came? · {'x' * 280}… (300 characters)" in shown


def test_messages_are_one_line_without_markdown() -> None:
    question = "# Title\n\n* **bold** [1](javascript:alert(1)) $x$ <script>alert(1)</script>\n\n```"
    shown = question_html(question, ENGLISH)
    assert "\n" not in shown
    assert text_of(shown) == question.replace("\n", " ")
    assert shown.startswith('<div class="asked">') and shown.endswith("</div>")
    assert "<script" not in shown
    assert text_of(notice_html("<b>", "failed")) == "<b>"


def test_a_very_long_question_is_cut_and_an_empty_one_is_named() -> None:
    assert len(text_of(question_html("x" * 100_000, ENGLISH))) < 400
    assert "(100,000 characters)" in text_of(question_html("x" * 100_000, ENGLISH))
    assert text_of(question_html(" \n", ENGLISH)) == "(nothing)"
    assert shortened("abc", words=ENGLISH) == "abc"


def test_the_rest_of_a_long_question_is_folded_and_counted_as_the_assistant_counts() -> None:
    long = "  Who  met & ate? " * 30
    shown = question_html(long, ENGLISH)
    assert "<details" in shown and "<script" not in question_html("<script>" * 100, ENGLISH)
    start, _, rest = text_of(shown).partition("… (449 characters)")
    assert (start + rest).split() == long.split()
    assert len(as_read(long)) == 449
    assert "<details" not in question_html("Who met?", ENGLISH)


def test_an_answer_says_how_strictly_it_was_asked_where_that_was_chosen() -> None:
    answer = quoted("Who?", (NEWS, PACT))
    strict = text_of(answer_html(answer, 1, Scope(strictness="strict"), words=ENGLISH))
    assert "Asked as “Strict: rather no answer”" in strict
    assert "Asked as" not in text_of(answer_html(answer, 1, words=ENGLISH))


def test_the_library_names_kind_people_and_pages() -> None:
    shown = text_of(library_html([NEWS, NOTE], 2, ENGLISH))
    assert "2 documents" in shown
    assert "Newsletter · 2 pages" in shown
    assert "Analysis · Ellen Kim, Tom Ramage · no page numbers" in shown
    assert "뉴스레터 · 2쪽" in text_of(library_html([NEWS], 1, labels_in("ko")))
    unheard = replace(NEWS, metadata={"kind": "psalm"})
    assert "Psalm · 2쪽" in text_of(library_html([unheard], 1, labels_in("ko")))
    named = replace(NEWS, metadata={"kind": "OECD Report"})
    assert "OECD Report · 2 pages" in text_of(library_html([named], 1, ENGLISH))


def test_where_several_documents_are_quoted_each_is_named_over_what_it_says() -> None:
    each = quoted("Each?", (NEWS, EIGHT), (NEWS, ROW), (NOTE, SIX))
    markup = answer_html(each, 1, words=ENGLISH)
    shown = text_of(markup.partition('<div class="answer-actions">')[0])
    assert shown == f"{NEWS.label}“{EIGHT}”1“{ROW}”2{NOTE.label}“{SIX}”3"
    one = quoted("One?", (NEWS, EIGHT), (NEWS, ROW))
    assert "of-document" not in answer_html(one, 1, words=ENGLISH)
    sides = disagreeing("How long?")  # they are named
    assert "of-document" not in answer_html(sides, 1, words=ENGLISH)


def test_a_large_library_is_folded() -> None:
    many = [Document(f"d{i}", f"Label {i}", None, "") for i in range(LISTED_DOCUMENTS + 2)]
    shown = library_html(many, 1000, ENGLISH)
    assert "1,000 documents" in text_of(shown)
    assert "<summary>Show 2 more</summary>" in shown
    assert f"and {1000 - len(many)} more" in text_of(shown)


def test_the_status_is_announced() -> None:
    assert 'role="status"' in status_html("loading", words=ENGLISH)
    assert text_of(status_html("loading", words=ENGLISH)) == "Getting ready: loading the models…"
    assert text_of(status_html("failed", "no <model>", words=ENGLISH)) == "Not ready: no <model>"


def test_a_citation_of_another_script_keeps_its_characters() -> None:
    sentence = "서울은 한국의 수도이다."
    document = Document("k", "한국", None, f"{sentence} 끝.")
    markup = sources_html(
        quoted("수도?", (document, sentence)),
        1,
        {"k": document}.__getitem__,
        lambda *_: None,
        ENGLISH,
    )
    assert f"{sentence} 끝." in text_of(markup)
