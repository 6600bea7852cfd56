"""The State: what can be said of North Korea's conduct, field by field.

Names once released do not change. Nothing here is a threshold; thresholds are the ladders'.
"""

import re
from functools import cache
from typing import Any, ClassVar

from pydantic import Field as PydanticField

from ..evidence import Ledger
from ..field import Field, Matter, fields_of, flow, stock, unstated

PLEDGED = "The Government of North Korea has undertaken it publicly, and has not withdrawn the undertaking."


def pledged(what: str) -> Ledger:
    """Declare the flag of a standing public undertaking."""
    ledger: Ledger = stock("flag", "more", f"public undertaking {what}", PLEDGED)
    return ledger


# One field, one line: it reads as the table it is.
# fmt: off


class Counterfeiting(Matter):
    """Counterfeiting of United States currency (§ 9251(a)(1))."""

    title: ClassVar[str] = "counterfeiting"
    pledged: Ledger = pledged("to stop counterfeiting United States currency")
    equipment_acts: Ledger = flow("more", "surrender or destruction of counterfeiting equipment", "Acts in which specialised materials or equipment were surrendered or destroyed before a competent witness.", "acts", short="equipment surrendered or destroyed")
    equipment_pieces: Ledger = flow("more", "pieces of counterfeiting equipment surrendered or destroyed", "Plates, presses and the like, counted by the witness.", "pieces")
    new_notes_attributed: Ledger = flow("less", "finds of newly made counterfeit notes attributed to North Korea", "Finds that a competent authority attributes to production after the last such find.", "finds", short="new counterfeit notes")
    production_ceased: Ledger = stock("flag", "more", "counterfeiting established to have ceased", "A competent authority has established that production has stopped.", short="end of production established")
    production_evidenced: Ledger = stock("flag", "less", "finding that counterfeiting continues", "A competent authority has established that production goes on.", short="production going on")


class FinancialTransparency(Matter):
    """Financial transparency and money laundering (§ 9251(a)(2))."""

    title: ClassVar[str] = "financial transparency"
    pledged: Ledger = pledged("to meet international protocols against money laundering")
    aml_law_in_force: Ledger = stock("flag", "more", "a law against money laundering in force", "An anti-money-laundering law is in force and its text is available.", short="law against money laundering")
    apg_observer: Ledger = stock("flag", "more", "observer in the Asia/Pacific Group on Money Laundering", "Holds observer standing, membership included.")
    apg_member: Ledger = stock("flag", "more", "member of the Asia/Pacific Group on Money Laundering", "Has been admitted as a member.")
    apg_visits: Ledger = flow("more", "visits of the Asia/Pacific Group on Money Laundering", "Visits to the country by APG, or by FATF, on its measures against money laundering. A visit is no recorded step.", "visits")
    steps_recorded: Ledger = flow("more", "steps against money laundering recorded by a competent body", "Concrete steps that APG, FATF or a similar body has recorded.", "steps", short="step recorded by FATF or APG")
    action_plan_agreed: Ledger = stock("flag", "more", "an action plan agreed with FATF or APG", "An action plan has been agreed and published.", short="action plan agreed")
    action_plan_done: Ledger = stock("share", "more", "part of the action plan carried out", "Share of the items of the agreed plan that the body records as addressed.", short="part of the plan done")
    mutual_evaluation_published: Ledger = stock("flag", "more", "a mutual evaluation by FATF or APG published", "A mutual evaluation report has been published.", short="mutual evaluation")
    countermeasures_renewed: Ledger = flow("less", "countermeasures imposed anew or tightened", "Decisions of FATF or a similar body that impose countermeasures anew or tighten them. A call that is only kept in force is `on_call_for_action`.", "decisions", short="new countermeasures")
    on_call_for_action: Ledger = stock("flag", "less", "FATF's call for action in force", "FATF lists the country among those subject to a call for action.", short="on FATF's call for action")


class UnVerification(Matter):
    """Verification of compliance with Security Council resolutions (§ 9251(a)(3))."""

    title: ClassVar[str] = "verification of Security Council resolutions"
    pledged: Ledger = pledged("to have compliance with Security Council resolutions verified")
    talks: Ledger = flow("more", "rounds of talks on verification", "Rounds in which verification of compliance was the subject.", "rounds")
    declarations: Ledger = flow("more", "declarations or data delivered to a verifying body", "Declarations, data or reports on compliance delivered to a competent body.", "deliveries", short="declarations delivered")
    declarations_found_false: Ledger = flow("less", "declarations found false", "Declarations that a verifying body has found false in substance; an action of that declaration is rather found false by its id.", "declarations", short="declarations found false")
    declaration_complete: Ledger = stock("flag", "more", "a complete declaration on what the resolutions cover", "A verifying body has accepted a declaration as complete.", short="complete declaration")
    access_terms_agreed: Ledger = stock("flag", "more", "terms of access agreed with a verifying body", "Terms of access for inspectors or monitors are agreed and stand.", short="access terms")
    inspectors: Ledger = stock("count", "more", "inspectors or monitors in the country", "Inspectors or monitors of a competent body present in the country.", "people", short="inspectors")
    sites_open: Ledger = stock("share", "more", "part of the declared sites open to inspection", "Share of declared sites to which inspectors have access.", short="sites open")
    unannounced_visits: Ledger = flow("more", "unannounced inspections carried out", "Inspections without notice that took place.", "visits", short="unannounced inspections")
    panel_at_work: Ledger = stock("flag", "neutral", "a United Nations panel on the resolutions at work", "A panel of experts mandated by the Security Council is at work, wherever it sits. Its mandate is no act of the Government of North Korea.")
    panel_visits: Ledger = flow("more", "visits of a United Nations panel to the country", "Visits by a panel of experts mandated by the Security Council, beside whatever IAEA does.", "visits")


class Register(Matter):
    """People of one country in one class: two tracks, accounting and repatriation; a list is not a return."""

    pledged: Ledger = pledged("to account for and return {}")
    inquiry_open: Ledger = stock("flag", "more", "an inquiry at work on {}", "A body charged with establishing what became of them is at work and has not been dissolved.", short="inquiry at work")
    recognised: Ledger = stock("count", "neutral", "{} recognised by their own government", "Everyone recognised as taken, those since returned included: the fixed whole of the class.", "people")
    outstanding: Ledger = stock("count", "neutral", "{} outstanding", "Recognised as taken, and neither returned nor accounted for: the fixed whole of a share.", "people")
    held: Ledger = stock("count", "less", "{} held", "People known or credibly reported to be held.", "people", short="{} held")
    unresolved: Ledger = stock("count", "less", "{} whose fate is unresolved", "Cases without a reliable answer.", "people", short="cases unresolved")
    accounted_for: Ledger = flow("more", "{} accounted for with proof of identity", "People whose fate or whereabouts were established with proof of identity; nobody newly taken, nobody since returned, nobody who died in custody in that time, each once.", "people", short="{} accounted for")
    listed: Ledger = flow("more", "{} named in a list without proof", "People named in a list that was handed over without proof of identity, as living or dead. Nobody is accounted for by it.", "people")
    returned: Ledger = flow("more", "{} returned alive of their own will", "Living people who came home, not after grave harm in custody.", "people", short="{} returned")
    returned_after_grave_harm: Ledger = flow("more", "{} returned after grave harm in custody", "Sent home dying or gravely harmed. No packaged reading credits it.", "people")
    escaped: Ledger = flow("more", "{} who came home without an act of the Government of North Korea", "People who escaped, or whom others brought home. It counts only under an answer that asks for nobody's act in particular.", "people")
    returned_unwillingly: Ledger = flow("more", "{} returned against their will", "Returned without their free consent.", "people")
    died_in_custody: Ledger = flow("less", "{} who died in custody", "People who died in custody, dated to their deaths. Nobody's death is progress: they are in no count of people accounted for or returned.", "people", short="{} died in custody")
    taken: Ledger = flow("less", "{} newly taken", "People newly abducted or unlawfully detained. A total of 0 says: no more than are named elsewhere in the record.", "people", short="{} newly taken")
    remains_handed_over: Ledger = flow("more", "sets of remains of {} handed over", "Sets or boxes as handed over, before any identification.", "sets")
    identified: Ledger = flow("more", "remains of {} identified", "People of this class identified from remains handed over, dated to the handover; not men killed in action. A range from nothing where the source does not say which.", "people", short="{} identified from remains")
    false_accounts: Ledger = flow("less", "false accounts or remains given for {}", "Accounts or remains that were checked and found false.", "accounts")


class _Captives(Register):
    title: ClassVar[str] = "abductees and captives"


class _Wartime(Register):
    title: ClassVar[str] = "wartime civilian abductees"


class _Detainees(Register):
    title: ClassVar[str] = "people detained in breach of the Armistice"


def _of(title: str, register: type[Matter]) -> Any:
    return PydanticField(default=unstated(register), title=title)


class Captives(Matter):
    """People abducted or unlawfully held captive, by nationality (§§ 9251(a)(4)(A), 9252(2)(E)(i))."""

    japan: _Captives = _of("Japan", _Captives)
    republic_of_korea: _Captives = _of("Republic of Korea", _Captives)
    united_states: _Captives = _of("United States", _Captives)
    australia: _Captives = _of("Australia", _Captives)
    canada: _Captives = _of("Canada", _Captives)
    china: _Captives = _of("China", _Captives)
    france: _Captives = _of("France", _Captives)
    italy: _Captives = _of("Italy", _Captives)
    jordan: _Captives = _of("Jordan", _Captives)
    lebanon: _Captives = _of("Lebanon", _Captives)
    malaysia: _Captives = _of("Malaysia", _Captives)
    netherlands: _Captives = _of("Netherlands", _Captives)
    romania: _Captives = _of("Romania", _Captives)
    singapore: _Captives = _of("Singapore", _Captives)
    thailand: _Captives = _of("Thailand", _Captives)
    other: _Captives = _of("other countries", _Captives)


class WartimeAbductees(Matter):
    """Civilians abducted during the Korean War; which paragraph they fall under is an open question (Q41)."""

    republic_of_korea: _Wartime = _of("Republic of Korea", _Wartime)
    united_states: _Wartime = _of("United States", _Wartime)
    other: _Wartime = _of("other countries", _Wartime)


class ArmisticeDetainees(Matter):
    """People detained in breach of the Armistice Agreement (§§ 9251(a)(4)(B), 9252(2)(E)(ii))."""

    republic_of_korea: _Detainees = _of("Republic of Korea", _Detainees)
    united_states: _Detainees = _of("United States", _Detainees)
    other: _Detainees = _of("other countries", _Detainees)


class Humanitarian(Matter):
    """Distribution and monitoring of humanitarian aid (§ 9251(a)(5))."""

    title: ClassVar[str] = "humanitarian monitoring"
    pledged: Ledger = pledged("to allow monitored humanitarian aid")
    standards_accepted: Ledger = stock("flag", "more", "international standards of aid distribution and monitoring accepted", "Accepted in a form that binds the Government of North Korea towards an agency or the United Nations.", short="aid standards accepted")
    acceptance_decreed: Ledger = stock("flag", "more", "international standards of aid accepted by a law or decree of its own", "Announced by law or decree, without an undertaking towards an agency and without practice. Whether that is an acceptance is an open question.", short="standards decreed")
    no_programme: Ledger = stock("flag", "more", "no aid programme under way that could be monitored", "Nothing is there to be monitored. It counts only under an answer that lets acceptance alone do while nothing runs.", short="no aid programme")
    random_visits: Ledger = stock("flag", "more", "random site visits by aid monitors", "Monitors choose sites at short notice, in practice.", short="random visits")
    own_korean_speakers: Ledger = stock("flag", "more", "aid agencies' own Korean speakers", "Agencies bring their own Korean-speaking staff, in practice.", short="own Korean speakers")
    nationwide_travel: Ledger = stock("flag", "more", "travel of aid monitors throughout the country", "Monitors travel in every province, in practice.", short="nationwide travel")
    counties_open: Ledger = stock("share", "more", "part of the counties open to monitoring", "Share of counties that monitors may enter.", short="counties open")
    international_staff: Ledger = stock("count", "more", "international aid staff in the country", "International staff of humanitarian agencies present.", "people", short="foreign aid staff")
    compliant_deliveries: Ledger = flow("more", "deliveries monitored to the standard", "Deliveries whose distribution was monitored to the accepted standard.", "deliveries", short="monitored deliveries")
    months_in_practice: Ledger = stock("count", "more", "months of monitoring in practice", "Consecutive months in which the terms were kept.", "months", short="months of monitoring")
    most_vulnerable_reached: Ledger = stock("flag", "more", "the most vulnerable reached by aid", "Children, pregnant women, the old and the disabled are reached, as agencies confirm.", short="most vulnerable reached")
    prisoners_reached: Ledger = stock("flag", "more", "prisoners reached by aid", "Aid reaches people in camps and other detention, as agencies confirm.", short="prisoners reached")


class Improvements(Matter):
    """Improvements in the camps, by the categories of 22 U.S.C. § 9242(a)(6)."""

    food: Ledger = flow("more", "improvements of food in the camps", "Recorded improvements of food.", "improvements")
    shelter: Ledger = flow("more", "improvements of shelter in the camps", "Recorded improvements of shelter.", "improvements")
    medical_care: Ledger = flow("more", "improvements of medical care in the camps", "Recorded improvements of medical care.", "improvements")
    working_conditions: Ledger = flow("more", "improvements of working conditions in the camps", "Recorded improvements of working conditions.", "improvements")
    treatment: Ledger = flow("more", "improvements in the treatment of camp inmates", "Recorded improvements in treatment by guards and officials.", "improvements")


class Camps(Matter):
    """Living conditions in the political prison camps (§ 9251(a)(6)). Closing a camp is neither improvement nor release."""

    title: ClassVar[str] = "political prison camps"
    pledged: Ledger = pledged("to improve living conditions in the camps")
    improvements: Improvements = unstated(Improvements)
    decrees: Ledger = flow("more", "decrees on conditions in the camps", "Laws or decrees that order better conditions, as announced; whatever is done about them is recorded as improvements.", "decrees", short="decrees on the camps")
    closures: Ledger = flow("more", "political prison camps closed", "Camps closed, whatever became of the people. It counts only under an answer that takes closing for improvement.", "camps")
    closed_by_release: Ledger = flow("more", "political prison camps closed by release", "Camps closed whose people were freed: nobody of them transferred, nobody unexplained.", "camps", short="camp closed by release")
    camps_improved: Ledger = stock("count", "more", "camps in which an improvement is in place", "Distinct camps in which at least one improvement is in place.", "camps", short="camps improved")
    outside_visits: Ledger = flow("more", "visits to the camps by outside monitors", "Visits by ICRC, United Nations or similar monitors.", "visits", short="outside visits")
    standing_access: Ledger = stock("flag", "more", "standing access of outside monitors to the camps", "Monitors return to the same camp when they choose.", short="standing access")
    worsened: Ledger = flow("less", "camps in which living conditions worsened", "Camps of which a competent body reports that living conditions worsened, each once for each time. They are set against the camps improved.", "camps", short="camps worsened")
    opened: Ledger = flow("less", "political prison camps opened", "Camps newly opened, or opened again.", "camps", short="camps opened")
    operating: Ledger = stock("count", "neutral", "camps in operation", "Camps known to operate. Fewer camps are not fewer prisoners.", "camps")
    population: Ledger = stock("count", "neutral", "people in the camps", "Estimates of the camps' population. A fall by death or transfer is no improvement.", "people")


class Programme(Matter):
    """One weapons programme (§ 9252(2)(A))."""

    pledged: Ledger = pledged("to give up the programme")
    moratorium: Ledger = stock("flag", "more", "moratorium on tests or production", "A public halt of tests or production stands; a test ends it.", short="moratorium")
    exists: Ledger = stock("flag", "less", "programme known to exist", "The programme is known or credibly reported to exist.", short="programme known")
    declared: Ledger = stock("flag", "more", "programme declared in full", "A complete declaration has been delivered to a verifying body.", short="full declaration")
    production_running: Ledger = stock("flag", "less", "production running", "Production of weapons or of material for them goes on.", short="production running")
    facilities_shut: Ledger = stock("count", "more", "facilities shut", "Facilities shut and standing shut.", "facilities", short="facilities shut")
    facilities_disabled: Ledger = stock("count", "more", "facilities disabled", "Facilities put out of work so that a restart takes months. Less than dismantled: it can be undone.", "facilities")
    shipments_abroad: Ledger = flow("more", "shipments of weapons or material out of the country", "Shipments of weapons, of their parts or of material for them to another country, before a competent witness.", "shipments")
    dismantled: Ledger = stock("share", "more", "part of the programme dismantled", "Share of the programme dismantled, as the verifying body assesses it.", short="dismantled")
    irreversible: Ledger = stock("flag", "more", "dismantlement hard to reverse", "The verifying body finds that what was dismantled could not be restored quickly.", short="irreversible steps")
    tests: Ledger = flow("less", "tests", "Tests of the weapon or system.", "tests", short="tests")


def _programme(title: str) -> Any:
    return PydanticField(default=unstated(Programme), title=title)


class Weapons(Matter):
    """Nuclear, chemical, biological and radiological weapons and their delivery (§ 9252(2)(A))."""

    nuclear: Programme = _programme("nuclear")
    chemical: Programme = _programme("chemical")
    biological: Programme = _programme("biological")
    radiological: Programme = _programme("radiological")
    delivery: Programme = _programme("delivery")


class Suspension(Matter):
    """An undertaking to suspend proliferation and testing (22 U.S.C. § 9269b(b)(1)(A)(i)(I))."""

    pledged: Ledger = pledged("to suspend verifiably the proliferation and testing of weapons of mass destruction and their delivery systems")
    terms_agreed: Ledger = stock("flag", "more", "terms of verifying the suspension agreed", "Terms by which a competent body verifies the suspension are agreed and stand.")
    verified: Ledger = stock("flag", "more", "suspension verified", "A competent body verifies that neither proliferation nor testing goes on.")


class Talks(Matter):
    """An agreement to multilateral talks (22 U.S.C. § 9269b(b)(1)(A)(i)(II))."""

    pledged: Ledger = pledged("to hold multilateral talks, the United States taking part, on permanent and verifiable limits to weapons of mass destruction and ballistic missiles")
    rounds: Ledger = flow("more", "rounds of such talks held", "Rounds of multilateral talks on these limits in which the United States and the Government of North Korea took part.", "rounds")
    limits_agreed: Ledger = stock("flag", "more", "permanent limits agreed", "Permanent and verifiable limits are agreed, and the agreement stands.")
    limits_verified: Ledger = stock("flag", "more", "permanent limits verified", "A competent body verifies that the limits are kept.")


class Undertakings(Matter):
    """What the Government of North Korea has undertaken on weapons (22 U.S.C. § 9269b(b)); words, not performance."""

    suspension: Suspension = PydanticField(default=unstated(Suspension), title="suspension of proliferation and testing")
    talks: Talks = PydanticField(default=unstated(Talks), title="multilateral talks")


class Places(Matter):
    """Where political prisoners are held."""

    camps: Ledger = stock("count", "neutral", "political prisoners in the camps", "In political prison camps.", "people")
    other_detention: Ledger = stock("count", "neutral", "political prisoners in other detention", "In re-education camps and all other detention.", "people")
    families: Ledger = stock("count", "neutral", "family members and children held", "Of them, people held for a relative's alleged offence.", "people")


class Released(Matter):
    """Releases of political prisoners, by where they were held."""

    camps: Ledger = flow("more", "political prisoners released from the camps", "Freed with civil status restored; transfers and deaths are not releases.", "people")
    other_detention: Ledger = flow("more", "political prisoners released from other detention", "Freed with civil status restored.", "people")


class PoliticalPrisoners(Matter):
    """Political prisoners (§ 9252(2)(B))."""

    title: ClassVar[str] = "political prisoners"
    pledged: Ledger = pledged("to release political prisoners")
    held_at_base: Places = PydanticField(default=unstated(Places), title="at the base date")
    held_now: Places = PydanticField(default=unstated(Places), title="by the latest estimate")
    held: Ledger = stock("count", "less", "political prisoners held", "Everyone still held, wherever.", "people", short="{} held")
    released: Released = unstated(Released)
    families_released: Ledger = flow("more", "family members and children released", "Of those released, people held for a relative's alleged offence, children included.", "people", short="families released")
    rearrested: Ledger = flow("less", "released political prisoners arrested again", "People released and arrested again.", "people", short="{} rearrested")
    arrested: Ledger = flow("less", "people newly detained for political reasons", "People detained for political reasons who had not been released before.", "people", short="{} newly arrested")
    died: Ledger = flow("neutral", "political prisoners who died in custody", "Deaths stay in the whole and are no release.", "people")
    transferred: Ledger = flow("neutral", "political prisoners transferred", "Transfers stay in the whole and are no release.", "people")
    unexplained: Ledger = stock("count", "less", "political prisoners whose fate is not explained", "People of the base of whom nobody can say what became.", "people", short="unexplained")


class Censorship(Matter):
    """Censorship of peaceful political activity (§ 9252(2)(C))."""

    title: ClassVar[str] = "censorship"
    pledged: Ledger = pledged("to end censorship of peaceful political activity")
    repressive_laws_in_force: Ledger = stock("count", "less", "laws punishing free expression in force", "Laws whose main object is to punish expression or access to information.", "laws", short="repressive laws")
    laws_repealed: Ledger = flow("more", "laws punishing free expression repealed", "Repeals in force.", "laws", short="laws repealed")
    laws_enacted: Ledger = flow("less", "laws punishing free expression enacted", "Laws whose main object is to punish expression or access to information, as enacted. They are set against those repealed.", "laws", short="repressive laws enacted")
    prosecutions: Ledger = flow("less", "people punished for peaceful political activity", "Prosecutions, sentences or executions.", "people", short="people punished")
    speech_permitted: Ledger = stock("flag", "more", "peaceful political speech permitted", "Permitted in practice.", short="free speech")
    press_permitted: Ledger = stock("flag", "more", "an independent press permitted", "Permitted in practice.", short="free press")
    assembly_permitted: Ledger = stock("flag", "more", "peaceful political assembly permitted", "Permitted in practice.", short="free assembly")
    broadcasts_permitted: Ledger = stock("flag", "more", "reception of outside broadcasts permitted", "Permitted in practice.", short="outside broadcasts")


class Society(Matter):
    """An open, transparent and representative society (§ 9252(2)(D))."""

    title: ClassVar[str] = "society"
    pledged: Ledger = pledged("to open the society")
    free_travel: Ledger = stock("flag", "more", "open: free travel within and out of the country", "In practice.", short="free travel")
    outside_information: Ledger = stock("flag", "more", "open: outside information freely available", "In practice.", short="outside information")
    un_access: Ledger = stock("flag", "more", "open: access of United Nations human rights bodies", "Country mandate holder and High Commissioner admitted on their terms.", short="UN access")
    statistics_published: Ledger = stock("flag", "more", "transparent: statistics published", "Economic and social statistics published to international practice.", short="statistics")
    budget_published: Ledger = stock("flag", "more", "transparent: the state budget published", "Published in figures that can be checked.", short="state budget")
    contested_seats: Ledger = stock("share", "more", "representative: contested seats", "Share of the legislature's seats contested by more than one candidate at the last election.", short="contested seats")
    elections_observed: Ledger = stock("flag", "more", "representative: elections observed from outside", "The last election was observed by independent international observers.", short="observed elections")


class Agenda(Matter):
    """Matters that no provision of title IV names; for the negotiation agenda."""

    title: ClassVar[str] = "agenda"
    families_reunited: Ledger = flow("more", "divided families reunited", "Families that met.", "families", agenda_only=True)
    korean_american_families_reunited: Ledger = flow("more", "Korean American families reunited", "Of these, families of Korean Americans that met.", "families", agenda_only=True)
    aid_without_discrimination: Ledger = stock("flag", "more", "food and health care without discrimination by social origin", "Agencies confirm that neither depends on social origin.", agenda_only=True)
    special_rapporteur_visits: Ledger = flow("more", "visits of the United Nations Special Rapporteur", "Visits by the country mandate holder.", "visits", agenda_only=True)
    high_commissioner_visits: Ledger = flow("more", "visits of the High Commissioner for Human Rights", "Visits by the High Commissioner or the Office.", "visits", agenda_only=True)
    thematic_visits: Ledger = flow("more", "visits of thematic mandate holders", "Visits by other United Nations mandate holders.", "visits", agenda_only=True)
    treaties_ratified: Ledger = flow("more", "human rights treaties ratified", "Ratifications and accessions.", "treaties", agenda_only=True)
    review_recommendations_accepted: Ledger = flow("more", "recommendations of the Universal Periodic Review accepted", "Acceptances on paper.", "recommendations", agenda_only=True)
    social_laws_enacted: Ledger = flow("more", "laws on social and economic rights enacted", "Enactments, whatever their practice.", "laws", agenda_only=True)


# fmt: on


class State(Matter):
    """Everything that can be stated, matter by matter: what `fields` reads."""

    counterfeiting: Counterfeiting = unstated(Counterfeiting)
    financial_transparency: FinancialTransparency = unstated(FinancialTransparency)
    un_verification: UnVerification = unstated(UnVerification)
    captives: Captives = unstated(Captives)
    wartime_abductees: WartimeAbductees = unstated(WartimeAbductees)
    armistice_detainees: ArmisticeDetainees = unstated(ArmisticeDetainees)
    humanitarian: Humanitarian = unstated(Humanitarian)
    camps: Camps = unstated(Camps)
    weapons: Weapons = unstated(Weapons)
    undertakings: Undertakings = unstated(Undertakings)
    political_prisoners: PoliticalPrisoners = unstated(PoliticalPrisoners)
    censorship: Censorship = unstated(Censorship)
    society: Society = unstated(Society)
    agenda: Agenda = unstated(Agenda)


@cache
def fields() -> dict[str, Field]:  # reads as the constant it is; computed on first use
    """Every field of the State, by dotted path."""
    return fields_of(State)


_HOME = ("returned", "returned_after_grave_harm", "returned_unwillingly", "escaped")


@cache
def came_home(taken: Field) -> tuple[Field, ...]:
    """Of a flow of people taken, the flows by which they come home, in whatever state; none of another flow."""
    register, _, name = taken.path.rpartition(".")
    return tuple(fields()[f"{register}.{home}"] for home in _HOME) if name == "taken" else ()


# Nobody can be visited at random, speak Korean or travel where nobody is.
_CAPS = dict.fromkeys(
    ("humanitarian.random_visits", "humanitarian.own_korean_speakers", "humanitarian.nationwide_travel"),
    "humanitarian.international_staff",
)


@cache
def capped_by(field: Field) -> Field | None:
    """The field without which this one can be nothing; None where it needs no other."""
    return fields()[_CAPS[field.path]] if field.path in _CAPS else None


@cache
def explained_by(held: Field) -> tuple[Field, ...]:
    """Of a stock of people held in a register, the flows that say what became of them; none of another field."""
    register, _, name = held.path.rpartition(".")
    if name != "held" or f"{register}.taken" not in fields():
        return ()
    return tuple(fields()[f"{register}.{way}"] for way in (*_HOME, "died_in_custody"))


_MOST_STARS = 3  # more than any path needs; without a bound, matching could take for ever


@cache
def matching(pattern: str) -> tuple[tuple[str, str], ...]:
    """The State's fields that a pattern names, each with what its first starred segment stands for.

    A star stands for letters within one segment: `captives.*.taken`, `censorship.*_permitted`.
    """
    if "*" not in pattern:
        return ((pattern, pattern),) if pattern in fields() else ()
    if pattern.count("*") > _MOST_STARS:
        return ()
    starred = next(index for index, part in enumerate(pattern.split(".")) if "*" in part)
    form = re.compile(r"[a-z_]*".join(map(re.escape, pattern.split("*"))))
    found = (path for path in fields() if form.fullmatch(path))
    return tuple((path.split(".")[starred], path) for path in found)
