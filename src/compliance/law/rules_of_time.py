"""The rules of time and scope that answers set by name, and what each can say."""

from collections.abc import Mapping

RULES: Mapping[str, tuple[str, ...]] = {
    "year": ("anniversary", "365-days"),  # how "up to 1 year" is counted
    "partial": ("whole", "measures", "persons"),  # whether a suspension can be of some measures, or for one person
    "end": ("lapses", "until-revoked"),
    "early_end": ("revocable", "fixed"),
    "late": ("refused", "allowed"),  # a renewal after the suspension lapsed
    "continued": ("fresh", "throughout", "on-the-day"),  # what a certification for a renewal affirms
    "certifications": ("one-each", "several"),  # how many renewals one certification serves
    "fresh": ("refused", "allowed"),  # a new certification in the place of a renewal, without a gap
    "look_back": ("whole-year", "from-first", "none"),
    "gap": ("a-day", "counted"),  # what a fresh certification must leave, where it cannot take a renewal's place
    "certification_age": ("its-term", "no-limit"),  # upon which a first suspension is ordered
    "renewal_certification_age": ("its-period", "no-limit"),
    "precede": ("suspension-first", "not-needed"),  # before a termination
    "requirements": ("on-the-day", "kept-for-a-year"),  # of § 401, that a termination asks for
    "earlier_certification": ("suffices", "does-not"),  # for what a provision that refers to another asks for
    "duty": ("bound", "free"),  # to determine, once the record supports it
    "review": ("reviewable", "practically-unreviewable", "unreviewable"),
    "certifying": ("justified", "shown", "belief"),  # what is unknown
    "notice_of_termination": ("condition", "duty", "directory"),
    "notice_of_suspension": ("condition", "duty", "directory"),
    "notice_of_renewal": ("needed", "not-needed"),
    "for_the_secretary": ("acting", "holder", "deputies"),  # who exercises an office
    "delegate": ("ends", "does-not"),  # whether a delegate's act ends what only the President may suspend
    "waiver": ("targets", "named", "country"),
    "in_practice": ("nothing", "remainder", "relief"),
}
