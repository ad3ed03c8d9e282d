/** Who registers a customer first keeps others away from it, until it is given back; looking a customer up says who has it. */
import assert from "node:assert/strict";
import { byId, until } from "../harness/driver.ts";
import { focused, open } from "../harness/steps.ts";
import { scenario } from "../harness/world.ts";

scenario("a customer is registered, refused to another salesperson, and given back", async ({ page, ask, cli }) => {
  await ask("people.save", { name: "许越", role: "sales" });
  const lead = JSON.stringify({ lead: { name: "王工", company: "北京纷扬", mobile: "13800138000" } });
  const other = (command: string, input: string) => cli("--as", "许越", command, input);

  await open(page, "#/registrations");
  await page.press("n");
  await focused(page, byId("register-company"));
  await page.type("北京纷扬科技有限公司");
  await page.press("Enter");
  await page.gone("dialog");
  await until("the registration in the list", async () => (await page.text(byId("registrations"))).includes("北京纷扬科技有限公司"));

  await assert.rejects(other("leads.create", lead), /registration\.held|已由/);
  const told = ((await other("registrations.check", JSON.stringify({ company: "纷扬科技" }))) as { output: { days_left: number }[] }).output;
  assert.equal(told[0]?.days_left, 30);

  // Whoever looks the customer up sees the same.
  await open(page, "#/look-up");
  await focused(page, byId("look-up"));
  await page.type("北京纷扬");
  await page.wait(byId("held"));

  await open(page, "#/registrations?of=mine");
  await page.click(byId("give-back"));
  await until("nothing is held", async () => (await page.count(byId("give-back"))) === 0);
  await other("leads.create", lead);

  // The other one has the lead now: the first sees whose it is, and writes to them.
  await open(page, "#/look-up?q=13800138000");
  await page.wait(byId("tell"));
  await page.click(byId("tell"));
  await page.fill(byId("tell-text"), "能一起跟吗？");
  await page.click(byId("tell-send"));
  await page.gone("dialog");
  const { records } = (await ask("duplicates.look_up", { text: "王工" })) as { records: { id: number; owner: string }[] };
  assert.equal(records[0]?.owner, "许越");
  const tasks = JSON.stringify(await ask("activities.list", { about: { lead_id: records[0]?.id } }));
  assert.match(tasks, /能一起跟吗？/);
}, { company: "zh" });
