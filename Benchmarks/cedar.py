"""The same table of uses as Benchmarks/Sources/Decide, decided by Cedar (cedarpy), in process.

Usage: Benchmarks/cedar.py TABLE SECONDS

One policy for each yes, one for what is muted and one for each answer that ends: what the rules and the
record say, written in Cedar's way. Policies and contexts are parsed before the clock starts.
"""
import json
import pathlib
import sys
import time

import cedarpy


def policies(table):
    def text(names):
        return "[" + ", ".join(json.dumps(name) for name in names) + "]"

    lines = []
    for yes in table["yeses"]:
        lines.append(
            f'permit(principal, action == Action::"{yes["purpose"]}", '
            f'resource == Recipient::"{yes["recipient"]}") when {{ '
            f'{text(yes["attributes"])}.containsAll(context.attributes) && context.now < {yes["until"]} }};')
    lines.append(f'forbid(principal, action, resource) when {{ context.attributes.containsAny({text(table["muted"])}) }};')
    for name, end in table["ends"].items():
        lines.append(f'forbid(principal, action, resource) when {{ context.attributes.contains("{name}") && context.now >= {end} }};')
    return "\n".join(lines)


def requests(table):
    return [{"principal": 'Person::"mara"', "action": f'Action::"{use["purpose"]}"',
             "resource": f'Recipient::"{use["recipient"]}"',
             "context": json.dumps({"attributes": use["attributes"], "now": table["now"]})}
            for use in table["uses"]]


def decide(path, seconds):
    """Decisions per second, in batches of the whole table; fails when Cedar says something else than the Gate."""
    table = json.loads(pathlib.Path(path).read_text())
    rules = cedarpy.PolicySet.from_str(policies(table))
    entities = cedarpy.Entities.from_json_str("[]")
    asked = requests(table)
    said = [answer.decision == cedarpy.Decision.Allow for answer in cedarpy.is_authorized_batch(asked, rules, entities)]
    assert said == table["allowed"], [use for use, a, b in zip(table["uses"], said, table["allowed"]) if a != b][:3]
    count, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < seconds:
        cedarpy.is_authorized_batch(asked, rules, entities)
        count += len(asked)
    return {"rate": count / (time.perf_counter() - begin), "uses": len(said), "allowed": sum(said)}


if __name__ == "__main__":
    print(json.dumps(decide(sys.argv[1], float(sys.argv[2]))))
