"""Meeting mode: the ideas of a briefing on the whole screen, one at a time; also a wall display."""

from care import access
from care.screen import meeting

who = access.enter(__file__)

meeting.show(meeting.open_meeting(who))
