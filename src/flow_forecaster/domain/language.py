"""How things are said: translated sentences; numbers, dates and money as the reader writes."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale, dates, numbers
from babel.support import NullTranslations, Translations

LANGUAGES = ("pt-BR", "en")
"""The languages of the product, the default first. English is the source of every sentence."""

DOMAIN = "messages"

# Read once: a forecast says a dozen numbers.
NUMBER, WHOLE_PERCENT = map(numbers.parse_pattern, ("#,##0.##", "#,##0%"))

LEAST_SAID, MOST_SAID = 0.01, 0.99
"""Chances outside are said to be less, or more, than these."""


def N_(sentence: str) -> str:  # noqa: N802 - the name that extraction of sentences knows
    """Mark a sentence for translation where it is written; it is translated where it is said."""
    return sentence


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code as in HTML, its sentences and its formats."""

    code: str
    locale: Locale
    translations: NullTranslations

    def gettext(self, sentence: str, **facts: object) -> str:
        """The sentence in this language, facts filled in by name."""
        return str(self.translations.ugettext(sentence)).format(**facts)

    def ngettext(self, one: str, many: str, n: int, **facts: object) -> str:
        """The form of the sentence for ``n``, which is itself one of the facts."""
        return str(self.translations.ungettext(one, many, n)).format(n=self.number(n), **facts)

    def date(self, day: dt.date) -> str:
        """A date in words, with its year."""
        return _long_date(day, self.locale)

    def number(self, value: float) -> str:
        """A number with at most two decimals."""
        return _decimal(value, self.locale)

    def percent(self, share: float) -> str:
        """A chance in whole percent, rounded down: 84.9 % does not pass for 85 %.

        Never 100 % nor 0 %, since nothing is certain.
        """
        if share > MOST_SAID:
            return "> " + self._whole_percent(MOST_SAID)
        if share < LEAST_SAID:
            return "< " + self._whole_percent(LEAST_SAID)
        return self._whole_percent(share)

    def percent_in_words(self, share: float) -> str:
        """A chance as ``percent`` gives it, for the middle of a sentence."""
        if share > MOST_SAID:
            return self.gettext("more than {share}", share=self._whole_percent(MOST_SAID))
        if share < LEAST_SAID:
            return self.gettext("less than {share}", share=self._whole_percent(LEAST_SAID))
        return self._whole_percent(share)

    def change(self, share: float) -> str:
        """A change in whole percent, rounded down; it may pass 100 %, as a chance may not."""
        return self._whole_percent(share)

    def nearest_percent(self, share: float) -> str:
        """A share to the nearest percent; what was counted may be 0 or 100 %."""
        return _percent(round(share, 2), self.locale)

    def signed_change(self, share: float) -> str:
        """A change to the nearest percent, with its sign."""
        pattern = "+#,##0%;−#,##0%" if round(share, 2) else "#,##0%"  # noqa: RUF001 - a minus
        return numbers.format_percent(round(share, 2), pattern, locale=self.locale)

    def money(self, amount: float, currency: str) -> str:
        """An amount in whole units of its currency."""
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        return numbers.format_currency(
            amount, currency, pattern, locale=self.locale, currency_digits=False
        )

    def _whole_percent(self, share: float) -> str:
        whole = math.floor(share * 100 + 1e-9) / 100
        return _percent(whole, self.locale)


# The same small numbers, and days, are said again and again.
@lru_cache(maxsize=5_000)
def _decimal(value: float, locale: Locale) -> str:
    return numbers.format_decimal(value, NUMBER, locale=locale)


@lru_cache(maxsize=5_000)
def _percent(share: float, locale: Locale) -> str:
    return numbers.format_percent(share, WHOLE_PERCENT, locale=locale)


@lru_cache(maxsize=5_000)
def _long_date(day: dt.date, locale: Locale) -> str:
    return dates.format_date(day, "long", locale=locale)


@cache
def load_language(code: str) -> Language:
    """The language with this code, one of ``LANGUAGES``."""
    locale = Locale.parse(code, sep="-")
    translations = Translations.load(
        str(files("flow_forecaster") / "locale"), [str(locale)], DOMAIN
    )
    return Language(code, locale, translations)


def match_language(preferred: str) -> str:
    """The product's language for a tag such as ``pt_PT`` or ``en-GB``; the default if none fits."""
    wanted = preferred.replace("_", "-").lower().split("-")[0]
    return next((code for code in LANGUAGES if code.split("-")[0] == wanted), LANGUAGES[0])
