"""Where a rendering that was found begins and ends: neighbours that belong to it, small words off.

    first, last = close(…)      # «нераспространении» -> «Договор о нераспространении …»

A stretch grows by neighbours that nearly always stand beside it where the term occurs
(`TOGETHER`), unless a French word outside the term explains them (`EXPLAINED`) or the longer
stretch is much less tied to the term (`AS_TIED`). Function words at its ends are cut off.

Why closure and not the best score alone: a table of words knows « Treaty », hardly
"Non-Proliferation" beside it; but a name is a name because its words come together.
"""

import numba

TOGETHER = 0.7
"""Least share of the occurrences of a stretch that go on in the same way."""

AS_TIED = 0.85
"""Least share of its association with the term that it keeps when it grows."""

EXPLAINED = 0.3
"""Posterior from which on a word is taken to render a French word outside the term."""

CLAIMED = 0.5
"""Posterior from which on a word is taken to render a word of the term."""

MISSING, COMPLETE = 0.15, 0.8
"""Least share of the term that a word beside a stretch must account for, and the share from
which on nothing of the term is missing."""

RENDERED, UNCLAIMED = 0.5, 0.2
"""A word at an end goes if another French word has more than the first and the term less than
the second."""

UNEXPLAINED = 0.3
"""Posterior below which no French word outside the term accounts for a neighbour."""

CROSSED = 0.05
"""What a function word between counts against a neighbour."""

STEPS = 3
"""Most words it grows by at once, so that it gets over function words."""


@numba.njit(cache=True)
def close(  # type: ignore[no-untyped-def]
    begin,
    words,
    tokens,
    parted,
    number,
    together,
    dice,
    functional,
    claimed,
    recalled,
    elsewhere,
    taken,
    piece,
    least,
    content,
    first,
    last,
):
    """Return the half-open range of words that `first`-`last` grows to.

    `begin` is the place of the first of `words` words of the text in `tokens` and `number`;
    `together` and `dice` are given by run, `claimed`, `elsewhere` and `taken` by word of the text.
    """
    first, last = _shed(first, last, least, claimed, elsewhere)
    first, last = _reach(
        first, last, words, begin, tokens, parted, functional, claimed, recalled, elsewhere, taken
    )
    if content > 1:
        first, last = _complete(
            first, last, content, words, begin, tokens, parted, functional, elsewhere, taken
        )
    first, last = _grow(
        first, last, begin, words, tokens, number, together, dice, functional, elsewhere, taken
    )
    first, last = trimmed(begin, tokens, functional, first, last)
    while first > 0 and piece[begin + first - 1] == piece[begin + first] and not taken[first - 1]:
        first -= 1
    while last < words and piece[begin + last] == piece[begin + last - 1] and not taken[last]:
        last += 1
    return first, last


@numba.njit(cache=True)
def _grow(  # type: ignore[no-untyped-def]
    first, last, begin, words, tokens, number, together, dice, functional, elsewhere, taken
):  # fmt: skip
    """Return the stretch with the neighbours that nearly always stand beside it."""
    grown = True
    while grown:
        grown = False
        run = number[begin + first, last - first - 1] if last - first <= number.shape[1] else -1
        if run < 0 or together[run] < 2:
            break
        for step in range(2 * STEPS):
            left = first - step // 2 - 1 if step % 2 == 0 else first
            right = last + step // 2 + 1 if step % 2 == 1 else last
            if left < 0 or right > words or right - left > number.shape[1]:
                continue
            edge = left if left < first else right - 1
            longer = number[begin + left, right - left - 1]
            if longer < 0 or functional[tokens[begin + edge]]:
                continue
            keeps = together[longer] >= max(2, TOGETHER * together[run])
            keeps = keeps and dice[longer] >= AS_TIED * dice[run]
            keeps = keeps and _is_free(left, first, elsewhere, taken)
            if keeps and _is_free(last, right, elsewhere, taken):
                first, last, grown = left, right, True
                break
    return first, last


@numba.njit(cache=True)
def _shed(first, last, least, claimed, elsewhere):  # type: ignore[no-untyped-def]
    """Take words off the ends that render a French word outside the term."""
    best = 0.0
    for word in range(first, last):
        best = max(best, claimed[word])
    if best < CLAIMED:
        return first, last
    while last - first > least and elsewhere[first] > RENDERED and claimed[first] < UNCLAIMED:
        first += 1
    while last - first > least and elsewhere[last - 1] > RENDERED and claimed[last - 1] < UNCLAIMED:
        last -= 1
    return first, last


@numba.njit(cache=True)
def _reach(  # type: ignore[no-untyped-def]
    first, last, words, begin, tokens, parted, functional, claimed, recalled, elsewhere, taken
):
    """Take in words beside it that render a word of the term, over what is inserted."""
    grown = True
    while grown and recalled[first:last].sum() < COMPLETE:
        grown = False
        for step in range(2 * STEPS):
            away = step // 2 + 1
            word = first - away if step % 2 == 0 else last - 1 + away
            if word < 0 or word >= words or functional[tokens[begin + word]]:
                continue
            if claimed[word] < CLAIMED or recalled[word] < MISSING:
                continue
            left, right = min(word, first), max(word + 1, last)
            if _may_join(
                word, left, right, first, last, begin, tokens, parted, functional, elsewhere, taken
            ):
                first, last, grown = left, right, True
                break
    return first, last


@numba.njit(cache=True)
def _may_join(word, left, right, first, last, begin, tokens, parted, functional, elsewhere, taken):  # type: ignore[no-untyped-def]
    """Tell whether `word` is not yet in the stretch and only what is inserted stands between."""
    for place in range(first, last):
        if tokens[begin + place] == tokens[begin + word]:
            return False
    for place in range(left + 1, right):
        if parted[begin + place] and not first < place < last:
            return False
    unexplained = 0
    for place in range(left, right):
        if first <= place < last:
            continue
        if taken[place]:
            return False
        inserted = functional[tokens[begin + place]] or elsewhere[place] > EXPLAINED
        if place != word and not inserted:
            unexplained += 1
    return unexplained <= 1


@numba.njit(cache=True)
def _complete(first, last, content, words, begin, tokens, parted, functional, elsewhere, taken):  # type: ignore[no-untyped-def]
    """Take in the neighbour that no French word explains while words of the term are missing."""
    while True:
        have = 0
        for word in range(first, last):
            have += not functional[tokens[begin + word]]
        if have >= content:
            return first, last
        best, found = UNEXPLAINED, -1
        for side in range(2):
            word = first - 1 if side == 0 else last
            value = 0.0
            while 0 <= word < words and functional[tokens[begin + word]]:
                word += -1 if side == 0 else 1
                value = CROSSED
            if word < 0 or word >= words or taken[word]:
                continue
            value += elsewhere[word]
            if value < best and _is_whole(min(word, first), max(word + 1, last), begin, parted):
                best, found = value, word
        if found < 0:
            return first, last
        first, last = min(first, found), max(last, found + 1)


@numba.njit(cache=True)
def _is_whole(first, last, begin, parted):  # type: ignore[no-untyped-def]
    for word in range(first + 1, last):  # noqa: SIM110  (numba compiles no generator)
        if parted[begin + word]:
            return False
    return True


@numba.njit(cache=True)
def _is_free(first, last, elsewhere, taken):  # type: ignore[no-untyped-def]
    for word in range(first, last):  # noqa: SIM110  (the same)
        if elsewhere[word] > EXPLAINED or taken[word]:
            return False
    return True


@numba.njit(cache=True)
def trimmed(begin, tokens, functional, first, last):  # type: ignore[no-untyped-def]
    """Return the range without function words at its ends; at least one word is left."""
    while last - first > 1 and functional[tokens[begin + first]]:
        first += 1
    while last - first > 1 and functional[tokens[begin + last - 1]]:
        last -= 1
    return first, last
