(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("labels").textContent);
  // Links to kept conversations and to the feedback form hand their target to a hidden field,
  // whose input Gradio hears. Without this script a conversation's link still opens it.
  const hand = (field, value) => {
    const box = document.querySelector(`#${field} textarea, #${field} input`);
    if (!box) return false;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;  // wanted in another tab
    const kept = event.target.closest?.("a.kept-conversation");
    const judged = event.target.closest?.('a[href*="#feedback-"]');
    const handed = kept
      ? hand("wanted-id", new URL(kept.href).searchParams.get("conversation"))
      : judged && hand("feedback-turn", judged.getAttribute("href").split("#feedback-")[1]);
    if (handed) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  document.addEventListener("click", follow, true);

  // The drawer's button says what it does; the form is begun at its title: for keyboard and ears.
  let about = null;
  new MutationObserver(() => {
    const toggle = document.querySelector("#drawer .toggle-button");
    const open = String(Boolean(toggle?.closest(".open")));
    if (toggle && toggle.getAttribute("aria-expanded") !== open) {
      toggle.setAttribute("aria-label", words.conversations);
      toggle.dataset.name = words.conversations;
      toggle.setAttribute("aria-expanded", open);
    }
    const title = document.getElementById("feedback-title");
    if (title && title !== about && title.checkVisibility()) {
      document.getElementById("feedback").scrollIntoView({ block: "nearest" });
      title.focus({ preventScroll: true });
    }
    about = title?.checkVisibility() ? title : null;
  }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
  });
})();
