"""What each role may do: the one table that menus, locks, exports and SECURITY.md follow.

Least privilege (未成年人网络保护条例 第36条): an administrator of access sees no figures, a viewer no list, and only
whoever works with people sees their names. Somebody may hold several roles. It is code, not an office's definition:
whoever may edit rules must not be able to edit what they themselves may do.
"""

from dataclasses import dataclass

from care.walls import EVERYTHING, Scope

ACTIONS = (
    "figures",  # pages of figures, meeting mode
    "documents",  # reports, slides, briefings; the office's own words; notes on figures
    "lists",  # lists of people with masked names, person files, gaps; taking lists away
    "names",  # full names and telephones, on asking
    "ledgers",  # taking ledgers in and undoing them, for one's own units
    "checks",  # doubtful records: see and mark them
    "spot_checks",  # drawing samples, recording what was found
    "findings",  # opening, changing and closing findings
    "rules",  # setting targets, limits, rhythms, deadlines; reading ledgers again; forgetting what was remembered
    "access",  # who may do what
    "audit",  # who did what
    "keep",  # backup, and erasing people
)
ROLES: dict[str, frozenset[str]] = {
    "viewer": frozenset({"figures"}),
    "presenter": frozenset({"figures", "documents"}),
    "inspector": frozenset(
        {"figures", "documents", "lists", "names", "checks", "spot_checks", "findings"}
    ),
    "clerk": frozenset({"figures", "lists", "names", "ledgers", "checks"}),
    "manager": frozenset({"figures", "documents", "lists", "names", "checks", "findings", "rules"}),
    "administrator": frozenset({"access", "audit", "keep"}),
}  # fmt: skip
OF_ALL_GROUPS = frozenset({"ledgers", "rules"})
PAGES: dict[str, tuple[str, ...]] = {  # any of these opens the page
    "overview": ("figures",),
    "groups": ("figures",),
    "pairing": ("figures",),
    "visits": ("figures",),
    "relief": ("figures",),
    "files": ("figures",),
    "schools": ("figures",),
    "meeting": ("figures",),
    "reports": ("documents",),
    "ledgers": ("ledgers", "rules"),
    "gaps": ("lists",),
    "person": ("lists",),
    "checks": ("checks",),
    "spot_check": ("spot_checks",),
    "findings": ("findings",),
    "rules": ("rules",),
    "access": ("access",),
    "audit": ("audit",),
    "keep": ("keep",),
}


@dataclass(frozen=True)
class User:
    """Who is asking: a name for records, what they may see (units and groups), and what they may do."""

    name: str
    scope: Scope
    actions: frozenset[str]

    def may(self, action: str) -> bool:
        return action in self.actions

    def may_open(self, page: str) -> bool:
        return any(action in self.actions for action in PAGES[page])


def user(
    name: str, roles: tuple[str, ...], units: tuple[str, ...] | None, groups: tuple[str, ...] | None
) -> User:
    """Somebody with these roles; without lists, questions themselves give them no names. Raises KeyError for no role.

    A ledger holds people of all groups, and so do its original and what undoing it changes: whoever answers for some
    groups has nothing to do with ledgers.
    """
    actions = frozenset().union(*(ROLES[role] for role in roles)) - (
        OF_ALL_GROUPS if groups is not None else frozenset()
    )
    return User(name, Scope(units, groups, "lists" in actions), actions)


LOCAL = User("local", EVERYTHING, frozenset(ACTIONS))  # one's own PC: bound to loopback, no login
