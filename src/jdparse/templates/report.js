"use strict";
(() => {
  const data = JSON.parse(document.getElementById("jd-data").textContent);
  const words = data.words;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // Charts. The theme is the reader's; the page holds the same figures as tables.
  const theme = () => {
    const ink = dark.matches ? "#e8eaee" : "#1c2128";
    const soft = dark.matches ? "#a9b1bd" : "#565e6b";
    const line = dark.matches ? "#3a414d" : "#d9dde3";
    const bar = dark.matches ? "#6ea8f0" : "#2f6db5";
    const steps = dark.matches
      ? ["#1d2733", "#1f4468", "#2f6b9c", "#5a9bd0", "#93c6ee", "#d8ecfb"]
      : ["#f1f5f9", "#cfe0f0", "#9cc3e3", "#5f9dcd", "#2f6db5", "#123f78"];
    return {
      background: "transparent",
      font: getComputedStyle(document.body).fontFamily,
      view: { stroke: null },
      axis: { labelColor: ink, titleColor: soft, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
      legend: { labelColor: ink, titleColor: soft, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
      mark: { color: bar },
      bar: { color: bar },
      rule: { color: bar },
      point: { color: bar },
      text: { color: soft, fontSize: 11 },
      range: {
        category: ["#4c8fd6", "#e08a3c", "#4aa564", "#d9605b", "#9b7fd1", "#b07d62", "#d97fb5", "#8c95a3", "#b5a632"],
        heatmap: steps,
        ramp: steps,
        ordinal: dark.matches
          ? ["#2a3f55", "#28527a", "#3674a8", "#5d9bd0", "#93c6ee", "#d8ecfb"]
          : ["#d3dfeb", "#b0cce6", "#86b3db", "#5592c8", "#2f6db5", "#123f78"],
      },
    };
  };
  const draw = async () => {
    const config = theme();
    const drawn = Array.from(document.querySelectorAll("[data-chart]"), (place) =>
      vegaEmbed(place, data.charts[place.dataset.chart], { actions: false, renderer: "svg", ast: true, config, tooltip: { theme: dark.matches ? "dark" : "light" } }),
    );
    await Promise.all(drawn);
    document.body.dataset.drawn = String(Math.round(performance.now()));
  };
  draw();
  dark.addEventListener("change", draw);

  // Ads. All text of the board goes in as text, never as markup.
  const body = document.getElementById("jd-ads");
  if (!body) return;
  const search = document.getElementById("jd-search");
  const category = document.getElementById("jd-category");
  const notice = document.getElementById("jd-notice");
  const more = document.getElementById("jd-more");
  const count = document.getElementById("jd-found");
  const STEP = 50;
  let found = [];
  let shown = 0;

  const categories = (ad) => Array.from(new Set(ad.c.flatMap((clause) => clause[4])));
  const label = (ad) => ad.t || words.untitled;
  const text = data.ads.map((ad) => [ad.t, ad.i, ad.b, ...ad.c.map((clause) => clause[3])].join("\n").toLowerCase());
  const all = data.ads.map(categories);
  const number = (value) => (value === null ? "" : Number(value).toLocaleString("en-US", { maximumFractionDigits: 0 }));
  const pay = (ad) => (ad.l === null && ad.h === null ? "" : ad.l === ad.h ? number(ad.l) : `${number(ad.l)}–${number(ad.h)}`);

  // A span is a start, an end and a kind; of two that cross, the later begins where the earlier ends.
  const marked = (words, spans) => {
    const parts = [];
    const characters = Array.from(words);
    let at = 0;
    for (const [start, end, kind] of spans.slice().sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      const from = Math.max(at, start);
      if (from >= end) continue;
      parts.push(characters.slice(at, from).join(""));
      const [id, name] = data.kinds[kind];
      parts.push(make("mark", { class: "jd-fact", "data-kind": id, "data-name": name, title: name }, characters.slice(from, end).join("")));
      at = end;
    }
    parts.push(characters.slice(at).join(""));
    return parts;
  };

  const detail = (ad) => {
    const box = make("div", { class: "jd-ad", lang: "zh" });
    let section = null;
    for (const [kind, level, mark, clause, tags, spans] of ad.c) {
      if (kind !== section) box.append(make("p", { class: "jd-part" }, data.sections[kind] || kind));
      section = kind;
      const line = make("p", { "data-level": level });
      if (mark) line.append(make("span", { class: "jd-n" }, `${mark} `));
      line.append(...marked(clause, spans));
      for (const tag of tags) line.append(" ", make("span", { class: "jd-chip" }, `#${tag}`));
      box.append(line);
    }
    for (const rule of ad.n) box.append(make("p", { class: "jd-warn" }, `⚠ ${data.notices[rule] || rule}`));
    if (ad.x) box.append(make("p", { class: "jd-n" }, words.cut));
    return box;
  };

  const row = (ad) => {
    const button = make("button", { type: "button", "aria-expanded": "false", "aria-label": `${words.open} ${label(ad)}` }, words.open);
    const cells = [ad.i ?? String(ad.r), label(ad), ad.e ?? "", ad.y === null ? "" : String(ad.y), pay(ad), categories(ad).slice(0, 4).join("、")];
    const line = make("tr", {}, ...cells.map((cell) => make("td", {}, cell)), make("td", {}, button));
    let opened = null;
    button.addEventListener("click", () => {
      if (opened) {
        opened.remove();
        opened = null;
      } else {
        opened = make("tr", { class: "jd-opened" }, make("td", { colspan: "7" }, detail(ad)));
        line.after(opened);
      }
      button.setAttribute("aria-expanded", String(opened !== null));
      button.textContent = opened ? words.close : words.open;
      button.setAttribute("aria-label", `${button.textContent} ${label(ad)}`);
    });
    return line;
  };

  const extend = () => {
    body.append(...found.slice(shown, shown + STEP).map((index) => row(data.ads[index])));
    shown = Math.min(found.length, shown + STEP);
    more.hidden = shown >= found.length;
  };
  const find = () => {
    const asked = search.value.trim().toLowerCase();
    found = [];
    data.ads.forEach((ad, index) => {
      if (asked && !text[index].includes(asked)) return;
      if (category.value && !all[index].includes(category.value)) return;
      if (notice.value && !ad.n.includes(notice.value)) return;
      found.push(index);
    });
    count.textContent = words.found.replace("{count}", found.length.toLocaleString("en-US"));
    body.replaceChildren();
    shown = 0;
    extend();
  };
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 120);
  });
  category.addEventListener("change", find);
  notice.addEventListener("change", find);
  more.addEventListener("click", extend);
  document.getElementById("jd-finder").hidden = false;
  find();
})();
