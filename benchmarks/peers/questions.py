"""What every peer is asked; the names are the rows of the report."""

FRESH = "fresh process → first frequency answer"
REOPEN = "reopening in a running process"
FREQUENCY = "frequency list, top 20"
BODY_FREQUENCY = "frequency list of the body, top 20"
WORDS_FREQUENCY = "frequency list of the words that are no stop words, top 20"
BIGRAMS = "all 2-grams, top 20"
RARE_PAGE = "KWIC rare word, first sorted page"
PHRASE_PAGE = "KWIC three-word phrase, first sorted page"
FREQUENT_PAGE = "KWIC frequent word, first sorted page"
FREQUENT_ALL = "KWIC frequent word, all lines"
COLLOCATES = "collocates, window 5, three measures"
KEYNESS = "keyness, same halves"
MEMORY = "peak memory while querying, MiB"

RARE, PHRASE, FREQUENT = "referendum", "the united nations", "government"
WINDOW, CONTEXT, PAGE = 5, 10, 20

# How many times as long conc is to take, at ten million tokens.
BARS = {
    FRESH: 5,
    REOPEN: 1,
    FREQUENCY: 1,
    BIGRAMS: 10,
    RARE_PAGE: 8,
    PHRASE_PAGE: 5,
    FREQUENT_PAGE: 1.3,
    FREQUENT_ALL: 4,
    COLLOCATES: 40,
    KEYNESS: 5,
    MEMORY: 2,
}
LONGEST = 1.0  # seconds that a query of ours may take at ten million tokens
