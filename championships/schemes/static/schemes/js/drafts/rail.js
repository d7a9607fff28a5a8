/** What the draft adds up to, beside the rows and always in sight: totals, standards sections, remarks with links. */

import { make, part, setAttribute, setText } from "./paint.js";
import { fill, gettext, markText, ngettext } from "./words.js";

const MOST_REMARKS = 60;

export class Rail {
  /** @param {SchemeEditor} editor */
  constructor(editor) {
    this.editor = editor;
    this.root = part(editor, "rail");
    this.spoken = "";
  }

  paint() {
    const { figures } = this.editor;
    for (const total of this.editor.querySelectorAll("[data-part=total]")) setText(total, markText(figures.total));
    setText(part(this.root, "expected"), markText(figures.expected));
    for (const kind of ["M", "J"]) {
      setText(part(this.root, `count-${kind}`), String(figures.kinds[kind][0]));
      setText(part(this.root, `marks-${kind}`), markText(figures.kinds[kind][1]));
    }
    this.paintCriteria();
    this.paintSections(figures);
    this.paintRemarks(figures.findings);
    this.speak(figures);
  }

  paintCriteria() {
    const { content, figures } = this.editor;
    const items = content.data.criteria.map((row) => {
      const link = make("button", { type: "button", className: "rail-link" }, [
        make("span", { className: "letter", textContent: content.code(row.key) }),
        make("span", { className: "rail-name", textContent: row.name || gettext("without a name") }),
        make("span", { className: "figures", textContent: markText(figures.marks[row.key] ?? "0.00") }),
      ]);
      Object.assign(link.dataset, { act: "go", key: row.key });
      return make("li", {}, [link]);
    });
    part(this.root, "criteria").replaceChildren(...items);
  }

  paintSections(figures) {
    const rows = figures.sections.map((section) => {
      const off = section.variation !== "0.00";
      const cells = [section.declared, section.carried, section.variation].map((mark) => make("td", { className: "number", textContent: markText(mark) }));
      if (off) cells[2].dataset.off = "";
      const name = make("th", { scope: "row", title: section.name }, [make("span", { className: "figures", textContent: String(section.number) }), ` ${section.name}`]);
      return make("tr", {}, [name, ...cells]);
    });
    part(this.root, "sections").replaceChildren(...rows);
    setAttribute(part(this.root, "standards"), "hidden", !rows.length);
    setText(part(this.root, "variation"), markText(figures.variation));
    setText(part(this.root, "limit"), markText(figures.limit));
    setAttribute(part(this.root, "variation-line"), "data-over", !figures.allowed);
  }

  paintRemarks(findings) {
    const counts = { error: 0, warning: 0, note: 0 };
    for (const finding of findings) counts[finding.severity] += 1;
    const words = [
      [counts.error, ngettext("%(count)s error", "%(count)s errors", counts.error)],
      [counts.warning, ngettext("%(count)s warning", "%(count)s warnings", counts.warning)],
      [counts.note, ngettext("%(count)s note", "%(count)s notes", counts.note)],
    ];
    const said = words.filter(([count]) => count).map(([count, text]) => fill(text, { count }));
    for (const summary of this.editor.querySelectorAll("[data-part=remark-summary]")) {
      setText(summary, said.join(" · ") || gettext("Nothing to remark"));
      summary.dataset.severity = counts.error ? "error" : counts.warning ? "warning" : "good";
    }
    part(this.root, "remarks").replaceChildren(...findings.slice(0, MOST_REMARKS).map((finding) => this.remark(finding)));
    setAttribute(part(this.root, "more"), "hidden", findings.length <= MOST_REMARKS);
  }

  remark(finding) {
    const item = make("li", { className: "rail-remark" });
    item.dataset.severity = finding.severity;
    if (!finding.key) {
      item.append(finding.message);
      return item;
    }
    const link = make("button", { type: "button", className: "rail-link", textContent: finding.message });
    const field = { ladder: "how", calculation: "how" }[finding.field] ?? finding.field;
    Object.assign(link.dataset, { act: "go", key: finding.key, field });
    item.append(link);
    return item;
  }

  /** Tell a screen reader the total when it has changed. */
  speak(figures) {
    const text = fill(gettext("Total %(total)s of %(expected)s."), { total: markText(figures.total), expected: markText(figures.expected) });
    if (this.spoken && this.spoken !== text) setText(part(this.editor, "spoken-total"), text);
    this.spoken = text;
  }
}
