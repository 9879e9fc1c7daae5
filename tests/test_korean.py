"""Korean questions: words looked up, kinds, languages told apart, and answers from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ToyEncoder, document

from assistant.korean.foreign import Interpreter
from assistant.korean.gloss import gloss
from assistant.korean.glossary import Entry, Glossary, load_glossary
from assistant.korean.kinds import korean_kind
from assistant.korean.look_up import content_words
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.wording import phrases
from assistant.words.language import is_other_latin, language_of
from corpus.document import Document
from corpus.errors import LibraryError
from index.lexical import LexicalIndex

FACTS = Path(__file__).parent / "data" / "korean_facts.tsv"


def english(question: str, held: str = "") -> str:
    """The English words for `question` in documents that hold the words of `held`."""
    return gloss(question, load_glossary(), held.split().__contains__).words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("시진핑 주석의 정상회담은", "President Xi summit"),
        ("한·중 정상 회담에서", "Korea-China summit"),  # middle dot, and a blank within the word
        ("SWM과 레노버는", "SWM Lenovo"),
        ("나라에서", "Nara"),
        ("어느 나라가", "country"),  # the longest form wins
        ("1월 13일에", "January 13"),
        ("2025년 8월", "2025 August"),
        ("4,400만 달러", "44 million USD"),
        ("80주년 행사", "80 anniversary event"),
        ("서열 2위", "hierarchy second"),
        ("600명이 참석", "600 people attended"),
        ("", ""),
    ],
)
def test_words_looked_up(question: str, words: str) -> None:
    assert english(question) == words


def test_small_numbers_are_written_as_the_documents_do() -> None:
    assert english("6년 동안", held="six") == "six years"
    assert english("6년 동안") == "6 years"
    assert english("여섯 가지", held="six") == "six"


def test_the_english_that_the_documents_use_is_preferred() -> None:
    words = Glossary({"교역": Entry(("trade", "commerce"), False)})
    assert gloss("교역은?", words, {"commerc"}.__contains__).words == "commerce"
    assert gloss("교역은?", words, lambda token: False).words == "trade"


def test_a_visit_that_names_its_country_keeps_it() -> None:
    assert (
        english("방중 성과는 무엇인가요?", "visit china japan outcom") == "visit to China outcome"
    )
    assert english("방일 일정은?", "visit china japan schedul") == "visit to Japan schedule"


def test_everyday_words_are_what_they_mostly_mean() -> None:
    found = english("가장 중요한 성과는?", "import outcom")
    assert found == "important outcome"  # and no head of a household
    assert english("순방 요약", "trip summari") == "trip"  # how it is to be told, and not of what
    assert english("한류 수출", "korean cultur export") == "Korean cultural export"
    assert english("미국 관세", "u.s tariff u.") == "U.S. tariffs"


def test_unknown_words_are_named_and_verbs_are_not() -> None:
    found = gloss("손흥민은 어디에서 뛰었나요?", Glossary({}), lambda token: False)
    assert (found.unknown, found.words, found.english) == (("손흥민",), "", "Where?")
    assert found.typed == (("손흥민", "손흥민"),)
    words = Glossary({"정상회담": Entry(("summit",), False)})
    assert gloss("정상 회담은?", words, lambda token: True).typed == (("정상 회담", "summit"),)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("누가 참석했나요?", "who"),
        ("언제 만났습니까?", "when"),
        ("몇 월 며칠에 열렸나요?", "when"),
        ("며칠 동안 머물렀나요?", "how_many"),
        ("어디에서 열렸나요?", "where"),
        ("어느 도시인가요?", "where"),
        ("어느 해역에 있습니까?", "where"),
        ("어느 해에 열렸나요?", "when"),
        ("기업은 몇 곳입니까?", "how_many"),
        ("비용은 얼마인가요?", "how_many"),
        ("왜 미뤄졌나요?", "why"),
        ("두 정상은 합의했나요?", "yes_no"),
        ("무엇에 합의했나요?", "other"),
        ("회담을 요약해 주세요.", "overview"),
        ("어떤 문서를 가지고 있나요?", "documents"),
        ("이 글은 누가 썼나요?", "authors"),
        ("논평의 저자는?", "authors"),
        ("논평을 쓴 사람은 누구인가요?", "authors"),
        ("필자들의 이름을 알려 주세요", "authors"),
        ("저자들의 소속 기관은?", "authors"),
        ("문서가 몇 개 있나요?", "documents"),
        ("협력 문서는 몇 건 체결됐나요?", "how_many"),
        ("뉴스레터는 총 몇 페이지인가요?", "pages"),
        ("논평은 언제 발행되었나요?", "dated"),
        ("뉴스레터의 발행처는?", "publisher"),
        ("논평 제목", "title"),
        ("핵심 내용을 알려 주세요", "overview"),
        ("총리의 고향은?", "where"),
        ("필자들은 회담을 어떻게 평가하나요?", "other"),  # what they say, not who they are
        ("두 필자의 출신 대학은 어디인가요?", "other"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert korean_kind(question) == kind


def test_asking_words_are_left_out() -> None:
    assert content_words("정상회담은 어디에서 열렸나요?") == "정상회담은 열렸나요?"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who met in Nara?", "en"),
        ("Who is 习近平 (Xi Jinping)?", "en"),
        ("CPTPP 회원국은?", "ko"),
        ("Wi Sung-lac은 누구인가요?", "ko"),
        ("首脳会談はどこで行われましたか", "other"),
        ("Где прошёл саммит?", "other"),
        ("12?", "en"),
    ],
)
def test_languages_by_their_letters(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Wo haben sich die beiden Präsidenten getroffen?", True),
        ("¿Dónde se reunieron los líderes?", True),
        ("Où a eu lieu le sommet ?", True),
        ("wher did takaichi and le met", False),
        ("Chey Tae-won Koo Kwang-mo Chung Eui-sun", False),  # names that the documents hold
        ("CPTPP members", False),
        ("Who is Wolfgang Schäuble?", False),
    ],
)
def test_other_languages_in_latin_letters(question: str, other: bool) -> None:
    held = ["chey", "tae", "won", "koo", "kwang", "mo", "chung", "eui", "sun"]
    interpreter = Interpreter(LexicalIndex([held]))
    assert is_other_latin(question, interpreter.holds) is other


class TestGlossaryFile:
    def test_the_shipped_one_is_broad_and_sound(self) -> None:
        entries = load_glossary().entries
        assert len(entries) > 1500
        assert entries["시진핑"] == Entry(("Xi Jinping",), True)
        assert entries["공급망"] == Entry(("supply chain",), False)

    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_a_library_adds_words_and_goes_first(self, tmp_path: Path, mark: str) -> None:
        (tmp_path / "glossary.toml").write_text(
            f'{mark}[words]\n"value chain" = ["공급망"]\n"ginseng" = ["인삼", "고려 인삼"]\n',
            encoding="utf-8",
        )
        entries = load_glossary(tmp_path).entries
        assert entries["공급망"].english == ("value chain", "supply chain")
        assert entries["고려인삼"].english == ("ginseng",)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("[words", "no TOML|not readable TOML"),
            ("words = " + "[" * 100_000, "not readable TOML"),
            ("words = " + "9" * 5000, "not readable TOML"),
            ('[things]\n"x" = ["가"]\n', "'things' at its top"),
            ('[words]\n"summit" = "회담"\n', "must be a list of texts"),
            ('[words]\n"회담" = ["summit"]\n', "English comes first"),
            ('[words]\n"summit" = [" "]\n', "a form is empty"),
        ],
    )
    def test_a_bad_file_is_told_of_at_once(self, tmp_path: Path, text: str, says: str) -> None:
        (tmp_path / "glossary.toml").write_text(text, encoding="utf-8")
        with pytest.raises(LibraryError, match=says):
            Interpreter(LexicalIndex([]), tmp_path)


def test_every_phrase_has_its_korean_form() -> None:
    constants = {
        v for k, v in vars(phrases).items() if k[0] != "_" and k.isupper() and isinstance(v, str)
    }
    assert constants == set(phrases.IN_KOREAN)
    assert constants | set(phrases.IN_KOREAN.values()) == phrases.ALL


@pytest.fixture
def assistant(three_documents: list[Document], toy_encoder: ToyEncoder) -> Assistant:
    # The toy stands for the multilingual encoder too: what is tested here are the words.
    made = Assistant.in_memory(three_documents, Settings(reader="none"), toy_encoder)
    assert made.searcher.cosines.companion is not None
    made.searcher.cosines.companion._vectors = made.searcher.vectors
    return made


def test_a_korean_question_is_answered_in_english_quotes(assistant: Assistant) -> None:
    answer = assistant.ask("베이징에서 먹은 국수는?")
    assert answer.status == "answered" and answer.read_as is None
    assert answer.citations[0].quote == "They ate noodles in Beijing."


def test_it_is_said_in_korean_that_quotes_stay_as_they_are(assistant: Assistant) -> None:
    said = phrases.about_quotes(assistant.ask("베이징에서 먹은 국수는?"))
    assert said == "인용문은 문서의 원문 그대로입니다."
    assert phrases.about_quotes(assistant.ask("Where did they eat noodles?")) is None
    assert phrases.about_quotes(assistant.ask("손흥민은 어느 팀에서 뛰나요?")) is None  # no quotes


def test_what_the_documents_do_not_say_is_said_in_korean(assistant: Assistant) -> None:
    answer = assistant.ask("손흥민은 어느 팀에서 뛰나요?")
    assert (answer.status, answer.answer) == ("not_found", phrases.IN_KOREAN[phrases.NOT_FOUND])
    asked = assistant.ask("어떤 문서를 가지고 있나요?")
    assert asked.sentences[0].text == phrases.IN_KOREAN[phrases.DOCUMENTS_HELD]


def test_another_language_is_told_what_is_understood(assistant: Assistant) -> None:
    for question in ("Где прошёл саммит?", "Wo haben sich die Präsidenten getroffen?"):
        answer = assistant.ask(question)
        assert (answer.status, answer.answer) == ("not_found", phrases.LANGUAGES_UNDERSTOOD)
        assert answer.nearest == () and answer.confidence == 0.0


def test_english_questions_load_nothing_more(
    three_documents: list[Document], toy_encoder: ToyEncoder
) -> None:
    made = Assistant.in_memory(three_documents, Settings(reader="none"), toy_encoder)
    made.ask("Where did they eat noodles?")
    assert (
        made.searcher.cosines.companion is not None
        and made.searcher.cosines.companion._vectors is None
    )


def test_korean_paragraphs_are_found_first(toy_encoder: ToyEncoder) -> None:
    rows = [line.split("\t") for line in FACTS.read_text(encoding="utf-8").splitlines()]
    facts = document("facts", "\n\n".join(paragraph for paragraph, _ in rows))
    made = Assistant.in_memory([facts], Settings(reader="none"), toy_encoder)
    first = [made.explain(question).hits[0].passage.text for _, question in rows]
    found = sum(text == paragraph for text, (paragraph, _) in zip(first, rows, strict=True))
    assert len(rows) >= 40 and found >= 0.9 * len(rows)
    answer = made.ask(rows[0][1])
    assert answer.citations[0].quote == rows[0][0] and phrases.about_quotes(answer) is None
