/** The page comes up in a new file and asks its first questions, without a complaint. */
import assert from "node:assert/strict";
import { scenario } from "../harness/world.ts";

scenario("a new file opens with the first questions", async ({ page, file, cli }) => {
  await page.wait("main");
  assert.ok((await page.run(() => document.body.innerText)).length > 5, "the page says something");
  // The shell program works on the same file beside the window.
  const info = ((await cli("workspace.info")) as { output: { path: string; set_up: boolean } }).output;
  assert.equal(info.path, file);
  assert.equal(info.set_up, false);
});
