(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("labels").textContent);
  // Links to kept conversations and to the feedback form hand their target to a hidden field,
  // whose input Gradio hears. Without this script a conversation's link still opens it.
  const { fill } = window.summits;

  // Each conversation opened is a step of the browser's history, which "back" takes back.
  const inAddress = () => new URLSearchParams(location.search).get("conversation") ?? "";
  const naming = (address, kept) => {
    const named = new URL(address);
    if (kept) named.searchParams.set("conversation", kept);
    else named.searchParams.delete("conversation");
    return named;
  };
  let last = inAddress();
  const want = (kept) => {
    last = kept;
    return fill("wanted-id", `${kept} ${Date.now()}`);  // so that the same can be wanted again
  };
  const open = (kept) => {
    if (kept !== inAddress()) window.summits.visit(naming(location.href, kept));
    return want(kept);
  };
  window.summitsOpened = (kept) => {
    last = kept;
    if (kept !== inAddress()) history.replaceState(history.state, "", naming(location.href, kept));
  };
  window.addEventListener("popstate", () => {
    if (!history.state?.over) foldDrawer();
    if (window.summits.uncovered()) {
      // Another conversation may have been begun meanwhile, or this one deleted.
      return history.replaceState(history.state, "", naming(location.href, last));
    }
    const kept = inAddress();
    if (kept === last) return;
    if (kept) want(kept);
    else document.getElementById("new").click();
  });

  document.addEventListener("click", (event) => {
    // At once: a question asked now must not go on with the one of the address.
    if (event.target.closest?.("#new")) window.summitsOpened("");
  });

  const foldDrawer = () => {
    const toggle = document.querySelector("#drawer.open .toggle-button");
    toggle?.click();
    return toggle;
  };

  let judge = null;
  const follow = (event) => {
    // The page in another language opens the same conversation.
    const language = event.target.closest?.(".languages a");
    if (language) language.href = naming(language.href, inAddress());
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;  // wanted in another tab
    const kept = event.target.closest?.("a.kept-conversation");
    const judged = event.target.closest?.('a[href*="#feedback-"]');
    const handed = kept
      ? open(new URL(kept.href).searchParams.get("conversation"))
      : judged && fill("feedback-turn", judged.getAttribute("href").split("#feedback-")[1]);
    if (judged) judge = judged;
    // On a phone the drawer covers what was chosen.
    if (handed && kept && small.matches) foldDrawer()?.focus();
    if (handed) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  document.addEventListener("click", follow, true);

  // Escape leaves the feedback form, or else the drawer; the reading window closes by itself.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.target.closest("#feedback")) document.getElementById("feedback-leave").click();
    else foldDrawer()?.focus();
  });

  // Where the drawer covers the page, the focus stays in it.
  const small = matchMedia("(max-width: 768px)");
  const narrow = matchMedia("(max-width: 899px)");  // there the page scrolls, not the conversation
  const cover = () => {
    const covered = small.matches && Boolean(document.querySelector("#drawer.open"));
    for (const part of document.querySelectorAll("#masthead, #tabs")) {
      if (part.inert !== covered) part.inert = covered;
    }
  };
  small.addEventListener("change", cover);
  let drawn = false;
  const draw = (open) => {
    if (open === drawn) return;
    drawn = open;
    window.summits[open ? "cover" : "uncover"]("drawer");
  };

  // The drawer's button says what it does; times are those of the reader's clock; the form is begun
  // at its title: for keyboard and ears.
  // The page goes down to the form, and up again when it is left; a question asked meanwhile has
  // gone where it should on a phone, where the page itself scrolls.
  let about = null, growing = null, above = 0;
  const begin = (title) => {
    const form = document.getElementById("feedback");
    if (!about) above = scrollY;
    growing?.disconnect();
    growing = new ResizeObserver(() => form.scrollIntoView({ block: "nearest" }));
    growing.observe(form);  // its parts come one after the other, and what is wrong with it
    title.focus({ preventScroll: true });
  };
  const end = () => {
    growing.disconnect();
    const left = (document.activeElement ?? document.body).matches("body, #feedback *");
    if (left || !narrow.matches) scrollTo({ top: above });
    if (left) judge?.focus({ preventScroll: true });  // what had the focus is gone
  };
  new MutationObserver(() => {
    const toggle = document.querySelector("#drawer .toggle-button");
    const open = String(Boolean(toggle?.closest(".open")));
    if (toggle && toggle.getAttribute("aria-expanded") !== open) {
      toggle.setAttribute("aria-label", words.conversations);
      toggle.dataset.name = words.conversations;
      toggle.setAttribute("aria-expanded", open);
    }
    cover();
    draw(open === "true");
    for (const time of document.querySelectorAll(".kept time:not([title])")) {
      time.title = time.textContent;  // in UTC
      time.textContent = new Date(time.dateTime).toLocaleString(
        words.language, { dateStyle: "medium", timeStyle: "short" });
    }
    // What was said of an answer stands under it at once; later the conversation itself says it.
    const said = document.querySelector("#feedback-said [data-judged]");
    const under = said && document.querySelector(
      `#conversation a[href="#feedback-${said.dataset.turn}"]`);
    if (under && under.textContent !== said.dataset.judged) {
      under.textContent = said.dataset.judged;
    }
    const title = document.getElementById("feedback-title");
    const now = title?.checkVisibility() ? title : null;
    if (now && now !== about) begin(now);
    if (about && !now) end();
    about = now;
  }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
  });
})();
