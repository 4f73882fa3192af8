import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const others = (own: string) =>
  ['main', 'preload', 'renderer', 'central', 'scripts', 'test', 'verifier', 'paper']
    .filter((folder) => folder !== own)
    .map((folder) => `#${folder}/x.ts`)
const react = ['react', 'react-dom/client', 'antd']
const service = ['fastify', 'postgres', 'pg']

const contract = ['electron', ...react, ...service, 'node:fs', ...others('contract'), '../x.ts']
const renderer = ['electron', ...service, 'node:fs', ...others('renderer'), '../x.ts']
const beside = (own: string) => others(own).filter((name) => !['#verifier/x.ts', '#paper/x.ts'].includes(name))
const main = [...react, ...service, ...beside('main'), '../x.ts']
const central = ['electron', ...react, ...beside('central'), '../x.ts']
const domain = [...central, ...service, '#central/queries/query-repository.ts', '#central/queries/decide-query.ts']

/** What each file may not import. The linter must refuse every single line of this. */
const forbidden: Record<string, readonly string[]> = {
  'contract/probe.ts': [
    ...contract,
    '#contract/http/query.ts',
    '#contract/ipc/query.ts',
    '#contract/rules/merkle-tree.ts',
  ],
  'contract/http/probe.ts': contract,
  'contract/ipc/probe.ts': contract,
  'contract/rules/probe.ts': contract,
  'verifier/probe.ts': ['electron', ...react, ...service, ...others('verifier'), '../x.ts'],
  'paper/probe.ts': ['electron', ...react, ...service, ...others('paper'), '#contract/query.ts', '../x.ts'],
  'preload/probe.ts': ['node:fs', ...react, ...service, ...others('preload'), '#contract/failure.ts', 'zod', '../x.ts'],
  'renderer/probe.ts': renderer,
  'renderer/app/probe.ts': renderer,
  'renderer/login/probe.ts': [...renderer, ...react],
  'renderer/viewer/probe.ts': [...renderer, ...react],
  'renderer/app/components/probe.ts': [
    ...renderer,
    '#renderer/bridge.ts',
    '#renderer/query.ts',
    '#renderer/app/screens/query/query-screen.tsx',
  ],
  'renderer/app/screens/query/probe.ts': [...renderer, '#renderer/app/screens/workbench/workbench-screen.tsx'],
  'main/session/probe.ts': [...main, 'electron'],
  'main/session/probe-service.ts': [...main, 'electron', '#main/ipc/handle.ts', '#main/windows/app-window.ts'],
  'main/windows/probe.ts': main,
  'main/ipc/probe.ts': main,
  'main/platform/probe.ts': main,
  'central/probe.ts': [...central, 'postgres', 'pg'],
  'central/plugins/probe.ts': [...central, 'postgres', 'pg'],
  'central/database/probe.ts': [...central, 'fastify'],
  'central/reports/probe.ts': domain,
  'central/reports/probe-repository.ts': domain,
  'central/reports/probe-service.ts': [...domain, './probe-routes.ts', '#central/plugins/serve.ts'],
  'central/reports/probe-routes.ts': [
    ...central,
    'postgres',
    './probe-repository.ts',
    '#central/queries/query-repository.ts',
  ],
  'central/bureau/probe.ts': [...central, ...service, '#central/queries/query-service.ts'],
  'central/reports/layout/probe.ts': [...central, ...service, '#central/queries/query-service.ts'],
  'scripts/probe.ts': ['electron', ...react, 'fastify', '#main/x.ts', '#renderer/x.ts', '#test/x.ts', '../x.ts'],
  'test/probe.ts': ['../x.ts'],
}

const probes = Object.entries(forbidden).flatMap(([place, imports]) =>
  imports.map((imported, line) => ({ file: place.replace('probe', `probe-${line}`), imported })),
)

/** Lints a tree of one-line files under the project's own rules. @returns The files it refused. */
function refusedFiles(files: readonly { file: string; imported: string }[]): Set<string> {
  const tree = mkdtempSync(join(tmpdir(), 'layers-'))
  cpSync('biome.json', join(tree, 'biome.json'))
  cpSync('lint', join(tree, 'lint'), { recursive: true })
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'))
  for (const { file, imported } of files) {
    mkdirSync(join(tree, file, '..'), { recursive: true })
    writeFileSync(join(tree, file), `import '${imported}'\n`)
  }
  const args = [
    'lint',
    '--vcs-enabled=false',
    '--only=style/noRestrictedImports',
    '--reporter=github',
    '--max-diagnostics=none',
  ]
  const { stdout } = spawnSync(resolve('node_modules/.bin/biome'), args, { cwd: tree, encoding: 'utf8' })
  rmSync(tree, { recursive: true })
  return new Set([...stdout.matchAll(/file=([^,]+)/g)].map(([, file = '']) => relative(tree, resolve(tree, file))))
}

test('the linter refuses every import that a layer rule forbids', () => {
  const refused = refusedFiles(probes)
  expect(probes.filter(({ file }) => !refused.has(file))).toEqual([])
})

test('the linter lets pass what the layers allow', () => {
  const allowed = [
    { file: 'central/reports/probe-service.ts', imported: '#central/audit/audit-service.ts' },
    { file: 'central/reports/probe-routes.ts', imported: 'fastify' },
    { file: 'central/reports/probe-routes.ts', imported: './report-service.ts' },
    { file: 'central/database/probe.ts', imported: 'postgres' },
    { file: 'main/windows/probe.ts', imported: 'electron' },
    { file: 'main/audit/probe.ts', imported: '#verifier/verify-bundle.ts' },
    { file: 'verifier/probe.ts', imported: 'node:crypto' },
    { file: 'renderer/app/probe.ts', imported: 'antd' },
    { file: 'contract/http/probe.ts', imported: '#contract/query.ts' },
    { file: 'preload/probe.ts', imported: '#contract/ipc/channel.ts' },
  ].map((probe, index) => ({ ...probe, file: probe.file.replace('probe', `probe-${index}`) }))
  expect([...refusedFiles(allowed)]).toEqual([])
})
