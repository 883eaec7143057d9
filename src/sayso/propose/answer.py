"""What a server sends back, as the proposals in it: bytes of a stranger, taken for nothing else.

answer_in(data).proposals
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sayso.errors import AnswerUnusable

# No honest count of tokens is beyond this; a server that tells more is not believed.
MOST_TOKENS = 10**6


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: some JSON values, the sha256 of the words, how many bytes they are.

    `tokens` is what the server says that question and answer took; 0 where it says nothing of use.
    """

    proposals: list[Any]
    sha256: str
    size: int
    tokens: int


def answer_in(data: bytes) -> Answer:
    """The answer in the body of a response. Raises AnswerUnusable, with a reason in words."""
    envelope = read_json(text_of(data), "what came back")
    match envelope:
        case {"choices": [{"message": {"content": str(words)}} as choice, *_]}:
            pass
        case _:
            raise AnswerUnusable("what came back holds no answer of a model")
    if choice.get("finish_reason") == "length":
        raise AnswerUnusable("the answer is longer than what was asked for, and was cut off")
    # Some models put their JSON between marks, or think aloud before it.
    start, end = words.find("{"), words.rfind("}")
    if start < 0 or end < start:
        raise AnswerUnusable("the answer is not JSON")
    match read_json(words[start : end + 1], "the answer"):
        case {"proposals": list(proposals)}:
            size = len(words.encode("utf-8", "surrogatepass"))
            return Answer(proposals, digest(words), size, tokens_of(envelope))
        case _:
            raise AnswerUnusable("the answer does not have the shape that was asked for")


def text_of(data: bytes) -> str:
    """The text, which is in UTF-8. Raises AnswerUnusable."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnswerUnusable("what came back is not UTF-8") from error


def read_json(text: str, what: str) -> Any:  # noqa: ANN401 - of a stranger
    """The JSON in a text. Raises AnswerUnusable."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        # ValueError is also of a number with thousands of digits, RecursionError of deep nesting.
        raise AnswerUnusable(f"{what} is not JSON") from error


def digest(words: str) -> str:
    """The sha256 of what a model said."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def tokens_of(envelope: Any) -> int:  # noqa: ANN401 - of a stranger
    """How many tokens the server counted; 0 where it does not say so, or says what cannot be."""
    match envelope:
        case {"usage": {"total_tokens": int(told)}} if 0 <= told <= MOST_TOKENS:
            return int(told)
        case _:
            return 0
