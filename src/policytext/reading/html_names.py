"""What tags, roles and names of elements say of what stands in them."""

from __future__ import annotations

import re

from policytext.reading.html_page import HEADINGS, Element

# elements that set their text apart
BLOCKS = HEADINGS | frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form header hgroup hr html label legend li main menu nav ol
    optgroup option p pre search section select summary table tbody td textarea tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
UNSEEN_TAGS = frozenset(
    """
    head script style template noscript noframes svg math canvas audio video object embed iframe
    map datalist rp input img source track
    """.split()  # noqa: SIM905
)
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FOR_READERS_ALOUD = re.compile(
    r"(?:^|\s)(?:(?:u-)?visually-?hidden|visuallyhidden|sr-only|screen-reader-text|govuk-visually-hidden|"
    r"usa-sr-only|element-invisible|show-for-sr|hide-visually|hide-accessible|a11y-hidden|"
    r"screen-?reader(?:-only)?|assistive-text|off-?screen|hidden)(?:\s|$)"
)
# what an element is for, by its tag or its role: the share of the page's prose that it may hold
FURNITURE_TAGS = {
    "nav": 0.4,
    "menu": 0.3,
    "footer": 0.3,
    "aside": 0.3,
    "form": 0.2,
    "dialog": 0.2,
    "button": 0.1,
    "select": 0.1,
    "textarea": 0.1,
    "option": 0.1,
    "label": 0.1,
    "fieldset": 0.2,
}
FURNITURE_ROLES = frozenset(
    """
    navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar
    tablist alert status
    """.split()  # noqa: SIM905
)
# words in the class or the id of an element that holds no text
FURNITURE_NAMES = frozenset(
    """
    nav navbar navigation menu menus submenu megamenu breadcrumb breadcrumbs crumb crumbs share
    shares sharing sharebar sharethis social socials addthis addtoany sharedaddy jp related
    recommended recommendations recommendation recirc recirculation newsletter newsletters subscribe
    subscription signup cookie cookies consent gdpr onetrust footer sidebar comments commentlist
    respond disqus promo promos promotion advert adverts advertisement advertising ad ads
    adsbygoogle dfp sponsored sponsor popup modal overlay toolbar pagination pager tagcloud
    popular trending mostread outbrain taboola skip skiplink skiplinks masthead topbar copyright
    colophon backtotop language languages lang login signin search hamburger feedback survey
    dropdown paginator aside rail doctype
    donate donation poll toc tableofcontents editsection noprint topnav bottomnav ticker
    carousel disclaimer cta kicker eyebrow badge logo brand sitename tweet twitter instagram
    """.split()  # noqa: SIM905
)
FURNITURE_PAIRS = re.compile(
    r"most-?(?:read|popular|viewed)|(?:read|see|also)-?(?:more|next|also|like)|back-?to-?top|"
    r"table-?of-?contents|on-?this-?page|tag-?(?:list|cloud|links)|post-?tags|cat-?links|"
    r"entry-?footer|author-?links|site-?(?:header|footer|info|title|name|branding)|page-?footer|language-?switch|"
    r"article-?tools|page-?tools|print-?(?:button|link)|up-?next|more-?(?:from|stories|news)|"
    r"follow-?us|sign-?up|you-?may|read-?also|inline-?(?:promo|related)|"
    r"(?:address|contact|subscribe|newsletter)-?(?:box|card|panel)|screen-?(?:only)|mw-jump|widget-area|post-?navigation|nav-?links|text-?size|"
    r"(?:^|\s)(?!has-)[\w-]*font-?size",
    re.IGNORECASE,
)
COMMENTS = frozenset(["comments", "commentlist", "respond", "disqus"])
# menus fold out and stand beside the text, and so do answers and boxes
FOLDING = frozenset(["dropdown", "aside"])
CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?:\w+-)?caption(?:-\w+)?|legend-image)(?:$|\s|_)"
)
NOTES = re.compile(
    r"footnote|endnote|(?<![a-z])annotations?|(?:^|\s)(?:_?ftn\d+|fn[:\d-]*\d|references|reflist|bibliography)(?:$|\s)"
)
PULLED = re.compile(r"pull-?quote|pullout|blockquote-?pull", re.IGNORECASE)
QUOTED = re.compile(
    r"quot(?:e|ation)[\w-]*[-_](?:author|source|attribution|cite|name|person|by|credit)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
CREDITS = re.compile(
    r"(?:author|writer)[-_]?(?:bio|box|info|profile|description)|about-?(?:the-?)?authors?|signature",
    re.IGNORECASE,
)
BYLINES = frozenset(
    """
    byline bylines author authors date published pubdate dateline posted timestamp time datetime
    """.split()  # noqa: SIM905
)
BYLINE_FIELDS = re.compile(r"field-(?:speaker|venue|location|place|author|date)s?\b")
BYLINE_LIKE = frozenset(["meta", "metadata", "info", "submitted"])
SUBHEADS = frozenset(["heading", "subhead", "subheading", "crosshead", "intertitle"])
PICTURES = frozenset(["img", "picture", "video", "svg", "canvas", "iframe", "amp-img", "object"])
SET_IN_FIGURES = frozenset(["blockquote", "table", "pre", "h2", "h3", "ul", "ol"])


def is_hidden(element: Element) -> bool:
    """Tell whether a reader does not see an element."""
    hidden = element.get("hidden")
    if hidden is not None and hidden != "until-found":
        return True
    css = element.get("style")
    if css and HIDING.search(css):
        return True
    classes = element.get("class")
    return bool(classes and FOR_READERS_ALOUD.search(classes))
