// The rest of a long transcript, put in its place when it is needed: near the end of what is there, to find words, to
// play, or for a link into it. Without scripts it is a page of its own.
const link = () => document.querySelector("[data-rest]");
const begins = () => Number(new URL(link().href).searchParams.get("from"));
let loading = Promise.resolve();

async function more() {
  const answer = await fetch(link().href);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector(".transcript").append(...page.querySelector(".transcript").childNodes);
  const next = page.querySelector("[data-rest]");
  if (next) link().replaceWith(next);
  else link().closest("p").remove();
}

// Settles once the words of that second are there, or all of them; or where the site does not answer.
export function until(second = Infinity) {
  loading = loading.then(async () => {
    while (link() && second >= begins()) await more();
  }).catch(() => {});
  return loading;
}

if (link()) {
  // Below what is seen it comes by itself; what is seen does not move unless it is asked for.
  new IntersectionObserver(([seen]) => {
    if (seen.isIntersecting && seen.boundingClientRect.top > innerHeight) until();
  }, {rootMargin: "1500px"}).observe(link());
  document.addEventListener("click", async (event) => {
    const into = event.target.closest("a[href*='?from=']");
    if (!into || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await until();
    if (into.hash) location.hash = into.hash;
  });
}
