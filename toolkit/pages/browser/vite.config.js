// Builds ../static/page.min.js and page.min.css: what every visit runs.
import { createHash } from "node:crypto"
import { readFileSync, readdirSync } from "node:fs"
import vue from "@vitejs/plugin-vue"
import { defineConfig } from "vite"
import vuetify from "vite-plugin-vuetify"

// The pages' .vue files are written for ipyvue too, which wants CommonJS.
const commonjs = {
  name: "module-exports",
  enforce: "pre",
  transform(code, id) {
    if (id.endsWith(".vue")) return { code: code.replace("module.exports =", "export default"), map: null }
  }
}

// Pages lie beside this folder, and the libraries inside it.
const main = new URL("main.js", import.meta.url).pathname
const libraries = {
  name: "libraries",
  enforce: "pre",
  resolveId(id, importer) {
    if (/^vue(tify)?(\/|$)/.test(id) && importer !== main) return this.resolve(id, main)
  }
}

// One rule an icon of the cut font, in place of the seven thousand of the whole.
const icons = {
  name: "icons",
  resolveId: id => id === "virtual:icons.css" ? "\0icons.css" : undefined,
  load(id) {
    if (id !== "\0icons.css") return
    const kept = JSON.parse(readFileSync(new URL("../static/icons.json", import.meta.url)))
    return Object.entries(kept.icons).map(([name, code]) => `.${name}::before{content:"\\${code}"}`).join("\n")
  }
}

// The first line says what the script was made from, so that a test can tell when it is out of date.
const sources = /^([^/]+\/[^/]+\.vue|browser\/[^/]+\.(css|js|json)|static\/icons\.json)$/
const mark = {
  name: "mark",
  generateBundle(_, bundle) {
    const whole = createHash("sha256")
    const pages = new URL("..", import.meta.url).pathname
    const folders = readdirSync(pages, { withFileTypes: true }).filter(each => each.isDirectory()).map(each => each.name)
    const paths = folders.flatMap(folder => readdirSync(pages + folder).map(name => `${folder}/${name}`))
    for (const path of paths.filter(each => sources.test(each)).sort()) {
      whole.update(path + "\0").update(readFileSync(pages + path))
    }
    bundle["page.min.js"].code = `/* made by \`make page\` from ${whole.digest("hex")} */\n${bundle["page.min.js"].code}`
  }
}

// Vuetify's ground rules without its thousands of utility classes, which no page uses.
const kept = selector => !selector.trim().startsWith(".") || /^\.v-|transition/.test(selector.trim())
const lean = {
  postcssPlugin: "lean",
  Rule(rule, { result }) {
    if (!result.opts.from.includes("vuetify/lib/styles/main.css") || rule.selectors.some(kept)) return
    const { parent } = rule
    rule.remove()
    if (parent.type === "atrule" && !parent.nodes.length) parent.remove()
  }
}

export default defineConfig({
  css: { postcss: { plugins: [lean] } },
  base: "./",
  plugins: [commonjs, libraries, icons, vue(), vuetify({ autoImport: true }), mark],
  define: { __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  build: {
    outDir: "../static",
    emptyOutDir: false,
    copyPublicDir: false,
    target: ["chrome109", "edge109", "firefox109", "safari16"],
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    rollupOptions: {
      input: main,
      output: { format: "iife", entryFileNames: "page.min.js", assetFileNames: found => (found.names[0].endsWith(".css") ? "page.min.css" : "[name].[ext]") }
    }
  }
})
