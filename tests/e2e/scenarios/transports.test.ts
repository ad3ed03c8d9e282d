/** The same call gives the same JSON through the window or the page, over HTTP and in the shell – and the same failure too. */
import assert from "node:assert/strict";
import { byId, until, type Driver } from "../harness/driver.ts";
import { scenario, serve, type Served } from "../harness/world.ts";

type Input = Record<string, unknown>;
type Call = [command: string, input: Input];

const QUERIES: Call[] = [
  ["workspace.info", {}],
  ["workspace.check", {}],
  ["pipelines.list", {}],
  ["people.list", {}],
  ["products.list", {}],
  ["targets.list", {}],
  ["customers.list", { limit: 5 }],
  ["customers.get", { id: 3 }],
  ["contacts.list", { limit: 5 }],
  ["board.get", { pipeline_id: 1, per_stage: 3, sort: "amount" }],
  ["deals.list", { limit: 5, sort: [{ column: "name", descending: true }] }],
  ["deals.list", { filter: { condition: { field: "status", is: "any_of", values: ["won", "lost"] }, text: "视觉" }, limit: 7 }],
  ["deals.totals", {}],
  ["deals.get", { id: 12 }],
  ["activities.list", { about: { deal_id: 12 } }],
  ["forecast.get", { period_kind: "quarter" }],
  ["forecast.get", { period_kind: "days", days: 90 }],
  ["funnel.get", { pipeline_id: 1 }],
  ["history.list", { limit: 5 }],
  ["imports.kinds", {}],
  ["imports.list", {}],
];

/** No such record, no such command, wrong input, a broken rule, nothing to undo, a file that is not there: one of each kind. */
const FAILURES: Call[] = [
  ["deals.get", { id: 999_999 }],
  ["customers.save", { id: 999_999, name: "x" }],
  ["no.such", {}],
  ["board.get", { pipeline_id: "one" }],
  ["deals.create", { name: "" }],
  ["deals.create", { name: "x", colour: "red" }],
  ["deals.move", { id: 12, stage_id: 999 }],
  ["deals.edit", { id: 12, amount_minor: -5 }],
  ["workspace.setup", { language: "zh", name: "x", base_currency: "CNY", fiscal_start_month: 1, business: "general", then: "empty" }],
  ["history.redo", {}],
  ["imports.status", { import_id: 77 }],
  ["forecast.get", { period_kind: "quarter", pipeline_id: 99 }],
];

/** What a change gives back is the same too: each transport makes the same one, and the one before is taken back. */
const CHANGES: Call[] = [
  ["deals.create", { name: "三路同一", amount_minor: 123_456, close_on: "2031-03-05" }],
  ["deals.edit", { id: 12, amount_minor: 9_900, note: "三路" }],
  ["customers.save", { name: "同一公司", industry: "机械" }],
  ["activities.add", { kind: "call", deal_id: 12, text: "问价" }],
  ["products.save", { name: "同一产品", list_price_minor: 100 }],
];

scenario("one answer on every transport", async ({ page, cli, file, environment }) => {
  await page.wait(byId("board"));
  // A gateway of our own beside the page: in the window run that makes three different ways.
  const gateway = await serve(file, environment);
  const ways: [string, (...call: [...Call, string]) => Promise<unknown>][] = [
    [page.kind, (...call) => through(page, ...call)],
    ["http", (...call) => http(gateway, ...call)],
    ["shell", (...call) => shell(cli, ...call)],
  ];
  try {
    for (const language of ["zh", "en"]) {
      for (const [command, input] of [...QUERIES, ...FAILURES]) {
        const answers = [];
        for (const [, ask] of ways) answers.push(timeless(await ask(command, input, language)));
        for (const [at, [name]] of ways.entries()) assert.deepEqual(answers[at], answers[0], `${command} ${JSON.stringify(input)} ${language}: ${name}`);
        const failed = typeof (answers[0] as Input)["kind"] === "string" && typeof (answers[0] as Input)["message"] === "string";
        assert.equal(failed, FAILURES.some((one) => one[1] === input), `${command}: ${JSON.stringify(answers[0]).slice(0, 200)}`);
      }
    }
    for (const [command, input] of CHANGES) {
      const answers = [];
      for (const [, ask] of ways) {
        const answer = timeless(await ask(command, input, "zh")) as Input;
        // A new record and a new change have a number of their own each time.
        const change_id = answer["change_id"];
        for (const name of ["id", "code", "version"]) delete (answer["output"] as Input)[name];
        answers.push({ ...answer, change_id: typeof change_id });
        const undone = (await ask("history.undo", { change_id }, "zh")) as { output: { change: { id: number; command: string } } };
        assert.deepEqual([undone.output.change.id, undone.output.change.command], [change_id, command]);
      }
      for (const [at, [name]] of ways.entries()) assert.deepEqual(answers[at], answers[0], `${command}: ${name}`);
    }
  } finally {
    await gateway.end();
  }
}, { company: "zh" });

/** Without what the clock says: one call cannot be made at the same instant three times. */
function timeless(answer: unknown): unknown {
  const clock = /^(now|as_of|at|\w+_at)$/;
  return JSON.parse(JSON.stringify(answer, (name, value: unknown) => (clock.test(name) ? undefined : value))) as unknown;
}

/** Through the page's own transport. */
async function through(page: Driver, command: string, input: Input, language: string): Promise<unknown> {
  await page.run(
    (command: string, input: unknown, language: string) => {
      const place = window as unknown as {
        answer: unknown;
        __TAURI_INTERNALS__?: { invoke(name: string, input: unknown): Promise<unknown> };
      };
      place.answer = undefined;
      const keep = (answer: unknown) => void (place.answer = { answer });
      const inside = place.__TAURI_INTERNALS__;
      if (inside) void inside.invoke("rpc", { command, input, language }).then(keep, keep);
      else {
        const headers = { "content-type": "application/json", "x-leadwell-language": language, "x-leadwell-session": localStorage.getItem("leadwell.session") ?? "" };
        void fetch(`/rpc/${command}`, { method: "POST", headers, body: JSON.stringify(input) }).then((got) => got.json()).then(keep, keep);
      }
    },
    command,
    input,
    language,
  );
  let found: { answer: unknown } | null = null;
  await until(`an answer to ${command}`, async () => {
    found = await page.run(() => (window as unknown as { answer?: { answer: unknown } }).answer ?? null);
    return found !== null;
  });
  return (found as unknown as { answer: unknown }).answer;
}

/** Over HTTP, as a program does. */
async function http(gateway: Served, command: string, input: Input, language: string): Promise<unknown> {
  const headers = { "content-type": "application/json", "x-leadwell-language": language, authorization: `Bearer ${gateway.bearer}` };
  return (await fetch(`http://${gateway.address}/rpc/${command}`, { method: "POST", headers, body: JSON.stringify(input) })).json();
}

/** Through the shell program; a failure is what it says on standard error. */
async function shell(cli: (...args: string[]) => Promise<unknown>, command: string, input: Input, language: string): Promise<unknown> {
  try {
    return await cli("--lang", language, command, ...(command === "no.such" ? [] : [JSON.stringify(input)]));
  } catch (thrown) {
    const said = String((thrown as Error).message);
    return JSON.parse(said.slice(said.indexOf("{\n")));
  }
}
