"""The user's own tables about the post: prices, and countries that it does not go to."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from appealgen.errors import WrongValueError
from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.post.postage import PostageTable
from appealgen.post.suspension import Suspension, SuspensionTable
from appealgen.yamlfile.reader import load_yaml


def load_postage(path: Path) -> PostageTable:
    """Read `postage.yaml`. Raises InputError with all its problems."""
    return load_yaml(path, PostageTable, {**SCALARS, Decimal: _price})


def load_suspensions(path: Path) -> tuple[Suspension, ...]:
    """Read `suspended.yaml`. Raises InputError with all its problems."""
    return load_yaml(path, SuspensionTable, SCALARS).suspended


def _price(text: str) -> Decimal:
    try:
        price = Decimal(text.replace(",", "."))
    except ArithmeticError:
        price = Decimal("NaN")
    if not price.is_finite() or price < 0:
        raise WrongValueError(message("“{text}” is not a price", text=text), message("write it as 3.20"))
    return price
