"""The two visits or meetings that a comparison counts and does not name: "the two summits"."""

from __future__ import annotations

from assistant.texts.gazetteer import Gazetteer, thing_of
from assistant.words.patterns import any_case
from assistant.words.same_things import stems

_THE_TWO = any_case(
    r"\b(?:the (?:two )?|(?:his|her|their) two |both (?:the )?|two )(?P<events>(?:[\w-]+ )?"
    r"(?:summits|meetings|stops|legs|(?P<to>visits|trips|tours)))\b"
    r"(?! (?:of|in|to|with|at|between)\b)(?!.*:)"  # behind a colon stands what is asked of each
)


def with_their_places(topic: str, gazetteer: Gazetteer) -> str:
    """A comparison of two visits or meetings with the two places that documents tell of most.

    As it is where it names one of them itself, and where it is not clear which two are meant.

    Args:
        topic: what is asked.
        gazetteer: what documents say of places.
    """
    asked = _THE_TWO.search(topic)
    both = gazetteer.most_told_of(2)
    named = {gazetteer.cities.get(stem) or thing_of(stem) for stem in stems(topic)}
    if asked is None or not both or named.intersection(both):
        return topic
    places = " and ".join(place.removeprefix("@").title() for place in both)
    events = f"the {asked['events']} {'to' if asked['to'] else 'in'} {places}"
    return f"{topic[: asked.start()]}{events}{topic[asked.end() :]}"
