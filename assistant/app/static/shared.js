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

  // What lies over the page, the drawer or the reading window, is a step of the browser's history:
  // "back" takes it away, and any other way to close it takes the step back. A step to another
  // conversation takes its place.
  let over = history.state?.over, before;  // what lies over this step, and lay over the one before
  const cover = (name) => { history.pushState({ over: over = name }, ""); };
  const uncover = (name) => { if (over === name) history.back(); };
  const visit = (address) => {
    history[over ? "replaceState" : "pushState"](null, "", address);
    over = undefined;
  };
  const uncovered = () => Boolean(before);
  addEventListener("popstate", () => { [before, over] = [over, history.state?.over]; });
  // Loaded anew nothing lies there, and "back" would seem to do nothing. The conversation may have
  // begun since: its address goes along.
  const bare = (address) => {
    if (!over) return history.replaceState(history.state, "", address);
    addEventListener("popstate", () => bare(address), { once: true });
    history.back();
  };
  if (over) bare(location.href);

  return { fill, hand, copyText, stored, cover, uncover, uncovered, visit };
})();
