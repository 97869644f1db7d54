// Search as one types, and without scripts.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";

import {launch, site, violations, watched} from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function open(path, options = {}) {
  const seen = await watched(browser, {reducedMotion: "reduce", ...options});
  await seen.page.goto(site + path);
  return {...seen, field: seen.page.locator("#search [name=q]")};
}
const found = (page, word) => page.waitForFunction((text) => document.querySelector("#results mark")?.textContent.toLowerCase().startsWith(text), word);

test("results come as one types, and the address follows", async () => {
  const {context, page, field, troubles} = await open("/search");
  await page.locator("#results .tags a").first().waitFor();
  await field.pressSequentially("stud", {delay: 20});
  await found(page, "stud");
  assert.equal(new URL(page.url()).search, "?q=stud");
  assert.match(await page.locator("[role=status]").first().textContent(), /^Found /);
  assert.equal(await field.evaluate((input) => document.activeElement === input), true);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("what is typed on asks once, when the hand rests", async () => {
  const {context, page, field} = await open("/search");
  const asked = [];
  page.on("request", (request) => request.url().includes("part=results") && asked.push(new URL(request.url()).searchParams.get("q")));
  // In one turn of the page, so that no letter is late however busy the machine is.
  await field.evaluate((input) => {
    for (const letter of "studies") {
      input.value += letter;
      input.dispatchEvent(new InputEvent("input", {bubbles: true}));
    }
  });
  await found(page, "stud");
  assert.deepEqual(asked, ["studies"]);
  await context.close();
});

test("an answer that comes late never takes the place of a newer one", async () => {
  const {context, page, field} = await open("/search");
  await page.route(/q=grid&.*part=results/, async (route) => {
    await new Promise((done) => setTimeout(done, 800));
    await route.continue().catch(() => {});
  });
  await field.fill("grid");
  await page.waitForRequest(/q=grid/);
  await field.fill("studies");
  await found(page, "stud");
  await page.waitForTimeout(1000);
  assert.equal(new URL(page.url()).search, "?q=studies");
  await found(page, "stud");
  await context.close();
});

test("Back undoes what was sent or chosen", async () => {
  const {context, page, field} = await open("/search");
  await field.fill("studies");
  await field.press("Enter");
  await found(page, "stud");
  await page.locator(".narrow summary").click();
  await page.locator("[name=only]").check();
  await page.waitForURL(/only=insights/);
  await page.waitForFunction(() => !document.querySelector("#passages"));
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#passages"));
  assert.equal(await page.locator("[name=only]").isChecked(), false);
  await page.goBack();
  await page.locator("#results .tags a").first().waitFor();
  assert.equal(await field.inputValue(), "");
  await context.close();
});

test("a misspelt word is helped", async () => {
  const {context, page, field} = await open("/search");
  await field.fill("studeis ");
  await found(page, "stud");
  assert.match(await page.locator("#results .found").first().textContent(), /“studeis”.*“studies”/);
  await context.close();
});

test("the form works without scripts", async () => {
  const {context, page, field, troubles} = await open("/search", {javaScriptEnabled: false});
  await field.fill("studies");
  await field.press("Enter");
  await page.waitForURL(/q=studies/);
  assert.ok(await page.locator("#results mark").count() > 0);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("narrowed search is accessible in both colour schemes", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const {context, page} = await open("/search?q=studies&person=nobody", {colorScheme});
    assert.equal(await page.locator("[name=person]").isVisible(), true);
    assert.deepEqual(await violations(page), [], colorScheme);
    await context.close();
  }
});
