/** How electron-builder packs one of the two builds. Everything but the native parts is bundled before. */

const NATIVE_PARTS = [
  '!node_modules/**/*',
  'node_modules/keytar/package.json',
  'node_modules/keytar/lib/**/*',
  'node_modules/keytar/build/Release/*.node',
  'node_modules/koffi/package.json',
  'node_modules/koffi/index.cjs',
  'node_modules/koffi/src/koffi/index.cjs',
  'node_modules/koffi/src/koffi/src/static.cjs',
  'node_modules/@koromix/koffi-linux-x64/package.json',
  'node_modules/@koromix/koffi-linux-x64/index.js',
  'node_modules/@koromix/koffi-linux-x64/linux_x64/**/*',
]

/**
 * @param {{ kind: import('./fuses.mjs').BuildKind, built: string, output: string, runtime: { folder: string, version: string } }} build
 *   `built`: what electron-vite made; `output`: where the package goes; `runtime`: an Electron without any application in it.
 * @returns {import('electron-builder').Configuration}
 */
export function builderConfig({ kind, built, output, runtime }) {
  const executableName = kind === 'production' ? 'credit-query-workstation' : 'credit-query-workstation-test'
  return {
    appId: 'cn.bank.credit-query-workstation',
    productName: kind === 'production' ? '征信查询工作站' : '征信查询工作站（测试版）',
    directories: { output },
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    // Nothing is compiled or fetched here.
    npmRebuild: false,
    nodeGypRebuild: false,
    buildDependenciesFromSource: false,
    publish: null,
    asar: true,
    // Native code, and the script of a thread, cannot be read inside an archive.
    asarUnpack: ['**/*.node', '**/main/hash-files.cjs', '**/main/rolldown-runtime-*.cjs'],
    files: [{ from: built, to: 'out', filter: ['{main,preload,renderer}/**/*'] }, 'package.json', ...NATIVE_PARTS],
    linux: { executableName, target: ['dir'], category: 'Office', syncDesktopName: true },
    win: { executableName, target: ['dir'] },
  }
}
