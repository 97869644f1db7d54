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
        jsonschema.Draft202012Validator(whole, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER).validate(value)

    def operation(self, path):
        """What the document says of GET at this path; None where it has none."""
        path = path.partition("?")[0]
        found = [name for name in self.document["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", name), path)]
        return self.document["paths"][min(found, key=lambda name: name.count("{"))]["get"] if found else None

    def responses(self, path):
        operation = self.operation(path)
        return operation["responses"] if operation else None

    def check_answer(self, path, status, value):
        """The same for what came from this path of the API."""
        if status >= 400:
            return self.check(value, "Problem")
        operation = self.operation(path)
        if operation is None:
            raise AssertionError(f"{path} answers {status}, and the document does not have it")
        answer = operation["responses"]["200"]
        return self.check(value, answer["content"]["application/json"]["schema"]["$ref"].split("/")[-1])


FIELDS = ("ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate")  # that the API has of its own


def declared_of(responses, status):
    return set(responses.get(str(status), responses["default"]).get("headers", {}))


def differing(responses, status, headers):
    """Those that an answer has and its response does not declare, or the other way round; whether there is a limit is a setting."""
    return {name for name in undeclared(responses, status, headers) if name in headers or not name.startswith("RateLimit")}


def undeclared(responses, status, headers):
    """The same, or the other way round."""
    return {name for name in FIELDS if name in headers} ^ declared_of(responses, status)


def check_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def check_against(schema, value):
    jsonschema.Draft202012Validator(schema).validate(value)
