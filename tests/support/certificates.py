# A certificate for 127.0.0.1 that nobody vouches for, made anew for each test server.
import ssl
import subprocess


def context(folder):
    """A server's TLS context; FOLDER/ca.pem is the certificate to trust."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", folder / "key.pem", "-out", folder / "ca.pem"],
        check=True, stderr=subprocess.DEVNULL)
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return made
