// Keeps the figures of a page current while work runs, as /events tells them; loads the page anew once what it waited
// for is there. Listens only while the page is seen.
const block = document.querySelector("[data-events]");
const waitsFor = document.querySelector("[data-until]")?.dataset.until;
let source = null;

function show({sentence, figures}) {
  block.querySelector("[data-sentence]").textContent = sentence;
  for (const figure of block.querySelectorAll("[data-figure]")) figure.textContent = figures[figure.dataset.figure] ?? "";
  if (waitsFor && figures[waitsFor] !== "0") location.reload();
}

function listen() {
  source = new EventSource(block.dataset.events);
  source.addEventListener("progress", (event) => show(JSON.parse(event.data)));
}

function follow() {
  const seen = document.visibilityState === "visible";
  if (seen && !source) listen();
  if (!seen && source) source = source.close() ?? null;
}

document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => source?.close());
follow();
