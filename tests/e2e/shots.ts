/** Pictures of every page of the sample company, or of those whose names have one of the words given: Chinese and English, light and dark, wide and narrow. To be looked at; what can be seen by a program is complained about. */
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
const wanted = process.argv.slice(2);
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
      if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
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

/** Fields of one's own, and a deal and leads that say something in them. */
async function ownFields(ask: Ask, language: Language, deal: number): Promise<void> {
  const zh = language === "zh";
  const add = (entity: string, name: string, more: object = {}) => ask<{ key: string; options: { id: number }[] }>("custom_fields.save", { entity, name, listed: true, ...more });
  for (const entity of ["deals", "leads"]) {
    const warranty = await add(entity, zh ? "质保月数" : "Warranty months", { kind: "number", unit: zh ? "月" : "mo" });
    const grade = await add(entity, zh ? "洁净等级" : "Clean room", { kind: "choice", options: [{ name: zh ? "千级" : "Class 1,000" }, { name: zh ? "万级" : "Class 10,000" }] });
    const defects = await add(entity, zh ? "缺陷类型" : "Defect kinds", { kind: "choices", listed: false, options: [{ name: zh ? "划痕" : "Scratch" }, { name: zh ? "缺料" : "Void" }, { name: zh ? "气泡" : "Bubble" }] });
    const samples = await add(entity, zh ? "样件到货日" : "Samples arrive", { kind: "day", listed: false });
    const tender = await add(entity, zh ? "需要投标" : "Tender needed", { kind: "yes_no", listed: false, required: entity === "leads" });
    await add(entity, zh ? "设备成本" : "Cost of the machine", { kind: "money", listed: false });
    await add(entity, zh ? "招标网址" : "Tender page", { kind: "link", listed: false });
    const custom = { [warranty.key]: 24, [grade.key]: grade.options[1]?.id, [defects.key]: defects.options.slice(0, 2).map(({ id }) => id), [samples.key]: "2026-02-24", [tender.key]: "no" };
    if (entity === "deals") await ask("deals.edit", { id: deal, custom });
    else await ask("leads.edit_many", { leads: { condition: { field: "state", is: "any_of", values: ["following"] } }, custom });
  }
  const old = await ask<{ id: number }>("custom_fields.save", { entity: "deals", name: zh ? "旧字段" : "Old field" });
  await ask("custom_fields.archive", { id: old.id });
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

  await ownFields(ask, language, first ?? 1);

  const customer = rows[0]?.customer ?? "";
  const heads = language === "zh" ? "商机名称,客户,产品,金额,预计成交日期" : "Deal name,Account,Product,Amount,Expected close";
  const table = [heads, `${words.deal} 1,${customer},${words.product.slice(0, -1)},125000,${today}`, `${words.deal} 2,${customer},${words.product},x,${today}`, `${words.deal} 3,${customer},${words.product},,${today}`];
  const file = join(folder, language === "zh" ? "商机导出.csv" : "deals.csv");
  writeFileSync(file, table.join("\n"));

  const id = async (command: string) => (command === "deals.list" ? (first ?? 1) : ((await ask<{ rows: { id: number }[] }>(command)).rows[0]?.id ?? 1));
  const pages = (await addresses(id)).map((address): Stop => [address.replace(/^#\//, "").replace(/\W+/g, "-").replace(/-\d+(?=-|$)/, "-one"), (page) => open(page, address)]);
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
    ["fields-of-deals", (page) => open(page, "#/settings?s=fields&of=deals")],
    ["field-new", async (page) => {
      await open(page, "#/settings?s=fields&of=deals");
      await page.click(byId("field-new"));
      await page.fill(byId("field-name"), language === "zh" ? "交货周数" : "Weeks to delivery");
    }],
    ["field-archive", async (page) => {
      await open(page, "#/settings?s=fields&of=deals");
      await page.click(byId("field-archive"));
      await page.wait(byId("field-archive-confirm"));
    }],
    ["new-lead-own", async (page) => {
      await open(page, "#/leads");
      await page.press("n");
      await page.wait(byId("own-fields"));
    }],
    ["explained-pace", async (page) => {
      await open(page, "#/insights");
      await page.click(byId("pace-velocity"));
      await page.wait(byId("explain-asked"));
    }],
  ];
}
