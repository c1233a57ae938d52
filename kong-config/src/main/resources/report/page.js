// Narrows the matrix down; without it the page says the same.
document.querySelectorAll("section.file").forEach((section) => {
  const filter = section.querySelector(".filter");
  if (!filter) return;
  const text = filter.querySelector("input");
  const verdict = filter.querySelector("select");
  const told = filter.querySelector("output");
  const rows = [...section.querySelectorAll("table.matrix tbody tr")];
  const narrow = () => {
    const words = text.value.toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.dataset.name.includes(words) && (!verdict.value || row.dataset.worst === verdict.value);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    told.textContent = shown + " of " + rows.length + " routes";
  };
  filter.hidden = false;
  text.addEventListener("input", narrow);
  verdict.addEventListener("change", narrow);
  narrow();
});
// A link to a chain opens it.
const open = () => {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (target && target.tagName === "DETAILS") target.open = true;
};
addEventListener("hashchange", open);
open();
