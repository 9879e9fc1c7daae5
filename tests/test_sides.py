"""The two sides of a comparison, each as a question of its own."""

from __future__ import annotations

import pytest

from assistant.several.sides import sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who ranks higher, Li or Zhao?", ["Who ranks higher, Li?", "Who ranks higher, Zhao?"]),
        (
            "Did they get further on AI with Japan or with China?",
            ["Did they get further on AI with Japan?", "Did they get further on AI with China?"],
        ),
        (
            "What is the difference between the forum and the roundtable?",
            ["the forum?", "the roundtable?"],
        ),
        ("Compare Nara and Beijing.", ["Nara?", "Beijing?"]),
        (
            "Is the forum bigger than the fair?",
            ["How large was the forum?", "How large was the fair?"],
        ),
        (
            "Which trip came first, the one to Rome or the one to Oslo, and on what dates?",
            ["When was the trip to Rome?", "When was the trip to Oslo?"],
        ),
        (
            "Which event drew a bigger crowd, the fair or the forum?",
            ["How large was the crowd of the fair?", "How large was the crowd of the forum?"],
        ),
        (
            "Were there more bilateral or more commercial pacts in the table?",
            [
                "How many bilateral pacts in the table?",
                "How many commercial pacts in the table?",
            ],
        ),
        (
            "According to KEI, did the firms or the ministers sign more pacts?",
            ["How many pacts did the firms sign?", "How many pacts did the ministers sign?"],
        ),
        (
            "Which is larger, the number of pacts or treaties?",
            ["How many pacts?", "How many treaties?"],
        ),
        ("How do Kim's and Park's roles differ?", ["Kim's roles?", "Park's roles?"]),
        # What they differ on goes along with both.
        ("How do Kim and Park differ in rank?", ["Kim in rank?", "Park in rank?"]),
        (
            "How does the Peru summit compare with the Chile summit on trade?",
            ["the Peru summit on trade?", "the Chile summit on trade?"],
        ),
        (
            "How did Kim and Park differ when it came to trade?",
            ["Kim on trade?", "Park on trade?"],
        ),
        (
            "In terms of trade, how did the talks in Peru differ from those in Chile?",
            ["the talks in Peru on trade?", "the talks in Chile on trade?"],
        ),
        (
            "Which of the two trips took longer, Peru or Chile?",
            ["How long was the Peru trip?", "How long was the Chile trip?"],
        ),
        (
            "Compare the talks on fish with the talks on trade.",
            ["the talks on fish?", "the talks on trade?"],
        ),
        (
            "On trade, how did the talks in Peru differ from those in Chile?",
            ["the talks in Peru on trade?", "the talks in Chile on trade?"],
        ),
        (
            "Which were more numerous: the pacts of ministers or the pacts of firms?",
            ["How many pacts of ministers?", "How many pacts of firms?"],
        ),
        (
            "Was fishing discussed with both Peru and Chile?",
            ["Was fishing discussed with Peru?", "Was fishing discussed with Chile?"],
        ),
        (
            "What did Ann say about trade and about travel?",
            ["What did Ann say about trade?", "What did Ann say about travel?"],
        ),
        (
            "Ann Fern and Bo Dahl: what office does each of them hold?",
            ["What office does Ann Fern hold?", "What office does Bo Dahl hold?"],
        ),
        (
            "What came of the talks with Peru compared with Chile?",
            ["What came of the talks with Peru?", "What came of the talks with Chile?"],
        ),
        (
            "How did the outcomes of the Peru and Chile summits differ?",
            ["the outcomes of the Peru summits?", "the outcomes of the Chile summits?"],
        ),
        (
            "How does the forum compare in size with the one in Peru?",
            ["How large was the forum?", "How large was the forum in Peru?"],
        ),
        (
            "How did Ann and Bo differ from Cy on trade?",
            ["Ann and Bo on trade?", "Cy on trade?"],
        ),
        # A name of another kind takes no place's place.
        (
            "How does Acme's share in Peru compare with Bell?",
            ["Acme's share in Peru?", "Bell?"],
        ),
        # The second side only names a thing: it is asked for the same of it.
        (
            "Gestures at the Peru summit versus the Chile summit",
            ["Gestures at the Peru summit?", "Gestures at the Chile summit?"],
        ),
        (
            "Compare the results of the Peru trip and the Chile trip.",
            ["the results of the Peru trip?", "the results of the Chile trip?"],
        ),
        (
            "Compare the talks on trade in Peru with the talks on travel in Chile.",
            ["the talks on trade in Peru?", "the talks on travel in Chile?"],
        ),
        # Each side has its own "on".
        (
            "How do the talks on trade with Peru compare with the talks on fish with Chile?",
            ["the talks on trade with Peru?", "the talks on fish with Chile?"],
        ),
        # What is measured is said of the first side alone.
        (
            "How does turnout at the Oslo fair stack up against the Lima forum?",
            ["turnout at the Oslo fair?", "turnout at the Lima forum?"],
        ),
        (
            "How did the fair's attendance compare with the forum in May?",
            ["the fair's attendance?", "the attendance of the forum in May?"],
        ),
        ("Contrast what Ann and Bo each offered.", ["what Ann offered?", "what Bo offered?"]),
        # What one of them promised is asked of the other.
        (
            "What did Ann Fern promise compared with Bo Dahl?",
            ["What did Ann Fern promise?", "What did Bo Dahl promise?"],
        ),
        # The second side names a place only.
        (
            "Compare the gestures in Lima and in Oslo.",
            ["the gestures in Lima?", "the gestures in Oslo?"],
        ),
        (
            "Which trip lasted longer, Peru or Chile?",
            ["How long was the Peru trip?", "How long was the Chile trip?"],
        ),
        (
            "Did Ann stay longer in Peru than in Chile?",
            ["How long did Ann stay in Peru?", "How long did Ann stay in Chile?"],
        ),
        (
            "Who was more helpful on trade, Ann or Bo?",
            ["Was Ann helpful on trade?", "Was Bo helpful on trade?"],
        ),
        (
            "Where did Peru and Chile stand on fishing?",
            ["Peru on fishing?", "Chile on fishing?"],
        ),
        (
            "How big was the forum next to the roundtable?",
            ["How big was the forum?", "How big was the roundtable?"],
        ),
        (
            "Did Ann spend more days in Peru or in Chile?",
            ["How long was Ann in Peru?", "How long was Ann in Chile?"],
        ),
        (
            "Contrast the note Ann got from Bo with the one she got from Cy.",
            ["the note Ann got from Bo?", "the note Ann got from Cy?"],
        ),
        (
            "Where were the two talks held, the one with Bo and the one with Cy?",
            ["Where was the talk with Bo held?", "Where was the talk with Cy held?"],
        ),
        (
            "Did Peru and Chile take the same line on fishing when Ann came?",
            ["Peru on fishing?", "Chile on fishing?"],
        ),
        (
            "Compare the visits to Peru and Chile on fish.",
            ["the visits to Peru on fish?", "the visits to Chile on fish?"],
        ),
        (
            "Compare the talk with Ann and the talk with Bo on fish.",
            ["the talk with Ann on fish?", "the talk with Bo on fish?"],
        ),
        (
            "Contrast the talk with Ann and that with Bo.",
            ["the talk with Ann?", "the talk with Bo?"],
        ),
        (
            "How do the talks in Peru and Chile compare on fish?",
            ["the talks in Peru on fish?", "the talks in Chile on fish?"],
        ),
        # One question each.
        ("Ann and Bo met in Oslo - what did they agree on?", []),
        ("What share of exports to Peru and to Chile is fish?", []),
        ("How many pacts on trade and on culture were there?", []),
        ("Who attended both the Oslo and the Rome talks?", []),
        ("In general, is the fair larger than the forum?", []),
        ("How do the Acme and Bell projects differ?", ["the Acme projects?", "Bell projects?"]),
        ("Compare what Acme and Bell make.", ["what Acme make?", "what Bell make?"]),
        ("Why was it so large compared with the fair?", []),  # asks why
        ("Did Lee visit China or Japan?", []),  # compares nothing
        ("Who met in Nara?", []),
    ],
)
def test_sides_of_a_comparison(text: str, expected: list[str]) -> None:
    assert sides(text) == expected
