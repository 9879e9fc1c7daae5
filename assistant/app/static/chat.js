(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("labels").textContent);
  document.documentElement.lang = words.language;

  // "Back to the answer" leads from a source to its marker; "Ask as typed" and "Search all
  // documents" ask again.
  const follow = (event) => {
    const link = event.target.closest?.('a[href*="#"]');
    const id = link?.getAttribute("href").split("#")[1] || "";
    if (link?.matches("a.as-typed")) {
      handOver({ as_typed: Number(id.replace("typed-", "")) });
    } else if (link?.matches("a.everywhere")) {
      handOver({ everywhere: Number(id.replace("everywhere-", "")) });
    } else if (link?.matches(".source a.back")) {
      const answer = document.getElementById(id);
      const [, turn, number] = /-(\d+)-(\d+)$/.exec(link.closest(".source").id);
      const marker = answer?.querySelector(
        `a[id^="ref-${turn}-${number}-"], a[id="ref-near-${turn}-${number}"]`);
      (marker || answer)?.scrollIntoView({ block: "center" });
      marker?.focus({ preventScroll: true });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", follow, true);

  // A question that comes with a history of its own goes through a field that nobody sees.
  const handOver = (request) =>
    window.summits.hand("handover", JSON.stringify(request), "handover-go");

  // The conversation and the sources fill the height that the masthead leaves.
  const masthead = document.getElementById("masthead");
  if (masthead) {
    const measure = () => document.documentElement.style.setProperty(
      "--masthead", `${masthead.getBoundingClientRect().height}px`);
    new ResizeObserver(measure).observe(masthead);
  }

  // Gradio names the conversation in English and each message by its raw HTML, which a screen
  // reader would read aloud, and its sanitiser takes our own labels away.
  const names = { user: words.question, bot: words.answer };
  const rename = () => {
    const log = document.querySelector("#conversation [role=log]");
    if (log && log.getAttribute("aria-label") !== words.conversation) {
      log.setAttribute("aria-label", words.conversation);
    }
    for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) {
      const name = names[message.dataset.testid];
      if (name && message.getAttribute("aria-label") !== name) {
        message.setAttribute("aria-label", name);
        message.setAttribute("role", "group");
      }
    }
    for (const link of document.querySelectorAll(
      "#conversation :is(a.marker, a.near):not([aria-label])")) {
      const name = link.matches(".near") ? words.near_passage : words.source;
      link.setAttribute("aria-label", name.replace("{badge}", link.textContent));
    }
  };

  // A new question, and later its answer, is read from its first line on.
  let last = "", growing;
  const scroll = () => {
    const questions = document.querySelectorAll("#conversation .asked");
    const replies = document.querySelectorAll("#conversation :is(.answer, .notice)");
    const now = `${questions.length} ${replies[replies.length - 1]?.className}`;
    if (now === last) return;
    last = now;
    const row = questions[questions.length - 1]?.closest(".message-row");
    const log = row?.closest("[role=log]");
    if (!log) return;
    if (getComputedStyle(log).overflowY === "visible") {  // on a phone the page itself scrolls
      row.scrollIntoView({ block: "start" });
    } else {
      log.scrollTop += row.getBoundingClientRect().top - log.getBoundingClientRect().top;
    }
    // Why a question is refused stays in sight while the box takes it back and grows.
    growing?.disconnect();
    const refusal = replies[replies.length - 1];
    if (!refusal?.matches(".notice:not(.working)")) return;
    growing = new ResizeObserver(() => refusal.scrollIntoView({ block: "nearest" }));
    growing.observe(log);
  };

  // What is unfolded moves to a line of its own, which may be out of sight.
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details[open]")) event.target.scrollIntoView({ block: "nearest" });
  }, true);

  // A reload shows the tab that was open.
  const tabs = () => [...document.querySelectorAll("#tabs [role=tab]")];
  addEventListener("pagehide", () => {
    const open = tabs().findIndex((tab) => tab.ariaSelected === "true");
    window.summits.stored("tab", open > 0 ? String(open) : "");
  });
  const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
  let open = reloaded ? Number(window.summits.stored("tab")) : 0;
  const reopen = () => {
    const tab = tabs()[open];
    if (open < 1 || !tab) return;
    open = 0;
    setTimeout(() => tab.click());  // what is just there does not listen yet
  };

  // A link in a report asks its question, once: ?question=… goes into the box and is sent; one that
  // was asked after others (&history=…) is handed over with them. It is asked as strictly as it was
  // there (&strictness=…), once that can be chosen; another word than the three is passed over.
  const query = new URLSearchParams(location.search);
  let asked = query.get("question");
  const askByAddress = () => {
    const box = document.querySelector("#question textarea");
    if (!asked || !box || !document.querySelector("#handover :is(textarea, input)")) return;
    const strictness = query.get("strictness");
    const choices = [...document.querySelectorAll("#strictness input")];
    if (strictness && !choices.length && !document.querySelector(".status.failed")) return;
    const question = asked, earlier = query.getAll("history");
    asked = null;
    const language = query.has("lang") ? `?lang=${words.language}` : "";
    history.replaceState(null, "", location.pathname + language);  // a reload does not ask again
    const send = () => {
      if (earlier.length) return handOver({ question, history: earlier });
      window.summits.hand("question", question, "ask");
    };
    setTimeout(() => {  // what is just there does not listen yet
      choices.find((choice) => choice.value === strictness)?.click();
      setTimeout(send);
    });
  };

  new MutationObserver(() => { rename(); scroll(); reopen(); askByAddress(); }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
  });
  askByAddress();
})();
