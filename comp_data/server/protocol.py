"""The connection to a client: what the protocol of pygls lacks, and the end of the server with its client."""

import os
from contextlib import suppress
from threading import Thread
from time import sleep
from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """The protocol, with what pygls 2.1 lacks: it keeps a future of about 2 kB of each notification."""

    def _execute_handler(self, msg_id: str | int, *args: Any, **kwargs: Any) -> None:
        super()._execute_handler(msg_id, *args, **kwargs)
        if future := self._request_futures.get(msg_id):
            future.add_done_callback(lambda _: self._request_futures.pop(msg_id, None))

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message; a request that cannot be read is answered too."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(number := data.get("id"), int | str):
                self._send_response(number, None, error.to_response_error())
            raise


def end_with(process: int) -> None:
    """End this process soon after another one ends, unless that is on another machine or of another user."""

    def follow() -> None:
        try:
            while True:
                os.kill(process, 0)
                sleep(2)
        except ProcessLookupError:
            os._exit(1)

    with suppress(OSError, OverflowError):
        if os.name == "posix":  # on Windows the signal 0 would end it
            os.kill(process, 0)
            Thread(target=follow, daemon=True).start()
