// Pith as programs that others wrote see it.
import assert from "node:assert/strict";
import {execFile} from "node:child_process";
import {createServer} from "node:http";
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import test from "node:test";
import {promisify} from "node:util";

const require = createRequire(join(process.env.PITH_MODULES, "package.json"));
const load = name => import(pathToFileURL(require.resolve(name)));
const [{Client}, {StreamableHTTPClientTransport}, {StdioClientTransport}, newest, newestLines] = await Promise.all([
  "@modelcontextprotocol/sdk/client/index.js", "@modelcontextprotocol/sdk/client/streamableHttp.js", "@modelcontextprotocol/sdk/client/stdio.js",
  "@modelcontextprotocol/client", "@modelcontextprotocol/client/stdio"].map(load));
const {Validator} = await load("@seriousme/openapi-schema-validator");
const {Webhook} = await load("standardwebhooks");
const {PITH_URL, PITH_BINARY, PITH_HOME} = process.env;

const place = new URL("/mcp", PITH_URL);
const command = {command: PITH_BINARY, args: ["mcp", "--home", PITH_HOME]};
const self = {name: "test", version: "1"};
const newestClient = () => new newest.Client(self, {versionNegotiation: {mode: "auto"}});

// How it is reached, the client, its transport and the revision that the two find.
const ways = [
  ["over HTTP", () => new Client(self), () => new StreamableHTTPClientTransport(place)],
  ["over lines", () => new Client(self), () => new StdioClientTransport(command)],
  ["over HTTP without a greeting", newestClient, () => new newest.StreamableHTTPClientTransport(place), "2026-07-28"],
  ["over lines without a greeting", newestClient, () => new newestLines.StdioClientTransport(command), "2026-07-28"],
];

for (const [how, client, transport, revision] of ways) {
  const connected = async t => {
    const made = client();
    made.onerror = error => assert.fail(error);
    await made.connect(transport());
    t.after(() => made.close());
    const call = async (name, args = {}) => made.callTool({name, arguments: args});
    return {client: made, call, told: async (name, args) => (await call(name, args)).structuredContent};
  };

  if (revision)
    test(`the official client of the Model Context Protocol finds revision ${revision} ${how}`, async t => {
      const {client} = await connected(t);
      assert.equal(client.getNegotiatedProtocolVersion(), revision);
      assert.equal(client.getServerVersion().name, "pith");
      const {honoredFilter} = await client.listen({toolsListChanged: true});
      assert.deepEqual(honoredFilter, {});
      await assert.rejects(client.callTool({name: "t\u00e4nze", arguments: {}}), {code: -32602});
    });

  test(`the official client of the Model Context Protocol goes from the day to the proof ${how}`, async t => {
    const {client, call, told} = await connected(t);
    const {tools} = await client.listTools();
    assert.deepEqual(tools.map(tool => tool.name), ["today", "search", "insight", "related", "episode", "shows"]);
    const brief = await told("today");
    assert.equal(brief.picks.length, 5);
    const {id} = brief.picks[0].insight;
    const insight = await told("insight", {id});
    assert.equal(insight.id, id);
    assert.ok(insight.evidence[0].quote);
    assert.equal((await call("insight", {id: "in_nothing"})).isError, true);
  });

  test(`the official client finds a show by its name, and what was said on it, page by page ${how}`, async t => {
    const {call, told} = await connected(t);
    const all = (await told("shows")).items;
    assert.ok(all.length > 3);
    const wanted = all.at(-1);
    const [named] = (await told("shows", {q: wanted.title.toUpperCase()})).items;
    assert.equal(named.id, wanted.id);
    for (const show of [named.slug, named.id, named.title]) {
      const first = await told("search", {show});
      assert.ok(first.insights.length && first.insights.every(insight => insight.show.id === named.id));
    }
    const first = await told("search", {q: "the"});
    const next = await told("search", {q: "the", cursor: first.next});
    const ids = new Set(first.insights.map(insight => insight.id));
    assert.ok(next.insights.length && next.insights.every(insight => !ids.has(insight.id)));
    const lost = await call("search", {q: "the", show: "no show is called so"});
    assert.equal(lost.isError, true);
    assert.match(lost.content[0].text, /tool shows/);
  });
}

test("the OpenAPI document is valid", async () => {
  const document = await (await fetch(new URL("/openapi.json", PITH_URL))).json();
  const validator = new Validator();
  const result = await validator.validate(document);
  assert.equal(validator.version, "3.1");
  assert.ok(result.valid, JSON.stringify(result.errors, null, 1));
});

test("the official library of Standard Webhooks takes what is signed, and nothing else", async t => {
  const run = async (...words) => {
    const {stdout} = await promisify(execFile)(PITH_BINARY, [...words, "--home", PITH_HOME, "--json"]).catch(failed => failed);
    return JSON.parse(stdout);
  };
  const came = [];
  const receiver = createServer(async (request, response) => {
    const parts = await request.toArray();
    came.push({headers: request.headers, body: Buffer.concat(parts).toString()});
    response.writeHead(204).end();
  }).listen(0, "127.0.0.1");
  await new Promise(listening => receiver.once("listening", listening));
  t.after(() => receiver.close());
  const {id, secret} = await run("hook", "add", `http://127.0.0.1:${receiver.address().port}/`, "--event", "brief.ready");
  assert.equal((await run("hook", "test", id)).state, "sent");
  const [{headers, body}] = came;
  assert.equal(new Webhook(secret).verify(body, headers).type, "hook.test");
  assert.throws(() => new Webhook(secret).verify(body.replace("hook.test", "hook.best"), headers), /signature/i);
  assert.throws(() => new Webhook(secret).verify(body, {...headers, "webhook-id": "msg_another"}), /signature/i);
  const renewed = (await run("hook", "secret", id)).secret;
  assert.equal((await run("hook", "test", id)).state, "sent");
  assert.throws(() => new Webhook(secret).verify(came[1].body, came[1].headers), /signature/i);
  assert.equal(new Webhook(renewed).verify(came[1].body, came[1].headers).data.hook, id);
});
