"use strict";
(() => {
  const PAGE = matchMedia("(max-width: 50rem)").matches ? 20 : 50;
  const section = document.getElementById("kept-list");
  const rows = section ? [...section.querySelectorAll("tr[data-row]")] : [];
  if (!rows.length) return;
  const words = rows.map((row) => row.textContent.toLowerCase());
  let found = rows;
  let page = 0;

  const make = (name, text, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };
  const labelled = (text, field) => {
    const label = make("label", text);
    label.append(field);
    return label;
  };
  const choice = (text, options) => {
    const field = make("select");
    for (const [value, shown] of options) field.append(new Option(shown, value));
    return [field, labelled(text, field)];
  };
  const button = (text, does) => {
    const made = make("button", text);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  };

  const accounts = [...section.querySelectorAll("thead th")].slice(5).map((head) => head.textContent);
  const verdicts = [["", "any"]];
  accounts.forEach((name, n) => {
    for (const verdict of ["breach", "undetermined", "not covered"]) {
      verdicts.push([`${n} ${verdict.replace(" ", "_")}`, `${name}: ${verdict}`]);
    }
  });
  if (accounts.length > 1) verdicts.push(["differ", "accounts differ"]);
  const attackers = [...new Set(rows.map((row) => row.dataset.attacker))].sort();

  const search = make("input");
  search.type = "search";
  const [verdict, verdictLabel] = choice("Verdict", verdicts);
  const [attacker, attackerLabel] = choice("Attacker", [["", "any"], ...attackers.map((name) => [name, name])]);
  const status = make("p", "", "status");
  status.setAttribute("role", "status");
  const back = button("Previous", () => turn(-1));
  const next = button("Next", () => turn(1));
  const pager = make("div", "", "pager");
  pager.append(back, next, status);

  const fits = (row) => {
    const said = row.dataset.verdicts.split(" ");
    if (attacker.value && row.dataset.attacker !== attacker.value) return false;
    if (verdict.value === "differ") return new Set(said).size > 1;
    if (!verdict.value) return true;
    const [n, wanted] = verdict.value.split(" ");
    return said[Number(n)] === wanted;
  };

  const show = () => {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const shown = new Set(found.slice(page * PAGE, (page + 1) * PAGE));
    for (const row of rows) row.classList.toggle("off", !shown.has(row));
    back.setAttribute("aria-disabled", String(page === 0));
    next.setAttribute("aria-disabled", String(page === pages - 1));
    const first = page * PAGE + 1;
    status.textContent = found.length
      ? `${first} to ${first + shown.size - 1} of ${found.length}` +
        (found.length < rows.length ? ` that fit, of ${rows.length} listed` : " listed") + `; page ${page + 1} of ${pages}`
      : `none of the ${rows.length} listed fits`;
  };

  const turn = (by) => {
    const before = page;
    page += by;
    show();
    if (page !== before) pager.scrollIntoView({ block: "start" });
  };

  const filter = () => {
    const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = rows.filter((row, n) => fits(row) && asked.every((word) => words[n].includes(word)));
    page = 0;
    show();
  };

  const follow = () => {
    const row = rows.find((one) => "#" + one.id === location.hash);
    if (!row) return;
    search.value = verdict.value = attacker.value = "";
    found = rows;
    page = Math.floor(rows.indexOf(row) / PAGE);
    show();
    row.scrollIntoView({ block: "start" });
  };

  search.addEventListener("input", filter);
  verdict.addEventListener("change", filter);
  attacker.addEventListener("change", filter);
  addEventListener("hashchange", follow);
  section.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
    if (event.key === "n") turn(1);
    else if (event.key === "p") turn(-1);
    else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    }
  });

  const controls = make("div", "", "finder");
  controls.setAttribute("role", "search");
  controls.setAttribute("aria-label", "Incidents");
  controls.append(labelled("Find words", search), verdictLabel, attackerLabel);
  const hint = make("p", "Keys inside the list: n next page, p previous page, / find.", "say hint");
  section.prepend(controls, pager, hint);
  show();
  follow();
})();
