"""A house that shares: twelve recipients, and readers with names, addresses, phones and e-mail.

Everything here is invented. The habits of the lists (how often there is a middle initial, a unit, a
ZIP+4) are those that the design of the marks assumes.
"""
import json
import random

RECIPIENTS = [
    "auk-travel", "brant-books", "crake-seeds", "dunlin-tea", "eider-wool", "fulmar-maps",
    "grebe-lamps", "heron-ink", "ibis-looms", "jaeger-boots", "knot-kites", "linnet-pens",
]
GIVEN = ("Mary James Patricia Robert Jennifer John Linda Michael Elizabeth David Barbara William "
         "Susan Richard Jessica Joseph Karen Thomas Nancy Daniel Renée Zoë").split()
MIDDLE = "A B C D E F G H J K L M N P R S T W".split()
FAMILY = ("Hartwell Ostrander Pemberton Quigley Rasmussen Sutherland Thackeray Underwood Vandermeer "
          "Whitlock Yarborough Zimmerman Abernathy Blackwood Castellane Dunmore Eastman Fairbanks "
          "Galloway Holloway Ironside Jessup Kirkwood Lockhart Merriweather Northcott").split()
STREETS = ("Maple Oak Cedar Elm Walnut Chestnut Willow Birch Hickory Juniper Laurel Magnolia "
           "Sycamore Poplar Hawthorn Alder").split()
KINDS = "Street Avenue Road Lane Drive Boulevard Court Place".split()
CITIES = [("Springfield", "IL", 62701), ("Dayton", "OH", 45402), ("Salem", "OR", 97301),
          ("Troy", "NY", 12180), ("Macon", "GA", 31201), ("Boise", "ID", 83702)]
TASTES = ["tea", "maps", "wool", "lamps"]
RELAY = "relay.lark.example"
# The least house number of a reader: seeds have smaller ones.
FIRST = 100


def rules():
    """The rules, as JSON, which YAML reads."""
    text = {"type": "text", "kind": "contact", "expires": "3 years"}
    attributes = [
        dict(name="full-name", title="Your name", form="name", **text),
        dict(name="address", title="Where you live", form="address", **text),
        dict(name="phone", title="Your telephone", form="phone", **text),
        dict(name="email", title="Your e-mail address", type="email", kind="contact",
             expires="3 years"),
        dict(name="taste", title="What you like", type="choice", kind="preference",
             expires="2 years"),
    ]
    names = [attribute["name"] for attribute in attributes]
    purposes = [
        {"name": "offers", "sentence": "They send you offers that fit what you like.",
         "basis": "consent", "uses": names, "expires": "1 year"},
        {"name": "sign-in", "sentence": "We send you the link that lets you in.",
         "basis": "contract", "uses": ["email"]},
    ]
    recipients = [
        dict(name=name, title=name.replace("-", " ").title(), role="partner",
             contact=f"privacy@{name}.example", purposes=["offers"],
             # Everybody's, out of RFC 8032.
             key="11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
             **{"for": "sends you offers that fit what you like"})
        for name in RECIPIENTS
    ]
    notices = [
        {"purpose": "offers", "recipient": name, "version": 1, "attributes": names,
         "text": f"Shall {name.replace('-', ' ').title()} send you offers?"}
        for name in RECIPIENTS
    ]
    def question(name, title, **more):
        return dict({"type": "text", "name": name, "title": title, "attribute": name,
                     "gives": ["letters"], "uses": ["offers"]}, **more)
    experience = {
        "name": "subscription", "title": "Your subscription", "kind": "quiz",
        "pages": [{"name": "you", "elements": [
            question("full-name", "What is your name?"),
            question("address", "Where do you live?"),
            question("phone", "What is your telephone?"),
            question("email", "What is your e-mail address?", inputType="email",
                     uses=["sign-in", "offers"]),
            question("taste", "What do you like?", type="radiogroup", choices=TASTES),
        ]}],
    }
    return json.dumps({
        "company": {"name": "Lark", "contact": "privacy@lark.example"},
        "sale": "never",
        "copies": {"relay": RELAY, "seeds": 10,
                   "addresses": ["1 Quill Street, Troy, NY 12180-0001",
                                 "12 Lark Avenue, Salem, OR 97301-0002"]},
        "attributes": attributes, "purposes": purposes, "recipients": recipients,
        "benefits": [{"name": "letters", "sentence": "Our letters page prints what readers like."}],
        "notices": notices, "experiences": [experience],
    }, ensure_ascii=False, indent=1)


def readers(count, seed):
    """So many people's answers, no two with the same address."""
    dice = random.Random(seed)
    pick = dice.choice
    people = []
    for number in range(count):
        initial = f" {pick(MIDDLE)}{pick(['', '.'])}" if dice.random() < 0.45 else ""
        title = f"{pick(['Mr', 'Ms', 'Dr', 'Mrs'])}{pick(['', '.'])} " if dice.random() < 0.3 else ""
        suffix = pick([" Jr", ", Jr.", " III"]) if dice.random() < 0.05 else ""
        city, state, zip_code = pick(CITIES)
        direction = f"{pick(['North', 'N', 'South', 'W'])} " if dice.random() < 0.2 else ""
        unit = f", Apt {dice.randint(1, 40)}" if dice.random() < 0.25 else ""
        four = f"-{dice.randint(1000, 9999)}" if dice.random() < 0.9 else ""
        house = number + FIRST
        answers = {
            "full-name": f"{title}{pick(GIVEN)}{initial} {pick(FAMILY)}{suffix}",
            "address": f"{house} {direction}{pick(STREETS)} {pick(KINDS)}{unit}, "
                       f"{city}, {state} {zip_code}{four}",
            "email": f"reader{number}@mail.example",
            "taste": pick(TASTES),
        }
        if dice.random() < 0.75:
            answers["phone"] = f"{dice.randint(201, 989)}-{dice.randint(201, 989)}-{dice.randint(1000, 9999)}"
        people.append(answers)
    return people
