"""Put in the few words of InvenioRDM's vocabularies that a deposit uses; run by peer.py inside its environment."""

from invenio_access.permissions import system_identity
from invenio_app.factory import create_api
from invenio_vocabularies.proxies import current_service
from invenio_vocabularies.records.models import VocabularyType

WORDS = {
    "resourcetypes": ("rsrct", ["publication", "publication-article"]),
    "titletypes": ("ttyp", ["subtitle", "translated-title", "alternative-title"]),
    "descriptiontypes": ("dty", ["notes", "other"]),
    "relationtypes": ("rlt", ["isvariantformof"]),
    "licenses": ("lic", ["cc-by-4.0", "cc0-1.0"]),
    "languages": ("lng", ["rus", "eng"]),
    "creatorsroles": ("crr", ["other"]),
    "datetypes": ("dat", ["other"]),
    "removalreasons": ("rem", ["retracted"]),
}


def main() -> None:
    app = create_api()
    with app.app_context():
        from invenio_db import db

        for kind, (prefix, words) in WORDS.items():
            db.session.add(VocabularyType(id=kind, pid_type=prefix))
            db.session.commit()
            for word in words:
                document = {
                    "id": word,
                    "type": kind,
                    "title": {"en": word},
                    "props": {},
                    "tags": ["depositable", "deletion-request"],
                }
                if kind == "resourcetypes":
                    document["props"] = {"type": "publication", "subtype": word, "datacite_general": "Text"}
                current_service.create(system_identity, document)


if __name__ == "__main__":
    main()
