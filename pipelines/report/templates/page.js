"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const fields = { q: by("q"), severity: by("severity"), rule: by("rule"), source: by("source"), new: by("new") };
  const sections = [...document.querySelectorAll("main > section")];
  const holders = [...document.querySelectorAll("[data-holds]")];
  const drawers = [...document.querySelectorAll("details[data-holds]")];
  const items = sections.flatMap((section) =>
    [...section.querySelectorAll(".item")].map((box) => ({ box, section, text: null })));

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const value = (name) => (name === "new" ? (fields.new.checked ? "1" : "") : fields[name].value.trim());
  const set = (name, to) => {
    const field = fields[name];
    // What somebody sent may name a source of which nothing is left: that is no reason to show all others.
    if (field.options && ![...field.options].some((one) => one.value === to)) field.add(new Option(to, to));
    if (name === "new") field.checked = to === "1";
    else field.value = to;
  };
  const wanted = () => Object.fromEntries(Object.keys(fields).map((name) => [name, value(name)]).filter(([, to]) => to));

  // What an item does not know of itself does not hide it: a story has no rule, a source no severity.
  const among = (box, name, to) => box.dataset[name] === undefined || box.dataset[name].split("\n").includes(to);
  const matches = (item, want, words) => {
    const box = item.box;
    if (want.severity && !among(box, "severity", want.severity)) return false;
    if (want.rule && !among(box, "rule", want.rule)) return false;
    if (want.source && !among(box, "source", want.source)) return false;
    if (want.new && box.classList.contains("finding") && box.dataset.new === undefined) return false;
    if (!words.length) return true;
    item.text ??= fold(box.textContent);
    return words.every((word) => item.text.includes(word));
  };

  const filter = () => {
    const want = wanted();
    const words = fold(want.q ?? "").split(/\s+/).filter(Boolean);
    const any = Object.keys(want).length > 0;
    for (const item of items) item.box.hidden = !matches(item, want, words);
    for (const holder of holders) holder.hidden = !holder.querySelector(".item:not([hidden])");
    // A drawer opens for what is looked for in it, and shuts when all is shown again, unless a person opened it.
    for (const drawer of drawers) {
      if (any && !drawer.hidden && !drawer.open) [drawer.open, drawer.dataset.opened] = [true, ""];
      if (!any && drawer.dataset.opened !== undefined) [drawer.open] = [false, delete drawer.dataset.opened];
    }
    by("clear").hidden = !any;
    by("said").textContent = any ? sections.map(tell).filter(Boolean).join(" · ") : "";
  };

  const tell = (section) => {
    const own = items.filter((item) => item.section === section);
    const left = own.filter((item) => !item.box.hidden).length;
    const nothing = section.querySelector(".nothing");
    if (nothing) nothing.hidden = left > 0 || own.length === 0;
    return own.length ? `${left} of ${own.length} ${section.id}` : "";
  };

  const all = () => {
    for (const note of document.querySelectorAll(".nothing")) note.hidden = true;
    filter();
  };

  const keep = () => {
    const said = new URLSearchParams(wanted()).toString();
    history.replaceState(null, "", said ? `#${said}` : location.href.split("#")[0]);
    all();
  };

  // An address with one of the fields is a filter, one with an article or a story a place.
  const follow = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    const filtered = Object.keys(fields).some((name) => said.get(name));
    const place = ["article", "story"].find((name) => said.get(name));
    if (!filtered && !place) return;
    for (const name of Object.keys(fields)) set(name, said.get(name) ?? "");
    all();
    for (const box of document.querySelectorAll(".here")) box.classList.remove("here");
    const name = place ?? "rule";
    const target = by(`${name}=${said.get(name)}`);
    if (place && target) show(target);
    if (place && !target) by("said").textContent =
      `Not on this page: dateline sql "FROM ${place === "story" ? "stories" : "articles"} WHERE ${place}_id = '${said.get(place)}'"`;
    (target && !target.hidden ? target : by("findings")).scrollIntoView();
  };

  const show = (target) => {
    target.classList.add("here");
    const drawer = target.closest("details.more");
    if (drawer) drawer.open = true;
    for (const more of target.querySelectorAll("details")) more.open = true;
  };

  by("filters").hidden = false;
  for (const field of Object.values(fields)) field.addEventListener("input", keep);
  by("clear").addEventListener("click", () => {
    for (const name of Object.keys(fields)) set(name, "");
    keep();
    fields.q.focus();
  });
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      fields.q.focus();
    }
  });
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details:not([open])")];
    for (const box of shut) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of shut) box.open = false;
  });
  follow();
})();
