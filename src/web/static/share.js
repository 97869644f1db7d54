// Copies an insight as a quotation with its address, or the address alone; hands it to the device's own sharing.
const row = document.querySelector(".share");
const told = row.querySelector("[role=status]");
const address = () => location.origin + location.pathname;
const quotation = row.querySelector("[data-quotation]").dataset.quotation;

// Without TLS a browser has no clipboard of its own; the old way still works.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), {value: text});
  area.style.position = "fixed";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("refused");
}

async function copyAndTell(text) {
  try {
    await copy(text);
    told.textContent = "Copied.";
  } catch {
    told.textContent = "The browser does not let this be copied.";
  }
}

async function share() {
  try {
    await navigator.share({title: document.title, text: quotation});
  } catch {} // closed again
}

row.addEventListener("click", ({target}) => {
  if (target.matches("[data-quotation]")) copyAndTell(quotation);
  if (target.matches("[data-address]")) copyAndTell(address());
  if (target.matches("[data-share]")) share();
});
if (navigator.share) row.querySelector("[data-share]").classList.remove("absent");
