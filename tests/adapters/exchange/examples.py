"""Lists as their publishers show them, in form and fields, with made-up values."""

import json

MD5, SHA1, SHA256 = "3b8e0bd1c1a0e5f1d2c3b4a5968778aa", "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334", "5d" * 32
PDQ = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"
UUID = "5b3d9f0a-6f2c-4b7e-8a11-{:012d}"
LONG = "The Order of the Grey Lantern calls every faithful hand to the northern gate before the first snow falls."

STIX = {
    "type": "bundle",
    "id": f"bundle--{UUID.format(1)}",
    "objects": [
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--{UUID.format(2)}",
            "created": "2026-06-29T13:49:37.079Z",
            "modified": "2026-06-29T13:49:37.079Z",
            "name": "Malicious site hosting downloader",
            "description": "This organised attack site was made up.",
            "indicator_types": ["malicious-activity"],
            "pattern": "[url:value = 'http://x4z9arb.cn.example/4712/']",
            "pattern_type": "stix",
            "valid_from": "2026-06-29T13:49:37.079Z",
        },
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--{UUID.format(3)}",
            "created": "2026-02-20T09:16:08.989Z",
            "modified": "2026-02-20T09:16:08.989Z",
            "indicator_types": ["malicious-activity"],
            "labels": ["tambour:tvec.branded"],
            "pattern": f"[ file:hashes.'SHA-256' = '{SHA256}' ]",
            "pattern_type": "stix",
            "valid_from": "2026-02-20T09:00:00Z",
            "valid_until": "2099-02-20T09:00:00Z",
            "confidence": 85,
            "object_marking_refs": ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"],
        },
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--{UUID.format(4)}",
            "created": "2026-02-20T09:16:08.989Z",
            "modified": "2026-02-20T09:16:08.989Z",
            "pattern": f"[file:hashes.MD5 = '{MD5}' OR file:hashes.'SHA-1' = '{SHA1}']"
            " OR [domain-name:value = 'lantern.example']",
            "pattern_type": "stix",
            "valid_from": "2026-02-20T09:00:00Z",
            "confidence": 30,
        },
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--{UUID.format(5)}",
            "created": "2026-02-20T09:16:08.989Z",
            "modified": "2026-02-20T09:16:08.989Z",
            "pattern": f"[file:hashes.'x_pdq' = '{PDQ}']",
            "pattern_type": "stix",
            "valid_from": "2026-02-20T09:00:00Z",
        },
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--{UUID.format(6)}",
            "created": "2026-02-20T09:16:08.989Z",
            "modified": "2026-02-20T09:16:08.989Z",
            "pattern": "[file:name = 'a.exe' AND file:size = 25536] FOLLOWEDBY [url:value = 'http://a.example']",
            "pattern_type": "stix",
            "valid_from": "2026-02-20T09:00:00Z",
        },
        {
            "type": "opinion",
            "spec_version": "2.1",
            "id": f"opinion--{UUID.format(7)}",
            "created": "2026-05-12T17:31:09.000Z",
            "modified": "2026-05-12T17:31:09.000Z",
            "object_refs": [f"indicator--{UUID.format(5)}"],
            "opinion": "strongly-disagree",
        },
        {
            "type": "malware",
            "spec_version": "2.1",
            "id": f"malware--{UUID.format(8)}",
            "created": "2026-02-20T09:16:08.989Z",
            "modified": "2026-02-20T09:16:08.989Z",
            "is_family": False,
            "name": "made up",
        },
    ],
}

MISP = {
    "Event": {
        "uuid": UUID.format(10),
        "info": "A made-up campaign",
        "date": "2026-11-20",
        "timestamp": "1795000000",
        "threat_level_id": "1",
        "analysis": "2",
        "distribution": "0",
        "published": True,
        "Tag": [{"name": "tlp:green"}],
        "Attribute": [
            {
                "uuid": UUID.format(11),
                "type": "url",
                "category": "Network activity",
                "value": "http://x4z9arb.cn.example/4712/",
                "to_ids": True,
                "timestamp": "1795000000",
                "comment": "",
            },
            {
                "uuid": UUID.format(12),
                "type": "domain",
                "category": "Network activity",
                "value": "lantern.example",
                "to_ids": False,
                "timestamp": "1795000000",
            },
            {
                "uuid": UUID.format(13),
                "type": "text",
                "category": "Other",
                "value": PDQ,
                "comment": "pdq",
                "to_ids": True,
                "timestamp": "1795000000",
            },
            {
                "uuid": UUID.format(14),
                "type": "ip-dst",
                "category": "Network activity",
                "value": "192.0.2.7",
                "to_ids": True,
                "timestamp": "1795000000",
            },
            {
                "uuid": UUID.format(15),
                "type": "filename|md5",
                "category": "Payload delivery",
                "value": f"poster.jpg|{MD5}",
                "to_ids": True,
                "timestamp": "1795000000",
                "Sighting": [{"type": "1", "uuid": UUID.format(16), "date_sighting": "1795000100"}],
            },
        ],
        "Object": [
            {
                "name": "file",
                "meta-category": "file",
                "template_uuid": "688c46fb-5edb-40a3-8273-1af7923e2215",
                "template_version": "24",
                "uuid": UUID.format(17),
                "Attribute": [
                    {
                        "uuid": UUID.format(18),
                        "object_relation": "sha256",
                        "type": "sha256",
                        "category": "Payload delivery",
                        "value": SHA256.upper(),
                        "to_ids": True,
                        "timestamp": "1795000000",
                        "Tag": [{"name": "tambour:tvec.branded"}],
                    },
                    {
                        "uuid": UUID.format(19),
                        "object_relation": "sha1",
                        "type": "sha1",
                        "category": "Payload delivery",
                        "value": SHA1,
                        "to_ids": True,
                        "timestamp": "1795000000",
                    },
                ],
            }
        ],
    }
}

QUERY = json.dumps(
    {
        "and": [
            {"or": ["grey lantern", "grey-lantern", "lantern order"]},
            {"or": ["join", "tonight", "now"]},
        ],
        "not": ["museum", "football"],
    }
)
THREATEXCHANGE = {
    "data": [
        {
            "id": "1906654032",
            "raw_indicator": PDQ,
            "type": "HASH_PDQ",
            "owner": {"id": "555", "name": "A made-up app"},
            "status": "MALICIOUS",
            "tags": {"data": [{"id": "1", "text": "tambour:tvec.branded"}]},
            "added_on": "2026-06-29T13:49:37+0000",
            "description": "a poster",
            "reactions": [
                {"key": "HELPFUL", "value": "556,557"},
                {"key": "DISAGREE_WITH_TAGS", "value": "557,558"},
            ],
        },
        {
            "id": "2",
            "raw_indicator": MD5,
            "type": "HASH_VIDEO_MD5",
            "status": "MALICIOUS",
            "owner": {"id": "555"},
        },
        {
            "id": "3",
            "raw_indicator": SHA256,
            "type": "HASH_SHA256",
            "status": "SUSPICIOUS",
            "tags": ["media_type_video"],
            "owner": {"id": "555"},
        },
        {
            "id": "4",
            "raw_indicator": "https://lantern.example/join",
            "type": "URI",
            "status": "MALICIOUS",
            "expired_on": "2099-01-01T00:00:00+0000",
            "owner": {"id": "555"},
        },
        {
            "id": "5",
            "raw_indicator": LONG,
            "type": "TEXT_STRING",
            "status": "MALICIOUS",
            "owner": {"id": "555"},
        },
        {
            "id": "6",
            "raw_indicator": QUERY,
            "type": "TREND_QUERY",
            "status": "MALICIOUS",
            "owner": {"id": "555"},
        },
        {"id": "7", "raw_indicator": "too short", "type": "TEXT_STRING", "status": "MALICIOUS"},
        {"id": "8", "raw_indicator": MD5, "type": "HASH_URL_MD5", "status": "MALICIOUS"},
        {"id": "9", "raw_indicator": "http://fine.example/", "type": "RAW_URI", "status": "NON_MALICIOUS"},
    ],
    "paging": {"cursors": {"before": "a", "after": "b"}},
}
UPDATES = {
    "data": [
        {
            "id": "77",
            "indicator": SHA1,
            "type": "HASH_SHA1",
            "last_updated": 1795000000,
            "should_delete": False,
            "descriptors": {"data": [{"id": "771", "owner": {"id": "9"}, "status": "MALICIOUS", "tags": []}]},
        },
        {
            "id": "78",
            "indicator": MD5,
            "type": "HASH_MD5",
            "last_updated": 1795000001,
            "should_delete": True,
        },
    ]
}

TAT = {
    "count": 3,
    "next": None,
    "previous": None,
    "checkpoint": "1724856487.709035,10594",
    "results": [
        {
            "hash_digest": MD5,
            "algorithm": "MD5",
            "ideology": "islamist",
            "file_type": "mp4",
            "deleted": False,
            "updated_on": 1704901040.222779,
            "created_on": "2025-03-03 23:05:22,587",
            "id": 2819,
        },
        {
            "hash_digest": PDQ,
            "algorithm": "PDQ",
            "ideology": "far-right",
            "file_type": "gif",
            "deleted": False,
            "updated_on": 1704901040.24492,
            "created_on": "2025-03-03 23:05:22,587",
            "id": 2820,
        },
        {
            "hash_digest": SHA256,
            "algorithm": "SHA-256",
            "ideology": "islamist",
            "file_type": "pdf",
            "deleted": True,
            "updated_on": 1704901040.25555,
            "created_on": "2025-03-03 23:05:22,587",
            "id": 2821,
        },
    ],
}

POLICY = [
    {
        "type": "m.policy.rule.server",
        "state_key": "rule:*.lantern.example",
        "content": {"entity": "*.lantern.example", "recommendation": "m.ban", "reason": "made up"},
    },
    {
        "type": "m.policy.rule.user",
        "state_key": "_@grey*:lantern.example",
        "content": {"entity": "@grey*:lantern.example", "recommendation": "m.ban", "reason": "recruits"},
    },
    {
        "type": "m.policy.rule.room",
        "state_key": "x",
        "content": {"entity": "#gate:lantern.example", "recommendation": "m.ban", "reason": "the gate"},
    },
    {
        "type": "m.policy.rule.user",
        "state_key": "y",
        "content": {"entity": "@b:lantern.example", "recommendation": "org.example.frown", "reason": "no"},
    },
    {"type": "m.policy.rule.user", "state_key": "z", "content": {"entity": "@c:lantern.example"}},
    {"type": "m.policy.rule.user", "state_key": "gone", "content": {}},
    {"type": "m.room.member", "state_key": "@a:lantern.example", "content": {}},
]

HASHES = f"""# made-up digests
{MD5}  poster.jpg
{SHA1} *film.mp4

{SHA256.upper()}
nothing
"""
SIGNALS = f"""pdq {PDQ}
url https://lantern.example/join
video_md5 {MD5}
raw_text {LONG}
vpdq []
"""
TABLE = f"""Algorithm,Hash Digest,Opinion,Tags
MD5,{MD5},positive,tambour:csam|x
SHA-256,{SHA256},seed,
PDQ,{PDQ},,
CRC32,12345678,,
"""
COLUMNS = f"md5,sha1,name\r\n{MD5},{SHA1},a\r\n,{SHA1[::-1]},b\r\n"
