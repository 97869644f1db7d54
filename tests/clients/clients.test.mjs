// Pith as programs that others wrote see it.
import assert from "node:assert/strict";
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import test from "node:test";

const require = createRequire(join(process.env.PITH_MODULES, "package.json"));
const load = name => import(pathToFileURL(require.resolve(name)));
const {Client} = await load("@modelcontextprotocol/sdk/client/index.js");
const {StdioClientTransport} = await load("@modelcontextprotocol/sdk/client/stdio.js");
const {StreamableHTTPClientTransport} = await load("@modelcontextprotocol/sdk/client/streamableHttp.js");
const {Validator} = await load("@seriousme/openapi-schema-validator");
const {PITH_URL, PITH_BINARY, PITH_HOME} = process.env;

const transports = {
  "over HTTP": () => new StreamableHTTPClientTransport(new URL("/mcp", PITH_URL)),
  "over lines": () => new StdioClientTransport({command: PITH_BINARY, args: ["mcp", "--home", PITH_HOME]}),
};

for (const [how, made] of Object.entries(transports))
  test(`the official client of the Model Context Protocol goes from the day to the proof ${how}`, async () => {
    const client = new Client({name: "test", version: "1"});
    await client.connect(made());
    const {tools} = await client.listTools();
    assert.deepEqual(tools.map(tool => tool.name), ["today", "search", "insight", "related", "episode"]);
    const brief = (await client.callTool({name: "today", arguments: {}})).structuredContent;
    assert.equal(brief.picks.length, 5);
    const {id} = brief.picks[0].insight;
    const insight = (await client.callTool({name: "insight", arguments: {id}})).structuredContent;
    assert.equal(insight.id, id);
    assert.ok(insight.evidence[0].quote);
    const wrong = await client.callTool({name: "insight", arguments: {id: "in_nothing"}});
    assert.equal(wrong.isError, true);
    await client.close();
  });

test("the OpenAPI document is valid", async () => {
  const document = await (await fetch(new URL("/openapi.json", PITH_URL))).json();
  const validator = new Validator();
  const result = await validator.validate(document);
  assert.equal(validator.version, "3.1");
  assert.ok(result.valid, JSON.stringify(result.errors, null, 1));
});
