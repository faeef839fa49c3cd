"""The rules of a house that asks every survey of Tests/Surveys: a survey says what is asked, and its
house must add what for."""

import json
import pathlib

SURVEYS = pathlib.Path(__file__).parents[1] / "Surveys"
KINDS = {"radiogroup": "choice", "dropdown": "choice", "checkbox": "choices", "ranking": "choices",
         "tagbox": "tags", "rating": "rating", "slider": "number", "boolean": "flag", "matrix": "table",
         "multipletext": "table", "comment": "text"}
INPUTS = {"date": "date", "email": "email", "number": "number", "range": "number"}


def documents():
    return {file.stem: json.loads(file.read_text()) for file in sorted(SURVEYS.glob("*.json"))}


def name_of(stem):
    return stem.split("-", 1)[1]


def questions(elements):
    for element in elements:
        if element["type"] == "panel":
            yield from questions(element["elements"])
        elif element["type"] not in ["html", "expression"]:
            yield element


def kind_of(question):
    if question["type"] == "imagepicker":
        return "choices" if question.get("multiSelect") else "choice"
    return KINDS.get(question["type"]) or INPUTS.get(question.get("inputType"), "text")


def rules():
    """What a house must say before it can ask these questions."""
    attributes, experiences = [], []
    for stem, survey in documents().items():
        for page in survey["pages"]:
            for question in questions(page["elements"]):
                kind = kind_of(question)
                # There is one address, whichever survey asks for it.
                attribute = "email" if kind == "email" else f"{name_of(stem)[:20]}-{question['name']}".lower()
                if attribute not in [it["name"] for it in attributes]:
                    attributes.append({"name": attribute, "title": question["title"], "type": kind,
                                       "kind": "contact" if kind == "email" else "preference",
                                       "expires": "1 year"})
                question.update(attribute=attribute, gives=["thanks"], uses=["survey"])
        experiences.append({"name": name_of(stem), "kind": "quiz"} | survey)
    every = [it["name"] for it in attributes]
    asks = {"default": "May we use your answers to plan what we do next?",
            "ar": "هل يمكننا استخدام إجاباتك للتخطيط لما نفعله بعد ذلك؟"}
    return {
        "company": {"name": "Petrel House", "contact": "privacy@petrel.example", "language": "en"},
        "sale": "never",
        "attributes": attributes,
        "purposes": [{"name": "survey", "sentence": "We plan what we do next with your answers.",
                      "basis": "consent", "uses": every, "expires": "1 year"}],
        "recipients": [],
        "benefits": [{"name": "thanks", "sentence": "You see what your answers come to, at once."}],
        "notices": [{"purpose": "survey", "version": 1, "attributes": every, "text": asks}],
        "experiences": experiences,
    }
