// A page of its own: begin at the place that the address names.
document.getElementById("quote")?.scrollIntoView({ block: "start" });
