import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = (...parts: string[]) => resolve(import.meta.dirname, ...parts)

// The oldest runtime the program still has to start on; newer ones run the same files.
const nodeTarget = 'node18.15'
const pageTarget = 'chrome114'

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      minify: true,
      externalizeDeps: false,
      outDir: 'out/main',
      rolldownOptions: {
        input: { index: here('main/main.ts') },
        // Native code cannot be bundled.
        external: ['electron', 'keytar'],
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
      outDir: 'out/preload',
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
      outDir: here('out/renderer'),
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
