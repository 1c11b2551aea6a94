"""Reads one JSON object a line: {"rule", "start", "dates"} or {"file"}; says what differs.

The judges are python-dateutil (rules) and icalendar (files): neither knows our code.
"""
import json
import sys
from datetime import datetime

from dateutil.rrule import rrulestr
from icalendar import Calendar

seen = 0
for line in sys.stdin:
    case = json.loads(line)
    seen += 1
    if "file" in case:
        calendar = Calendar.from_ical(case["file"])
        events = [part for part in calendar.walk("VEVENT")]
        broken = [error for part in calendar.walk() for error in part.errors]
        if broken or len(events) != case["events"]:
            sys.exit(f"{broken} {len(events)} events: {case['file']}")
        for event in events:
            for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"):
                if name not in event:
                    sys.exit(f"no {name}: {case['file']}")
            if str(event["SUMMARY"]) != case["title"]:
                sys.exit(f"{event['SUMMARY']!r} is not {case['title']!r}")
        zones = {part["TZID"] for part in calendar.walk("VTIMEZONE")}
        named = {e["DTSTART"].params.get("TZID") for e in events} - {None}
        if named - zones:
            sys.exit(f"zones are named and not told: {named - zones}")
        continue
    start = datetime.fromisoformat(case["start"])
    rule = rrulestr(case["rule"], dtstart=start)
    dates = []
    for date in rule:
        if len(dates) == case["most"] or date > datetime.fromisoformat(case["horizon"]):
            break
        dates.append(date.strftime("%Y-%m-%dT%H:%M"))
    if dates != case["dates"]:
        sys.exit(f"{case['rule']} from {case['start']}: {dates} is not {case['dates']}")
print(seen)
