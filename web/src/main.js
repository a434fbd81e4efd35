// Start: what needs no script is there already; this adds what does.

import "./trusted.js";

import { ui } from "./dom.js";
import { Citing } from "./cite.js";
import { readPage } from "./entries.js";
import { Page } from "./page.js";
import { startTheme } from "./theme.js";


document.documentElement.classList.add("has-script");
for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;
startTheme();
const page = readPage();
new Page(page);
new Citing(page);
ui("main").dataset.ready = "";
