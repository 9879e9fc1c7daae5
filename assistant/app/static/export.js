(() => {
  "use strict";
  // Under an answer: "#copy-3" and "#copy-3-1" copy, "#export-3-docx" and "#export-all-md" export.

  const words = JSON.parse(document.getElementById("labels").textContent);
  const said = document.createElement("p");
  said.className = "sr-only";
  said.setAttribute("role", "status");

  // Only this machine finds an address of its own: in a memo that others read it would be noise.
  const here = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);

  // The quotes as plain text and as HTML, in which the citation is the link: mail programs and word
  // processors take that one. Text goes into text nodes only, so that markup in it stays text.
  const toCopy = (stem) => {
    const one = document.getElementById(stem);
    const all = document.querySelectorAll(`.to-copy[id^="${stem}-"]`);
    const sentences = (one ? [one] : [...all]).map((s) => [...s.querySelectorAll("a")]);
    const line = (a) => (here ? a.textContent : `${a.textContent}, ${a.href}`);
    const text = sentences.map((links) => links.map(line).join(" ")).join("\n");
    const box = document.createElement("div");
    for (const links of sentences) {
      const paragraph = box.appendChild(document.createElement("p"));
      for (const a of links) {
        const cited = a.querySelector("cite").textContent;
        const link = document.createElement(here ? "span" : "a");
        if (!here) link.href = a.href;
        link.textContent = cited;
        if (paragraph.hasChildNodes()) paragraph.append(" ");
        paragraph.append(a.textContent.slice(0, -cited.length), link);
      }
    }
    return { text, html: box.innerHTML };
  };

  const copy = async ({ text, html }) => {
    if (navigator.clipboard?.write && window.ClipboardItem) {
      const flavour = (type, content) => ({ [type]: new Blob([content], { type }) });
      try {
        return await navigator.clipboard.write([
          new ClipboardItem({ ...flavour("text/plain", text), ...flavour("text/html", html) }),
        ]);
      } catch { /* a browser that takes plain text only */ }
    }
    await window.summits.copyText(text);
  };

  const tell = (link, told) => {
    const label = link.dataset.label ??= link.textContent;
    link.textContent = told;
    document.body.append(said);
    said.textContent = told;
    setTimeout(() => { link.textContent = label; said.textContent = ""; }, 2000);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="#copy-"], a[href*="#export-"]');
    if (!link) return;
    const [, verb, rest] = link.getAttribute("href").match(/#(copy|export)-(.*)$/);
    event.preventDefault();
    event.stopPropagation();
    if (verb === "copy") {
      copy(toCopy(`copy-${rest}`))
        .then(() => tell(link, words.copied), () => tell(link, words.not_copied));
    } else {
      const [which, ...form] = rest.split("-");
      const wish = `${which} ${form.join("-")} ${location.origin}`;
      window.summits.hand("export-wanted", wish, "export-go");
    }
  }, true);

  window.summitsSave = (file) => {
    const { name, content } = JSON.parse(file);
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
})();
