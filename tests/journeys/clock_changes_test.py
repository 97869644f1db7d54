"""One mail on each day of a reader's calendar, with a moved clock: over both changes of the clock, where it moves by half an hour, and for
readers who travel. The real program is asked to send what is due, every half hour around their hour."""
import datetime as dt
import re
import unittest
import zoneinfo

from demo_world import DemoWorld
from public_site import PUBLIC, PublicPith


def instant(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


class ClockChanges(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.world.day = 4

    def site(self, noon):
        """A home that was filled the day before, with a process that serves it."""
        pith = self.enterContext(PublicPith(instant(noon), "", self.world.host))
        pith.run("add", *self.world.feeds(), now=instant(noon - dt.timedelta(hours=1)))
        pith.run("scan")
        return pith.start()

    def live(self, pith, begin, hours):
        """Sends what is due, every half hour; gives when each brief left: (to, day it is for) -> instant."""
        left = {}
        for step in range(2 * hours + 1):
            now = begin + dt.timedelta(minutes=30 * step)
            pith.run("send", "--public", PUBLIC, now=instant(now))
            for mail in pith.mails():
                if mail.message["List-Id"]:
                    left.setdefault((mail.to.partition("@")[0], re.search(r"/days/([\d-]+)", mail.text)[1]), now)
        self.assertEqual(len(left), sum(mail.message["List-Id"] is not None for mail in pith.mails()))  # no day twice
        return left

    def over(self, zone, change, hours):
        """The days on which each reader had a brief, and when by their clock; one reader an hour, from the day before the change to the day after."""
        local = zoneinfo.ZoneInfo(zone)
        noon = dt.datetime.combine(change - dt.timedelta(days=2), dt.time(12), local).astimezone(dt.timezone.utc)
        pith = self.site(noon)
        for hour in hours:
            pith.become_reader(f"at{hour.replace(':', '')}@example.org", hour=hour, zone=zone)
        pith.stop()
        left = {}
        for day in (-1, 0, 1):
            midnight = dt.datetime.combine(change + dt.timedelta(days=day), dt.time(), local).astimezone(dt.timezone.utc)
            left.update({(to, day): when for (to, day), when in self.live(pith, midnight, 5).items() if (to, day) not in left})
        return {key: when.astimezone(local).strftime("%H:%M") for key, when in left.items()}

    def test_each_day_has_one_where_clocks_go_forward_and_back(self):
        for zone, change, hours, then in (("Europe/Berlin", dt.date(2026, 3, 29), ("02:30", "03:00"), ("03:00", "03:00")),
                                          ("Europe/Berlin", dt.date(2026, 10, 25), ("02:00", "02:30"), ("02:00", "02:30")),
                                          ("Australia/Lord_Howe", dt.date(2026, 10, 4), ("02:00", "03:00"), ("02:30", "03:00")),
                                          ("Australia/Lord_Howe", dt.date(2026, 4, 5), ("01:30", "02:00"), ("01:30", "02:00"))):
            with self.subTest(zone=zone, change=change):
                days = [str(change + dt.timedelta(days=n)) for n in (-1, 0, 1)]
                expected = {(f"at{hour.replace(':', '')}", day): at_change if day == days[1] else hour
                            for hour, at_change in zip(hours, then) for day in days}
                self.assertEqual(self.over(zone, change, hours), expected)

    def test_a_reader_who_travels_has_one_on_each_day_of_the_calendar(self):
        pith = self.site(dt.datetime(2026, 11, 2, 12, tzinfo=dt.timezone.utc))
        browsers = {name: pith.become_reader(f"{name}@example.org", hour="07:00", zone=zone) for name, zone in (("west", "Pacific/Auckland"), ("east", "Pacific/Honolulu"))}
        pith.stop()
        begin = dt.datetime(2026, 11, 2, 17, tzinfo=dt.timezone.utc)  # 06:00 on the third in Auckland, 07:00 on the second in Honolulu
        left = self.live(pith, begin, 2)
        self.assertEqual(set(left), {("west", "2026-11-03"), ("east", "2026-11-02")})
        pith.start(now="2026-11-02T19:10:00Z")
        for name, zone in (("west", "Pacific/Honolulu"), ("east", "Pacific/Auckland")):
            self.assertEqual(browsers[name].submit("/settings", "/settings", {"zone": zone, "hour": "07:00"}).status, 303)
        pith.stop()
        for hours in (0, 22, 46):  # 19:30 that day; 17:30 to 20:00 on the two that follow
            left.update(self.live(pith, dt.datetime(2026, 11, 2, 19, 30, tzinfo=dt.timezone.utc) + dt.timedelta(hours=hours), 2))
        self.assertEqual(sorted(day for to, day in left if to == "west"), ["2026-11-03", "2026-11-04"])
        self.assertEqual(sorted(day for to, day in left if to == "east"), ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
