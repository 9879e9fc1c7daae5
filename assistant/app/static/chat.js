(() => {
  "use strict";
  // Markers lead to their passage in the panel, and "back" leads to the marker it was left by.
  let leftBy = null;

  const show = (source) => {
    const turn = source.closest(".turn");
    for (const other of turn.parentElement.querySelectorAll(".turn")) {
      other.classList.toggle("is-active", other === turn);
    }
    for (const shown of document.querySelectorAll(".source.is-shown")) {
      shown.classList.remove("is-shown");
    }
    void source.offsetWidth; // so that the emphasis starts anew on a second click
    source.classList.add("is-shown");
    source.focus({ preventScroll: true });
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    source.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  };

  const follow = (event) => {
    const link = event.target.closest?.('a[href*="#"]');
    if (!link) return;
    const id = link.getAttribute("href").split("#")[1];
    const target = document.getElementById(id);
    if (!target) return;
    if (/^(cite|near)-\d+-\d+$/.test(id)) {
      leftBy = link;
      show(target);
    } else if (/^answer-\d+$/.test(id)) {
      const marker = leftBy && target.contains(leftBy) ? leftBy : target.querySelector("a");
      (marker || target).scrollIntoView({ block: "center" });
      marker?.focus({ preventScroll: true });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", follow, true);

  // The conversation and the sources fill the height that the masthead leaves.
  const masthead = document.getElementById("masthead");
  if (masthead) {
    const measure = () => document.documentElement.style.setProperty(
      "--masthead", `${masthead.getBoundingClientRect().height}px`);
    new ResizeObserver(measure).observe(masthead);
  }

  // Gradio names each message by its raw HTML, which a screen reader would read aloud, and its
  // sanitiser takes our own labels away.
  const names = { user: "Question", bot: "Answer" };
  const rename = () => {
    for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) {
      const name = names[message.dataset.testid];
      if (name && message.getAttribute("aria-label") !== name) {
        message.setAttribute("aria-label", name);
        message.setAttribute("role", "group");
      }
    }
    for (const marker of document.querySelectorAll("#conversation a.marker:not([aria-label])")) {
      marker.setAttribute("aria-label", `Source ${marker.textContent}`);
    }
  };

  // A new question, and later its answer, is read from its first line on.
  let last = "";
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
  };

  // A link in a report asks its question: ?question=… goes into the box and is sent, once.
  let asked = new URLSearchParams(location.search).get("question");
  const askByAddress = () => {
    const box = document.querySelector("#question textarea");
    if (!asked || !box) return;
    box.value = asked;
    asked = null;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    history.replaceState(null, "", location.pathname);  // a reload does not ask again
    setTimeout(() => document.getElementById("ask").click());
  };

  new MutationObserver(() => { rename(); scroll(); askByAddress(); }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
  });
  askByAddress();
})();
