/** A file from another program: looked at, checked, mended, imported, and taken back as a whole. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { byId, until, type Driver } from "../harness/driver.ts";
import { gbk } from "../harness/gbk.ts";
import { choose, open, toRules } from "../harness/steps.ts";
import { scenario, type World } from "../harness/world.ts";

interface Deal {
  id: number;
  name: string;
  product: string | null;
  customer: string | null;
  amount_minor: number | null;
}

scenario("a file in GBK is checked, imported and taken back", async (world) => {
  const { page, ask } = world;
  await ask("products.save", { name: "GTX Pro", list_price_minor: 482_100 });
  const { rows: known } = await ask<{ rows: { name: string }[] }>("customers.list", { limit: 2 });
  const [first, second] = known.map(({ name }) => name);
  const table = [
    ["商机名称", "客户", "产品", "金额", "创建日期", "预计成交日期"],
    ["冲压线视觉改造", first, "GTXPro", "￥12.5万", "2026/3/1", "2026-12-20"],
    ["质检工位二期", second, "GTXPro", "48,210.50", "2026年4月2日", "2027-01-15"],
    ["备件年度框架", first, "GTX Pro", "6000", "2026-05-10", "2027-02-28"],
    ["金额写错的一行", second, "GTX Pro", "一大笔", "2026-05-11", "2027-02-28"],
    ["仓储读码", first, "GTXPro", "88000", "2026-06-01", "2027-03-31"],
    ["日期写错的一行", first, "GTX Pro", "5000", "2026-06-02", "2027-02-31"],
  ];
  const file = join(world.folder, "商机导出.csv");
  writeFileSync(file, gbk(table.map((row) => row.map((cell) => (cell?.includes(",") ? `"${cell}"` : cell)).join(",")).join("\r\n")));
  const before = await everything(world);

  await open(page, "#/import");
  await page.click(byId("import-kind-deals"));
  await page.upload(byId("import-file"), file);
  await page.wait(`${byId("import-next")}:enabled`);
  assert.match(await page.text("main"), /GB(K|18030)/i, "the encoding is found");
  await page.click(byId("import-next"));
  await page.wait(byId("import-map-0"));
  const mapping = await page.run(() => [...document.querySelectorAll<HTMLSelectElement>("[data-testid^=import-map] select")].map((field) => field.selectedOptions[0]?.label));
  assert.equal(mapping.length, 6);
  assert.deepEqual(mapping.slice(0, 4), ["商机名称", "客户", "产品", "金额"], "the headings are understood");
  await page.click(byId("import-next"));
  await page.click(byId("import-next"));

  // The trial run: its parts sum to the rows of the file, and nothing is written.
  await page.wait(byId("import-accept"));
  assert.deepEqual(await counts(page), { rows: 6, created: 1, updated: 0, skipped: 0, rejected: 5 });
  assert.match(await page.text(byId("import-problems")), /一大笔[\s\S]*2027-02-31/);
  assert.deepEqual(await everything(world), before);

  // The product that is spelled nearly right is taken for what is meant; what is really wrong stays outside.
  const tried = { rows: 6, created: 4, updated: 0, skipped: 0, rejected: 2 };
  await page.click(byId("import-accept"));
  await page.gone(byId("import-accept"));
  await page.wait(`${byId("import-start")}:enabled`);
  assert.deepEqual(await counts(page), tried);
  await page.click(byId("import-start"));
  await page.wait(`${byId("import-summary")}[data-state=done]`, 30_000);
  assert.deepEqual(await counts(page), tried, "what was said before is what happened");
  const { rows: deals } = await ask<{ rows: Deal[] }>("deals.list", { filter: { text: "二期" }, limit: 50 });
  const made = deals.find(({ name }) => name === "质检工位二期");
  assert.deepEqual([made?.product, made?.customer, made?.amount_minor], ["GTX Pro", second, 4_821_050]);
  const after = await everything(world);
  assert.equal(after.totals.count, before.totals.count + 4);
  assert.equal(after.totals.sum_minor, before.totals.sum_minor + 12_500_000 + 4_821_050 + 600_000 + 8_800_000);

  // What was not taken, to be mended and imported again.
  const [run] = await ask<{ import_id: number }[]>("imports.list");
  const { name } = await ask<{ name: string }>("imports.errors", { import_id: run?.import_id });
  await page.click(byId("import-errors"));
  const left = readFileSync(await world.saved(name), "utf8");
  assert.match(left, /一大笔/);
  assert.match(left, /2027-02-31/);
  assert.doesNotMatch(left, /仓储读码/);

  await page.click(byId("import-undo"));
  await page.click(byId("import-undo-confirm"));
  await page.gone("dialog");
  await page.gone(byId("import-undo"));
  assert.deepEqual(await everything(world), before, "as if nothing had been imported");
}, { company: "zh" });

scenario("of a registry list only the companies that trade come in", async (world) => {
  const { page, ask } = world;
  const file = join(world.folder, "工商名录.csv");
  const list = [
    ["公司名称", "经营状态", "注册资本", "法定代表人", "电话"],
    ["苏州沐和医疗器械有限公司", "存续", "500万元人民币", "邱雅楠", "0512-62345678"],
    ["上海川石贸易有限公司", "注销", "2000万元人民币", "单晓岚", "13800138001"],
    ["无锡川石贸易有限公司", "存续", "50万元人民币", "单晓岚", "13800138002"],
    ["南京远山有限公司", "吊销", "", "", ""],
  ];
  writeFileSync(file, list.map((row) => row.join(",")).join("\r\n"));
  await toRules(page, "leads", file);
  const become = async (wanted: Record<string, number>) => until("the trial run", async () => isDeepStrictEqual(await counts(page), wanted)).catch(async () => assert.deepEqual(await counts(page), wanted));
  await become({ rows: 4, created: 3, updated: 0, skipped: 0, rejected: 1 });

  // A column nobody maps, and one whose cells are amounts.
  await page.click(`${byId("import-only")} ${byId("filter")}`);
  await page.wait(byId("condition-line"));
  const line = (at: number) => `${byId("condition-line")}:nth-child(${at})`;
  await choose(page, `${line(1)} select`, "经营状态");
  await choose(page, `${line(1)} > :nth-child(3) select`, "是");
  await page.fill(`${line(1)} .value input`, "存续、在业");
  await become({ rows: 4, created: 2, updated: 0, skipped: 2, rejected: 0 });
  await page.click(byId("condition-add"));
  await choose(page, `${line(2)} select`, "注册资本");
  await page.fill(`${line(2)} .value input`, "1000000");
  await page.press("Tab");
  await become({ rows: 4, created: 1, updated: 0, skipped: 3, rejected: 0 });
  await page.press("Escape");
  await page.click(byId("import-next"));
  await page.wait(`${byId("import-start")}:enabled`);
  assert.match(await page.text("main"), /不符合筛选条件的行：3/);
  await page.click(byId("import-start"));
  await page.wait(`${byId("import-summary")}[data-state=done]`, 30_000);
  const { rows } = await ask<{ rows: { company: string }[] }>("leads.list", { filter: { text: "邱雅楠" } });
  assert.deepEqual(rows.map(({ company }) => company), ["苏州沐和医疗器械有限公司"]);
  await page.click(byId("import-undo"));
  await page.click(byId("import-undo-confirm"));
  await page.gone("dialog");
  await until("no such lead", async () => (await ask<{ rows: unknown[] }>("leads.list", { filter: { text: "邱雅楠" } })).rows.length === 0);
}, { company: "zh" });

/** The parts of the bar, as numbers. */
const counts = (page: Driver): Promise<Record<string, number>> =>
  page.run(() =>
    Object.fromEntries(
      ["rows", "created", "updated", "skipped", "rejected"].map((name) => [
        name,
        Number(document.querySelector<HTMLElement>(`[data-testid="import-count-${name}"]`)?.innerText.replace(/\D/g, "") || Number.NaN),
      ]),
    ),
  );

/** What an import may change, but for the list of imports itself. */
async function everything({ ask }: World): Promise<{ totals: { count: number; sum_minor: number } } & Record<string, unknown>> {
  const board = await ask<{ columns: unknown; totals: unknown }>("board.get", { pipeline_id: 1 });
  const { counts: records } = await ask<{ counts: unknown }>("workspace.info");
  return {
    totals: await ask("deals.totals", { filter: { condition: { field: "status", is: "any_of", values: ["open"] } } }),
    columns: board.columns,
    board: board.totals,
    records,
    products: await ask("products.list"),
  };
}
