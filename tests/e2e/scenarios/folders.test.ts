/** Files put into a watched folder come in by themselves, are seen on the page, and are taken back like any import. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byId, until } from "../harness/driver.ts";
import { open } from "../harness/steps.ts";
import { scenario } from "../harness/world.ts";

const leads = async (ask: <T>(command: string, input?: unknown) => Promise<T>): Promise<number> => (await ask<{ count: number }>("leads.totals", {})).count;

scenario("a file comes in by itself", async ({ page, ask, folder }) => {
  const incoming = join(folder, "incoming");
  mkdirSync(incoming);
  await ask("folders.save", { path: incoming });
  const before = await leads(ask);

  await open(page, "#/import");
  await page.wait(byId("folder"));
  writeFileSync(join(incoming, "fair.csv"), "name,mobile\nAnn Lee,19912340001\nNobody,\n");
  writeFileSync(join(incoming, "colours.csv"), "colour,shape\nred,round\n");
  // Its line may stand on the page before its last row does in the file.
  await page.wait(`${byId("folder-file")} button.name`);
  await until("have the lead", async () => (await leads(ask)) === before + 1);
  assert.match(await page.text(byId("folder")), /fair\.csv/);

  // One more look finds nothing new; the row that was not taken and the file that does not fit are told of.
  await page.click(byId("folder-look"));
  const [shown] = await ask<{ files: { name: string; code: string | null; import: { rejected: number } | null }[] }[]>("folders.list");
  const told = Object.fromEntries(shown!.files.map((one) => [one.name, one.code ?? one.import?.rejected]));
  assert.deepEqual(told, { "fair.csv": 1, "colours.csv": "import.required_unmapped" });

  // Its result, and taking it back.
  await page.click(`${byId("folder-file")} button.name`);
  await page.click(byId("import-undo"));
  await page.click(byId("import-undo-confirm"));
  await page.wait(`${byId("import-summary")}[data-state=undone]`);
  assert.equal(await leads(ask), before);
}, { company: "en", language: "en-GB" });
