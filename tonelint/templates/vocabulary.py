"""Words in the paths of variables: whom they speak of, and what is put where they stand."""

from __future__ import annotations

from tonelint.message import FieldKind


def _each(kinds: dict[FieldKind, str]) -> dict[str, FieldKind]:
    return {word: kind for kind, words in kinds.items() for word in words.split()}


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A person has these names; a display name or a handle things may have as well.
PERSONAL_NAMES = _all("fname lname firstname lastname fullname surname forename givenname prename vorname nachname prenom salutation")
NAMES = PERSONAL_NAMES | _all("name names nickname handle username displayname")
PERSONAL = _all("first last given family sur nick fore middle preferred christian")

WHO = _each({
    FieldKind.NAME: """
        user customer recipient contact client subscriber member guest patient donor student attendee buyer shopper requester
        requestor lead person reader addressee receiver purchaser participant applicant candidate traveller traveler passenger
        resident notifiable payer policyholder cardholder holder registrant volunteer learner pupil borrower supporter viewer
        listener player delegate claimant visitor invitee""",
    FieldKind.SENDER: "agent sender from rep representative signature signed signer signatory my our",
    FieldKind.PERSON: """
        inviter friend referrer referee referral author assignee admin administrator organizer organiser host doctor dr nurse
        teacher tutor coach instructor trainer stylist engineer technician courier driver therapist consultant owner manager
        advisor adviser surveyor creator follower commenter reviewer approver teammate colleague coworker partner spouse parent
        child guardian mentor mentee seller landlord speaker presenter moderator editor uploader submitter reporter assigner giver
        gifter beneficiary actor initiator leader captain sponsor contractor barber hairdresser vet dentist photographer chef
        guide interviewer recruiter supervisor director founder president secretary treasurer broker lawyer solicitor accountant
        counsellor counselor sibling carer staff responder mentioner requestee payee emitter""",
})  # fmt: skip
# These say whose name it is, but are no name by themselves: "{{ billing.name }}", but not "{{ billing }}".
WHO_BEFORE_NAME = _each({FieldKind.NAME: "billing shipping to profile you", FieldKind.SENDER: "us"})
NO_NAME_ALONE = _all("host from my our partner guide parent child reporter referral signed vet")
# Before a word for the reader these speak of somebody else: "gift_recipient".
OTHERS = _all("gift emergency other referred invited mentioned second secondary alternate blocked new")

# The last of these words in a path tells what is put there.
WHAT = _each({
    FieldKind.LINK: "src path route unsub unsubscribe archive preferences static asset browser webversion forward optout",
    FieldKind.AMOUNT: """
        amount amounts total totals price prices cost costs fee fees balance subtotal refund discount tax taxes vat money currency
        cents paid payout salary revenue payable owed charge charged savings due donation budget earnings""",
    FieldKind.DATE: """
        date dates datetime day weekday deadline expiry expires expiration time month year now today tomorrow at on since until
        birthday checkin checkout period timestamp dt start starts end ends strftime renews""",
    FieldKind.NUMBER: """
        count counts number numbers num nr no id ids qty quantity days hours minutes weeks months years code codes ref reference
        otp pin percent percentage rating points score size length uuid token invoice index version seats position rank""",
    FieldKind.ORGANISATION: """
        company companies organisation organization org organisations organizations brand shop store site website team business
        merchant tenant workspace collective firm employer charity club school university agency publisher vendor salon clinic
        hotel restaurant account community federation department""",
    FieldKind.PRODUCT: """
        product products plan item items course event app application project sku subscription service package ticket webinar
        book membership lesson class program programme feature model edition""",
    FieldKind.OTHER: """
        email mail address city country state street zip postcode phone message description body timezone content html text image logo
        reason note notes type status label colour color subject comment language locale job card""",
})  # fmt: skip
LINKS = _all("url urls uri link links href permalink")
# Named things that are nobody: "browser_name", "file.name".
THINGS = _all("""
    browser file filename folder device domain category city country state street road server hostname tag role tier location
    room venue channel list field system os operating pet template campaign document attachment page status job step task method
    carrier order payment invoice donation expense report newsletter offer bank card group key table database repository branch
    variable color colour tax currency""")  # fmt: skip
