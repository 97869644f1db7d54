# Answers every GET with "secure" over TLS on loopback. Prints its port, then serves until it is killed.
import http.server
import pathlib
import sys

import certificates


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"secure")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.socket = certificates.context(pathlib.Path(sys.argv[1])).wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
