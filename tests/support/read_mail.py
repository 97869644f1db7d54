# Reads a mail on standard input with Python's own parser, an independent reader, and prints what it saw as JSON.
import email
import email.policy
import json
import sys

raw = sys.stdin.buffer.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
parts = [part for part in message.walk() if not part.is_multipart()]
defects = [str(defect) for part in message.walk() for defect in part.defects]
for name, value in message.items():
    defects += [f"{name}: {defect}" for defect in getattr(value, "defects", [])]
json.dump(
    {
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "names": [name for name, _ in message.items()],
        "type": message.get_content_type(),
        "parts": [{"type": part.get_content_type(), "text": part.get_content().replace("\r\n", "\n")} for part in parts],
        "defects": defects,
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "bare_line_ends": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
        "ascii": all(byte < 128 for byte in raw),
    },
    sys.stdout,
)
