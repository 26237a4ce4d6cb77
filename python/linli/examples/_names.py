# SPDX-License-Identifier: Apache-2.0
"""Made-up Chinese names; places from the community upward carry the mark of synthetic data."""

from __future__ import annotations

import numpy as np

from ._draws import Draws
from ._rows import texts

MARK = "（合成）"
_FIRST = "松竹梅兰荷枫柳桐榆槐桂杏梨棠菱芦茶麦稻云霞星晴雪芝荻"
_SECOND = "谣笺笙珞棂霁序苒栩弦墨律衡昀筝澄歆彧翊旸绮瑜霖钰"
_DIGITS = "零一二三四五六七八九"


def stems(draws: Draws, n: int) -> np.ndarray:
    """n different two-character words, of characters that hardly meet in real place names."""
    words = texts([a + b for b in _SECOND for a in _FIRST])
    if n > len(words):
        rounds = -(-n // len(words))
        words = texts([w + ("" if r == 0 else str(r)) for r in range(rounds) for w in words])
    return words[draws.order("names", len(words))[:n]]


def marked(stem: np.ndarray, suffix: str) -> np.ndarray:
    """Names such as 松谣社区（合成）."""
    return texts([f"{s}{suffix}{MARK}" for s in stem])


def chinese_number(n: int) -> str:
    """1..99 in Chinese numerals, for estates and social organisations of one community."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")
