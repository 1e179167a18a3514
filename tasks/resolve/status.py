"""Status and type of a mention -> classes within which two mentions can be one event (taxonomy, 'Identity of an event')."""

_CLASSES: dict[str, tuple[frozenset[str], ...]] = {
    "trial_clearance": (frozenset({"filed"}), frozenset({"cleared"})),
    "trial_start": (
        frozenset({"planned"}),
        frozenset({"initiated", "first_patient_dosed"}),
        frozenset({"cohort_dosing"}),
    ),
    "trial_discontinuation": (frozenset({"paused", "suspended"}), frozenset({"deprioritised", "terminated"})),
    "submission": (frozenset({"completed", "rolling_completed"}),),
    "approval": (frozenset({"approved", "accelerated", "conditional", "cleared"}),),
    "rejection": (frozenset({"complete_response_letter", "refused"}),),
    "advisory_opinion": (frozenset({"voted", "opinion"}),),
    "recall_withdrawal": (frozenset({"market_withdrawal", "product_discontinued"}),),
    "facility": (frozenset({"announced", "opened"}), frozenset({"site_approved"}), frozenset({"closed"})),
}
_SAME_WHEN_CLOSE = {
    "trial_readout": frozenset({"preliminary", "interim", "topline", "full_data", "presented"}),
    "public_offering": frozenset({"announced", "proposed", "upsized", "priced", "closed"}),
}
"""Statuses that reporters of one day mix up; days apart they are steps of their own."""
_LOOSE = frozenset({"announced"})
"""What an offering 'announced' is, proposed or priced, its date has to say."""
_GROUPS = (
    frozenset({"licensing", "collaboration", "supply_commercial_agreement"}),
    frozenset({"acquisition", "asset_transaction"}),
    frozenset({"public_offering", "private_financing"}),
)
_GROUP_OF = {event_type: min(group) for group in _GROUPS for event_type in group}


def status_differs(event_type: str, one: str | None, other: str | None, days: int) -> bool:
    """Whether two statuses of one type are two events; `days` lie between them."""
    a, b = bare(one), bare(other)
    if a is None or b is None or a == b:
        return False
    if any(a in statuses and b in statuses for statuses in _CLASSES.get(event_type, ())):
        return False
    close = _SAME_WHEN_CLOSE.get(event_type, frozenset())
    if event_type == "public_offering":
        return not (days <= 1 and {a, b} & _LOOSE)
    return not (a in close and b in close and days <= 5)


def bare(status: str | None) -> str | None:
    """A status without its note: 'lifted (partial)' is 'lifted'."""
    return status.partition("(")[0].strip(" _") or None if status else None


def type_group(event_type: str) -> str:
    """The name under which types that reporters mix up are compared: the first of them, else the type itself."""
    return _GROUP_OF.get(event_type, event_type)
