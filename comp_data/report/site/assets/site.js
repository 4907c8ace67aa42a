// Tables sort by a click on a heading and show the rows that hold a text. Without this script they are whole and read well.
"use strict";

const { compare: inOrder } = new Intl.Collator("en"); // É beside E, not after Z

const valueOf = (row, index) => {
  const cell = row.cells[index];
  if (!cell) return "";
  const value = cell.dataset.v ?? cell.textContent.trim();
  if (value === "" || value === "—") return "";
  const number = cell.classList.contains("n") ? parseFloat(value.replaceAll(",", "")) : Number(value); // `+5% to +8%` is 5
  return Number.isNaN(number) ? value.toLowerCase() : number;
};

const compare = (one, other) => {
  if (one === "" || other === "") return (one === "") - (other === ""); // what is not known comes last
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return typeof one === "number" ? one - other : inOrder(one, other);
};

function sort(table, heading, index) {
  const body = table.tBodies[0];
  const first = heading.classList.contains("n") ? "descending" : "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  const order = heading.getAttribute("aria-sort") === first ? other : first;
  for (const one of table.tHead.rows[0].cells) one.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const keyed = [...body.rows].map((row, at) => ({ row, at, value: valueOf(row, index) }));
  keyed.sort((a, b) => (a.value === "" || b.value === "" ? 1 : sign) * compare(a.value, b.value) || a.at - b.at);
  body.append(...keyed.map((one) => one.row));
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((heading, index) => {
    if (heading.matches(".plot, .fixed") || !heading.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(table, heading, index));
  });
}

function makeFilterable(table) {
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("span");
  input.type = "search";
  label.className = "filter";
  label.append(table.dataset.filter, input, count);
  count.setAttribute("role", "status");
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !words.every((word) => texts[at].includes(word));
      shown += !row.hidden;
    });
    count.textContent = words.length ? `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")}` : "";
  };
  input.addEventListener("input", show);
  (table.closest(".scroll") ?? table).before(label);
}

for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
for (const table of document.querySelectorAll("table[data-filter]")) makeFilterable(table);
