// Finds words in the transcript as they are typed, marks every place and goes from one to the next. Advertisements that
// are folded open where something is found in them. Without scripts the browser's own search does.
import {momentOf} from "./moment.js";
import {until} from "./rest.js";

const bar = document.querySelector(".find");
const field = bar.querySelector("input");
const told = bar.querySelector("[role=status]");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const most = 1000;
let paragraphs = null; // each with its text, made plain, read on first use
let places = [];
let at = -1;

const plain = (text) => text.normalize().toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"');

// An accent that stands behind its letter is put in one with it, so that places are counted alike.
function compose(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.data !== node.data.normalize()) node.data = node.data.normalize();
}

function read() {
  compose(document.querySelector(".transcript"));
  return [...document.querySelectorAll(".transcript .turn p:not(.flag)")].map((element) => ({element, text: plain(element.textContent)}));
}

function rangeOf(element, begin, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const after = passed + node.length;
    if (begin >= passed && begin < after) range.setStart(node, begin - passed);
    if (end > passed && end <= after) {
      range.setEnd(node, end - passed);
      break;
    }
    passed = after;
  }
  return range;
}

function search(words) {
  paragraphs ??= read();
  const found = [];
  for (const {element, text} of paragraphs)
    for (let n = text.indexOf(words); n >= 0 && found.length < most; n = text.indexOf(words, n + words.length))
      found.push(rangeOf(element, n, n + words.length));
  return found;
}

function mark() {
  if (!CSS.highlights) return;
  CSS.highlights.set("found", new Highlight(...places));
  CSS.highlights.set("found-now", new Highlight(...places.slice(at, at + 1)));
}

function tell() {
  if (field.value.trim().length < 2) told.textContent = "";
  else told.textContent = places.length ? `${at + 1} of ${places.length}${places.length === most ? "+" : ""}` : "nothing";
}

function go(step) {
  if (!places.length) return;
  at = (at + step + places.length) % places.length;
  const element = places[at].startContainer.parentElement;
  const folded = element.closest("details:not([open])");
  if (folded) folded.open = true;
  mark();
  tell();
  if (!CSS.highlights) getSelection().setBaseAndExtent(places[at].startContainer, places[at].startOffset, places[at].endContainer, places[at].endOffset);
  const top = scrollY + places[at].getBoundingClientRect().top - innerHeight / 2;
  scrollTo({top, behavior: still.matches ? "auto" : "smooth"});
}

async function find() {
  const words = plain(field.value.trim());
  if (words.length > 1) await until();
  if (words !== plain(field.value.trim())) return; // typed on meanwhile
  places = words.length < 2 ? [] : search(words);
  at = -1;
  if (places.length) go(1);
  mark();
  tell();
}

let later = 0;
field.addEventListener("input", () => {
  clearTimeout(later);
  later = setTimeout(find, 120);
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (at < 0) find();
  else go(event.shiftKey ? -1 : 1);
});
bar.addEventListener("click", ({target}) => target.dataset.go && go(Number(target.dataset.go)));

// A link to a moment at which nobody begins to speak leads to the words before it.
async function goToMoment() {
  const second = momentOf(location.hash);
  if (second === null || document.getElementById(location.hash.slice(1))) return;
  await until(second);
  const before = [...document.querySelectorAll('[id^="t="]')].filter(({id}) => Number(id.slice(2)) <= second).pop();
  before?.scrollIntoView({block: "center"});
}

addEventListener("hashchange", goToMoment);
await goToMoment();
