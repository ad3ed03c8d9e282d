/** Pictures of every page of the sample company: Chinese and English, light and dark, wide and narrow. To be looked at; what can be seen by a program is complained about. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openChromium } from "./harness/chromium.ts";
import { byId, type Driver } from "./harness/driver.ts";
import { addresses } from "./harness/pages.ts";
import { misfits } from "./harness/misfits.ts";
import { open, settled } from "./harness/steps.ts";
import { answers, commands, leadwell, place, serve, type World } from "./harness/world.ts";

type Language = "zh" | "en";
type Ask = World["ask"];
/** A page's name and how one gets there. */
type Stop = [name: string, go: (page: Driver) => Promise<void>];

const OUT = process.env["LEADWELL_OUT"] ?? resolve(import.meta.dirname, "out/shots");
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
let pictures = 0;
const complaints = new Set<string>();

for (const language of ["zh", "en"] as const) {
  for (const filled of [false, true]) {
    const { folder, file, environment, clear } = place();
    try {
      await leadwell(file, environment, ["new", file, ...(filled ? answers(language) : ["--blank"])]);
      const stops: Stop[] = filled ? await everyPage(commands(file, environment), language, folder) : [["first-run", (page) => page.wait(byId("setup-then-sample"))]];
      for (const dark of [false, true]) for (const width of [1280, 360]) await walk(stops, file, environment, { language, dark, width });
    } finally {
      clear();
    }
  }
}
for (const one of complaints) console.error(one);
console.log(`${pictures} pictures, ${complaints.size} complaints`);
process.exitCode = complaints.size ? 1 : 0;

/** One walk through all pages in one look. */
async function walk(stops: Stop[], file: string, environment: Record<string, string>, look: { language: Language; dark: boolean; width: number }): Promise<void> {
  const variant = `${look.language}-${look.dark ? "dark" : "light"}-${look.width}`;
  const served = await serve(file, environment);
  const page = await openChromium(served.link, { ...look, height: look.width === 360 ? 740 : 800, language: look.language === "zh" ? "zh-CN" : "en-GB" });
  try {
    let heard = 0;
    for (const [name, go] of stops) {
      try {
        // What the page before had open.
        if (await page.count("dialog[open]")) await page.press("Escape");
        await go(page);
        await settled(page);
      } catch (thrown) {
        complaints.add(`${name} ${variant}: ${String(thrown)}`);
      }
      writeFileSync(join(OUT, `${name}-${variant}.png`), await page.picture());
      pictures += 1;
      const said = await page.complaints();
      for (const one of said.slice(heard)) complaints.add(`${name} ${variant}: ${one}`);
      heard = said.length;
      for (const one of await page.run(misfits)) complaints.add(`${name} ${variant}: ${one}`);
    }
  } finally {
    await page.end();
    await served.end();
  }
}

/** Every page of the routes, the steps of an import, and a few pages with something open. */
async function everyPage(ask: Ask, language: Language, folder: string): Promise<Stop[]> {
  const words = language === "zh" ? { deal: "冲压线视觉改造", text: "要图纸", why: "价格", other: "视擎", product: "线阵相机" } : { deal: "Press line cameras", text: "Asked for drawings", why: "Price", other: "Visotec", product: "Line camera" };
  const { rows } = await ask<{ rows: { id: number; customer: string | null }[] }>("deals.list", { filter: { condition: { field: "status", is: "any_of", values: ["open"] } }, limit: 5 });
  const [first, second, third] = rows.map(({ id }) => id);
  const { today } = await ask<{ today: string }>("workspace.info");
  // Something to be read in the timeline and in the list of changes.
  await ask("deals.edit", { id: first, amount_minor: 123_456_700, close_on: `${Number(today.slice(0, 4)) + 1}-02-03`, category: "commit" });
  await ask("activities.add", { kind: "call", deal_id: first, text: words.text, due_on: today });
  await ask("deals.win", { id: second, amount_minor: 12_000_000, closed_on: today });
  await ask("deals.lose", { id: third, reason: words.why, competitor: words.other });
  await ask("products.save", { name: words.product, list_price_minor: 4_821_000 });

  const customer = rows[0]?.customer ?? "";
  const heads = language === "zh" ? "商机名称,客户,产品,金额,预计成交日期" : "Deal name,Account,Product,Amount,Expected close";
  const table = [heads, `${words.deal} 1,${customer},${words.product.slice(0, -1)},125000,${today}`, `${words.deal} 2,${customer},${words.product},x,${today}`, `${words.deal} 3,${customer},${words.product},,${today}`];
  const file = join(folder, language === "zh" ? "商机导出.csv" : "deals.csv");
  writeFileSync(file, table.join("\n"));

  const id = async (command: string) => (command === "deals.list" ? (first ?? 1) : ((await ask<{ rows: { id: number }[] }>(command)).rows[0]?.id ?? 1));
  const pages = (await addresses(id)).map((address): Stop => [address.replace(/^#\//, "").replace(/\W+/g, "-").replace(/-\d+$/, "-one"), (page) => open(page, address)]);
  return [
    ["new-deal", async (page) => {
      await open(page, "#/pipeline");
      await page.click(byId("new-deal"));
      await page.wait("dialog[open]");
    }],
    ...pages,
    ["import-2-file", async (page) => {
      await open(page, "#/import");
      await page.click(byId("import-kind-deals"));
      await page.upload(byId("import-file"), file);
      await page.wait(`${byId("import-next")}:enabled`);
    }],
    ["import-3-map", (page) => page.click(byId("import-next"))],
    ["import-4-rules", (page) => page.click(byId("import-next"))],
    ["import-4-only", async (page) => {
      await page.click(`${byId("import-only")} ${byId("filter")}`);
      await page.wait(byId("condition-line"));
    }],
    ["import-5-check", async (page) => {
      await page.press("Escape");
      await page.click(byId("import-next"));
      await page.wait(byId("import-problems"));
    }],
    ["leads-of-a-finding", async (page) => {
      await open(page, "#/health");
      await page.click(byId("finding-list"));
      await page.wait(byId("leads-tools"));
    }],
    ["explained", async (page) => {
      await open(page, "#/forecast");
      await page.click(byId("kpi-outlook"));
      await page.wait(byId("explain-records"));
    }],
    ["explained-pace", async (page) => {
      await open(page, "#/funnel");
      await page.click(byId("pace-velocity"));
      await page.wait(byId("explain-asked"));
    }],
  ];
}
