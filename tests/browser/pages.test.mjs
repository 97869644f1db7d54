// Every page: valid, accessible in both colour schemes, light, still, and silent on the console and towards others.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";

import {at, env, invalid, launch, site, slowly, violations, watched} from "./browser.mjs";

const pages = {
  today: "/", days: "/days", shows: "/shows", topics: "/topics", search: "/search", status: "/status", hooks: "/hooks", settings: "/settings", admin: "/admin", unknown: "/nowhere", unknownInsight: "/insights/in_nothing",
  ...at,
};
const errors = ["unknown", "unknownInsight", "hiddenInsight"];
const everyLook = ["light", "dark"].flatMap((scheme) => [360, 768, 1440].map((width) => [scheme, width]));
const looks = [["light", 1440], ["dark", 360], ["light", 768]];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [name, path] of Object.entries(pages)) {
  test(`${name} is sound`, async () => {
    for (const [scheme, width] of name === "admin" ? everyLook : looks) {
      const {context, page, troubles, weight, shift} = await watched(browser, {colorScheme: scheme, viewport: {width, height: 800}, reducedMotion: "reduce"});
      const answer = await page.goto(site + path);
      assert.equal(answer.status(), errors.includes(name) ? 404 : 200, path);
      await page.waitForTimeout(100);
      assert.deepEqual(await violations(page), [], `axe, ${scheme}`);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(100);
      assert.equal(await shift(), 0, `layout shift at ${width}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `nothing is wider than ${width} px`);
      assert.ok(weight() < 60_000, `${weight()} bytes`);
      assert.deepEqual(troubles, []);
      if (env.PITH_SHOTS) await page.screenshot({path: `${env.PITH_SHOTS}/${name}-${width}-${scheme}.png`, fullPage: true});
      await context.close();
    }
  });

  test(`${name} is valid HTML`, async () => {
    const html = await (await fetch(site + path)).text();
    assert.deepEqual(await invalid(html), []);
  });
}

test("nothing moves while a page arrives piece by piece", async () => {
  const slow = await slowly();
  for (const path of ["/", "/status", at.insight, at.topic, at.person, at.show])
    for (const width of [360, 1440]) {
      const {context, page, shift} = await watched(browser, {viewport: {width, height: 800}});
      await page.goto(slow + path);
      await page.waitForTimeout(100);
      assert.equal(await shift(), 0, `${path} at ${width}`);
      await context.close();
    }
});

test("what could not be followed is told soundly, and forgotten", async () => {
  const {context, page} = await watched(browser);
  await page.goto(`${site}/admin`);
  await page.fill("#url", "http://127.0.0.1:1/feeds/a-long-address-of-a-feed/that-nobody-serves.xml");
  await page.getByRole("button", {name: "Follow", exact: true}).click();
  const told = page.getByRole("heading", {name: "Not followed"});
  for (let tries = 0; tries < 100 && !(await told.isVisible()); tries++) {
    await page.waitForTimeout(100);
    await page.goto(`${site}/admin`);
  }
  for (const [colorScheme, width] of everyLook) {
    await page.emulateMedia({colorScheme});
    await page.setViewportSize({width, height: 800});
    assert.deepEqual(await violations(page), [], `axe, ${colorScheme}, ${width}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `nothing is wider than ${width} px`);
  }
  await page.getByRole("button", {name: /^Forget/}).click();
  await page.waitForLoadState();
  assert.equal(await told.isVisible(), false);
  await context.close();
});

test("marked words stay legible in print", async () => {
  const {context, page} = await watched(browser, {colorScheme: "dark"});
  await page.emulateMedia({media: "print"});
  await page.goto(site + at.insight);
  const {color, backgroundColor} = await page.locator("mark:not(.also)").first().evaluate((mark) => (({color, backgroundColor}) => ({color, backgroundColor}))(getComputedStyle(mark)));
  assert.deepEqual([color, backgroundColor], ["rgb(0, 0, 0)", "rgb(238, 238, 238)"]);
  await context.close();
});

test("pages read well without scripts", async () => {
  const {context, page, troubles} = await watched(browser, {javaScriptEnabled: false});
  await page.goto(site + at.insight);
  assert.equal(await page.locator("audio").count(), 1);
  assert.equal(await page.locator(".share").isVisible(), false);
  assert.equal(await page.locator(".dock").isVisible(), false);
  await page.goto(site + at.episode);
  assert.equal(await page.locator(".find").isVisible(), false);
  assert.deepEqual(troubles, []);
  await context.close();
});
