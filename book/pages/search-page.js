// Fits Sphinx's search to this book: pages from book/ are published at the root, and nothing of a
// search is kept in the browser. A classic script, because Sphinx's own search code is one.

// Sphinx would write the words looked for to storage, and fails where storage is forbidden.
// searchtools.js reads the global.
var SPHINX_HIGHLIGHT_ENABLED = false;

(() => {
  const setIndex = Search.setIndex;
  Search.setIndex = (index) =>
    setIndex({ ...index, docnames: index.docnames.map((name) => name.replace(/^book\//, "")) });

  // What is quoted from a page is its text: no title again, no code, no table, and no answer.
  const htmlToText = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const parts = page.querySelectorAll(".nl-kicker, h1, pre, table, details.hide, .nl-solution");
    parts.forEach((part) => part.remove());
    return htmlToText(page.documentElement.outerHTML, anchor);
  };

  // A quotation begins and ends with a whole word.
  const makeSearchSummary = Search.makeSearchSummary;
  Search.makeSearchSummary = (...given) => {
    const summary = makeSearchSummary(...given);
    if (summary) {
      const whole = summary.textContent.replace(/^\.\.\.\S*\s+/, "… ").replace(/\s+\S*\.\.\.$/, " …");
      summary.textContent = whole;
    }
    return summary;
  };

  Object.assign(Documentation.TRANSLATIONS, {
    "Search Results": "Pages found",
    "Search finished, found ${resultCount} page(s) matching the search query.":
      "In all: ${resultCount}.",
    // The whole sentence is the key by which Sphinx asks for the other.
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "No page has all of these words. Try fewer words, or another spelling.",
  });

  // The line with the number of pages is heard by a screen reader, the list is not read out.
  if (Search.status) Search.status.setAttribute("role", "status");
})();
