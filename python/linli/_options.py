# SPDX-License-Identifier: Apache-2.0
"""Options of a network, as the core takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np

from . import _core
from ._asking import Day, day_of
from .errors import FileError, SchemaError
from .scheme import SchemeLike, settings_of


def options_of(
    scheme: SchemeLike | None,
    persons_are: str | None,
    origin: str | None,
    as_of: Day | None,
    zone: str | None,
    strict: bool | None,
    allow: Iterable[str] | None,
    names: Mapping[str, str | list[str]] | None,
    until: str | None,
    hash_ids: str | bytes | None,
) -> dict[str, Any]:
    """What keywords say; what is left open is not in it."""
    texts = {"persons_are": persons_are, "origin": origin, "zone": zone, "until": until}
    for name, value in texts.items():
        if value is not None and not isinstance(value, str):
            raise SchemaError(f"{name}= is a text, not {value!r}")
    given: Mapping[str, Any] = {
        "scheme": None if scheme is None else settings_of(scheme),
        "persons_are": persons_are,
        "origin": origin,
        "as_of": day_of(as_of) or None,
        "zone": zone,
        "strict": strict,
        "allow": allow,
        "names": names,
        "until": until,
        "hash_ids": None if hash_ids is None else hash_by(hash_ids),
    }
    return checked({name: value for name, value in given.items() if value is not None})


def checked(options: Mapping[str, Any]) -> dict[str, Any]:
    """Options, whoever gave them, with strict and allow of the right types."""
    found = dict(options)
    if "strict" in found:
        if not isinstance(found["strict"], bool | np.bool_):
            raise SchemaError(f"strict is true or false, not {found['strict']!r}")
        found["strict"] = bool(found["strict"])
    if "allow" in found:
        names = found["allow"]
        if isinstance(names, str) or not isinstance(names, Iterable):
            raise SchemaError(f"allow is a list of column names, as in allow=[{str(names)!r}]")
        found["allow"] = [str(name) for name in names]
    if not isinstance(found.get("names", {}), Mapping):
        raise SchemaError("names is a dict of words and what they mean: {'居住地': 'persons.home'}")
    return found


def hash_by(key: str | bytes) -> Callable[[str], str]:
    """A keyed hash of 128 bits: BLAKE2b (RFC 7693) of Python's hashlib. The key stays in it."""
    secret = key.encode() if isinstance(key, str) else key
    if not isinstance(secret, bytes) or not secret:
        raise SchemaError("hash_ids is a secret key: a text or bytes, best 32 random ones")
    if len(secret) > blake2b.MAX_KEY_SIZE:
        secret = blake2b(secret).digest()
    keyed = blake2b(key=secret, digest_size=16)

    def hashed(text: str) -> str:
        one = keyed.copy()
        one.update(text.encode())
        return one.hexdigest()

    return hashed


def settings_in(text: str, where: str) -> dict[str, Any]:
    """What a network.toml says; a `FileError` that names the place says what is wrong with it."""
    import tomllib  # slow to import, and needed here only

    try:
        try:
            settings = tomllib.loads(text)
        except (
            tomllib.TOMLDecodeError
        ):  # perhaps for a Chinese key; else it says again what is wrong
            settings = tomllib.loads(_core.with_quoted_keys(text))
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{where}: {error}") from error
    return checked({name: _plain_setting(value) for name, value in settings.items()})


def _plain_setting(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
