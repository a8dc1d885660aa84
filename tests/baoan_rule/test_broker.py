"""The file broker: what is no message is kept aside, and what comes after it arrives."""

import json

import pytest
from kombu import Connection, Consumer, Queue

from baoan_rule.broker import Transport
from baoan_rule.env import broker_options, broker_transport

FILES = "filesystem://localhost"
PROPERTIES = {
    "delivery_tag": "1",
    "delivery_info": {"exchange": "", "routing_key": "celery"},
    "body_encoding": "base64",
}


@pytest.fixture
def broker(tmp_path):
    (tmp_path / "queue").mkdir()
    Transport.global_state.clear()  # Kombu remembers what it declared, whatever the folder
    options = broker_options(FILES, tmp_path)
    with Connection(
        FILES, transport=broker_transport(FILES), transport_options=options
    ) as connection:
        yield connection


def arrived(broker, folder, read):
    """What ``read`` makes of each message of the queue, until nothing comes any more."""
    found = []

    def receive(message):
        found.append(read(message))
        message.ack()

    with Consumer(broker, Queue("celery"), on_message=receive):
        for _try in range(3):
            try:
                broker.drain_events(timeout=0.01)
            except TimeoutError:
                continue
    broker.default_channel.qos.restore_unacked()
    assert not list((folder / "queue").iterdir())
    return found


def put(folder, content, name="0_0.celery.msg"):
    (folder / "queue" / name).write_bytes(content)


def kept(folder):
    return [path.read_bytes() for path in (folder / "damaged").iterdir()]


@pytest.mark.parametrize("content", [b"", b'{"body": "W1tdLCB7f', b"\xff\xfe\x00"])
def test_what_cannot_be_read_is_kept_aside(content, broker, tmp_path, caplog):
    put(tmp_path, content)
    broker.SimpleQueue("celery").put({"n": 1})
    assert arrived(broker, tmp_path, lambda message: message.payload) == [{"n": 1}]
    assert kept(tmp_path) == [content.decode(errors="replace").encode()]
    assert "No message" in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        "text",
        {"properties": []},
        {"properties": {"delivery_tag": []}},
        {"body": 5, "properties": PROPERTIES},
        {"body": "e30=", "properties": PROPERTIES | {"body_encoding": "none"}},
        {"headers": {}, "properties": PROPERTIES},
        {"body": "e30=", "content-type": "application/json", "properties": PROPERTIES},
    ],
    ids=str,
)
def test_what_has_a_wrong_shape_is_kept_aside(content, broker, tmp_path, caplog):
    put(tmp_path, json.dumps(content).encode())
    broker.SimpleQueue("celery").put({"n": 1})
    assert arrived(broker, tmp_path, lambda message: message.payload["n"]) == [1]
    assert [json.loads(one) for one in kept(tmp_path)] == [content]
    assert "No message" in caplog.text


@pytest.mark.parametrize("content", [b"", b'[["celery"', b'[["celery"]]'])
def test_a_damaged_list_of_queues_is_written_anew(content, broker, tmp_path):
    (tmp_path / "control").mkdir()
    (tmp_path / "control" / "celery.exchange").write_bytes(content)
    broker.SimpleQueue("celery").put({"n": 1})
    assert arrived(broker, tmp_path, lambda message: message.payload) == [{"n": 1}]
    assert kept(tmp_path) == [content]


def test_a_real_error_is_not_taken_for_a_message(broker, tmp_path):
    def fail(message):
        raise OSError

    broker.SimpleQueue("celery").put({"n": 1})
    with pytest.raises(OSError):
        arrived(broker, tmp_path, fail)
    assert not (tmp_path / "damaged").exists()


def test_other_brokers_keep_their_transport():
    assert broker_transport("redis://127.0.0.1:6379/9") is None
