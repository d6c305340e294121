/** The list of outcomes at the head of a chapter shows how far each of them is done. */

import { outline } from "./outline.js";
import { sofar } from "./progress.js";

/** Fill the checklist, now and whenever the record changes; without answers it stays as it was printed. */
export function startChecklist(record, base) {
  const lines = [...document.querySelectorAll("main h1 ~ ul > li")].flatMap((line) => {
    const code = line.querySelector("code")?.textContent ?? "";
    return /^[A-Z]{2,4}-\d+$/.test(code) && line.textContent.trim().startsWith(code) ? [{ line, code }] : [];
  });
  if (!lines.length) return;
  const show = async () => {
    const events = record.events();
    if (!events.length && !document.querySelector(".nl-sofar")) return;
    const found = sofar(events, await outline(base));
    for (const { line, code } of lines) fill(line, found.get(code));
  };
  const safely = () => show().catch((error) => console.error(error));
  safely();
  record.onChange(safely);
}

function fill(line, standing) {
  const begun = Boolean(standing?.answered);
  line.classList.toggle("is-done", begun && standing.done);
  line.classList.toggle("is-begun", begun && !standing.done);
  let said = line.querySelector(".nl-sofar");
  if (!begun) {
    said?.remove();
    return;
  }
  if (!said) {
    said = document.createElement("span");
    said.className = "nl-sofar";
    (line.querySelector(":scope > p") ?? line).append(" ", said);
  }
  said.textContent = `${standing.words}${standing.done ? ": done" : ""}`;
}
