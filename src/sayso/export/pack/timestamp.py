"""The word of an authority that some bytes were there at some time (RFC 3161).

    response = ask("https://time.example/tsr", manifest)
    stamp = read_stamp(response, manifest)
    trusted(stamp, certificates, manifest)

Nothing is sent but the sha-512 of the bytes, and a random number so that no old answer fits; it is
sent to the address that the user names and to no other, wherever an answer may point.
"""

from __future__ import annotations

import hashlib
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from sayso.errors import KeyInvalid, TimestampFailed

# Answers with a whole chain of certificates take some 8 kB.
MOST = 2**20
# Authorities answer within a second or two; nobody waits for longer than this.
PATIENCE = 30.0
SHA512 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.3")
GRANTED = 0


@dataclass(frozen=True, slots=True)
class Stamp:
    """An answer that speaks of the right bytes: when they were there, and who says so."""

    at: datetime
    authority: str
    response: TimeStampResponse


class Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else: an answer that points to another address is a failure."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Follow nothing."""


def ask(address: str, data: bytes) -> bytes:
    """The answer of the authority at an address on the sha-512 of some bytes.

    Raises TimestampFailed where there is no answer, or it is no timestamp of these bytes.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise TimestampFailed(f"{address} is no address of an authority. Give an https:// one.")
    asked = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA512).build()
    request = urllib.request.Request(
        address, asked.as_bytes(), {"Content-Type": "application/timestamp-query"}, method="POST"
    )
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=PATIENCE) as answer:
            told = bytes(answer.read(MOST + 1))
    except urllib.error.HTTPError as error:
        error.close()
        raise TimestampFailed(
            f"{address} gave no timestamp: it answered {error.code} {error.reason}"
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise TimestampFailed(f"{address} gave no timestamp: {reason}") from error
    stamp = read_stamp(told, data)
    if isinstance(stamp, str):
        raise TimestampFailed(f"{address} gave no timestamp: {stamp}")
    if stamp.response.tst_info.nonce != asked.nonce:
        raise TimestampFailed(f"{address} gave an old timestamp, and not one for what was asked")
    return told


def read_stamp(told: bytes, data: bytes) -> Stamp | str:
    """An answer as a stamp on these bytes; or, in words, why it is none."""
    if len(told) > MOST:
        return "its answer is longer than any timestamp"
    try:
        response = decode_timestamp_response(told)
        if response.status != GRANTED:
            said = "; ".join(response.status_string or ())
            return f"it was refused{': ' if said else ''}{said}"
        token = response.tst_info
        imprint = token.message_imprint
        found = Stamp(token.gen_time, named(response), response)
    except (ValueError, x509.InvalidVersion) as error:
        return f"its answer cannot be read ({error})"
    if response.as_bytes() != told:
        return "its answer is not in the one form that it should have"
    if imprint.hash_algorithm != SHA512 or imprint.message != hashlib.sha512(data).digest():
        return "its answer is for other bytes"
    return found


def named(response: TimeStampResponse) -> str:
    """Who signed an answer, by its certificate; the number of it where that is not told."""
    signers = list(response.signed_data.signer_infos)
    numbers = {signer.serial_number for signer in signers}
    for der in response.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(der)
        if certificate.serial_number in numbers:
            return certificate.subject.rfc4514_string()
    return ", ".join(f"{signer.issuer.rfc4514_string()}" for signer in signers)


def trusted(stamp: Stamp, roots: list[x509.Certificate], data: bytes) -> str | None:
    """None where a stamp was signed by who has, or goes back to, these certificates; else why not.

    What counts is whether they were valid at the time that it tells.
    """
    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify_message(stamp.response, data)
    except (VerificationError, ValueError, x509.InvalidVersion) as error:
        # The library hands on a whole stack of errors; one of them says what is wrong.
        found = re.search(r"Verify error: ([^\"]+)", str(error))
        return found[1] if found else str(error)[:100]
    return None


def read_certificates(place: Path) -> list[x509.Certificate]:
    """The certificates in a file. Raises KeyInvalid where there is none."""
    try:
        return x509.load_pem_x509_certificates(place.read_bytes())
    except OSError as error:
        raise KeyInvalid(f"{place} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise KeyInvalid(f"{place} holds no certificate in PEM.") from error
