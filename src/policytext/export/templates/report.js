"use strict";
// What this adds to a page that can be read without it: tables that sort, a concordance over the
// texts, and an outline that is folded away where there is no room beside the text.

const LINES_AT_ONCE = 50;
const CONTEXT = 90; // characters on either side of a hit
const KEY = 25; // of them decide the order
const BREAK = "\0"; // between two blocks: no phrase runs across it, and no page can hold it
const LETTER = /[\p{L}\p{M}\p{N}_]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

const byId = (id) => document.getElementById(id);
const grouped = (number) => number.toLocaleString("en").replaceAll(",", "\u00a0");

byId("outline").open = matchMedia("(min-width: 68rem)").matches;

// Tables

for (const table of document.querySelectorAll("table.sortable")) {
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortRows(table, head, column));
    head.append(button);
  }
}

function sortRows(table, head, column) {
  const numeric = head.classList.contains("number");
  const before = head.getAttribute("aria-sort");
  const ascending = before ? before === "descending" : !numeric; // numbers: the greatest first
  const value = numeric
    ? (row) => Number(row.cells[column].textContent.replace(/\s/g, ""))
    : (row) => row.cells[column].textContent;
  const compare = numeric ? (a, b) => a - b : new Intl.Collator("en").compare;
  const sign = ascending ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map((row) => [value(row), row]);
  rows.sort(([a], [b]) => sign * compare(a, b));
  table.tBodies[0].append(...rows.map(([, row]) => row));
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
}

// The texts as strings, read from the page when they are first asked for: for each its blocks,
// with where they begin, and its names.

let texts = null;

function readTexts() {
  const counted = new Set(byId("main").dataset.counted.split(","));
  return [...document.querySelectorAll("article")].map((article) => {
    const text = { title: article.querySelector("h3").textContent, blocks: [], names: [] };
    const pieces = [];
    let at = 0;
    for (const element of article.querySelectorAll("[data-line]")) {
      const furniture = !counted.has(element.dataset.kind);
      text.blocks.push({ element, start: at, furniture });
      for (const node of element.childNodes) {
        const words = node.textContent;
        if (node.nodeName === "MARK") {
          const name = (node.title || words).toLowerCase();
          text.names.push({ start: at, end: at + words.length, label: node.dataset.label, name });
        }
        pieces.push(words);
        at += words.length;
      }
      pieces.push(BREAK);
      at += BREAK.length;
    }
    text.words = pieces.join("");
    return text;
  });
}

function blockAt(text, position) {
  let low = 0;
  let high = text.blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (text.blocks[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  return text.blocks[low];
}

// Search

function pattern(query) {
  const words = query.trim().split(/\s+/).map((word) =>
    word.replace(/[.+?^${}()|[\]\\/]/g, "\\$&")
      .replace(/['’]/g, "['’]")
      .replaceAll("*", "[\\p{L}\\p{M}\\p{N}]*"));
  return new RegExp(words.join("\\s+"), "giu");
}

const inWord = (character, beside) =>
  LETTER.test(character) && LETTER.test(beside) && !UNSPACED.test(character);

function isWhole(words, start, end) {
  return !inWord(words[start], words[start - 1] ?? " ") &&
    !inWord(words[end - 1], words[end] ?? " ");
}

function inText(query, withFurniture) {
  const wanted = pattern(query);
  const hits = [];
  for (const text of texts) {
    for (const { index: start, 0: found } of text.words.matchAll(wanted)) {
      const end = start + found.length;
      if (found && isWhole(text.words, start, end) &&
          (withFurniture || !blockAt(text, start).furniture)) hits.push({ text, start, end });
    }
  }
  return hits;
}

// Names that are called so; or, if none is, those that have the words in them.
function inNames(query, label) {
  const hits = texts.flatMap((text) => text.names
    .filter((name) => !label || name.label === label)
    .map((name) => ({ text, ...name })));
  const wanted = query.trim().toLowerCase();
  const exact = hits.filter((hit) => hit.name === wanted);
  if (!wanted || exact.length) return wanted ? exact : hits;
  const has = (words) => [...words.matchAll(pattern(query))].some(({ index, 0: found }) =>
    found && isWhole(words, index, index + found.length));
  return hits.filter((hit) => has(hit.name) || has(hit.text.words.slice(hit.start, hit.end)));
}

const onOneLine = (words) => words.replace(/\s*\0\s*/g, " ¶ ").replace(/\s+/g, " ");
const leftOf = (hit, length) => hit.text.words.slice(Math.max(0, hit.start - length), hit.start);
const rightOf = (hit, length) => hit.text.words.slice(hit.end, hit.end + length);

// What lies beside a hit, as it is sorted: in small letters, without marks, to the left from the
// hit outwards.
const KEYS = {
  right: ({ text, end }) => folded(text).slice(end, end + KEY).trimStart()
    .split(/ +/).join(" "),
  left: ({ text, start }) => folded(text).slice(Math.max(0, start - KEY), start).trimEnd()
    .split(/ +/).reverse().join(" "),
};

function folded(text) {
  if (!text.folded) {
    const small = text.words.toLowerCase(); // İ becomes two letters: then, places would not agree
    text.folded = (small.length === text.words.length ? small : text.words)
      .replace(/[^\p{L}\p{M}\p{N}]/gu, (mark) => " ".repeat(mark.length));
  }
  return text.folded;
}

function sorted(hits, order) {
  if (order === "place") return hits;
  const keyed = hits.map((hit) => ({ hit, key: KEYS[order](hit) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ hit }) => hit);
}

let hits = [];

function search() {
  const started = performance.now();
  texts ??= readTexts();
  const query = byId("query").value;
  const where = byId("where").value;
  const names = where.startsWith("names");
  const asked = names || /[\p{L}\p{N}]/u.test(query);
  const find = () =>
    (names ? inNames(query, where.slice("names ".length)) : inText(query, where === "all"));
  hits = asked ? sorted(find(), byId("order").value) : [];
  byId("lines").replaceChildren();
  showMore();
  const among = new Set(hits.map((hit) => hit.text)).size;
  byId("found").value = asked
    ? `${grouped(hits.length)} ${hits.length === 1 ? "line" : "lines"} in ${grouped(among)} of ` +
      `${grouped(texts.length)} ${texts.length === 1 ? "text" : "texts"}`
    : "Which word?";
  performance.measure("search", { start: started });
}

function showMore() {
  const shown = byId("lines").childElementCount;
  const next = hits.slice(shown, shown + LINES_AT_ONCE).map(line);
  byId("lines").append(...next);
  byId("more").hidden = shown + next.length >= hits.length;
  return next;
}

function line(hit) {
  const block = blockAt(hit.text, hit.start);
  const left = element("span", element("bdi", onOneLine(leftOf(hit, CONTEXT)).trimStart()));
  left.className = "left";
  const words = onOneLine(hit.text.words.slice(hit.start, hit.end));
  const right = element("span", element("b", words), onOneLine(rightOf(hit, CONTEXT)));
  const number = element("span", `line ${block.element.dataset.line}`);
  const place = element("small", element("bdi", hit.text.title), number);
  const link = element("a", place, left, right);
  link.href = `#${block.element.id}`;
  link.addEventListener("click", () => requestAnimationFrame(() => mark(hit, block)));
  return element("li", link);
}

function element(tag, ...contents) {
  const made = document.createElement(tag);
  made.append(...contents);
  return made;
}

// Mark a hit in the reading view, and bring it into sight where its block is longer than the screen.
function mark(hit, block) {
  const range = document.createRange();
  range.setStart(...nodeAt(block.element, hit.start - block.start));
  range.setEnd(...nodeAt(block.element, hit.end - block.start));
  if (CSS.highlights) CSS.highlights.set("hit", new Highlight(range));
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) scrollBy(0, top - innerHeight / 3);
}

function nodeAt(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node.length < offset) {
    offset -= node.length;
    node = walker.nextNode();
  }
  return [node, offset];
}

byId("unscripted").hidden = true;
byId("concordance").hidden = false;
byId("concordance").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
byId("query").addEventListener("focus", () => setTimeout(() => { texts ??= readTexts(); }));
for (const id of ["where", "order"]) byId(id).addEventListener("change", search);
byId("more").addEventListener("click", () => showMore()[0]?.firstChild.focus());
for (const name of document.querySelectorAll("[data-name]")) {
  name.addEventListener("click", () => {
    byId("query").value = name.textContent;
    byId("where").value = `names ${name.dataset.name}`;
    search();
  });
}
