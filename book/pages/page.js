/** Brings a page to life: its questions, labs and charts, and the reader's record in this browser. */

import { createRecord } from "./record.js";
import { startItems } from "./page-items.js";
import { startLabs } from "./page-labs.js";
import { startCharts } from "./page-charts.js";
import { startRecord } from "./page-record.js";
import { startCards } from "./cards.js";

const base = new URL("./", import.meta.url);
const record = createRecord();

document.documentElement.classList.add("nl-live");
startItems(record, base);
startLabs(base);
startCharts(base);
startRecord(record, base);
startCards();
