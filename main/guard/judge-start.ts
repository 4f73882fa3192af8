/** Whether the program may start at all: pure, so that every way to be refused stands in one table of tests. */

export interface StartFacts {
  /** The command line behind the program's name. */
  readonly commandLine: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Effective user id; `undefined` where the system has none. */
  readonly userId: number | undefined
}

export const startRefusalKinds = ['argument', 'environment', 'root', 'files', 'dumps'] as const

/** Names only, never values: a value may hold a path or a secret. */
export interface StartRefusal {
  readonly kind: (typeof startRefusalKinds)[number]
  readonly names: readonly string[]
}

const maxNames = 10
const maxNameLength = 60

/** Nothing is set by whoever starts the program in production: what it needs stands in the machine policy. */
const allowedSwitches: ReadonlySet<string> = new Set()

/** Variables that load foreign code, redirect or listen to the line, or change how Electron starts. Compared in upper case. */
const deniedVariables: ReadonlySet<string> = new Set([
  // Certificates and keys of the line.
  ...['SSLKEYLOGFILE', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'OPENSSL_CONF', 'OPENSSL_MODULES', 'OPENSSL_ENGINES'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'ALL_PROXY', 'AUTO_PROXY', 'SOCKS_PROXY'],
  // Libraries that the toolkit, the C library and the graphics drivers would load.
  ...['GTK_MODULES', 'GTK3_MODULES', 'GTK_PATH', 'GTK_EXE_PREFIX', 'GTK_IM_MODULE_FILE', 'GTK_DEBUG'],
  ...['GIO_EXTRA_MODULES', 'GIO_MODULE_DIR', 'GDK_PIXBUF_MODULE_FILE', 'GDK_PIXBUF_MODULEDIR', 'GCONV_PATH'],
  ...['LIBGL_DRIVERS_PATH', 'LIBVA_DRIVERS_PATH', 'GBM_BACKENDS_PATH', '__EGL_VENDOR_LIBRARY_DIRS'],
  ...['__EGL_VENDOR_LIBRARY_FILENAMES', 'VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'VK_LAYER_PATH', 'VK_INSTANCE_LAYERS'],
  // Chromium's own.
  ...['CHROME_DEVEL_SANDBOX', 'CHROME_LOG_FILE', 'CHROME_HEADLESS', 'BREAKPAD_DUMP_LOCATION'],
])
const deniedPrefixes = ['ELECTRON_', 'NODE_', 'LD_', 'DYLD_'] as const
/** Says what a shell is for and changes nothing here. */
const harmlessVariables: ReadonlySet<string> = new Set(['NODE_ENV'])

/** @returns Why not; `undefined`: go ahead. */
export function judgeStart({ commandLine, env, userId }: StartFacts): StartRefusal | undefined {
  if (userId === 0) return { kind: 'root', names: [] }
  const switches = commandLine.filter((argument) => !allowedSwitches.has(argument)).map(nameOfArgument)
  if (switches.length > 0) return refusal('argument', switches)
  const variables = Object.entries(env)
    .filter(([name, value]) => value !== undefined && value !== '' && isDenied(name.toUpperCase()))
    .map(([name]) => tidy(name))
  return variables.length > 0 ? refusal('environment', variables) : undefined
}

function isDenied(name: string): boolean {
  if (harmlessVariables.has(name)) return false
  return deniedVariables.has(name) || deniedPrefixes.some((prefix) => name.startsWith(prefix))
}

function refusal(kind: StartRefusal['kind'], names: readonly string[]): StartRefusal {
  return { kind, names: [...new Set(names)].slice(0, maxNames) }
}

/** `--log-file=/home/x` is `--log-file`; what is no switch may be anything and is not repeated. */
function nameOfArgument(argument: string): string {
  const [name = ''] = argument.split('=', 1)
  return /^(--?|\/)[A-Za-z]/.test(name) ? tidy(name) : '(argument)'
}

function tidy(name: string): string {
  return name.replaceAll(/[^\w./-]/g, '?').slice(0, maxNameLength)
}
