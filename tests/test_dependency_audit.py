"""The audit of dependencies fails on known faults only, and says when it could not look."""

from bench.audit_dependencies import verdict


def test_a_known_fault_fails():
    fault = {"id": "PYSEC-0", "fix_versions": ["2"]}
    lines, code = verdict({"dependencies": [{"name": "a", "version": "1", "vulns": [fault]}]})
    assert code == 1
    assert lines == ["a 1: PYSEC-0, mended in 2"]


def test_no_answer_is_told_and_does_not_fail():
    for answer in (None, {"dependencies": [{"name": "a", "skip_reason": "unknown"}]}):
        lines, code = verdict(answer)
        assert code == 0
        assert "could not be checked" in lines[0]


def test_all_clear():
    assert verdict({"dependencies": [{"name": "a", "version": "1", "vulns": []}]}) == (
        ["1 dependencies checked, no known faults."],
        0,
    )
