import { cpSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = (...parts: string[]) => resolve(import.meta.dirname, ...parts)

// The oldest runtime the program still has to start on; newer ones run the same files.
const nodeTarget = 'node18.15'
const pageTarget = 'chrome114'

// A production build is made by `npm run package` only; everything else is a test build and says so.
const kind = process.env['CQW_BUILD_KIND'] === 'production' ? 'production' : 'test'
const outFolder = process.env['CQW_BUILD_FOLDER'] ?? 'out'

/** The font that papers are set in, beside the program: no PC's own fonts are needed for it. */
const paperFont = {
  name: 'paper-font',
  closeBundle() {
    const file = 'NotoSansHans-Regular.otf'
    mkdirSync(here(outFolder, 'fonts'), { recursive: true })
    cpSync(here('node_modules/@embedpdf/fonts-sc/fonts', file), here(outFolder, 'fonts', file))
  },
}

export default defineConfig({
  main: {
    plugins: [paperFont],
    define: {
      CQW_BUILD_KIND: JSON.stringify(kind),
      CQW_BUILD_KEY: JSON.stringify(process.env['CQW_BUILD_KEY'] ?? ''),
    },
    build: {
      target: nodeTarget,
      minify: true,
      externalizeDeps: false,
      outDir: `${outFolder}/main`,
      rolldownOptions: {
        input: { index: here('main/main.ts'), 'hash-files': here('main/guard/hash-files.ts') },
        // Native code cannot be bundled.
        external: ['electron', 'keytar', 'koffi'],
        output: {
          format: 'cjs',
          // Electron 25 cannot import from its own files, only require.
          dynamicImportInCjs: false,
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
          // Keeps the bundler's helpers in a part of their own; else the entry waits for the largest part to load them.
          strictExecutionOrder: true,
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      minify: true,
      externalizeDeps: false,
      // A sandboxed preload cannot require a second file.
      isolatedEntries: true,
      outDir: `${outFolder}/preload`,
      rolldownOptions: {
        input: { app: here('preload/app.ts'), viewer: here('preload/viewer.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    base: '/',
    plugins: [react()],
    build: {
      target: pageTarget,
      minify: true,
      outDir: here(outFolder, 'renderer'),
      // Pages have no network; every browser they run in knows module preloads.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          login: here('renderer/login/index.html'),
          app: here('renderer/app/index.html'),
          viewer: here('renderer/viewer/index.html'),
        },
      },
    },
  },
})
