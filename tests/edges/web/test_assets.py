"""What travels beside each file of the client."""

from pathlib import Path

from tambour.edges.web.assets import POLICY, load


def test_documents_and_workers_bring_the_policy_that_rules_them_and_parts_of_a_page_do_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "assets").mkdir()
    names = (
        "index.html",
        "sw.js",
        "icon.svg",
        "assets/worker-1.js",
        "assets/index-1.js",
        "assets/index-1.css",
    )
    for name in names:
        (tmp_path / name).write_text("x")

    files = load(tmp_path)

    ruled = {name for name, asset in files.items() if asset.headers.get("Content-Security-Policy") == POLICY}
    assert ruled == {"index.html", "sw.js", "icon.svg", "assets/worker-1.js"}
    assert {asset.headers["X-Content-Type-Options"] for asset in files.values()} == {"nosniff"}
