from scripts.audit import read_node_report, read_python_report


def test_a_weakness_is_named():
    report = {
        "dependencies": [
            {"name": "safe", "version": "1.0", "vulns": []},
            {"name": "weak", "version": "2.1", "vulns": [{"id": "PYSEC-2026-1"}]},
        ]
    }
    assert read_python_report(report) == ["weak 2.1: PYSEC-2026-1"]


def test_no_answer_is_not_taken_for_safety():
    assert read_python_report({}) is None
    assert read_python_report({"dependencies": [{"name": "a", "skip_reason": "?"}]}) is None
    assert read_node_report({"message": "405"}) is None


def test_what_npm_finds_is_named():
    assert read_node_report({"vulnerabilities": {}}) == []
    assert read_node_report({"vulnerabilities": {"left": {"severity": "high"}}}) == ["left: high"]
