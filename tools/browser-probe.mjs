/** What browser-check looks at inside the page. `probe` is sent there as text: it may use nothing from outside itself. */

/**
 * Opens every `<details>` and measures. Each list holds what is wrong; an empty one is good.
 *
 * @returns {{ scripts: string[], document: string[], overflow: string[], clipped: string[], charts: number,
 *   chartFaults: string[] }}
 */
export function probe() {
  const root = document.documentElement;
  const named = (element) => {
    const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60);
    const id = element.closest("[id]")?.id;
    return `<${element.tagName.toLowerCase()}>${id === undefined ? "" : ` in #${id}`} "${words}"`;
  };
  const px = (value) => Math.round(value * 10) / 10;

  const scripts = [
    ...[...document.querySelectorAll("script, iframe, object, embed, link, base, form")].map((one) => one.outerHTML),
    ...[...document.querySelectorAll("*")].flatMap((one) =>
      [...one.attributes]
        .filter(({ name, value }) => /^on/i.test(name) || /^\s*javascript:/i.test(value))
        .map(({ name, value }) => `${name}="${value}" on <${one.tagName.toLowerCase()}>`),
    ),
    ...(globalThis.__ran === undefined ? [] : ["a script of the page ran"]),
  ].map((one) => one.slice(0, 200));

  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const facts = [
    ...(document.querySelectorAll("h1").length === 1 ? [] : [`${document.querySelectorAll("h1").length} h1`]),
    ...(root.lang === "" ? ["no lang"] : []),
    ...(document.title === "" ? ["no title"] : []),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id ${id} twice`),
    ...[...document.querySelectorAll("th:not([scope])")].map((one) => `no scope: ${named(one)}`),
    ...[...document.querySelectorAll('a[href^="#"]')]
      .filter((link) => document.getElementById(link.getAttribute("href").slice(1)) === null)
      .map((link) => `leads nowhere: ${link.getAttribute("href")}`),
  ];

  for (const one of document.querySelectorAll("details")) one.open = true;
  const right = root.clientWidth;
  const overflow = root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
  const clipped = [];
  for (const one of document.body.querySelectorAll("*")) {
    const box = one.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || one.closest("desc, title") !== null) continue;
    if (box.right > right + 1 || box.left < -1) overflow.push(`${px(box.left)} to ${px(box.right)} px: ${named(one)}`);
    if (one.closest("svg") !== null || one.clientWidth === 0) continue;
    const style = getComputedStyle(one);
    const cuts = (value) => value === "hidden" || value === "clip";
    if (one.scrollWidth > one.clientWidth + 1)
      clipped.push(`${one.scrollWidth} px of text in ${one.clientWidth} px: ${named(one)}`);
    else if (cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1)
      clipped.push(`${one.scrollHeight} px of text in a height of ${one.clientHeight} px: ${named(one)}`);
    if (style.textOverflow === "ellipsis") clipped.push(`text-overflow: ${named(one)}`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    const paper = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (box.right > paper.right + 1 || box.left < paper.left - 1 || box.bottom > paper.bottom + 1)
        clipped.push(`leaves its picture: ${named(text)}`);
    }
  }

  const painted = (value) => value !== "none" && value !== "transparent" && !/^rgba?\(255, 255, 255\b/.test(value);
  const visible = (mark) => {
    const box = mark.getBoundingClientRect();
    const style = getComputedStyle(mark);
    const shown = style.visibility === "visible" && style.display !== "none" && Number(style.opacity) > 0;
    const area = box.width > 0 && box.height > 0;
    return shown && ((area && painted(style.fill)) || (box.width + box.height > 0 && painted(style.stroke)));
  };
  // a chart may have a drawing for narrow places and one for wide ones; the style shows one
  const charts = [...document.querySelectorAll("svg")].filter((svg) => {
    const place = svg.closest(".picture");
    return place === null || getComputedStyle(place).display !== "none";
  });
  const missing = [...document.querySelectorAll("figure.chart")].flatMap((figure) => {
    const drawn = charts.filter((svg) => figure.contains(svg)).length;
    return drawn === 1 ? [] : [`${figure.className}: ${drawn} pictures shown`];
  });
  const chartFaults = charts.flatMap((svg) => {
    const title = svg.querySelector("title")?.textContent ?? "a chart without a title";
    const words = (svg.getAttribute("aria-labelledby") ?? "").split(" ");
    const width = svg.getBoundingClientRect().width;
    return [
      ...(width >= 200 ? [] : [`${title}: ${px(width)} px wide`]),
      ...([...svg.querySelectorAll(".mark")].some(visible) ? [] : [`${title}: no visible mark`]),
      ...(svg.getAttribute("role") === "img" ? [] : [`${title}: not role=img`]),
      ...(words.length === 2 && words.every((id) => (document.getElementById(id)?.textContent ?? "") !== "")
        ? []
        : [`${title}: no title or no description`]),
      ...(svg.closest("figure")?.querySelector("table") ? [] : [`${title}: no table beside it`]),
    ];
  });
  chartFaults.push(...missing);
  return { scripts, document: facts, overflow, clipped, charts: charts.length, chartFaults };
}
