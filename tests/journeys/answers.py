"""Answers of the API held against the schemas of its own /openapi.json."""
import re
import sys

try:
    import jsonschema
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)


class Schemas:
    def __init__(self, document):
        self.document = document

    def check(self, value, name):
        """Raises where the value has not the shape of this name."""
        whole = {"$ref": f"#/components/schemas/{name}", "components": self.document["components"]}
        jsonschema.Draft202012Validator(whole).validate(value)

    def check_answer(self, path, status, value):
        """The same for what came from this path of the API."""
        if status >= 400:
            return self.check(value, "Problem")
        path = path.partition("?")[0]
        found = [name for name in self.document["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", name), path)]
        answer = self.document["paths"][min(found, key=lambda name: name.count("{"))]["get"]["responses"]["200"]
        return self.check(value, answer["content"]["application/json"]["schema"]["$ref"].split("/")[-1])


def undeclared(responses, status, headers):
    """Of the fields that the API has of its own, those that an answer has and its response does not declare, or the other way round."""
    response = responses.get(str(status), responses["default"])
    declared = set(response.get("headers", {}))
    sent = {name for name in ("ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate") if name in headers}
    return declared ^ sent


def check_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def check_against(schema, value):
    jsonschema.Draft202012Validator(schema).validate(value)
