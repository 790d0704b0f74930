"""JUnit XML, which build servers show: a suite for each document, a case for each rule that found something.

A finding below the severity that fails is no failure; it is kept in the case's output. An excused one is skipped.
"""

from lxml import etree

from titelei.messages import say, say_n
from titelei.model import Finding
from titelei.report.report import LONG, Checked, Report, quote, xml_text
from titelei.report.text import LEVELS


def write(report: Report) -> str:
    """Write the report."""
    root = etree.Element("testsuites", name="titelei validate")
    for document in report.documents:
        root.append(_suite(document, report))
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode", doctype='<?xml version="1.0" encoding="UTF-8"?>') + "\n"


def _suite(document: Checked, report: Report) -> "etree._Element":
    suite = etree.Element("testsuite", name=xml_text(document.file), errors="0", time="0")
    by_rule: dict[str, list[Finding]] = {}
    for finding in document.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, findings in by_rule.items():
        _case(suite, document, rule, findings, report)
    if not any(report.fails(f) for f in document.findings):
        name = say("valid in phase {phase}", phase=document.phase) if document.phase else say("valid")
        etree.SubElement(suite, "testcase", classname=xml_text(document.file), name=report.told(name), time="0")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _case(suite: "etree._Element", document: Checked, rule: str, findings: list[Finding], report: Report) -> None:
    first = findings[0]
    case = etree.SubElement(
        suite,
        "testcase",
        classname=xml_text(document.file),
        name=rule,
        time="0",
        file=xml_text(document.file),
        line=str(first.line),
    )
    failing = [f for f in findings if report.fails(f)]
    others = [f for f in findings if not report.fails(f)]
    if failing:
        failure = etree.SubElement(
            case, "failure", type=failing[0].severity.value, message=report.told(_title(failing))
        )
        failure.text = xml_text("\n\n".join(_words(f, report) for f in failing))
    elif all(f.excused for f in findings):
        etree.SubElement(case, "skipped", message=xml_text(report.told(say("excused: {reason}", reason=first.excused))))
    if others:
        etree.SubElement(case, "system-out").text = xml_text("\n\n".join(_words(f, report) for f in others))


def _title(findings: list[Finding]) -> str:
    first = xml_text(findings[0].message)
    if len(findings) == 1:
        return first
    return say_n("{message} ({n} time)", "{message} ({n} times)", len(findings), message=first)


def _words(finding: Finding, report: Report) -> str:
    cut = quote(finding, LONG, 0)
    lines = [
        f"{finding.file}:{finding.line}:{finding.column}: {report.told(LEVELS[finding.severity])}: {finding.message}",
        f"{finding.line} | {cut.before}{cut.text}{cut.after}",
    ]
    said = (
        (say("At"), finding.path),
        (say("Repair"), finding.repair),
        (say("Breaks"), ", ".join(finding.breaks)),
        (say("Excused"), finding.excused),
    )
    return "\n".join([*lines, *(f"{report.told(key)}: {text}" for key, text in said if text)])
