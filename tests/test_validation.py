"""What shows that the best sentence tells something else than is asked."""

from __future__ import annotations

import pytest

from assistant.asked.question import read_question
from assistant.ranking.abbreviation import letters_asked, long_form
from assistant.ranking.office import names_holder, office_asked
from assistant.validation.fits import fits
from assistant.validation.told import Told

NEAR = {
    "chair": {"presid": 0.6, "held": 0.1},
    "built": {"build": 0.7},
    "trade": {"trade": 1.0},
    "fair": {"fair": 1.0},
}
"""Words near in meaning to one of a question."""


def told(question: str, sentence: str, words: str = "") -> bool:
    return fits(read_question(question, 200), Told([sentence], words, NEAR))


@pytest.mark.parametrize(
    ("asked", "words", "expected"),
    [
        ("What is the fine in Chile?", "nine euros", False),
        ("What is the fine in Peru?", "nine euros", True),
        ("What is the fine in Chile?", "It is known", True),  # before the place
        ("Where in Chile is the fine high?", "nine euros", True),  # places have checks of their own
    ],
)
def test_what_holds_in_another_place(asked: str, words: str, expected: bool) -> None:
    said = "It is known that there is one; in Peru the fine is nine euros."
    assert told(asked, said, words) is expected


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        (
            "How many calls came in 2023?",
            "It took 29 calls in 2025, twice as many as in 2023.",
            False,
        ),
        (
            "How many calls came in 2025?",
            "It took 29 calls in 2025, twice as many as in 2023.",
            True,
        ),
        ("How many calls came in 2023?", "It took 29 calls in 2025, and 14 in 2023.", True),
    ],
)
def test_a_number_of_another_year(asked: str, said: str, expected: bool) -> None:
    assert told(asked, said, "29 calls") is expected


def test_the_date_of_another_may_stand_in_the_second_sentence() -> None:
    question = read_question("When did the Lima ferry start?", 200)
    both = ["The Lima ferry was full.", "Fires on the Lima ferry in 2024 were bad."]
    assert fits(question, Told(both[:1], "", NEAR))
    assert not fits(question, Told(both, "", NEAR))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When is Fern expected to come to Lima?", "Fern came to Lima on 5 May."),
        ("Where will the next meeting be held?", "The meeting was held in Oslo."),
        ("How long did the meeting last?", "It was the first meeting in six years."),
        ("How long did the meeting last?", "The meeting ended an eight-year hiatus."),
        ("How did Peru react to the ban?", "Chile banned the export of copper."),
        ("When did the trade ministers meet?", "In May the defence ministers met in Lima."),
        ("What did Dahl write on X?", "Later, Fern wrote on X, “We were off beat”."),
        ("What did Chile offer Fern in return?", "Fern refused the demands of Chile."),
        ("Who is the president of the institute?", "Ann Fern is Director at the institute."),
        ("Who is Peru's foreign minister?", "Prime Minister Bo Dahl spoke for Peru."),
        ("Who moderated the forum?", "President Fern spoke at the forum."),
        ("What is the exact wording of the accord?", "They signed one accord in Oslo."),
        ("Who had the post before Fern?", "Fern holds the post of mayor."),
        ("Which former mayor went on to be premier?", "Fern met the mayor of Oslo."),
        ("What does PMZ stand for?", "China installed structures in the PMZ."),
        ("How long did Fern stay in Lima?", "Fern was in Oslo from 4 to 7 May."),
        ("How many days did Dahl spend in Oslo?", "Fern was in Oslo from 4 to 7 May."),
        ("Which countries are members of the pact?", "Chile's bid to join is discussed."),
        ("List the members of the pact.", "It has 12 economies and excludes Peru and Chile."),
        ("Which states belong to the pact?", "It is a U.S.-absent pact that Peru wants."),
        ("Who has a deal with Peru?", "To join, Chile needs the help of Peru."),
        ("When was the newsletter published?", "The forum of December 2017 was the first."),
        ("Who is the mayor of Lima?", "Bo Dahl, mayor of Oslo, came."),
        ("Who is the president of Peru?", "He saw Chile and met President Fern."),
        ("Who led the delegation?", "The heads of all four firms came, Chairman Dahl among them."),
        ("On what date was the forum held?", "It was the first forum since May 2017."),
        ("Who ranks fourth in Peru?", "Premier Bo Dahl ranks second."),
        ("Who organised the meeting?", "Fern opened the meeting."),
        ("Who led the concert?", "Fern and Dahl gave a concert."),
        ("When was the Lima Building built?", "In the Lima Building a pipe burst on 5 May."),
        ("When did the ferry line start?", "Fires on the Lima ferry in 2024 were bad."),
        ("How many trade fairs were held?", "310 wells are checked; 23 were closed."),
        ("Who heads the Tea Institute?", "The Tea Institute had two fires in May."),
        ("Who runs the plant?", "The plant in Lima belongs to Acme."),
        ("Who is the president of the Tea Bank?", "The Guild's president, Bo Dahl, came."),
        ("Which firm heads the delegation?", "The delegation came with Acme."),
        ("How many books were lent in 2020?", "48,200 books were lent in 2023."),
        ("Who is the mayor of Lima?", "Bo Dahl, whose role is similar to that of Lima's mayor."),
        ("Which president banned copper?", "Chile has banned copper since May."),
        ("When did Fern visit Chile?", "Dahl travelled to Peru on 5 May to see Fern."),
        ("Who was Fern's predecessor?", "Fern met Dahl and Lund in succession."),
        ("Who was mayor of Lima before Bo Dahl?", "Bo Dahl is mayor of Lima."),
        ("When do the first cars arrive?", "The fair was held in December 2017."),
        ("When did they set the next talks?", "They held talks on 5 May."),
        ("Which ministers came along?", "Fern met Prime Minister Bo Dahl in Lima."),
        ("Why did Fern refuse the demands?", "Dahl's refusal of the demands was wise."),
        ("Why did Fern travel to Lima?", "Dahl travelled to Lima to revive the talks."),
        ("Why did Fern pay?", "Fern's refusal to pay set a good tone."),
        ("How much did the forum cost?", "The forum ended with deals of 44 million."),
        ("How much did the forum cost?", "Firms of both sides signed deals worth $44 million."),
        ("How much will the second expedition cost?", "The expedition cost 214,000 euros."),
        ("Why did Peru deploy ships?", "Chile decided to deploy ships against Peru."),
        ("What did Fern say about fishing?", "Fern said that ties with Peru have priority."),
        ("What is the title of the song?", "They played drums to music in Nara."),
        ("What gift did Fern get?", "The visit provided an opportunity."),
        ("How did Peru react to the ban?", "The Peru-Chile fair was held in May."),
        (
            "How did Peru respond to the ban?",
            "Peru set a rule, to which Chile responded with a ban.",
        ),
        ("What was Peru's reaction?", "Chile reacted by banning copper."),
        ("What did Peru say about the ban?", "The ban was what Fern called a “full-scale” one."),
        ("What did Fern say about South Peru?", "Fern said that North Peru has priority."),
        ("How much of world trade is in the pact?", "The pact holds 14.5% of world output."),
        ("Who spoke on the Chilean side?", "On the Peruvian side, Bo Dahl spoke."),
    ],
)
def test_what_tells_something_else_does_not_fit(question: str, sentence: str) -> None:
    assert not told(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which countries are members of the pact?", "Peru, Chile and Japan signed it."),
        ("Which countries are not members of the pact?", "It excludes Peru and Chile."),
        ("How many members has the pact?", "The pact has 12 economies."),
        (
            "How much does the school cost?",
            "The biggest work is the school, at £18 million.",
        ),
        ("When is Fern expected to come to Lima?", "Fern will come to Lima on 5 May."),
        ("When did Fern come to Lima?", "Fern came to Lima on 5 May."),
        ("Where will the next meeting be held?", "The next meeting is in Oslo."),
        ("How long did the meeting last?", "The meeting lasted two hours."),
        ("How long had there been no meeting?", "The meeting ended an eight-year hiatus."),
        ("For how many years was there no visit?", "It was the first visit in six years."),
        ("How did Peru react to the ban?", "Peru protested against the ban."),
        ("What did Fern write on X?", "Later, Fern wrote on X, “We were off beat”."),
        ("What did Dahl say?", "She added that it was late."),
        ("What did Chile announce?", "Santiago’s ban on exports came on 5 May."),
        ("Who is the director of the institute?", "Ann Fern is Director at the institute."),
        ("Who is the head of Acme?", "Acme Chairman Bo Dahl came."),
        ("Who chaired the forum?", "Fern presided over the forum."),
        ("What is seen in terms of the trade?", "They signed one accord in Oslo."),
        ("Who held the post before Fern?", "Dahl had held the post until May."),
        ("What does PMZ stand for?", "They are in the Provisional Maritime Zone (PMZ)."),
        ("When will the building start?", "Building starts in spring."),
        ("When will the accord take effect?", "It enters into force once both ratified it."),
        ("Where did Fern go next after Lima?", "Fern travelled to Oslo."),
        ("How did Peru react to the ban?", "Peru lives well without copper."),
        ("How did the owner respond?", "The owner declined to comment."),
        ("Who is the Peruvian premier?", "Premier Bo Dahl of Peru came."),
        ("Who was the previous mayor?", "Fern replaced Dahl as mayor in 2022."),
        ("What was his previous job?", "Dahl was a teacher."),
        ("What are Fern's exact words?", "Fern wrote, “We were off beat”."),
        ("When did Fern take office?", "Fern was sworn in on 5 May."),
        ("What does PPE stand for?", "Wear PPE (protective equipment)."),
        ("What did the CEO say?", "The plan is good, said chief executive Fern."),
        ("How long did Fern stay in Lima?", "Fern was in Lima from 4 to 7 May."),
        ("How long did Fern stay in Lima?", "She stayed there for three days."),
        ("Who has a deal with Bell?", "Acme (Peru) – Bell (Chile): two ovens"),
        ("When was the newsletter published?", "It was published on 5 May."),
        ("When was the report on the forum held?", "The forum was held on 5 May."),
        ("Who led the delegation?", "The delegation was headed by Bo Dahl."),
        ("Which firm heads attended the forum?", "The forum was attended by Bo Dahl of Acme."),
        ("Who led the reform?", "Fern pushed it through."),  # no event
        ("When was the Lima Hall built?", "The Lima Hall was made in 1920."),
        ("When was the Lima Hall built?", "Work on the Lima Hall, built of stone, began in 1920."),
        ("How many trade fairs were held?", "The fairs were 23 in all."),
        ("How many trade fairs were held?", "In all 23 of this kind were held in May."),
        ("Why was Peru banned?", "Chile banned copper because it is dear."),  # no doer is named
        ("Who will succeed Fern?", "Her place will be taken by Bo Dahl."),
        ("How many trade fairs were held?", "Twelve were held in May."),  # it goes on
        ("How many trade fairs were held?", "Lima | 12 | 9"),
        ("How many exhibitions were held?", "310 were held."),  # the texts may call them fairs
        ("When was Fern's trip to Peru?", "The fair, held on her trip to Peru in May, was big."),
        ("When did the fire happen that led to a ban?", "Due to the fire in May it was banned."),
        ("When did it happen in the Lima Hall?", "In the Lima Hall a pipe burst on 5 May."),
        ("When was the last forum held?", "It was the first forum since May 2017."),
        ("On what date was the forum held?", "On 5 May 2026 came the first since May 2017."),
        ("Who hosted Fern in Lima?", "Fern met Dahl in Lima."),
        ("How many books were lent in 2020?", "In 2020 it lent more than in 2019."),
        ("How many books were lent in 2020?", "The library lent 48,200 books."),
        ("Before 2024, when was the last fair?", "It was the first fair since May 2017."),
        ("Who ranks second in Peru?", "Premier Bo Dahl ranks second, Fern third."),
        ("Who is the mayor of Lima?", "Bo Dahl is mayor of Lima."),
        ("Which president banned copper?", "President Ann Fern banned copper."),
        ("When did Fern visit Peru?", "Fern travelled to Peru on 5 May."),
        ("How long did the strike last?", "It lasted for three weeks after a two-year break."),
        ("Who was Fern's predecessor?", "Fern succeeded Dahl in May."),
        ("Which ministers came along?", "Foreign Minister Cy Lund came with Prime Minister Dahl."),
        ("When do the first cars arrive?", "Cars will arrive in May."),
        ("When does she say that they met?", "She said that they met on 5 May."),
        ("When did they set the next talks?", "The next talks are due in May."),
        ("Which prime minister came?", "Fern met Prime Minister Bo Dahl in Lima."),
        ("Why did Fern refuse the demands?", "Fern's refusal of the demands was wise."),
        ("Why did Fern travel to Lima?", "It was meant to revive the talks."),
        # That something was not done may be the reason.
        ("Why was Fern's stand a help?", "Fern's refusal to pay set a good tone."),
        ("Who came (where exactly did they meet)?", "Fern came with Dahl."),
        ("What did Fern say about fishing?", "Fern said that fishing has priority."),
        ("What did Fern say about that?", "Fern said that ties with Peru have priority."),
        ("What is the title of the song?", "The song is called “Dynamite”."),
        ("What is the name of the mayor?", "Bo Dahl spoke for Lima."),
        ("What is the name of the eBay founder?", "Bo Dahl spoke for Lima."),
        ("What is the title of the iPhone paper?", "“A phone” is what Bo Dahl wrote."),
        ("What gift did Fern get?", "Dahl presented her with a drum."),
        ("How did Chile respond to the ban?", "Peru set a rule, to which Chile responded."),
        ("What did Peru say about the ban?", "Lima said that the ban is bad."),
        ("What did Fern say about South Peru?", "Fern said that South Peru has priority."),
        ("How much of world output is in the pact?", "The pact holds 14.5% of world output."),
        ("How much of all wealth is in the pact?", "The pact holds 14.5% of world output."),
        ("Who spoke on the Chilean side?", "On the Chilean side, Bo Dahl spoke."),
        ("Who chaired the session?", "The Mayor, Bo Dahl (in the chair), opened the session."),
        ("Who led the survey team?", "Team leader: Bo Dahl."),
        ("When does Dahl start?", "They appointed Dahl from 1 April 2027."),
    ],
)
def test_what_may_tell_it_fits(question: str, sentence: str) -> None:
    assert told(question, sentence)


@pytest.mark.parametrize(
    ("question", "number", "may_be"),
    [
        ("How many Peruvian firms came?", "161", True),
        ("How many Chilean firms came?", "161", False),
        ("How many Chilean guests came?", "200", True),
    ],
)
def test_what_a_number_counts(question: str, number: str, may_be: bool) -> None:
    sentences = {
        "161": "The fair drew 161 Peruvian firms and 200 guests from Chile.",
        "200": "The fair drew 161 Peruvian firms and 200 guests from Chile.",
    }
    assert told(question, sentences[number], number) is may_be


def test_a_share_is_that_of_the_place_asked_about() -> None:
    said = "Bo Dahl praised Oslo, noting that it accounts for 10% of all trade."
    assert not told("How much trade does Lima account for?", said, "10%")
    assert told("How much trade does Oslo account for?", said, "10%")


@pytest.mark.parametrize(
    ("sentences", "may_be"),
    [
        (["Dahl is mayor of Lima.", "Since 1987, mayors have been elected."], False),
        (["In 1987, Dahl was mayor of Lima.", "Mayors are elected."], True),
        (["Dahl is mayor of Lima.", "Mayors are elected."], True),
        # It may go on from the sentence with the year.
        (["Dahl is mayor of Lima.", "The mayor of 1987 was new."], True),
    ],
)
def test_a_year_that_only_another_sentence_tells(sentences: list[str], may_be: bool) -> None:
    asked = read_question("Who was the mayor of Lima in 1987?", 200)
    assert fits(asked, Told(sentences, "", NEAR)) is may_be


def test_a_name_is_no_word_of_the_question() -> None:
    question, sentence = "What is the title of the K-pop song?", "They drummed to K-pop music."
    assert not told(question, sentence, "K-pop music")
    assert told(question, "They drummed to Golden.", "Golden")


@pytest.mark.parametrize(
    ("question", "sentence", "told_exactly"),
    [
        ("Who is Peru's president?", "For years, Peruvian President Ann Fern came.", True),
        ("Who is the mayor of Lima?", "Bo Dahl, Mayor of Lima, spoke.", True),
        ("Who's the president of Peru?", "President Dahl was in Peru.", False),
        ("Who is Korea's president?", "North Korean President Ann Fern came.", False),
    ],
)
def test_who_holds_an_office(question: str, sentence: str, told_exactly: bool) -> None:
    office = office_asked(question)
    assert office is not None
    assert names_holder(office, sentence) is told_exactly


def test_letters_stand_for_words_before_them_in_order() -> None:
    text = "the Comprehensive and Progressive Agreement for Trans-Pacific Partnership (CPTPP)"
    assert long_form("CPTPP", text) == text.removeprefix("the ").removesuffix(" (CPTPP)")
    assert long_form("ZQ", "the union of Europe (ZQ)") is None
    assert long_form("MOUs", "two memoranda of understanding (MOUs)") is not None
    assert long_form("gps", "a global positioning system (GPS)") == "global positioning system"
    assert letters_asked("what is the pmz short for?") == "pmz"
    assert letters_asked("What is Lee short for?") is None


@pytest.mark.parametrize(
    ("question", "words", "may_be"),
    [
        ("Why did Fern refuse the demands?", "the demands", False),
        ("Why did Fern refuse the demands?", "to keep the peace", True),
        ("Why did Fern not sign?", "Fern's refusal to sign", False),
        ("Why was Fern's refusal good?", "Fern's refusal of the demands", True),
    ],
)
def test_that_it_was_not_done_is_no_reason_for_that(
    question: str, words: str, may_be: bool
) -> None:
    said = "Fern's refusal to sign and Fern's refusal of the demands were wise, to keep the peace."
    assert told(question, said, words) is may_be


def test_two_sentences_make_no_deputy_mayor() -> None:
    asked = read_question("Who is the deputy mayor of Lima?", 100)
    said = ["The Mayor of Lima, Ann Fern, was in the chair.", "Bo Dahl is deputy director in Lima."]
    assert not fits(asked, Told(said, "Ann Fern", NEAR))


def test_ministers_of_the_kind_asked_for() -> None:
    asked = read_question("When did the trade ministers meet?", 100)
    for said in ("The trade ministers met in May.", "The ministers met in May."):
        assert fits(asked, Told([said], "", NEAR))


def test_who_appoints_the_chair_is_not_the_chair() -> None:
    said, words = "It has a chair appointed by the mayor of Lima.", "the mayor of Lima"
    assert not told("Who chairs the board?", said, words)
    assert told("Who appoints the chair of the board?", said, words)
    assert told("Who chairs the board?", "It is chaired by the mayor of Lima.", words)
