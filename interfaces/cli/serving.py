"""Running the web server."""

import errno
import os
import socket
import sys
from typing import Any

import uvicorn

from interfaces import wiring
from interfaces.cli.links import known_as
from interfaces.settings import Settings


def free_port(host: str, wanted: int, otherwise_any: bool = False) -> int:
    """The wanted port if it is free; else any, if that will do. Raises OSError with a sentence."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, wanted))
        except socket.gaierror:
            raise OSError(f"{host} is not an address of this machine: --host ADDRESS.") from None
        except OSError as error:
            if otherwise_any and error.errno == errno.EADDRINUSE:
                return free_port(host, 0)
            raise OSError(because(error, host, wanted)) from None
        port: int = probe.getsockname()[1]
        return port


def this_port_or_another(host: str, wanted: int) -> int:
    """Whoever looks for the demo where it usually is learns that it is elsewhere."""
    chosen = free_port(host, wanted, otherwise_any=True)
    if wanted and chosen != wanted:
        print(
            f"Port {wanted} is taken, so the demo listens on {chosen}.",
            file=sys.stderr,
            flush=True,
        )
    return chosen


def because(error: OSError, host: str, wanted: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {wanted} on {host} is taken. Choose another: --port NUMBER."
        case errno.EACCES:
            return f"This account may not use port {wanted}. Choose one above 1023: --port NUMBER."
        case _:
            return f"{host} is not an address of this machine: --host ADDRESS."


ANYWHERE = {"0.0.0.0": "localhost", "::": "localhost"}


def address_of(host: str, port: int) -> str:
    """As a browser on this machine finds it."""
    told = ANYWHERE.get(host, "localhost" if host == "127.0.0.1" else host)
    return f"http://{f'[{told}]' if ':' in told else told}:{port}"


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Until SIGINT or SIGTERM. The application opens its own Daybook, from the environment."""
    os.environ["DAYBOOK_DATA"] = str(settings.data)
    with wiring.serving(settings, known_as(address_of(host, port))):
        uvicorn.run(
            "interfaces.http.app:create_app",
            factory=True,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=3,
            server_header=False,
            **whom_to_believe(settings),
        )


def whom_to_believe(settings: Settings) -> dict[str, Any]:
    """Where a visitor comes from is what the connection says, unless a proxy was named: guessing
    is counted by address, and anybody can write a header.
    """
    named = settings.proxies is not None
    return {"proxy_headers": named, "forwarded_allow_ips": settings.proxies or ""}
