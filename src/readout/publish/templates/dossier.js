"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const panel = one("#panel");
  const help = one("#help");
  const field = one("#filter");
  let origin = null;
  let openedBy = null;
  let keysOn = true;

  const make = (name, text, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };
  const marksOf = (id) => all(`mark[data-r~="${CSS.escape(id)}"]`, one("#sources"));

  /* Long lists show their first rows; filtering and printing show all. */
  for (const list of all("[data-cap]")) {
    const over = all(":scope > .over", list);
    if (!over.length) continue;
    list.classList.add("closed");
    const button = make("button", `Show all ${list.children.length}`, "showall");
    button.type = "button";
    button.addEventListener("click", () => {
      list.classList.remove("closed");
      button.remove();
      over[0].setAttribute("tabindex", "-1");
      over[0].focus();
    });
    (list.closest(".scroll") || list).after(button);
  }

  /* The panel: the words in their paragraph, and the record made of them. */
  const context = (marks, ids) => {
    const block = make("p", "", "context");
    block.dir = "auto";
    const paragraphs = [...new Set(marks.map((m) => m.parentElement))];
    paragraphs.forEach((paragraph, place) => {
      if (place) block.append("\n…\n");
      const pieces = [...paragraph.childNodes].map((node) => ({
        text: node.textContent,
        hit: marks.includes(node),
      }));
      const first = pieces.findIndex((p) => p.hit);
      const last = pieces.findLastIndex((p) => p.hit);
      const before = pieces.slice(0, first).map((p) => p.text).join("");
      const after = pieces.slice(last + 1).map((p) => p.text).join("");
      block.append(make("span", before.length > 420 ? "… " + before.slice(-400) : before));
      for (const piece of pieces.slice(first, last + 1)) block.append(make(piece.hit ? "mark" : "span", piece.text));
      block.append(make("span", after.length > 420 ? after.slice(0, 400) + " …" : after));
    });
    return block;
  };

  const recordOf = (id) => {
    const line = document.getElementById("rec-" + id);
    if (!line) return null;
    const shown = make("div", "", "rec");
    for (const node of one("a", line).childNodes) shown.append(node.cloneNode(true));
    shown.append(one("small", line).cloneNode(true));
    return shown;
  };

  const button = (text, does) => {
    const made = make("button", text);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  };

  const evidence = () => all("a.ev").filter((a) => a.offsetParent !== null);

  const step = (by) => {
    const links = evidence();
    const at = links.indexOf(origin);
    const next = links[(at + by + links.length) % links.length];
    if (next) {
      next.scrollIntoView({ block: "center" });
      show([next.hash.slice(1)], next);
    }
  };

  const show = (ids, from) => {
    const marks = [...new Set(ids.length === 1 ? marksOf(ids[0]) : ids.flatMap(marksOf))];
    if (!marks.length) return false;
    const report = marks[0].closest(".report");
    if (!panel.open) openedBy = from;
    if (origin) origin.classList.remove("on");
    origin = from;
    if (from && from.matches("a.ev")) from.classList.add("on");
    panel.replaceChildren();
    const bar = make("div", "", "bar");
    if (from && from.matches("a.ev")) bar.append(button("Previous", () => step(-1)), button("Next", () => step(1)));
    bar.append(button("Close", close));
    const title = make("h2", one("h3 .name", report).textContent.trim());
    title.id = "panel-title";
    title.tabIndex = -1;
    const away = make("a", "Open in the full report");
    away.href = "#" + ids[0];
    away.addEventListener("click", (event) => {
      event.preventDefault();
      close(false);
      reveal(ids);
    });
    panel.append(bar, title, make("p", `Report ${one(".num", report).textContent}: ${report.dataset.label}`, "meta"), context(marks, ids));
    ids.map(recordOf).forEach((r) => r && panel.append(r));
    const foot = make("p");
    foot.append(away);
    panel.append(foot);
    if (!panel.open) panel.show();
    panel.scrollTop = 0;
    title.focus({ preventScroll: true });
    remember(ids[0]);
    return true;
  };

  const close = (back = true) => {
    if (panel.open) panel.close();
    if (origin) origin.classList.remove("on");
    if (back !== false && (origin || openedBy)) (origin || openedBy).focus({ preventScroll: true });
    origin = openedBy = null;
  };

  const remember = (id) => {
    try {
      history.replaceState(null, "", "#" + id);
    } catch {
      /* a page opened from a place that forbids it keeps its address */
    }
  };

  /* The words in the report itself. */
  const reveal = (ids) => {
    const marks = ids.flatMap(marksOf);
    if (!marks.length) return;
    all("mark.hit").forEach((m) => m.classList.remove("hit"));
    for (let node = marks[0].parentElement; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    marks.forEach((m) => m.classList.add("hit"));
    marks[0].tabIndex = -1;
    marks[0].scrollIntoView({ block: "center" });
    marks[0].focus({ preventScroll: true });
    remember(ids[0]);
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a.ev");
    if (link) {
      if (show([link.hash.slice(1)], link)) event.preventDefault();
      return;
    }
    const mark = event.target.closest(".text mark[data-r]");
    if (mark && !String(getSelection())) show(mark.dataset.r.split(" "), mark);
    const line = event.target.closest(".records a");
    if (line) {
      event.preventDefault();
      reveal([line.hash.slice(1)]);
    }
  });

  /* Filter. */
  const rows = all("[data-row]");
  const texts = new Map();
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const filter = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    root.classList.toggle("filtering", words.length > 0);
    let shown = 0;
    for (const row of rows) {
      if (words.length && !texts.has(row)) texts.set(row, fold(row.textContent));
      const miss = words.some((w) => !texts.get(row).includes(w));
      row.classList.toggle("miss", miss);
      if (!miss) shown += 1;
    }
    for (const section of all("main > section")) {
      const mine = all("[data-row]", section);
      section.classList.toggle("miss", words.length > 0 && mine.length > 0 && mine.every((r) => r.classList.contains("miss")));
    }
    one("#found").textContent = words.length ? `${shown} of ${rows.length} entries` : "";
  };
  let pending = 0;
  field.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(filter, rows.length > 1500 ? 180 : 40);
  });

  /* Keyboard. */
  const sections = all("main > section");
  const jump = (by) => {
    const open = sections.filter((s) => s.offsetParent !== null);
    const at = open.findLastIndex((s) => s.getBoundingClientRect().top < 60);
    const next = open[Math.max(0, Math.min(open.length - 1, at + by))];
    if (!next) return;
    next.tabIndex = -1;
    next.scrollIntoView();
    next.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !help.open) {
      if (panel.open) close();
      else if (field.value) {
        field.value = "";
        filter();
      }
      return;
    }
    const typing = event.target.closest && event.target.closest("input, textarea, select");
    if (!keysOn || typing || event.metaKey || event.ctrlKey || event.altKey || help.open) return;
    const does = {
      "/": () => field.focus(),
      "?": () => help.showModal(),
      j: () => jump(1),
      k: () => jump(-1),
      n: () => panel.open && step(1),
      p: () => panel.open && step(-1),
    }[event.key];
    if (does) {
      event.preventDefault();
      does();
    }
  });
  one("#keys").addEventListener("click", () => help.showModal());
  one("#keyson").addEventListener("change", (event) => (keysOn = event.target.checked));

  /* Where the reader is. */
  const links = new Map(all(".side a").map((a) => [a.hash.slice(1), a]));
  if ("IntersectionObserver" in window) {
    const watch = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          links.forEach((a) => a.classList.remove("here") || a.removeAttribute("aria-current"));
          const link = links.get(entry.target.id);
          if (link) link.classList.add("here"), link.setAttribute("aria-current", "true");
        }
      },
      { rootMargin: "-10% 0px -80% 0px" },
    );
    sections.forEach((s) => watch.observe(s));
  }

  /* Printing shows every report. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((d) => (d.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((d) => (d.open = false)));

  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id && marksOf(id).length) {
      reveal([id]);
      show([id], marksOf(id)[0]);
    }
    const row = id && document.getElementById(id);
    const list = row && row.classList.contains("over") && row.closest(".closed");
    if (list) {
      list.classList.remove("closed");
      (list.closest(".scroll") || list).nextElementSibling.remove();
      row.scrollIntoView({ block: "center" });
    }
  };
  addEventListener("hashchange", arrive);

  root.classList.add("js");
  one("#find").hidden = false;
  one("#keys").hidden = false;
  arrive();
})();
