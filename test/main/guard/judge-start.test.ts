import { expect, test } from 'vitest'
import { judgeStart } from '#main/guard/judge-start.ts'

const plain = {
  commandLine: [],
  env: { HOME: '/home/li', LANG: 'zh_CN.UTF-8', DISPLAY: ':0', GTK_IM_MODULE: 'fcitx', NODE_ENV: 'production' },
  userId: 1000,
}

test('a plain start on a Chinese desktop goes ahead', () => {
  expect(judgeStart(plain)).toBeUndefined()
})

test('a system without user ids is no root', () => {
  expect(judgeStart({ ...plain, userId: undefined })).toBeUndefined()
})

test('root is refused whatever else is said', () => {
  expect(judgeStart({ ...plain, commandLine: ['--no-sandbox'], userId: 0 })).toEqual({ kind: 'root', names: [] })
})

test.each([
  ['--remote-debugging-port=9222', '--remote-debugging-port'],
  ['--remote-debugging-port=0', '--remote-debugging-port'],
  ['--remote-debugging-pipe', '--remote-debugging-pipe'],
  ['--remote-debugging-address=0.0.0.0', '--remote-debugging-address'],
  ['--remote-allow-origins=*', '--remote-allow-origins'],
  ['--inspect', '--inspect'],
  ['--inspect=0', '--inspect'],
  ['--inspect-brk=9229', '--inspect-brk'],
  ['--inspect-publish-uid=http', '--inspect-publish-uid'],
  ['--devtools', '--devtools'],
  ['--auto-open-devtools-for-tabs', '--auto-open-devtools-for-tabs'],
  ['--enable-dev-tools', '--enable-dev-tools'],
  ['--no-sandbox', '--no-sandbox'],
  ['--disable-setuid-sandbox', '--disable-setuid-sandbox'],
  ['--disable-seccomp-filter-sandbox', '--disable-seccomp-filter-sandbox'],
  ['--allow-sandbox-debugging', '--allow-sandbox-debugging'],
  ['--disable-web-security', '--disable-web-security'],
  ['--disable-site-isolation-trials', '--disable-site-isolation-trials'],
  ['--js-flags=--expose-gc', '--js-flags'],
  ['--load-extension=/home/li/x', '--load-extension'],
  ['--renderer-cmd-prefix=gdb', '--renderer-cmd-prefix'],
  ['--utility-cmd-prefix=gdb', '--utility-cmd-prefix'],
  ['--gpu-launcher=gdb', '--gpu-launcher'],
  ['--user-data-dir=/home/li/x', '--user-data-dir'],
  ['--disk-cache-dir=/home/li/x', '--disk-cache-dir'],
  ['--force-renderer-accessibility', '--force-renderer-accessibility'],
  ['--password-store=basic', '--password-store'],
  ['--enable-features=SharedArrayBuffer', '--enable-features'],
  ['--disable-features=x', '--disable-features'],
  ['--proxy-server=127.0.0.1:8080', '--proxy-server'],
  ['--proxy-pac-url=http://x', '--proxy-pac-url'],
  ['--proxy-bypass-list=*', '--proxy-bypass-list'],
  ['--host-resolver-rules=MAP * 127.0.0.1', '--host-resolver-rules'],
  ['--host-rules=MAP * 127.0.0.1', '--host-rules'],
  ['--ignore-certificate-errors', '--ignore-certificate-errors'],
  ['--ignore-certificate-errors-spki-list=x', '--ignore-certificate-errors-spki-list'],
  ['--log-net-log=/home/li/n.json', '--log-net-log'],
  ['--enable-logging=file', '--enable-logging'],
  ['--log-file=/home/li/x', '--log-file'],
  ['--v=1', '--v'],
  ['--vmodule=*=2', '--vmodule'],
  ['--auth-server-whitelist=*', '--auth-server-whitelist'],
  ['--unsafely-treat-insecure-origin-as-secure=http://x', '--unsafely-treat-insecure-origin-as-secure'],
  ['--auto-select-desktop-capture-source=Entire screen', '--auto-select-desktop-capture-source'],
  ['--use-fake-ui-for-media-stream', '--use-fake-ui-for-media-stream'],
  ['--headless', '--headless'],
  ['--print-to-pdf=/home/li/x.pdf', '--print-to-pdf'],
  ['--type=renderer', '--type'],
  ['--foo', '--foo'],
  ['--REMOTE-DEBUGGING-PORT=1', '--REMOTE-DEBUGGING-PORT'],
  ['-r', '-r'],
  ['-e', '-e'],
  ['/remote-debugging-port=1', '/remote-debugging-port'],
  ['--', '(argument)'],
  ['app://login/login/index.html', '(argument)'],
  ['credit-query://open?id=110101199003070070', '(argument)'],
  ['张三.pdf', '(argument)'],
  ['', '(argument)'],
])('%s is refused as %s, without its value', (argument, name) => {
  expect(judgeStart({ ...plain, commandLine: [argument] })).toEqual({ kind: 'argument', names: [name] })
})

test.each([
  ['ELECTRON_RUN_AS_NODE', '1'],
  ['ELECTRON_ENABLE_LOGGING', '1'],
  ['ELECTRON_LOG_FILE', '/tmp/x'],
  ['ELECTRON_NO_ASAR', '1'],
  ['ELECTRON_LOG_ASAR_READS', '1'],
  ['ELECTRON_ENABLE_STACK_DUMPING', '1'],
  ['ELECTRON_OVERRIDE_DIST_PATH', '/tmp'],
  ['ELECTRON_SOMETHING_NEW', '1'],
  ['NODE_OPTIONS', '--require /tmp/x.js'],
  ['NODE_EXTRA_CA_CERTS', '/tmp/ca.pem'],
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ['NODE_USE_ENV_PROXY', '1'],
  ['NODE_V8_COVERAGE', '/tmp'],
  ['SSLKEYLOGFILE', '/tmp/keys'],
  ['OPENSSL_CONF', '/tmp/x.cnf'],
  ['SSL_CERT_FILE', '/tmp/ca.pem'],
  ['LD_PRELOAD', '/tmp/x.so'],
  ['LD_LIBRARY_PATH', '/tmp'],
  ['LD_AUDIT', '/tmp/x.so'],
  ['DYLD_INSERT_LIBRARIES', '/tmp/x.dylib'],
  ['GTK_MODULES', 'x'],
  ['GTK_DEBUG', 'interactive'],
  ['GIO_EXTRA_MODULES', '/tmp'],
  ['GCONV_PATH', '/tmp'],
  ['http_proxy', 'http://127.0.0.1:8080'],
  ['HTTPS_PROXY', 'http://127.0.0.1:8080'],
  ['all_proxy', 'socks5://127.0.0.1:1080'],
  ['CHROME_DEVEL_SANDBOX', '/tmp/x'],
  ['Node_Options', '--inspect'],
])('the variable %s is refused, its value not repeated', (name, value) => {
  expect(judgeStart({ ...plain, env: { ...plain.env, [name]: value } })).toEqual({ kind: 'environment', names: [name] })
})

test.each(['LD_PRELOAD', 'http_proxy', 'NODE_OPTIONS'])('%s that is empty does nothing and is let pass', (name) => {
  expect(judgeStart({ ...plain, env: { ...plain.env, [name]: '' } })).toBeUndefined()
})

test('what is written down is bounded, whatever was typed', () => {
  const commandLine = Array.from({ length: 500 }, (_, index) => `--x${index}${'y'.repeat(1000)}\n张三`)
  const names = judgeStart({ ...plain, commandLine })?.names ?? []
  expect(names).toHaveLength(10)
  expect(names.every((name) => /^[\w./?-]{1,60}$/.test(name))).toBe(true)
})
