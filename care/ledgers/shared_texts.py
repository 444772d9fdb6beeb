"""The texts that all sheets of a .xlsx share, by column; the reader is asked only about those with something unusual."""

from xml.parsers import expat

import numpy as np
import pyarrow as pa

from care.ledgers.cells import trimmed
from care.ledgers.signs import PLAIN_TEXT, Unusual, edges_in, must, slices

SI, TEXT, TEXT_END, SI_END, NO_SI = range(5)
BLOCK = 16 * 2**20  # bytes looked at together
MOST_ODD = 50_000  # shared texts that are not plain


def shared_texts(xml: bytes) -> tuple[pa.Array, dict[int, bytes], bytes]:
    """(the texts of a workbook's part sharedStrings, number → XML of those that only the reader understands, what
    stands before all of them). Raises Unusual."""
    must(not PLAIN_TEXT.search(xml[:4096]))
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError:
        raise Unusual from None
    texts: list[pa.Array] = []
    odd: dict[int, bytes] = {}
    at = count = 0
    while at < len(xml):
        stop = len(xml) if at + BLOCK >= len(xml) else xml.rfind(b"</si>", at, at + BLOCK) + 5
        must(stop > at)
        found, unread = texts_in(xml[at:stop])
        odd |= {count + number: said for number, said in unread.items()}
        count += len(found)
        texts.append(found)
        at = stop
    must(count > 0 and len(odd) <= MOST_ODD)
    first = min(at for at in (xml.find(b"<si>"), xml.find(b"<si/>")) if at >= 0)
    return pa.concat_arrays(texts), odd, bytes(xml[:first])


def texts_in(xml: bytes) -> tuple[pa.Array, dict[int, bytes]]:
    """The same of some whole texts, with what stands before the first and behind the last."""
    text = np.frombuffer(xml, np.uint8)
    opens, closes = edges_in(text)
    size, one, two = closes - opens, text[opens + 1], text[np.minimum(opens + 2, len(text) - 1)]
    must((one != ord("!")).all())
    tags = np.full(len(opens) + 3, -1, np.int8)
    si, t, end = (one == ord("s")) & (two == ord("i")), one == ord("t"), one == ord("/")
    tags[:-3][si & (size == 3)] = SI
    tags[:-3][si & (size == 4)] = NO_SI
    tags[:-3][(t & (size == 2)) | (t & (two == ord(" ")) & (text[closes - 1] != ord("/")))] = TEXT
    tags[:-3][end & (two == ord("t")) & (size == 3)] = TEXT_END
    tags[:-3][end & (two == ord("s")) & (size == 4)] = SI_END
    at = np.flatnonzero((tags == SI) | (tags == NO_SI))
    must((tags == SI).sum() == (tags == SI_END).sum())
    if not len(at):
        return pa.array([], pa.string()), {}
    good = (tags[at] == SI) & (tags[at + 1] == TEXT) & (tags[at + 2] == TEXT_END) & (tags[at + 3] == SI_END)
    starts = np.where(good, closes[np.minimum(at + 1, len(opens) - 1)] + 1, closes[at])
    ends = np.where(good, opens[np.minimum(at + 2, len(opens) - 1)], closes[at])
    low = np.flatnonzero(text == ord("_"))
    signs = [text == ord("&"), text == ord("\r")]
    places = [*map(np.flatnonzero, signs), low[text[np.minimum(low + 1, len(text) - 1)] == ord("x")]]
    for place in places:  # entities and escapes
        inside = np.searchsorted(starts, place, "right") - 1
        good[inside[inside >= 0]] = False
    behind = int(closes[tags[:-3] == SI_END][-1]) + 1 if (tags == SI_END).any() else 0
    edges = [*opens[at].tolist(), max(behind, int(closes[at[-1]]) + 1)]
    odd = {int(n): xml[edges[n] : edges[n + 1]] for n in np.flatnonzero(~good)}
    return trimmed(slices(xml, starts, ends).cast(pa.string())), odd


def without_texts(count: int, odd: dict[int, bytes], head: bytes) -> bytes:
    """The part for the reader, who is asked about the odd texts alone."""
    items = [b"<si/>"] * count
    for number, said in odd.items():
        items[number] = said
    return b"".join((head, *items, b"</sst>"))
