"""JUnit XML, which build servers show: a suite for each document, a case for each rule that found something.

A finding below the severity that fails is no failure; it is kept in the case's output. An excused one is skipped.
"""

from lxml import etree

from titelei.messages import say
from titelei.model import Finding
from titelei.report.report import LONG, Checked, Report, quote, xml_text


def write(report: Report) -> str:
    """Write the report."""
    root = etree.Element("testsuites", name=say("titelei validate"))
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
        name = say("valid in phase {phase}", phase=document.phase) if document.phase else "valid"
        etree.SubElement(suite, "testcase", classname=xml_text(document.file), name=name, time="0")
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
        failure = etree.SubElement(case, "failure", type=failing[0].severity.value, message=_title(failing))
        failure.text = xml_text("\n\n".join(map(_words, failing)))
    elif all(f.excused for f in findings):
        etree.SubElement(case, "skipped", message=xml_text(f"excused: {first.excused}"))
    if others:
        etree.SubElement(case, "system-out").text = xml_text("\n\n".join(map(_words, others)))


def _title(findings: list[Finding]) -> str:
    more = f" ({len(findings)} times)" if len(findings) > 1 else ""
    return xml_text(f"{findings[0].message}{more}")


def _words(finding: Finding) -> str:
    cut = quote(finding, LONG, 0)
    lines = [
        f"{finding.file}:{finding.line}:{finding.column}: {finding.severity.value}: {finding.message}",
        f"{finding.line} | {cut.before}{cut.text}{cut.after}",
        f"At: {finding.path}",
        f"Repair: {finding.repair}",
        f"Breaks: {', '.join(finding.breaks)}",
        f"Excused: {finding.excused}",
    ]
    return "\n".join(line for line in lines if line.partition(": ")[2] or " | " in line)
