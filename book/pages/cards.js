/**
 * A small card at each citation and each term of the glossary: who wrote it, what it means.
 *
 * With a mouse or keys the card is a tooltip and the link stays a link. A finger cannot hover: its
 * first tap opens the card as a small dialog, which holds the link; a second tap closes it.
 */

const OPEN_AFTER = 150;
// Time for a mouse to cross the gap between link and card.
const CLOSE_AFTER = 250;
const GAP = 6;
const EDGE = 16;
// A card lower than this would show nothing.
const LEAST = 120;

/** Give the page's citations and terms their cards. */
export function startCards() {
  const carried = document.getElementById("nl-cards");
  // A card that is no popover would be cut off by the box that its link stands in. Links stay links.
  if (!carried || !("popover" in HTMLElement.prototype)) return;
  const known = JSON.parse(carried.textContent);
  const card = document.createElement("div");
  card.id = "nl-card";
  card.className = "nl-card";
  card.popover = "manual";
  card.tabIndex = -1;
  document.body.append(card);

  /** @type {HTMLAnchorElement | null} the link whose card is open */
  let open = null;
  /** @type {"hover" | "focus" | "tap" | ""} */
  let how = "";
  let timer = 0;
  let returning = false;

  const show = (link, by) => {
    clearTimeout(timer);
    if (open === link && how === by) return;
    close();
    [open, how] = [link, by];
    fill(card, link, known, by === "tap" ? () => close(true) : null);
    if (by !== "tap") link.setAttribute("aria-describedby", "nl-card-text");
    link.classList.add("is-open");
    card.showPopover();
    place(card, link);
    if (by === "tap") card.focus({ preventScroll: true });
  };

  const close = (back = false) => {
    clearTimeout(timer);
    if (!open) return;
    const link = open;
    [open, how] = [null, ""];
    link.removeAttribute("aria-describedby");
    link.classList.remove("is-open");
    card.hidePopover();
    if (!back) return;
    returning = true;
    link.focus({ preventScroll: true });
    returning = false;
  };

  const closeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => how === "hover" && close(), CLOSE_AFTER);
  };

  for (const link of document.querySelectorAll("a.nl-cite, a.nl-term")) {
    let touched = false;
    let second = false;
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse" || (open === link && how !== "hover")) return;
      clearTimeout(timer);
      timer = setTimeout(show, OPEN_AFTER, link, "hover");
    });
    link.addEventListener("pointerleave", closeSoon);
    link.addEventListener("focus", () => !returning && link.matches(":focus-visible") && show(link, "focus"));
    link.addEventListener("blur", (event) => how === "focus" && open === link && leave(event));
    link.addEventListener("pointerdown", (event) => {
      touched = event.pointerType !== "mouse";
      second = open === link && how === "tap";
    });
    link.addEventListener("pointercancel", () => (touched = false));
    link.addEventListener("click", (event) => {
      const tapped = touched && event.detail > 0;
      touched = false;
      if (!tapped) return;
      event.preventDefault();
      if (second) close(true);
      else show(link, "tap");
    });
  }

  const leave = (event) => {
    const to = event.relatedTarget;
    if (!(to && (card.contains(to) || to === open))) close();
  };
  card.addEventListener("focusout", leave);
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", closeSoon);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) close(how === "tap" || card.contains(document.activeElement));
  });
  document.addEventListener("pointerdown", (event) => {
    if (open && !card.contains(event.target) && !open.contains(event.target)) close();
  });
  addEventListener("resize", () => close());
  addEventListener("beforeprint", () => close());
}

/**
 * Put a link's details into the card.
 * @param {(() => void) | null} done closes the card; given where it is a dialog
 */
function fill(card, link, known, done) {
  const { source, term } = link.dataset;
  const text = document.createElement("div");
  text.id = "nl-card-text";
  if (source) {
    const { author, year, title, publisher } = known.sources[source];
    text.append(line("nl-card-by", year ? `${author} (${year})` : author), line("nl-card-name", title));
    if (publisher && publisher !== author) text.append(line("nl-card-by", publisher));
  } else {
    const { term: name, definition } = known.terms[term];
    const meaning = document.createElement("div");
    meaning.className = "nl-card-meaning";
    // Made when the book was built, by a renderer that lets no HTML of the glossary through.
    meaning.innerHTML = definition;
    text.append(line("nl-card-name", name), meaning);
  }
  const foot = line("nl-card-foot", "");
  const way = document.createElement("a");
  way.href = link.href;
  way.textContent = source ? "Open the source" : "In the glossary";
  foot.append(way);
  card.replaceChildren(text, foot);
  if (done) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Close";
    button.addEventListener("click", done);
    foot.append(button);
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-labelledby", "nl-card-name");
    card.setAttribute("aria-describedby", "nl-card-text");
  } else {
    // The link that it belongs to leads to the same place: one stop for the keys is enough.
    way.tabIndex = -1;
    card.setAttribute("role", "tooltip");
    card.removeAttribute("aria-labelledby");
    card.removeAttribute("aria-describedby");
  }
  text.querySelector(".nl-card-name").id = "nl-card-name";
}

function line(name, words) {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = words;
  return made;
}

/** Below the link, or above it where there is more room; never past the edge of the window. */
function place(card, link) {
  const rects = [...link.getClientRects()];
  const [first, last] = [rects[0], rects.at(-1)];
  const { clientWidth, clientHeight } = document.documentElement;
  card.style.maxHeight = "";
  const { width, height } = card.getBoundingClientRect();
  const below = clientHeight - last.bottom - GAP;
  const over = first.top - GAP;
  const above = height > below && over > below;
  // Where neither side has room for all of it, the card scrolls.
  const tall = Math.min(height, Math.max(above ? over : below, LEAST));
  if (tall < height) card.style.maxHeight = `${tall}px`;
  const beside = above ? first : last;
  const left = Math.max(EDGE, Math.min(beside.left, clientWidth - width - EDGE));
  const top = above ? first.top - GAP - tall : last.bottom + GAP;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
