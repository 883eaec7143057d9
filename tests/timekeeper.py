"""A small authority for timestamps (RFC 3161), on this machine alone: for tests, and for nobody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


@dataclass
class Authority:
    """A root that vouches for a clock, which signs; `queries` are what it was asked."""

    root: x509.Certificate
    clock: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    queries: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def make(cls, called: str = "Harbour Clock") -> Authority:
        root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

        def builder(whose: str, public, issuer: str) -> x509.CertificateBuilder:
            return (
                x509.CertificateBuilder()
                .subject_name(name(whose))
                .issuer_name(name(issuer))
                .public_key(public)
                .serial_number(x509.random_serial_number())
                .not_valid_before(AT - timedelta(days=30))
                .not_valid_after(AT + timedelta(days=30))
            )

        root = (
            builder(f"{called} Root", root_key.public_key(), f"{called} Root")
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(root_key, hashes.SHA256())
        )
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        clock = (
            builder(called, key.public_key(), f"{called} Root")
            .add_extension(usage, critical=True)
            .sign(root_key, hashes.SHA256())
        )
        return cls(root, clock, key)

    def write_root(self, place: Path) -> Path:
        place.write_bytes(self.root.public_bytes(Encoding.PEM))
        return place

    def answer(self, query: bytes, **changed) -> bytes:
        """The answer to a query; fields of what is signed may be changed."""
        asked = tsp.TimeStampReq.load(query)
        info = {
            "version": "v1",
            "policy": "1.2.3.4.1",
            "message_imprint": asked["message_imprint"],
            "serial_number": 7,
            "gen_time": AT,
            "nonce": asked["nonce"].native,
            **changed,
        }
        return tsp.TimeStampResp(
            {"status": {"status": "granted"}, "time_stamp_token": self.token(tsp.TSTInfo(info))}
        ).dump()

    def token(self, info: tsp.TSTInfo) -> cms.ContentInfo:
        """What is told of the time, signed as RFC 5652 lays it out."""
        certificate = asn1_x509.Certificate.load(self.clock.public_bytes(Encoding.DER))
        content = info.dump()
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashed(content)]},
                {
                    "type": "signing_certificate_v2",
                    "values": [
                        tsp.SigningCertificateV2(
                            {"certs": [{"cert_hash": hashed(certificate.dump())}]}
                        )
                    ],
                },
            ]
        )
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.IssuerAndSerialNumber(
                    {
                        "issuer": certificate.issuer,
                        "serial_number": certificate.serial_number,
                    }
                ),
                "digest_algorithm": sha256,
                "signed_attrs": attributes,
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signature": self.key.sign(
                    attributes.untag().dump(force=True), ec.ECDSA(hashes.SHA256())
                ),
            }
        )
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [sha256],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": core.ParsableOctetString(content),
                },
                "certificates": [certificate],
                "signer_infos": [signer],
            }
        )
        return cms.ContentInfo({"content_type": "signed_data", "content": signed})


def hashed(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


@contextmanager
def serving(authority: Authority, reply=None, status: int = 200, **headers) -> Iterator[str]:
    """The address at which an authority answers; `reply` makes another answer of a query."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.queries.append(query)
            authority.headers.append(dict(self.headers))
            told = (reply or authority.answer)(query)
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
