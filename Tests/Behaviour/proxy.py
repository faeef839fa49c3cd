"""A proxy between a client and the server that loses answers, as networks do."""
import contextlib
import socket
import threading


class Proxy:
    """Passes requests on to a port, each over a connection of its own, and cuts some off.

    `cut` of them, counted down, are read by the server and answered by it, and the answer never
    reaches the client. While `port` is None nothing answers at all.
    """

    def __init__(self):
        self.port, self.cut, self.lost, self.passed = None, 0, 0, 0
        self.lock = threading.Lock()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.host = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        # Told of each whole request before it is passed on.
        self.on_request = lambda: None
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            client, _ = self.socket.accept()
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, contextlib.suppress(OSError):
            request = read_message(client)
            while request:
                self.on_request()
                if self.port is None:
                    return
                with socket.create_connection(("127.0.0.1", self.port), timeout=60) as server:
                    server.sendall(request)
                    answer = read_message(server)
                if not answer:
                    return
                with self.lock:
                    is_lost = self.cut > 0
                    self.cut -= is_lost
                    self.lost += is_lost
                    self.passed += not is_lost
                if is_lost:
                    return
                client.sendall(answer)
                request = read_message(client)


def read_message(peer):
    """The bytes of one HTTP message with a Content-Length; none when the peer is gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        some = peer.recv(65536)
        if not some:
            return b""
        data += some
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        some = peer.recv(65536)
        if not some:
            return b""
        body += some
    return head + b"\r\n\r\n" + body
