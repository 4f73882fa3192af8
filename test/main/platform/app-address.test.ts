import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf, findAppFile } from '#main/platform/app-address.ts'

test.each([
  { url: 'app://login/login/index.html', path: 'login/index.html', mediaType: 'text/html; charset=utf-8' },
  {
    url: 'app://login/login/index.html#reason=logged-out',
    path: 'login/index.html',
    mediaType: 'text/html; charset=utf-8',
  },
  {
    url: 'app://login/assets/login-Ab_9-x.js',
    path: 'assets/login-Ab_9-x.js',
    mediaType: 'text/javascript; charset=utf-8',
  },
  { url: 'app://login/assets/a.css', path: 'assets/a.css', mediaType: 'text/css; charset=utf-8' },
])('the login window may load $url', ({ url, path, mediaType }) => {
  expect(findAppFile(url, 'login')).toEqual({ path, mediaType })
})

test.each([
  ['another window’s document', 'app://login/app/index.html'],
  ['another window’s host', 'app://app/login/index.html'],
  ['user information', 'app://login@evil/login/index.html'],
  ['user information before the host', 'app://evil@login/login/index.html'],
  ['a port', 'app://login:80/login/index.html'],
  ['a longer host', 'app://login.evil/login/index.html'],
  ['a trailing dot', 'app://login./login/index.html'],
  ['an upper-case scheme', 'APP://login/login/index.html'],
  ['an upper-case host', 'app://LOGIN/login/index.html'],
  ['a percent-encoded path', 'app://login/%6cogin/index.html'],
  ['an encoded slash', 'app://login/login%2findex.html'],
  ['a climb', 'app://login/login/../../package.json'],
  ['an encoded climb', 'app://login/login/%2e%2e/%2e%2e/package.json'],
  ['a climb in assets', 'app://login/assets/../../main/index.cjs'],
  ['backslashes', 'app://login/login\\index.html'],
  ['a double slash', 'app://login//login/index.html'],
  ['an absolute path', 'app://login//etc/passwd'],
  ['a query', 'app://login/login/index.html?x=1'],
  ['an unknown kind', 'app://login/assets/a.exe'],
  ['no extension', 'app://login/assets/a'],
  ['the kind of the main bundle', 'app://login/assets/index.cjs'],
  ['a hidden file', 'app://login/assets/.env.js'],
  ['a folder', 'app://login/login/'],
  ['the root', 'app://login/'],
  ['nothing', ''],
  ['http', 'http://login/login/index.html'],
  ['https', 'https://login/login/index.html'],
  ['a file', 'file:///login/index.html'],
  ['data', 'data:text/html,app://login/login/index.html'],
  ['blob', 'blob:app://login/login/index.html'],
  ['script', 'javascript:app://login/login/index.html'],
  ['source view', 'view-source:app://login/login/index.html'],
  ['developer tools', 'devtools://login/login/index.html'],
  ['a NUL', 'app://login/login/index.html\0.js'],
  ['a line break', 'app://login/login/index.html\n'],
])('%s is refused', (_why, url) => {
  expect(findAppFile(url, 'login')).toBeUndefined()
})

test('whatever is found lies in the window’s own folder or in assets', () => {
  const piece = fc.constantFrom('login', 'app', 'assets', '..', '.', '', 'index.html', 'a.js', '%2e%2e', '\\', 'out')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const path = findAppFile(`app://login/${pieces.join('/')}`, 'login')?.path
      expect(path === undefined || /^(login|assets)\/[^.][^\\%]*$/.test(path)).toBe(true)
      expect(path?.split('/') ?? []).not.toContain('..')
    }),
  )
})

test.each(['login', 'app', 'viewer'] as const)('the %s window finds its own document', (role) => {
  expect(findAppFile(documentOf(role), role)?.path).toBe(`${role}/index.html`)
})
