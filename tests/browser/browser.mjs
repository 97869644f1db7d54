// What the checks share: Chromium, the addresses of the world, and a page that keeps an eye on itself.
import {createRequire} from "node:module";
import {createServer} from "node:http";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";

export const env = process.env;
const require = createRequire(join(env.PITH_MODULES, "package.json"));
export const {chromium} = require("playwright-core");
const {HtmlValidate} = require("html-validate");
const axe = require("axe-core").source;

export const at = JSON.parse(env.PITH_PAGES);
export const site = env.PITH_URL;

export const launch = () =>
  chromium.launch({executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]});

// A page whose `troubles` hold console errors, exceptions and requests to others; `shift` and `weight` are read at the end.
export async function watched(browser, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const troubles = [];
  let weight = 0;
  page.on("console", (message) => message.type() === "error" && !/status of 40[04]/.test(message.text()) && troubles.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const origin = new URL(request.url()).origin;
    if (![site, env.PITH_FRESH].includes(origin) && !(options.mayPlay && origin === env.PITH_AUDIO)) troubles.push(`asked ${request.url()}`);
  });
  page.on("response", async (response) => {
    if (!response.url().endsWith("/events")) weight += await response.request().sizes().then(({responseBodySize}) => responseBodySize, () => 0);
  });
  await context.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});
  });
  return {context, page, troubles, weight: () => weight, shift: () => page.evaluate(() => window.shift)};
}

// The address of a server whose pages are the site's, their lines arriving three at a time, as over a slow connection.
export async function slowly() {
  const server = createServer(async (request, response) => {
    if (request.url === "/events") return response.writeHead(204).end(); // it would never end
    const answer = await fetch(site + request.url);
    const type = answer.headers.get("content-type");
    response.writeHead(answer.status, {"content-type": type});
    if (!type.startsWith("text/html")) return response.end(Buffer.from(await answer.arrayBuffer()));
    for (const [lines] of (await answer.text()).matchAll(/(?:.*\n?){1,3}/g)) {
      response.write(lines);
      await pause(20);
    }
    response.end();
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  server.unref(); // ends with the tests
  return `http://127.0.0.1:${server.address().port}`;
}

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {"void-style": "off", "no-trailing-whitespace": "off", "long-title": "off", "no-redundant-role": "off", "wcag/h63": "off", "valid-id": ["error", {relaxed: true}]},
});

// What html-validate finds fault with, a line each.
export async function invalid(html) {
  const {results} = await validator.validateString(html);
  return results.flatMap(({messages}) => messages.map(({ruleId, message, line}) => `${line}: ${ruleId}: ${message}`));
}

// What axe-core finds fault with, a line each.
export async function violations(page) {
  await page.evaluate(axe);
  const {violations: found} = await page.evaluate(() => window.axe.run(document, {resultTypes: ["violations"]}));
  return found.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 120)).slice(0, 3).join(" | ")}`);
}
