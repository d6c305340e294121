// Fits Sphinx's search to this book: pages from book/ are published at the root, and nothing of a
// search is kept in the browser. A classic script, because Sphinx's own search code is one.

// Sphinx would write the words looked for to storage, and fails where storage is forbidden.
var SPHINX_HIGHLIGHT_ENABLED = false; // eslint-disable-line no-var -- searchtools.js reads the global

(() => {
  /* global Search, Documentation */
  const setIndex = Search.setIndex;
  Search.setIndex = (index) =>
    setIndex({ ...index, docnames: index.docnames.map((name) => name.replace(/^book\//, "")) });

  // What is quoted from a page is its text: not its title again, no code or table, no answer to a question.
  const htmlToText = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(".nl-kicker, h1, pre, table, details.hide, .nl-solution").forEach((part) => part.remove());
    return htmlToText(page.documentElement.outerHTML, anchor);
  };

  Object.assign(Documentation.TRANSLATIONS, {
    "Search Results": "Pages found",
    "Search finished, found ${resultCount} page(s) matching the search query.": "In all: ${resultCount}.",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "No page has all of these words. Try fewer words, or another spelling.",
  });

  // The line with the number of pages is heard by a screen reader, the list is not read out.
  if (Search.status) Search.status.setAttribute("role", "status");
})();
