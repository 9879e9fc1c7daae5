"use strict";
// Builds the table of questions. Text from questions and documents only ever goes into textContent.
(() => {
  const PAGE = 200;
  const questions = JSON.parse(document.getElementById("data").textContent);
  const { ask_at: askAt, sayings } = JSON.parse(document.getElementById("for-script").textContent);
  const say = (text, values = {}) =>
    (sayings[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const columns = [
    ["id", "id", false], [say("question"), "question", false], [say("kind"), "kind", false],
    [say("verdict"), "verdict", false], [say("confidence"), "confidence", true],
    ["F1", "f1", true], ["RR@10", "rr", true], ["ms", "ms", true],
  ];
  const at = (id) => document.getElementById(id);
  const rows = at("rows"), text = at("f-text"), kind = at("f-kind"), verdict = at("f-verdict");
  let sortBy = null, down = false, limit = PAGE;
  const open = new Set();

  const make = (tag, content = "", className = "") => {
    const element = document.createElement(tag);
    element.textContent = content;
    if (className) element.className = className;
    return element;
  };
  const said = (q) => (q.told.sentences || []).map((s) => s.text).join(" ");
  const haystacks = new Map(
    questions.map((q) => [q, `${q.id} ${q.question} ${said(q)} ${q.gold.answers.join(" ")}`.toLowerCase()]));
  const figure = (value, digits) => (value === null || value === undefined ? "–" : value.toFixed(digits));

  function chosen() {
    const words = text.value.toLowerCase().trim();
    const found = questions.filter((q) =>
      (!words || haystacks.get(q).includes(words)) &&
      (!kind.value || q.kind === kind.value) && (!verdict.value || q.verdict === verdict.value));
    if (sortBy) {
      const sign = down ? -1 : 1;
      found.sort((a, b) => {
        const x = a[sortBy], y = b[sortBy];
        if (x === null || y === null) return (x === null) - (y === null);
        return sign * (typeof x === "number" ? x - y : x.localeCompare(y));
      });
    }
    return found;
  }

  function quote(of, place, supports) {
    const block = make("blockquote", of, supports ? "supports" : "");
    block.append(make("cite", place));
    return block;
  }

  function answer(q) {
    const part = make("div");
    part.append(make("h3", say("Answer")));
    if (q.failure) part.append(make("p", q.failure, "verdict"));
    for (const s of q.told.sentences || []) {
      const marks = s.markers.map((m) => ` [${m}]`).join("");
      part.append(make("p", s.text + marks, s.own ? "own" : ""));
    }
    if (q.told.short_answer) part.append(make("h3", say("Short answer")), make("p", q.told.short_answer));
    if (q.told.disagreement) {
      part.append(make("h3", say("Disagreement")));
      for (const p of q.told.disagreement.positions) part.append(make("p", `${p.value} [${p.marker}]`));
    }
    if (q.told.status === "not_found" && q.best) {
      part.append(make("h3", say("Best span, held back")), quote(q.best.text, q.best.doc_id, false));
    }
    const citations = q.told.citations || [];
    if (citations.length) part.append(make("h3", say("Citations")));
    citations.forEach((c, i) => {
      const page = c.page === null || c.page === undefined ? "" : `, ${say("page {page}", c)}`;
      const covers = q.supports[i] ? ` · ${say("covers the evidence")}` : "";
      const place = `[${c.marker}] ${c.label}${page}, ${c.start}–${c.end}${covers}`;
      part.append(quote(c.quote, place, q.supports[i]));
    });
    return part;
  }

  function gold(q) {
    const part = make("div");
    part.append(make("h3", say("What is right")));
    const { answers, all_of: all, evidence, positions, premise } = q.gold;
    const tell = (text) => part.append(make("p", text));
    if (premise === "false") {
      tell(say("The premise is false: not found, or cite what corrects it."));
    } else if (!answers.length && !all.length && !positions.length) {
      tell(say("The documents do not say."));
    }
    if (answers.length) tell(say("Any of: {answers}", { answers: answers.join(" · ") }));
    if (all.length) tell(say("All of: {answers}", { answers: all.join(" · ") }));
    for (const p of positions) part.append(quote(p.value, p.doc_id, false));
    if (evidence.length) part.append(make("h3", say("Evidence")));
    for (const e of evidence) part.append(quote(e.quote, e.doc_id, false));
    if (q.history.length) part.append(make("h3", say("Asked after")), make("p", q.history.join(" · ")));
    if (q.told.read_as) part.append(make("h3", say("Read as")), make("p", q.told.read_as));
    part.append(make("h3", say("Item")), make("p", `${q.id} · ${q.kind} · ${q.split} · ${q.language}`));
    return part;
  }

  function detail(q) {
    const row = make("tr", "", "detail"), cell = make("td"), both = make("div", "", "cols");
    cell.colSpan = columns.length;
    both.append(answer(q), gold(q));
    cell.append(both);
    if (askAt) {
      const link = make("a", say("Ask this in the chat"));
      const earlier = q.history.map((asked) => `&history=${encodeURIComponent(asked)}`);
      link.href = askAt + encodeURIComponent(q.question) + earlier.join("");
      link.target = "_blank"; // the page that holds the report holds the run, too
      link.rel = "noopener";
      cell.append(link);
    }
    row.append(cell);
    return row;
  }

  function line(q) {
    const row = make("tr");
    const name = make("th", q.id);
    name.scope = "row";
    const asked = make("td"), button = make("button", q.question, "open");
    button.type = "button";
    button.setAttribute("aria-expanded", String(open.has(q)));
    button.addEventListener("click", () => {
      if (open.delete(q)) row.nextSibling.remove();
      else { open.add(q); row.after(detail(q)); }
      button.setAttribute("aria-expanded", String(open.has(q)));
    });
    asked.append(button);
    if (q.history.length) asked.append(make("small", `${say("Asked after")}: ${q.history.join(" · ")}`));
    row.append(name, asked, make("td", q.kind),
      make("td", say(q.verdict), q.verdict === "right" ? "verdict right" : "verdict"),
      make("td", figure(q.confidence, 2), "num"), make("td", figure(q.f1, 2), "num"),
      make("td", figure(q.rr, 2), "num"), make("td", figure(q.ms, 0), "num"));
    return row;
  }

  function draw() {
    const found = chosen();
    rows.replaceChildren(...found.slice(0, limit).flatMap((q) =>
      (open.has(q) ? [line(q), detail(q)] : [line(q)])));
    at("count").textContent = say("{shown} of {count}", { shown: found.length, count: questions.length });
    at("more").hidden = found.length <= limit;
  }

  for (const [title, key, numeric] of columns) {
    const head = make("th", "", numeric ? "num" : "");
    head.scope = "col";
    head.setAttribute("aria-sort", "none");
    const button = make("button", title);
    button.type = "button";
    button.addEventListener("click", () => {
      down = sortBy === key ? !down : false;
      sortBy = key;
      for (const other of at("sorters").children) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      draw();
    });
    head.append(button);
    at("sorters").append(head);
  }
  const again = () => { limit = PAGE; draw(); };
  text.addEventListener("input", again);
  kind.addEventListener("change", again);
  verdict.addEventListener("change", again);
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  at("more").addEventListener("click", () => { limit += PAGE; draw(); });

  function fromAddress() {
    if (location.hash.startsWith("#q=")) show(decodeURIComponent(location.hash.slice(3)));
  }

  function show(id) {
    const wanted = questions.find((q) => q.id === id);
    if (!wanted) return;
    text.value = wanted.id;
    kind.value = verdict.value = "";
    open.add(wanted);
    again();
    at("questions").scrollIntoView();
  }
  addEventListener("hashchange", fromAddress);
  // In the frame of the chat an address with nothing but a fragment is one of the chat.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || location.protocol !== "about:") return;
    event.preventDefault();
    const fragment = link.getAttribute("href").slice(1);
    if (fragment.startsWith("q=")) show(decodeURIComponent(fragment.slice(2)));
    else at(fragment).scrollIntoView();
  });
  draw();
  fromAddress();
})();
