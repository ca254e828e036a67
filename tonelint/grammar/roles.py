"""Who a noun phrase speaks of: the sender, the reader, or customers as a class.

A role is read off the parse: the pronoun or noun at its head, what it is part of ("all of us", "everyone at Fernway"),
and its owner ("our team"). A proper noun that is not the reader's name and acts as a subject is taken for the brand.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from tonelint.grammar.tokens import Parse, Token


class Role(str, Enum):
    """The parties of a message."""

    SENDER = "sender"
    READER = "reader"
    CUSTOMERS = "customers"


FIRST = frozenset({"we", "us", "i", "me", "ourselves", "myself", "ours"})
SECOND = frozenset({"you", "yourself", "yourselves", "ya", "u", "yours"})
_QUANTIFIERS = frozenset({"all", "one", "some", "each", "everyone", "everybody", "many", "none", "most", "both", "any", "rest", "every"})
_EVERYBODY = frozenset({"everyone", "everybody", "all", "folks", "people", "those", "anyone", "nobody", "somebody", "someone", "team"})
_TEAM = frozenset(
    {
        "team", "crew", "staff", "company", "organisation", "organization", "family", "department", "colleague", "colleagues", "agent",
        "agents", "engineers", "engineer", "management", "ceo", "founder", "founders", "desk", "office", "store", "shop", "gym", "studio",
        "clinic", "hotel", "trainers", "chef", "chefs", "bakers", "designers", "experts", "specialists", "advisers", "advisors", "brand",
        "business", "firm", "bank", "airline", "charity", "university", "hospital", "service", "community", "elves", "people", "gang",
    }
)  # fmt: skip
CUSTOMERS = frozenset(
    {
        "customer", "customers", "client", "clients", "member", "members", "subscriber", "subscribers", "shopper", "shoppers", "user",
        "users", "guest", "guests", "consumer", "consumers", "patron", "patrons", "buyer", "buyers", "passenger", "passengers", "patient",
        "patients", "donor", "donors", "supporter", "supporters", "tenant", "tenants", "policyholder", "policyholders", "cardholder",
        "cardholders", "traveller", "travellers", "traveler", "travelers", "student", "students", "resident", "residents",
    }
)  # fmt: skip


def roles(parse: Parse, head: Token) -> Iterator[Role]:
    """Yield the roles that the noun phrase under a head may have."""
    if head.lower in SECOND:
        yield Role.READER
    elif _is_sender(parse, head):
        yield Role.SENDER
    elif head.lower in CUSTOMERS:
        yield Role.CUSTOMERS
    elif head.lower in _QUANTIFIERS:
        for owner in _of(parse, head):
            yield from roles(parse, owner)


def _is_sender(parse: Parse, head: Token) -> bool:
    if head.lower in FIRST:
        return True
    if is_opening_name(parse, head) and head.lower not in CUSTOMERS | _EVERYBODY:
        return True
    if head.tag in ("NNP", "NNPS") and head.lower not in CUSTOMERS:
        return head.dep in ("nsubj", "agent", "pobj", "nsubjpass") and not _is_owned(parse, head, SECOND)
    if head.lower in _EVERYBODY and any(c.lower in ("at", "here", "from", "in", "on", "behind") for c in parse.children(head)):
        return not any(o.lower in SECOND for c in parse.children(head, "prep") for o in parse.children(c))
    return head.lower in _TEAM and _is_ours(parse, head)


def is_opening_name(parse: Parse, head: Token) -> bool:
    """Tell a brand that opens a sentence; the tagger takes made-up names for nouns or adjectives ("Oakline misses you")."""
    following = parse.tokens[1] if len(parse.tokens) > 1 else None
    return (
        head.i == 0
        and head.tag in ("NN", "JJ")
        and head.text[:1].isupper()
        and following is not None
        and following.tag in ("VBZ", "VBD")
        and head.dep in ("nsubj", "amod", "compound")
    )


def _is_ours(parse: Parse, head: Token) -> bool:
    """Tell "our team", "the Fernway crew" and "the team" from "your team" and "a team"."""
    if _is_owned(parse, head, SECOND | {"their", "his", "her", "its"}):
        return False
    children = parse.children(head)
    return any(c.lower in ("our", "my", "the", "whole", "entire") or c.tag.startswith("NNP") for c in children)


def _is_owned(parse: Parse, head: Token, owners: frozenset[str]) -> bool:
    return any(c.dep == "poss" and (c.lower in owners or c.lower == "your") for c in parse.children(head))


def _of(parse: Parse, head: Token) -> Iterator[Token]:
    for preposition in parse.children(head, "prep"):
        if preposition.lower in ("of", "among"):
            yield from parse.children(preposition, "pobj")
