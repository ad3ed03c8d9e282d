import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  base: "./",
  build: {
    target: ["es2022", "safari16"],
    outDir: "dist",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: { port: 5173, strictPort: true, proxy: { "/rpc": "http://127.0.0.1:8787", "/sessions": "http://127.0.0.1:8787" } },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  test: { environment: "jsdom", setupFiles: ["./src/test.setup.ts"], include: ["src/**/*.test.ts"], restoreMocks: true, testTimeout: 30_000 },
});
