/** Leads as an office works with them: a fair's list comes in, is filtered, kept as a view, handed out, merged, found again. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byId, until } from "../harness/driver.ts";
import { gbk } from "../harness/gbk.ts";
import { address, choose, focused, open, settled, toRules } from "../harness/steps.ts";
import { scenario, type World } from "../harness/world.ts";

const FAIR = "苏州自动化展";
const AT_THE_FAIR = { condition: { field: "source", is: "any_of", values: [FAIR] } };

interface Lead {
  id: number;
  name: string;
  owner_id: number | null;
}

scenario("a fair's list is imported, filtered, kept as a view, handed out and taken back", async (world) => {
  const { page, ask } = world;
  const rows = Array.from({ length: 200 }, (_, at) => `王建国${at + 1},沐和第${at + 1}机械厂,138001${String(at).padStart(5, "0")},${FAIR}`);
  const file = join(world.folder, "展会名单.csv");
  writeFileSync(file, gbk(["姓名,公司,手机号,来源", ...rows, `坏号码,沐和,1380013,${FAIR}`].join("\r\n")));

  await toRules(page, "leads", file);
  await page.click(byId("import-next"));
  await page.wait(byId("import-problems"));
  assert.match(await page.text(byId("import-problems")), /1380013/);
  await page.wait(`${byId("import-start")}:enabled`);
  await page.click(byId("import-start"));
  await page.wait(`${byId("import-summary")}[data-state=done]`, 30_000);
  assert.equal(await count(world, AT_THE_FAIR), 200);

  await open(page, "#/leads");
  await page.click(byId("filter"));
  await page.wait(byId("condition-line"));
  await choose(page, `${byId("condition-line")} select`, "首次来源");
  await choose(page, `${byId("condition-line")} > :nth-child(3) select`, "包含");
  await page.fill(`${byId("condition-line")} .value input`, "自动化展");
  await until("the count of matches", async () => /200/.test(await page.text(byId("condition-found"))));
  await page.press("Escape");
  await page.click(byId("view-keep"));
  await page.fill(byId("view-name"), "展会线索");
  await page.click(byId("view-save"));
  await page.gone("dialog");
  const views = await ask<{ name: string }[]>("views.list", { entity: "leads" });
  assert.deepEqual(views.map(({ name }) => name), ["展会线索"]);

  // What the view shows, as a file.
  await page.click(byId("export"));
  await page.press("ArrowDown");
  await page.press("Enter");
  const { name } = await ask<{ name: string }>("leads.export", { format: "csv" });
  const shown = readFileSync(await world.saved(name), "utf8").trim().split("\n");
  assert.equal(shown.length, 201, "a head and the leads of the view");
  assert.match(shown[0] ?? "", /名称,公司,状态/);

  // All that the view finds, without the mouse; not before the list shows what the view finds.
  await page.wait(`${byId("leads-grid")} [aria-rowcount="200"], ${byId("leads-grid")}[aria-rowcount="200"]`);
  await settled(page);
  await page.run((grid: string) => document.querySelector<HTMLElement>(`${grid} [tabindex="0"], ${grid}[tabindex="0"]`)?.focus(), byId("leads-grid"));
  await page.press("Control+a");
  await until("200 chosen", async () => /200/.test(await page.text(byId("bulk-bar"))));
  await page.press("a");
  await page.wait(byId("assign-confirm"));
  await page.click(byId("assign-confirm"));
  await page.gone("dialog");
  const owned = { condition: { all: [AT_THE_FAIR.condition, { field: "owner", is: "filled" }] } };
  await until("200 handed out", async () => (await count(world, owned)) === 200);
  await page.press("Control+z");
  await until("taken back", async () => (await count(world, owned)) === 0);

  // What is removed goes into the bin as one, and comes back as one.
  const [lead] = await leads(world, AT_THE_FAIR);
  await ask("leads.remove", { leads: { ids: [lead?.id] } });
  assert.equal(await count(world, AT_THE_FAIR), 199);
  await page.press("Control+z");
  await until("back from the bin", async () => (await count(world, AT_THE_FAIR)) === 200);
}, { company: "zh" });

scenario("three that are one are merged and parted again; a customer is found by the initials of its name", async (world) => {
  const { page, ask } = world;
  const add = (lead: object) => ask<{ lead: Lead }>("leads.create", { lead: { source: FAIR, ...lead }, distinct: true });
  const one = await add({ name: "邱雅楠", mobile: "13800138000" });
  await add({ name: "邱雅楠", mobile: "13800138001", email: "yanan@muhe.cn" });
  await add({ name: "邱雅楠", wechat: "yanan_qiu", title: "采购总监" });
  await ask("customers.save", { name: "北京纷扬科技有限公司" });

  await open(page, "#/leads");
  await page.fill(byId("leads-search"), "邱雅楠");
  await until("three of them", async () => (await page.count(`${byId("leads-grid")} [data-testid^="lead-row-"]`)) === 3);
  await page.run((grid: string) => document.querySelector<HTMLElement>(`${grid} [tabindex="0"], ${grid}[tabindex="0"]`)?.focus(), byId("leads-grid"));
  await page.press("Control+a");
  await page.wait(byId("bulk-bar"));
  await page.click(byId("bulk-merge"));
  await page.wait(byId("merge-table"));
  await page.click(byId("merge-confirm"));
  await page.gone("dialog");
  await until("one of them", async () => (await leads(world, { text: "邱雅楠" })).length === 1);
  const [left] = await leads(world, { text: "邱雅楠" });
  const whole = await ask<Record<string, unknown>>("leads.get", { id: left?.id });
  assert.deepEqual([whole["email"], whole["wechat"], whole["title"]], ["yanan@muhe.cn", "yanan_qiu", "采购总监"]);
  await page.press("Control+z");
  await until("three again", async () => (await leads(world, { text: "邱雅楠" })).length === 3);
  assert.equal((await ask<Lead>("leads.get", { id: one.lead.id })).id, one.lead.id);

  await page.press("Control+k");
  await focused(page, "dialog input");
  await page.type("bjfy");
  await until("the customer among the hits", async () => (await page.text("#palette-list")).includes("北京纷扬科技有限公司"));
  await page.press("Enter");
  await until("its page", async () => /^#\/customers\/\d+/.test(await address(page)));
}, { company: "zh" });

scenario("a lead is entered without a mouse, and Enter that ends a composition saves nothing", async (world) => {
  const { page } = world;
  await open(page, "#/leads");
  await page.press("n");
  await focused(page, byId("lead-name"));
  await page.type("Yanan Qiu");
  // What an input method sends when Enter only takes the word it offers.
  await page.run((field: string) => {
    const enter = new KeyboardEvent("keydown", { key: "Enter", isComposing: true, keyCode: 229, bubbles: true, cancelable: true, ctrlKey: true });
    document.querySelector(field)?.dispatchEvent(enter);
  }, byId("lead-name"));
  await settled(page);
  assert.equal(await page.count(byId("lead-save")), 1, "the form is still open");
  assert.equal((await leads(world, { text: "Yanan" })).length, 0);
  // Without a contact it is refused, and says what is missing.
  await page.press("Control+Enter");
  await settled(page);
  assert.equal((await leads(world, { text: "Yanan" })).length, 0);
  await page.fill(byId("lead-method-0"), "138 0013 8000");
  await page.press("Control+Enter");
  await until("the lead", async () => (await leads(world, { text: "Yanan" })).length === 1);
  const [made] = await leads(world, { text: "Yanan" });
  assert.equal((made as unknown as { mobile: string }).mobile, "13800138000");
}, { company: "en" });

const leads = async ({ ask }: World, filter: object): Promise<Lead[]> => (await ask<{ rows: Lead[] }>("leads.list", { filter, limit: 500 })).rows;
const count = async ({ ask }: World, filter: object): Promise<number> => (await ask<{ count: number }>("leads.totals", { filter })).count;
