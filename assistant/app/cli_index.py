"""`summits index`: build it, look at it, check it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.app.console import counted, encoding_progress, library_option, note

if TYPE_CHECKING:
    from corpus.library import Library
    from index.encode import Encoder
    from index.recipe import Recipe
    from index.store import IndexStore


@click.group("index")
def index_group() -> None:
    """Build or check the index of a library."""


def _wanted(library: Path | None) -> tuple[Library, IndexStore, Recipe, Encoder]:
    from assistant.opening import recipe_for
    from assistant.place import index_store
    from assistant.settings import resolve
    from corpus.library import Library
    from index.encode import load_encoder

    opened = Library.open(library)
    settings = resolve(library=library).settings
    encoder = load_encoder(settings.encoder)
    return opened, index_store(library), recipe_for(opened, settings, encoder), encoder


def check_settings(library: Path | None) -> None:
    """Raise what is wrong with the settings or the encoder, before anything is changed for them."""
    from assistant.settings import resolve
    from index.encode import load_encoder

    load_encoder(resolve(library=library).settings.encoder)


@index_group.command()
@click.option(
    "--if-stale",
    is_flag=True,
    help="Only where the one that is there was made from other documents or settings.",
)
@library_option
def build(library: Path | None, if_stale: bool) -> None:
    """Build the index anew, and publish it in one step when it is whole."""
    if not if_stale or _is_stale(library):
        click.echo(build_index(library))


def _is_stale(library: Path | None) -> bool:
    """Whether an index is there and would be refused; one that is missing is built when needed.

    Raises:
        IndexDamaged: the one that is there cannot be used.
    """
    from assistant.place import index_store
    from corpus.errors import IndexForeign

    store = index_store(library)
    if not store.exists():
        return False
    try:
        return bool(_differing(library, store.manifest()))
    except IndexForeign:
        return True


def _differing(library: Path | None, manifest: Mapping[str, Any]) -> list[str]:
    """For what the index of this manifest would be refused; told without loading a model.

    An encoder that was named by a setting is known only once it is loaded; the chat then says what
    to do.
    """
    from assistant.settings import resolve
    from corpus.library import Library
    from index.encode import MULTILINGUAL, MULTILINGUAL_ID, PACKAGED, PACKAGED_ID, TUNED
    from index.generations import differing
    from index.recipe import Recipe, required
    from index.tuned import tuned_id

    settings = resolve(library=library).settings
    known = {PACKAGED: PACKAGED_ID, TUNED: tuned_id(), MULTILINGUAL: MULTILINGUAL_ID}
    encoder_id = known.get(settings.encoder, manifest["encoder_id"])
    sha256 = Library.open(library).sha256
    wanted = Recipe(sha256, encoder_id, manifest["dim"], settings.chunking)
    return differing(manifest, required(wanted, manifest))


def build_index(library: Path | None) -> str:
    """Build the index with notes on stderr; texts that were indexed before keep their vectors.

    Returns:
        What was built, in one line.
    """
    from corpus.leftovers import clear_leftovers
    from corpus.library import Library

    if library is not None:
        clear_leftovers(library)
    while True:
        opened, store, recipe, encoder = _wanted(library)
        count = counted(len(opened.doc_ids), "document")
        note(f"Building the index of {count} in {store.folder} …")
        store.build(recipe, opened.documents(), encoder, encoding_progress)
        # Whoever waited for another build had listed the documents before it: the last one to
        # build looks again, or what the other one added would be left out.
        if Library.open(library).sha256 == recipe.corpus_sha256:
            break
    return f"built {recipe.index_id}: {counted(store.manifest()['passages'], 'passage')}"


@index_group.command()
@library_option
def status(library: Path | None) -> None:
    """Show the published index: where it lies and what it was built from."""
    from assistant.place import index_store
    from corpus.library import Library

    Library.open(library)  # a mistyped folder has no index either
    store = index_store(library)
    manifest = store.manifest()
    differs = _differing(library, manifest)
    changed = f"changed since; run `{store.mend}`"
    chunking = manifest["chunking"]
    for name, value in (
        ("folder", store.folder),
        ("generation", manifest["generation"]),
        ("passages", manifest["passages"]),
        ("sentences", manifest["sentences"]),
        ("encoder", f"{manifest['encoder_id']}, {manifest['dim']} dimensions"),
        ("passages of", f"{chunking['words']} words, {chunking['overlap_sentences']} repeated"),
        ("Korean", manifest["korean_analyzer"] or "none in the documents"),
        ("documents", changed if "corpus_sha256" in differs else "as indexed"),
        ("settings", changed if set(differs) - {"corpus_sha256"} else "as indexed"),
    ):
        click.echo(f"{name:12} {value}")


@index_group.command()
@library_option
def verify(library: Path | None) -> None:
    """Check every file and every passage of the index against the documents."""
    from corpus.errors import IndexDamaged

    opened, store, recipe, encoder = _wanted(library)
    searcher = store.open(recipe, encoder)
    wrong = [
        f"the index is damaged: passage {passage.passage_id} is not the document's text; "
        f"run `{store.mend}`"
        for passage in searcher.passages
        if passage.span.of(opened.document(passage.doc_id).text) != passage.text
    ]
    if wrong:
        raise IndexDamaged(*wrong)
    if store.has_companion():
        store.verify_companion(recipe)
    click.echo(f"sound: {counted(len(searcher.passages), 'passage')} as in the documents")
