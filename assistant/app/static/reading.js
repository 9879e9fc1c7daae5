// The reading window, the cards of markers, and links to copy. What the window shows are pages with
// addresses of their own: /source, /why and /by-document. Text only ever goes into textContent.
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("labels").textContent);
  const say = (name, values = {}) =>
    words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  const make = (tag, className = "", text = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  // A marker `ref-2-1-s0` belongs to the source `cite-2-1` of the panel, `ref-near-2-1` to
  // `near-2-1`: the conversation's sanitiser keeps ids and nothing else that could tell.
  const sourceOf = (link) => {
    const [, near, turn, number] = /^ref-(near-)?(\d+)-(\d+)/.exec(link.id) || [];
    return turn && document.getElementById(`${near ? "near" : "cite"}-${turn}-${number}`);
  };
  const markerOf = (source) => {
    const [, kind, turn, number] = /^(cite|near)-(\d+)-(\d+)$/.exec(source.id);
    const name = kind === "near" ? `ref-near-${turn}-${number}` : `ref-${turn}-${number}-`;
    return document.querySelector(`#conversation a[id^="${name}"]`);
  };
  const activate = (source) => {
    const turn = source.closest(".turn");
    for (const other of turn.parentElement.querySelectorAll(".turn")) {
      other.classList.toggle("is-active", other === turn);
    }
    for (const shown of document.querySelectorAll(".source.is-shown")) {
      shown.classList.toggle("is-shown", shown === source);
    }
    source.classList.add("is-shown");
  };

  // ---- What the page says in passing: for eyes and for screen readers
  let silence = 0;
  const passing = make("p", "passing");
  passing.setAttribute("role", "status");
  const tell = (text) => {
    (reader?.open ? reader : document.body).append(passing);
    setTimeout(() => { passing.textContent = text; });
    clearTimeout(silence);
    silence = setTimeout(() => { passing.textContent = ""; }, 6000);
  };
  const copy = async (address) => {
    const whole = new URL(address, location.href).href;
    try {
      await window.summits.copyText(whole);
      tell(words.link_copied);
    } catch {  // no permission
      tell(say("copy_failed", { address: whole }));
    }
  };

  // ---- The window
  let reader = null, parts = null;
  let sources = [], at = -1, opener = null, address = "", earlier = [], load = 0, away = false;

  const build = () => {
    reader = make("dialog");
    reader.id = "reader";
    reader.setAttribute("aria-labelledby", "reader-title");
    const bar = make("div", "reader-bar"), controls = make("div", "reader-controls");
    const title = make("p", "reader-title"), body = make("div", "reader-body");
    title.id = "reader-title";
    title.setAttribute("aria-live", "polite");
    body.tabIndex = 0;
    body.setAttribute("role", "region");
    body.setAttribute("aria-labelledby", "reader-title");
    const button = (text, hint, act, place = controls) => {
      const made = make("button", "", text);
      made.type = "button";
      if (hint) made.title = hint;
      made.addEventListener("click", act);
      place.append(made);
      return made;
    };
    const back = button(words.back, "", goBack);
    const previous = button(words.previous, words.previous_hint, () => step(-1));
    const next = button(words.next, words.next_hint, () => step(1));
    const link = button(words.copy_link, "", () => copy(address));
    const page = make("a", "", words.open_as_page);
    page.target = "_blank";
    page.rel = "noopener";
    const keys = make("span", "keys", words.keys_hint);
    controls.append(page, keys);
    bar.append(title);
    button(words.close, "", close, bar);
    bar.append(controls);
    reader.append(bar, body);
    document.body.append(reader);
    parts = { title, body, back, previous, next, link, page, keys };
    reader.addEventListener("close", closed);
    reader.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const way = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
      if (way && sources.length) { event.preventDefault(); step(way); }
    });
    reader.addEventListener("click", (event) => { if (event.target === reader) close(); });
  };

  const open = () => {
    if (!reader) build();
    hide();
    if (reader.open) return;
    earlier = [];
    away = true;
    reader.showModal();
    window.summits.cover("reading");  // "back", on a phone above all, closes the window
  };
  const close = () => reader.close();
  const closed = () => {
    parts.body.replaceChildren();
    window.summits.uncover("reading");
    const back = opener?.isConnected ? opener : null;
    back?.focus({ preventScroll: true });
    back?.scrollIntoView({ block: "nearest" });
    away = false;  // only now: the focus that comes back asks for no card
  };
  window.addEventListener("popstate", () => { if (reader?.open) reader.close(); });

  const showSource = (source, from) => {
    activate(source);
    sources = [...source.parentElement.querySelectorAll(".source")];
    at = sources.indexOf(source);
    opener = from || markerOf(source);
    open();
    const name = source.classList.contains("near") ? "near_of" : "source_of";
    show(source.querySelector("a.read").href, say(name, { number: at + 1, total: sources.length }));
  };
  const step = (way) => {
    const source = sources[at + way];
    if (source) showSource(source);
  };
  const showAside = (url, title, from) => {
    sources = [];
    at = -1;
    if (from) opener = from;
    open();
    show(url, title);
  };
  const goBack = () => {
    const last = earlier.pop();
    if (last) show(last.address, last.title);
  };

  const show = async (url, title) => {
    const mine = ++load, fresh = !parts.body.firstElementChild;
    address = url;
    parts.title.textContent = title;
    parts.page.href = url;
    parts.back.hidden = !earlier.length;
    for (const [button, way] of [[parts.previous, -1], [parts.next, 1]]) {
      button.hidden = sources.length < 2;
      // Not `disabled`: the focus would be lost on the way to the last source.
      button.setAttribute("aria-disabled", String(!sources[at + way]));
    }
    parts.keys.hidden = sources.length < 2;
    if (fresh) parts.body.replaceChildren(make("p", "waiting", words.loading));
    let sheet = null;
    try {
      const response = await fetch(url);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      sheet = page.querySelector("main.sheet");
    } catch { /* said below */ }
    if (mine !== load || !reader.open) return;
    if (!sheet) {
      parts.body.replaceChildren(make("p", "waiting", words.cannot_load));
      return;
    }
    for (const link of sheet.querySelectorAll("a[href]")) {
      link.href = new URL(link.getAttribute("href"), url).href;
    }
    const content = make("div", sheet.className);  // the page has a <main> already
    content.append(...sheet.childNodes);
    // What had the focus goes; nothing else would hear the keys.
    const inside = parts.body.contains(document.activeElement);
    parts.body.replaceChildren(document.adoptNode(content));
    parts.body.scrollTop = 0;
    const place = content.querySelector("#quote");
    place?.scrollIntoView({ block: "start" });
    if (fresh || inside) (place || parts.body).focus({ preventScroll: true });
  };

  // ---- Every plain click on an address of ours opens it in the window
  const PAGES = /^\/(source|why|by-document)$/;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.copy-link");
    if (button) return void copy(button.dataset.address);
    const link = event.target.closest?.("a[href]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.button || link.target === "_blank" && link === parts?.page) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || !PAGES.test(url.pathname)) return;
    event.preventDefault();
    event.stopPropagation();
    const source = sourceOf(link) || link.closest(".source");
    if (source) return showSource(source, link);
    if (reader?.open && reader.contains(link)) {
      earlier.push({ address, title: parts.title.textContent });
      return showAside(url.href, words.source_view);
    }
    const title = url.pathname === "/source" ? words.source_view : link.textContent;
    showAside(url.href, title, link);
  }, true);

  // ---- The card of a marker, while the pointer is on it or the keyboard's focus
  let card = null, shownFor = null, timer = 0;
  const fill = (source) => {
    const text = (selector) => source.querySelector(selector)?.textContent || "";
    const warn = text(".not-answer");
    card.replaceChildren(make("p", "card-label", source.querySelector("h3").lastChild.textContent));
    if (text(".place")) card.append(make("p", "card-place", text(".place")));
    if (warn) card.append(make("p", "card-warn", warn));
    card.append(make("p", "card-quote", text("mark.quote")));
  };
  const showCard = (link) => {
    const source = sourceOf(link);
    clearTimeout(timer);
    if (!source || shownFor === link || away) return;
    hide();
    if (!card) {
      card = make("div", "source-card");
      card.id = "source-card";
      card.setAttribute("role", "tooltip");
      card.addEventListener("mouseenter", () => clearTimeout(timer));
      card.addEventListener("mouseleave", hideSoon);
    }
    fill(source);
    document.body.append(card);
    link.setAttribute("aria-describedby", card.id);
    shownFor = link;
    place();
  };
  const place = () => {
    const mark = shownFor.getBoundingClientRect(), box = card.getBoundingClientRect();
    const left = Math.min(Math.max(mark.left - 24, 16), innerWidth - box.width - 16);
    const below = mark.bottom + 8, fits = below + box.height < innerHeight - 8;
    card.style.left = `${Math.max(left, 8)}px`;
    card.style.top = `${fits ? below : Math.max(mark.top - box.height - 8, 8)}px`;
  };
  // The card goes along: the focus itself scrolls the page to a marker out of sight.
  const follow = () => {
    if (!shownFor) return;
    const mark = shownFor.getBoundingClientRect();
    // Also a marker that is no longer in the page has the height 0.
    if (!mark.height || mark.bottom < 0 || mark.top > innerHeight) hide();
    else place();
  };
  const hide = () => {
    clearTimeout(timer);
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
    card?.remove();
  };
  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 200);
  };
  const marker = (event) => event.target.closest?.("#conversation :is(a.marker, a.near)");
  document.addEventListener("mouseover", (event) => {
    const link = marker(event);
    if (!link || !matchMedia("(hover: hover)").matches) return;
    clearTimeout(timer);
    timer = setTimeout(() => showCard(link), 150);
  });
  document.addEventListener("mouseout", (event) => {
    const link = marker(event);
    if (link && !(link === shownFor && link.matches(":focus-visible"))) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = marker(event);
    if (link?.matches(":focus-visible")) showCard(link);
    else hide();
  });
  document.addEventListener("focusout", (event) => { if (marker(event)) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("scroll", follow, true);
})();
