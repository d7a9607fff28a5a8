/** Below the lines of the standards sections: those of the chosen skill's standard, to tick instead of typing. */

/** @param {HTMLTextAreaElement} area */
const lines = (area) => area.value.split("\n").map((line) => line.trim()).filter(Boolean);

/** @param {HTMLTextAreaElement} area */
function offer(area) {
  const skill = /** @type {HTMLInputElement | null} */ (document.querySelector(`[name=${area.dataset.sectionsSkill}]`));
  if (!skill || area.dataset.offered) return;
  area.dataset.offered = "yes";
  const box = document.createElement("div");
  box.className = "sections-of-standard";
  box.setAttribute("role", "group");
  area.after(box);
  const look = () => show(area, box, skill.value);
  // The chooser sets the hidden field by itself and says so with an event of its own.
  skill.addEventListener("change", look);
  new MutationObserver(look).observe(skill, { attributes: true, attributeFilter: ["value"] });
  look();
}

/** @param {HTMLTextAreaElement} area @param {HTMLElement} box @param {string} skill */
async function show(area, box, skill) {
  if (box.dataset.skill === skill) return;
  box.dataset.skill = skill;
  box.replaceChildren();
  if (!skill) return;
  const answer = await fetch(`${area.dataset.sections}?skill=${encodeURIComponent(skill)}`);
  if (!answer.ok || box.dataset.skill !== skill) return;
  const { label, sections } = await answer.json();
  box.setAttribute("aria-label", label);
  box.replaceChildren(...sections.map((/** @type {string} */ section) => choice(area, section)));
}

/** @param {HTMLTextAreaElement} area @param {string} section */
function choice(area, section) {
  const label = document.createElement("label");
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.checked = lines(area).includes(section);
  tick.addEventListener("change", () => {
    const others = lines(area).filter((line) => line !== section);
    area.value = (tick.checked ? [...others, section] : others).join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  label.append(tick, ` ${section}`);
  return label;
}

function offerAll() {
  for (const area of document.querySelectorAll("textarea[data-sections]")) {
    offer(/** @type {HTMLTextAreaElement} */ (area));
  }
}

document.addEventListener("DOMContentLoaded", offerAll);
if (document.readyState !== "loading") offerAll();
