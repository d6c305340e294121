"""What a lab lists beside its figures: dated entries in words, each with links to its sources.

`book/pages/lab-entries.js` makes the same markup in the page.
"""

import html

# A list as short as this stands open.
OPEN = 15


def entries(result: dict, sources: dict[str, list[str]], word: str = "event") -> str:
    """The list of a result as HTML, folded where it is long; nothing for a lab that lists nothing.

    Args:
        result: what a lab worked out; its `entries` have `when`, `title`, `text`, `note` and the ids
            of `sources`.
        sources: the words of a link and its address, by the id of the source.
        word: what each entry is; the plural takes an s.
    """
    listed = result.get("entries")
    if listed is None:
        return ""
    if not listed:
        return '<div class="nl-entries"></div>'
    items = "".join(_entry(entry, sources) for entry in listed)
    head = f"The {word} in words" if len(listed) == 1 else f"The {len(listed)} {word}s in words"
    fold = " open" if len(listed) <= OPEN else ""
    return (
        f'<div class="nl-entries"><details{fold}><summary>{head}, with their sources</summary>'
        f"<ol>{items}</ol></details></div>"
    )


def _entry(entry: dict, sources: dict[str, list[str]]) -> str:
    links = "; ".join(
        f'<a href="{html.escape(address)}">{html.escape(words)}</a>'
        for words, address in (sources[name] for name in entry["sources"] if name in sources)
    )
    note = (
        f' <span class="nl-entry-note">{html.escape(entry["note"])}.</span>'
        if entry["note"]
        else ""
    )
    return (
        f'<li><span class="nl-when">{html.escape(entry["when"])}</span> '
        f"<strong>{html.escape(entry['title'])}.</strong> {html.escape(entry['text'])}{note} "
        f'<span class="nl-entry-sources">{links}</span></li>'
    )
