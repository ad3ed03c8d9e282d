// Compiles messages/{zh,en}/*.json into src/paraglide, only when a message file is newer than the last run.
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "@inlang/paraglide-js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

const out = "src/paraglide";
const stamp = join(out, ".stamp");
const lock = "node_modules/.messages-lock";

/** Newest modification time among the sources, in ms. */
function newest() {
  const files = ["project.inlang/settings.json", "package-lock.json"];
  for (const locale of ["zh", "en"]) {
    for (const name of readdirSync(join("messages", locale))) files.push(join("messages", locale, name));
  }
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

/** Two compiles must not write the output directory at once; a lock older than 30 s is left over. */
async function acquire() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 30_000) rmdirSync(lock);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

await acquire();
try {
  if (!existsSync(stamp) || statSync(stamp).mtimeMs < newest()) {
    await compile({
      project: "./project.inlang",
      outdir: `./${out}`,
      strategy: ["globalVariable", "baseLocale"],
      outputStructure: "locale-modules",
      emitTsDeclarations: true,
      emitReadme: false,
      cleanOutdir: false,
    });
    writeFileSync(stamp, "");
  }
} finally {
  rmdirSync(lock);
}
// The compiler leaves idle timers behind that would hold this process for half a minute.
process.exit(0);
