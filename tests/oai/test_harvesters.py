"""Real harvesters, over sockets: each gets every record, deleted or not."""

import os
import shutil
import subprocess
from typing import Any

import pytest

EXPECTED = ["a0", "a1", "a2", "a4", "a5", "a7", "a3"]

PERL = r"""
use HTTP::OAI;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
my $answer = $harvester->Identify;
die $answer->message if $answer->is_error;
print $answer->repositoryName, "\n";
$answer = $harvester->ListRecords(metadataPrefix => 'oai_dc', onRecord => sub {
    my $record = shift;
    print $record->identifier, " ", $record->header->status || 'whole', "\n";
});
die $answer->message if $answer->is_error;
"""


def test_sickle(url: str) -> None:
    from sickle import Sickle

    sickle = Sickle(url)
    assert sickle.Identify().repositoryName == "Test & repository"
    found = list(sickle.ListRecords(metadataPrefix="oai_dc"))
    assert [record.header.identifier.rpartition(":")[2] for record in found] == EXPECTED
    assert [record.deleted for record in found] == [False] * 6 + [True]
    assert found[0].metadata["title"] == ["The article a0 & more 1"]
    assert [h.identifier.rpartition(":")[2] for h in sickle.ListIdentifiers(metadataPrefix="oai_dc")] == EXPECTED
    assert "lang:ru" in {each.setSpec for each in sickle.ListSets()}
    assert len(list(sickle.ListRecords(metadataPrefix="tei"))) == 8


def test_scythe(url: str) -> None:
    from oaipmh_scythe import Scythe

    with Scythe(url) as scythe:
        found: list[Any] = list(scythe.list_records(metadata_prefix="oai_dc"))
        assert [record.header.identifier.rpartition(":")[2] for record in found] == EXPECTED
        assert len(list(scythe.list_sets())) == 8


def test_libhttp_oai_perl(url: str) -> None:
    perl = shutil.which("perl")
    if perl is None or subprocess.run([perl, "-MHTTP::OAI", "-e", "1"], capture_output=True, check=False).returncode:
        reason = "Perl's HTTP::OAI is not installed: apt-get install libhttp-oai-perl"
        if os.environ.get("TITELEI_NO_SKIP"):
            pytest.fail(reason)
        pytest.skip(reason)
    done = subprocess.run([perl, "-e", PERL, url], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    said, *records = done.stdout.splitlines()
    assert said == "Test & repository"
    assert [line.split()[0].rpartition(":")[2] for line in records] == EXPECTED
    assert [line.split()[1] for line in records] == ["whole"] * 6 + ["deleted"]
