"""Running the web server."""

import os
import socket

import uvicorn

from interfaces.settings import Settings


def free_port(host: str, wanted: int, otherwise_any: bool = False) -> int:
    """The wanted port if it is free; else any, if that will do. Raises OSError with a sentence."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, wanted))
        except OSError:
            if not otherwise_any:
                raise OSError(
                    f"Port {wanted} on {host} is taken. Choose another: --port NUMBER."
                ) from None
            return free_port(host, 0)
        port: int = probe.getsockname()[1]
        return port


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Until SIGINT or SIGTERM. The application opens its own Daybook, from the environment."""
    os.environ["DAYBOOK_DATA"] = str(settings.data)
    uvicorn.run(
        "interfaces.http.app:create_app",
        factory=True,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
