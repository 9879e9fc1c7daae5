"""Every choice that changes an answer, where it comes from, and its bounds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from math import inf
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from assistant.confidence.calibrated import Strictness, shipped
from assistant.place import HOME_VARIABLE
from corpus.errors import SettingError
from corpus.files import parsed_toml
from corpus.split import Chunking
from index.query import Fusion, Retriever, SearchSettings

ENVIRONMENT_PREFIX = "SUMMITS_"
FILE_NAME = "summits.toml"

NO_SETTINGS = frozenset((HOME_VARIABLE,))
"""Variables with this prefix that change no answer."""

_TRUTH = {"true": True, "1": True, "on": True, "false": False, "0": False, "off": False}
_KINDS = {bool: "true or false", int: "an integer", float: "a number", str: "a text"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one assistant; weights and thresholds were tuned on the dev questions.

    An annotation holds the lowest and the highest value, or what is said of an empty text.

    Attributes:
        encoder: `tuned` (the packaged MiniLM with layers that learned to find what answers),
            `minilm` or `multilingual` (both packaged), a model folder, or a hub id.
        multilingual_encoder: reads the questions that `encoder` cannot; named in the same way.
        retriever: `bm25`, `dense` or `hybrid`.
        fusion: `convex`, `min_max` or `rrf`.
        dense_weight: share of the dense channel in `convex` and `min_max`, 0 … 1.
        near_weight: share of words near in meaning in `convex`, 0 … 1.
        chunk_words: upper bound of a passage, in words.
        overlap_sentences: sentences that a passage repeats from the one before it.
        candidates: passages whose sentences are considered for an answer.
        reranker: a folder or hub id of a cross-encoder that orders the first passages, or `none`.
        rerank_passages: how many of the best passages it orders.
        reader: `minilm` (our own), a folder or hub id of an extractive question-answering model, or
            `none`.
        read_passages: how many of the best passages it reads.
        sentence_ranking: rank sentences by themselves; off: the best passage's sentences in order.
        max_sentences: quoted sentences in an answer, at most.
        strictness: how readily `not_found` is said: `strict`, `balanced` or `broad`; what each
            keeps and refuses stands in `data/confidence.toml`.
        confidence_threshold: below it the answer is `not_found`, 0 … 1; None: that of `strictness`.
        disagreement: say where documents give different values for what is asked.
        max_question_chars: a longer question is refused.
    """

    encoder: Annotated[str, "it must name an encoder"] = "tuned"
    multilingual_encoder: Annotated[str, "it must name an encoder"] = "multilingual"
    retriever: Retriever = "hybrid"
    fusion: Fusion = "convex"
    dense_weight: Annotated[float, (0, 1)] = 0.75
    near_weight: Annotated[float, (0, 1)] = 0.2
    chunk_words: Annotated[int, (10, 1000)] = 120
    overlap_sentences: Annotated[int, (0, 10)] = 1
    candidates: Annotated[int, (1, 100)] = 10
    reranker: Annotated[str, "it must name a cross-encoder, or be none"] = "none"
    rerank_passages: Annotated[int, (1, 100)] = 20
    reader: Annotated[str, "it must name a reader, or be none"] = "minilm"
    read_passages: Annotated[int, (0, 100)] = 6
    sentence_ranking: bool = True
    max_sentences: Annotated[int, (1, 10)] = 3
    strictness: Strictness = "balanced"
    confidence_threshold: Annotated[float | None, (0, 1)] = None
    disagreement: bool = True
    max_question_chars: Annotated[int, (1, inf)] = 2000

    def __post_init__(self) -> None:
        faults = [
            f"setting {name} is {getattr(self, name)!r}; {rule}"
            for name, kind in _ANNOTATIONS.items()
            if (rule := _broken_rule(kind, getattr(self, name)))
        ]
        if faults:
            raise SettingError(*faults)

    @property
    def chunking(self) -> Chunking:
        """What the splitter needs of them."""
        return Chunking(self.chunk_words, self.overlap_sentences)

    @property
    def strictness_in_force(self) -> Strictness | None:
        """The strictness; None where a threshold of its own stands in its place."""
        return self.strictness if self.confidence_threshold is None else None

    @property
    def threshold(self) -> float:
        """The confidence below which the answer is `not_found`."""
        if self.confidence_threshold is not None:
            return self.confidence_threshold
        return shipped().thresholds[self.strictness]

    def threshold_for(self, strictness: Strictness | None) -> float:
        """The same for one question that is asked so strictly; None: as these settings say."""
        return self.threshold if strictness is None else shipped().thresholds[strictness]

    @property
    def search(self) -> SearchSettings:
        """What the searcher needs of them."""
        return SearchSettings(self.retriever, self.fusion, self.dense_weight, self.near_weight)


_ANNOTATIONS = get_type_hints(Settings, include_extras=True)


def _broken_rule(kind: Any, value: Any) -> str | None:
    """What a value of the annotation `kind` must be, where it is not."""
    if get_origin(kind) is Literal:
        choices = get_args(kind)
        return None if value in choices else f"it must be one of {', '.join(choices)}"
    match get_args(kind):
        case _, str(rule) if not value.strip():
            return rule
        case _, (low, high) if value is not None and not low <= value <= high:
            return f"it must lie in {low} … {high}" if high < inf else f"it must be at least {low}"
    return None


@dataclass(frozen=True, slots=True)
class Sourced:
    """Settings in force, and for each where it comes from."""

    settings: Settings
    sources: Mapping[str, str]


def resolve(
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    library: Path | None = None,
) -> Sourced:
    """Settings from the flags, then the environment, then `summits.toml`, then the defaults.

    Args:
        flags: what the command line gave; None values count as not given.
        environment: `os.environ` unless given; `SUMMITS_CHUNK_WORDS=60` sets `chunk_words`.
        library: folder that may hold a `summits.toml`.

    Raises:
        SettingError: all faults at once, each with its source.
    """
    environment = os.environ if environment is None else environment
    chosen: dict[str, Any] = {}
    sources = {field.name: "default" for field in fields(Settings)}
    faults: list[str] = []
    for source, values in (
        (f"{library}/{FILE_NAME}", _from_file(library)),
        ("environment", _from_environment(environment)),
        ("flag", {k: v for k, v in (flags or {}).items() if v is not None}),
    ):
        for name, value in values.items():
            if name not in sources:
                faults.append(
                    f"{source} has an unknown setting {name!r}; known are {', '.join(sources)}"
                )
                continue
            try:
                chosen[name] = _converted(name, value)
                sources[name] = source
            except ValueError as error:
                faults.append(f"setting {name} is {value!r} ({source}); {error}")
    if faults:
        raise SettingError(*faults)
    return Sourced(replace(Settings(), **chosen), sources)


def _from_file(library: Path | None) -> dict[str, Any]:
    if library is None:
        return {}
    path = library / FILE_NAME
    try:
        return parsed_toml(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, OSError) as error:
        raise SettingError(f"{path} is not readable TOML ({error}); mend or remove it") from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables with our prefix, known or not, by the name of their setting."""
    return {
        key.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for key, value in environment.items()
        if key.startswith(ENVIRONMENT_PREFIX) and key not in NO_SETTINGS
    }


def _converted(name: str, value: object) -> object:
    """`value`, as text or as TOML has it, in the type of setting `name`.

    Raises:
        ValueError: it is of another type, or out of bounds; a whole number passes for a number.
    """
    default = getattr(Settings(), name)
    kind: type[Any] = float if default is None else type(default)
    if kind is bool and isinstance(value, str):
        value = _TRUTH.get(value.casefold())
    elif isinstance(value, str) or (kind is float and type(value) is int):
        with suppress(ValueError, OverflowError):
            value = kind(value)
    if type(value) is not kind:
        raise ValueError(f"it must be {_KINDS[kind]}")
    if rule := _broken_rule(_ANNOTATIONS[name], value):
        raise ValueError(rule)
    return value
