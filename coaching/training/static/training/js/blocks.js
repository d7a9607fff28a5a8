/** What the blocks of a module or a lesson do in the browser. Each works without: these only add to them. */
import "./checklist.js";
import "./drill.js";
import "./reflection.js";

for (const button of document.querySelectorAll("[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
}
