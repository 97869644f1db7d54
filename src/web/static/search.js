// Results as one types: fetches those of the form's present state and puts them into the page. Without this module the
// form asks for a page of its own.
const form = document.getElementById("search");
const results = document.getElementById("results");
const status = document.querySelector("[role=status]");
const pause = 150; // ms without a key
let timer = 0;
let running = new AbortController();
let typedOn = false; // the address is of what is being typed

function address() {
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  return asked.size ? `/search?${asked}` : "/search";
}

// `typing`: the last word may go on.
function part(of, typing) {
  const url = new URL(of, location.origin);
  url.searchParams.set("part", "results");
  if (typing) url.searchParams.set("typing", "1");
  return url;
}

async function show(of, typing) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(part(of, typing), { signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (signal.aborted) return;
    results.replaceChildren(...found.body.childNodes);
    status.textContent = [...results.querySelectorAll(".found")].map((line) => line.textContent).join(" ");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(of); // the server says itself what is the matter
  }
  if (!signal.aborted) results.removeAttribute("aria-busy");
}

function now(typing) {
  clearTimeout(timer);
  const of = address();
  const here = location.pathname + location.search;
  // What is typed on replaces its own beginnings; everything else is a step that Back undoes.
  if (of !== here) history[typing && typedOn ? "replaceState" : "pushState"](null, "", of);
  typedOn = typing;
  show(of, typing);
}

function fill(asked) {
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = asked.get(field.name) === field.value;
    else field.value = asked.get(field.name) ?? "";
  }
}

form.addEventListener("input", (event) => {
  if (!["q", "person"].includes(event.target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(now, pause, true);
});
form.addEventListener("change", (event) => {
  if (event.target !== form.elements.q) now(false);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  now(false);
});
addEventListener("popstate", () => {
  clearTimeout(timer);
  typedOn = false;
  fill(new URLSearchParams(location.search));
  show(location.pathname + location.search, false);
});
