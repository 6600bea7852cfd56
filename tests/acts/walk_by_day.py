"""Say what dated acts of the United States did, by walking through the days one at a time.

An oracle, written by hand from the law; it shares no code with the product. There are no intervals here. An order
writes its name on every single day on which it lifts a measure, beside the names that stand there; a revocation rubs
out, from its day on, the names of the order that it takes back and of the renewals that continue it, and no others; the
state of a day is what is written on it once the acts of that day are taken.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from calendar_page import ONE_DAY, Day, Order, Page, Thing, days_from, earliest, year_from

Answers: TypeAlias = Mapping[str, str]
Key: TypeAlias = tuple[str, str, str]  # route, measure, target ("" where the order is for all)

ACT_OF_2016 = Day(2016, 2, 18)  # Pub. L. 114-122, in force on its enactment (sec. 406)
ACT_OF_2019 = Day(2019, 12, 20)  # Pub. L. 116-92, title LXXI, subtitle A
LAW = {"9265": ACT_OF_2019, "9269b": ACT_OF_2019}

PRESIDENT = ("president", "president of the united states")
STATE = "secretary of state"
DEPUTIES = (
    "deputy secretary of state",
    "under secretary of state for political affairs",
)  # 22 U.S.C. § 2651a(a)(2), (b)
HEADS = (STATE, "secretary of the treasury")

SUSPENSION, TALKS = "suspension", "subtitle-a-suspension"
WAIVERS = {"9228b": "humanitarian-waiver", "9228c": "general-waiver", "203c": "waiver-203c"}
NOT_NAMED = "one country, not named"
ROUTES = {"401a": SUSPENSION, "401b": SUSPENSION, "9269b": TALKS, **WAIVERS}
GROUNDS = {"9228b": ("humanitarian", "nkhra"), "9228c": ("national-interest", "enforcement")}


class Act(NamedTuple):
    """An act as a case records it; `of` is a provision's short name or, for `revoke`, the id of an act."""

    id: str
    date: Day
    type: str
    of: str
    by: str
    measures: tuple[str, ...] = ()
    begins: Day | None = None
    until: Day | None = None
    upon: str = ""
    ground: str = ""
    explanation: str = ""
    target: str = ""
    announces: tuple[str, ...] = ()  # of a notice: the acts that it names
    to: str = ""
    cite: str = ""

    @property
    def first(self) -> Day:
        """The first day of an order: an order may begin later than its act, never earlier."""
        return max(self.begins or self.date, self.date)


def plain(by: str) -> str:
    """The office without article and letter case."""
    return by.strip().casefold().removeprefix("the ").strip()


class Memorandum(NamedTuple):
    """A delegation: from whom to whom, of which provisions, over which days."""

    giver: str
    taker: str
    of: tuple[str, ...]
    first: Day
    last: Day = Day.max


# §§ 208(b), 208(c), 401 and 402 were delegated to the Secretary of State (81 FR 37479), notice under § 9265 was later
# (85 FR 13717); the power of § 9269b(b), and the certification of § 9230, were not.
STANDING = {
    "memorandum-2016": Memorandum("president", STATE, ("401a", "401b", "402", "9228b", "9228c"), Day(2016, 5, 18)),
    "memorandum-2020": Memorandum("president", STATE, ("9265",), Day(2020, 2, 21)),
}


class Walk:
    """All that is known at the end of a day: who certified and gave notice, and what is written in the calendars."""

    def __init__(self, acts: Sequence[Act], things: Sequence[Thing], answers: Answers, first: Day, last: Day) -> None:
        self.things, self.answers, self.first, self.last = things, answers, first, last
        self.end_of_time = max([last, *(act.first for act in acts)])  # no act of this walk looks further
        self.acts: dict[Day, list[Act]] = defaultdict(list)
        for act in acts:
            self.acts[act.date].append(act)
        self.pages: dict[Key, Page] = defaultdict(Page)
        self.done: dict[str, Act] = {}  # what had an effect, or stands
        self.certified: dict[str, list[str]] = defaultdict(list)  # provision -> certifications or notices, oldest first
        self.fallen: set[str] = set()
        self.spent: set[str] = set()
        self.relied: set[tuple[str, str]] = set()  # notice and the act that relied on it
        self.memoranda = dict(STANDING)
        self.ended: dict[str, Day] = {}
        self.unsure: set[str] = set()
        self.suspended_once = False

    def days(self) -> Iterator[Day]:
        """Walk through the days; at each, the state is what the acts up to and on it have made."""
        day = min([self.first, *self.acts])
        while day <= self.last:
            for page in self.pages.values():
                if day - ONE_DAY in page.days:
                    page.latest = day - ONE_DAY
            for act in self.acts.get(day, ()):
                self.take(act)
            self.suspended_once = self.any_suspended(day)
            if day >= self.first:
                yield day
            day += ONE_DAY

    def take(self, act: Act) -> None:
        """Do one act, if it is one that the law knows and its officer may do."""
        if act.type == "revoke":
            return self.revoke(act)
        if act.date < LAW.get(act.of, ACT_OF_2016) or not self.may(act.by, act.of, act.date):
            return None
        if act.target.startswith("Country") and act.of != "203c" and act.type != "certify":
            return None  # no other route is taken for a country
        match act.type, act.of:
            case ("certify", "401a" | "401b" | "9230") | ("notify", "9265"):
                return self.stand(act)
            case "certify", "9269b":
                # By ground (ii) the submission must explain why the suspension is vital (§ 9269b(b)).
                if act.ground == "commitments" or (act.ground == "vital-interest" and act.explanation):
                    self.stand(act)
                return None
            case "certify", "402":
                return self.terminate(act)
            case "suspend", "401a":
                return self.suspend(act)
            case "renew", "401b":
                return self.renew(act)
            case "suspend" | "renew", "9269b":
                return self.relieve_under_9269b(act)
            case "waive" | "renew", "9228b" | "9228c":
                return self.waive(act)
            case "waive", "203c":
                return self.waive_203(act)
            case "delegate", _:
                return self.delegate(act)
            case _:
                return None

    def may(self, by: str, of: str, day: Day) -> bool:
        """Whether this officer may act under this provision on this day; the Treasury is only consulted (81 FR 37479).

        § 203(c) names the Secretary of State, every other provision the President.
        """
        office = self.office(by)
        if self.answers["office"] == "deputies" and office == DEPUTIES[0] and self.may(STATE, of, day):
            return True  # of what a Deputy Secretary does it may be taken that it was delegated (Q69)
        if office == STATE if of == "203c" else office in PRESIDENT:
            return True
        return any(
            of in each.of and each.taker == office and each.first <= day <= each.last and self.may(each.giver, of, day)
            for each in self.memoranda.values()
        )

    def office(self, by: str) -> str:
        """The office that somebody exercises: an acting officer its functions (5 U.S.C. § 3345(a)), or not (Q69)."""
        return plain(by) if self.answers["office"] == "holder" else plain(by).removeprefix("acting ")

    def delegate(self, act: Act) -> None:
        """The President's power goes published to heads and confirmed officers, a Secretary's to officers under him."""
        giver, taker = self.office(act.by), self.office(act.to)
        fits = taker in (*HEADS, *DEPUTIES) if giver in PRESIDENT else giver in HEADS and taker in DEPUTIES
        # In writing and published, if it comes from the President (3 U.S.C. § 301).
        if fits and (act.cite or act.of == "203c"):
            self.memoranda[act.id] = Memorandum(giver, taker, (act.of,), act.first, act.until or Day.max)

    def end_delegation(self, act: Act) -> None:
        """Revocable at any time by the President (3 U.S.C. § 301), and by who gave it; what was done stays done."""
        found, by = self.memoranda[act.of], self.office(act.by)
        of_the_president = by in PRESIDENT and found.of != ("203c",)
        if (of_the_president or by == found.giver) and found.last >= act.date:
            self.memoranda[act.of] = found._replace(last=act.date - ONE_DAY)

    def law(self, thing: Thing, day: Day) -> bool:
        """Whether the measure is enacted on this day."""
        return thing.since <= day and (thing.until is None or day <= thing.until)

    def over(self, thing: Thing, day: Day) -> bool:
        """Whether the measure is terminated on this day, as far as is known."""
        if thing.id in self.ended and self.ended[thing.id] <= day:
            return True
        # They "shall remain in effect" until thirty days after the certification (§ 9230).
        exits = [self.done[c].date + dt.timedelta(days=30) for c in self.certified["9230"] if c not in self.fallen]
        return thing.own_exit == "yes" and any(end <= day and self.law(thing, end) for end in exits)

    def binds(self, thing: Thing, day: Day) -> bool:
        """Whether there is a measure to be lifted on this day."""
        return self.law(thing, day) and not self.over(thing, day)

    def any_suspended(self, day: Day) -> bool:
        """Whether a measure that is reached without doubt was suspended for everyone on a day up to this one."""
        return self.suspended_once or any(
            day in self.pages[SUSPENSION, thing.id, ""].days and self.binds(thing, day)
            for thing in self.things
            if thing.suspension == "yes"
        )

    def stand(self, act: Act) -> None:
        """Record a certification or a notice."""
        self.done[act.id] = act
        self.certified[act.of].append(act.id)

    def page(self, act: Act, thing: Thing) -> Page:
        """The calendar into which an order for this measure is written."""
        return self.pages[ROUTES[act.of], thing.id, act.target]

    def cover(self, act: Act, thing: Thing, first: Day, last: Day, upon: str) -> None:
        """Write an order for a measure into its calendar; a renewal continues what gave the last day last."""
        page = self.page(act, thing)
        order = Order(upon, act.id, upon)
        if act.type == "renew":
            continued = page.orders[page.days[max(page.days)][-1]]
            order = Order(upon, continued.chain, continued.chain_upon)
        page.write(act.id, order, first, last)
        self.done[act.id] = act

    def support(self, act: Act, of: str, once: bool) -> Act | None:
        """The certification that an order rests on: the one it names, or the latest that stands and is not used up."""
        for one in reversed(self.certified[of]):
            found = self.done[one]
            # What is submitted for one entity, individual or transaction serves no other (§ 9269b(b)).
            serves = found.target in ("", act.target) and not (once and one in self.spent)
            if one not in self.fallen and serves and act.upon in ("", one):
                return found
        return None

    def notice(self, act: Act) -> str:
        """A notice under § 9265 that stands and is for this act; "" where there is none.

        The oldest that announces it and on which it did not rely; else the oldest that announces no act by name and on
        which none has relied yet.
        """
        made = [one for one in self.certified["9265"] if one not in self.fallen]
        by_name = [one for one in made if act.id in self.done[one].announces and (one, act.id) not in self.relied]
        used = {one for one, _ in self.relied}
        free = [one for one in made if not self.done[one].announces and one not in used]
        return next(iter([*by_name, *free]), "")

    def all_or_nothing_fails(self, act: Act, within: Sequence[Thing]) -> bool:
        """Whether the order leaves out what it must not: "any sanction", read as all or none (Q15)."""
        if self.answers["partial"] != "whole" or not act.measures:
            return False
        return any(thing.suspension == "yes" and thing.id not in act.measures for thing in within)

    def suspend(self, act: Act) -> None:
        """§ 9251(a): may be suspended for up to one year upon certification; some measures are carved out."""
        certification = self.support(act, "401a", once=False)
        reached = [thing for thing in self.things if thing.suspension != "no" and self.binds(thing, act.first)]
        for_one = act.target != "" and self.answers["partial"] != "persons"
        if certification is None or for_one or self.all_or_nothing_fails(act, reached):
            return
        # What is certified as made is not what was made more than a year ago (Q67).
        too_late = act.first > year_from(certification.date, self.answers["year"])
        if too_late and self.answers["age"] == "a-year":
            return
        endless = self.answers["end"] == "until-revoked"
        notice = self.notice(act)
        unnoticed = not notice and self.answers["notice_of_suspension"] == "condition"
        if self.answers["partial"] == "whole" and any(
            unnoticed and thing.added_2019 and thing.suspension == "yes" for thing in reached
        ):
            return
        for thing in reached:
            if act.measures and thing.id not in act.measures:
                continue
            # Notice is due before any suspension of what the Act of 2019 added, by whatever provision (§ 9265, Q26).
            if thing.added_2019 and unnoticed:
                continue
            page = self.page(act, thing)
            # The year is a ceiling upon each certification: the order, or the certification, may set less.
            year = year_from(earliest(act.first, page.clock(certification.id)), self.answers["year"])
            last = earliest(year, act.until, certification.until)
            if act.first > last:
                continue
            if endless:
                last = self.end_of_time  # nothing but a revocation ends it (Q16)
            # A fresh certification in the place of a renewal would make "up to 1 year" endless (Q44).
            # Nor would it with a day between, where the reading asks for more before a new beginning (Q70).
            least = max(1, int(self.answers["anew"]))  # days in force between the two
            near = (act.first - least * ONE_DAY, last + ONE_DAY)
            if self.answers["fresh"] == "refused" and page.upon_another(certification.id, *near):
                continue
            self.cover(act, thing, act.first, last, certification.id)
            if not endless:
                # One year upon one certification: an earlier beginning is an earlier end for all its orders.
                page.rub_out(page.first_orders(certification.id), year + ONE_DAY)
            if thing.added_2019 and notice:
                self.relied.add((notice, act.id))

    def renew(self, act: Act) -> None:
        """§ 9251(b): upon a certification of its own, 180 days more at a time, each right after the last."""
        one_each = self.answers["certifications"] == "one-each"
        certification = self.support(act, "401b", one_each)
        for_one = act.target != "" and self.answers["partial"] != "persons"
        if certification is None or for_one or self.answers["end"] == "until-revoked":
            return
        renewable: list[tuple[Thing, Day, Day]] = []
        for thing in self.things:
            ordered = self.page(act, thing).renewable()
            if ordered is None or not self.binds(thing, act.date):
                continue
            # After a gap a period is not "consecutive" (Q18).
            if ordered < act.date and self.answers["late"] == "refused":
                continue
            first = max(ordered + ONE_DAY, act.date)
            last = earliest(days_from(first, 180), act.until, certification.until)
            if first <= last:
                renewable.append((thing, first, last))
        # Is a renewal an action of which notice is due, where notice is a condition at all (Q26, Q66)?
        notice = self.notice(act)
        noticed = self.answers["renewals"] == "noticed"
        unnoticed = noticed and not notice and self.answers["notice_of_suspension"] == "condition"
        covered = [thing for thing, _, _ in renewable if not (unnoticed and thing.added_2019)]
        if self.answers["partial"] == "whole" and any(
            thing.suspension == "yes" and (thing not in covered or (act.measures and thing.id not in act.measures))
            for thing, _, _ in renewable
        ):
            return
        for thing, first, last in renewable:
            if thing not in covered:
                continue
            # The year before a renewal is certified at most 180 days before its first day (Q68).
            if self.answers["renewal_age"] == "180-days" and first > days_from(certification.date, 180):
                continue
            # What rests on a certification that was revoked goes on at most to its term (Q19), and is not renewed.
            if self.page(act, thing).first_certification() in self.fallen:
                continue
            # "Has continued to comply": what is certified as kept had begun by then, each for itself (Q44).
            begun = self.page(act, thing).begun(one_each)
            if (not act.measures or thing.id in act.measures) and certification.date >= begun:
                self.cover(act, thing, first, last, certification.id)
                if thing.added_2019 and noticed and notice:
                    self.relied.add((notice, act.id))
        if one_each and act.id in self.done:
            self.spent.add(certification.id)

    def terminate(self, act: Act) -> None:
        """§ 9252: the end comes with the determination and certification, on its day; nothing is carved out."""
        self.suspended_once = self.any_suspended(act.date)
        if self.answers["precede"] == "suspension-first" and not self.suspended_once:
            return
        notice = self.notice(act)
        # § 9269b(c) is subject to § 9265 (Q26), and speaks of the day on which "the President" certifies (Q36).
        unnoticed = self.answers["notice_of_termination"] == "condition" and not notice
        delegated = self.answers["delegate"] == "does-not" and plain(act.by) not in PRESIDENT
        before = self.ended.keys() | self.unsure
        for thing in self.things:
            if not self.binds(thing, act.date) or (thing.added_2019 and (unnoticed or delegated)):
                continue
            if thing.termination == "yes":
                self.ended[thing.id] = act.date
            elif thing.termination == "doubtful":
                self.unsure.add(thing.id)
        new = (self.ended.keys() | self.unsure) - before
        if notice and any(thing.added_2019 and thing.id in new for thing in self.things):
            self.relied.add((notice, act.id))

    def relieve_under_9269b(self, act: Act) -> None:
        """§ 9269b(b): for an entity, individual or transaction, renewable periods of not more than 180 days each."""
        certification = self.support(act, "9269b", once=True)
        if certification is None or not act.target:
            return
        # Subject to § 9265: the President shall notify before any action to suspend (Q26); of a renewal too (Q66)?
        asked = act.type == "suspend" or self.answers["renewals"] == "noticed"
        notice = self.notice(act) if asked else ""
        if asked and not notice and self.answers["notice_of_suspension"] == "condition":
            return
        for thing in self.things:
            if thing.subtitle_a == "no" or (act.measures and thing.id not in act.measures):
                continue
            first = act.first if act.type == "suspend" else self.next_day(act, thing)
            if first is None or not self.binds(thing, act.first if act.type == "suspend" else act.date):
                continue
            last = earliest(days_from(first, 180), act.until, certification.until)
            if first <= last:
                self.cover(act, thing, first, last, certification.id)
        if act.id in self.done:
            self.spent.add(certification.id)
            if notice:
                self.relied.add((notice, act.id))

    def next_day(self, act: Act, thing: Thing) -> Day | None:
        """The day after the last one ordered, where the relief that is renewed still runs on the day of the act."""
        ordered = self.page(act, thing).renewable()
        return ordered + ONE_DAY if ordered is not None and ordered >= act.date else None

    def waive(self, act: Act) -> None:
        """§ 9228(b), (c): renewable, between 30 days and 1 year, on a ground determined in writing."""
        narrow = {"targets": bool(act.target), "named": bool(act.target or act.measures)}
        # "Case-by-case" is a word of (c) alone (Q32).
        if act.type == "waive" and act.of == "9228c" and not narrow.get(self.answers["waiver"], True):
            return
        if act.ground not in GROUNDS[act.of]:
            return
        for thing in self.things:
            reach = thing.humanitarian if act.of == "9228b" else thing.general
            if reach == "no" or (act.measures and thing.id not in act.measures):
                continue
            first = act.first if act.type == "waive" else self.next_day(act, thing)
            if first is None or not self.binds(thing, act.first if act.type == "waive" else act.date):
                continue
            last = earliest(year_from(first, self.answers["year"]), act.until)
            if last >= days_from(first, 30):
                self.cover(act, thing, first, last, "")

    def waive_203(self, act: Act) -> None:
        """§ 9223(c): for a country, in the national interest, and for as long as the order says."""
        if (act.target and not act.target.startswith("Country")) or act.ground not in ("", "national-interest"):
            return
        order = act._replace(target=act.target or NOT_NAMED)
        for thing in self.things:
            wanted = thing.own_waiver == "yes" and (not act.measures or thing.id in act.measures)
            last = act.until or self.end_of_time
            if wanted and self.binds(thing, act.first) and act.first <= last:
                self.cover(order, thing, act.first, last, "")

    def revoke(self, act: Act) -> None:
        """Take back an act: what rests on it ends on the day of the revocation (Q19)."""
        if act.of in self.memoranda:
            return self.end_delegation(act)
        named = self.done.get(act.of)
        if named is None or named.id in self.fallen or not self.may(act.by, named.of, act.date):
            return None
        if named.type in ("certify", "notify"):
            if named.of == "9230" and act.date >= named.date + dt.timedelta(days=30):
                return None  # its sanctions have ended, and no later act restores what ended
            self.fallen.add(named.id)
        if self.answers["early_end"] == "fixed" and named.of in ("401a", "401b"):
            return None
        for (_, measure, _), page in self.pages.items():
            for each, order in page.orders.items():
                own = each == named.id and (not act.measures or measure in act.measures)
                if own or order.upon == named.id:
                    page.revoke(each, act.date)
        return None

    def state(self, thing: Thing, day: Day) -> str:
        """The state of a measure on the day that the walk has come to."""
        if self.over(thing, day):
            return "terminated"
        page = self.pages[SUSPENSION, thing.id, ""]
        if thing.id in self.unsure:
            return "doubtful"
        if day in page.days:
            return "doubtful" if thing.suspension == "doubtful" else "suspended"
        # "Up to 1 year": a suspension is limited in time, so the duty revives by operation of law (§ 9251(a)).
        return "lapsed" if page.ran_out() and thing.suspension == "yes" else "in force"


class Seen(NamedTuple):
    """What one day shows: the state of each measure that is law, and the reliefs that leave a measure in force.

    A relief is a route, a measure and a target ("" for all).
    """

    states: dict[str, str]
    reliefs: set[Key]


def walk(acts: Sequence[Act], things: Sequence[Thing], answers: Answers, first: Day, last: Day) -> dict[Day, Seen]:
    """Each of these days, in order, seen once the acts of that day are taken."""
    one = Walk(acts, things, answers, first, last)
    by_id = {thing.id: thing for thing in things}
    return {
        day: Seen(
            {thing.id: one.state(thing, day) for thing in things if one.law(thing, day)},
            {
                key
                for key, page in one.pages.items()
                if day in page.days and (key[0] != SUSPENSION or key[2]) and one.binds(by_id[key[1]], day)
            },
        )
        for day in one.days()
    }
