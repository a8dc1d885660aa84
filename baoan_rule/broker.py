"""The file broker: Kombu's, except that a damaged file stops nobody. See docs/delivery.md."""

import logging
import uuid
from contextlib import suppress
from json import JSONDecodeError
from pathlib import Path
from queue import Empty

from kombu.transport import filesystem
from kombu.utils.encoding import bytes_to_str, str_to_bytes
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)

WRONG_SHAPE = (AttributeError, LookupError, TypeError, ValueError)


class Channel(filesystem.Channel):
    def _get(self, queue):
        try:
            return super()._get(queue)
        except JSONDecodeError as fault:
            set_aside(self, fault.doc)
        raise Empty

    def _exchange_file(self, exchange):
        """The list of the queues of ``exchange``; a damaged one goes, for it is written anew."""
        file = super()._exchange_file(exchange)
        with suppress(FileNotFoundError), file.open("rb") as stream:
            filesystem.lock(stream, filesystem.LOCK_SH)
            content = stream.read()
            try:
                [filesystem.exchange_queue_t(*row) for row in loads(bytes_to_str(content))]
            except WRONG_SHAPE:
                set_aside(self, content)
                file.unlink()
        return file


class Transport(filesystem.Transport):
    Channel = Channel

    def _deliver(self, message, queue):
        """Hand ``message`` to Celery, which stops at one that lacks a field."""
        try:
            super()._deliver(message, queue)
        except WRONG_SHAPE:
            for channel in self.channels:
                # What is not rejected goes back into the queue when the worker stops.
                with suppress(*WRONG_SHAPE):
                    channel.basic_reject(message["properties"]["delivery_tag"])
            set_aside(self.channels[0], dumps(message))


def set_aside(channel, content):
    """Keep ``content`` for somebody to look at, and log the fault at hand."""
    folder = Path(channel.transport_options["damaged_folder"])
    folder.mkdir(exist_ok=True)
    kept = folder / str(uuid.uuid4())
    kept.write_bytes(str_to_bytes(content))
    logger.exception("No message, kept in %s", kept)
