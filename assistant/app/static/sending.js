(() => {
  "use strict";
  // A question on its way: it leaves the box at once, and comes back where nobody answers it. What
  // outlives a reload lies in the tab's own storage.
  const words = JSON.parse(document.getElementById("labels").textContent);
  const box = () => document.querySelector("#question textarea");
  const working = () => document.querySelector("#conversation .notice.working");
  let entered = -Infinity;  // when Enter was pressed last, unless something was typed since
  const put = (text) => {
    const before = entered;
    window.summits.fill("question", text);
    entered = before;  // the script has typed nothing
  };
  const lastAsked = () => {
    const asked = [...document.querySelectorAll("#conversation .asked")].pop()?.cloneNode(true);
    asked?.querySelector("summary")?.remove();  // of one that is folded
    return asked?.textContent ?? "";
  };
  const stored = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      if (value) sessionStorage.setItem(name, value);
      else sessionStorage.removeItem(name);
    } catch { /* a browser that stores nothing */ }
    return null;
  };

  // ---- What is typed after Enter is another question, however long the server takes.
  let sent = "", onItsWay = false, cameBack = false, shown = 0;
  const send = (question) => {
    if (!question?.trim() || onItsWay || working()) return false;  // the server takes one at a time
    sent = question;
    onItsWay = true;
    cameBack = false;
    return true;
  };
  window.summitsSending = (question) => {
    if (!send(question)) return;
    const typed = box()?.value ?? "";
    if (typed.startsWith(question)) put(typed.slice(question.length));
  };

  // ---- What is pressed twice in a row asks once: a quick answer would be there before the second
  // time, and the page would ask again, or ask what is offered by then, or say that there is no question.
  const pressed = (event) => {
    let again = event.detail > 1 && event.target.closest?.("#ask, #examples");
    const enter = event.key === "Enter" && !event.isComposing;
    if (enter && event.target.closest?.("#question, #ask")) {
      again = event.timeStamp - entered < 500;
      entered = event.timeStamp;
    }
    if (!again) return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", pressed, true);
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("input", () => { entered = -Infinity; }, true);

  const twice = (event) => {  // the second press after a while, where the answer takes long
    if (!onItsWay || box()?.value.trim()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === box()) twice(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#ask")) twice(event);
    send(event.target.closest?.("#examples .example")?.textContent.trim());
    if (event.target.closest?.("#new, a.kept-conversation")) onItsWay = false;
    // Pressed, it is switched off, and the keyboard's focus would be lost with it.
    if (event.target.closest?.("#stop")) box()?.focus();
  }, true);

  // ---- The server is gone: said in place. Gradio loads the page anew once it is back, unless only
  // one request of the page's own was lost.
  let lost = null;
  const tell = (status, [look, text]) => {
    status.className = look;
    status.textContent = text;
  };
  const disconnected = () => {
    const status = document.querySelector("#status [role=status]");
    if (!status) return;  // the page is not there yet
    lost ??= [status.className, status.textContent];
    tell(status, ["status failed", words.not_connected_status]);
    const notice = working();
    if (notice) {
      notice.className = "notice failed";
      notice.textContent = words.not_connected_question;
    }
    if ((notice || onItsWay) && !box()?.value) put(sent || lastAsked());
    onItsWay = false;
    cameBack = true;
  };
  const connected = () => {
    const status = document.querySelector("#status [role=status]");
    if (lost && status) tell(status, lost);
    lost = null;
  };
  const ask = window.fetch;
  window.fetch = async (...request) => {
    try {
      const response = await ask(...request);
      if (lost) connected();
      return response;
    } catch (error) {
      if (error.name !== "AbortError") disconnected();
      throw error;
    }
  };

  // ---- Over a reload: a question that has no answer yet, and the choice of strictness.
  addEventListener("pagehide", () => {
    const unkept = !new URLSearchParams(location.search).has("conversation");
    const unanswered = cameBack || ((onItsWay || working()) && unkept);
    const question = box()?.value || sent || (working() ? lastAsked() : "");
    stored("question", unanswered ? question : "");
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("#strictness input")) stored("strictness", event.target.value);
  });
  const address = new URLSearchParams(location.search);
  let draft = address.has("question") ? "" : stored("question");
  let strictness = address.has("strictness") ? "" : stored("strictness");
  const look = () => {
    const asked = document.querySelectorAll("#conversation .asked").length;
    if (asked !== shown) onItsWay = false;
    shown = asked;
    if (!onItsWay && !working()) sent = "";
    if (draft && box()) {
      const question = draft;
      draft = "";
      setTimeout(() => { if (!box().value) put(question); });  // it does not listen yet
    }
    const choices = [...document.querySelectorAll("#strictness input")];
    if (strictness && choices.length) {
      const chosen = choices.find((choice) => choice.value === strictness);
      strictness = "";
      setTimeout(() => chosen?.click());
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  look();
})();
