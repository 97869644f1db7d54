// A reader of a public site, from the first look to the end: subscribe, confirm, read, less like this, search, play at the second, unsubscribe.
// Every page on the way is sound in both colour schemes.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {readFileSync, readdirSync} from "node:fs";
import {after, before, test} from "node:test";

import {env, invalid, launch, violations, watched} from "./browser.mjs";

const site = env.PITH_READERS_URL;
const home = env.PITH_READERS_HOME;
const day = env.PITH_NOW.slice(0, 10);

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const visit = (options = {}) => watched(browser, {mayPlay: true, reducedMotion: "reduce", timezoneId: "Europe/Berlin", ...options});
// What the console said, and who was asked but this site and the audio's publisher.
const faults = ({troubles}) => troubles.filter((line) => !line.startsWith(`asked ${site}/`));

async function sound(seen, name) {
  const {page} = seen;
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({colorScheme});
    assert.deepEqual(await violations(page), [], `${name}: axe, ${colorScheme}`);
  }
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({width, height: 800});
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name}: nothing is wider than ${width} px`);
    if (env.PITH_SHOTS) await page.screenshot({path: `${env.PITH_SHOTS}/reader-${name}-${width}.png`, fullPage: true});
  }
  await page.setViewportSize({width: 1280, height: 900});
  assert.deepEqual(await invalid(await page.evaluate(async () => (await fetch(location.href)).text())), [], name);
  assert.deepEqual(faults(seen), [], name);
}

const still = async (seen, name) => assert.equal(await seen.shift(), 0, `${name}: layout shift`);
// Quoted-printable (RFC 2045) undone, but for letters beyond ASCII: no link holds one.
const unquoted = (mail) => mail.replace(/=\r?\n/g, "").replace(/=([0-7][0-9A-F])/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
const letters = (to) => readdirSync(`${home}/outbox`).filter((name) => name.endsWith(".eml")).map((name) => readFileSync(`${home}/outbox/${name}`, "utf8"))
  .filter((mail) => mail.includes(`To: ${to}`)).map(unquoted);
const link = (mail, path) => new RegExp(`${site}${path}[\\w?=%-]+`).exec(mail)[0];

async function letter(to, path) {
  for (let tries = 0; tries < 300; tries++) {
    const found = letters(to).find((mail) => mail.includes(site + path));
    if (found) return link(found, path);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`no letter to ${to} with ${path}`);
}

const press = async (page, name) => {
  await page.getByRole("button", {name, exact: true}).click();
  await page.waitForLoadState();
};

test("a stranger becomes a reader, reads, judges, searches, listens, and ends the mails", async () => {
  const seen = await visit();
  const {context, page} = seen;
  await page.goto(`${site}/`);
  await still(seen, "visitor");
  await sound(seen, "visitor");
  await page.getByRole("main").getByRole("link", {name: "Subscribe"}).click();
  await page.waitForURL("**/subscribe");
  assert.equal(await page.inputValue("#zone"), "Europe/Berlin", "the browser guesses the zone");
  await still(seen, "subscribe");
  await sound(seen, "subscribe");
  await page.fill("#email", "zoe@example.org");
  await page.fill("#hour", "23:30");
  await page.fill("#zone", "UTC");
  await page.fill("#words", "heat pumps");
  await press(page, "Subscribe");
  await page.getByRole("heading", {name: "Look into your mailbox"}).waitFor();

  await page.goto(await letter("zoe@example.org", "/confirm"));
  await sound(seen, "confirm");
  await press(page, "Yes, send it");
  await page.waitForURL("**/settings*");
  await still(seen, "settings");
  await sound(seen, "settings");

  execFileSync(env.PITH_BINARY, ["send", "--public", site, "--home", home, "--now", `${day}T23:30:00Z`]);
  const brief = letters("zoe@example.org").find((mail) => mail.includes("List-Id"));
  await page.goto(`${site}/`);
  assert.equal(await page.locator(".pick .why").count(), 5, "each of the five has its reason");
  await sound(seen, "own-five");
  await page.goto(`${site}/days`);
  await sound(seen, "own-days");

  await page.goto(link(brief, "/insights/in_\\w+/taste"));
  const headline = await page.locator("h1").textContent();
  await sound(seen, "taste");
  await press(page, "Less like this");
  await page.getByText("Noted: less like this").waitFor();
  await page.goto(`${site}/settings`);
  assert.ok(await page.getByText(headline).count() > 0, "the settings say what was judged");
  assert.ok(await page.getByText("For the next briefs that means").count() > 0);
  await sound(seen, "learnt");
  await press(page, `Undo: ${headline}`);
  await page.getByRole("status").getByText("Undone").waitFor();
  assert.equal(await page.getByText("For the next briefs that means").count(), 0, "nothing is learnt any more");

  await page.goto(`${site}/search`);
  await page.fill("[name=q]", "small studies");
  await page.locator("#results .cards h3 a").first().waitFor();
  await page.locator("#results .cards h3 a").first().click();
  await page.waitForURL("**/insights/*");
  await page.locator(".play").click();
  const from = Number(await page.locator(".dock").getAttribute("data-from"));
  await page.waitForFunction((begin) => {
    const now = document.querySelector("[data-clock]").textContent.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    return document.body.classList.contains("playing") && now >= begin;
  }, Math.floor(from));

  const mailed = await visit(); // a browser that is not signed in
  await mailed.page.goto(link(brief, "/days/[\\d-]+"));
  assert.equal(await mailed.page.locator(".pick").count(), 5);
  await sound(mailed, "letter-day");
  await mailed.page.goto(link(brief, "/unsubscribe"));
  await sound(mailed, "unsubscribe");
  await press(mailed.page, "End the mails");
  await mailed.context.close();
  await page.goto(`${site}/settings`);
  assert.ok(await page.getByText("No mail is sent to you").count() > 0);
  await sound(seen, "paused");
  assert.deepEqual(faults(seen), []);
  await context.close();
});

test("signing in, its fault, and the owner's pages are sound", async () => {
  const seen = await visit();
  const {context, page} = seen;
  await page.goto(`${site}/sign-in`);
  await still(seen, "sign-in");
  await sound(seen, "sign-in");
  await page.evaluate(() => (document.querySelector("form.form").noValidate = true));
  await page.fill("#email", "nobody");
  await press(page, "Send the link");
  assert.deepEqual(await violations(page), [], "a fault");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "alert", "the focus is on what does not fit");
  await page.goto(env.PITH_OWNER);
  await sound(seen, "enter");
  await page.locator("main button").click();
  await page.waitForURL("**/settings*");
  for (const path of ["/admin", "/hooks", "/status"]) {
    await page.goto(site + path);
    await still(seen, path);
    await sound(seen, `owner${path.replace("/", "-")}`);
  }
  await page.goto(`${site}/admin`);
  await page.locator("a[href*='readers/delete']").first().click();
  await sound(seen, "delete-reader");
  assert.deepEqual(faults(seen), []);
  await context.close();
});
