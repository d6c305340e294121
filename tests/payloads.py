"""Texts that would do harm in a page that took them for markup, and what to look for afterwards."""

import re

#: Each calls `pwned`, changes how the page looks, or asks another host, where it is not inert.
PAYLOADS = [
    "<script>pwned()</script>",
    "</script><script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    '"><img src=x onerror=pwned()>',
    "'><svg onload=pwned()>",
    "<svg><script>pwned()</script></svg>",
    "<svg><animate onbegin=pwned() attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:pwned()><text y=20>x</text></a></svg>",
    '<svg><use href="data:image/svg+xml,<svg id=x onload=pwned()>#x"/></svg>',
    "<svg><style>*{display:none!important}</style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned()></style></mglyph></table></mtext></math>",
    "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
    "<iframe src=javascript:parent.pwned()></iframe>",
    "<object data=javascript:pwned()></object>",
    "<embed src=javascript:pwned()>",
    "<details open ontoggle=pwned()><summary>x</summary></details>",
    "<input autofocus onfocus=pwned()>",
    "<video><source onerror=pwned()></video>",
    "<body onload=pwned()>",
    "<form action=javascript:pwned()><button>x</button></form>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<style>@import 'https://example.org/x.css';body{display:none!important}</style>",
    "<div style='position:fixed;inset:0;background:url(https://example.org/x.png)'>x</div>",
    "<a href=javascript:pwned()>x</a>",
    "[x](javascript:pwned())",
    "[x](JaVaScRiPt&colon;pwned())",
    "[x](vbscript:pwned())",
    "[x](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+)",
    "![x](javascript:pwned())",
    "![x](https://example.org/x.png)",
    "[x](<javascript:pwned()>)",
    "<javascript:pwned()>",
    "<template><img src=x onerror=pwned()></template>",
    '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
    "<!--><img src=x onerror=pwned()>-->",
    "&lt;img src=x onerror=pwned()&gt;",
    "\\u003cimg src=x onerror=pwned()\\u003e",
    "{{7*7}} ${pwned()} {% pwned %}",
]

#: A payload that is a link of Markdown.
LINK = re.compile(r"\]\(|<\w+:")

#: Run in the page before anything else.
WATCH = """
window.harm = [];
window.pwned = () => window.harm.push("ran");
window.alert = window.confirm = window.prompt = () => window.harm.push("dialog");
"""

#: What of it came to life within the parts that a selector names: a list of words, empty where nothing did.
FOUND = """
(selector) => {
  const found = [...window.harm];
  const live = /^(script|iframe|object|embed|base|meta|link|style|form|video|template|noscript)$/;
  const leads = /^(href|src|xlink:href|action|data|srcdoc)$/i;
  const runs = /^\\s*(javascript|vbscript|data:text\\/(?!csv))/i;
  for (const node of document.querySelectorAll(`:is(${selector}) *`)) {
    for (const { name, value } of node.attributes) {
      if (/^on/i.test(name)) found.push(`${node.tagName} ${name}`);
      if (leads.test(name) && runs.test(value)) found.push(`${node.tagName} ${name}=${value}`);
    }
    const tag = node.tagName.toLowerCase();
    const data = tag === "script" && node.type === "application/json";
    if (live.test(tag) && !data) found.push(tag);
    if (tag === "img" && !/^data:/.test(node.src)) found.push(`img ${node.src}`);
  }
  if (getComputedStyle(document.body).display === "none") found.push("hidden");
  return found;
}
"""


def hostile(item: dict, first: int) -> tuple[dict, int]:
    """An item of the bank with a payload behind each of its texts, and the number of the next payload.

    What is no text for a reader (ids, kinds, names of tables and facts) is left as it is.
    A part that is to be pressed gets no link: the bank refuses such an item before anybody sees it.
    """
    names = {
        "id",
        "type",
        "outcome",
        "level",
        "version",
        "sources",
        "facts",
        "series",
        "lab",
        "goal",
    }
    labels = {"label", "unit", "gap", "title"}
    used = first

    def walk(value: object, name: str) -> object:
        nonlocal used
        if isinstance(value, dict):
            pressed = name == "passage"
            return {
                k: v if k in names else walk(v, "pressed" if pressed else k)
                for k, v in value.items()
            }
        if isinstance(value, list):
            return [walk(v, name) for v in value]
        # A code is one word; what is meant for a reader is more, or a label.
        if isinstance(value, str) and (" " in value.strip() or name in labels):
            used += 1
            while name == "pressed" and LINK.search(PAYLOADS[(used - 1) % len(PAYLOADS)]):
                used += 1
            return f"{value.strip()} {PAYLOADS[(used - 1) % len(PAYLOADS)]}"
        return value

    return walk(item, ""), used
