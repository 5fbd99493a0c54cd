/* What the pages gain where scripts run. Every page works without this file. */

import { ErrorSummary, PasswordInput, SkipLink, createAll } from "govuk-frontend";
import htmx from "htmx.org";

import { showKeyProblems } from "./key-problems.js";
import { startMenus } from "./menus.js";
import { orderRows } from "./ordering.js";
import { sendOnce } from "./send-once.js";
import { addSliders } from "./sliders.js";

// No eval and no style element: the Content-Security-Policy forbids both. No page is kept in the
// browser's storage, for it may show personal data on a shared computer.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  includeIndicatorStyles: false,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
});

document.body.classList.add("js-enabled", "govuk-frontend-supported");

createAll(ErrorSummary);
createAll(PasswordInput);
createAll(SkipLink);
startMenus(document);
showKeyProblems(document);
sendOnce(document);
addSliders(document);
document.body.addEventListener("htmx:afterSwap", (event) => addSliders(event.target));
orderRows(document);
