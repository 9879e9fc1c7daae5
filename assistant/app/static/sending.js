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
  const { stored } = window.summits;

  // ---- What is typed after Enter is another question, however long the server takes.
  let sent = "", onItsWay = false, handed = false, sentAt = 0, cameBack = false, shown = "";
  const send = (question) => {
    if (!question?.trim() || onItsWay || working()) return false;  // the server takes one at a time
    sent = question;
    onItsWay = true;
    sentAt = performance.now();
    cameBack = false;
    if (stays.includes(noted)) note("");
    setTimeout(() => { if (onItsWay && !noted) note("on_its_way"); }, 200);  // most are there sooner
    return true;
  };
  window.summitsSending = (values) => {
    const [question, , , , kept] = values;
    // A conversation of the address that is not there yet is gone on with all the same.
    values[4] = kept || (new URLSearchParams(location.search).get("conversation") ?? "");
    if (!send(question)) return values;
    const typed = box()?.value ?? "";
    if (typed.startsWith(question)) put(typed.slice(question.length));
    return values;
  };

  // ---- What is on its way is said, and why another question has to wait.
  let noted = "";
  const elsewhere = ["begun_anew", "went_on_elsewhere"];  // what became of the conversation there
  const stays = ["logged_out", "refused_busy", "refused_long", "refused", ...elsewhere];
  // ^ until another question is sent
  const note = (name, ...link) => {
    if (noted === name && stays.includes(name)) return;
    noted = name;
    document.querySelector("#sending-note p")?.replaceChildren(
      ...(name ? [words[name], ...link] : []));
  };
  // A question that got lost must not keep others waiting for ever.
  const busy = () => working() || (onItsWay && performance.now() - sentAt < 20000);
  const clearNote = () => {
    if (stays.includes(noted)) return;
    if (noted === "on_its_way" ? !onItsWay : noted && !busy()) note("");
  };

  // What Gradio says in passing is said here, too, where it stays: that a conversation was
  // deleted in another window, or went on there.
  const heard = new WeakSet();
  const hear = () => {
    for (const told of document.querySelectorAll(".toast-message-text")) {
      const name = elsewhere.find((one) => words[one] === told.textContent.trim());
      if (!name || heard.has(told)) continue;
      heard.add(told);
      note(name);
    }
  };

  // ---- A question that is not let in comes back, and it is said why. Logged out in another window:
  // the way in is shown, which leads back to this conversation.
  const reasons = { 413: "refused_long", 429: "refused_busy", 502: "refused_busy",
    503: "refused_busy", 504: "refused_busy" };
  const refused = (status) => {
    if (onItsWay && !box()?.value) put(sent);
    onItsWay = false;
    cameBack = true;
    if (status !== 401) return note(reasons[status] ?? "refused");
    const link = document.createElement("a");
    link.href = `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = words.log_in;
    note("logged_out", " ", link);
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

  const early = (event) => {  // the second press after a while, where the answer takes long
    const another = box()?.value.trim() || event.target.closest?.(".example");
    if (another ? !busy() : !onItsWay) return;
    if (another) note("one_at_a_time");
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === box()) early(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#ask, #examples .example")) early(event);
    send(event.target.closest?.("#examples .example")?.textContent.trim());
    handed = Boolean(event.target.closest?.("#handover-go"));
    if (event.target.closest?.("#new, a.kept-conversation")) {
      onItsWay = false;
      if (elsewhere.includes(noted)) note("");
    }
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
  const named = (url, part) => String(url?.url ?? url).includes(part);
  const asks = (url) => (onItsWay || handed) && named(url, "/queue/join");
  window.fetch = async (...request) => {
    try {
      const response = await ask(...request);
      if (lost) connected();
      if (response.ok || !(response.status === 401 || asks(request[0]))) return response;
      const question = onItsWay || handed;
      handed = false;
      refused(response.status);
      // Not told of it, Gradio lays no "Error" over the conversation, and no message over the page.
      return question || named(request[0], "/gradio_api/") ? new Promise(() => {}) : response;
    } catch (error) {
      if (error.name !== "AbortError") disconnected();
      throw error;
    }
  };

  // ---- Over a reload, and to the page in another language: what stands in the box, or else the
  // question that has no answer yet; and the choice of strictness.
  addEventListener("pagehide", () => {
    const unkept = !new URLSearchParams(location.search).has("conversation");
    const unanswered = cameBack || ((onItsWay || working()) && unkept);
    const question = unanswered && (sent || (working() && lastAsked()));
    stored("question", box()?.value || question || "");
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("#strictness input")) stored("strictness", event.target.value);
  });
  const address = new URLSearchParams(location.search);
  let draft = address.has("question") ? "" : stored("question");
  let strictness = address.has("strictness") ? "" : stored("strictness");
  // Until others are offered, those of before stand there.
  const leaveOutAsked = () => {
    const questions = [...document.querySelectorAll("#conversation .asked")];
    const asked = new Set(questions.map((question) => question.textContent.trim()));
    for (const example of document.querySelectorAll("#examples .example")) {
      example.classList.toggle("was-asked", asked.has(example.textContent.trim()));
    }
  };
  const look = () => {
    // By its text, too: a conversation begun anew may have as many questions as the one before.
    const asked = `${document.querySelectorAll("#conversation .asked").length} ${lastAsked()}`;
    if (asked !== shown || working()) onItsWay = false;
    shown = asked;
    clearNote();
    hear();
    leaveOutAsked();
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
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true,
  });
  look();
})();
