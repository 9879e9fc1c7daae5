"""What programs call over HTTP: `/ask`, the contract's record for a question."""

from __future__ import annotations

import asyncio
from typing import Any

from assistant.app.loader import AssistantLoader, error_line
from assistant.asked.call import check_call
from corpus.errors import UserError


class Endpoint:
    """Answers programs with the loader's assistant."""

    def __init__(self, loader: AssistantLoader) -> None:
        self.loader = loader

    async def ask(
        self,
        question: str,
        history: list[str] | None = None,
        doc_ids: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the documents, with a citation for every sentence.

        Args:
            question: in plain words.
            history: earlier questions of the same conversation, oldest first.
            doc_ids: answer from these documents only; None: from all.
        """
        import gradio as gr

        try:
            check_call(question, history, doc_ids)
            assistant = await self.loader.wait()
            answer = await asyncio.to_thread(
                assistant.ask, question, history=history or (), doc_ids=doc_ids
            )
        except UserError as error:
            raise gr.Error(error_line(error), print_exception=False) from error
        return answer.to_json()
