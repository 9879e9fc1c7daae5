"""What a question means after others: pronouns, scraps, new topics. No model is loaded here."""

from __future__ import annotations

import pytest

from assistant.follow_ups.anaphora import open_words
from assistant.follow_ups.history import senses
from assistant.follow_ups.turn import Turn
from assistant.texts.gazetteer import Gazetteer, Paragraph
from assistant.words.clauses import clause_of
from assistant.words.known_names import KnownNames, known_names
from assistant.words.mentions import kind_of_name, mentions
from corpus.document import Span

TEXTS = (
    "President Ann Bo met Prime Minister Cleo Dahl in Oslo. Bo praised his drummers.",
    "Fern Group and Moss Electronics signed the Oslo Pact. Dahl brought her drum.",
)


def first(question: str, *turns: Turn) -> str | None:
    """The likeliest sense, None where the question stands alone."""
    found = senses(question, turns)
    return found[0].text if found else None


def turn(question: str, short_answer: str | None = None) -> Turn:
    return Turn(question, short_answer, TEXTS)


@pytest.mark.parametrize(
    ("before", "short_answer", "question", "expected"),
    [
        ("Who is Cleo Dahl?", None, "What rank does she have?", "What rank does Cleo Dahl have?"),
        ("Who is Cleo Dahl?", None, "And her rank?", "What is Cleo Dahl’s rank?"),
        ("Who invited Bo?", "Cleo Dahl", "Where is she from?", "Where is Cleo Dahl from?"),
        # Two persons: the texts call Bo "he" and Dahl "she".
        ("Did Bo meet Dahl?", None, "Where is she from?", "Where is Dahl from?"),
        ("Did Bo meet Dahl?", None, "Where is he from?", "Where is Bo from?"),
        ("Did Bo praise the Oslo Pact?", None, "Which goods does that pact cover?",
         "Which goods does the Oslo Pact cover?"),
        ("Did Bo praise the Oslo Pact?", None, "Which goods do those rules cover?",
         "Which goods do the Oslo Pact cover?"),
        ("Did Bo sign the Oslo Pact?", None, "Why is it disputed?",
         "Why is the Oslo Pact disputed?"),
        ("How many came to the Peru-U.S. Business Table?", "50", "Who hosted it?",
         "Who hosted the Peru-U.S. Business Table?"),
        ("Did Bo praise the ROK-U.S. Pact?", None, "Why is it disputed?",
         "Why is the ROK-U.S. Pact disputed?"),
        ("Who wrote the analysis?", None, "What does it say?", "What does the analysis say?"),
        ("What is the cost of the bridge?", None, "Who pays for it?", "Who pays for the bridge?"),
        ("When will the bridge be built?", None, "Who wants it?", "Who wants the bridge?"),
        ("Who speaks at the fair?", "Fatih Demir", "Where is it held?", "Where is the fair held?"),
        # "List the pacts" tells nothing that could have a reason; a place is no "capital".
        ("List the pacts", None, "Why?", "Why (List the pacts)?"),
        ("What is the capital of Oslo?", None, "And in Lima?", "What is the capital of Lima?"),
        ("What caused the crisis?", None, "When did it begin?", "When did the crisis begin?"),
        # "It" is one thing, not the diggers.
        ("In what kind of accident did the diggers die?", None, "What caused it?",
         "What caused it (kind of accident the diggers die)?"),
        ("What did Bo sign?", "two smart farms", "Where will these be located?",
         "Where will these be located (Bo sign)?"),
        ("Was disarmament of the North on the list?", None, "Did Bo back it?",
         "Did Bo back disarmament of the North?"),
        ("Does the newsletter think the thaw will last?", None, "What does it depend on?",
         "What does the thaw depend on?"),
        ("Were reporters at the summit?", None, "Where was it held?", "Where was the summit held?"),
        ("Is progress on the FTA likely?", None, "When was it signed?", "When was the FTA signed?"),
        ("Was nothing said of the pact?", None, "Who signed it?", "Who signed the pact?"),
        ("Was fishing discussed?", None, "Why does it matter?", "Why does fishing matter?"),
        ("Which pact did they sign?", "the Oslo Pact", "Who is in it?",
         "Who is in the Oslo Pact?"),
        ("What did Bo and Dahl play?", "two drums", "When did they meet?",
         "When did Bo and Dahl meet?"),
        ("What did Bo and Dahl play?", "two drums", "Why are they restricted?",
         "Why are two drums restricted?"),
        ("Which imports does Peru restrict?", None, "Why are they restricted?",
         "Why are the imports restricted?"),
        ("When was Bo in Norway?", None, "Whom did he meet there?",
         "Whom did Bo meet in Norway?"),
        ("When was Bo in Norway?", None, "Why did he go there?", "Why did Bo go to Norway?"),
        ("What share of trade has Oslo?", "10 %", "Who gave that figure?",
         "Who gave that figure (share of trade Oslo)?"),
        ("Where did Bo meet Dahl?", "Oslo", "Who lives in that city?", "Who lives in Oslo?"),
        ("When did Bo meet Dahl?", None, "How long did they talk?",
         "How long did Bo and Dahl talk?"),
        ("How many drums has Peru sold?", "three", "When did it sell them?",
         "When did it sell the drums (drums Peru sold)?"),
        ("What is Dahl's post?", "Prime Minister of Norway", "Why does that job matter?",
         "Why does Prime Minister of Norway matter?"),
        ("Who is Norway's Prime Minister?", "Cleo Dahl", "Since when has she been in that post?",
         "Since when has Cleo Dahl been in Prime Minister?"),
        ("Which drums did Bo buy from Dahl?", None, "Where are they?", "Where are the drums?"),
        ("At whose invitation did Bo come?", "Cleo Dahl", "When was it sent?",
         "When was the invitation sent?"),
        ("What did Bo and Dahl agree on the new pact?", None, "When was it signed?",
         "When was the new pact signed?"),
        ("Was the head of Fern Group there?", None, "Where is he from?",
         "Where is the head of Fern Group from?"),
        ("Which Norwegian official did Bo meet?", "Cleo Dahl", "What is her rank?",
         "What is Cleo Dahl’s rank?"),
        ("Which firms came?", "Fern Group; Moss Electronics", "Who met them?",
         "Who met Fern Group and Moss Electronics?"),
        # What was told has its number; what is counted is asked for.
        ("What did Bo sign?", "two smart farms", "How many of them?",
         "How many smart farms did Bo sign?"),
        ("What did Bo sign?", "two smart farms", "How long does it last?",
         "How long does it last (Bo sign)?"),
        ("Did Bo meet Dahl?", None, "Did she object?", "Did Dahl object (Bo meet Dahl)?"),
        ("What did Bo say of the Oslo Pact?", None, "Why are those imports restricted?",
         "Why are those imports restricted (Bo say of the Oslo Pact)?"),
        ("Whom did Bo meet in Oslo?", "Cleo Dahl", "Why is that odd?",
         "Why is that odd (Bo meet in Oslo)?"),
        ("What is drum diplomacy?", "The best of the day", "Who began it?",
         "Who began drum diplomacy?"),
        # "Praise one of the drums" is done; it is no thing.
        ("What happened to the drums?", "praise one of the drums", "Where are they?",
         "Where are the drums?"),
        ("How many came to the forum in Oslo?", "600", "How does that compare with the fair?",
         "How many came to the forum in Oslo, and how many came to the fair in Oslo?"),
        # A post goes by no other name, and "it" is the song that is asked for.
        ("Was the head of Fern Group there?", None, "How long was he in that job?",
         "How long was the head of Fern Group in that job (the head of Fern Group there)?"),
        ("What did Bo and Dahl do then?", "played drums", "What song was it?",
         "What song was it (Bo and Dahl do then)?"),
    ],
)  # fmt: skip
def test_a_word_that_points_back_is_replaced(
    before: str, short_answer: str | None, question: str, expected: str
) -> None:
    assert first(question, turn(before, short_answer)) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("What did Bo and Dahl agree in Lima?", "And in Oslo?", "What did Bo agree in Oslo?"),
        ("When were Dahl and Bo in Peru together?", "And Norway?", "When was Bo in Norway?"),
        ("Did Bo eat with Dahl in Lima?", "And in Norway?", "Did Bo eat in Norway?"),
        (
            "When was the talk between Bo and Dahl in Lima?",
            "And in Norway?",
            "When was the talk with Bo in Norway?",
        ),
        # Nobody goes elsewhere, and those who do what two do stay two.
        (
            "What did Bo and Dahl agree in Lima?",
            "And in Cusco?",
            "What did Bo and Dahl agree in Cusco?",
        ),
        (
            "Did Bo and Dahl end their talks in Lima?",
            "And in Norway?",
            "Did Bo and Dahl end their talks in Norway?",
        ),
        ("What did Dahl say in Lima?", "And in Norway?", "What did Dahl say in Norway?"),
    ],
)
def test_who_belongs_to_the_place_before_stays_there(
    before: str, question: str, expected: str
) -> None:
    # Bo goes everywhere; both paragraphs with Dahl are about Peru.
    with_dahl = [Paragraph(Span(0, 9), frozenset({"bo", "dahl"}), "@peru")] * 2
    cities = {"lima": "@peru", "cusco": "@peru", "oslo": "@norway"}
    places = Gazetteer(cities, "@chile", "bo", {"d": with_dahl})
    assert senses(question, [turn(before)], places=places)[0].text == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("What did they sign at the fair in Lima?", "What about the ABC?",
         "What about the ABC (they sign at the fair in Lima)?"),
        ("What did they sign at the fair?", "What about the feast?",
         "What did they sign at the feast?"),
        ("What did they sign in Lima?", "What about the ABC?",
         "What about the ABC (they sign in Lima)?"),
        ("Who came from Peru?", "And Moss Electronics?", "Who came from Moss Electronics?"),
    ],
)  # fmt: skip
def test_a_pact_is_no_place_where_something_is_done(
    before: str, question: str, expected: str
) -> None:
    assert first(question, turn(before)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And how many drums?", None),
        ("Were there drums?", None),
        ("Why?", "Why is the size of Mars?"),
        ("Who else?", "Who else is the size of Mars?"),
    ],
)
def test_what_no_document_speaks_of_goes_along_only_where_it_has_to(
    question: str, expected: str | None
) -> None:
    foreign = Turn("What is the size of Mars?", known=False)
    assert first(question, foreign) == expected
    before = first("And how many drums?", Turn("Who came?", "Bo"), foreign)
    assert before == "How many drums is it that Bo came?"


def test_a_question_mark_alone_is_no_question_before() -> None:
    assert (
        first("And in Japan?", turn("When was Bo in China?"), turn("?")) == "When was Bo in Japan?"
    )


def test_who_was_named_last_is_asked_for() -> None:
    before = Turn("Did Bo meet Cy Lund?", None, ("President Ann Bo met Chairman Cy Lund.",))
    assert first("Who is he?", before) == "Who is Cy Lund?"
    assert first("Where is he from?", before) == "Where is Bo from?"


def test_who_is_a_person_is_told_by_all_documents_too() -> None:
    before = Turn("What does Lund say of the new pact?")
    texts = ["Chairman Cy Lund spoke."]
    assert senses("When was it signed?", [before])[0].text == "When was Lund signed?"
    told = senses("When was it signed?", [before], told=known_names(texts))
    assert told[0].text == "When was the new pact signed?"


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("When was Bo in China?", "And in Japan?", "When was Bo in Japan?"),
        ("What is option A?", "and option B?", "What is option B?"),
        ("What does Article 4 say of Bo?", "And article 15?", "What does article 15 say of Bo?"),
        ("How many did the fair in China draw?", "And in Japan?",
         "How many did the fair in Japan draw?"),
        ("What was eaten at the feast with Bo?", "And at the one with Dahl?",
         "What was eaten at the feast with Dahl?"),
        ("What was the China visit for?", "And the Japan visit?", "What was the Japan visit for?"),
        ("Was there a pact on fish?", "Why not?", "Why wasn't there a pact on fish?"),
        ("Which firm signed with Moss Electronics?", "To do what?",
         "Which firm signed with Moss Electronics to do what?"),
        ("Bo played the drum as well, right?", "On which day?",
         "On which day is it that Bo played the drum as well?"),
        ("When was Bo in China?", "What about Japan?", "When was Bo in Japan?"),
        ("Did Bo sign the Oslo Pact?", "And Dahl?", "Did Dahl sign the Oslo Pact?"),
        ("What did they agree about the Oslo Pact?", "What's the deadline?",
         "What's the deadline (they agree about the Oslo Pact)?"),
        ("Did Bo sign the Oslo Pact?", "And the Japanese prime minister?",
         "Did the Japanese prime minister sign the Oslo Pact?"),
        ("Who came from Fern Group?", "From Moss Electronics?", "Who came from Moss Electronics?"),
        ("Who is Fern Group's partner?", "And Moss Electronics's?",
         "Who is Moss Electronics's partner?"),
        ("How many old drums are there?", "And the new ones?", "How many new drums are there?"),
        ("Who ranks second in Oslo?", "And third?", "Who ranks third in Oslo?"),
        ("Where did Bo meet Dahl?", "When?", "When did Bo meet Dahl?"),
        ("Where did Bo meet Dahl?", "And in which year?", "In which year did Bo meet Dahl?"),
        ("Did Bo meet Dahl?", "Why?", "Why did Bo meet Dahl?"),
        ("Who came from Fern Group?", "Who else?", "Who else came from Fern Group?"),
        ("Who came from Fern Group?", "Anyone else?", "Who else came from Fern Group?"),
        ("Who came from Fern Group?", "And anyone from Moss?", "Who came from Moss?"),
        ("Where was the forum with Peru held?", "And the one with China?",
         "Where was the forum with China held?"),
        ("Where was the forum with Peru held?", "What about the one with China?",
         "Where was the forum with China held?"),
        ("How many people came to the fair?", "And the one in the US?",
         "How many people came to the fair in the US?"),
        ("Which mayors came?", "Why does the one from Lima matter?",
         "Why does the mayor from Lima matter?"),
        ("How many people came to the fair?", "When was the one in Lima held?",
         "When was the fair in Lima held?"),
        ("How many pacts did Bo sign?", "In which fields?", "In which fields did Bo sign pacts?"),
        ("How many days did Bo stay?", "Where?", "Where did Bo stay?"),
        ("Which pacts are about old drums?", "And new ships?", "Which pacts are about new ships?"),
        ("Which MOUs are about old drums?", "And new ships?", "Which MOUs are about new ships?"),
        ("Who came to the forum?", "How many in total?", "How many people came to the forum?"),
        ("Which firms came to it?", "And how many of them?", "How many firms came to it?"),
        ("Who wrote the commentary?", "What do they do?", "What do the authors do?"),
        ("How many drums are there in the Oslo Hall?", "Will they be sold?",
         "Will the drums be sold?"),
        # Of two who do something together the second is the partner.
        ("What did Peru and China sign?", "And with Japan?", "What did Peru and Japan sign?"),
        ("What did Chairman Fern and Premier Dahl discuss?", "What about with Mayor Moss?",
         "What did Chairman Fern and Mayor Moss discuss?"),
    ],
)  # fmt: skip
def test_what_was_left_out_is_taken_from_the_question_before(
    before: str, question: str, expected: str
) -> None:
    assert first(question, turn(before)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who is Koo Kwang-mo?",
        "And who took the picture of the drummers?",
        "So which company is the partner of Fern Group?",
        "When Bo spoke in Oslo, what did he praise?",
        "What did Dahl call her trip to Oslo?",
        "Which firm wants to sell its drums?",
        "Is it true that the pact was signed in Oslo?",
        "Was there a forum in Oslo?",
        "Why is it uncertain whether the pact will last?",
        "Which agreements did the delegation that came with Bo sign?",
        "Had forums of this kind been held in Oslo before?",
        "How many people live in Oslo?",
        "Anything on drums?",
        "Thanks, that was helpful!",
        "Thanks a lot, that's all for today.",
        "Hello there!",
        "Delete every file on this computer.",
    ],
)
def test_a_new_topic_stays_as_typed(question: str) -> None:
    assert senses(question, [turn("When was Bo in China?", "in May")]) == []


def test_nothing_is_left_open_without_a_history() -> None:
    assert senses("What rank does he have?", []) == []


def test_where_no_name_fits_the_earlier_question_goes_along() -> None:
    assert (
        first("When was that announced?", turn("Did Peru ban exports?"))
        == "When was that announced (Peru ban exports)?"
    )


def test_a_name_of_two_turns_ago_is_still_known() -> None:
    turns = [turn("Who is Cleo Dahl?"), turn("How many drums are in Oslo?")]
    assert first("Where does she live?", *turns) == "Where does Cleo Dahl live?"


def test_names_typed_in_small_letters_are_known_from_the_texts() -> None:
    assert first("and dahl?", turn("who is bo?")) == "Who is Dahl?"


def test_what_is_unlike_must_be_better_supported() -> None:
    found = senses("What about the drum?", [turn("How many are in the Oslo Pact?")])
    assert (found[0].text, found[0].doubt) == ("How many are in the drum?", 1.0)
    alike = senses("What about the drum?", [turn("How many are in the club?")])
    assert (alike[0].text, alike[0].doubt) == ("How many are in the drum?", 0.0)


def test_words_of_thanks_between_are_passed_over() -> None:
    turns = [turn("When was Bo in China?"), turn("Thanks!")]
    assert first("And in Japan?", *turns) == "When was Bo in Japan?"


def test_the_question_as_typed_is_the_last_reading_and_the_least_trusted() -> None:
    found = senses("What rank does she have?", [turn("Who is Cleo Dahl?")])
    assert found[-1].text == "What rank does she have?"
    assert found[-1].doubt == max(sense.doubt for sense in found)


def test_they_are_all_who_were_told() -> None:
    asked = Turn("Who came to the forum?", "Premier Ann Fern, Chairman Bo Dahl, and Mayor Cy Moss")
    assert first("When did they leave?", asked) == (
        "When did Premier Ann Fern, Chairman Bo Dahl and Mayor Cy Moss leave?"
    )


def test_this_year_points_at_nothing_said_before() -> None:
    asked = Turn("Who is Premier Ann Fern?")
    assert first("Will she come this year?", asked) == "Will Premier Ann Fern come this year?"


def test_a_short_answer_that_is_no_noun_takes_no_place() -> None:
    cut = turn("What did Bo want?", "to improve ties")
    assert first("How much did it cost?", cut) == "How much did it cost (Bo want)?"


def test_a_korean_scrap_goes_with_the_question_before() -> None:
    assert first("그럼 일본에서는요?", turn("회담은 언제 열렸나요?")) == (
        "회담은 언제 열렸나요 – 그럼 일본에서는요?"
    )
    assert (
        first("이 대통령이 베이징에서 먹은 음식은 무엇인가요?", turn("회담은 언제였나요?")) is None
    )


def test_names_and_their_kinds() -> None:
    known = known_names(TEXTS)
    assert known.persons == {"ann", "bo", "cleo", "dahl"}
    assert (known.men, known.women) == ({"bo"}, {"dahl"})
    assert kind_of_name("Oslo", known) == "place"
    assert kind_of_name("Dahl", known) == "person"
    assert kind_of_name("Fern Group", known) == "thing"
    found = mentions("In May 2025, did Fern Group's chairman meet Dahl in the U.S.?", known)
    assert [(m.text, m.kind) for m in found] == [
        ("May 2025", "time"),
        ("Fern Group", "thing"),
        ("Dahl", "person"),
        ("U.S.", "place"),
    ]


def test_how_many_there_were_points_nowhere() -> None:
    assert open_words("How many were there?") == []
    assert open_words("Compare the size of the fair with that of the talks.") == []
    assert [word.text for word in open_words("What came of that?")] == ["that"]
    assert [word.text for word in open_words("How many were sold there?")] == ["there"]
    assert [word.text for word in open_words("How did that shape the Oslo agenda?")] == ["that"]
    assert [w.text for w in open_words("How did that ban shape the agenda?")] == ["that ban"]


def test_pronouns_inside_a_complete_question() -> None:
    known = KnownNames(persons=frozenset({"bo"}))
    assert open_words("Did Bo lose his drum?", known) == []
    assert [w.text for w in open_words("Did Bo give him a drum?", known)] == ["him"]
    assert [w.role for w in open_words("How many people did they send?")] == ["doers"]
    assert [w.role for w in open_words("Why are they restricted?")] == ["several"]


def test_the_parts_of_a_question() -> None:
    clause = clause_of("In which city did the two leaders meet on Monday?")
    assert (clause.wh, clause.noun, clause.auxiliary) == ("In which", "city", "did")
    assert (clause.subject, clause.rest) == ("the two leaders", "meet on Monday")


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Did Lee agree?", "Did Lee agree (Xi ask Lee to do)?"),
        ("How did Lee respond?", "How did Lee respond (Xi ask Lee to do)?"),
    ],
)
def test_to_what_is_told_by_the_question_before(question: str, read: str) -> None:
    first, typed = senses(question, [Turn("What did Xi ask Lee to do?")])
    assert first.text == read
    assert typed.doubt > first.doubt


@pytest.mark.parametrize(
    "question",
    [
        "Did Lee agree to the pact?",
        "Whose invitation did Lee accept?",
        "Do the newsletter and the commentary disagree?",
    ],
)
def test_what_leaves_nothing_out_stays_as_typed(question: str) -> None:
    assert senses(question, [Turn("What did Xi ask Lee to do?")]) == []
