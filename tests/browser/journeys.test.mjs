// What a reader does: read, play at the second, follow the words, copy, find, watch a first scan.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {after, before, test} from "node:test";

import {at, env, launch, site, violations, watched} from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function open(path, options = {}) {
  const seen = await watched(browser, {mayPlay: true, reducedMotion: "reduce", permissions: ["clipboard-read", "clipboard-write"], ...options});
  await seen.page.goto(site + path);
  return seen;
}
const clock = (page) => page.locator("[data-clock]").textContent();
const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
// Plays, from there or somewhat later: how soon the check looks depends on the machine.
const playsFrom = (page, from) => page.waitForFunction((begin) => {
  const now = document.querySelector("[data-clock]").textContent.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return document.body.classList.contains("playing") && now >= begin && now < begin + 60;
}, from);

test("from today's five to an insight, its episode and its show", async () => {
  const {context, page, troubles} = await open("/");
  await page.locator(".pick h2 a").first().click();
  await page.waitForURL("**/insights/*");
  assert.ok(await page.locator(".talk mark").count() > 0);
  await page.getByText("Read on in the transcript").click();
  await page.waitForURL("**/episodes/*");
  await page.locator(".kicker a").click();
  await page.waitForURL("**/shows/*");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("nothing is fetched from the publisher before play; then the audio starts at the second and the words follow", async () => {
  const {context, page, troubles} = await open(at.insight, {mayPlay: false});
  await page.waitForTimeout(300);
  assert.deepEqual(troubles, []);
  await context.close();
  const playing = await open(at.insight);
  const from = Number(await playing.page.locator(".dock").getAttribute("data-from"));
  await playing.page.locator(".play").click();
  await playsFrom(playing.page, Math.floor(from));
  const lit = playing.page.locator(".now");
  await lit.waitFor();
  assert.ok(await lit.locator("mark").count() > 0, "the cited words are lit");
  await playing.page.locator(".turn header a").last().click(); // the time beside a turn plays from there
  const last = seconds(await playing.page.locator(".turn header a").last().textContent());
  await playsFrom(playing.page, last);
  assert.equal(new URL(playing.page.url()).pathname, at.insight);
  assert.deepEqual(playing.troubles, []);
  await playing.context.close();
});

test("the player obeys the keyboard and remembers its speed", async () => {
  const {context, page} = await open(at.insight);
  const from = Number(await page.locator(".dock").getAttribute("data-from"));
  await page.locator(".play").focus();
  await page.keyboard.press("Enter");
  await playsFrom(page, Math.floor(from));
  await page.locator("body").press("k");
  await page.waitForFunction(() => !document.body.classList.contains("playing"));
  const stopped = seconds(await clock(page));
  await page.keyboard.press("l");
  assert.equal(seconds(await clock(page)), stopped + 30);
  await page.keyboard.press("j");
  assert.equal(seconds(await clock(page)), stopped + 15);
  await page.keyboard.press("q");
  assert.equal(seconds(await clock(page)), Math.floor(from));
  await page.keyboard.press(">");
  assert.equal(await page.locator(".dock select").inputValue(), "1.2");
  assert.equal(await page.evaluate(() => navigator.mediaSession.metadata.title), await page.locator("h1").textContent());
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".dock").isVisible(), false);
  await page.reload();
  await page.locator(".play").click();
  assert.equal(await page.locator(".dock select").inputValue(), "1.2");
  await context.close();
});

test("space pauses right after Listen was pressed, and goes on", async () => {
  const {context, page} = await open(at.insight);
  await page.locator(".play").click();
  await page.waitForFunction(() => document.body.classList.contains("playing"));
  await page.keyboard.press("Space");
  await page.waitForFunction(() => !document.body.classList.contains("playing"));
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.body.classList.contains("playing"));
  await context.close();
});

test("the whole player is on the screen, from 320 px on, with an hour on its clock", async () => {
  for (const width of [320, 360, 390, 768]) {
    const {context, page} = await open(at.long, {viewport: {width, height: 700}});
    await page.locator(".play").click();
    await page.waitForFunction(() => document.querySelector("[data-length-text]").textContent === "1:01:40");
    await page.locator(".dock input").fill("3605");
    assert.equal(await clock(page), "1:00:05");
    const outside = await page.evaluate(() => [...document.querySelectorAll(".dock :is(button, select, input, .num)")]
      .filter((part) => ((box) => box.left < 0 || box.right > innerWidth || part.scrollWidth > part.clientWidth + 1 && part.matches(".num"))(part.getBoundingClientRect()))
      .map((part) => part.outerHTML));
    assert.deepEqual(outside, [], `${width} px`);
    await context.close();
  }
});

test("where the excerpt ends, the whole transcript is offered at that second", async () => {
  const {context, page} = await open(at.insight);
  await page.locator(".play").click();
  await page.locator(".now").waitFor();
  await page.locator("body").press("k");
  const last = seconds(await page.locator(".turn header a").last().textContent());
  const jumps = Math.ceil((last + 90 - seconds(await clock(page))) / 30);
  for (let n = 0; n < jumps; n++) await page.keyboard.press("l");
  assert.equal(await page.locator(".now").count(), 0);
  await page.getByText("Read on in the whole transcript").click();
  await page.waitForURL("**/episodes/*#t=*");
  await context.close();
});

test("following stops when the reader scrolls and goes on when asked", async () => {
  const {context, page} = await open(at.episode);
  await page.locator(".turn header a").nth(8).click();
  await page.locator(".now").waitFor();
  await page.mouse.wheel(0, -4000);
  await page.locator("[data-do=follow][aria-pressed=false]").waitFor();
  await page.locator("[data-do=follow]").click();
  await page.waitForFunction(() => {
    const box = document.querySelector(".now").getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });
  await context.close();
});

test("the player and the places found are accessible in both colour schemes", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const {context, page} = await open(at.episode, {colorScheme});
    await page.locator(".turn header a").nth(4).click();
    await page.locator(".now").waitFor();
    await page.locator(".find input").fill("small");
    await page.waitForFunction(() => CSS.highlights.has("found"));
    assert.deepEqual(await violations(page), [], colorScheme);
    await context.close();
  }
});

test("audio that is not there is said, with the way to the publisher", async () => {
  const {context, page} = await open(at.insight);
  await page.route(`${env.PITH_AUDIO}/**`, (route) => route.abort());
  await page.locator(".play").click();
  await page.getByText("This audio cannot be played here.").waitFor();
  assert.equal(await page.locator(".there").isVisible(), true);
  await context.close();
});

test("an insight is copied as a quotation and as a link", async () => {
  const {context, page, troubles} = await open(at.insight);
  await page.getByText("Copy as quotation").click();
  await page.getByText("Copied.").waitFor();
  const quotation = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(quotation, /^“.+” \(.+, Small Wonders: Why big effects come from small studies, 3 November 2026, \d+:\d\d\) http/);
  assert.ok(quotation.endsWith(at.insight));
  await page.getByText("Copy link").click();
  await page.waitForFunction(async (url) => (await navigator.clipboard.readText()) === url, site + at.insight);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("words are found in the transcript, one place after the other, in any case", async () => {
  const {context, page, troubles} = await open(at.episode);
  const field = page.locator(".find input");
  const told = page.locator(".find [role=status]");
  await field.fill("SMALL WONDERS");
  await page.waitForFunction(() => /^1 of \d+$/.test(document.querySelector(".find [role=status]").textContent));
  const count = Number((await told.textContent()).split(" of ")[1]);
  await field.press("Enter");
  assert.equal(await told.textContent(), count > 1 ? `2 of ${count}` : "1 of 1");
  await field.press("Shift+Enter");
  assert.equal(await told.textContent(), `1 of ${count}`);
  assert.equal(await page.evaluate(() => CSS.highlights.get("found").size), count);
  await field.fill("zebra mattress");
  await page.waitForFunction(() => document.querySelector(".find [role=status]").textContent === "nothing");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("words are found however their accents are written", async () => {
  const {context, page} = await open(at.episode);
  await page.locator(".transcript .turn p:not(.flag) span").first().evaluate((words) => (words.textContent = "Brew at the cafe\u0301 tonight"));
  for (const typed of ["caf\u00e9 tonight", "cafe\u0301 tonight"]) {
    await page.locator(".find input").fill(typed);
    await page.waitForFunction(() => document.querySelector(".find [role=status]").textContent === "1 of 1");
    assert.equal(await page.evaluate(() => [...CSS.highlights.get("found")].map(String)[0]), "caf\u00e9 tonight");
    await page.locator(".find input").fill("");
  }
  await context.close();
});

test("what is found in an advertisement unfolds it", async () => {
  const {context, page} = await open(at.episode);
  const fold = page.locator("details.ad").first();
  assert.equal(await fold.evaluate((ad) => ad.open), false);
  const words = (await fold.locator("p").first().textContent()).trim().slice(0, 40);
  await page.locator(".find input").fill(words);
  await page.waitForFunction(() => document.querySelector("details.ad").open);
  await context.close();
});

test("of a very long transcript the rest comes when it is needed", async () => {
  const there = (page, number) => page.locator(".transcript p", {hasText: `number ${number}, `}).first();
  const finding = await open(at.marathon);
  assert.equal(await there(finding.page, 1480).count(), 0);
  await finding.page.locator(".find input").fill("number 1480,");
  await finding.page.locator(".find [role=status]").getByText("1 of 1").waitFor();
  assert.equal(await finding.page.locator("[data-rest]").count(), 0);
  assert.equal(await finding.page.locator(".transcript p", {hasText: "number 700, "}).count(), 1, "nothing twice");
  assert.deepEqual(finding.troubles, []);
  await finding.context.close();
  const led = await open(`${at.marathon}#t=8880`); // number 1480
  await there(led.page, 1480).waitFor();
  await led.page.waitForFunction(() => document.getElementById("t=8880").getBoundingClientRect().top < innerHeight);
  await led.context.close();
  const reading = await open(at.marathon);
  await reading.page.evaluate(() => scrollTo(0, document.querySelector("[data-rest]").getBoundingClientRect().top - innerHeight - 700));
  await there(reading.page, 1480).waitFor();
  assert.equal(await reading.shift(), 0);
  await reading.context.close();
  const asking = await open(at.marathon);
  await asking.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await asking.page.locator("[data-rest]").click();
  await there(asking.page, 1480).waitFor();
  assert.equal(new URL(asking.page.url()).search, "");
  await asking.context.close();
  const playing = await open(at.marathon);
  await playing.page.locator(".play").click();
  await there(playing.page, 1480).waitFor();
  await playing.page.locator(".dock input").fill("8881");
  await playing.page.locator(".now", {hasText: "number 1480, "}).waitFor();
  await playing.context.close();
  const plain = await open(at.marathon, {javaScriptEnabled: false});
  for (let pages = 0; pages < 4 && !(await there(plain.page, 1480).count()); pages++) await plain.page.locator("[data-rest]").click();
  assert.equal(await there(plain.page, 1480).count(), 1);
  await plain.page.getByText("From the beginning").click();
  assert.equal(await there(plain.page, 0).count(), 1);
  await plain.context.close();
});

test("a link to a moment leads to the words said then, however it is written, and Listen begins there", async () => {
  for (const moment of ["#t=301", "#t=301,310", "#t=5:01", "#t=npt:0:05:01", "#t=5m1s", "?t=301", "?t=0:05:01,0:05:10", "?t=5m1s"]) {
    const {context, page} = await open(at.episode + moment);
    await page.waitForFunction(() => scrollY > 500);
    if (moment.includes("5m1s")) {
      await page.locator(".play").click();
      await playsFrom(page, 290);
    }
    await context.close();
  }
  const {context, page} = await open(at.episode);
  await page.evaluate(() => (location.hash = "#t=5:01"));
  await page.waitForFunction(() => scrollY > 500);
  await context.close();
});

test("a link with ?t= leads to the words said then without scripts, too", async () => {
  for (const [path, least] of [[at.episode + "?t=5m1s", 290], [at.marathon + "?t=2:28:00", 8874]]) {
    const {context, page} = await open(path, {javaScriptEnabled: false});
    const second = Number(new URL(page.url()).hash.slice("#t=".length));
    assert.ok(second >= least && second <= least + 12, page.url());
    assert.equal(await page.locator(`[id="t=${second}"]`).isVisible(), true);
    await context.close();
  }
});

test("the first scan of a new home is seen as it goes on, and its page becomes the first brief", async () => {
  const {context, page, troubles} = await watched(browser);
  await page.goto(`${env.PITH_FRESH}/`);
  assert.equal(await page.locator("[data-figure=shows]").textContent(), "0");
  const pith = (...words) => execFileSync(env.PITH_BINARY, [...words, "--home", env.PITH_FRESH_HOME, "--now", env.PITH_NOW]);
  pith("add", env.PITH_FEED);
  await page.waitForFunction(() => document.querySelector("[data-figure=shows]")?.textContent === "1" || document.querySelector(".five"), null, {timeout: 90_000});
  pith("scan");
  pith("brief");
  await page.locator(".five").waitFor({timeout: 90_000});
  assert.deepEqual(troubles, []);
  await context.close();
});

test("print leaves out what is for the screen", async () => {
  const {context, page} = await open(at.insight);
  await page.emulateMedia({media: "print"});
  for (const part of [".masthead nav", ".colophon", ".actions", ".offers"]) assert.equal(await page.locator(part).first().isVisible(), false, part);
  assert.equal(await page.locator(".talk mark").first().isVisible(), true);
  await context.close();
});
