"""Lookups: what the trade calls its regulators, diseases, targets, companies and products.

Every row says where it comes from and under which licence. Lists stand in one cell, parted by `|`.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def _parted(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split("|") if part.strip())


def _once(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value))


Names = Annotated[tuple[str, ...], BeforeValidator(_parted)]
Country = Annotated[str, Field(pattern=r"^([A-Z]{2})?$")]


class LookupRow(BaseModel):
    """One row of a lookup, with its provenance."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    source: str = Field(min_length=1, description="where the fact comes from")
    licence: Literal["CC0-1.0"] = Field(description="SPDX id; only what may be given on without conditions")


class Regulator(LookupRow):
    """An authority, its committees, and bodies that judge value or pay."""

    name: str = Field(min_length=1)
    kind: Literal["regulator", "committee", "hta", "payer", "patent_office", "court"]
    region: str = Field(min_length=1, description="territory, as in places.csv")
    aliases: Names = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The normal name first, then the aliases."""
        return _once((self.name, *self.aliases))


class Designation(LookupRow):
    """A status that a regulator gives to a product in development; aliases in English, German, French, Spanish."""

    name: str = Field(min_length=1)
    regulators: Names = Field(default=(), description="who gives it; the first where the text names none")
    aliases: Names = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The normal name first, then the aliases."""
        return _once((self.name, *self.aliases))


class Place(LookupRow):
    """A country, a union of countries, a state or a city, and the region that it counts to."""

    name: str = Field(min_length=1)
    kind: Literal["world", "union", "country", "state", "city"]
    code: Country = Field(default="", description="ISO 3166-1 alpha-2, of the country")
    region: str = Field(min_length=1, description="normal name of the territory: US, EU, UK, China ...")
    aliases: Names = ()
    adjectives: Names = ()


class Currency(LookupRow):
    """A currency as prices are written: code, signs before or behind the figure, words."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    signs: Names = ()
    words: Names = ()


class Indication(LookupRow):
    """A disease: its normal form, its other names (any case) and its abbreviations (case as written)."""

    name: str = Field(min_length=2)
    area: str = Field(min_length=2)
    synonyms: Names = ()
    abbreviations: Names = ()


class Target(LookupRow):
    """A molecule that drugs act on, by the symbol or name in use, with its other spellings."""

    name: str = Field(min_length=2)
    aliases: Names = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The normal name first, then the aliases."""
        return _once((self.name, *self.aliases))


class Modality(LookupRow):
    """A kind of product."""

    name: str = Field(min_length=2)
    aliases: Names = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The normal name first, then the aliases."""
        return _once((self.name, *self.aliases))


class InnStem(LookupRow):
    """A stem of international nonproprietary names: what a name that carries it says about the product."""

    stem: str = Field(pattern=r"^[a-z ]{2,}$")
    place: Literal["suffix", "prefix", "word"]
    modality: str = Field(min_length=2)
    meaning: str = Field(min_length=2)
    exceptions: Names = Field(default=(), description="ordinary words that end the same way, lower case")


class CompanySuffix(LookupRow):
    """A word at the end of company names: a legal form, or a word of the trade such as Therapeutics."""

    suffix: str = Field(min_length=2)
    kind: Literal["legal", "trade"]


class CompanyName(LookupRow):
    """A company, fund or public body that has a part in events."""

    name: str = Field(min_length=2)
    kind: Literal["company", "manufacturer", "investor", "funder", "institution"] = "company"
    aliases: Names = ()
    former_names: Names = ()
    tickers: Names = Field(default=(), description="EXCHANGE:SYMBOL")
    country: Country = Field(default="", description="legal home, ISO 3166-1 alpha-2")
    parent: str = ""
    distinct_from: Names = Field(default=(), description="names that look alike and are somebody else")

    @property
    def names(self) -> tuple[str, ...]:
        """The normal name first, then aliases and former names."""
        return _once((self.name, *self.aliases, *self.former_names))


class ProductName(LookupRow):
    """A product: brands, nonproprietary names and codes of one thing."""

    brands: Names = ()
    inns: Names = ()
    codes: Names = ()
    company: str = ""
    modality: str = ""

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not self.names:
            raise ValueError("a product needs a brand, a nonproprietary name or a code")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Brands, then nonproprietary names, then codes."""
        return _once((*self.brands, *self.inns, *self.codes))

    @property
    def name(self) -> str:
        """The normal name: the nonproprietary one where there is one, else the brand, else the code."""
        return (*self.inns, *self.brands, *self.codes)[0]


class Venue(LookupRow):
    """A scientific meeting or journal at which results are presented."""

    name: str = Field(min_length=2)
    kind: Literal["meeting", "journal"]
    aliases: Names = ()


class Exchange(LookupRow):
    """A stock exchange as tickers name it."""

    name: str = Field(min_length=2)
    country: Country = ""
    aliases: Names = ()


class OrdinaryWords(LookupRow):
    """Words of the language, lower case, by their first letter: a word that is none of them may be a name."""

    initial: str = Field(pattern=r"^[a-z]$")
    words: Names


class Lookups(BaseModel):
    """All lookups, in the order of their files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulators: tuple[Regulator, ...] = ()
    designations: tuple[Designation, ...] = ()
    places: tuple[Place, ...] = ()
    currencies: tuple[Currency, ...] = ()
    indications: tuple[Indication, ...] = ()
    targets: tuple[Target, ...] = ()
    modalities: tuple[Modality, ...] = ()
    inn_stems: tuple[InnStem, ...] = ()
    company_suffixes: tuple[CompanySuffix, ...] = ()
    companies: tuple[CompanyName, ...] = ()
    products: tuple[ProductName, ...] = ()
    venues: tuple[Venue, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    ordinary_words: tuple[OrdinaryWords, ...] = ()
