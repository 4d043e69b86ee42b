/* What can stand at a place of a rule, and what stands there: said by the server, shown here.
   Without it the field stays what it is, a plain one. */
"use strict";
{
  const PAUSE = 150, REST = 350;
  const id = name => document.getElementById(name);
  const field = () => document.querySelector("textarea[data-offers]");
  let typing = 0, resting = 0, leaving = 0, asking = null, shown = null, chosen = -1, putting = false;

  const place = (text, at) => {
    const before = text.slice(0, at).split("\n");
    return { line: before.length - 1, character: before.at(-1).length };
  };

  /* Letters have one width and lines one height: a place in the text is a place on the screen. */
  const measures = text => {
    const style = getComputedStyle(text);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    return {
      wide: pen.measureText("0".repeat(100)).width / 100,
      high: parseFloat(style.lineHeight),
      left: parseFloat(style.paddingLeft) + text.clientLeft - text.scrollLeft,
      top: parseFloat(style.paddingTop) + text.clientTop - text.scrollTop,
    };
  };

  const put = (element, text, at) => {
    const by = measures(text);
    element.hidden = false;
    const room = text.offsetWidth - element.offsetWidth;
    element.style.left = `${Math.max(0, Math.min(by.left + at.character * by.wide, room))}px`;
    element.style.top = `${text.offsetTop + by.top + (at.line + 1) * by.high}px`;
  };

  /* Gives nothing at all if something else is asked before the answer is there. */
  const ask = async (text, about, at) => {
    asking?.abort();
    const own = (asking = new AbortController());
    const body = new URLSearchParams({ seal: text.form.elements.seal.value, text: text.value, ...at });
    const answer = await fetch(text.dataset[about], { method: "POST", body, signal: own.signal })
      .then(one => (one.ok ? one.json() : null))
      .catch(() => null);
    return own.signal.aborted || text !== field() ? undefined : answer;
  };

  const close = () => {
    clearTimeout(typing);
    const list = id("offers");
    shown = null;
    chosen = -1;
    if (list) list.hidden = true;
    field()?.removeAttribute("aria-activedescendant");
    if (id("offers-said")) id("offers-said").textContent = "";
  };

  const hide = () => {
    clearTimeout(resting);
    clearTimeout(leaving);
    if (id("about")) id("about").hidden = true;
  };

  const made = (name, text, ...kind) => {
    const element = document.createElement(name);
    element.textContent = text;
    element.classList.add(...kind);
    return element;
  };

  const offer = async wanted => {
    const text = field(), value = text.value, at = text.selectionStart;
    const found = await ask(text, "offers", place(value, at));
    if (found === undefined || text.value !== value || text.selectionStart !== at) return;
    const known = found?.offers ?? [];
    const typed = found && place(value, at).character > found.start;
    if (!known.length || !(wanted || typed || !found.more)) {
      close();
      if (wanted) id("offers-said").textContent = text.dataset.none;
      return;
    }
    shown = { ...found, at };
    choose(-1);
    id("offers").replaceChildren(...known.map((one, number) => {
      const option = made("li", one.words);
      option.id = `offer${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      if (one.detail && one.detail !== one.words) option.append(" ", made("span", one.detail, "soft"));
      return option;
    }));
    hide();
    put(id("offers"), text, { ...place(value, at), character: found.start });
    const more = found.more ? ` ${text.dataset.more.replace("{number}", found.more)}` : "";
    id("offers-said").textContent = text.dataset.count.replace("{number}", known.length) + more;
  };

  const choose = number => {
    chosen = number;
    const options = [...id("offers").children];
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) field().removeAttribute("aria-activedescendant");
    else field().setAttribute("aria-activedescendant", options[chosen].id);
  };

  /* `insertText` can be undone with the key for it; what replaces it cannot. */
  const accept = number => {
    const text = field(), one = shown.offers[number];
    const start = shown.at - (place(text.value, shown.at).character - shown.start);
    putting = true;
    text.focus();
    text.setSelectionRange(start, shown.at);
    if (!document.execCommand("insertText", false, one.put)) text.setRangeText(one.put);
    text.setSelectionRange(start + one.select[0], start + one.select[1]);
    putting = false;
    close();
  };

  const explain = async (at, wanted) => {
    const text = field();
    const found = await ask(text, "about", at);
    if (found === undefined) return;
    const blocks = found?.blocks ?? [];
    if (!blocks.length && !wanted) return hide();
    const names = { line: "p", item: "li", quote: "blockquote", sentence: "code", translated: "em" };
    const items = made("ul", "");
    const parts = blocks.map(one => {
      const part = made(names[one.kind], "");
      if (one.strong) part.append(made("strong", one.strong), " ");
      part.append(one.text);
      if (one.kind !== "item") return part;
      items.append(part);
      return items;
    });
    id("about").replaceChildren(...(parts.length ? new Set(parts) : [made("p", text.dataset.nothing)]));
    id("about").lang = parts.length ? "en" : document.documentElement.lang;
    close();
    put(id("about"), text, at);
  };

  const KEYS = {
    ArrowDown: () => choose((chosen + 1) % shown.offers.length),
    ArrowUp: () => choose((chosen < 1 ? shown.offers.length : chosen) - 1),
    Enter: () => chosen >= 0 && accept(chosen),
  };

  document.addEventListener("keydown", event => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      const is_open = shown !== null || !(id("about")?.hidden ?? true);
      asking?.abort();
      close();
      hide();
      if (is_open) event.preventDefault();
      return;
    }
    if (event.target !== field()) return;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      offer(true);
    } else if (plain && event.key === "F1") {
      event.preventDefault();
      explain(place(event.target.value, event.target.selectionStart), true);
    } else if (shown && plain && KEYS[event.key]) {
      if (KEYS[event.key]() !== false) event.preventDefault();
      else close();
    } else if (["Tab", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
  });

  document.addEventListener("input", event => {
    if (event.target !== field() || putting) return;
    close();
    hide();
    if (!event.isComposing) typing = setTimeout(offer, PAUSE, false);
  });

  document.addEventListener("focusout", event => {
    if (event.target === field() && event.relatedTarget?.id !== "offers-go") close();
  });

  document.addEventListener("pointerdown", event => {
    if (event.target.closest?.("#offers")) event.preventDefault(); // the field keeps the focus
    else if (event.target === field()) close();
  });

  document.addEventListener("mousedown", event => {
    if (event.target.closest?.("#offers, #offers-go, #about-go")) event.preventDefault();
  });

  document.addEventListener("click", event => {
    const option = event.target.closest?.("#offers [role=option]");
    const text = field();
    if (option && shown) accept([...option.parentElement.children].indexOf(option));
    else if (event.target.id === "offers-go") {
      text.focus();
      offer(true);
    } else if (event.target.id === "about-go") {
      explain(place(text.value, text.selectionStart), true);
    }
  });

  document.addEventListener("mousemove", event => {
    if (event.target.closest?.("#about")) clearTimeout(leaving);
    if (event.target !== field() || event.buttons || shown) return;
    const text = event.target, by = measures(text), box = text.getBoundingClientRect();
    const line = Math.floor((event.clientY - box.top - by.top) / by.high);
    const character = Math.floor((event.clientX - box.left - by.left) / by.wide);
    const said = text.value.split("\n")[line] ?? "";
    clearTimeout(resting);
    clearTimeout(leaving);
    if (line >= 0 && character >= 0 && character < said.length && said[character].trim()) {
      resting = setTimeout(explain, REST, { line, character }, false);
    } else leaving = setTimeout(hide, REST);
  });

  document.addEventListener("mouseout", event => {
    if (event.target !== field() && !event.target.closest?.("#about")) return;
    clearTimeout(resting);
    clearTimeout(leaving);
    if (!event.relatedTarget?.closest?.("#about")) leaving = setTimeout(hide, REST);
  });

  /* What floats beside a place of the text goes when the place moves. The keyboard of a phone
     changes the height of the window, and nothing beside. */
  let wide = innerWidth;
  window.addEventListener("resize", () => {
    if (wide !== innerWidth) (close(), hide());
    wide = innerWidth;
  });
  document.addEventListener("scroll", event => event.target === field() && (close(), hide()), true);

  const begun = () => document.querySelectorAll("[data-with-script]").forEach(one => (one.hidden = false));
  document.addEventListener("htmx:afterSettle", () => (close(), hide(), begun()));
  begun();
}
