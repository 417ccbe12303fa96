"""What we write, read by the libraries of those who made the formats; and their examples, read by us."""

import json
import re
import warnings
from pathlib import Path

import pytest
import stix2
from pymisp import MISPEvent
from stix2patterns.v21.pattern import Pattern
from tests.adapters.exchange import examples
from tests.adapters.exchange.examples import UUID
from tests.adapters.exchange.test_formats import ABOUT, read

from tambour.adapters.exchange.formats import ANSWERING, FORMATS
from tambour.adapters.exchange.plain import SIGNALS
from tambour.moderation.exchange import Listed, Told


def written(name: str, example: object) -> bytes:
    items = [o for o in read(name, example).items if not o.gone and o.says != "negative"]
    first = {(o.entry.kind, o.entry.value): o for o in reversed(items)}
    return FORMATS[name].write(list(first.values()), ABOUT).data


def theirs() -> dict[str, type]:
    """The signal types of python-threatexchange that the bank has a kind for."""
    pytest.importorskip("threatexchange", reason="it needs a C++ compiler: see requirements/exchange.in")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from threatexchange.signal_type.md5 import VideoMD5Signal
        from threatexchange.signal_type.pdq.signal import PdqSignal
        from threatexchange.signal_type.raw_text import RawTextSignal
        from threatexchange.signal_type.sha256 import VideoSHA256Signal
        from threatexchange.signal_type.trend_query import TrendQuerySignal
        from threatexchange.signal_type.url import URLSignal
    every = (PdqSignal, VideoMD5Signal, VideoSHA256Signal, RawTextSignal, URLSignal, TrendQuerySignal)
    return {one.get_name(): one for one in every}


def test_our_bundle_is_one_for_stix2_and_says_what_theirs_said() -> None:
    ours = stix2.parse(written("stix", examples.STIX), allow_custom=False)
    example = stix2.parse(json.dumps(examples.STIX), allow_custom=False)
    assert ours.type == "bundle"
    made = {one.pattern: one for one in ours.objects if one.type == "indicator"}
    assert len(made) == 6
    for pattern in made:
        Pattern(pattern)
    for one in example.objects:
        if one.type != "indicator" or " OR " in one.pattern or " AND " in one.pattern:
            continue
        again = made[re.sub(r"^\[\s*|\s*\]$", lambda m: m[0].strip(), one.pattern)]
        for name in ("valid_from", "valid_until", "indicator_types", "labels", "confidence", "description"):
            assert again.get(name) == one.get(name), name
        assert again.get("object_marking_refs") == one.get("object_marking_refs")
        assert again.external_references[0].external_id == one.id


def test_what_stix2_makes_is_read() -> None:
    made = stix2.Bundle(
        stix2.Indicator(
            pattern=f"[file:hashes.'SHA-256' = '{examples.SHA256}']",
            pattern_type="stix",
            valid_from="2026-11-01T00:00:00Z",
            valid_until="2099-11-01T00:00:00Z",
            confidence=20,
            object_marking_refs=[stix2.TLP_RED],
        )
    )
    ((one),) = FORMATS["stix"].read(made.serialize().encode()).items
    assert (one.entry.value, one.says, one.tags[0]) == (examples.SHA256, "seed", "tlp:red")


def test_our_answers_are_sightings_and_opinions_for_stix2() -> None:
    told = Told(
        entry=1,
        kind="md5",
        value=examples.MD5,
        ref=f"indicator--{UUID.format(2)}",
        seen=2,
        overturned=1,
        first=1,
    )
    bundle = stix2.parse(ANSWERING["stix"].answer([told], ABOUT), allow_custom=False)
    assert [one.type for one in bundle.objects] == ["identity", "sighting", "opinion"]
    assert bundle.objects[1].count == 2
    assert bundle.objects[2].opinion == "disagree"


def test_our_event_is_one_for_pymisp_and_says_what_theirs_said() -> None:
    ours, example = MISPEvent(), MISPEvent()
    ours.load(written("misp", examples.MISP).decode())
    example.load(json.dumps(examples.MISP))

    def facts(event: MISPEvent) -> set[tuple[object, ...]]:
        every = [*event.attributes, *(a for o in event.objects for a in o.attributes)]
        return {
            (a.type.rpartition("|")[2], a.value.rpartition("|")[2].lower(), a.to_ids, a.timestamp)
            for a in every
            if a.type != "ip-dst"
        }

    assert facts(ours) == facts(example)
    assert {o.name for o in ours.objects} == {"file"}
    assert FORMATS["misp"].read(ours.to_json().encode()).items
    assert {t.name for a in ours.attributes for t in a.tags} >= {"tlp:green"}


def test_what_pymisp_makes_is_read() -> None:
    made = MISPEvent()
    made.info = "made up"
    made.add_attribute("sha256", examples.SHA256, to_ids=True)
    thing = made.add_object(name="file")
    thing.add_attribute("md5", examples.MD5)
    thing.add_attribute("filename", "poster.jpg")
    found = FORMATS["misp"].read(json.dumps({"Event": json.loads(made.to_json())}).encode())
    assert [(o.entry.kind, o.entry.value, o.says) for o in found.items] == [
        ("sha256", examples.SHA256, "positive"),
        ("md5", examples.MD5, "positive"),
    ]
    assert found.left_out == {"kind.filename": 1}


def test_the_examples_of_signal_types_are_read_and_written_again() -> None:
    types = theirs()
    for name in SIGNALS:
        for example in types[name].get_examples():
            if "\n" in example:
                continue
            one = read("signals", f"{name} {example}\n").items[0]
            line = FORMATS["signals"].write([one], ABOUT).data.decode().strip()
            theirs_again = types[name].validate_signal_str(line.partition(" ")[2])
            assert line.partition(" ")[0] == name
            assert theirs_again.lower() == types[name].validate_signal_str(example).lower()


def test_our_file_is_one_for_the_local_file_exchange(tmp_path: Path) -> None:
    types = theirs()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from threatexchange.exchanges.impl.file_api import FileCollaborationConfig, LocalFileSignalExchangeAPI
    path = tmp_path / "list.txt"
    path.write_bytes(written("signals", examples.SIGNALS))
    config = FileCollaborationConfig(name="x", enabled=True, api="local_file", filename=str(path))
    (delta,) = LocalFileSignalExchangeAPI.for_collab(config).fetch_iter([], None)
    found = {(name, types[name].validate_signal_str(value)) for name, value in delta.updates}
    assert found == {
        tuple(line.split(" ", 1)) for line in examples.SIGNALS.splitlines() if line[:4] != "vpdq"
    }


def as_update(descriptor: dict[str, object]) -> dict[str, object]:
    """A descriptor as a threat update carries it."""
    return {
        "id": descriptor["id"],
        "indicator": descriptor["raw_indicator"],
        "type": descriptor["type"],
        "last_updated": 1,
        "should_delete": False,
        "descriptors": {"data": [descriptor | {"owner": {"id": "1"}}]},
    }


def test_our_descriptors_come_to_the_same_signals_and_opinions_for_python_threatexchange() -> None:
    types = theirs()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from threatexchange.exchanges.clients.fb_threatexchange.threat_updates import ThreatUpdateJSON
        from threatexchange.exchanges.impl import fb_threatexchange_api as api

    def signals(descriptors: list[dict[str, object]]) -> dict[tuple[str, str], set[str]]:
        fetched = {}
        for one in descriptors:
            update = ThreatUpdateJSON(as_update(one))
            record = api.FBThreatExchangeIndicatorRecord.from_threatexchange_json(2, update)
            fetched[update.threat_type, update.indicator] = record
        config = api.FBThreatExchangeCollabConfig(name="x", privacy_group=1)
        found = api.FBThreatExchangeSignalExchangeAPI.naive_convert_to_signal_type(
            list(types.values()), config, fetched
        )
        return {
            (kind.get_name(), str(json.loads(value)) if value.startswith("{") else value): {
                opinion.category.name for opinion in record.opinions
            }
            for kind, values in found.items()
            for value, record in values.items()
        }

    ours = json.loads(written("threatexchange", examples.THREATEXCHANGE))["data"]
    kept = [
        one | {"reactions": []}
        for one in examples.THREATEXCHANGE["data"]  # type: ignore[attr-defined]
        if one["type"] != "HASH_URL_MD5"
        and one["raw_indicator"] != "too short"
        and one["status"] != "NON_MALICIOUS"
    ]
    assert signals(ours) == signals(kept)
    assert {name for name, _ in signals(ours)} == {
        "pdq",
        "video_md5",
        "video_sha256",
        "url",
        "raw_text",
        "trend_query",
    }


def test_the_examples_of_trend_queries_are_read_and_written_again() -> None:
    for example in theirs()["trend_query"].get_examples():
        data = [{"id": "1", "raw_indicator": example, "type": "TREND_QUERY", "status": "MALICIOUS"}]
        items: list[Listed] = read("threatexchange", data).items
        ((again),) = json.loads(FORMATS["threatexchange"].write(items, ABOUT).data)["data"]
        assert json.loads(again["raw_indicator"]) == json.loads(example)
