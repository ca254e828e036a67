"""The component of a spaCy pipeline: `nlp.add_pipe("tonelint")`. spaCy finds it by its entry point, so nothing needs to be imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from tonelint.api import Linter
    from tonelint.values import Finding

KEY = "tonelint"


class TonelintComponent:
    """Lints each Doc's text, and leaves what it found on the Doc.

    `doc._.tonelint` is the message as it stands under `files` in the JSON report (None for a Doc without words),
    `doc._.tonelint_score` its score, and `doc.spans["tonelint"]` has a span for each of its findings, in their order: the rule is
    the span's label, the severity its kb_id.

    The Doc's own tokens, sentences and parse are not used: the rules stand on a model and a segmentation of their own, so that a
    text gets the same findings in every pipeline.
    """

    def __init__(self, linter: Linter, format_: str | None, situation: str | None) -> None:
        self._linter = linter
        self._format = format_
        self._situation = situation

    def __call__(self, doc: Doc) -> Doc:
        """Lint a Doc and return it. Raises TonelintError when its text cannot be read as its format."""
        doc.spans[KEY] = []
        if doc.text.strip():
            report = self._linter.check_text(doc.text, format=self._format, situation=self._situation)
            doc._.tonelint = report.to_dict()
            doc.spans[KEY] = [_span(doc, finding) for finding in report.findings]
        return doc


def _span(doc: Doc, finding: Finding) -> Span:
    """Return the tokens that hold the words of a finding, of which there is always one."""
    span = doc.char_span(finding.start, finding.end, finding.rule, kb_id=finding.severity, alignment_mode="expand")
    return cast("Span", span)


def _score(doc: Doc) -> float | None:
    found: dict[str, Any] | None = doc._.tonelint
    return found["score"] if found else None


@Language.factory(
    KEY,
    assigns=["doc._.tonelint", "doc._.tonelint_score", "doc.spans"],
    default_config={"format": "text", "situation": None, "select": [], "ignore": [], "config": False},
)
def make(
    nlp: Language,
    name: str,
    format: str | None,  # noqa: A002 - its name in the command line and in reports
    situation: str | None,
    select: list[str],
    ignore: list[str],
    config: bool | str,  # noqa: FBT001 - as above
) -> TonelintComponent:
    """Return the component for a pipeline; its config has the options of `tonelint.check_text`."""
    # spaCy imports this module whenever it loads any pipeline, also those of people who never add this component.
    from tonelint.api import Linter, check_names  # noqa: PLC0415 - as late as it is needed

    del nlp, name
    if not Doc.has_extension("tonelint"):
        Doc.set_extension("tonelint", default=None)
        Doc.set_extension("tonelint_score", getter=_score)
    check_names(format, situation)
    return TonelintComponent(Linter(select=select, ignore=ignore, config=config), format, situation)
