"""What the elements of HTML and MJML are: data, by the standard's and MJML's own lists."""

from __future__ import annotations

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend",
        "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul", "button", "mjml", "mj-body", "mj-head", "mj-section", "mj-column", "mj-group", "mj-wrapper", "mj-hero",
        "mj-text", "mj-button", "mj-title", "mj-preview", "mj-table", "mj-raw", "mj-social", "mj-social-element", "mj-navbar",
        "mj-navbar-link", "mj-accordion", "mj-accordion-element", "mj-accordion-title", "mj-accordion-text", "mj-carousel", "mj-image",
        "mj-divider", "mj-spacer", "mj-include"
    ]
)  # fmt: skip
VOID = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "mj-image",
        "mj-include", "mj-divider", "mj-spacer", "mj-font", "mj-all", "mj-carousel-image", "mj-breakpoint", "mj-class"
    ]
)  # fmt: skip
DROPPED = frozenset(
    ["template", "object", "svg", "math", "datalist", "audio", "video", "canvas", "xml", "mj-attributes", "mj-html-attributes", "noembed"]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BUTTONS = frozenset(["button", "mj-button"])

# A start tag that ends an open element, and within what it looks for it.
IMPLIED_ENDS = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "tr": (frozenset(["tr"]), frozenset(["table"])),
    "td": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "th": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "option": (frozenset(["option"]), frozenset(["select"])),
}
ENDS_PARAGRAPH = frozenset(
    [
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p",
        "pre", "section", "summary", "ul", "li", "dd", "dt"
    ]
)  # fmt: skip
PARAGRAPH_SCOPE = frozenset(["button", "td", "th", "caption", "table", "html", "object", "marquee", "template", "applet"])
