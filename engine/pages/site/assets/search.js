// Shows, of all that the index lists, what has each of the words that are looked for.
"use strict";

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "dj").toLowerCase();

const MOST = 60;

function rank(entry, words) {
  const [, id, title, said] = entry;
  const [name, heading] = [plain(id), plain(title)];
  const all = `${name} ${heading} ${plain(said)}`;
  let found = 0;
  for (const word of words) {
    if (!all.includes(word)) return 0;
    found += name === word ? 8 : name.startsWith(word) ? 4 : heading.includes(word) ? 2 : 1;
  }
  return found;
}

function show(entries, wanted) {
  const results = document.getElementById("results");
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  results.hidden = words.length === 0;
  document.getElementById("all").hidden = words.length > 0;
  if (words.length === 0) return;
  const ranked = entries.map((entry) => [rank(entry, words), entry]).filter(([points]) => points > 0);
  ranked.sort(([one], [other]) => other - one);
  const status = results.querySelector("[role=status]");
  status.textContent = ranked.length ? `${results.dataset.found}: ${ranked.length}` : results.dataset.none;
  const list = results.querySelector("ul");
  list.replaceChildren(...ranked.slice(0, MOST).map(([, [address, id, title, , language]]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = id || title;
    if (id) link.className = "id";
    if (language) link.lang = language;
    item.append(link, id ? ` ${title}` : "");
    return item;
  }));
}

const field = document.getElementById("q");
field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", () => show(window.zakonikIndex, field.value));
show(window.zakonikIndex, field.value);
