"""A wire to PostgreSQL that can be cut at the worst moment."""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto

from psycopg.conninfo import conninfo_to_dict, make_conninfo

A_LINE = b'"_sd_alg"'  # stands in every body, and so in every append that writes a line
SYNC = b"S\0\0\0\4"  # the client has said all and waits
# The server has answered all: it is done, or a second attempt was quicker and this one failed.
DONE = (b"Z\0\0\0\5I", b"Z\0\0\0\5E")


class Cut(Enum):
    """When the wire is cut, once, at the next append."""

    BEFORE_ANYTHING_ARRIVES = auto()
    WHILE_THE_SERVER_IS_AT_WORK = auto()
    AFTER_THE_COMMIT = auto()


@dataclass
class Call:
    """One client's connection, forwarded. The client is told nothing more once it is muted."""

    client: socket.socket
    server: socket.socket
    muted: bool = False
    done: threading.Event = field(default_factory=threading.Event)

    def bring_answers(self) -> None:
        heard = b""
        with suppress(OSError):
            while answer := self.server.recv(1 << 16):
                heard = (heard + answer)[-len(DONE[0]) :]
                if not self.muted:
                    self.client.sendall(answer)
                elif heard in DONE:
                    self.done.set()
        hang_up(self.client)


class Wire:
    """Forwards bytes both ways between clients, on a port of its own, and the server."""

    def __init__(self, server: str) -> None:
        told = conninfo_to_dict(server)
        self.host, self.port = str(told["host"]), int(str(told["port"]))
        self.listener = socket.create_server(("127.0.0.1", 0))
        here = self.listener.getsockname()[1]
        self.conninfo = make_conninfo(server, host="127.0.0.1", port=here)
        self.next_cut: Cut | None = None
        self.cut_again = 0  # so many more appends after the next
        self.cuts = 0
        threading.Thread(target=self.answer_calls, daemon=True).start()

    def close(self) -> None:
        hang_up(self.listener)

    def answer_calls(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self.connect, args=(client,), daemon=True).start()

    def connect(self, client: socket.socket) -> None:
        with client, self.to_server() as server, suppress(OSError):
            call = Call(client, server)
            threading.Thread(target=call.bring_answers, daemon=True).start()
            self.forward(call)

    def to_server(self) -> socket.socket:
        if not self.host.startswith("/"):
            return socket.create_connection((self.host, self.port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{self.host}/.s.PGSQL.{self.port}")
        return server

    def forward(self, call: Call) -> None:
        said = b""
        while heard := call.client.recv(1 << 16):
            said += heard
            if self.next_cut and A_LINE in said:
                if said.endswith(SYNC):
                    self.cut(call, said)
                    return
                continue
            call.server.sendall(said)
            said = b""

    def cut(self, call: Call, said: bytes) -> None:
        moment = self.next_cut
        if self.cut_again:
            self.cut_again -= 1
        else:
            self.next_cut = None
        self.cuts += 1
        call.muted = True
        if moment is Cut.WHILE_THE_SERVER_IS_AT_WORK:
            hang_up(call.client)
        if moment is not Cut.BEFORE_ANYTHING_ARRIVES:
            call.server.sendall(said)
            assert call.done.wait(timeout=30)
        hang_up(call.client)


def hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
