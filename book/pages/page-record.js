/** The reader's record: to take away, to bring back, and how much of each chapter is done. */

import { outline } from "./outline.js";

/** Wire the footer's two buttons and the marks beside the chapters. */
export function startRecord(record, base) {
  const out = document.getElementById("nl-export");
  const back = document.getElementById("nl-import");
  const said = document.getElementById("nl-record-status");
  const say = (text) => said && (said.textContent = text);

  out?.addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([record.exportText()], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `new-localism-answers-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    say(`${record.events().length} answers written to ${link.download}.`);
  });

  back?.addEventListener("change", async () => {
    const file = back.files[0];
    if (!file) return;
    try {
      const { added, already } = record.importText(await file.text());
      say(`${added} answers added, ${already} were here already.`);
    } catch (error) {
      say(`${file.name} was not brought in: ${error.message}`);
    }
    back.value = "";
  });

  if (record.notices.length) say(record.notices.join(" "));
  marks(record, base);
}

/** How much of each chapter is done: looked up only once there is something to count. */
function marks(record, base) {
  const places = [...document.querySelectorAll(".nl-done")];
  if (!places.length) return;
  let begun = false;
  const show = async () => {
    const answered = new Set(record.events().map((event) => event.item));
    if (!answered.size && !begun) return;
    begun = true;
    const { chapters } = await outline(base);
    for (const place of places) {
      const items = chapters[place.dataset.chapter] ?? [];
      const done = items.filter((item) => answered.has(item)).length;
      place.hidden = !done;
      place.textContent = done ? `${done} of ${items.length}` : "";
      place.title = `${done} of ${items.length} questions answered`;
    }
  };
  show();
  record.onChange(show);
}
