"""What tags, roles and names of elements say of what stands in them."""

from __future__ import annotations

import re

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
    dropdown paginator
    donate donation poll toc tableofcontents editsection noprint topnav bottomnav ticker
    carousel logo brand sitename tweet twitter instagram
    """.split()  # noqa: SIM905
)
FURNITURE_PAIRS = re.compile(
    r"most-?(?:read|popular|viewed)|(?:read|see|also)-?(?:more|next|also|like)|back-?to-?top|"
    r"table-?of-?contents|on-?this-?page|tag-?(?:list|cloud|links)|post-?tags|cat-?links|"
    r"entry-?footer|author-?links|site-?(?:header|footer|info|title|name|branding)|page-?footer|language-?switch|"
    r"article-?tools|page-?tools|print-?(?:button|link)|up-?next|more-?(?:from|stories|news)|"
    r"follow-?us|sign-?up|you-?may|read-?also|inline-?(?:promo|related)|"
    r"(?:address|contact|subscribe|newsletter)-?(?:box|card|panel)|screen-?(?:only)|mw-jump|widget-area|post-?navigation|nav-?links|text-?size|font-?size",
    re.IGNORECASE,
)
COMMENTS = frozenset(["comments", "commentlist", "respond", "disqus"])
CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?:\w+-)?caption(?:-\w+)?|legend-image)(?:$|\s|_)"
)
NOTES = re.compile(
    r"footnote|endnote|(?<![a-z])annotations?|(?:^|\s)(?:_?ftn\d+|fn[:\d-]*\d|references|reflist|bibliography)(?:$|\s)"
)
PULLED = re.compile(r"pull-?quote|pullout|blockquote-?pull", re.IGNORECASE)
CREDITS = re.compile(
    r"(?:author|writer)[-_]?(?:bio|box|info|profile|description)|about-?(?:the-?)?authors?|signature"
)
BYLINES = frozenset(
    """
    byline bylines author authors date published pubdate dateline posted timestamp time datetime
    """.split()  # noqa: SIM905
)
BYLINE_LIKE = frozenset(["meta", "metadata", "info", "submitted"])
SUBHEADS = frozenset(["heading", "subhead", "subheading", "crosshead", "intertitle"])
WHOLE_PAGE = frozenset(["html", "body", "main", "article"])
PICTURES = frozenset(["img", "picture", "video", "svg", "canvas", "iframe", "amp-img", "object"])
SET_IN_FIGURES = frozenset(["blockquote", "table", "pre", "h2", "h3", "ul", "ol"])
HOME = re.compile(
    r"(?:https?://[^/]+)?/?(?:[a-z]{2}/?)?(?:(?:index|default|home)\.\w+)?", re.IGNORECASE
)
LOGO = re.compile(
    r"(?:^|[\s_-])(?:logo|brand|branding|site-?title|site-?name)(?:$|[\s_-])", re.IGNORECASE
)
