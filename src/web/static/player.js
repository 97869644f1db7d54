// The player: the publisher's audio in a bar at the foot of the page. It starts at the second, and the words in the page
// follow it. Nothing is fetched before somebody presses play. Its keys work while the bar is open.
import {momentOf} from "./moment.js";
import {until} from "./rest.js";

const dock = document.querySelector(".dock");
const part = (name) => dock.querySelector(name);
const data = dock.dataset;
const audio = new Audio();
const range = part("input");
const speed = part("select");
const followKey = part("[data-do=follow]");
const tells = part(".tells");
const there = part(".there"); // the audio's own address
const still = matchMedia("(prefers-reduced-motion: reduce)");
const allCues = () => [...document.querySelectorAll('[id^="t="], [data-t]')].map((element) => ({
  element,
  time: Number(element.dataset.t ?? element.id.slice(2)),
}));
let cues = allCues();
const from = Number(data.from ?? 0);
const longest = 15; // seconds of a cue in an excerpt
let length = Number(data.length ?? 0);
let now = null; // the cue that is lit
let following = true;
let offering = false; // the whole transcript
let wanted = null; // where to begin, until the audio is far enough to be moved

const clock = (seconds) => {
  const s = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
};

function say(text, withLink = false) {
  tells.textContent = text;
  there.hidden = !withLink;
}

function light(time) {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cues[middle].time <= time + 0.05) low = middle + 1;
    else high = middle;
  }
  // An excerpt has gaps: there a cue's light goes out, and the whole transcript is offered.
  const lost = Boolean(data.readOn) && low > 0 && time > cues[low - 1].time + longest;
  const found = low > 0 && !lost ? cues[low - 1] : null;
  if (lost !== offering) offer(lost, time);
  if (found === now) return;
  now?.element.classList.remove("now");
  now = found;
  now?.element.classList.add("now");
  if (now && following) bringIntoView();
}

function offer(on, time) {
  offering = on;
  say("");
  const address = `${data.readOn}#t=${Math.floor(time)}`;
  if (on) tells.append(Object.assign(document.createElement("a"), {href: address, textContent: "Read on in the whole transcript"}));
}

function bringIntoView() {
  const seen = now.element.closest("details:not([open])") ?? now.element;
  const box = seen.getBoundingClientRect();
  const room = innerHeight - dock.offsetHeight;
  if (box.top > 60 && box.bottom < room * 0.8) return;
  seen.scrollIntoView({block: "center", behavior: still.matches ? "auto" : "smooth"});
}

function setFollowing(on) {
  following = on;
  followKey.setAttribute("aria-pressed", String(on));
  if (on && now) bringIntoView();
}

function showTime() {
  const time = wanted ?? audio.currentTime;
  range.value = String(Math.floor(time));
  range.setAttribute("aria-valuetext", `${clock(time)} of ${clock(length)}`);
  range.style.setProperty("--done", `${length ? (100 * time) / length : 0}%`);
  part("[data-clock]").textContent = clock(time);
  light(time);
}

function showLength() {
  if (Number.isFinite(audio.duration) && audio.duration > 0) length = audio.duration;
  range.max = String(Math.max(1, Math.floor(length)));
  part("[data-length-text]").textContent = length ? clock(length) : "";
  if (data.to && length) {
    range.style.setProperty("--from", `${(100 * from) / length}%`);
    range.style.setProperty("--to", `${(100 * Number(data.to)) / length}%`);
  }
}

// What the feed or the transcript says of the length, against this copy of the audio.
function tellDrift() {
  const expected = Number(data.length ?? data.talkEnds ?? 0);
  const longer = Math.round(audio.duration - expected);
  if (expected && longer >= 20) say(`This audio is ${clock(longer)} longer than expected, most likely advertisements: the words may come that much later.`);
}

function seek(time) {
  const end = Number.isFinite(audio.duration) ? audio.duration : Infinity;
  const to = Math.min(Math.max(0, time), end);
  if (audio.readyState >= 1) audio.currentTime = to;
  else wanted = to;
  showTime();
}

function open() {
  if (!dock.hidden) return;
  dock.hidden = false;
  document.body.classList.add("listening");
  showLength();
}

async function play(time) {
  open();
  until().then(() => (cues = allCues()));
  if (!audio.src) audio.src = there.href;
  if (time !== undefined) seek(time);
  say("");
  try {
    await audio.play();
  } catch (error) {
    if (error.name !== "AbortError" && error.name !== "NotAllowedError") say("This audio cannot be played here.", true);
  }
}

function toggle() {
  if (audio.paused) play();
  else audio.pause();
}

function close() {
  audio.pause();
  dock.hidden = true;
  document.body.classList.remove("listening");
  now?.element.classList.remove("now");
  now = null;
  document.querySelector(".play")?.focus();
}

function faster(step) {
  speed.selectedIndex = Math.min(Math.max(0, speed.selectedIndex + step), speed.options.length - 1);
  setSpeed();
}

function setSpeed() {
  audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
  try {
    localStorage.setItem("speed", speed.value);
  } catch {} // storage may be off
}

const move = (seconds) => seek((wanted ?? audio.currentTime) + seconds);
const keys = {
  " ": toggle, k: toggle, j: () => move(-15), ArrowLeft: () => move(-15), l: () => move(30), ArrowRight: () => move(30),
  "<": () => faster(-1), ">": () => faster(1), q: () => data.from && seek(from), f: () => setFollowing(!following), Escape: close,
};
const deeds = {toggle, back: keys.j, on: keys.l, follow: keys.f, close};

function onKey(event) {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  const pressing = event.key === " " && event.target.closest("button, summary"); // what Space presses; links it does not
  if (dock.hidden || event.ctrlKey || event.metaKey || event.altKey || pressing) return;
  if (typing && event.key !== "Escape") return;
  const deed = keys[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
}

// Links into this audio, and the times beside the talk, play; other links to a second of this page move what plays.
function onClick(event) {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const url = new URL(link.href);
  const time = momentOf(url.hash);
  const here = url.origin === location.origin && url.pathname === location.pathname;
  if (link.matches(".play") && !dock.hidden && !audio.paused) {
    event.preventDefault();
    audio.pause();
  } else if (link.href.split("#")[0] === there.href) {
    event.preventDefault();
    setFollowing(true);
    play(time ?? (audio.src ? undefined : (momentOf(location.hash) ?? 0))); // a link to a moment brought the reader
  } else if (time !== null && link.matches(".turn header a")) {
    if (!here) event.preventDefault();
    play(time);
  } else if (time !== null && here && !dock.hidden) {
    seek(time);
  }
}

function mediaSession() {
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({title: data.title, artist: data.artist, album: data.album});
  const act = (name, deed) => {
    try {
      session.setActionHandler(name, deed);
    } catch {} // not every browser knows every action
  };
  act("play", () => play());
  act("pause", () => audio.pause());
  act("seekbackward", (e) => move(-(e.seekOffset ?? 15)));
  act("seekforward", (e) => move(e.seekOffset ?? 30));
  act("seekto", (e) => seek(e.seekTime));
}

function showPlaying() {
  const playing = !audio.paused;
  document.body.classList.toggle("playing", playing);
  part("[data-do=toggle]").setAttribute("aria-label", playing ? "Pause" : "Play");
}

audio.preload = "none";
audio.addEventListener("loadedmetadata", () => {
  showLength();
  tellDrift();
  if (wanted !== null) audio.currentTime = wanted;
  wanted = null;
});
audio.addEventListener("play", () => {
  mediaSession();
  showPlaying();
});
audio.addEventListener("pause", showPlaying);
audio.addEventListener("timeupdate", showTime);
audio.addEventListener("error", () => say("This audio cannot be played here.", true));
range.addEventListener("input", () => seek(Number(range.value)));
speed.addEventListener("change", setSpeed);
dock.addEventListener("click", (event) => deeds[event.target.closest("[data-do]")?.dataset.do]?.());
for (const name of ["wheel", "touchmove"]) addEventListener(name, () => dock.hidden || setFollowing(false), {passive: true});
document.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
try {
  speed.value = localStorage.getItem("speed") ?? "1";
  if (speed.selectedIndex < 0) speed.value = "1";
} catch {} // storage may be off
setSpeed();
