/* Makes styles, scripts, brand pictures and the fonts of documents; a second run only repeats it. */

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";
import { compile } from "sass";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = join(ROOT, "src/samgak/static/src");
const BRAND = join(ROOT, "src/samgak/static/brand");
const BUILT = join(ROOT, "src/samgak/static/built");
const FONTS = join(ROOT, "src/samgak/printing/fonts/built");
const PRETENDARD = join(ROOT, "node_modules/pretendard/dist");
const WEIGHTS = ["Regular", "SemiBold", "Bold"];

function buildStyles() {
  const { css } = compile(join(SOURCES, "app.scss"), {
    style: "compressed",
    loadPaths: [ROOT, join(ROOT, "node_modules")],
    // The components are written with @import and division by slash; their next major version is not.
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "slash-div", "if-function"],
  });
  if (/url\((?!["']?data:)/.test(css)) {
    throw new Error("The styles ask for a file of their own: a page must need one style sheet only.");
  }
  writeFileSync(join(BUILT, "app.css"), css);
}

async function buildScripts() {
  await build({
    entryPoints: [join(SOURCES, "app.js")],
    outfile: join(BUILT, "app.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
    logLevel: "warning",
  });
}

function copyBrand() {
  for (const name of readdirSync(BRAND)) {
    copyFileSync(join(BRAND, name), join(BUILT, name));
  }
}

function copyFonts() {
  mkdirSync(FONTS, { recursive: true });
  for (const weight of WEIGHTS) {
    const name = `Pretendard-${weight}.otf`;
    copyFileSync(join(PRETENDARD, "public/static", name), join(FONTS, name));
  }
  copyFileSync(join(PRETENDARD, "LICENSE.txt"), join(FONTS, "LICENSE.txt"));
}

function report(name) {
  const content = readFileSync(join(BUILT, name));
  const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
  console.log(`${name}: ${kilobytes(content.length)}, compressed ${kilobytes(gzipSync(content).length)}`);
}

rmSync(BUILT, { recursive: true, force: true });
mkdirSync(BUILT, { recursive: true });
buildStyles();
await buildScripts();
copyBrand();
copyFonts();
report("app.css");
report("app.js");
