(() => {
  "use strict";
  // Under an answer: "#copy-3" and "#copy-3-1" copy, "#export-3-docx" and "#export-all-md" export.

  const words = JSON.parse(document.getElementById("labels").textContent);
  const said = document.createElement("p");
  said.className = "sr-only";
  said.setAttribute("role", "status");

  const textOf = (stem) => {
    const one = document.getElementById(stem);
    const all = document.querySelectorAll(`.to-copy[id^="${stem}-"]`);
    const lines = (one ? [one] : [...all]).map((sentence) =>
      [...sentence.querySelectorAll("a")].map((a) => `${a.textContent}, ${a.href}`).join(" "));
    return lines.join("\n");
  };

  // Without HTTPS, and not on this machine, a browser has no `navigator.clipboard`.
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("the browser does not let the page copy");
  };

  const tell = (link, told) => {
    const label = link.dataset.label ??= link.textContent;
    link.textContent = told;
    document.body.append(said);
    said.textContent = told;
    setTimeout(() => { link.textContent = label; said.textContent = ""; }, 2000);
  };

  const want = (wish) => {
    const box = document.querySelector("#export-wanted textarea, #export-wanted input");
    box.value = wish;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.getElementById("export-go").click());
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="#copy-"], a[href*="#export-"]');
    if (!link) return;
    const [, verb, rest] = link.getAttribute("href").match(/#(copy|export)-(.*)$/);
    event.preventDefault();
    event.stopPropagation();
    if (verb === "copy") {
      copy(textOf(`copy-${rest}`))
        .then(() => tell(link, words.copied), () => tell(link, words.not_copied));
    } else {
      const [which, ...form] = rest.split("-");
      want(`${which} ${form.join("-")} ${location.origin}`);
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
