/**
 * The frame around the text: colour scheme, menu, tables that scroll, and paper.
 *
 * Other modules may listen for `nl-scheme` on `document`: it is sent when the colours have changed,
 * by the button or by the system, with `detail.scheme` "light" or "dark".
 */

import { prepareTeaching } from "./teaching.js";

const root = document.documentElement;
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const SCHEMES = ["auto", "light", "dark"];
const NAMES = { auto: "automatic", light: "light", dark: "dark" };

/** The learner's wish: "auto", "light" or "dark". */
function wish() {
  return SCHEMES.includes(root.dataset.scheme) ? root.dataset.scheme : "auto";
}

/** The scheme in force: "light" or "dark". */
export function scheme() {
  const wanted = wish();
  return wanted === "auto" ? (systemDark.matches ? "dark" : "light") : wanted;
}

function announce() {
  document.dispatchEvent(new CustomEvent("nl-scheme", { detail: { scheme: scheme() } }));
}

/** @param {string} wanted one of SCHEMES */
function remember(wanted) {
  try {
    if (wanted === "auto") localStorage.removeItem("nl-scheme");
    else localStorage.setItem("nl-scheme", wanted);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

function prepareScheme() {
  const button = document.getElementById("nl-scheme");
  if (!button) return;
  const label = () => (button.textContent = `Colours: ${NAMES[wish()]}`);
  button.addEventListener("click", () => {
    const wanted = SCHEMES[(SCHEMES.indexOf(wish()) + 1) % SCHEMES.length];
    if (wanted === "auto") delete root.dataset.scheme;
    else root.dataset.scheme = wanted;
    remember(wanted);
    label();
    announce();
  });
  systemDark.addEventListener("change", () => wish() === "auto" && announce());
  label();
}

/** On a phone the list of chapters folds. Without this script a link jumps to it instead. */
function prepareMenu() {
  const link = document.getElementById("nl-menu");
  const nav = document.getElementById("nl-nav");
  if (!link || !nav) return;
  const button = document.createElement("button");
  button.type = "button";
  button.id = link.id;
  button.className = link.className;
  button.textContent = link.textContent;
  button.setAttribute("aria-controls", nav.id);
  link.replaceWith(button);
  const show = (open) => {
    nav.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  show(location.hash === `#${nav.id}`);
  button.addEventListener("click", () => show(!nav.classList.contains("is-open")));
  const close = (event) => {
    if (event.key !== "Escape" || !nav.classList.contains("is-open")) return;
    show(false);
    button.focus();
  };
  for (const part of [nav, button]) part.addEventListener("keydown", close);
  nav.addEventListener("click", (event) => event.target.closest("a") && show(false));
}

/** Beside the text the list of chapters may be longer than the window: show the page that is open. */
function prepareList() {
  const nav = document.getElementById("nl-nav");
  const here = nav && [...nav.querySelectorAll(".current > a")].at(-1);
  if (!here || nav.scrollHeight <= nav.clientHeight) return;
  const from = here.getBoundingClientRect().bottom - nav.getBoundingClientRect().top;
  nav.scrollTop += Math.max(0, from - nav.clientHeight * 0.75);
}

/** A box that scrolls must be reachable by keys; one that does not should cost no tab stop. */
function prepareScrollers() {
  const fit = (box) => {
    const kind = box.matches(".nl-scroll") ? "Table" : box.matches("pre") ? "Code" : "Output";
    const name = box.querySelector("caption")?.textContent.trim() || kind;
    // A box whose contents may spread is wider within than without, and yet scrolls nowhere.
    if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible") {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", `${name}, scrolls sideways`);
    } else {
      for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
    }
  };
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
  const boxes = ".nl-scroll:not([tabindex]), .cell_output .output, main pre";
  document.querySelectorAll(boxes).forEach((box) => watch.observe(box));
}

/** On paper nothing can be unfolded: open what the reader of a print needs, and close it after. */
function preparePaper() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:is(.nl-data, .nl-many, .nl-table-many, .nl-care, .nl-how):not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
}

prepareScheme();
prepareMenu();
prepareList();
prepareScrollers();
preparePaper();
prepareTeaching();
