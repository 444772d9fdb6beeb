"""Audit log: who saw, took or changed what, and whether the log was altered."""

from care import access
from care.screen import audit_page

who = access.enter(__file__)

log = audit_page.open_audit(who)
audit_page.verdict(log)
audit_page.entries(log)
