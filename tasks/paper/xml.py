"""Elements of WordprocessingML at the place among their siblings that the schema asks for."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

# The order of children in ECMA-376 (wml.xsd), as far as papers use them.
ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs kinsoku"
        " overflowPunct autoSpaceDE autoSpaceDN snapToGrid spacing ind jc textAlignment outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "trPr": "cantSplit trHeight tblHeader jc",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
}


def element(name: str, **attributes: object) -> BaseOxmlElement:
    """A new ``w:name`` with ``w:`` attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def put(properties: BaseOxmlElement, name: str, **attributes: object) -> BaseOxmlElement:
    """The ``w:name`` of ``properties``, a w:pPr, w:rPr and the like, replaced by a new one."""
    order = ORDERS[properties.tag.rpartition("}")[2]].split()
    for former in properties.findall(qn(f"w:{name}")):
        properties.remove(former)
    made = element(name, **attributes)
    after = order[order.index(name) + 1 :]
    properties.insert_element_before(made, *(f"w:{later}" for later in after))
    return made


def borders(properties: BaseOxmlElement, name: str, **widths: int) -> None:
    """Black lines of ``widths``, eighths of a point, at the sides named; ``name`` is pBdr or tblBorders."""
    around = put(properties, name)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in widths:
            around.append(element(side, val="single", sz=widths[side], space=0, color="000000"))
