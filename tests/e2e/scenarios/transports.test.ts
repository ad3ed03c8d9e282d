/** The same call gives the same JSON through the window, over HTTP and in the shell – and the same failure too. */
import assert from "node:assert/strict";
import { until, type Driver } from "../harness/driver.ts";
import { scenario } from "../harness/world.ts";

const CALLS: [string, Record<string, unknown>][] = [
  ["pipelines.list", {}],
  ["users.list", {}],
  ["products.list", {}],
  ["accounts.list", { limit: 5 }],
  ["opportunities.list", { limit: 5, sort: [{ column: "name", desc: false }] }],
  ["opportunities.totals", {}],
  ["targets.list", {}],
  ["history.list", { limit: 5 }],
  ["imports.kinds", {}],
  // Failures: no such record, no such command, wrong input, a broken rule.
  ["opportunities.get", { id: 999_999 }],
  ["no.such", {}],
  ["board.get", { pipeline_id: "one" }],
  ["opportunities.create", { name: "" }],
];

scenario("one answer on every transport", async ({ page, cli }) => {
  await page.wait("main");
  await cli("workspace.setup", ...flags({ language: "zh", name: "砺恒", base_currency: "CNY", fiscal_start_month: 1, business: "general", then: "sample" }));
  for (const language of ["zh", "en"]) {
    for (const [command, input] of CALLS) {
      const here = await ask(page, command, input, language);
      const there = await shell(cli, command, input, language);
      assert.deepEqual(here, there, `${command} ${language}`);
    }
  }
});

const flags = (input: Record<string, unknown>): string[] => Object.entries(input).flatMap(([name, value]) => [`--${name}`, String(value)]);

/** Through the page's own transport. */
async function ask(page: Driver, command: string, input: unknown, language: string): Promise<unknown> {
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
        const headers = { "content-type": "application/json", "x-leadwell-language": language };
        void fetch(`/rpc/${command}`, { method: "POST", headers, body: JSON.stringify(input) }).then((got) => got.json()).then(keep, keep);
      }
    },
    command,
    input,
    language,
  );
  const read = () => page.run(() => (window as unknown as { answer?: { answer: unknown } }).answer ?? null);
  await until(`an answer to ${command}`, async () => (await read()) !== null);
  return (await read())?.answer;
}

/** Through the shell program; a failure is what it says on standard error. */
async function shell(cli: (...args: string[]) => Promise<unknown>, command: string, input: unknown, language: string): Promise<unknown> {
  try {
    return await cli("--lang", language, command, ...(command === "no.such" ? [] : [JSON.stringify(input)]));
  } catch (thrown) {
    const said = String((thrown as Error).message);
    return JSON.parse(said.slice(said.indexOf("{\n")));
  }
}
