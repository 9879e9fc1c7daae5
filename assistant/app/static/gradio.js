(() => {
  "use strict";
  // What Gradio's own parts lack for keyboards, ears and readers of other languages.
  const words = JSON.parse(document.getElementById("labels").textContent);

  // Radios of one group have a name each: the arrows would do nothing, each be a stop of Tab.
  const group = (fieldset) => {
    const [first, ...others] = fieldset.querySelectorAll("input[type=radio]");
    for (const other of others) if (other.name !== first.name) other.name = first.name;
  };

  const fold = (button) => {
    const open = String(button.classList.contains("open"));
    if (button.getAttribute("aria-expanded") !== open) button.setAttribute("aria-expanded", open);
  };

  // Its messages in passing have English titles, and two an English text.
  const titles = { error: words.toast_error, warning: words.toast_warning, info: words.toast_info };
  const say = (text, said) => { if (text && text.data.trim() !== said) text.data = said; };
  const translate = (toast) => {
    const kind = Object.keys(titles).find((name) => toast.classList.contains(name));
    if (kind) say(toast.querySelector(".toast-title")?.firstChild, titles[kind]);
    for (const message of toast.querySelectorAll(".toast-message-text.error")) {
      if (message.textContent.startsWith("Connection to the server")) {
        message.textContent = words.not_connected;
      }
      if (message.textContent.startsWith("Invalid file type")) {
        message.textContent = words.wrong_file_type;
      }
    }
  };

  // Its field for a file speaks the language of the browser.
  const ofFiles = new Map([["Drop File Here", words.drop_file], ["- or -", words.drop_or],
    ["Click to Upload", words.click_to_upload]]);
  const speakOfFiles = (field) => {
    for (const button of field.querySelectorAll("[aria-label=Clear]")) {
      button.ariaLabel = button.title = words.remove_file;
    }
    const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode, said = ofFiles.get(text.data.trim());
      if (said) say(text, said);
    }
  };

  const mend = () => {
    document.querySelectorAll("#evaluate-own").forEach(speakOfFiles);
    document.querySelectorAll("fieldset").forEach(group);
    document.querySelectorAll("#choice > button").forEach(fold);
    document.querySelectorAll(".toast-body").forEach(translate);
  };
  new MutationObserver(mend).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
  });
  mend();
})();
