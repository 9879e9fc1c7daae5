// What the scripts of the page share; it comes before them all.
window.summits = (() => {
  "use strict";

  // Puts a value into a field that nobody sees, as if it were typed; false where there is none yet.
  const fill = (field, value) => {
    const box = document.querySelector(`#${field} :is(textarea, input)`);
    if (!box) return false;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  // The same, and then presses a button: once the page has heard of the value.
  const hand = (field, value, button) => {
    if (fill(field, value)) setTimeout(() => document.getElementById(button).click());
  };

  // Without HTTPS, and not on this machine, a browser has no `navigator.clipboard`.
  const copyText = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const focused = document.activeElement;
    const box = document.createElement("textarea");
    box.value = text;
    // Under an open dialog nothing can be selected.
    (document.querySelector("dialog[open]") || document.body).append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    focused?.focus({ preventScroll: true });
    if (!done) throw new Error("the browser does not let the page copy");
  };

  // What outlives a reload lies in the tab's own storage; "" takes it away.
  const stored = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      if (value) sessionStorage.setItem(name, value);
      else sessionStorage.removeItem(name);
    } catch { /* a browser that stores nothing */ }
    return null;
  };

  return { fill, hand, copyText, stored };
})();
