/** A mentor's table: sorting without a button, and choosing all who are stuck at once. */
for (const select of document.querySelectorAll("[data-submits]")) {
  select.form.querySelector("button")?.remove();
  select.addEventListener("change", () => select.form.submit());
}

for (const button of document.querySelectorAll("[data-choose]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => {
    for (const box of document.querySelectorAll("input[name=learner]")) {
      box.checked = button.dataset.choose === "stuck" && "stuck" in box.dataset;
    }
  });
}
