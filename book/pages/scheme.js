// Sets the colour scheme before the first paint, so that a dark page never flashes white; and hears which of
// the page's modules do not arrive. A classic script in a file of its own: the page's policy forbids inline ones.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const wanted = localStorage.getItem("nl-scheme");
    // Whoever forces colours has chosen them: black ink drawn for a light page would be lost on a black one.
    const forced = matchMedia("(forced-colors: active)").matches;
    if (!forced && (wanted === "light" || wanted === "dark")) root.dataset.scheme = wanted;
  } catch {
    // Storage may be forbidden; the system's own scheme then holds.
  }
  // A question whose script is lost on the way looks as if it could be answered, and does nothing: layout.html says so.
  addEventListener("error", ({ target }) => target?.type === "module" && (root.dataset.missing = ""), true);
})();
