"""Recognize currencies by sign, code, or name, and convert amounts to dollars at approximate rates.

currency_of("€") -> "EUR", currency_of("$") -> "", currency_of("kr") -> None (ambiguous)
"""

import re

# Names of a currency, ignoring case; "$" may belong to many countries.
_SIGNS = {
    "": "$",
    "USD": "us$ usd",
    "CAD": "ca$ c$ cad",
    "AUD": "au$ a$ aud",
    "NZD": "nz$ nzd",
    "SGD": "s$ sgd",
    "HKD": "hk$ hkd",
    "MXN": "mx$ mxn",
    "BRL": "r$ brl reais",
    "DOP": "rd$ dop",
    "TWD": "nt$ twd",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp",
    "INR": "₹ inr rs",
    "JPY": "¥ jpy yen 円",
    "CNY": "cn¥ cny rmb yuan 元",
    "PHP": "₱ php",
    "KRW": "₩ krw 원",
    "NGN": "₦ ngn naira",
    "ILS": "₪ ils nis shekels",
    "TRY": "₺ try tl",
    "PLN": "zł pln złotych zloty zlotys",
    "MYR": "rm myr ringgit",
    "CZK": "kč czk",
    "RUB": "₽ руб рублей рубля rubles roubles",
    "UAH": "₴ uah грн гривень hryvnia",
    "KZT": "₸ тенге tenge",
    "BGN": "лв лева leva",
    "RON": "lei leu",
    "VND": "₫ vnd vnđ đ",
    "IDR": "rp idr",
    "BDT": "৳ taka",
    "KES": "ksh kes",
    "GHS": "gh₵ ₵ ghc cedis",
    "PEN": "s/. s/ soles",
    "CRC": "₡ colones",
    "PYG": "₲ guaraníes guaranies",
    "GEL": "₾ lari",
    "AZN": "₼ manat",
    "MNT": "₮ tugrik",
    "THB": "฿ thb baht",
} | {code: code.casefold() for code in "AED ARS CHF CLP COP DKK HUF NOK PKR SEK ZAR".split()}
# Codes and letters that in lowercase are words, or parts of words.
_CAPITALS = {
    code: code
    for code in "AFN AMD ANG AOA AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BSD BTN BWP BYN BZD CDF "
    "CNH CRC CUP "
    "CVE DJF DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG IQD IRR ISK JMD JOD KGS KHR "
    "KMF KWD KYD "
    "KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MZN NAD NIO NPR OMR PEN "
    "PGK PYG QAR "
    "RON RSD RUB RWF SAR SBD SCR SDG SLE SRD SSP STN SYP SZL TJS TMT TND TTD TZS UGX UYU UZS WST XAF "
    "XCD XOF XPF "
    "YER ZMW".split()
} | {"Ft": "HUF", "RUR": "RUB"}
# Names shared by several countries' currencies, which nothing else in a line distinguishes.
_SHARED = (
    "kr krona kronor kroner krone crowns pesos peso rupees rupee ₨ dinars dinar francs franc shillings "
    "shilling "
    "dirhams dirham dh dhs riyals riyal rials rial"
).split()

_CODES: dict[str, str | None] = {sign: code for code, signs in _SIGNS.items() for sign in signs.split()}
_CODES |= {sign.casefold(): code for sign, code in _CAPITALS.items()} | dict.fromkeys(_SHARED)

_SPELLED = 4  # letters of the shortest name that is not a code: "baht"

# Approximate units per dollar, which distinguish 30,000 rupees a month from 30,000 dollars a year.
_TO_A_DOLLAR = {
    code: dollar
    for dollar, codes in {
        0.4: "KWD BHD OMR",
        0.7: "JOD GIP FKP",
        2: "BGN BAM AZN BYN GEL TND BBD BZD FJD TOP WST XCD TTD",
        4: "PLN MYR ILS AED SAR QAR RON PEN TMT PGK LYD",
        6: "BRL DKK HKD CNY CNH BOB GTQ MOP",
        10: "SEK NOK MAD TJS GHS BWP",
        20: "CZK MXN ZAR MDL SZL NAD LSL ZMW HNL SRD MVR SCR SBD",
        40: "TRY TWD THB UAH PHP DOP UYU EGP NIO MUR MKD MRU",
        100: "INR JPY KES RUB BDT NPR RSD ISK ETB DZD JMD KGS AFN HTG CVE BTN MZN GMD XPF DJF LRD",
        300: "PKR HUF LKR AMD KZT CRC YER",
        600: "XOF XAF SDG AOA KMF",
        1_000: "CLP ARS KRW NGN IQD RWF MMK MWK",
        4_000: "COP KHR MNT TZS UGX MGA PYG CDF BIF",
        12_000: "UZS SYP GNF SLE",
        20_000: "IDR VND LAK",
        50_000: "LBP IRR",
    }.items()
    for code in codes.split()
}


def _any_of(signs: list[str]) -> str:
    return "|".join(
        re.escape(sign) + (r"(?![^\W\d_])" if sign[-1].isalpha() and sign.isascii() else "")
        for sign in sorted(signs, key=len, reverse=True)
    )


_RAND = r"R(?=\s?\d{1,3}[ ,]\d{3})"
_SMALL = _any_of([sign for signs in _SIGNS.values() for sign in signs.split()] + _SHARED)
# For a case-insensitive pattern: a currency next to an amount, and what may directly follow it, as in "80
# kEUR".
SIGN = rf"{_SMALL}|(?-i:{_any_of(list(_CAPITALS))}|{_RAND})"


def currency_of(sign: str) -> str | None:
    """Return the ISO 4217 code for a currency sign, code, or name.

    Returns "" for "$", and None if the currency is ambiguous.
    """
    if sign == "R":
        return "ZAR"
    # A case-insensitive pattern matches a dotless i for an i, which it does not casefold to.
    return _CODES.get(sign.casefold(), "")


def in_dollars(amount: float, currency: str) -> float:
    """Convert an amount to US dollars at an approximate rate."""
    return amount / _TO_A_DOLLAR.get(currency, 1)


def hints() -> str:
    """Return a case-sensitive pattern for the signs and words that indicate a currency in a line."""
    letters = [sign.upper() for sign in _CODES if sign.isalpha() and sign.isascii()]
    signs = "".join(sorted({sign[-1] for sign in _CODES if not sign[-1].isalnum() and sign[-1] not in "/."}))
    names = "zł|Kč|kr|Ft|Rs|Rp|KSh|Ksh|S/|lei|TL|円|元|원|лв|руб|грн"
    spelled = [sign for sign in _CODES if sign.isalpha() and len(sign) >= _SPELLED]
    return (
        rf"[{re.escape(signs)}]|\b(?:{'|'.join(letters)})(?![^\W\d])|(?:{names})(?![a-z])|"
        rf"(?i:\d ?(?:{'|'.join(spelled)})\b)|\b{_RAND}"
    )
