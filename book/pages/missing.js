/** Says that a part of the page did not arrive: the words stand in layout.html, unseen until then. */

/** For a module that is fetched when it is needed; of those named in the page scheme.js hears by itself. */
export function missing(error) {
  document.documentElement.dataset.missing = "";
  throw error;
}
