// The extension for Node, and what runs in its view for a browser, each as one file.
import { build } from "esbuild";

const common = { bundle: true, minify: true, sourcemap: false, logLevel: "warning" };

await build({
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  platform: "node",
  target: "node18",
  format: "cjs",
  external: ["vscode"],
});
await build({
  ...common,
  entryPoints: ["media/view.ts"],
  outfile: "dist/view.js",
  platform: "browser",
  target: "es2022",
  format: "iife",
});
